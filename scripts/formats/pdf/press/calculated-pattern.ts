import { deflateSync, inflateSync } from 'node:zlib';
import type { Rgb } from '../../../model/ink.ts';
import type { PdfFile, PdfObject } from '../pdf-file.ts';
import {
  type Dictionary,
  readArray,
  readDictionary,
  referenceTo,
  referredObject,
  writeArray,
  writeDictionary,
} from '../pdf-syntax.ts';
import { type PdfFunction, readCalculator } from './calculator.ts';
import type { PrintColor } from './print-color.ts';
import { ProcessInks } from './recolor-shading.ts';

/** Pixels along the longer side: 170 an inch on a page of A5. */
const PIXELS = 1000;
/** Least pixels along the shorter side. */
const LEAST_PIXELS = 16;

/**
 * A pattern (ISO 32000-1, 8.7.4.5.2) whose colours are calculated point by point, as those of cones and of repeated
 * blends are, as a tile with a picture in the inks of the press: some programs that print cannot calculate them.
 * `undefined` for a pattern of another kind.
 */
export function calculatedPattern(
  file: PdfFile,
  pattern: Dictionary,
  colorOf: (rgb: Rgb) => PrintColor,
): PdfObject | undefined {
  const reference = referredObject(pattern.get('Shading'));
  const shading =
    reference === undefined ? readDictionary(pattern.get('Shading') ?? '<<>>') : file.dictionary(reference);
  const isCalculated = shading.get('ShadingType') === '1' && shading.get('ColorSpace') === '/DeviceRGB';
  const calculate = isCalculated && !shading.has('Matrix') ? calculatorOf(file, shading) : undefined;
  if (calculate === undefined) return undefined;
  const domain = readArray(shading.get('Domain') ?? '[0 1 0 1]').map(Number);
  const picture = pictureOf(calculate, domain, colorOf);
  if (picture === undefined) return undefined;
  const [left = 0, right = 1, bottom = 0, top = 1] = domain;
  const [width, height] = [right - left, top - bottom];
  const tile = new Map([
    ['Type', '/Pattern'],
    ['PatternType', '1'],
    ['PaintType', '1'],
    ['TilingType', '1'],
    ['BBox', writeArray([left, bottom, right, top])],
    ['XStep', String(width)],
    ['YStep', String(height)],
    ['Resources', `<</XObject <</BxGrid ${referenceTo(file.add(picture))}>>>>`],
  ]);
  const matrix = pattern.get('Matrix');
  if (matrix !== undefined) tile.set('Matrix', matrix);
  const contents = `${width} 0 0 ${height} ${left} ${bottom} cm /BxGrid Do`;
  return { source: writeDictionary(tile), data: Buffer.from(contents) };
}

/** The calculated function of a shading (7.10.5); `undefined` when it is one of another kind. */
function calculatorOf(file: PdfFile, shading: Dictionary): PdfFunction | undefined {
  const number = referredObject(shading.get('Function'));
  const stream = number === undefined ? undefined : file.object(number);
  if (stream?.data === undefined) return undefined;
  const entries = readDictionary(stream.source);
  if (entries.get('FunctionType') !== '4') return undefined;
  const bytes = entries.has('Filter') ? inflateSync(stream.data) : stream.data;
  return readCalculator(Buffer.from(bytes).toString('latin1'));
}

/** A picture of what a function gives over its domain; `undefined` when its inks have no common space. */
function pictureOf(
  calculate: PdfFunction,
  [left = 0, right = 1, bottom = 0, top = 1]: readonly number[],
  colorOf: (rgb: Rgb) => PrintColor,
): PdfObject | undefined {
  const inks = new ProcessInks(colorOf);
  const sides = [right - left, top - bottom];
  const [columns = 1, rows = 1] = sides.map((side) =>
    Math.max(LEAST_PIXELS, Math.ceil((PIXELS * side) / Math.max(...sides))),
  );
  const bytes: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    // The first row is the upmost.
    const y = top - ((row + 0.5) / rows) * (top - bottom);
    for (let column = 0; column < columns; column += 1) {
      const x = left + ((column + 0.5) / columns) * (right - left);
      for (const ink of inks.of(calculate([x, y]))) bytes.push(Math.round(ink * 255));
    }
  }
  if (inks.space === undefined) return undefined;
  const gray = inks.space === '/DeviceCMYK' ? grayOfBlack(bytes) : undefined;
  const entries: [string, string][] = [
    ['Type', '/XObject'],
    ['Subtype', '/Image'],
    ['Width', String(columns)],
    ['Height', String(rows)],
    ['ColorSpace', gray === undefined ? inks.space : '/DeviceGray'],
    ['BitsPerComponent', '8'],
    ['Filter', '/FlateDecode'],
  ];
  return { source: writeDictionary(entries), data: deflateSync(Uint8Array.from(gray ?? bytes)) };
}

/** Pixels of four inks in grey; `undefined` when they have other inks than black. */
function grayOfBlack(inks: readonly number[]): readonly number[] | undefined {
  const gray: number[] = [];
  for (let at = 0; at < inks.length; at += 4) {
    if ((inks[at] ?? 0) + (inks[at + 1] ?? 0) + (inks[at + 2] ?? 0) > 0) return undefined;
    gray.push(255 - (inks[at + 3] ?? 0));
  }
  return gray;
}
