import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFObject, PDFRef } from 'pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** One run of text as placed on a page, in points from the media's lower left corner. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly width: number;
  readonly size: number;
}

/** A rectangle in points: left, bottom, right, top. */
export type Box = readonly [number, number, number, number];

/** One page as an independent reader finds it. */
export interface PageFacts {
  readonly label: string | undefined;
  readonly mediaBox: Box;
  readonly trimBox: Box;
  readonly texts: readonly PlacedText[];
}

/** A font of the file. */
export interface FontFacts {
  readonly name: string;
  /** `CIDFontType2` for TrueType outlines, `CIDFontType0` for CFF, or the simple font's subtype. */
  readonly kind: string;
  readonly embedded: boolean;
  readonly hasToUnicode: boolean;
}

/** An entry of the outline with its level from 1. */
export interface OutlineFacts {
  readonly title: string;
  readonly level: number;
  /** Index of the page it leads to. */
  readonly page: number;
}

/** What a PDF says to someone who did not make it. */
export interface PdfFacts {
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly language: string | undefined;
  readonly tagged: boolean;
  /** How pages follow each other; L2R unless the file says otherwise. */
  readonly readingDirection: string;
  readonly pages: readonly PageFacts[];
  readonly fonts: readonly FontFacts[];
  readonly outline: readonly OutlineFacts[];
  /** Internal links as source and target page indices. */
  readonly links: readonly { readonly from: number; readonly to: number }[];
}

/** Reads a PDF with pdf.js, and its boxes and fonts with pdf-lib. */
export async function readPdf(bytes: Uint8Array): Promise<PdfFacts> {
  const raw = await PDFDocument.load(bytes, { updateMetadata: false });
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  const labels = await document.getPageLabels();
  const pages: PageFacts[] = [];
  const links: { from: number; to: number }[] = [];
  for (let index = 0; index < document.numPages; index += 1) {
    const page = await document.getPage(index + 1);
    const content = await page.getTextContent({ disableNormalization: true });
    const node = raw.getPage(index).node;
    pages.push({
      label: labels?.[index],
      mediaBox: boxOf(node, 'MediaBox'),
      trimBox: boxOf(node, 'TrimBox'),
      texts: content.items.flatMap((item) => ('str' in item && item.str !== '' ? [placed(item)] : [])),
    });
    for (const annotation of await page.getAnnotations()) {
      const to = await pageOfDestination(document, annotation.dest);
      if (to !== undefined) links.push({ from: index, to });
    }
  }
  const outline = await outlineOf(document);
  const metadata = (await document.getMetadata()).info as Record<string, unknown>;
  const preferences = raw.catalog.lookupMaybe(PDFName.of('ViewerPreferences'), PDFDict);
  await task.destroy();
  return {
    title: textOf(metadata['Title']),
    author: textOf(metadata['Author']),
    language:
      textOf(metadata['Language']) ?? raw.catalog.get(PDFName.of('Lang'))?.toString().replace(/[()]/g, ''),
    tagged: raw.catalog.lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict) !== undefined,
    readingDirection: nameOf(preferences?.get(PDFName.of('Direction'))) || 'L2R',
    pages,
    fonts: fontsOf(raw),
    outline,
    links,
  };
}

/** Text of the runs inside a box, in the order of the content stream. */
export function textInside(page: PageFacts, [left, bottom, right, top]: Box): string {
  return page.texts
    .filter(
      ({ x, baseline }) =>
        x >= left - 0.5 && x <= right + 0.5 && baseline >= bottom - 0.5 && baseline <= top + 0.5,
    )
    .map(({ text }) => text)
    .join('');
}

interface RawItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

