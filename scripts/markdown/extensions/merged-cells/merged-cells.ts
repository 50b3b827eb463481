import type { Element, Root as HastRoot } from 'hast';
import type { TableCell, TableRow } from 'mdast';
import { visit } from '../../../model/visit.ts';
import type { MarkdownExtension, Report } from '../../extension.ts';

/**
 * Merged cells: a cell that holds only `<` is joined to the one at its left, one of only `^` to the one above it.
 *
 * ```markdown
 * | 年   | 货运量 | <    |
 * |------|------|------|
 * | 2022 | 1200 | 1300 |
 * | ^    | 1250 | 1310 |
 * ```
 *
 * NG, stays text: `\<`, `<` in the first column, `^` in the first row of the head or of the body.
 */
export const mergedCells: MarkdownExtension = {
  name: 'merged-cells',
  directives: [],
  ruleIds: ['table-merge'],
  transform(tree, report) {
    visit(tree, 'table', (table) => {
      const head = Number(table.data?.hProperties?.['dataHeadRows'] ?? 1);
      mergeRows(table.children.slice(0, head), report);
      mergeRows(table.children.slice(head), report);
    });
  },
  finish: removeJoined,
};

/** Where a cell begins, as row and column of its part of the table. */
interface Place {
  readonly row: number;
  readonly column: number;
}

/** A cell and those joined to it. */
interface Merged {
  readonly cell: TableCell;
  readonly from: Place;
  /** Last row and column. */
  to: Place;
  /** How many cells it is of. */
  count: number;
}

function mergeRows(rows: readonly TableRow[], report: Report): void {
  if (!rows.some((row) => row.children.some((cell) => markOf(cell) !== undefined))) return;
  const owners: Merged[][] = rows.map(() => []);
  rows.forEach((row, at) => {
    row.children.forEach((cell, column) => {
      const mark = markOf(cell);
      const neighbour = mark === '<' ? owners[at]?.[column - 1] : mark && owners[at - 1]?.[column];
      const place = { row: at, column };
      const owner = neighbour ?? { cell, from: place, to: place, count: 0 };
      owner.count += 1;
      owner.to = { row: Math.max(owner.to.row, at), column: Math.max(owner.to.column, column) };
      owners[at]?.push(owner);
    });
  });
  const broken = new Set([...new Set(owners.flat())].filter((one) => !isRectangle(one)));
  rows.forEach((row, at) => {
    row.children.forEach((cell, column) => {
      const owner = owners[at]?.[column];
      if (owner !== undefined && owner.cell !== cell && !broken.has(owner))
        setProperties(cell, { dataJoined: '' });
    });
    // A row without cells has no height.
    const [first] = row.children;
    if (first !== undefined && row.children.every(isJoined)) {
      for (const owner of owners[at] ?? []) broken.add(owner);
    }
  });
  settle(rows, owners, broken, report);
}

/** Writes what is joined; what makes no rectangle stays as it is written, and is told. */
function settle(
  rows: readonly TableRow[],
  owners: readonly (readonly Merged[])[],
  broken: ReadonlySet<Merged>,
  report: Report,
): void {
  for (const { cell, from, to } of new Set(owners.flat().filter((owner) => !broken.has(owner)))) {
    const [across, down] = [to.column - from.column + 1, to.row - from.row + 1];
    if (across * down === 1) continue;
    setProperties(cell, {
      ...(across > 1 && { colSpan: across }),
      ...(down > 1 && { rowSpan: down }),
    });
  }
  for (const { cell } of broken) {
    report(
      'warning',
      'table-merge',
      'Unexpected `<` and `^` that join cells to no rectangle, or a whole row to the one above',
      'Join a rectangle of cells. `\\<` and `\\^` are text.',
      cell,
    );
  }
  rows.forEach((row, at) => {
    row.children.forEach((cell, column) => {
      const owner = owners[at]?.[column];
      if (owner !== undefined && broken.has(owner)) delete cell.data?.hProperties?.['dataJoined'];
    });
  });
}

function isRectangle({ from, to, count }: Merged): boolean {
  return (to.row - from.row + 1) * (to.column - from.column + 1) === count;
}

function isJoined(cell: TableCell): boolean {
  return cell.data?.hProperties?.['dataJoined'] !== undefined;
}

/** `<` or `^` when that is all of a cell, and written as it is: a backslash before it makes it longer. */
function markOf(cell: TableCell): '<' | '^' | undefined {
  const [only, ...others] = cell.children;
  if (only?.type !== 'text' || others.length > 0 || (only.value !== '<' && only.value !== '^'))
    return undefined;
  const { start, end } = only.position ?? {};
  return (end?.offset ?? 1) - (start?.offset ?? 0) === 1 ? only.value : undefined;
}

function setProperties(cell: TableCell, properties: Record<string, string | number>): void {
  cell.data = { ...cell.data, hProperties: { ...cell.data?.hProperties, ...properties } };
}

/** Joined cells keep their place until there is HTML, for by their places cells get the alignment of their columns. */
function removeJoined(tree: HastRoot): void {
  visit(tree, 'element', (row: Element) => {
    if (row.tagName !== 'tr') return;
    row.children = row.children.filter(
      (cell) => cell.type !== 'element' || cell.properties['dataJoined'] === undefined,
    );
  });
}
