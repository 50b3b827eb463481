import { pack, unpack } from '../flate.ts';
import type { PdfFile } from '../pdf-file.ts';
import { type Dictionary, readArray, readDictionary, referredObject, writeArray } from '../pdf-syntax.ts';
import { joinTrueType, readTrueType, type TrueType, writeTrueType } from './true-type.ts';
import { joinUnicodeMaps, readUnicodeMap, type UnicodeMap, writeUnicodeMap } from './unicode-map.ts';

/** The objects that a composite font of TrueType glyphs consists of (ISO 32000-1, 9.7, 9.8), by their numbers. */
interface FaceObjects {
  readonly font: number;
  readonly descendant: number;
  readonly descriptor: number;
  readonly program: number;
  readonly toUnicode: number;
}

/** A face in a file of Chromium's: a subset in which glyphs have the numbers that they have in the font it was given. */
export interface Face {
  readonly objects: FaceObjects;
  /** The same for subsets of one font: name, dimensions, kind. */
  readonly key: string;
  readonly program: TrueType;
  /** Widths that its descendant names (9.7.4.3), by glyph, in thousandths of an em; nought also stands for a glyph that is not used. */
  readonly widths: ReadonlyMap<number, string>;
  /** Width of all others. */
  readonly defaultWidth: string;
  readonly unicode: UnicodeMap;
}

/** The faces of a file that are subsets by glyph: not those whose letters are drawings (Type 3). */
export async function facesOf(file: PdfFile): Promise<readonly Face[]> {
  const faces: Face[] = [];
  for (const number of file.numbers()) {
    const { source, data } = file.object(number);
    if (data !== undefined || !source.includes('/Type0')) continue;
    const face = await readFace(file, number, readDictionary(source));
    if (face !== undefined) faces.push(face);
  }
  return faces;
}

async function readFace(file: PdfFile, font: number, entries: Dictionary): Promise<Face | undefined> {
  if (entries.get('Subtype') !== '/Type0' || entries.get('Encoding') !== '/Identity-H') return undefined;
  const descendant = referredObject(readArray(entries.get('DescendantFonts') ?? '[]')[0]);
  const toUnicode = referredObject(entries.get('ToUnicode'));
  if (descendant === undefined || toUnicode === undefined) return undefined;
  const inner = file.dictionary(descendant);
  const descriptor = referredObject(inner.get('FontDescriptor'));
  if (inner.get('CIDToGIDMap') !== '/Identity' || descriptor === undefined) return undefined;
  const described = file.dictionary(descriptor);
  const number = referredObject(described.get('FontFile2'));
  if (number === undefined) return undefined;
  const program = readTrueType(await streamOf(file, number));
  if (program === undefined) return undefined;
  const dimensions = [...described].filter(([key]) => key !== 'FontName' && key !== 'FontFile2');
  return {
    objects: { font, descendant, descriptor, program: number, toUnicode },
    key: JSON.stringify([withoutTag(entries.get('BaseFont') ?? ''), dimensions]),
    program,
    widths: readWidths(inner.get('W')),
    defaultWidth: inner.get('DW') ?? '1000',
    unicode: readUnicodeMap((await streamOf(file, toUnicode)).toString('latin1')),
  };
}

/** Numbers of the objects that a face is made of besides its font. */
export function objectsBehind({ objects }: Face): readonly number[] {
  return [objects.descendant, objects.descriptor, objects.program, objects.toUnicode];
}

/** The same face, its objects in the numbers of another file. */
export function inNumbersOf(face: Face, numberOf: (number: number) => number): Face {
  const { font, descendant, descriptor, program, toUnicode } = face.objects;
  return {
    ...face,
    objects: {
      font: numberOf(font),
      descendant: numberOf(descendant),
      descriptor: numberOf(descriptor),
      program: numberOf(program),
      toUnicode: numberOf(toUnicode),
    },
  };
}

async function streamOf(file: PdfFile, number: number): Promise<Buffer> {
  const { source, data = new Uint8Array() } = file.object(number);
  const isPacked = readDictionary(source).get('Filter') === '/FlateDecode';
  return Buffer.from(isPacked ? await unpack(data) : data);
}

/** Name of a font without the tag of its subset (9.6.4). */
function withoutTag(name: string): string {
  return name.replace(/^\/[A-Z]{6}\+/, '/');
}

/** Reads `[first [width …] first last width …]`. */
function readWidths(source: string | undefined): ReadonlyMap<number, string> {
  const widths = new Map<number, string>();
  const items = source === undefined ? [] : readArray(source);
  for (let at = 0; at < items.length; ) {
    const first = Number(items[at]);
    const next = items[at + 1] ?? '';
    if (next.startsWith('[')) {
      for (const [index, width] of readArray(next).entries()) widths.set(first + index, width);
      at += 2;
    } else {
      for (let glyph = first; glyph <= Number(next); glyph += 1) widths.set(glyph, items[at + 2] ?? '0');
      at += 3;
    }
  }
  return widths;
}

/** The glyphs of both; `undefined` when they are not subsets of one font. The objects are those of the first. */
export function joinFaces(one: Face, other: Face): Face | undefined {
  if (one.key !== other.key) return undefined;
  const program = joinTrueType(one.program, other.program);
  const unicode = program && joinUnicodeMaps(one.unicode, other.unicode);
  if (program === undefined || unicode === undefined) return undefined;
  const widths = new Map(one.widths);
  for (const [glyph, width] of other.widths)
    if (Number(widths.get(glyph) ?? 0) === 0) widths.set(glyph, width);
  return { ...one, program, unicode, widths };
}

/** Writes a face with all its glyphs into its objects; its tag tells it from other subsets in the file. */
export async function writeFace(file: PdfFile, face: Face, tag: string): Promise<void> {
  const { font, descendant, descriptor, program, toUnicode } = face.objects;
  const name = withoutTag(file.dictionary(font).get('BaseFont') ?? '').replace('/', `/${tag}+`);
  file.update(font, { BaseFont: name });
  file.update(descriptor, { FontName: name });
  file.update(descendant, { BaseFont: name, W: writeWidths(face) });
  const bytes = writeTrueType(face.program);
  file.set(program, {
    source: `<</Length1 ${bytes.length}\n/Filter /FlateDecode>>`,
    data: await pack(bytes),
  });
  const text = Buffer.from(writeUnicodeMap(face.unicode), 'latin1');
  file.set(toUnicode, { source: '<</Filter /FlateDecode>>', data: await pack(text) });
}

/** Widths of the glyphs that are there, for a part does not name those that are as wide as most of its own. */
function writeWidths({ program, widths, defaultWidth }: Face): string {
  const items: (string | number)[] = [];
  let run: string[] = [];
  const end = (): void => {
    if (run.length > 0) items.push(writeArray(run));
    run = [];
  };
  for (const [glyph, { advance, outline }] of program.glyphs.entries()) {
    const named = widths.get(glyph);
    const isThere = advance !== 0 || outline.length > 0 || named !== undefined;
    const isNamed = named !== undefined && Number(named) !== 0;
    const width = isNamed ? named : String(Math.round((advance / program.unitsPerEm) * 1e6) / 1000);
    if (!isThere || width === defaultWidth) end();
    else {
      if (run.length === 0) items.push(glyph);
      run.push(width);
    }
  }
  end();
  return writeArray(items);
}
