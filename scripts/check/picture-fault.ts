import { readBitmap } from '../model/bitmap.ts';
import type { MediaFile } from '../model/media-file.ts';
import { svgFault, svgLack } from './svg-fault.ts';

/** Pixels that Chromium still prints, if slowly; of 30,000 × 30,000 it makes nothing, and says nothing. A0 at 300 dpi has 140 million. */
const MOST_PIXELS = 200_000_000;

/** What is wrong with a picture. */
export interface PictureFault {
  /** A clause. */
  readonly reason: string;
  /** Whether it is printed all the same, less than whole. */
  readonly isPrinted: boolean;
}

/** What is wrong with a picture; undefined when nothing is. It is not decoded, only its structure is read. */
export function pictureFault(picture: MediaFile): PictureFault | undefined {
  const { bytes, mediaType } = picture;
  const isDrawing = mediaType === 'image/svg+xml';
  const text = isDrawing ? new TextDecoder().decode(bytes) : '';
  const unprintable = isDrawing ? svgFault(text) : bitmapFault(picture);
  if (unprintable !== undefined) return { reason: unprintable, isPrinted: false };
  const lack = svgLack(text);
  return lack === undefined ? undefined : { reason: lack, isPrinted: true };
}

function bitmapFault({ bytes, mediaType }: MediaFile): string | undefined {
  const bitmap = readBitmap(bytes);
  if (bitmap === undefined) return `it is no ${mediaType.slice('image/'.length).toUpperCase()}`;
  const [width, height] = bitmap.size;
  if (width === 0 || height === 0) return 'it has no size';
  if (width * height > MOST_PIXELS) {
    return `its ${width} × ${height} px are more than ${MOST_PIXELS / 1_000_000} million`;
  }
  return bitmap.isWhole ? undefined : 'the file is cut off';
}
