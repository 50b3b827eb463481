import { type Diagnostic, placeField } from '../model/diagnostic.ts';
import type { ChapterPlan, LayoutPlan } from '../model/pagination.ts';
import { axisOf } from './axis.ts';
import { type BreakNote, breakPages, type PageBreak } from './break/break-pages.ts';
import { allowedBreaks } from './break/break-rules.ts';
import type { Flow, MeasureOptions } from './flow.ts';
import { findBoxTexts, findLineEnds, type LineEnds } from './measure/line-ends.ts';
import { measureFlow } from './measure/measure-flow.ts';

/** A note and its lines. */
export interface MeasuredNote {
  readonly aside: Element;
  readonly flow: Flow;
  /** From line to line of the note, px. */
  readonly pitchPx: number;
}

/** A chapter measured in the flow; the document is as it was. */
export interface MeasuredChapter {
  /** The chapter's section in the flow. */
  readonly section: Element;
  readonly flow: Flow;
  /** Its notes, each with its lines. */
  readonly notes: readonly MeasuredNote[];
  /** For each line, the indices of the notes first called on it; sparse. */
  readonly notesOfLine: readonly (readonly number[])[];
}

/** Reads the lines of a chapter and of its notes; `undefined` when the document has no section for it. */
export function measureChapter(chapter: ChapterPlan, plan: LayoutPlan): MeasuredChapter | undefined {
  const section = document.getElementById(chapter.id);
  if (section === null) return undefined;
  const axis = axisOf(plan.vertical);
  const flow = measureFlow(section, { axis, pitchPx: plan.pitchPx });
  const asides = [
    ...document.querySelectorAll(`bx-notes-flow > [data-chapter="${chapter.id}"] > aside.note`),
  ];
  const notes = asides.map((aside) => {
    const pitchPx = linePitch(aside, plan.pitchPx);
    return { aside, flow: measureFlow(aside, { axis, pitchPx }), pitchPx };
  });
  return { section, flow, notes, notesOfLine: noteCallLines(flow, section, plan, asides) };
}

/** The pages of a chapter and the line ends by which they are cut. */
export interface BrokenChapter {
  readonly pages: readonly PageBreak[];
  readonly ends: LineEnds;
  /** Line ends of each note that is divided or frozen. */
  readonly noteEnds: readonly LineEnds[];
}

/**
 * Chooses the pages of a measured chapter; touches nothing. A paragraph that cannot be divided where a page ends (inside
 * a ruby) is kept whole, and the chapter broken again.
 */
export function breakChapter(chapter: MeasuredChapter, plan: LayoutPlan, wholePage: boolean): BrokenChapter {
  const options: MeasureOptions = { axis: axisOf(plan.vertical), pitchPx: plan.pitchPx };
  const { blocks } = chapter.flow;
  const ofBlock = new Map(plan.freeze === 'all' ? findLineEnds(chapter.flow, blocks.keys(), options) : []);
  const undividable = new Set<number>();
  for (;;) {
    const pages = choosePages(chapter, plan, wholePage, undividable);
    const divided = dividedBlocks(
      chapter.flow,
      pages.map((page) => page.to),
    );
    const unknown = divided.filter((block) => !ofBlock.has(block) && !undividable.has(block));
    for (const [block, starts] of findLineEnds(chapter.flow, unknown, options)) ofBlock.set(block, starts);
    const refused = divided.filter((block) => !ofBlock.has(block) && !undividable.has(block));
    for (const block of refused) undividable.add(block);
    if (refused.length > 0) continue;
    const boxTexts = plan.freeze === 'all' ? findBoxTexts(chapter.flow, options) : [];
    return { pages, ends: { ofBlock, boxTexts }, noteEnds: findNoteEnds(chapter, plan, pages) };
  }
}

