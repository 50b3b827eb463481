import type { PressColor } from '../../../model/press.ts';
import { readCmykJpeg, upright } from '../../pages/cmyk-jpeg.ts';
import { type CmykPicture, type CmykPictures, pictureKey } from '../../pages/cmyk-pictures.ts';
import { pack } from '../flate.ts';
import type { PdfFile } from '../pdf-file.ts';
import { type Dictionary, readDictionary, referredObject, writeDictionary } from '../pdf-syntax.ts';
import type { ColorEngine } from './color-engine.ts';
import { type Pixels, readPixels } from './image-pixels.ts';
import { type Raster, resample } from './resample.ts';

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
  /** Whether a profile that a picture brings is that of the press. */
  readonly isOwnProfile: (profile: Uint8Array) => boolean;
  /** To what pictures that are much finer are made smaller; absent where they stay. */
  readonly downsample: Downsampling | undefined;
}

/** What is asked of pictures, and what they have. */
export interface Downsampling {
  /** Pixels an inch, of colour and of grey pictures. */
  readonly colorPpi: number;
  readonly grayPpi: number;
  /** Pixels an inch as printed, by objects. */
  readonly resolutions: ReadonlyMap<number, number>;
}

/** Brings pictures into the inks of the press. */
export interface ImageConverter {
  /** Converts a picture of a file. */
  convert(file: PdfFile, object: number): Promise<void>;
}

/** A converter of the pictures that Chromium writes: in RGB or grey, of 8 bits, as JPEG or packed. */
export function imageConverter(printing: ImagePrinting): ImageConverter {
  const masks = new Set<number>();
  return {
    async convert(file, object) {
      const { source, data = Buffer.alloc(0) } = file.object(object);
      const entries = readDictionary(source);
      if (entries.get('ImageMask') === 'true') return;
      const own = printing.color === 'cmyk' ? printing.cmyk.get(pictureKey(data)) : undefined;
      if (own !== undefined) await putInFourColors(file, object, entries, own, printing);
      else await convertPixels(file, object, printing, masks);
    },
  };
}

/** The author's own file for a picture in four colours; its pixels where it lies on its side or is for another press. */
async function putInFourColors(
  file: PdfFile,
  object: number,
  entries: Dictionary,
  { bytes, head }: CmykPicture,
  printing: ImagePrinting,
): Promise<void> {
  const { profile, orientation, hasAdobeMarker } = head;
  const isOwn = profile === undefined || printing.isOwnProfile(profile);
  for (const key of INTERPRETING) entries.delete(key);
  entries.set('ColorSpace', '/DeviceCMYK');
  if (isOwn && orientation === 1) {
    if (hasAdobeMarker) entries.set('Decode', '[1 0 1 0 1 0 1 0]');
    file.set(object, { source: writeDictionary(entries), data: bytes });
    return;
  }
  const { inks } = upright(readCmykJpeg(bytes), orientation);
  const printed = isOwn ? inks : (printing.inks?.convert(inks, { profile, components: 4 }) ?? inks);
  if (!isOwn) limitInk(printed, printing.inkSum);
  entries.set('Filter', '/FlateDecode');
  file.set(object, { source: writeDictionary(entries), data: await pack(printed) });
}

/** Entries that say how the data is to be read, which is written anew (ISO 32000-1, table 89). */
const INTERPRETING = ['ColorTransform', 'DecodeParms', 'Decode', 'Intent'];

async function convertPixels(
  file: PdfFile,
  object: number,
  printing: ImagePrinting,
  masks: Set<number>,
): Promise<void> {
  const { source, data = Buffer.alloc(0) } = file.object(object);
  const entries = readDictionary(source);
  const isGrayJpeg = entries.get('ColorSpace') === '/DeviceGray';
  // What is grey already stays as it came, unless it is too fine.
  if (isGrayJpeg && scaleOf(object, true, printing) === 1) return;
  const pixels = await readPixels(file, entries, data);
  if (pixels === undefined) return;
  for (const key of INTERPRETING) entries.delete(key);
  entries.set('Filter', '/FlateDecode');
  if (pixels.components === 3 && !entries.has('SMask') && isLineArt(pixels)) {
    entries.set('ColorSpace', '/DeviceGray').set('BitsPerComponent', '1');
    file.set(object, { source: writeDictionary(entries), data: await pack(bitsOf(pixels)) });
    return;
  }
  const isGray = printing.color !== 'cmyk' || pixels.source === 'gray' || isNeutral(pixels.data);
  const engine = isGray ? printing.gray : printing.inks;
  if (engine === undefined) return;
  const scale = scaleOf(object, isGray, printing);
  const sized = shrunk(pixels, scale);
  const inks = pixels.source === 'gray' ? sized.data : engine.convert(sized.data, pixels.source);
  if (!isGray) limitInk(inks, printing.inkSum);
  entries.set('ColorSpace', isGray ? '/DeviceGray' : '/DeviceCMYK');
  entries.set('Width', String(sized.width)).set('Height', String(sized.height));
  file.set(object, { source: writeDictionary(entries), data: await pack(inks) });
  const kept = referredObject(entries.get('SMask'));
  if (kept !== undefined && scale < 1 && !masks.has(kept)) {
    masks.add(kept);
    await shrinkMask(file, kept, scale);
  }
}

/** From how many times the resolution asked for on pictures are made smaller: less is not worth what it blurs. */
const MUCH_FINER = 1.5;

/** How many times smaller a picture is made, 1 for not at all. */
function scaleOf(object: number, isGray: boolean, { downsample }: ImagePrinting): number {
  if (downsample === undefined) return 1;
  const wanted = isGray ? downsample.grayPpi : downsample.colorPpi;
  const has = downsample.resolutions.get(object) ?? 0;
  return has > MUCH_FINER * wanted ? wanted / has : 1;
}

function shrunk(raster: Raster, scale: number): Raster {
  if (scale === 1) return raster;
  return resample(raster, Math.ceil(raster.width * scale), Math.ceil(raster.height * scale));
}

async function shrinkMask(file: PdfFile, mask: number, scale: number): Promise<void> {
  const { source, data = Buffer.alloc(0) } = file.object(mask);
  const entries = readDictionary(source);
  const read = await readPixels(file, entries, data);
  if (read === undefined) return;
  const sized = shrunk(read, scale);
  entries.set('Width', String(sized.width)).set('Height', String(sized.height)).set('Filter', '/FlateDecode');
  file.set(mask, { source: writeDictionary(entries), data: await pack(sized.data) });
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

/** Whether a picture is black and white and nothing between: line art, that is printed in the finest screen. */
function isLineArt({ data }: Pixels): boolean {
  const first = data[0];
  let hasBoth = false;
  for (let at = 0; at < data.length; at += 3) {
    const value = data[at];
    if ((value !== 0 && value !== 255) || value !== data[at + 1] || value !== data[at + 2]) return false;
    hasBoth ||= value !== first;
  }
  return hasBoth;
}

/** Black and white pixels of RGB as bits, each row from a whole byte on (ISO 32000-1, 8.9.3). */
function bitsOf({ data, width, height }: Pixels): Uint8Array {
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  for (let at = 0; at < width * height; at += 1) {
    if ((data[3 * at] ?? 0) === 0) continue;
    const column = at % width;
    const byte = Math.floor(at / width) * rowBytes + (column >> 3);
    bits[byte] = (bits[byte] ?? 0) | (0x80 >> (column & 7));
  }
  return bits;
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
