import { inkOfCmykJpeg, inkOfPixels, type PictureInk } from '../../pages/cmyk-jpeg.ts';
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

/** Ink of a picture in four colours of 8 bits, each pixel read; `undefined` for other pictures. */
export function imageInk(reader: PdfReader, object: number, entries: Dictionary): ImageInk | undefined {
  const ofFile = known.get(reader) ?? new Map<number, ImageInk | undefined>();
  known.set(reader, ofFile);
  if (!ofFile.has(object)) ofFile.set(object, measure(reader, object, entries));
  return ofFile.get(object);
}

function measure(reader: PdfReader, object: number, entries: Dictionary): ImageInk | undefined {
  const filter = reader.resolve(entries.get('Filter'));
  if (entries.get('ColorSpace') !== '/DeviceCMYK' || entries.get('BitsPerComponent') !== '8')
    return undefined;
  try {
    if (filter === '/DCTDecode')
      return inWords(inkOfCmykJpeg(reader.object(object).data ?? new Uint8Array()));
    const isPlain = filter === 'null' || filter === '/FlateDecode';
    return isPlain ? inWords(inkOfPixels(reader.unpacked(object), 0)) : undefined;
  } catch {
    // A picture that cannot be read is not measured; that it is damaged, those say who draw it.
    return undefined;
  }
}

function inWords({ most, sum }: PictureInk): ImageInk {
  return { plates: PLATES.filter((_, ink) => (most[ink] ?? 0) > 0), sum: sum * 100 };
}
