import { type Diagnostic, placeField } from '../model/diagnostic.ts';
import type { LayoutPlan } from '../model/pagination.ts';
import { type Axis, axisOf } from './axis.ts';

/** How much narrower than its measured width a table may be asked to be, px: rounding of its columns. */
const TOLERANCE_PX = 1;
/** Below this part of its size a table is never set: it would not be legible in any book. */
const LEAST_SCALE = 0.6;
/** How often a table is shrunk before it is given up: its narrowest width does not follow its size exactly. */
const ROUNDS = 4;

/** A table wider than the measure, and how much. */
interface WideTable {
  readonly table: HTMLElement;
  readonly scale: number;
}

/**
 * Makes the tables of the flow ready to be measured: one that is wider than the measure is set smaller (A05) or, where
 * ordered, turned, and every column gets the width it has, so that the pieces of a divided table keep it.
 */
export function prepareTables(plan: LayoutPlan): Diagnostic[] {
  const axis = axisOf(plan.vertical);
  const tables = [...document.querySelectorAll<HTMLElement>('bx-flow table')];
  if (tables.length === 0) return [];
  const diagnostics = shrinkWideTables(tables, axis, plan);
  const columns = tables.map((table) => columnWidths(table, axis));
  tables.forEach((table, index) => {
    writeColumns(table, columns[index] ?? []);
  });
  return diagnostics;
}

function shrinkWideTables(tables: readonly HTMLElement[], axis: Axis, plan: LayoutPlan): Diagnostic[] {
  const scales = new Map<HTMLElement, number>();
  let wide = findWide(tables, axis, plan);
  for (let round = 0; round < ROUNDS && wide.length > 0; round += 1) {
    for (const { table, scale } of wide) {
      const total = Math.max((scales.get(table) ?? 1) * scale, LEAST_SCALE);
      scales.set(table, total);
      table.style.setProperty('--table-scale', String(total));
    }
    wide = findWide([...scales.keys()], axis, plan);
  }
  // What is still too wide has its words divided.
  for (const { table } of wide) table.setAttribute('data-crowded', '');
  const tooWide = new Set(
    findWide(
      wide.map(({ table }) => table),
      axis,
      plan,
    ).map(({ table }) => table),
  );
  return [...scales.keys()].flatMap((table): Diagnostic[] => {
    const sizePt = Number.parseFloat(getComputedStyle(table).fontSize) * 0.75;
    const source = table.closest('[data-source]')?.getAttribute('data-source') ?? '';
    if (tooWide.has(table)) {
      return [
        {
          severity: 'error',
          ruleId: 'table-too-wide',
          message:
            'Unexpected table wider than the measure even when it is set small and its words are divided',
          help: 'Divide it, shorten its cells, or order `wide=turn`.',
          ...placeField(source),
        },
      ];
    }
    if (sizePt >= plan.leastSizePt - 0.05) return [];
    return [
      {
        severity: 'warning',
        ruleId: 'table-small',
        message: `Table shrunk to ${sizePt.toFixed(1)} pt to fit the measure, below the least size of ${plan.leastSizePt} pt (A05)`,
        help: 'Shorten its cells, or order `wide=turn`.',
        ...placeField(source),
      },
    ];
  });
}

function findWide(tables: readonly HTMLElement[], axis: Axis, plan: LayoutPlan): WideTable[] {
  return tables.flatMap((table) => {
    const parent = table.parentElement;
    if (parent === null) return [];
    const rect = table.getBoundingClientRect();
    const room = axis.inlineSize(parent.getBoundingClientRect());
    const width = axis.inlineSize(rect);
    const scales = width > room + TOLERANCE_PX && room > 0 ? [room / width] : [];
    if (isTurned(table)) {
      const length = axis.blockEnd(rect) - axis.blockStart(rect);
      const page = plan.linesPerPage * plan.pitchPx;
      if (length > page + TOLERANCE_PX) scales.push(page / length);
    }
    return scales.length === 0 ? [] : [{ table, scale: Math.min(...scales) - 0.005 }];
  });
}

/** Its lines run along the page's other side. */
function isTurned(table: HTMLElement): boolean {
  return table.dataset['wide'] === 'turn';
}

/** The widths of a table's columns, px; none where no row has a cell in each. */
function columnWidths(table: HTMLElement, axis: Axis): readonly number[] {
  if (isTurned(table) || table.querySelector(':scope > colgroup') !== null) return [];
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tr')];
  const plain = rows.filter((row) => [...row.cells].every(({ colSpan }) => colSpan === 1));
  const [row] = plain.sort((a, b) => b.cells.length - a.cells.length);
  const count = Math.max(
    ...rows.map((one) => [...one.cells].reduce((sum, { colSpan }) => sum + colSpan, 0)),
    0,
  );
  if (row === undefined || row.cells.length !== count) return [];
  return [...row.cells].map((cell) => axis.inlineSize(cell.getBoundingClientRect()));
}

function writeColumns(table: HTMLElement, widths: readonly number[]): void {
  if (widths.length === 0) return;
  const group = document.createElement('colgroup');
  for (const width of widths) {
    const column = document.createElement('col');
    column.style.inlineSize = `${width}px`;
    group.append(column);
  }
  const caption = table.querySelector(':scope > caption');
  if (caption === null) table.prepend(group);
  else caption.after(group);
  table.style.tableLayout = 'fixed';
}
