/** Width and height in px. */
type Size = readonly [number, number];

/** What the head of a bitmap says. */
export interface Bitmap {
  readonly size: Size;
  /** Whether the file goes on to its end. */
  readonly isWhole: boolean;
}

const READERS = [readPng, readJpeg, readGif, readWebp];

/** Size and end of a PNG, JPEG, GIF or WebP by what the file holds, whatever its name says; undefined for what is none. */
export function readBitmap(bytes: Uint8Array): Bitmap | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const read of READERS) {
    const found = tryRead(read, view);
    if (found !== undefined) return found;
  }
  return undefined;
}

function tryRead(read: (bytes: DataView) => Bitmap | undefined, view: DataView): Bitmap | undefined {
  try {
    return read(view);
  } catch (error) {
    // The file ends within its head.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function hasText(view: DataView, at: number, text: string): boolean {
  return Array.from(text).every((character, index) => view.getUint8(at + index) === character.charCodeAt(0));
}

/** PNG (ISO/IEC 15948, 5.2 and 11.2.2): a signature, then chunks from IHDR to IEND. */
function readPng(view: DataView): Bitmap | undefined {
  if (!hasText(view, 0, '\x89PNG\r\n\x1A\n') || !hasText(view, 12, 'IHDR')) return undefined;
  const size: Size = [view.getUint32(16), view.getUint32(20)];
  let at = 8;
  while (at + 12 <= view.byteLength) {
    if (hasText(view, at + 4, 'IEND')) return { size, isWhole: true };
    at += 12 + view.getUint32(at);
  }
  return { size, isWhole: false };
}

/** JPEG (ITU-T T.81, B.1 and B.2): segments up to the scans, in which 0xFF is followed by 0 or stands before a marker. */
function readJpeg(view: DataView): Bitmap | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  let size: Size | undefined;
  let at = 2;
  while (at + 4 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) size = [view.getUint16(at + 7), view.getUint16(at + 5)];
    if (marker === 0xda) break;
    // Fill bytes, and markers without a length.
    at += marker === 0xff ? 1 : isBare(marker) ? 2 : 2 + view.getUint16(at + 2);
  }
  if (size === undefined) return undefined;
  return { size, isWhole: endsImage(view, at) };
}

/** SOF0 to SOF15, without the markers of tables and extensions among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function isBare(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/** Cameras append more behind the end of the image, so it is looked for from the end. */
function endsImage(view: DataView, from: number): boolean {
  for (let at = view.byteLength - 2; at >= from; at -= 1) if (view.getUint16(at) === 0xffd9) return true;
  return false;
}

/** GIF 89a, 18: the size of the logical screen. Files without their last byte are common, and shown by everybody. */
function readGif(view: DataView): Bitmap | undefined {
  if (!hasText(view, 0, 'GIF8')) return undefined;
  return { size: [view.getUint16(6, true), view.getUint16(8, true)], isWhole: true };
}

/** WebP (RFC 9649, 2): a RIFF of the length that it says, its first chunk of one of three kinds. */
function readWebp(view: DataView): Bitmap | undefined {
  if (!hasText(view, 0, 'RIFF') || !hasText(view, 8, 'WEBP')) return undefined;
  const isWhole = view.byteLength >= view.getUint32(4, true) + 8;
  if (hasText(view, 12, 'VP8X'))
    return { size: [threeBytes(view, 24) + 1, threeBytes(view, 27) + 1], isWhole };
  if (hasText(view, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { size: [(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1], isWhole };
  }
  return { size: [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff], isWhole };
}

function threeBytes(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
