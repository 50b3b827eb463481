import type { PageReport, PreflightReport } from '../../../model/preflight.ts';

const HEAD = ['pages', 'trim (mm)', 'plates', 'ink', 'text', 'rule', 'pictures'] as const;
const MM_PER_PT = 25.4 / 72;

/** What is known of a file's pages as a table for people: pages that are alike in one row. */
export function preflightTable({ pages, standard, fonts, items }: PreflightReport): string {
  if (pages.length === 0) return '';
  const rows: { first: number; last: number; cells: readonly string[]; group: readonly PageReport[] }[] = [];
  pages.forEach((page, index) => {
    const key = [trimOf(page), page.isBlank ? 'blank' : page.plates.join(' ') || 'none'];
    const row = rows.at(-1);
    if (row !== undefined && row.cells.join() === key.join()) {
      rows[rows.length - 1] = { ...row, last: index + 1, group: [...row.group, page] };
    } else rows.push({ first: index + 1, last: index + 1, cells: key, group: [page] });
  });
  const shown = rows.slice(0, MOST_ROWS).map(({ first, last, cells, group }) => [
    first === last ? `${first}` : `${first}–${last}`,
    ...cells,
    `${Math.round(Math.max(...group.map(({ inkSum }) => inkSum)))} %`,
    extreme(
      group.map(({ smallestText }) => smallestText),
      'pt',
    ),
    extreme(
      group.map(({ thinnestRule }) => thinnestRule),
      'pt',
    ),
    extreme(
      group.map(({ leastPpi }) => leastPpi),
      'ppi',
    ),
  ]);
  const widths = HEAD.map((name, column) =>
    Math.max(name.length, ...shown.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  const more = rows.length > shown.length ? [`  … ${rows.length - shown.length} more rows in --json`] : [];
  const kept = items.filter(({ ok }) => ok).length;
  const claims =
    standard === undefined
      ? 'no PDF/X'
      : `${{ 'x-4': 'PDF/X-4', 'x-1a': 'PDF/X-1a:2001' }[standard]}, ${kept} of ${items.length} items`;
  return `${[line(HEAD), ...shown.map(line), ...more, `  ${claims}; ${fonts.length} fonts`].join('\n')}\n`;
}

/** More rows than these are for programs. */
const MOST_ROWS = 24;

function trimOf({ boxes }: PageReport): string {
  const [left, bottom, right, top] = boxes.TrimBox ?? boxes.MediaBox ?? [0, 0, 0, 0];
  return `${((right - left) * MM_PER_PT).toFixed(1)} × ${((top - bottom) * MM_PER_PT).toFixed(1)}`;
}

/** The least of some figures; a dash when there is none. */
function extreme(values: readonly (number | undefined)[], unit: string): string {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return '–';
  const least = Math.min(...known);
  return `${unit === 'ppi' ? Math.round(least) : Math.round(least * 100) / 100} ${unit}`;
}
