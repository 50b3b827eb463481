import type { LayoutPlan } from '../model/pagination.ts';
import { type Axis, axisOf } from './axis.ts';
import type { PageBreak } from './break/break-input.ts';
import type { FlowLine } from './flow.ts';
import type { MeasuredNote } from './measure-chapter.ts';
import type { PaginatedBook, PaginatedChapter } from './paginate.ts';

/** How small a figure may become, as a part of its height. */
const LEAST_SIZE = 0.75;
/** A page that is left emptier than this part, for the sake of a figure, is worth a smaller one. */
const HOLE = 0.2;
/** Attribute of a figure that has been made smaller. */
const SHRUNK = 'data-shrunk';
const PICTURE = ':scope > :is(img, .drawing, .fpo)';

/** Figures whose size the author did not order. */
const FREE = `figure:not([data-width], [data-lines], [${SHRUNK}])`;

/**
 * Makes a figure smaller that would leave a hole at the foot of the page before it, where three quarters of its height are
 * enough for it to stand there: one that is all of its section, or in a list, and so may not leave its place (F09). Of
 * each chapter the first, for it moves all that follows.
 * @returns the figures made smaller
 */
export function shrinkFigures({ chapters }: PaginatedBook, plan: LayoutPlan): readonly Element[] {
  const axis = axisOf(plan.vertical);
  const found = chapters.flatMap((chapter) =>
    chapter === undefined || 'known' in chapter ? [] : (firstToShrink(chapter, plan, axis) ?? []),
  );
  for (const { figure, picture, lengthPx } of found) {
    picture.style.setProperty(plan.vertical ? 'max-width' : 'max-height', `${lengthPx}px`);
    figure.setAttribute(SHRUNK, '');
  }
  return found.map(({ figure }) => figure);
}

/** Gives the figures of a flow that is laid out again the size that they had. */
export function restoreFigures(): void {
  for (const figure of document.querySelectorAll(`bx-flow [${SHRUNK}]`)) {
    figure.removeAttribute(SHRUNK);
    const picture = figure.querySelector<HTMLElement>(PICTURE);
    picture?.style.removeProperty('max-width');
    picture?.style.removeProperty('max-height');
  }
}

interface Shrinking {
  readonly figure: Element;
  readonly picture: HTMLElement;
  /** What its picture may have across the lines, px. */
  readonly lengthPx: number;
}

function firstToShrink(chapter: PaginatedChapter, plan: LayoutPlan, axis: Axis): Shrinking | undefined {
  const { pages } = chapter.broken;
  for (const [index, page] of pages.slice(0, -1).entries()) {
    const next = pages[index + 1];
    if (page.kind !== 'text' || next?.from !== page.to || next.top.length > 0) continue;
    const shrinking = shrinkingTo(chapter, page, plan, axis);
    if (shrinking !== undefined) return shrinking;
  }
  return undefined;
}

/** Of the figure that begins the next page, below its heading if it has one. */
function shrinkingTo(
  { measured }: PaginatedChapter,
  page: PageBreak,
  plan: LayoutPlan,
  axis: Axis,
): Shrinking | undefined {
  const { lines, blocks } = measured.flow;
  const areaPx = plan.linesPerPage * plan.pitchPx;
  const roomPx = areaPx - usedOn(page, measured.notes, plan);
  const before = lines[page.to - 1];
  if (roomPx < areaPx * HOLE || before === undefined) return undefined;
  for (let line = page.to; line < lines.length; line += 1) {
    const block = blocks[lines[line]?.block ?? -1];
    const calls = (measured.notesOfLine[line] ?? []).length > 0;
    if (block === undefined || block.forced !== undefined || block.group !== undefined || calls)
      return undefined;
    if (block.keepWithNext !== 'nothing') continue;
    const figure = lines[line] as FlowLine;
    // A chapter's only line behind it would draw it to its own page (B08).
    const isFree = block.movable === undefined && block.element.matches(FREE) && line !== lines.length - 2;
    if (!isFree) return undefined;
    const excessPx = figure.end - before.end - roomPx;
    const fewer = Math.ceil(excessPx / plan.pitchPx);
    const sizePx = figure.end - figure.start;
    if (excessPx <= 0 || sizePx - fewer * plan.pitchPx < sizePx * LEAST_SIZE) return undefined;
    const picture = block.element.querySelector<HTMLElement>(PICTURE);
    if (picture === null) return undefined;
    const lengthPx = axis.blockSize(picture.getBoundingClientRect()) - fewer * plan.pitchPx;
    return { figure: block.element, picture, lengthPx };
  }
  return undefined;
}

/** What stands on a page, px: it has neither floats nor columns. */
function usedOn(page: PageBreak, notes: readonly MeasuredNote[], plan: LayoutPlan): number {
  const isPlain = page.top.length + page.bottom.length === 0 && page.bands.length === 1;
  if (!isPlain) return Number.POSITIVE_INFINITY;
  const heights = page.notes.map(({ note, fromLine, toLine }) => {
    const lines = notes[note]?.flow.lines ?? [];
    return (lines[toLine - 1]?.end ?? 0) - (lines[fromLine]?.start ?? 0);
  });
  const gap = heights.length > 0 ? plan.pitchPx : 0;
  return heights.reduce((sum, height) => sum + height, gap + (page.bands[0]?.heightPx ?? 0));
}
