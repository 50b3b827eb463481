import { type Diagnostic, placeField } from '../../model/diagnostic.ts';
import type { LayoutPlan } from '../../model/pagination.ts';
import type { Axis } from '../axis.ts';
import { isTurned } from '../measure/orders.ts';
import { sharedRange } from '../shared-range.ts';
import { type PlacedCell, placeCells, rowsOf, sectionsOf } from './spans.ts';

/** Rows joined by cells that are no higher than this part of a page stand on one. */
const WHOLE_SHARE = 0.25;
const TOLERANCE_PX = 1;

/**
 * Marks the rows that must not begin a page, for a cell from above reaches them: all of a short group; of a higher one
 * those where the cell has not room for its text on both sides, since it is said again on the next page. Marks also the
 * cells that close a table with notes.
 */
export function joinRows(tables: readonly HTMLElement[], plan: LayoutPlan, axis: Axis): Diagnostic[] {
  return tables.flatMap((table) => {
    const sections = sectionsOf(table).filter(({ tagName }) => tagName === 'TBODY');
    if (table.querySelector(':scope > .table-notes') !== null) markLast(sections.at(-1));
    if (table.querySelector('[rowspan]') === null || isTurned(table)) return [];
    const head = table.querySelector(':scope > thead');
    const headPx = head === null ? 0 : axis.blockSize(head.getBoundingClientRect());
    const roomPx = (plan.linesPerPage - 1) * plan.pitchPx - headPx;
    return sections.flatMap((section) => joinSection(section, roomPx, plan, axis));
  });
}

function markLast(body: Element | undefined): void {
  const rows = body === undefined ? [] : rowsOf(body);
  for (const { cell, lastRow } of placeCells(rows))
    if (lastRow === rows.length - 1) cell.dataset['last'] = '';
}

/** A body's rows and where each begins, px; one more for the end. */
interface Heights {
  readonly rows: readonly HTMLTableRowElement[];
  readonly starts: readonly number[];
}

function joinSection(section: Element, roomPx: number, plan: LayoutPlan, axis: Axis): Diagnostic[] {
  const rows = rowsOf(section);
  const spanning = placeCells(rows).filter(({ row, lastRow }) => lastRow > row);
  if (spanning.length === 0) return [];
  const rects = rows.map((row) => row.getBoundingClientRect());
  const last = rects.at(-1);
  const starts = [
    ...rects.map((rect) => axis.blockStart(rect)),
    last === undefined ? 0 : axis.blockEnd(last),
  ];
  const texts = new Map(spanning.map(({ cell }) => [cell, heightOfText(cell, plan.pitchPx, axis)]));
  for (const [from, to] of groupsOf(spanning)) {
    const group = { rows, starts };
    const isShort = between(group, from, to + 1) <= Math.max(roomPx * WHOLE_SHARE, plan.pitchPx);
    for (let at = from + 1; at <= to; at += 1) {
      const crossing = spanning.filter(({ row, lastRow }) => row < at && lastRow >= at);
      const fits = crossing.every(({ cell, row, lastRow }) => {
        const text = (texts.get(cell) ?? 0) - TOLERANCE_PX;
        return text <= between(group, row, at) && text <= between(group, at, lastRow + 1);
      });
      const sides = Math.min(between(group, from, at), between(group, at, to + 1));
      if (isShort || !fits || sides < plan.pitchPx * 2 - TOLERANCE_PX)
        rows[at]?.setAttribute('data-joined', '');
    }
  }
  return tooHigh({ rows, starts }, roomPx);
}

function between({ starts }: Heights, from: number, to: number): number {
  return (starts[to] ?? 0) - (starts[from] ?? 0);
}

/** First and last rows of those that cells hold together. */
function groupsOf(spanning: readonly PlacedCell[]): readonly (readonly [from: number, to: number])[] {
  const groups: [from: number, to: number][] = [];
  for (const { row, lastRow } of [...spanning].sort((a, b) => a.row - b.row)) {
    const group = groups.at(-1);
    if (group !== undefined && row <= group[1]) group[1] = Math.max(group[1], lastRow);
    else groups.push([row, lastRow]);
  }
  return groups;
}

/** Height of what a cell holds, in whole lines, px. */
function heightOfText(cell: Element, pitchPx: number, axis: Axis): number {
  sharedRange.selectNodeContents(cell);
  const rect = sharedRange.getBoundingClientRect();
  return Math.ceil((axis.blockSize(rect) - TOLERANCE_PX) / pitchPx) * pitchPx;
}

/** Joined rows that no page can hold: each stretch once. */
function tooHigh({ rows, starts }: Heights, roomPx: number): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  let from = 0;
  for (let at = 1; at <= rows.length; at += 1) {
    if (rows[at]?.hasAttribute('data-joined') === true) continue;
    if (at - from > 1 && between({ rows, starts }, from, at) > roomPx + TOLERANCE_PX) {
      diagnostics.push({
        severity: 'error',
        ruleId: 'block-too-tall',
        message: 'Unexpected rows joined by a cell that are higher than the type area',
        help: 'Divide the cell, or shorten what it holds.',
        ...placeField(rows[from]?.getAttribute('data-source') ?? ''),
      });
    }
    from = at;
  }
  return diagnostics;
}
