import type { Flow, FlowBlock, FlowLine, MeasureOptions } from '../flow.ts';
import { type BlockKind, keepsWithNext, keepsWithPrevious, kindOf } from './blocks.ts';

/** How far, in px, a height may be off a whole number of lines and still count as one. */
const TOLERANCE_PX = 1;

/** What may make a line of text higher than the pitch. Readings, dots and small characters never do. */
const UNITS = 'img, math, svg';

/** Reads the lines and boxes of a laid-out flow. Only reads: the document is not touched. */
export function measureFlow(root: Element, options: MeasureOptions): Flow {
  const blocks: FlowBlock[] = [];
  const lines: FlowLine[] = [];
  const origin = options.axis.blockStart(root.getBoundingClientRect());

  const add = (element: Element, edges: readonly Edges[]): void => {
    const keep = { keepWithNext: keepsWithNext(element), keepWithPrevious: keepsWithPrevious(element) };
    const divisible = edges.length > 1;
    blocks.push({ element, firstLine: lines.length, lineCount: edges.length, divisible, ...keep });
    lines.push(...edges.map((edge) => ({ block: blocks.length - 1, ...edge })));
  };
  const visit = (element: Element): void => {
    const rect = element.getBoundingClientRect();
    const start = options.axis.blockStart(rect) - origin;
    const end = options.axis.blockEnd(rect) - origin;
    const kind = kindOf(element);
    if (kind === 'container') {
      const first = lines.length;
      for (const child of element.children) visit(child);
      widen(lines, first, start, end);
    } else if (end - start >= 0.01) {
      const edges = linesOf(element, kind, end - start, options);
      add(
        element,
        edges.map((edge) => ({ start: start + edge.start, end: start + edge.end })),
      );
    }
  };
  for (const child of root.children) visit(child);
  return { blocks, lines };
}

type Edges = Pick<FlowLine, 'start' | 'end'>;

/** Where the lines of a block begin and end, px from its start; one for a box and for a paragraph of uneven lines. */
function linesOf(
  element: Element,
  kind: BlockKind,
  height: number,
  options: MeasureOptions,
): readonly Edges[] {
  const count = Math.max(Math.round(height / options.pitchPx), 1);
  const whole = Math.abs(height - count * options.pitchPx) < TOLERANCE_PX;
  return evenLines(height, kind === 'paragraph' && whole && !hasTallUnit(element, options) ? count : 1);
}

/** Whether a picture or a formula stands among the text that is higher than a line: its paragraph is whole lines, its lines are not. */
function hasTallUnit(element: Element, { axis, pitchPx }: MeasureOptions): boolean {
  return [...element.querySelectorAll(UNITS)].some((unit) => {
    const rect = unit.getBoundingClientRect();
    return axis.blockEnd(rect) - axis.blockStart(rect) > pitchPx;
  });
}

function evenLines(height: number, count: number): readonly Edges[] {
  const pitch = height / count;
  return Array.from({ length: count }, (_, line) => ({ start: line * pitch, end: (line + 1) * pitch }));
}

/** A container's own edge, as around code, stands on the page of its first line, and of its last. */
function widen(lines: FlowLine[], from: number, start: number, end: number): void {
  const first = lines[from];
  if (first === undefined) return;
  lines[from] = { ...first, start: Math.min(first.start, start) };
  const last = lines[lines.length - 1] ?? first;
  lines[lines.length - 1] = { ...last, end: Math.max(last.end, end) };
}
