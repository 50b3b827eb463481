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
  for (const copy of copies) {
    for (const element of [copy, ...copy.querySelectorAll('[id]')]) element.removeAttribute('id');
  }
  for (const repeat of [caption, ...copies]) {
    repeat.setAttribute('aria-hidden', 'true');
    repeat.setAttribute('data-repeated', '');
  }
  table.prepend(caption, ...copies);
}
