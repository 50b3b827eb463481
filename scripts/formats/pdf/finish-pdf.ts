import type { Diagnostic } from '../../model/diagnostic.ts';
import type { NumberStyle } from '../../model/furniture.ts';
import {
  bleedSize,
  MM_PER_PT,
  mediaSize,
  type PageGeometry,
  type SizeMm,
  sheetPx,
} from '../../model/geometry.ts';
import type { Imposition } from '../../model/imposition.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { Destination, PageInfo } from '../../model/pagination.ts';
import { impose } from './impose/impose.ts';
import { type DocumentFacts, writeMetadata } from './metadata.ts';
import { outlineItems } from './parts/outline.ts';
import type { PdfFile } from './pdf-file.ts';
import {
  nameText,
  readArray,
  referenceTo,
  referredObject,
  requiredReference,
  textString,
  writeArray,
  writeDictionary,
} from './pdf-syntax.ts';
import type { PdfVersion } from './pdf-writer.ts';
import { preflightScreen } from './preflight/preflight.ts';
import { PDF_X } from './press/pdf-x.ts';
import { type PressInput, preparePress } from './press/press-pdf.ts';
import { tagPdf } from './tags/tag-pdf.ts';

/** What Chromium's PDF lacks. */
export interface FinishInput {
  readonly geometry: PageGeometry;
  readonly metadata: Metadata;
  readonly pages: readonly PageInfo[];
  /** Titles of the headings in order, for the outline. */
  readonly outline: readonly string[];
  /** Where links lead. */
  readonly destinations: readonly Destination[];
  /** Label of pages without a number, such as the cover. */
  readonly uncountedLabel: string;
  /** Written as creation and modification date. */
  readonly modified: Date;
  /** Banxin and its version. */
  readonly producer: string;
  /** For the printing house; absent for a PDF of the screen. */
  readonly press?: PressInput;
  /** Whether it is read on a screen, and so is tagged as PDF/UA asks. */
  readonly isForScreen?: boolean;
  /** How pages are laid on sheets; absent for single pages. */
  readonly imposition?: Imposition;
}

