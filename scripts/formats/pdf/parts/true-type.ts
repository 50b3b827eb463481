/** A TrueType program whose glyphs can be joined with those of others (OpenType 1.9, `glyf`, `loca`, `hmtx`). */
export interface TrueType {
  /** Tables by their tags, but for those that are made of the glyphs. */
  readonly tables: ReadonlyMap<string, Buffer>;
  /** Units of an em. */
  readonly unitsPerEm: number;
  /** By glyph; those that are not in the subset are empty. */
  readonly glyphs: readonly TrueTypeGlyph[];
}

/** A glyph of a TrueType program. */
export interface TrueTypeGlyph {
  /** Its description, perhaps padded; empty for none, as a space has. */
  readonly outline: Buffer;
  /** Its width and where it begins, units of the em. */
  readonly advance: number;
  readonly bearing: number;
}

/** What a font of a composite font consists of (ISO 32000-1, 9.9); a `cmap` must not be there. */
const COPIED = ['cvt ', 'fpgm', 'head', 'hhea', 'maxp', 'prep'];

/**
 * Reads a program.
 * @throws RangeError when it is damaged
 */
export function readTrueType(bytes: Uint8Array): TrueType | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const all = new Map<string, Buffer>();
  for (let index = 0; index < file.readUInt16BE(4); index += 1) {
    const at = 12 + 16 * index;
    const start = file.readUInt32BE(at + 8);
    all.set(file.toString('latin1', at, at + 4), file.subarray(start, start + file.readUInt32BE(at + 12)));
  }
  const [head, hhea, maxp] = ['head', 'hhea', 'maxp'].map((tag) => all.get(tag));
  const [loca, glyf, hmtx] = ['loca', 'glyf', 'hmtx'].map((tag) => all.get(tag));
  if (!(head && hhea && maxp && loca && glyf && hmtx)) return undefined;
  const isLong = head.readUInt16BE(LOCA_FORMAT) === 1;
  const placeOf = (glyph: number): number =>
    isLong ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph);
  const measured = hhea.readUInt16BE(METRICS);
  const glyphs = Array.from({ length: maxp.readUInt16BE(GLYPHS) }, (_, glyph): TrueTypeGlyph => {
    const last = Math.min(glyph, measured - 1);
    return {
      outline: glyf.subarray(placeOf(glyph), placeOf(glyph + 1)),
      advance: hmtx.readUInt16BE(4 * last),
      bearing: hmtx.readInt16BE(glyph < measured ? 4 * glyph + 2 : 4 * measured + 2 * (glyph - measured)),
    };
  });
  const tables = new Map([...all].filter(([tag]) => COPIED.includes(tag)));
  return { tables, unitsPerEm: head.readUInt16BE(UNITS), glyphs };
}

/** Where fields stand in `head`, `hhea` and `maxp`. */
const CHECK_SUM = 8;
const UNITS = 18;
const LOCA_FORMAT = 50;
const METRICS = 34;
const GLYPHS = 4;

/**
 * The glyphs of two subsets of one font, which have the numbers that they have in it; `undefined` when they are not of one,
 * since the same number has different glyphs.
 */
export function joinTrueType(one: TrueType, other: TrueType): TrueType | undefined {
  if (one.unitsPerEm !== other.unitsPerEm) return undefined;
  const count = Math.max(one.glyphs.length, other.glyphs.length);
  const glyphs: TrueTypeGlyph[] = [];
  for (let glyph = 0; glyph < count; glyph += 1) {
    const joined = joinGlyphs(one.glyphs[glyph], other.glyphs[glyph]);
    if (joined === undefined) return undefined;
    glyphs.push(joined);
  }
  const [mine, theirs] = [one.tables.get('maxp'), other.tables.get('maxp')];
  const tables = new Map([...other.tables, ...one.tables]);
  if (mine && theirs) tables.set('maxp', largest(mine, theirs));
  return { ...one, tables, glyphs };
}

function joinGlyphs(one: TrueTypeGlyph = NONE, other: TrueTypeGlyph = NONE): TrueTypeGlyph | undefined {
  if (isNone(other)) return one;
  if (isNone(one)) return other;
  const isSame =
    one.advance === other.advance &&
    one.bearing === other.bearing &&
    isSameOutline(one.outline, other.outline);
  return isSame ? one : undefined;
}

