/** Variation sequences that a font has, those among them whose form is the plain one. */
export type VariationSequences = ReadonlySet<string>;

const FORMAT = 14;

/**
 * Reads the variation sequences of a font that is whole (OpenType, `cmap`, format 14), which harfbuzzjs does not tell.
 * Of a font without such a table there are none.
 */
export function variationSequencesOf(bytes: Uint8Array): VariationSequences {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sequences = new Set<string>();
  const table = subtableOf(view);
  if (table === undefined) return sequences;
  const uint24 = (at: number): number => (view.getUint16(at) << 8) | view.getUint8(at + 2);
  const records = view.getUint32(table + 6);
  for (let record = table + 10; record < table + 10 + 11 * records; record += 11) {
    const selector = String.fromCodePoint(uint24(record));
    const add = (base: number): void => void sequences.add(String.fromCodePoint(base) + selector);
    const [plain, own] = [view.getUint32(record + 3), view.getUint32(record + 7)];
    for (let at = 0; plain !== 0 && at < view.getUint32(table + plain); at += 1) {
      const range = table + plain + 4 + 4 * at;
      for (let more = 0; more <= view.getUint8(range + 3); more += 1) add(uint24(range) + more);
    }
    for (let at = 0; own !== 0 && at < view.getUint32(table + own); at += 1)
      add(uint24(table + own + 4 + 5 * at));
  }
  return sequences;
}

/** Where the subtable of variation sequences begins. */
function subtableOf(view: DataView): number | undefined {
  for (let table = 0; table < view.getUint16(4); table += 1) {
    const entry = 12 + 16 * table;
    if (view.getUint32(entry) !== CMAP) continue;
    const cmap = view.getUint32(entry + 8);
    for (let one = 0; one < view.getUint16(cmap + 2); one += 1) {
      const subtable = cmap + view.getUint32(cmap + 4 + 8 * one + 4);
      if (view.getUint16(subtable) === FORMAT) return subtable;
    }
  }
  return undefined;
}

/** `cmap` as a tag. */
const CMAP = 0x636d6170;