function findNoteEnds(chapter: MeasuredChapter, plan: LayoutPlan, pages: readonly PageBreak[]): LineEnds[] {
  const cuts = new Map<number, number[]>();
  for (const { note, toLine } of pages.flatMap((page) => page.notes))
    cuts.set(note, [...(cuts.get(note) ?? []), toLine]);
  return chapter.notes.map(({ flow, pitchPx }, index) => {
    const options = { axis: axisOf(plan.vertical), pitchPx };
    const wanted = plan.freeze === 'all' ? flow.blocks.keys() : dividedBlocks(flow, cuts.get(index) ?? []);
    return { ofBlock: findLineEnds(flow, wanted, options), boxTexts: [] };
  });
}

/** Blocks inside which one of the lines begins a page. */
function dividedBlocks(flow: Flow, pageStarts: readonly number[]): number[] {
  return pageStarts.flatMap((line) => {
    const block = flow.lines[line]?.block;
    return block !== undefined && flow.blocks[block]?.firstLine !== line ? [block] : [];
  });
}

function choosePages(
  chapter: MeasuredChapter,
  plan: LayoutPlan,
  wholePage: boolean,
  undividable: ReadonlySet<number>,
): readonly PageBreak[] {
  const { flow } = chapter;
  const blocks = flow.blocks.map((block, index) => ({
    ...block,
    divisible: block.divisible && !undividable.has(index),
  }));
  const allowed = allowedBreaks(blocks, flow.lines.length, plan);
  const lines = flow.lines.map((line, index) => ({
    start: line.start,
    end: line.end,
    allowed: allowed[index] ?? true,
    notes: chapter.notesOfLine[index] ?? [],
  }));
  const heightPx = wholePage ? Number.POSITIVE_INFINITY : plan.linesPerPage * plan.pitchPx;
  const notes = chapter.notes.map((note) => toBreakNote(note.flow));
  return breakPages(lines, notes, { heightPx, noteGapPx: plan.pitchPx });
}

function linePitch(aside: Element, fallback: number): number {
  const pitch = Number.parseFloat(getComputedStyle(aside).lineHeight);
  return pitch > 0 ? pitch : fallback;
}

/** For each line of the flow, the indices of the notes whose first call stands on it, or in a note called there. */
function noteCallLines(
  flow: Flow,
  section: Element,
  plan: LayoutPlan,
  asides: readonly Element[],
): number[][] {
  const called: number[][] = [];
  if (asides.length === 0) return called;
  const axis = axisOf(plan.vertical);
  const origin = axis.blockStart(section.getBoundingClientRect());
  const lineOfNote = new Map<Element, number>();
  asides.forEach((aside, note) => {
    const call = document.getElementById(`${aside.id}-call`);
    if (call === null) return;
    const rect = call.getBoundingClientRect();
    const at = (axis.blockStart(rect) + axis.blockEnd(rect)) / 2 - origin;
    const caller = call.closest('aside.note');
    // A note that is called in a note comes behind it, for that one is numbered first.
    const line = caller === null ? lineAt(flow, at) : (lineOfNote.get(caller) ?? 0);
    lineOfNote.set(aside, line);
    called[line] = [...(called[line] ?? []), note];
  });
  return called;
}

/** The line that holds a position in the flow, by halving. */
function lineAt(flow: Flow, position: number): number {
  let low = 0;
  let high = flow.lines.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((flow.lines[middle]?.start ?? 0) <= position) low = middle;
    else high = middle;
  }
  return low;
}

function toBreakNote(flow: Flow): BreakNote {
  // A line's height runs to the start of the next, so that gaps inside a note are counted.
  return {
    lineHeights: flow.lines.map((line, index) => (flow.lines[index + 1]?.start ?? line.end) - line.start),
  };
}

/** Blocks that no page can hold, each with its place. */
export function overfullBlocks(flow: Flow, breaks: readonly PageBreak[]): Diagnostic[] {
  return breaks
    .filter((page) => page.overfull)
    .map((page) => {
      const element = flow.blocks[flow.lines[page.from]?.block ?? 0]?.element;
      const source = element?.closest('[data-source]')?.getAttribute('data-source') ?? '';
      return {
        severity: 'error',
        ruleId: 'block-too-tall',
        message: `Unexpected ${element?.tagName.toLowerCase() ?? 'block'} higher than the type area, expected one that fits on a page`,
        help: 'Order a smaller size, or divide it.',
        ...placeField(source),
      };
    });
}
