import { type Diagnostic, placeField } from '../model/diagnostic.ts';
import { type Axis, axisOf } from './axis.ts';

/** An emitted page and what was measured for it. */
export interface ExpectedPage {
  /** The type area. */
  readonly body: Element;
  /** The chapter's shell on the page. */
  readonly shell: Element;
  /** Height of its floats and lines as measured, px. */
  readonly heightPx: number;
  /** Height of the type area, px. */
  readonly areaPx: number;
}

/** Rounding of many lines and boxes, px. */
const TOLERANCE_PX = 1.5;

/**
 * Makes sure that the pages are what was measured: as many lines on each, nothing over the type area in either
 * direction. What is not so is an error at its place in the manuscript, for a page that is clipped must not be printed.
 */
export function verifyPages(
  pages: readonly ExpectedPage[],
  vertical: boolean,
  pitchPx: number,
): Diagnostic[] {
  const axis = axisOf(vertical);
  return pages.flatMap((page): Diagnostic[] => {
    const height = heightOf(page.shell, axis);
    if (Math.abs(height - page.heightPx) > pitchPx / 2) {
      const lines = ((height - page.heightPx) / pitchPx).toFixed(1);
      return [problem('layout-mismatch', page.shell, `Page set ${lines} lines higher than it was measured`)];
    }
    const foot = page.body.querySelector(':scope > bx-foot');
    // The rule of notes stands in a gap of a line, into which their smaller lines may reach a little.
    const room =
      foot === null ? page.areaPx : page.areaPx - axis.blockSize(foot.getBoundingClientRect()) + pitchPx / 4;
    if (height > room + TOLERANCE_PX) {
      const excess = Math.ceil(height - room);
      return [problem('page-overflow', page.shell, `Text runs ${excess} px over the type area`)];
    }
    const columns = [...page.body.querySelectorAll('bx-column')];
    const longest = Math.max(0, ...columns.map((column) => overrunOf(column, axis)));
    if (longest > TOLERANCE_PX)
      return [problem('page-overflow', page.shell, `A column runs ${Math.ceil(longest)} px over its end`)];
    return [page.body, ...columns].flatMap((area) => wideLines(area, axis, vertical, pitchPx));
  });
}

/** How far the last block of a column runs over its end, px. */
function overrunOf(column: Element, axis: Axis): number {
  const last = column.lastElementChild?.lastElementChild ?? column.lastElementChild;
  const columns = column.closest('bx-columns');
  if (last === null || last === undefined || columns === null) return 0;
  return axis.blockEnd(last.getBoundingClientRect()) - axis.blockEnd(columns.getBoundingClientRect());
}

/** Lines that run over the measure by more than the half mark that may hang (A11) and what stands behind a last line. */
function wideLines(area: Element, axis: Axis, vertical: boolean, pitchPx: number): Diagnostic[] {
  const excess = axis.inlineExcess(area);
  if (excess <= pitchPx * 0.45) return [];
  return [
    problem('line-overflow', widestIn(area, axis, vertical), `A line runs ${excess} px over the measure`),
  ];
}

/** The last element in it that leaves the area, for its place in the manuscript. */
function widestIn(area: Element, axis: Axis, vertical: boolean): Element {
  const limit = area.getBoundingClientRect();
  const leaves = [...area.querySelectorAll('[data-source]')].filter((element) => {
    const rect = element.getBoundingClientRect();
    return (
      axis.inlineExcess(element) > 0 || (vertical ? rect.bottom > limit.bottom : rect.right > limit.right)
    );
  });
  return leaves.at(-1) ?? area;
}

/**
 * From the head of the page to the end of its last block: a margin behind that one is dropped by the page's end, but for
 * the gap below a table out of its place.
 */
function heightOf(shell: Element, axis: Axis): number {
  const last = shell.lastElementChild;
  // A page of notes alone.
  if (last === null) return 0;
  const gap = last.matches('table[data-set="top"]')
    ? Number.parseFloat(getComputedStyle(last).marginBlockEnd)
    : 0;
  return axis.blockEnd(last.getBoundingClientRect()) - axis.blockStart(shell.getBoundingClientRect()) + gap;
}

function problem(ruleId: string, shell: Element, message: string): Diagnostic {
  const named = shell.hasAttribute('data-source') ? shell : shell.querySelector('[data-source]');
  const source = named?.getAttribute('data-source') ?? '';
  return {
    severity: 'error',
    ruleId,
    message,
    help: 'This is a fault of Banxin: please report it with this part of the manuscript.',
    ...placeField(source),
  };
}

/** The characters of a text whatever their order: floats change it. */
export interface Characters {
  readonly count: number;
  readonly sum: number;
}

/** Counts the characters of texts, white space left out. */
export function charactersOf(texts: Iterable<string>): Characters {
  let count = 0;
  let sum = 0;
  for (const text of texts) {
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code <= 0x20) continue;
      count += 1;
      sum += code;
    }
  }
  return { count, sum };
}

/** The text of the book in an element: without what divided tables repeat and the second halves of pictures. */
export function bookText(element: Element): string {
  let text = element.textContent ?? '';
  for (const repeated of element.querySelectorAll('[data-repeated], [data-set="spread-second"]'))
    text = text.replace(repeated.textContent ?? '', '');
  return text;
}
