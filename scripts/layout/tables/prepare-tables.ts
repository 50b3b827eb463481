import { type Diagnostic, placeField } from '../../model/diagnostic.ts';
import type { LayoutPlan } from '../../model/pagination.ts';
import { type Axis, axisOf, roomIn } from '../axis.ts';
import { isTurned } from '../measure/orders.ts';
import { keepInFlow } from '../prepare-floats.ts';
import { divideRows } from './divide-rows.ts';
import { joinRows } from './join-rows.ts';
import { addColumns, setColumns, sizePxOf } from './set-columns.ts';

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
 * ordered, turned, and every column gets its width, which the pieces of a divided table keep. Rows that are high for a
 * page become divisible, and those that cells join are kept together.
 */
export function prepareTables(plan: LayoutPlan): Diagnostic[] {
  const axis = axisOf(plan.vertical);
  const tables = [...document.querySelectorAll<HTMLElement>('bx-flow table')];
  if (tables.length === 0) return [];
  tables.forEach(addColumns);
  const placed = [...leaveUpright(tables), ...leaveInPlace(tables, axis, plan)];
  const diagnostics = [...placed, ...new TableFitter(axis, plan).fit(tables)];
  setColumns(tables, axis);
  divideRows(tables, plan, axis);
  setRows(tables, plan, axis);
  return [...diagnostics, ...joinRows(tables, plan, axis)];
}

/** Sets wide tables smaller, and divides first the words of their heads and then all words where that is not enough. */
class TableFitter {
  readonly #axis: Axis;
  readonly #plan: LayoutPlan;
  readonly #scales = new Map<HTMLElement, number>();

  constructor(axis: Axis, plan: LayoutPlan) {
    this.#axis = axis;
    this.#plan = plan;
  }

