import { type BreakLine, type ColumnFloat, EPSILON_PX, type LineRange } from './break-input.ts';

/**
 * Sets lines in columns that end at one height, each where the next may begin or, where there is no such place, where
 * it may not. `undefined` when they need more columns, or when a line is higher than a column. A column that has no
 * room beside its floats stays empty.
 * @param insets what floats take of each column, px; as many as there are columns
 */
export function fillColumns(
  lines: readonly BreakLine[],
  range: LineRange,
  insets: readonly number[],
  heightPx: number,
): LineRange[] | undefined {
  return (
    columnsAt(lines, range, insets, heightPx, 'allowed') ?? columnsAt(lines, range, insets, heightPx, 'any')
  );
}

/** Where a column may end: before a line that may begin one, or before any. */
type ColumnEnds = 'allowed' | 'any';

function columnsAt(
  lines: readonly BreakLine[],
  { from, to }: LineRange,
  insets: readonly number[],
  heightPx: number,
  ends: ColumnEnds,
): LineRange[] | undefined {
  if (heightPx + EPSILON_PX < Math.max(...insets)) return undefined;
  const columns: LineRange[] = [];
  let start = from;
  for (const inset of insets) {
    const end = start < to ? columnEnd(lines, { from: start, to }, heightPx - inset, ends) : start;
    columns.push({ from: start, to: end });
    start = end;
  }
  return start < to ? undefined : columns;
}

/** A float that is to stand at one edge of some columns, or at either. */
export interface ColumnRequest {
  readonly float: number;
  /** How many columns it stands across. */
  readonly span: number;
  readonly heightPx: number;
  /** Absent for whichever has room. */
  readonly edge?: ColumnFloat['edge'];
}

/** Where floats stand in columns, and what they take there. */
export interface ColumnFloats {
  readonly floats: readonly ColumnFloat[];
  /** By column, px. */
  readonly insets: readonly number[];
}

/** Floats beside each other at one edge. */
interface FloatRow {
  readonly edge: ColumnFloat['edge'];
  readonly members: ColumnRequest[];
  /** In columns. */
  width: number;
}

/**
 * Places floats in rows, in their order from the first column to the last. Rows of floats that may stand at either edge
 * take turns, head first. Those at the head leave the first columns free, where the text begins, and those at the foot
 * the last ones.
 */
export function placeInColumns(requests: readonly ColumnRequest[], count: number): ColumnFloats {
  const taken = { head: new Array<number>(count).fill(0), foot: new Array<number>(count).fill(0) };
  const floats = rowsOf(requests, count).flatMap(({ edge, members, width }) => {
    let column = edge === 'head' ? count - width : 0;
    return members.map(({ float, span, heightPx }): ColumnFloat => {
      const end = column + Math.min(span, count);
      const offsetPx = Math.max(...taken[edge].slice(column, end));
      taken[edge].fill(offsetPx + heightPx, column, end);
      const placed = { float, edge, column, offsetPx };
      column = end;
      return placed;
    });
  });
  return { floats, insets: taken.head.map((head, column) => head + (taken.foot[column] ?? 0)) };
}

function rowsOf(requests: readonly ColumnRequest[], count: number): readonly FloatRow[] {
  const rows: FloatRow[] = [];
  for (const request of requests) {
    const span = Math.min(request.span, count);
    const last = rows.at(-1);
    const fits = last !== undefined && last.width + span <= count;
    if (fits && (request.edge ?? last.edge) === last.edge) {
      last.members.push(request);
      last.width += span;
    } else {
      const edge = request.edge ?? (last?.edge === 'head' ? 'foot' : 'head');
      rows.push({ edge, members: [request], width: span });
    }
  }
  return rows;
}

/** The end of a column that begins at `from`. */
function columnEnd(
  lines: readonly BreakLine[],
  { from, to }: LineRange,
  heightPx: number,
  ends: ColumnEnds,
): number {
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
  return ends === 'any' ? furthest : from;
}

/** Height of lines below each other, with the head that a divided table repeats above the first, px. */
export function heightOfLines(lines: readonly BreakLine[], { from, to }: LineRange): number {
  const first = lines[from];
  if (first === undefined || to <= from) return 0;
  return (lines[to - 1]?.end ?? 0) - first.start + (first.lead ?? 0);
}

/**
 * The least height in whole lines at which columns hold the lines, px: they end as evenly as they can. Where columns
 * that end as they may would be higher than `mostPx`, they end anywhere.
 * @param insets what floats take of each column, px
 */
export function balancedHeight(
  lines: readonly BreakLine[],
  range: LineRange,
  insets: readonly number[],
  pitchPx: number,
  mostPx: number,
): number {
  const height = leastHeight(lines, range, insets, pitchPx, 'allowed');
  return height <= mostPx + EPSILON_PX ? height : leastHeight(lines, range, insets, pitchPx, 'any');
}

function leastHeight(
  lines: readonly BreakLine[],
  range: LineRange,
  insets: readonly number[],
  pitchPx: number,
  ends: ColumnEnds,
): number {
  const total = heightOfLines(lines, range) + insets.reduce((sum, inset) => sum + inset, 0);
  const holds = (height: number): boolean =>
    columnsAt(lines, range, insets, height * pitchPx, ends) !== undefined;
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
