/** The head to be repeated above each row of a table's bodies and foot when it begins a page; absent for none. */
export function headsOfRows(table: Element): ReadonlyMap<Element, Element | undefined> {
  const head = table.querySelector(':scope > thead') ?? undefined;
  const rows = table.querySelectorAll(':scope > :is(tbody, tfoot) > tr');
  return new Map([...rows].map((row) => [row, head]));
}
