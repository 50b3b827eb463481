import type { Dictionary } from '../pdf-syntax.ts';
import type { PdfReader } from './pdf-reader.ts';

/** Ink of a picture. */
interface ImageInk {
  readonly plates: readonly string[];
  /** Most ink on one pixel, in percent. */
  readonly sum: number;
}

/** Plates of four colours, in the order of their components. */
export const PLATES = ['C', 'M', 'Y', 'K'] as const;
const known = new WeakMap<PdfReader, Map<number, ImageInk | undefined>>();

/**
 * Ink of a picture in four colours of 8 bits, each pixel read; `undefined` for other pictures and for those that are
 * packed as JPEG.
 */
export function imageInk(reader: PdfReader, object: number, entries: Dictionary): ImageInk | undefined {
  const ofFile = known.get(reader) ?? new Map<number, ImageInk | undefined>();
  known.set(reader, ofFile);
  if (!ofFile.has(object)) ofFile.set(object, measure(reader, object, entries));
  return ofFile.get(object);
}

function measure(reader: PdfReader, object: number, entries: Dictionary): ImageInk | undefined {
  const filter = reader.resolve(entries.get('Filter'));
  const isPlain = filter === 'null' || filter === '/FlateDecode';
  if (entries.get('ColorSpace') !== '/DeviceCMYK' || entries.get('BitsPerComponent') !== '8' || !isPlain)
    return undefined;
  const inks = reader.unpacked(object);
  const most = new Uint8Array(4);
  let sum = 0;
  for (let at = 0; at + 3 < inks.length; at += 4) {
    let pixel = 0;
    for (let ink = 0; ink < 4; ink += 1) {
      const value = inks[at + ink] ?? 0;
      pixel += value;
      if (value > (most[ink] ?? 0)) most[ink] = value;
    }
    if (pixel > sum) sum = pixel;
  }
  return { plates: PLATES.filter((_, ink) => (most[ink] ?? 0) > 0), sum: (sum / 255) * 100 };
}
