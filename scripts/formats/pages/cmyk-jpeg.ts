import { createHash } from 'node:crypto';
import jpeg from 'jpeg-js';

/** What the head of a JPEG says. */
export interface JpegHead {
  /** Components of a pixel: 1, 3 or 4; 0 for no JPEG. */
  readonly components: number;
  /** Whether it has Adobe's marker, by which 0 is full ink (ISO 10918-6, 6.5.3). */
  readonly hasAdobeMarker: boolean;
  /** The ICC profile in it (ISO 15076-1, B.4). */
  readonly profile: Uint8Array | undefined;
  /** Which edge is the upper one, from 1 to 8 (Exif 2.32, 4.6.4). */
  readonly orientation: number;
}

/** Pixels in four inks. */
export interface CmykPixels {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, 255 is full ink. */
  readonly inks: Uint8Array;
}

/** Ink of a picture, from 0 to 1. */
export interface PictureInk {
  /** Most of each ink. */
  readonly most: readonly number[];
  /** Most ink of all plates on one pixel, up to 4. */
  readonly sum: number;
}

/** Where a marker's segment stands: at its first byte, 0xff, and behind its last one. */
interface Segment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

/** Reads the segments up to the first scan (ISO 10918-1, B.1.1.4). */
function segmentsOf(bytes: Uint8Array): readonly Segment[] {
  const segments: Segment[] = [];
  for (let start = 2; start + 4 <= bytes.length && bytes[start] === 0xff; ) {
    const marker = bytes[start + 1] ?? 0;
    const end = start + 2 + (((bytes[start + 2] ?? 0) << 8) | (bytes[start + 3] ?? 0));
    if (end > bytes.length || marker === SCAN) break;
    segments.push({ marker, start, end });
    start = end;
  }
  return segments;
}

const SCAN = 0xda;
const TABLES = 0xdb;

function isFrame({ marker }: Segment): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Reads the head of a JPEG. */
export function readJpegHead(bytes: Uint8Array): JpegHead {
  const segments = segmentsOf(bytes);
  const frame = segments.find(isFrame);
  const adobe = segments.find((segment) => isAdobe(bytes, segment));
  const exif = segments.find(({ marker, start }) => marker === 0xe1 && hasText(bytes, start + 4, 'Exif\0'));
  return {
    components: frame === undefined ? 0 : (bytes[frame.start + 9] ?? 0),
    hasAdobeMarker: adobe !== undefined,
    profile: profileIn(bytes, segments),
    orientation: exif === undefined ? 1 : orientationIn(bytes.subarray(exif.start + 10, exif.end)),
  };
}

function isAdobe(bytes: Uint8Array, { marker, start }: Segment): boolean {
  return marker === 0xee && hasText(bytes, start + 4, 'Adobe');
}

function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  return Buffer.from(
    bytes.buffer,
    bytes.byteOffset + at,
    Math.max(0, Math.min(text.length, bytes.length - at)),
  ).equals(Buffer.from(text, 'latin1'));
}

/** Parts of a profile follow their name and two numbers. */
function profileIn(bytes: Uint8Array, segments: readonly Segment[]): Uint8Array | undefined {
  const parts = segments.filter(
    ({ marker, start }) => marker === 0xe2 && hasText(bytes, start + 4, 'ICC_PROFILE\0'),
  );
  if (parts.length === 0) return undefined;
  const ordered = [...parts].sort((a, b) => (bytes[a.start + 16] ?? 0) - (bytes[b.start + 16] ?? 0));
  return Buffer.concat(ordered.map(({ start, end }) => bytes.subarray(start + 18, end)));
}

/** The tag 274 of the first directory of a TIFF. */
function orientationIn(tiff: Uint8Array): number {
  if (tiff.length < 14) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length);
  const isLittle = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return 1;
  const count = view.getUint16(directory, isLittle);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + 12 * index;
    if (entry + 10 > tiff.length) return 1;
    if (view.getUint16(entry, isLittle) !== 274) continue;
    const value = view.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** How JPEGs are decoded, to RGB: room enough for a poster at 350 ppi. */
export const JPEG_DECODING = {
  useTArray: true,
  formatAsRGBA: false,
  maxResolutionInMP: 1000,
  maxMemoryUsageInMB: 8192,
} as const;

/**
 * The inks of a JPEG in four colours, as they are stored, to one of 255. The decoder gives RGB, in which black is mixed
 * with the colours; so it is asked twice, once with a table of noughts for black and once for the colours: what is
 * decoded by such a table is of one middle value all over, and the rest can be told.
 * @throws Error when it is damaged, or has more tables than are usual
 */
