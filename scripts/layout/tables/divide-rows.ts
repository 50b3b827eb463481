import type { LayoutPlan } from '../../model/pagination.ts';
import type { Axis } from '../axis.ts';
import { TURN } from '../compose/write-lines.ts';
import { takeBefore } from '../emit/divide.ts';
import { freezeLines } from '../emit/freeze.ts';
import type { LineStart } from '../flow.ts';
import { findLineStarts } from '../measure/line-starts.ts';
import { isTurned } from '../measure/orders.ts';
import { sharedRange } from '../shared-range.ts';
import { placeCells, rowsOf, sectionsOf } from './spans.ts';

/** A row higher than this part of a page may go on on the next one: it would leave too much room before it. */
const WHOLE_SHARE = 0.5;
/** What cannot be cut between lines of the grid. */
const UNDIVIDED = 'img, svg, math, bx-picture, p, div, ul, ol, dl, pre, table, figure, blockquote';

/** A row that is to be divided, and where the lines of each of its cells begin; absent for cells over several rows. */
interface DividedRow {
  readonly row: HTMLTableRowElement;
  readonly cells: ReadonlyMap<HTMLTableCellElement, readonly LineStart[]>;
  readonly lineCount: number;
}

/**
 * Makes rows that are high for a page divisible at their lines: each becomes a row a line, which
 * {@link joinParts} puts together again on its pages.
 */
export function divideRows(tables: readonly HTMLElement[], plan: LayoutPlan, axis: Axis): void {
  const most = plan.linesPerPage * plan.pitchPx * WHOLE_SHARE;
  const divided = tables
    .filter((table) => !isTurned(table) && table.closest('.keep, [data-floating]') === null)
    .flatMap((table) => sectionsOf(table).filter(({ tagName }) => tagName !== 'THEAD'))
    .flatMap((section) => rowsOf(section))
    .filter(
      (row) => axis.blockSize(row.getBoundingClientRect()) > most && row.querySelector(UNDIVIDED) === null,
    )
    .flatMap((row) => readRow(row, plan.pitchPx, axis) ?? []);
  for (const row of divided) divideRow(row);
}

/** All is read before anything is written. */
function readRow(row: HTMLTableRowElement, pitchPx: number, axis: Axis): DividedRow | undefined {
  const cells = new Map<HTMLTableCellElement, readonly LineStart[]>();
  for (const cell of row.cells) {
    if (cell.rowSpan !== 1) continue;
    const starts = lineStartsOf(cell, pitchPx, axis);
    if (starts === undefined) return undefined;
    cells.set(cell, starts);
  }
  const lineCount = Math.max(0, ...[...cells.values()].map((starts) => starts.length + 1));
  return lineCount < 2 ? undefined : { row, cells, lineCount };
}

function lineStartsOf(cell: Element, pitchPx: number, axis: Axis): readonly LineStart[] | undefined {
  sharedRange.selectNodeContents(cell);
  const rects = [...sharedRange.getClientRects()].filter((rect) => axis.blockSize(rect) < pitchPx * 1.5);
  const middles = rects.map((rect) => (axis.blockStart(rect) + axis.blockEnd(rect)) / 2);
  if (middles.length === 0) return [];
  const [first, last] = [Math.min(...middles), Math.max(...middles)];
  const lineCount = Math.round((last - first) / pitchPx) + 1;
  return findLineStarts(cell, { start: first - pitchPx / 2, pitchPx, lineCount }, axis);
}

function divideRow({ row, cells, lineCount }: DividedRow): void {
  reachOver(row, lineCount - 1);
  const boundaries = new Map([...cells].map(([cell, starts]) => [cell, freezeLines(cell, starts)]));
  for (let line = 0; line < lineCount; line += 1) {
    const isLast = line === lineCount - 1;
    const part = isLast ? row : (row.cloneNode(false) as HTMLTableRowElement);
    part.dataset['part'] = line === 0 ? 'first' : line === 1 ? 'second' : isLast ? 'last' : 'middle';
    if (isLast) {
      row.removeAttribute('id');
      continue;
    }
    if (line > 0) part.removeAttribute('id');
    for (const cell of [...row.cells]) {
      const nodes = boundaries.get(cell);
      // A cell over several rows stands where its row begins.
      if (nodes === undefined) part.append(cell);
      else part.append(takeLine(cell, nodes[line], line));
    }
    row.before(part);
  }
}

/** Takes the first line that is left in a cell into a cell of its own. */
function takeLine(cell: HTMLTableCellElement, next: Node | undefined, line: number): Element {
  const piece = cell.cloneNode(false) as Element;
  if (line > 0) piece.removeAttribute('id');
  if (next === undefined) piece.append(...cell.childNodes);
  else piece.append(takeBefore(cell, next, true, ''));
  return piece;
}

/** Cells that begin in a row or reach it from above take as many more rows as it becomes. */
function reachOver(row: HTMLTableRowElement, more: number): void {
  const rows = rowsOf(row.parentElement as Element);
  const at = rows.indexOf(row);
  for (const { cell, row: first, lastRow } of placeCells(rows)) {
    if (cell.rowSpan > 1 && first <= at && lastRow >= at) cell.rowSpan += more;
  }
}

/** Puts the parts of divided rows together again that stand on one page. */
export function joinParts(piece: DocumentFragment): void {
  for (const body of piece.querySelectorAll(':is(tbody, tfoot):has(> [data-part])')) {
    let first: HTMLTableRowElement | undefined;
    for (const row of rowsOf(body)) {
      const { part } = row.dataset;
      if (part === undefined || part === 'first' || first === undefined)
        first = part === undefined ? undefined : row;
      else append(first, row);
    }
  }
}

function append(first: HTMLTableRowElement, row: HTMLTableRowElement): void {
  const rows = rowsOf(row.parentElement as Element);
  const at = rows.indexOf(row);
  const reaching = placeCells(rows).filter(({ row: from, lastRow }) => from < at && lastRow >= at);
  for (const { cell } of reaching) cell.rowSpan -= 1;
  const over = new Set(reaching.map(({ cell }) => cell));
  const cells = [...first.cells].filter((cell) => !over.has(cell));
  [...row.cells].forEach((cell, index) => {
    const above = cells[index];
    if (above === undefined || cell.childNodes.length === 0) return;
    if (!endsHard(above)) above.append(document.createElement(TURN));
    above.append(...cell.childNodes);
  });
  row.remove();
}

/** Whether a text ends in a break of the author's, which begins the next line by itself. */
function endsHard(text: Element): boolean {
  let last: Node | null = text;
  while (last?.lastChild) last = last.lastChild;
  return last?.nodeName === 'BR';
}
