/** What division must know of a row. */
export interface TableRow {
  /** The head to be repeated above it when it begins a page. */
  readonly head: Element | undefined;
  /** A cell of a row before spans into it, so both stay together. */
  readonly joined: boolean;
}

/** The rows of a table's bodies, for a page's end may part any from what is before it: the first only where it would not fit below the head. */
export function tableRows(table: Element): ReadonlyMap<Element, TableRow> {
  const rows = new Map<Element, TableRow>();
  const head = table.querySelector(':scope > thead') ?? undefined;
  for (const row of table.querySelectorAll(':scope > tbody > tr')) rows.set(row, { head, joined: false });
  for (const body of table.querySelectorAll(':scope > tbody')) joinSpannedRows(body, rows);
  return rows;
}

function joinSpannedRows(body: Element, rows: Map<Element, TableRow>): void {
  let spanned = 0;
  for (const row of body.children) {
    const known = rows.get(row);
    if (spanned > 0 && known !== undefined) rows.set(row, { ...known, joined: true });
    const spans = [...row.children].map((cell) => (cell as HTMLTableCellElement).rowSpan || 1);
    spanned = Math.max(spanned - 1, ...spans.map((span) => span - 1), 0);
  }
}
