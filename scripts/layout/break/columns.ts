import { type BreakLine, EPSILON_PX, type LineRange } from './break-input.ts';

/**
 * Sets lines in columns of one height, each ending where the next may begin. `undefined` when they need more columns,
 * or when a line is higher than a column.
 */
export function fillColumns(
  lines: readonly BreakLine[],
  { from, to }: LineRange,
  count: number,
  heightPx: number,
): LineRange[] | undefined {
  const columns: LineRange[] = [];
  let start = from;
  while (start < to) {
    if (columns.length === count) return undefined;
    const end = columnEnd(lines, { from: start, to }, heightPx);
    if (end === start) return undefined;
    columns.push({ from: start, to: end });
    start = end;
  }
  return columns;
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

/** The least height in whole lines at which `count` columns hold the lines, px: columns end as evenly as they can. */
export function balancedHeight(
  lines: readonly BreakLine[],
  range: LineRange,
  count: number,
  pitchPx: number,
): number {
  const total = heightOfLines(lines, range);
  let low = Math.max(Math.floor(total / count / pitchPx) - 1, 0);
  let high = Math.ceil((total - EPSILON_PX) / pitchPx);
  while (fillColumns(lines, range, count, high * pitchPx) === undefined) {
    // Forced columns and repeated heads may need more than all lines in one column.
    if (high > 2 * (total / pitchPx) + lines.length) break;
    high = Math.ceil(high * 1.5) + 1;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fillColumns(lines, range, count, middle * pitchPx) === undefined) low = middle;
    else high = middle;
  }
  return high * pitchPx;
}
