import { deflateSync } from 'node:zlib';

/** Colour types of PNG by the number of components: grey, RGB, RGB with alpha. */
const COLOR_TYPES = { 1: 0, 3: 2, 4: 6 } as const;

/** A PNG of 8 bits a component, or of 16, of which `pixels` has the upper byte; row by row. */
export function pngOf(
  width: number,
  height: number,
  components: 1 | 3 | 4,
  pixels: Uint8Array,
  depth: 8 | 16 = 8,
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Compression, filter and interlacing are the only ones there are, or none.
  header.set([depth, COLOR_TYPES[components], 0, 0, 0], 8);
  const length = (width * components * depth) / 8;
  const bytes = depth === 8 ? pixels : Uint8Array.from([...pixels].flatMap((value) => [value, 0x7f]));
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.concat([Buffer.of(0), bytes.subarray(y * length, (y + 1) * length)]),
  );
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length, 0);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(body), body.length + 4);
  return bytes;
}

/** CRC-32 as PNG wants it (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
