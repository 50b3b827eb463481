/** One side of a sheet: indices of the pages from left to right, `undefined` for an empty one. */
export type SheetSide = readonly [left: number | undefined, right: number | undefined];

/**
 * A booklet, stitched through the fold: sheets from the outside in, of each its front and its back. The back is
 * turned over the short edge. Empty pages fill it up to a multiple of four, behind the last one.
 * @param pages how many there are
 * @param boundRight whether it is opened from the right, as vertical books are (A09)
 */
export function bookletOrder(pages: number, boundRight: boolean): SheetSide[] {
  const whole = Math.ceil(pages / 4) * 4;
  const sides: SheetSide[] = [];
  for (let outer = 0; outer < whole / 2; outer += 1) {
    // Fronts hold the earlier page at the side where it is opened, backs at the other.
    const [early, late] = [outer, whole - 1 - outer];
    sides.push(side(outer % 2 === 0 ? [late, early] : [early, late], pages, boundRight));
  }
  return sides;
}

/** Spreads as the reader sees them: the first page alone, then verso and recto. */
export function spreadOrder(pages: number, boundRight: boolean): SheetSide[] {
  const sides: SheetSide[] = [];
  for (let verso = -1; verso < pages; verso += 2) sides.push(side([verso, verso + 1], pages, boundRight));
  return sides;
}

function side(indices: readonly [number, number], pages: number, boundRight: boolean): SheetSide {
  const [left, right] = indices.map((index) => (index >= 0 && index < pages ? index : undefined));
  return boundRight ? [right, left] : [left, right];
}
