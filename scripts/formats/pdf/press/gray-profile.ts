/** Dots of 50 % print as 66 %: the tone value increase of black on coated paper (ISO 12647-2, curve B). */
const INCREASE = 0.16;
/** Points of the tone curve. */
const POINTS = 256;
/** The white that profiles are connected by: D50, as s15Fixed16 numbers (ISO 15076-1, 7.2.16). */
const D50 = [0xf6d6, 0x10000, 0xd32d] as const;

/** An ICC profile, version 2.4, of black ink on white paper, for the intent of files in grey (ISO 15076-1). */
export function grayProfile(): Uint8Array {
  const description = 'Black ink, dot gain 16%';
  const tags: readonly (readonly [signature: string, data: Buffer])[] = [
    ['desc', descriptionTag(description)],
    ['cprt', textTag('No copyright, use freely')],
    ['wtpt', xyzTag()],
    ['kTRC', curveTag()],
  ];
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length);
  let offset = 128 + table.length;
  tags.forEach(([signature, data], index) => {
    table.write(signature, 4 + 12 * index, 'latin1');
    table.writeUInt32BE(offset, 8 + 12 * index);
    table.writeUInt32BE(data.length, 12 + 12 * index);
    offset += data.length;
  });
  return Buffer.concat([header(offset), table, ...tags.map(([, data]) => data)]);
}

/** Of an output device in grey, connected by XYZ (7.2). */
function header(size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(size);
  bytes.writeUInt32BE(0x02400000, 8);
  bytes.write('prtrGRAYXYZ ', 12, 'latin1');
  [2026, 1, 1].forEach((part, index) => {
    bytes.writeUInt16BE(part, 24 + 2 * index);
  });
  bytes.write('acsp', 36, 'latin1');
  // The intent it is made for: media-relative colorimetric.
  bytes.writeUInt32BE(1, 64);
  D50.forEach((part, index) => {
    bytes.writeUInt32BE(part, 68 + 4 * index);
  });
  return bytes;
}

/** In version 2 a text in ASCII, then empty ones in Unicode and for the Macintosh (ICC.1:2001, 6.5.17). */
function descriptionTag(text: string): Buffer {
  const bytes = Buffer.alloc(padded(12 + text.length + 1 + 8 + 3 + 67));
  bytes.write('desc', 'latin1');
  bytes.writeUInt32BE(text.length + 1, 8);
  bytes.write(text, 12, 'latin1');
  return bytes;
}

function textTag(text: string): Buffer {
  const bytes = Buffer.alloc(padded(8 + text.length + 1));
  bytes.write('text', 'latin1');
  bytes.write(text, 8, 'latin1');
  return bytes;
}

function xyzTag(): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.write('XYZ ', 'latin1');
  D50.forEach((part, index) => {
    bytes.writeUInt32BE(part, 8 + 4 * index);
  });
  return bytes;
}

/** How light each grey prints: by what its dots, grown on the paper, leave white (Murray–Davies). */
function curveTag(): Buffer {
  const bytes = Buffer.alloc(padded(12 + 2 * POINTS));
  bytes.write('curv', 'latin1');
  bytes.writeUInt32BE(POINTS, 8);
  for (let point = 0; point < POINTS; point += 1) {
    const ink = 1 - point / (POINTS - 1);
    const dot = ink + 4 * INCREASE * ink * (1 - ink);
    bytes.writeUInt16BE(Math.round((1 - dot) * 0xffff), 12 + 2 * point);
  }
  return bytes;
}

/** Tags begin at multiples of four bytes. */
function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