/** A completed file. */
export interface FinishedPdf {
  readonly bytes: Uint8Array;
  /** What a file of the screen lacks of PDF/UA-1, what one of the press had to leave out. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes page boxes, page labels, the places that links lead to, document information and reading direction into a
 * printed PDF; one of the screen gets tags as PDF/UA asks for, one of the press its inks and marks.
 * @throws Error when the PDF has not as many pages as the layout
 */
export async function finishPdf(file: PdfFile, input: FinishInput): Promise<FinishedPdf> {
  const root = requiredReference(file.trailer.get('Root'));
  const tree = requiredReference(file.dictionary(root).get('Pages'));
  const pages = pagesOf(file, tree);
  if (pages.length !== input.pages.length) {
    throw new Error(
      `Chromium printed ${pages.length} pages, expected the ${input.pages.length} that were laid out`,
    );
  }
  const boxes = pageBoxes(input.geometry);
  for (const page of pages) file.update(page, boxes);
  setOutlineTitles(file, root, input.outline);
  setInformation(file, input);
  const direction = input.geometry.writingMode === 'vertical' ? '/R2L' : '/L2R';
  file.update(root, {
    ...destinations(file, pages, input),
    PageLabels: pageLabels(input),
    ViewerPreferences: writeDictionary([
      ['DisplayDocTitle', 'true'],
      ['Direction', direction],
    ]),
    PageLayout: '/TwoPageRight',
    Lang: `(${input.metadata.language})`,
  });
  const facts = factsOf(input);
  if (input.isForScreen) {
    const titles = new Map(input.destinations.map(({ fragment, title }) => [fragment, title]));
    await tagPdf(file, { root, pages }, titles, facts.title);
    return savedForScreen(file, root, facts);
  }
  const { version, diagnostics } = await pressed(file, { root, pages }, input, facts);
  if (input.imposition !== undefined) impose(file, { root, tree, pages }, input.geometry, input.imposition);
  return { bytes: await file.save(version), diagnostics };
}

function factsOf(input: FinishInput): DocumentFacts {
  const { metadata, producer, modified } = input;
  const { title, language } = metadata;
  return { title, language, authors: authorsOf(input), producer, modified };
}

/** Prepares a file for the press where that is ordered; the version of its standard, and what is to be told. */
async function pressed(
  file: PdfFile,
  { root, pages }: { readonly root: number; readonly pages: readonly number[] },
  input: FinishInput,
  facts: DocumentFacts,
): Promise<{ readonly version: PdfVersion | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  if (input.press === undefined) return { version: undefined, diagnostics: [] };
  const parts = { root, information: requiredReference(file.trailer.get('Info')), pages };
  const diagnostics = await preparePress(file, parts, input.geometry, facts, input.press);
  const { standard } = input.press.press;
  return { version: standard === 'none' ? undefined : PDF_X[standard].version, diagnostics };
}

/** Property of XMP by which a file says that it is PDF/UA-1 (ISO 14289-1, 5). */
const PDF_UA_CLAIM = '<pdfuaid:part>1</pdfuaid:part>';

/** The file of the screen; it says that it is PDF/UA-1 only when nothing is found that is against it. */
async function savedForScreen(file: PdfFile, root: number, facts: DocumentFacts): Promise<FinishedPdf> {
  writeMetadata(file, root, facts, [PDF_UA_CLAIM]);
  const bytes = await file.save();
  const diagnostics = preflightScreen(bytes).map(({ diagnostic }) => diagnostic);
  if (diagnostics.length === 0) return { bytes, diagnostics };
  writeMetadata(file, root, facts, []);
  return { bytes: await file.save(), diagnostics };
}

/** Numbers of the page objects below a node of the page tree, in order (ISO 32000-1, 7.7.3). */
function pagesOf(file: PdfFile, node: number): readonly number[] {
  const kids = file.dictionary(node).get('Kids');
  return kids === undefined
    ? [node]
    : readArray(kids).flatMap((kid) => pagesOf(file, requiredReference(kid)));
}

/** The media lies in the sheet's lower left corner, so boxes are all that has to change (ISO 32000-1, 14.11.2). */
function pageBoxes(geometry: PageGeometry): Record<string, string> {
  const { marksMm, bleedMm } = geometry;
  const pt = (mm: number): number => rounded(mm / MM_PER_PT);
  const box = (left: number, { widthMm, heightMm }: SizeMm): string =>
    writeArray([pt(left), pt(left), pt(left + widthMm), pt(left + heightMm)]);
  const whole = box(0, mediaSize(geometry));
  return {
    MediaBox: whole,
    CropBox: whole,
    BleedBox: box(marksMm, bleedSize(geometry)),
    TrimBox: box(marksMm + bleedMm, geometry.trim),
  };
}

/** Styles of numbers that PDF knows by name (ISO 32000-1, table 159); a label in another is written out. */
const LABEL_STYLES: Readonly<Partial<Record<NumberStyle, string>>> = { arabic: 'D', roman: 'r' };

/** Page labels as a number tree (ISO 32000-1, 12.4.2): one range for each change of style or leap of the number. */
function pageLabels(input: FinishInput): string {
  const numbers: (string | number)[] = [];
  input.pages.forEach((page, index) => {
    if (!continues(page, input.pages[index - 1])) numbers.push(index, labelOf(page, input.uncountedLabel));
  });
  return writeDictionary([['Nums', writeArray(numbers)]]);
}

/** The places that links lead to (ISO 32000-1, 12.3.2.3), under the names that Chromium's links have for them. */
function destinations(file: PdfFile, pages: readonly number[], input: FinishInput): Record<string, string> {
  const sheet = sheetPx(input.geometry);
  const places = new Map(
    input.destinations.map(({ fragment, page, leftPx, topPx }) => [
      fragment,
      `[${referenceTo(pages[page] ?? 0)} /XYZ ${rounded(leftPx * PT_PER_PX)} ${rounded((sheet.height - topPx) * PT_PER_PX)} 0]`,
    ]),
  );
  const entries = new Map<string, string>();
  for (const page of pages) {
    const links = file.dictionary(page).get('Annots');
    for (const link of links === undefined ? [] : readArray(links)) {
      const name = file.dictionary(requiredReference(link)).get('Dest');
      const place = name?.startsWith('/') ? places.get(nameText(name)) : undefined;
      if (name !== undefined && place !== undefined) entries.set(name.slice(1), place);
    }
  }
  if (entries.size === 0) return {};
  return { Dests: referenceTo(file.add({ source: writeDictionary(entries) })) };
}

/** Points in a CSS pixel. */
const PT_PER_PX = 72 / 96;

function rounded(pt: number): number {
  return Math.round(pt * 1000) / 1000;
}

function labelOf({ label, folio }: PageInfo, uncounted: string): string {
  const style = folio && LABEL_STYLES[folio.style];
  if (style !== undefined) return `<</S /${style} /St ${folio?.number ?? 1}>>`;
  return `<</P ${textString(folio === undefined ? uncounted : label)}>>`;
}

/** Whether a page's label follows from the range of the page before. */
function continues({ folio }: PageInfo, previous: PageInfo | undefined): boolean {
  if (previous === undefined) return false;
  if (folio === undefined) return previous.folio === undefined;
  const isCounted = folio.style in LABEL_STYLES && previous.folio?.style === folio.style;
  return isCounted && previous.folio?.number === folio.number - 1;
}

/**
 * Writes the headings' own titles into the outline (ISO 32000-1, 12.3.3): Chromium closes the lines of a title up. The
 * outline is left as it is when it does not match the headings one by one.
 */
function setOutlineTitles(file: PdfFile, root: number, titles: readonly string[]): void {
  const items = outlineItems(file, referredObject(file.dictionary(root).get('Outlines')));
  if (items.length !== titles.length) return;
  items.forEach(({ object }, index) => {
    file.update(object, { Title: textString(titles[index] ?? '') });
  });
}

function authorsOf({ metadata }: FinishInput): readonly string[] {
  return metadata.contributors.filter(({ role }) => role === 'author').map(({ name }) => name);
}

/** Document information (ISO 32000-1, 14.3.3). */
function setInformation(file: PdfFile, input: FinishInput): void {
  const { metadata, modified, producer } = input;
  const date = `(D:${modified.toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z)`;
  file.update(requiredReference(file.trailer.get('Info')), {
    Title: textString(metadata.title),
    Author: textString(authorsOf(input).join('; ')),
    ...(metadata.description === undefined ? {} : { Subject: textString(metadata.description) }),
    Creator: textString(producer),
    Producer: textString(producer),
    CreationDate: date,
    ModDate: date,
  });
}
