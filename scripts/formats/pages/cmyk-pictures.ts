import { createHash } from 'node:crypto';
import jpeg from 'jpeg-js';
import type { MediaFile } from '../../model/media-file.ts';

/** A picture in four colours. */
export interface CmykPicture {
  /** The author's file. */
  readonly bytes: Uint8Array;
  /** Whether it says by Adobe's marker that 0 is full ink, as nearly all do. */
  readonly isInverted: boolean;
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
    const { components, hasAdobeMarker } = readHead(asset.bytes);
    if (components !== 4) return asset;
    const { width, height, data } = jpeg.decode(asset.bytes, LIMITS);
    const bytes = jpeg.encode({ width, height, data }, QUALITY).data;
    this.#cmyk.set(pictureKey(bytes), { bytes: asset.bytes, isInverted: hasAdobeMarker });
    return { bytes, mediaType: asset.mediaType };
  }
}

/** Enough for a poster at 350 ppi. */
const LIMITS = { useTArray: true, maxResolutionInMP: 1000, maxMemoryUsageInMB: 8192 } as const;
const QUALITY = 92;

/** Components of a JPEG and whether it has Adobe's marker (ISO 10918-1, B.2; ISO 10918-6, 6.5.3). */
function readHead(bytes: Uint8Array): { components: number; hasAdobeMarker: boolean } {
  let hasAdobeMarker = false;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 9));
    if (marker === 0xee && name === 'Adobe') hasAdobeMarker = true;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { components: bytes[at + 9] ?? 0, hasAdobeMarker };
    at += 2 + length;
  }
  return { components: 0, hasAdobeMarker };
}