  fit(tables: readonly HTMLElement[]): Diagnostic[] {
    const large = this.#shrink(tables, (table) => Math.min(1, this.#plan.leastSizePt / sizePtOf(table)));
    for (const table of large) table.dataset['crowded'] = 'heads';
    const small = this.#shrink(large, () => LEAST_SCALE);
    for (const table of small) table.dataset['crowded'] = 'words';
    const tooWide = new Set(this.#findWide(small).map(({ table }) => table));
    return [...this.#scales.keys()].flatMap((table) => this.#problemOf(table, tooWide.has(table)));
  }

  /** Returns the tables that are too wide still. */
  #shrink(tables: readonly HTMLElement[], leastOf: (table: HTMLElement) => number): readonly HTMLElement[] {
    const least = new Map(tables.map((table) => [table, leastOf(table)]));
    let wide = this.#findWide(tables);
    for (let round = 0; round < ROUNDS && wide.length > 0; round += 1) {
      for (const { table, scale } of wide) {
        const total = Math.max((this.#scales.get(table) ?? 1) * scale, least.get(table) ?? 1);
        this.#scales.set(table, total);
        table.style.setProperty('--table-scale', String(total));
      }
      wide = this.#findWide(wide.map(({ table }) => table));
    }
    return wide.map(({ table }) => table);
  }

  #findWide(tables: readonly HTMLElement[]): WideTable[] {
    return findWide(tables, this.#axis, this.#plan);
  }

  #problemOf(table: HTMLElement, isTooWide: boolean): Diagnostic[] {
    const { leastSizePt } = this.#plan;
    const source = table.closest('[data-source]')?.getAttribute('data-source') ?? '';
    if (isTooWide) {
      return [
        {
          severity: 'error',
          ruleId: 'table-too-wide',
          message:
            'Unexpected table wider than the measure even when it is set small and its words are divided',
          help: 'Divide it, shorten its cells, order fewer characters in `widths`, or order `wide=turn`.',
          ...placeField(source),
        },
      ];
    }
    const sizePt = sizePtOf(table);
    if (sizePt >= leastSizePt - 0.05) return [];
    return [
      {
        severity: 'warning',
        ruleId: 'table-small',
        message: `Table shrunk to ${sizePt.toFixed(1)} pt to fit the measure, below the least size of ${leastSizePt} pt (A05)`,
        help: 'Shorten its cells, or order `wide=turn`.',
        ...placeField(source),
      },
    ];
  }
}

function sizePtOf(table: HTMLElement): number {
  return sizePxOf(table) * 0.75;
}

function findWide(tables: readonly HTMLElement[], axis: Axis, plan: LayoutPlan): WideTable[] {
  return tables.flatMap((table) => {
    const parent = table.parentElement;
    if (parent === null) return [];
    const rect = table.getBoundingClientRect();
    const flow = table.dataset['floating'] === undefined ? parent : (table.closest('section') ?? parent);
    const room = roomIn(flow, axis);
    const width = axis.inlineSize(rect);
    const scales = width > room + TOLERANCE_PX && room > 0 ? [room / width] : [];
    if (isTurned(table)) {
      const length = axis.blockSize(rect);
      const page = plan.linesPerPage * plan.pitchPx;
      if (length > page + TOLERANCE_PX) scales.push(page / length);
    }
    return scales.length === 0 ? [] : [{ table, scale: Math.min(...scales) - 0.005 }];
  });
}

/** Only a table with a page to itself can be turned, and one in a list, a quotation or a note stays where it is. */
function leaveUpright(tables: readonly HTMLElement[]): Diagnostic[] {
  const bound = tables.filter((table) => isTurned(table) && table.dataset['floating'] === undefined);
  return bound.map((table) => {
    delete table.dataset['wide'];
    return {
      severity: 'warning',
      ruleId: 'table-place',
      message:
        'Unexpected order `wide=turn` for a table within a list, a quotation or a note; it is not turned',
      help: 'Set the table between paragraphs, or leave the order out.',
      ...placeField(table.closest('[data-source]')?.getAttribute('data-source') ?? ''),
    };
  });
}

/** Tables higher than a page cannot be moved in one piece: they stand in their place, divided. */
function leaveInPlace(tables: readonly HTMLElement[], axis: Axis, plan: LayoutPlan): Diagnostic[] {
  // Between it and the text is a line.
  const most = (plan.linesPerPage - 1) * plan.pitchPx + TOLERANCE_PX;
  const long = tables.filter((table) => {
    if (table.dataset['floating'] === undefined || isTurned(table)) return false;
    const rect = table.getBoundingClientRect();
    return axis.blockSize(rect) > most;
  });
  return long.map((table) => {
    const place = table.dataset['place'] ?? '';
    keepInFlow(table);
    return {
      severity: 'warning',
      ruleId: 'table-place',
      message: `Unexpected order \`place=${place}\` for a table higher than a page; it stands in its place and is divided`,
      help: 'Leave the order out, or divide the table.',
      ...placeField(table.closest('[data-source]')?.getAttribute('data-source') ?? ''),
    };
  });
}

/**
 * Makes rows whole lines high that a cell of several rows has made higher: Chromium gives each of them a part of what that
 * cell takes. One row of a table after the other, for each changes those behind it.
 */
function setRows(tables: readonly HTMLElement[], { pitchPx }: LayoutPlan, axis: Axis): void {
  const rows = tables
    .filter((table) => !isTurned(table) && table.querySelector('[rowspan]') !== null)
    .map((table) => [...table.querySelectorAll<HTMLElement>('tr')]);
  const most = Math.max(0, ...rows.map(({ length }) => length));
  for (let row = 0; row < most; row += 1) {
    const heights = rows.map((list) => {
      const rect = list[row]?.getBoundingClientRect();
      return rect === undefined ? 0 : axis.blockSize(rect);
    });
    rows.forEach((list, at) => {
      const lines = (heights[at] ?? 0) / pitchPx;
      if (Math.abs(lines - Math.round(lines)) * pitchPx > TOLERANCE_PX)
        list[row]?.style.setProperty('block-size', `${Math.ceil(lines) * pitchPx}px`);
    });
  }
}
