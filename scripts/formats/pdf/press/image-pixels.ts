import { inflateSync } from 'node:zlib';
import jpeg from 'jpeg-js';
import { JPEG_DECODING } from '../../pages/cmyk-jpeg.ts';
import { unpack } from '../flate.ts';
import type { PdfFile } from '../pdf-file.ts';
import { type Dictionary, readArray, readDictionary, referredObject } from '../pdf-syntax.ts';
import type { SourceSpace } from './color-engine.ts';
import type { Raster } from './resample.ts';

/** Pixels of three components, or of one in grey, and what these are. */
export interface Pixels extends Raster {
  readonly source: SourceSpace | 'gray';
}

/** The pixels of a picture in RGB or grey, of 8 bits, as Chromium writes them; `undefined` for one of another kind. */
export async function readPixels(
  file: PdfFile,
  entries: Dictionary,
  data: Uint8Array,
): Promise<Pixels | undefined> {
  const source = sourceSpace(file, entries.get('ColorSpace') ?? '');
  const isPlain = entries.get('BitsPerComponent') === '8' && !entries.has('DecodeParms');
  if (source === undefined || !isPlain) return undefined;
  const size = { width: Number(entries.get('Width')), height: Number(entries.get('Height')) };
  const components = source === 'gray' ? 1 : 3;
  switch (entries.get('Filter')) {
    case '/DCTDecode': {
      const decoded = jpeg.decode(data, JPEG_DECODING).data;
      return { ...size, components, data: components === 1 ? everyThird(decoded) : decoded, source };
    }
    case '/FlateDecode':
      return { ...size, components, data: await unpack(data), source };
    case undefined:
      return { ...size, components, data, source };
    default:
      return undefined;
  }
}

/** The decoder gives grey as RGB. */
function everyThird(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: Math.floor(bytes.length / 3) }, (_, at) => bytes[3 * at] ?? 0);
}

/** The colours of a picture (ISO 32000-1, 8.6.5.5); `undefined` when they are of another kind. */
function sourceSpace(file: PdfFile, colorSpace: string): SourceSpace | 'gray' | undefined {
  if (colorSpace === '/DeviceRGB') return 'srgb';
  if (colorSpace === '/DeviceGray') return 'gray';
  const number = referredObject(colorSpace);
  const source = number === undefined ? colorSpace : file.object(number).source;
  if (!source.startsWith('[')) return undefined;
  const [family, profile] = readArray(source);
  const object = family === '/ICCBased' ? referredObject(profile) : undefined;
  if (object === undefined) return undefined;
  const stream = file.object(object);
  const entries = readDictionary(stream.source);
  if (entries.get('N') !== '3' || stream.data === undefined) return undefined;
  return { profile: unpackedProfile(entries, stream.data), components: 3 };
}

function unpackedProfile(entries: Dictionary, data: Uint8Array): Uint8Array {
  return entries.has('Filter') ? inflateSync(data) : data;
}
