import { placeCells, rowsOf } from './spans.ts';

/**
 * Gives the rest of a table that a page's end divides its columns and its head again, and above them a line that says
 * so. Neither is text of the book: screen readers skip them.
 * @param piece what stands on the pages before
 * @param label the line, in the book's language (续表)
 */
export function continueTable(table: Element, piece: Element, label: string): void {
  const caption = document.createElement('caption');
  caption.className = 'continued';
  caption.textContent = label;
  const repeated = [...piece.children].filter(({ tagName }) => tagName === 'COLGROUP' || tagName === 'THEAD');
  const copies = repeated.map((element) => element.cloneNode(true) as Element);
  for (const repeat of [caption, ...copies]) markRepeated(repeat);
  table.prepend(caption, ...copies);
}

/**
 * Cells over several rows that a page's end divides stand on both pages, what they say as well: it is said of the rows
 * on either.
 * @param body the rest of a body
 * @param piece what of it stands on the pages before
 */
export function continueCells(body: Element, piece: Element): void {
  const above = rowsOf(piece);
  const [first] = rowsOf(body);
  if (first === undefined) return;
  const reaching = placeCells(above)
    .map(({ cell, row, column }) => ({ cell, column, left: cell.rowSpan - (above.length - row) }))
    .filter(({ left }) => left > 0)
    .sort((a, b) => a.column - b.column);
  const own = [...first.cells];
  let column = 0;
  for (const { cell, column: at, left } of reaching) {
    for (; column < at && own.length > 0; column += own.shift()?.colSpan ?? 1);
    const copy = cell.cloneNode(true) as HTMLTableCellElement;
    copy.rowSpan = left;
    cell.rowSpan -= left;
    markRepeated(copy);
    first.insertBefore(copy, own[0] ?? null);
    column = at + copy.colSpan;
  }
}

function markRepeated(element: Element): void {
  for (const one of [element, ...element.querySelectorAll('[id]')]) one.removeAttribute('id');
  element.setAttribute('aria-hidden', 'true');
  element.setAttribute('data-repeated', '');
}
