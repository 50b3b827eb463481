import type { ChapterPlan, LayoutPlan } from '../model/pagination.ts';
import { axisOf } from './axis.ts';
import type { Flow } from './flow.ts';
import { linePitch, measureFlow } from './measure/measure-flow.ts';

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
    return { aside, flow: measureFlow(aside, { axis, pitchPx }), pitchPx };
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

/** Finds the line or the float in which an element of the section begins. */
export function placeFinder(flow: Flow, section: Element, plan: LayoutPlan): (element: Element) => FlowPlace {
  const axis = axisOf(plan.vertical);
  const origin = axis.blockStart(section.getBoundingClientRect());
  const floats = new Map(flow.floats.map(({ element }, index) => [element, index]));
  return (element) => {
    const rect = element.getBoundingClientRect();
    const inline = element.firstElementChild === null && !element.matches('section, div, ol, ul, table');
    const start = axis.blockStart(rect);
    const at = (inline ? (start + axis.blockEnd(rect)) / 2 : start + 1) - origin;
    const line = lineAt(flow, at);
    const holder = floats.size === 0 ? null : element.closest('figure, table');
    const float = holder === null ? undefined : floats.get(holder);
    return float === undefined ? { line } : { line, float };
  };
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
