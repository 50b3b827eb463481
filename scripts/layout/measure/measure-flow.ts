import type { Flow, FlowBlock, FlowLine, MeasureOptions } from '../flow.ts';
import { keepsWithNext, keepsWithPrevious, kindOf } from './blocks.ts';

/** How far, in px, a height may be off a whole number of lines and still count as one. */
const TOLERANCE_PX = 1;

/** Reads the lines and boxes of a laid-out flow. Only reads: the document is not touched. */
export function measureFlow(root: Element, options: MeasureOptions): Flow {
  const blocks: FlowBlock[] = [];
  const lines: FlowLine[] = [];
  const origin = options.axis.blockStart(root.getBoundingClientRect());

  const add = (element: Element, start: number, end: number, lineCount: number, divisible: boolean): void => {
    const keep = { keepWithNext: keepsWithNext(element), keepWithPrevious: keepsWithPrevious(element) };
    blocks.push({ element, firstLine: lines.length, lineCount, divisible, ...keep });
    const pitch = (end - start) / lineCount;
    for (let line = 0; line < lineCount; line += 1) {
      lines.push({ block: blocks.length - 1, start: start + line * pitch, end: start + (line + 1) * pitch });
    }
  };
  const visit = (element: Element): void => {
    const kind = kindOf(element);
    if (kind === 'container') {
      for (const child of element.children) visit(child);
      return;
    }
    const rect = element.getBoundingClientRect();
    const start = options.axis.blockStart(rect) - origin;
    const end = options.axis.blockEnd(rect) - origin;
    if (end - start < 0.01) return;
    const count = Math.max(Math.round((end - start) / options.pitchPx), 1);
    const even = Math.abs(end - start - count * options.pitchPx) < TOLERANCE_PX;
    const divisible = kind === 'paragraph' && even && count > 1;
    add(element, start, end, divisible ? count : 1, divisible);
  };
  for (const child of root.children) visit(child);
  return { blocks, lines };
}
