import { inflateSync } from 'node:zlib';
import jpeg from 'jpeg-js';
import type { PressColor } from '../../../model/press.ts';
import { type CmykPicture, type CmykPictures, pictureKey } from '../../pages/cmyk-pictures.ts';
import { pack, unpack } from '../flate.ts';
import type { PdfFile } from '../pdf-file.ts';
import {
  type Dictionary,
  readArray,
  readDictionary,
  referredObject,
  writeDictionary,
} from '../pdf-syntax.ts';
import type { ColorEngine, SourceSpace } from './color-engine.ts';

/** How pictures are printed. */
export interface ImagePrinting {
  readonly color: Exclude<PressColor, 'rgb'>;
  /** Into the press's profile; for {@link color} `cmyk`. */
  readonly inks: ColorEngine | undefined;
  /** Into black ink. */
  readonly gray: ColorEngine;
  /** Most ink on one spot, in percent. */
  readonly inkSum: number;
  /** Pictures that the author has in four colours. */
  readonly cmyk: CmykPictures;
  /** Whether pictures are laid on white where they can be seen through. */
  readonly flatten: boolean;
}

/** Brings pictures into the inks of the press. */
export interface ImageConverter {
  /** Converts a picture of a file; one that is grey already stays as it came. */
  convert(file: PdfFile, object: number): Promise<void>;
}

/** Pixels of three components, from 0 to 255. */
interface Pixels {
  readonly data: Uint8Array;
  readonly source: SourceSpace;
}

/** A converter of the pictures that Chromium writes: in RGB, of 8 bits, as JPEG or packed. */
export function imageConverter(printing: ImagePrinting): ImageConverter {
  return {
    async convert(file, object) {
      const { source, data = Buffer.alloc(0) } = file.object(object);
      const entries = readDictionary(source);
      if (entries.get('ImageMask') === 'true') return;
      const own = printing.color === 'cmyk' ? printing.cmyk.get(pictureKey(data)) : undefined;
      if (own !== undefined) {
        file.set(object, { source: writeDictionary(inFourColors(entries, own)), data: own.bytes });
        return;
      }
      const mask = printing.flatten ? referredObject(entries.get('SMask')) : undefined;
      const pixels = await readPixels(file, entries, data);
      if (pixels === undefined) return;
      const opaque = mask === undefined ? pixels.data : onWhite(pixels.data, await readPlain(file, mask));
      const isGray = printing.color !== 'cmyk' || isNeutral(opaque);
      const engine = isGray ? printing.gray : printing.inks;
      if (engine === undefined) return;
      const inks = engine.convert(opaque, pixels.source);
      if (!isGray) limitInk(inks, printing.inkSum);
      for (const key of ['ColorTransform', 'DecodeParms', 'Decode', 'Intent']) entries.delete(key);
      if (mask !== undefined) entries.delete('SMask');
      entries.set('ColorSpace', isGray ? '/DeviceGray' : '/DeviceCMYK');
      entries.set('Filter', '/FlateDecode');
      file.set(object, { source: writeDictionary(entries), data: await pack(inks) });
    },
  };
}

/** A picture's dictionary for the author's own file: JPEG in four colours, whose full ink may be 0. */
function inFourColors(entries: Dictionary, { isInverted }: CmykPicture): Dictionary {
  for (const key of ['ColorTransform', 'DecodeParms', 'Intent']) entries.delete(key);
  entries.set('ColorSpace', '/DeviceCMYK');
  if (isInverted) entries.set('Decode', '[1 0 1 0 1 0 1 0]');
  return entries;
}

/** The pixels of a picture in RGB; `undefined` for one of another kind. */
async function readPixels(file: PdfFile, entries: Dictionary, data: Uint8Array): Promise<Pixels | undefined> {
  const source = sourceSpace(file, entries.get('ColorSpace') ?? '');
  const isPlain = entries.get('BitsPerComponent') === '8' && !entries.has('DecodeParms');
  if (source === undefined || !isPlain) return undefined;
  switch (entries.get('Filter')) {
    case '/DCTDecode': {
      const decoded = jpeg.decode(data, {
        useTArray: true,
        formatAsRGBA: false,
        maxResolutionInMP: 1000,
        maxMemoryUsageInMB: 8192,
      });
      return { data: decoded.data, source };
    }
    case '/FlateDecode':
      return { data: await unpack(data), source };
    case undefined:
      return { data, source };
    default:
      return undefined;
  }
}

/** The colours of a picture in RGB (ISO 32000-1, 8.6.5.5); `undefined` when it is in something else. */
function sourceSpace(file: PdfFile, colorSpace: string): SourceSpace | undefined {
  if (colorSpace === '/DeviceRGB') return 'srgb';
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

/** The bytes of a mask of 8 bits a pixel. */
async function readPlain(file: PdfFile, object: number): Promise<Uint8Array> {
  const { source, data = Buffer.alloc(0) } = file.object(object);
  return readDictionary(source).has('Filter') ? unpack(data) : data;
}

/** Pixels as they look on white paper. */
function onWhite(pixels: Uint8Array, alpha: Uint8Array): Uint8Array {
  const result = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at += 1) {
    const share = (alpha[Math.floor(at / 3)] ?? 255) / 255;
    result[at] = Math.round(255 + ((pixels[at] ?? 0) - 255) * share);
  }
  return result;
}

/** How far apart components may be in a grey picture, of 255: what JPEG makes of greys. */
const NEUTRAL = 3;

function isNeutral(pixels: Uint8Array): boolean {
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const red = pixels[at] ?? 0;
    const green = pixels[at + 1] ?? 0;
    const blue = pixels[at + 2] ?? 0;
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > NEUTRAL) return false;
  }
  return true;
}

/** Takes from the colours, never from black, what is over the limit: the depths stay dark. */
function limitInk(inks: Uint8Array, percent: number): void {
  const most = (percent / 100) * 255;
  for (let at = 0; at + 3 < inks.length; at += 4) {
    const colors = (inks[at] ?? 0) + (inks[at + 1] ?? 0) + (inks[at + 2] ?? 0);
    const room = most - (inks[at + 3] ?? 0);
    if (colors <= room) continue;
    const share = room / colors;
    for (let ink = at; ink < at + 3; ink += 1) inks[ink] = Math.floor((inks[ink] ?? 0) * share);
  }
}