const NONE: TrueTypeGlyph = { outline: Buffer.alloc(0), advance: 0, bearing: 0 };

function isNone({ outline, advance }: TrueTypeGlyph): boolean {
  return outline.length === 0 && advance === 0;
}

/** Whether two descriptions are the same but for their padding. */
function isSameOutline(one: Buffer, other: Buffer): boolean {
  const length = Math.min(one.length, other.length);
  const isPadding = (rest: Buffer): boolean => rest.length < 4 && rest.every((byte) => byte === 0);
  return (
    one.subarray(0, length).equals(other.subarray(0, length)) &&
    isPadding(one.subarray(length)) &&
    isPadding(other.subarray(length))
  );
}

/** What a program needs at most, of two: every field behind the version and the number of glyphs. */
function largest(one: Buffer, other: Buffer): Buffer {
  const result = Buffer.from(one);
  for (let at = GLYPHS + 2; at + 2 <= Math.min(one.length, other.length); at += 2)
    result.writeUInt16BE(Math.max(one.readUInt16BE(at), other.readUInt16BE(at)), at);
  return result;
}

/** The program as a file. */
export function writeTrueType({ tables, glyphs }: TrueType): Buffer {
  const outlines = glyphs.map(({ outline }) =>
    outline.length % 2 === 0 ? outline : Buffer.concat([outline, Buffer.alloc(1)]),
  );
  const glyf = Buffer.concat(outlines);
  const isLong = glyf.length > 2 * 0xffff;
  const loca = Buffer.alloc((glyphs.length + 1) * (isLong ? 4 : 2));
  const hmtx = Buffer.alloc(glyphs.length * 4);
  let place = 0;
  for (let glyph = 0; glyph <= glyphs.length; glyph += 1) {
    if (isLong) loca.writeUInt32BE(place, 4 * glyph);
    else loca.writeUInt16BE(place / 2, 2 * glyph);
    place += outlines[glyph]?.length ?? 0;
  }
  for (const [glyph, { advance, bearing }] of glyphs.entries()) {
    hmtx.writeUInt16BE(advance, 4 * glyph);
    hmtx.writeInt16BE(bearing, 4 * glyph + 2);
  }
  const written = new Map([...tables].map(([tag, table]) => [tag, Buffer.from(table)]));
  written.get('head')?.writeUInt16BE(Number(isLong), LOCA_FORMAT);
  written.get('head')?.writeUInt32BE(0, CHECK_SUM);
  written.get('hhea')?.writeUInt16BE(glyphs.length, METRICS);
  written.get('maxp')?.writeUInt16BE(glyphs.length, GLYPHS);
  return fontFile(written.set('glyf', glyf).set('loca', loca).set('hmtx', hmtx));
}

/** A font file of tables (OpenType 1.9, "Table Directory"). */
function fontFile(tables: ReadonlyMap<string, Buffer>): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const directory = Buffer.alloc(12 + 16 * sorted.length);
  const power = Math.floor(Math.log2(sorted.length));
  directory.writeUInt32BE(0x0001_0000, 0);
  for (const [index, value] of [sorted.length, 16 * 2 ** power, power].entries())
    directory.writeUInt16BE(value, 4 + 2 * index);
  directory.writeUInt16BE(16 * (sorted.length - 2 ** power), 10);
  const padded: Buffer[] = [];
  let place = directory.length;
  for (const [index, [tag, table]] of sorted.entries()) {
    const whole = Buffer.concat([table, Buffer.alloc(-table.length & 3)]);
    const at = 12 + 16 * index;
    directory.write(tag, at, 'latin1');
    directory.writeUInt32BE(sumOf(whole), at + 4);
    directory.writeUInt32BE(place, at + 8);
    directory.writeUInt32BE(table.length, at + 12);
    padded.push(whole);
    place += whole.length;
  }
  const file = Buffer.concat([directory, ...padded]);
  const head = directory.readUInt32BE(12 + 16 * sorted.findIndex(([tag]) => tag === 'head') + 8);
  file.writeUInt32BE((0xb1b0_afba - sumOf(file)) >>> 0, head + CHECK_SUM);
  return file;
}

/** Sum of the words of a table, as a word. */
function sumOf(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
}
