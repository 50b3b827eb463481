import { deflateSync, inflateSync } from 'node:zlib';
import { MM_PER_PT, type PageGeometry, type SizeMm } from '../../../model/geometry.ts';
import type { Imposition } from '../../../model/imposition.ts';
import type { PdfFile, PdfObject } from '../pdf-file.ts';
import { readArray, referenceTo, referredObject, writeArray, writeDictionary } from '../pdf-syntax.ts';
import { bookletOrder, type SheetSide, spreadOrder } from './page-order.ts';

/** Objects of the file that are worked on. */
interface FileParts {
  readonly root: number;
  /** The root of the page tree. */
  readonly tree: number;
  readonly pages: readonly number[];
}

/** Entries of the root that speak of single pages, or of the structure of what stands on them. */
const OF_PAGES = ['StructTreeRoot', 'MarkInfo', 'Outlines', 'PageMode', 'PageLabels', 'Dests', 'Names'];

const pt = (mm: number): number => mm / MM_PER_PT;

/**
 * Lays pages on sheets, cut to their trim: each becomes a form (ISO 32000-1, 8.10), so text stays text. A sheet is no
 * page of the book, so outline, links, labels and tags are left out.
 */
export function impose(
  file: PdfFile,
  { root, tree, pages }: FileParts,
  geometry: PageGeometry,
  { kind, sheet, creepMm }: Imposition,
): void {
  const boundRight = geometry.writingMode === 'vertical';
  const isBooklet = kind === 'booklet';
  const sides = (isBooklet ? bookletOrder : spreadOrder)(pages.length, boundRight);
  const forms = pages.map((page) => formOf(file, page, geometry));
  const kids = sides.map((side, index) => {
    const creep = isBooklet ? Math.floor(index / 2) * creepMm : 0;
    return sheetOf(file, tree, { side, forms, place: placesOf(geometry, sheet, creep) });
  });
  const { trailer } = file;
  file.update(tree, { Kids: writeArray(kids.map(referenceTo)), Count: String(kids.length) });
  const entries = file.dictionary(root);
  for (const key of OF_PAGES) entries.delete(key);
  entries.set('PageLayout', '/SinglePage');
  entries.set(
    'ViewerPreferences',
    writeDictionary([
      ['DisplayDocTitle', 'true'],
      ...(isBooklet ? [['Duplex', '/DuplexFlipShortEdge'] as const] : []),
    ]),
  );
  file.set(root, { source: writeDictionary(entries) });
  file.keepOnly([trailer.get('Root'), trailer.get('Info')].map(referredObject));
}

/** What a page draws, as a form that is clipped at its trim. */
function formOf(file: PdfFile, page: number, geometry: PageGeometry): number {
  const entries = file.dictionary(page);
  const contents = entries.get('Contents') ?? '[]';
  const streams = contents.startsWith('[') ? readArray(contents) : [contents];
  const bytes = streams.map((one) => unpacked(file.object(referredObject(one) ?? 0)));
  const data = deflateSync(Buffer.concat(bytes.flatMap((one) => [one, Buffer.from('\n')])));
  const edge = pt(geometry.marksMm + geometry.bleedMm);
  const { widthMm, heightMm } = geometry.trim;
  const group = entries.get('Group');
  return file.add({
    source: writeDictionary([
      ['Type', '/XObject'],
      ['Subtype', '/Form'],
      ['BBox', numbers([edge, edge, edge + pt(widthMm), edge + pt(heightMm)])],
      ['Resources', entries.get('Resources') ?? '<<>>'],
      ...(group === undefined ? [] : [['Group', group] as const]),
      ['Filter', '/FlateDecode'],
    ]),
    data,
  });
}

/** A stream's bytes; Chromium packs by deflate or not at all. */
function unpacked({ source, data = new Uint8Array() }: PdfObject): Uint8Array {
  return source.includes('/FlateDecode') ? inflateSync(data) : data;
}

/** Where the two pages of a side go, in points. */
interface Places {
  readonly sheet: readonly [width: number, height: number];
  readonly scale: number;
  /** Corners of the trims on the sheet. */
  readonly left: readonly [x: number, y: number];
  readonly right: readonly [x: number, y: number];
  /** From the corner of the media to that of the trim. */
  readonly edge: number;
}

function placesOf(geometry: PageGeometry, paper: SizeMm | undefined, creepMm: number): Places {
  const { widthMm, heightMm } = geometry.trim;
  const sheet = paper ?? { widthMm: 2 * widthMm, heightMm };
  const scale = Math.min(1, sheet.widthMm / (2 * widthMm), sheet.heightMm / heightMm);
  const [middle, foot] = [sheet.widthMm / 2, (sheet.heightMm - scale * heightMm) / 2];
  return {
    sheet: [pt(sheet.widthMm), pt(sheet.heightMm)],
    scale,
    left: [pt(middle - scale * widthMm + creepMm), pt(foot)],
    right: [pt(middle - creepMm), pt(foot)],
    edge: pt(geometry.marksMm + geometry.bleedMm),
  };
}

/** A side of a sheet as a page of the file. */
function sheetOf(
  file: PdfFile,
  parent: number,
  { side, forms, place }: { side: SheetSide; forms: readonly number[]; place: Places },
): number {
  const { sheet, scale, edge } = place;
  const [width, height] = sheet;
  const drawn = (['left', 'right'] as const).flatMap((name, index) => {
    const form = forms[side[index] ?? -1];
    if (form === undefined) return [];
    const [x, y] = place[name];
    // What creeps over the fold is cut there.
    const half = [index === 0 ? 0 : width / 2, 0, width / 2, height].map(rounded).join(' ');
    const matrix = [scale, 0, 0, scale, x - scale * edge, y - scale * edge].map(rounded).join(' ');
    return [{ name: `Page${index}`, form, operators: `q ${half} re W n ${matrix} cm /Page${index} Do Q` }];
  });
  const contents = file.add({
    source: '<<>>',
    data: Buffer.from(drawn.map(({ operators }) => operators).join('\n')),
  });
  const box = numbers([0, 0, width, height]);
  const objects = drawn.map(({ name, form }) => [name, referenceTo(form)] as const);
  return file.add({
    source: writeDictionary([
      ['Type', '/Page'],
      ['Parent', referenceTo(parent)],
      ['MediaBox', box],
      ['TrimBox', box],
      ['Resources', writeDictionary([['XObject', writeDictionary(objects)]])],
      ['Contents', referenceTo(contents)],
    ]),
  });
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function numbers(values: readonly number[]): string {
  return writeArray(values.map(rounded));
}
