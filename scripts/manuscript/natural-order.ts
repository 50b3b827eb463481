/** A fixed locale, so that two machines put the chapters in the same order. */
const COLLATOR = new Intl.Collator('en', { numeric: true });

/** Compares by code point, which differs from UTF-16 order beyond the BMP (rare Han). */
function compareCodePoints(a: string, b: string): number {
  const pointsA = Array.from(a);
  const pointsB = Array.from(b);
  for (const [index, character] of pointsA.entries()) {
    const other = pointsB[index];
    if (other === undefined) return 1;
    const difference = (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return pointsA.length - pointsB.length;
}

/**
 * Order of file names as people count: `2.md` before `10.md`; names that collate alike (`1.md`, `01.md`)
 * go by code point.
 */
export function compareNaturally(a: string, b: string): number {
  return COLLATOR.compare(a, b) || compareCodePoints(a, b);
}
