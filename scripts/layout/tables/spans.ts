/** A cell and the rows and columns of its part of the table that it takes. */
export interface PlacedCell {
  readonly cell: HTMLTableCellElement;
  /** Index of the row in which it begins, and of the last that it reaches. */
  readonly row: number;
  readonly lastRow: number;
  /** Index of its first column. */
  readonly column: number;
}

/** Places the cells of rows, those of one head or body, as HTML 4.9.12 does. */
export function placeCells(rows: readonly HTMLTableRowElement[]): readonly PlacedCell[] {
  const placed: PlacedCell[] = [];
  /** For each column the last row that a cell from above takes. */
  const taken: number[] = [];
  rows.forEach((tr, row) => {
    let column = 0;
    for (const cell of tr.cells) {
      while ((taken[column] ?? -1) >= row) column += 1;
      // 0 means all that follow.
      const down = cell.rowSpan === 0 ? rows.length : cell.rowSpan;
      const lastRow = Math.min(row + down, rows.length) - 1;
      placed.push({ cell, row, lastRow, column });
      for (let across = 0; across < cell.colSpan; across += 1) taken[column + across] = lastRow;
      column += cell.colSpan;
    }
  });
  return placed;
}

/** The rows of a head or a body. */
export function rowsOf(section: Element): readonly HTMLTableRowElement[] {
  return [...section.children].filter((child): child is HTMLTableRowElement => child.tagName === 'TR');
}

/** The heads, bodies and foot of a table. */
export function sectionsOf(table: Element): readonly Element[] {
  return [...table.querySelectorAll(':scope > :is(thead, tbody, tfoot)')];
}

/** How many columns a table has. */
export function columnCount(table: Element): number {
  const cells = sectionsOf(table).flatMap((section) => placeCells(rowsOf(section)));
  return Math.max(0, ...cells.map(({ cell, column }) => column + cell.colSpan));
}
