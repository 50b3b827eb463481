import { createHash } from 'node:crypto';
import jpeg from 'jpeg-js';
import type { MediaFile } from '../../model/media-file.ts';
import { type JpegHead, readCmykJpeg, readJpegHead, upright } from './cmyk-jpeg.ts';

/** A picture in four colours. */
export interface CmykPicture {
  /** The author's file. */
  readonly bytes: Uint8Array;
  readonly head: JpegHead;
}

/** Pictures in four colours by {@link pictureKey} of what stands for them on pages. */
export type CmykPictures = ReadonlyMap<string, CmykPicture>;

/** A picture's bytes as a short text. */
export function pictureKey(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Chromium turns JPEGs in four colours into RGB, but passes JPEGs in RGB through byte for byte. So it is given one in RGB
 * for each, and a PDF for the press takes the author's file for it again.
 */
export class PicturesOfPages {
  readonly #assets: ReadonlyMap<string, MediaFile>;
  readonly #served = new Map<string, MediaFile>();
  readonly #cmyk = new Map<string, CmykPicture>();

  /** Of a manuscript's pictures by their paths. */
  constructor(assets: ReadonlyMap<string, MediaFile>) {
    this.#assets = assets;
  }

  /** Those of {@link get} that stand for pictures in four colours. */
  get cmyk(): CmykPictures {
    return this.#cmyk;
  }

  /** A picture as pages have it. */
  get(path: string): MediaFile | undefined {
    const asset = this.#assets.get(path);
    if (asset?.mediaType !== 'image/jpeg') return asset;
    const known = this.#served.get(path) ?? this.#inRgb(asset);
    this.#served.set(path, known);
    return known;
  }

  #inRgb(asset: MediaFile): MediaFile {
    const head = readJpegHead(asset.bytes);
    if (head.components !== 4) return asset;
    const bytes = standIns.get(asset) ?? standIn(asset.bytes, head.orientation);
    standIns.set(asset, bytes);
    // What cannot be read is left to the browser.
    if (bytes.length === 0) return asset;
    this.#cmyk.set(pictureKey(bytes), { bytes: asset.bytes, head });
    return { bytes, mediaType: asset.mediaType };
  }
}

/** Stand-ins by what they stand for: a preview lays its pages out again and again. */
const standIns = new WeakMap<MediaFile, Uint8Array>();

const QUALITY = 92;

/** A JPEG in RGB that looks like one in four colours, upright; empty when that cannot be read. */
function standIn(bytes: Uint8Array, orientation: number): Uint8Array {
  try {
    const { width, height, inks } = upright(readCmykJpeg(bytes), orientation);
    const data = new Uint8Array(width * height * 4);
    for (let at = 0; at < data.length; at += 4) {
      const paper = 255 - (inks[at + 3] ?? 0);
      for (let ink = at; ink < at + 3; ink += 1) data[ink] = ((255 - (inks[ink] ?? 0)) * paper) / 255;
      data[at + 3] = 255;
    }
    return jpeg.encode({ width, height, data }, QUALITY).data;
  } catch {
    return new Uint8Array();
  }
}
