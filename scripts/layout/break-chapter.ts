import { type Diagnostic, placeField } from '../model/diagnostic.ts';
import type { LayoutPlan, PageInfo } from '../model/pagination.ts';
import { axisOf } from './axis.ts';
import type { BreakInput, BreakLine, BreakNote, PageBreak } from './break/break-input.ts';
import { breakPages } from './break/break-pages.ts';
import { allowedBreaks } from './break/break-rules.ts';
import type { Flow, FlowBlock, MeasureOptions } from './flow.ts';
import { findBoxTexts, findLineEnds, type LineEnds } from './measure/line-ends.ts';
import type { MeasuredChapter, MeasuredNote } from './measure-chapter.ts';

/** The pages of a chapter and the line ends by which they are cut. */
export interface BrokenChapter {
  readonly pages: readonly PageBreak[];
  readonly ends: LineEnds;
  /** Line ends of each note that is divided or frozen. */
  readonly noteEnds: readonly LineEnds[];
}

/** Where a chapter begins, and on what. */
export interface ChapterStart {
  readonly side: PageInfo['side'];
  /** It is set on one page whatever its height: a cover. */
  readonly wholePage: boolean;
}

/**
 * Chooses the pages of a measured chapter; touches nothing. A paragraph that cannot be divided where a page ends (inside
 * a ruby) is kept whole, and the chapter broken again.
 */
export function breakChapter(chapter: MeasuredChapter, plan: LayoutPlan, start: ChapterStart): BrokenChapter {
  const options: MeasureOptions = { axis: axisOf(plan.vertical), pitchPx: plan.pitchPx };
  const { blocks } = chapter.flow;
  const ofBlock = new Map(plan.freeze === 'all' ? findLineEnds(chapter.flow, blocks.keys(), options) : []);
  const undividable = new Set<number>();
  for (;;) {
    const pages = choosePages(chapter, plan, start, undividable);
    const divided = dividedBlocks(chapter.flow, pages.flatMap(rangeEnds));
    const unknown = divided.filter((block) => !ofBlock.has(block) && !undividable.has(block));
    for (const [block, starts] of findLineEnds(chapter.flow, unknown, options)) ofBlock.set(block, starts);
    const refused = divided.filter((block) => !ofBlock.has(block) && !undividable.has(block));
    for (const block of refused) undividable.add(block);
    if (refused.length > 0) continue;
    const boxTexts = plan.freeze === 'all' ? findBoxTexts(chapter.flow, options) : [];
    return { pages, ends: { ofBlock, boxTexts }, noteEnds: findNoteEnds(chapter, plan, pages) };
  }
}

/** Where a page and its columns end. */
function rangeEnds(page: PageBreak): number[] {
  return page.bands.flatMap(({ columns }) => columns.map(({ to }) => to));
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
  { side, wholePage }: ChapterStart,
  undividable: ReadonlySet<number>,
): readonly PageBreak[] {
  return breakPages(breakInput(chapter, plan, undividable), {
    heightPx: wholePage ? Number.POSITIVE_INFINITY : plan.linesPerPage * plan.pitchPx,
    pitchPx: plan.pitchPx,
    noteGapPx: plan.pitchPx,
    firstSide: side,
    notesOn: plan.notes.place,
  });
}

/** The measured chapter without its document. */
function breakInput(
  { flow, notes, notesOfLine, notesOfFloat }: MeasuredChapter,
  plan: LayoutPlan,
  undividable: ReadonlySet<number>,
): BreakInput {
  const blocks = flow.blocks.map((block, index) => ({
    ...block,
    divisible: block.divisible && !undividable.has(index),
    // A figure that may leave its place may leave the heading alone with what follows.
    linesHigh:
      block.movable === undefined ? heightOf(block, flow) / (block.pitchPx ?? plan.pitchPx) : block.lineCount,
  }));
  const allowed = allowedBreaks(blocks, flow.lines.length, plan);
  const floatsOfLine: number[][] = [];
  flow.floats.forEach(({ place, line }, index) => {
    if (place !== 'auto') floatsOfLine[line] = [...(floatsOfLine[line] ?? []), index];
  });
  const lines = flow.lines.map((line, index): BreakLine => {
    const block = flow.blocks[line.block];
    const first = block?.firstLine === index;
    const floats = floatsOfLine[index];
    return {
      start: line.start,
      end: line.end + footOf(block, plan.pitchPx),
      allowed: allowed[index] ?? true,
      notes: notesOfLine[index] ?? [],
      ...(floats === undefined ? {} : { floats }),
      ...(block?.movable === undefined ? {} : { movable: block.movable }),
      ...(block?.forced === undefined || !first ? {} : { forced: block.forced }),
      ...(block?.blanks === undefined || !first ? {} : { blanks: block.blanks }),
      ...(block?.lead === undefined ? {} : { lead: block.lead }),
      ...(block?.group === undefined ? {} : { group: block.group }),
    };
  });
  return {
    lines,
    notes: notes.map(toBreakNote),
    floats: flow.floats.map(({ place, heightPx, span }, index) => ({
      place,
      heightPx,
      notes: notesOfFloat[index] ?? [],
      ...(span === undefined ? {} : { span }),
    })),
    columns: flow.columns,
    blanksBehind: flow.blanksBehind,
  };
}

/** What a line of a note behind its chapter needs below it at a page's foot, for its half-leading is smaller than the text's (A11), px. */
function footOf(block: FlowBlock | undefined, pitchPx: number): number {
  return (pitchPx - (block?.pitchPx ?? pitchPx)) / 2;
}

/** From the start of a block's first line to the end of its last, px. */
function heightOf({ firstLine, lineCount }: FlowBlock, { lines }: Flow): number {
  return (lines[firstLine + lineCount - 1]?.end ?? 0) - (lines[firstLine]?.start ?? 0);
}

function toBreakNote({ flow, heightPx }: MeasuredNote): BreakNote {
  // A line's height runs to the start of the next, so that gaps inside a note and at its edges are counted.
  const startOf = (index: number): number => (index === 0 ? 0 : (flow.lines[index]?.start ?? heightPx));
  return { lineHeights: flow.lines.map((_line, index) => startOf(index + 1) - startOf(index)) };
}

/** Blocks that no page can hold, each with its place. */
export function overfullBlocks(flow: Flow, breaks: readonly PageBreak[]): Diagnostic[] {
  return breaks
    .filter((page) => page.overfull)
    .map((page) => {
      const [float] = page.top;
      const element =
        float === undefined || page.to > page.from
          ? flow.blocks[flow.lines[page.from]?.block ?? 0]?.element
          : flow.floats[float]?.element;
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
