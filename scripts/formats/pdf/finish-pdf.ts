import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from 'pdf-lib';
import type { NumberStyle } from '../../model/furniture.ts';
import { MM_PER_PT, mediaSize, type PageGeometry } from '../../model/geometry.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { PageInfo } from '../../model/pagination.ts';

/** What Chromium's PDF lacks. */
export interface FinishInput {
  readonly geometry: PageGeometry;
  readonly metadata: Metadata;
  readonly pages: readonly PageInfo[];
  /** Titles of the headings in order, for the outline. */
  readonly outline: readonly string[];
  /** Label of pages without a number, such as the cover. */
  readonly uncountedLabel: string;
  /** Written as creation and modification date. */
  readonly modified: Date;
  /** Banxin and its version. */
  readonly producer: string;
}

/**
 * Writes page boxes, page labels, document information and reading direction into a printed PDF. Text, tags, outline
 * and links are not touched. Throws when the PDF has not as many pages as the layout.
 */
export async function finishPdf(bytes: Uint8Array, input: FinishInput): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
  const pages = document.getPages();
  if (pages.length !== input.pages.length) {
    throw new Error(
      `Chromium printed ${pages.length} pages, expected the ${input.pages.length} that were laid out`,
    );
  }
  for (const page of pages) setBoxes(page.node, input.geometry);
  setLabels(document, input);
  setOutlineTitles(document, input.outline);
  setInformation(document, input);
  const vertical = input.geometry.writingMode === 'vertical';
  document.catalog.set(
    PDFName.of('ViewerPreferences'),
    document.context.obj({ DisplayDocTitle: true, Direction: vertical ? 'R2L' : 'L2R' }),
  );
  document.catalog.set(PDFName.of('PageLayout'), PDFName.of('TwoPageRight'));
  return document.save({ useObjectStreams: true, objectsPerTick: Number.POSITIVE_INFINITY });
}

/** The media lies in the sheet's lower left corner, so boxes are all that has to change (ISO 32000-1, 14.11.2). */
function setBoxes(node: PDFDict, geometry: PageGeometry): void {
  const media = mediaSize(geometry);
  const pt = (mm: number): PDFNumber => PDFNumber.of(Math.round((mm / MM_PER_PT) * 1000) / 1000);
  const box = (left: number, width: number, height: number) =>
    node.context.obj([pt(left), pt(left), pt(left + width), pt(left + height)]);
  node.set(PDFName.of('MediaBox'), box(0, media.widthMm, media.heightMm));
  node.set(PDFName.of('CropBox'), box(0, media.widthMm, media.heightMm));
  node.set(PDFName.of('BleedBox'), box(0, media.widthMm, media.heightMm));
  node.set(PDFName.of('TrimBox'), box(geometry.bleedMm, geometry.trim.widthMm, geometry.trim.heightMm));
}

/** Styles of numbers that PDF knows by name (ISO 32000-1, table 159); a label in another is written out. */
const LABEL_STYLES: Readonly<Partial<Record<NumberStyle, string>>> = { arabic: 'D', roman: 'r' };

/** Page labels as a number tree (ISO 32000-1, 12.4.2): one range for each change of style or leap of the number. */
function setLabels(document: PDFDocument, input: FinishInput): void {
  const ranges: [number, Record<string, PDFName | PDFNumber | PDFHexString>][] = [];
  input.pages.forEach((page, index) => {
    const range = labelOf(page, input.uncountedLabel);
    if (!continues(page, input.pages[index - 1])) ranges.push([index, range]);
  });
  const numbers = ranges.flatMap(([index, label]) => [PDFNumber.of(index), document.context.obj(label)]);
  document.catalog.set(
    PDFName.of('PageLabels'),
    document.context.obj({ Nums: document.context.obj(numbers) }),
  );
}

function labelOf(
  { label, folio }: PageInfo,
  uncounted: string,
): Record<string, PDFName | PDFNumber | PDFHexString> {
  const style = folio && LABEL_STYLES[folio.style];
  if (style !== undefined) return { S: PDFName.of(style), St: PDFNumber.of(folio?.number ?? 1) };
  return { P: PDFHexString.fromText(folio === undefined ? uncounted : label) };
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
function setOutlineTitles(document: PDFDocument, titles: readonly string[]): void {
  const items: PDFDict[] = [];
  const collect = (parent: PDFDict | undefined): void => {
    let item = parent?.lookupMaybe(PDFName.of('First'), PDFDict);
    for (; item !== undefined; item = item.lookupMaybe(PDFName.of('Next'), PDFDict)) {
      items.push(item);
      collect(item);
    }
  };
  collect(document.catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict));
  if (items.length !== titles.length) return;
  items.forEach((item, index) => {
    item.set(PDFName.of('Title'), PDFHexString.fromText(titles[index] ?? ''));
  });
}

function setInformation(document: PDFDocument, input: FinishInput): void {
  const { metadata } = input;
  const authors = metadata.contributors
    .filter((person) => person.role === 'author')
    .map((person) => person.name);
  document.setTitle(metadata.title);
  document.setAuthor(authors.join('; '));
  if (metadata.description !== undefined) document.setSubject(metadata.description);
  document.setCreator(input.producer);
  document.setProducer(input.producer);
  document.setCreationDate(input.modified);
  document.setModificationDate(input.modified);
  document.catalog.set(PDFName.of('Lang'), PDFString.of(metadata.language));
}
