/** A column of a table, px. */
export interface ColumnNeeds {
  /** With every possible break taken. */
  readonly least: number;
  /** Without any break. */
  readonly most: number;
}

/**
 * The widths of a table's columns, which together are `room`: a column that needs no more than an equal part of what
 * there is has its longest cell in one line, so that short words stay whole; the others share the rest by their length.
 */
export function columnWidths(columns: readonly ColumnNeeds[], room: number): readonly number[] {
  const widths = columns.map(() => 0);
  const total = columns.reduce((sum, { most }) => sum + most, 0);
  if (total <= room)
    return columns.map(({ most }) => (total === 0 ? room / columns.length : (most * room) / total));
  let open = columns.map((_, index) => index);
  let rest = room;
  /** Settles the columns for which `width` is known; false for none. */
  const settle = (width: (column: ColumnNeeds) => number | undefined): boolean => {
    const left: number[] = [];
    for (const index of open) {
      const settled = width(columns[index] as ColumnNeeds);
      if (settled === undefined) left.push(index);
      else {
        widths[index] = settled;
        rest -= settled;
      }
    }
    const any = left.length < open.length;
    open = left;
    return any;
  };
  const shorts = (): boolean => {
    const share = rest / open.length;
    // What is left when every word has its room: beyond it a short cell would take from the words of others.
    let spare = rest - open.reduce((sum, index) => sum + (columns[index]?.least ?? 0), 0);
    return settle(({ least, most }) => {
      if (most > share || most - least > spare) return undefined;
      spare -= most - least;
      return most;
    });
  };
  const longs = (): boolean => {
    const length = open.reduce((sum, index) => sum + (columns[index]?.most ?? 0), 0);
    const scale = rest / length;
    return settle(({ least, most }) => (least >= most * scale ? least : undefined));
  };
  while (shorts()) {
    /* each column that is settled leaves more for the others */
  }
  while (longs()) {
    /* each word that needs more than its part leaves less */
  }
  const length = open.reduce((sum, index) => sum + (columns[index]?.most ?? 0), 0);
  for (const index of open) widths[index] = ((columns[index]?.most ?? 0) * rest) / length;
  return widths;
}
