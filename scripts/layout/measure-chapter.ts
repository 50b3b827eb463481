import type { ChapterPlan, LayoutPlan } from '../model/pagination.ts';
import { type Axis, axisOf } from './axis.ts';
import type { Flow, FlowBlock } from './flow.ts';
import { linePitch, measureFlow } from './measure/measure-flow.ts';
import { sharedRange } from './shared-range.ts';

/** A note and its lines. */
export interface MeasuredNote {
  readonly aside: Element;
  readonly flow: Flow;
  /** Its extent in the direction of the flow, px. */
  readonly heightPx: number;
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
  /** For each float, the indices of the notes first called in it; sparse. */
  readonly notesOfFloat: readonly (readonly number[])[];
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
    const heightPx = axis.blockSize(aside.getBoundingClientRect());
    return { aside, flow: measureFlow(aside, { axis, pitchPx }), heightPx, pitchPx };
  });
  return { section, flow, notes, ...noteCalls(flow, section, plan, asides) };
}

/** Where the first call of each note stands; a note called in a note stands with that one. */
function noteCalls(
  flow: Flow,
  section: Element,
  plan: LayoutPlan,
  asides: readonly Element[],
): Pick<MeasuredChapter, 'notesOfLine' | 'notesOfFloat'> {
  const notesOfLine: number[][] = [];
  const notesOfFloat: number[][] = [];
  if (asides.length === 0) return { notesOfLine, notesOfFloat };
  const placeOf = placeFinder(flow, section, plan);
  const places = new Map<Element, FlowPlace>();
  asides.forEach((aside, note) => {
    const call = document.getElementById(`${aside.id}-call`);
    if (call === null) return;
    const caller = call.closest('aside.note');
    // A note that is called in a note comes behind it, for that one is numbered first.
    const place = caller === null ? placeOf(call) : (places.get(caller) ?? { line: 0 });
    places.set(aside, place);
    const list = place.float === undefined ? notesOfLine : notesOfFloat;
    const index = place.float ?? place.line;
    list[index] = [...(list[index] ?? []), note];
    // An `auto` float stands in a line too, until it leaves its place.
    if (place.float !== undefined && flow.floats[place.float]?.place === 'auto') {
      notesOfLine[place.line] = [...(notesOfLine[place.line] ?? []), note];
    }
  });
  return { notesOfLine, notesOfFloat };
}

/** Where something stands in a flow. */
export interface FlowPlace {
  /** Index of its line, or of the line that its float belongs to. */
  readonly line: number;
  /** Index of the float that holds it. */
  readonly float?: number;
}

/**
 * Finds the line or the float in which an element begins. What has no line of its own goes with the block behind it, or
 * where none is behind it in its parent, with the one before: so are pages cut.
 */
export function placeFinder(flow: Flow, root: Element, plan: LayoutPlan): (element: Element) => FlowPlace {
  const axis = axisOf(plan.vertical);
  const origin = axis.blockStart(root.getBoundingClientRect());
  const floats = new Map(flow.floats.map(({ element }, index) => [element, index]));
  return (element) => {
    const float = floats.size === 0 ? undefined : floatWith(element, root, floats);
    const line = lineOf(element, flow, axis, origin);
    return float === undefined ? { line } : { line, float };
  };
}

/** The float that an element is or stands in. */
function floatWith(
  element: Element,
  root: Element,
  floats: ReadonlyMap<Element, number>,
): number | undefined {
  for (
    let holder: Element | null = element;
    holder !== null && holder !== root;
    holder = holder.parentElement
  ) {
    const float = floats.get(holder);
    if (float !== undefined) return float;
  }
  return undefined;
}

function lineOf(element: Element, flow: Flow, axis: Axis, origin: number): number {
  const index = lastBlockBefore(flow.blocks, element);
  const next = flow.blocks[index + 1];
  const block = flow.blocks[index];
  if (block === undefined) return 0;
  if (element.contains(block.element)) return block.firstLine;
  if (next !== undefined && element.contains(next.element)) return next.firstLine;
  if (block.lineCount === 1) return block.firstLine;
  if (block.element.contains(element)) {
    const rect = firstRect(element, block.element, axis);
    if (rect === undefined) return block.firstLine;
    return lineAt(flow, block, (axis.blockStart(rect) + axis.blockEnd(rect)) / 2 - origin);
  }
  return element.compareDocumentPosition(block.element) & Node.DOCUMENT_POSITION_FOLLOWING
    ? block.firstLine
    : block.firstLine + block.lineCount - 1;
}

/** Where a part of a paragraph begins: what takes no room goes with the character before it, as lines are cut. */
function firstRect(element: Element, paragraph: Element, axis: Axis): DOMRectReadOnly | undefined {
  // A reading stands beside its line, partly in the one before.
  const rect = (element.closest('ruby') ?? element).getClientRects()[0];
  if (rect !== undefined && axis.inlineSize(rect) > 0) return rect;
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, isSet);
  walker.currentNode = element;
  const before = walker.previousNode() as Text | null;
  if (before === null) return undefined;
  const end = before.data.trimEnd().length;
  sharedRange.setStart(before, end - 1);
  sharedRange.setEnd(before, end);
  return sharedRange.getClientRects()[0];
}

/** Text in a line: no white space, no reading. */
function isSet(node: Node): number {
  const text = node as Text;
  const isBeside = text.parentElement?.closest('rt, rp') !== null;
  return text.data.trim() === '' || isBeside ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
}

/** The last block that begins with or before an element, by halving; -1 for none. */
function lastBlockBefore(blocks: Flow['blocks'], element: Element): number {
  let low = -1;
  let high = blocks.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const begin = blocks[middle]?.begin;
    const isBehind =
      begin !== undefined && element.compareDocumentPosition(begin) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (isBehind) high = middle;
    else low = middle;
  }
  return low;
}

/** The line of a block that holds a position in the flow. */
function lineAt({ lines }: Flow, { firstLine, lineCount }: FlowBlock, position: number): number {
  let line = firstLine + lineCount - 1;
  while (line > firstLine && (lines[line]?.start ?? 0) > position) line -= 1;
  return line;
}
