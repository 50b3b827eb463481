import type { Axis } from '../axis.ts';
import { isTurned } from '../measure/orders.ts';
import { type ColumnNeeds, columnWidths } from './column-widths.ts';
import { columnCount } from './spans.ts';

/** Two characters and the gap at their sides: no column is narrower that has as much to say, where there is room. */
const LEAST_COLUMN_EM = 3;
/** What a cell has at its sides, styles/base/blocks.css. */
const PADDING_EM = 1;

/** Size of a table's type, px. */
export function sizePxOf(table: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(table).fontSize);
}

/**
 * Gives a table its columns, those as wide as ordered (`widths="10 8 auto"`) that have an order: in its own characters,
 * so that they hold as many when it is set smaller. A table with columns in HTML keeps those.
 */
export function addColumns(table: HTMLElement): void {
  if (table.querySelector(':scope > colgroup') !== null) return;
  const orders = (table.dataset['widths'] ?? '').split(' ').map(Number);
  const group = document.createElement('colgroup');
  const count = columnCount(table);
  for (let index = 0; index < count; index += 1) {
    const column = document.createElement('col');
    const characters = orders[index] ?? 0;
    if (characters > 0) {
      const size = `${characters + PADDING_EM}em`;
      column.style.inlineSize = size;
      column.style.minInlineSize = size;
    }
    group.append(column);
  }
  if (count > 0 && isOrdered(group)) table.dataset['narrow'] = '';
  const captions = table.querySelectorAll(':scope > caption');
  const caption = captions[captions.length - 1];
  if (caption === undefined) table.prepend(group);
  else caption.after(group);
  group.dataset['measured'] = '';
}

function isOrdered(group: Element): boolean {
  return columnsIn(group).every(hasOrder);
}

function hasOrder(column: HTMLElement): boolean {
  return column.style.minInlineSize !== '';
}

function columnsIn(group: Element): readonly HTMLElement[] {
  return [...group.children] as HTMLElement[];
}

/** Gives every column its width, px. All tables are read in one state before they are put into another. */
export function setColumns(tables: readonly HTMLElement[], axis: Axis): void {
  const measured = tables.flatMap((table) => {
    const group = table.querySelector(':scope > colgroup[data-measured]');
    return group === null || group.childElementCount === 0 ? [] : [{ table, columns: columnsIn(group) }];
  });
  const read = (size: string): readonly (readonly number[])[] => {
    for (const { table } of measured) table.style.inlineSize = size;
    return measured.map(({ table, columns }) => columns.map((column) => lengthOf(column, table, axis)));
  };
  const most = read('max-content');
  const least = read('min-content');
  const set = read('');
  measured.forEach(({ table, columns }, at) => {
    const room = sum(set[at] ?? []);
    const needs = columns.map((column, index): Needs => {
      const words = least[at]?.[index] ?? 0;
      return hasOrder(column)
        ? { most: words, least: words, ordered: true }
        : { most: most[at]?.[index] ?? 0, least: words, ordered: false };
    });
    write(table, columns, widthsOf(needs, room, LEAST_COLUMN_EM * sizePxOf(table)));
  });
}

type Needs = ColumnNeeds & { readonly ordered: boolean };

/** Columns that are ordered have their width; the others share what they leave. */
function widthsOf(needs: readonly Needs[], room: number, leastPx: number): readonly number[] {
  const open = needs.filter(({ ordered }) => !ordered);
  const rest = room - sum(needs.filter(({ ordered }) => ordered).map(({ most }) => most));
  const decent = open.map((column) => ({
    ...column,
    least: Math.max(column.least, Math.min(column.most, leastPx)),
  }));
  const isRoomy = sum(decent.map(({ least }) => least)) <= rest;
  const widths = [...columnWidths(isRoomy ? decent : open, rest)];
  return needs.map(({ ordered, most }) => (ordered ? most : (widths.shift() ?? 0)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The length of a box along the lines of its table. */
function lengthOf(box: Element, table: HTMLElement, axis: Axis): number {
  const rect = box.getBoundingClientRect();
  return isTurned(table) ? axis.blockSize(rect) : axis.inlineSize(rect);
}

function write(table: HTMLElement, columns: readonly HTMLElement[], widths: readonly number[]): void {
  columns.forEach((column, index) => {
    column.style.minInlineSize = '';
    column.style.inlineSize = `${widths[index] ?? 0}px`;
  });
  if (table.dataset['narrow'] !== undefined) table.style.inlineSize = `${sum(widths)}px`;
  table.style.tableLayout = 'fixed';
}