function placed(item: RawItem): PlacedText {
  const [, , , size = 0, x = 0, baseline = 0] = item.transform;
  return { text: item.str, x, baseline, width: item.width, size: Math.abs(size) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function boxOf(node: PDFDict, name: string): Box {
  const box = node.lookup(PDFName.of(name), PDFArray);
  const side = (index: number): number => box.lookup(index, PDFNumber).asNumber();
  return [side(0), side(1), side(2), side(3)];
}

type PdfJsDocument = Awaited<ReturnType<typeof getDocument>['promise']>;

async function pageOfDestination(document: PdfJsDocument, destination: unknown): Promise<number | undefined> {
  const explicit = typeof destination === 'string' ? await document.getDestination(destination) : destination;
  if (!Array.isArray(explicit)) return undefined;
  return document.getPageIndex(explicit[0] as { num: number; gen: number });
}

async function outlineOf(document: PdfJsDocument): Promise<OutlineFacts[]> {
  const facts: OutlineFacts[] = [];
  const visit = async (
    items: Awaited<ReturnType<PdfJsDocument['getOutline']>>,
    level: number,
  ): Promise<void> => {
    for (const item of items ?? []) {
      facts.push({ title: item.title, level, page: (await pageOfDestination(document, item.dest)) ?? -1 });
      await visit(item.items, level + 1);
    }
  };
  await visit(await document.getOutline(), 1);
  return facts;
}

function fontsOf(raw: PDFDocument): FontFacts[] {
  const fonts: FontFacts[] = [];
  for (const [, object] of raw.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || nameOf(object.get(PDFName.of('Type'))) !== 'Font') continue;
    const kind = nameOf(object.get(PDFName.of('Subtype')));
    if (kind.startsWith('CIDFont')) continue;
    const descendant = object.lookupMaybe(PDFName.of('DescendantFonts'), PDFArray)?.lookup(0, PDFDict);
    const descriptor = (descendant ?? object).lookupMaybe(PDFName.of('FontDescriptor'), PDFDict);
    fonts.push({
      name: nameOf(object.get(PDFName.of('BaseFont'))),
      kind: descendant === undefined ? kind : nameOf(descendant.get(PDFName.of('Subtype'))),
      embedded: ['FontFile', 'FontFile2', 'FontFile3'].some(
        (key) => descriptor?.get(PDFName.of(key)) instanceof PDFRef,
      ),
      hasToUnicode: object.get(PDFName.of('ToUnicode')) !== undefined,
    });
  }
  return fonts;
}

function nameOf(object: PDFObject | undefined): string {
  return object instanceof PDFName ? object.decodeText() : '';
}

/** Where the lines of a page's text are to stand, in points from the media's lower left corner. */
export interface LineGrid {
  readonly vertical: boolean;
  /** The baseline of the first line, or the middle of the first vertical line. */
  readonly first: number;
  /** From line to line. */
  readonly pitch: number;
}

/** How far a baseline may be from the grid, in pitches (A07). */
const ON_GRID = 0.05;

/** The line of the grid, from 0, on or nearest to which a run of CJK text stands, and how far from it, in pitches. */
export function gridLine(run: PlacedText, grid: LineGrid): { readonly line: number; readonly off: number } {
  const down = grid.vertical ? grid.first - (run.x + run.size / 2) : grid.first - run.baseline;
  const line = Math.round(down / grid.pitch);
  return { line, off: Math.abs(down / grid.pitch - line) };
}

/** CJK runs of the given sizes whose baselines (middles, in vertical lines) are not on the grid (A07). */
export function baselinesOffGrid(
  page: PageFacts,
  grid: LineGrid,
  sizes: readonly number[],
): readonly PlacedText[] {
  return bodyRuns(page, sizes).filter((run) => gridLine(run, grid).off > ON_GRID);
}

/** Runs of CJK characters of the given sizes in points. */
export function bodyRuns(page: PageFacts, sizes: readonly number[]): readonly PlacedText[] {
  return page.texts.filter(
    (run) =>
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(run.text) &&
      sizes.some((size) => Math.abs(size - run.size) < 0.01),
  );
}
