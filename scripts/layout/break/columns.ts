import { type BreakLine, type ColumnFloat, EPSILON_PX, type LineRange } from './break-input.ts';

/**
 * Sets lines in columns that end at one height, each where the next may begin. `undefined` when they need more columns,
 * or when a line is higher than a column. A column that has no room below its floats stays empty.
 * @param insets what floats take at the head of each column, px; as many as there are columns
 * @param anywhere whether a column may begin where it should not when there is no other place
 */
export function fillColumns(
  lines: readonly BreakLine[],
  { from, to }: LineRange,
  insets: readonly number[],
  heightPx: number,
  anywhere = true,
): LineRange[] | undefined {
  if (heightPx + EPSILON_PX < Math.max(...insets)) return undefined;
  const columns: LineRange[] = [];
  let start = from;
  for (const inset of insets) {
    const end = start < to ? columnEnd(lines, { from: start, to }, heightPx - inset) : start;
    if (!anywhere && end > start && end < to && !mayBegin(lines[end])) return undefined;
    columns.push({ from: start, to: end });
    start = end;
  }
  return start < to ? undefined : columns;
}

/** Where floats stand at the head of columns, and what they take there. */
export interface ColumnHeads {
  readonly floats: readonly ColumnFloat[];
  /** By column, px. */
  readonly insets: readonly number[];
}

/** Places floats in their order as high as they can stand, the last columns first: the text begins in the first one. */
export function placeInColumns(
  floats: readonly { readonly float: number; readonly span: number; readonly heightPx: number }[],
  count: number,
): ColumnHeads {
  const insets = new Array<number>(count).fill(0);
  const placed = floats.map(({ float, span, heightPx }): ColumnFloat => {
    const width = Math.min(span, count);
    let column = count - width;
    const offsetAt = (start: number): number => Math.max(...insets.slice(start, start + width));
    for (let start = count - width; start >= 0; start -= 1) {
      if (offsetAt(start) < offsetAt(column)) column = start;
    }
    const offsetPx = offsetAt(column);
    insets.fill(offsetPx + heightPx, column, column + width);
    return { float, column, offsetPx };
  });
  return { floats: placed, insets };
}

function mayBegin(line: BreakLine | undefined): boolean {
  return line === undefined || line.allowed || line.forced !== undefined;
}

/** The end of a column that begins at `from`. */
function columnEnd(lines: readonly BreakLine[], { from, to }: LineRange, heightPx: number): number {
  let furthest = from;
  while (
    furthest < to &&
    heightOfLines(lines, { from, to: furthest + 1 }) <= heightPx + EPSILON_PX &&
    (furthest === from || lines[furthest]?.forced !== 'column')
  ) {
    furthest += 1;
  }
  if (furthest === to || lines[furthest]?.forced === 'column') return furthest;
  for (let end = furthest; end > from; end -= 1) if (lines[end]?.allowed === true) return end;
  return furthest;
}

/** Height of lines below each other, with the head that a divided table repeats above the first, px. */
export function heightOfLines(lines: readonly BreakLine[], { from, to }: LineRange): number {
  const first = lines[from];
  if (first === undefined || to <= from) return 0;
  return (lines[to - 1]?.end ?? 0) - first.start + (first.lead ?? 0);
}

/**
 * The least height in whole lines at which columns hold the lines, px: they end as evenly as they can.
 * @param insets what floats take at the head of each column, px
 * @param mostPx height above which columns begin where they should not rather than be higher
 */
export function balancedHeight(
  lines: readonly BreakLine[],
  range: LineRange,
  insets: readonly number[],
  pitchPx: number,
  mostPx: number,
): number {
  const strict = leastHeight(lines, range, insets, pitchPx, false);
  return strict <= mostPx + EPSILON_PX ? strict : leastHeight(lines, range, insets, pitchPx, true);
}

function leastHeight(
  lines: readonly BreakLine[],
  range: LineRange,
  insets: readonly number[],
  pitchPx: number,
  anywhere: boolean,
): number {
  const total = heightOfLines(lines, range) + insets.reduce((sum, inset) => sum + inset, 0);
  const holds = (height: number): boolean =>
    fillColumns(lines, range, insets, height * pitchPx, anywhere) !== undefined;
  let low = Math.max(Math.floor(total / insets.length / pitchPx) - 1, -1);
  let high = Math.ceil((total - EPSILON_PX) / pitchPx);
  // Forced columns and repeated heads may need more than all lines in one column, or have no solution at all.
  const most = 2 * (total / pitchPx) + lines.length;
  while (!holds(high) && high <= most) high = Math.ceil(high * 1.5) + 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high * pitchPx;
}