export function readCmykJpeg(bytes: Uint8Array): CmykPixels {
  const { hasAdobeMarker } = readJpegHead(bytes);
  const colors = jpeg.decode(withMuted(bytes, [3]), JPEG_DECODING);
  const black = jpeg.decode(withMuted(bytes, [0, 1, 2]), JPEG_DECODING);
  const { width, height } = colors;
  const inks = new Uint8Array(width * height * 4);
  const transform = isTransformed(bytes);
  const unmixed = (value: number, middle: number): number => {
    const ink = Math.round(((middle - value - 0.5) * 255) / middle);
    const shown = Math.max(0, Math.min(255, ink));
    return hasAdobeMarker ? shown : 255 - shown;
  };
  const ofColors = Uint8Array.from({ length: 256 }, (_, value) => unmixed(value, MIDDLE));
  const ofBlack = Uint8Array.from({ length: 256 }, (_, value) =>
    unmixed(value, transform ? MIDDLE - 1 : MIDDLE),
  );
  for (let from = 0, to = 0; to < inks.length; from += 3, to += 4) {
    inks[to] = ofColors[colors.data[from] ?? 0] ?? 0;
    inks[to + 1] = ofColors[colors.data[from + 1] ?? 0] ?? 0;
    inks[to + 2] = ofColors[colors.data[from + 2] ?? 0] ?? 0;
    inks[to + 3] = ofBlack[black.data[from] ?? 0] ?? 0;
  }
  const pixels = { width, height, inks };
  known.set(keyOf(bytes), inkOfPixels(inks, OVERSHOT));
  return pixels;
}

/** What a component without coefficients is decoded as. */
const MIDDLE = 128;

/** Whether the colours are stored as luma and chroma. */
function isTransformed(bytes: Uint8Array): boolean {
  const adobe = segmentsOf(bytes).find((segment) => isAdobe(bytes, segment));
  return adobe !== undefined && (bytes[adobe.start + 15] ?? 0) !== 0;
}

/** Adobe's marker, without which the decoder takes no JPEG in four colours. */
const ADOBE = Buffer.from([0xff, 0xee, 0, 14, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, 0]);

/** A JPEG of which some components are stored with a table of noughts (ISO 10918-1, B.2.4.1). */
function withMuted(bytes: Uint8Array, muted: readonly number[]): Uint8Array {
  const segments = segmentsOf(bytes);
  const frame = segments.find(isFrame);
  if (frame === undefined) throw new Error('Expected a frame in the JPEG');
  const taken = new Set(
    segments.flatMap(({ marker, start, end }) =>
      marker === TABLES ? tablesIn(bytes.subarray(start + 4, end)) : [],
    ),
  );
  const free = [0, 1, 2, 3].find((table) => !taken.has(table));
  if (free === undefined) throw new Error('Expected less than four tables in the JPEG');
  const head = Buffer.from(bytes.subarray(frame.start, frame.end));
  for (const component of muted) head[12 + 3 * component] = free;
  const noughts = Buffer.concat([Buffer.from([0xff, TABLES, 0, 67, free]), Buffer.alloc(64)]);
  const marker = segments.some((segment) => isAdobe(bytes, segment)) ? [] : [ADOBE];
  return Buffer.concat([bytes.subarray(0, frame.start), ...marker, noughts, head, bytes.subarray(frame.end)]);
}

/** Numbers of the tables in a segment: of 64 bytes each, or of 64 words. */
function tablesIn(data: Uint8Array): readonly number[] {
  const tables: number[] = [];
  for (let at = 0; at < data.length; ) {
    const kind = data[at] ?? 0;
    tables.push(kind & 15);
    at += 1 + (kind >> 4 === 0 ? 64 : 128);
  }
  return tables;
}

/** Ink of pictures that were read once, by their bytes: a build reads them, then examines its file. */
const known = new Map<string, PictureInk>();

function keyOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}

/**
 * The ink of a JPEG in four colours.
 * @throws Error as {@link readCmykJpeg}
 */
export function inkOfCmykJpeg(bytes: Uint8Array): PictureInk {
  return known.get(keyOf(bytes)) ?? inkOfPixels(readCmykJpeg(bytes).inks, OVERSHOT);
}

/** A share of the pixels of a JPEG that is not looked at: it overshoots at edges. */
const OVERSHOT = 1 / 2000;

/**
 * The ink of pixels of four bytes, of which 255 is full ink.
 * @param overshot a share of them whose sum is not looked at
 */
export function inkOfPixels(inks: Uint8Array, overshot: number): PictureInk {
  const most = [0, 0, 0, 0];
  const counts = new Uint32Array(4 * 255 + 1);
  for (let at = 0; at + 3 < inks.length; at += 4) {
    let sum = 0;
    for (let ink = 0; ink < 4; ink += 1) {
      const value = inks[at + ink] ?? 0;
      sum += value;
      if (value > (most[ink] ?? 0)) most[ink] = value;
    }
    counts[sum] = (counts[sum] ?? 0) + 1;
  }
  let left = (inks.length / 4) * overshot;
  let sum = counts.length - 1;
  for (; sum > 0 && left >= (counts[sum] ?? 0); sum -= 1) left -= counts[sum] ?? 0;
  return { most: most.map((value) => value / 255), sum: sum / 255 };
}

/** Pixels turned so that the upper edge is above (Exif 2.32, 4.6.4). */
export function upright({ width, height, inks }: CmykPixels, orientation: number): CmykPixels {
  if (orientation === 1) return { width, height, inks };
  const isTurned = orientation > 4;
  const [columns, rows] = isTurned ? [height, width] : [width, height];
  const turned = new Uint8Array(inks.length);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const [across, down] = isTurned ? [y, x] : [x, y];
      const column = [2, 3, 7, 8].includes(orientation) ? width - 1 - across : across;
      const row = [3, 4, 6, 7].includes(orientation) ? height - 1 - down : down;
      const from = (row * width + column) * 4;
      turned.set(inks.subarray(from, from + 4), (y * columns + x) * 4);
    }
  }
  return { width: columns, height: rows, inks: turned };
}
