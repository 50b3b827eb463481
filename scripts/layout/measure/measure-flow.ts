import type { Flow, FlowBlock, FlowLine, LineStart, MeasureOptions } from '../flow.ts';
import { FROZEN_IN_BOX, keepsWithNext, keepsWithPrevious, kindOf } from './blocks.ts';
import { findLineStarts } from './line-starts.ts';

/** How far, in px, a height may be off a whole number of lines and still count as one. */
const TOLERANCE_PX = 1;

/** The lines inside a box, for freezing. */
export interface FrozenText {
  readonly element: Element;
  readonly lineStarts: readonly LineStart[];
}

/** A flow with the texts inside its boxes. */
export interface MeasuredFlow extends Flow {
  /** Headings, captions and the like: frozen as they are, never divided. */
  readonly boxTexts: readonly FrozenText[];
}

/** Reads the lines and boxes of a laid-out flow. Only reads: the document is not touched. */
export function measureFlow(root: Element, options: MeasureOptions): MeasuredFlow {
  const blocks: FlowBlock[] = [];
  const lines: FlowLine[] = [];
  const boxTexts: FrozenText[] = [];
  const origin = options.axis.blockStart(root.getBoundingClientRect());

  const addBox = (element: Element, start: number, end: number): void => {
    addBlock(element, [], 1);
    lines.push({ block: blocks.length - 1, start, end });
    boxTexts.push(...measureBoxTexts(element, options));
  };
  const addBlock = (element: Element, lineStarts: readonly LineStart[], lineCount: number): void => {
    blocks.push({
      element,
      firstLine: lines.length,
      lineCount,
      lineStarts,
      keepWithNext: keepsWithNext(element),
      keepWithPrevious: keepsWithPrevious(element),
    });
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
    const count = Math.round((end - start) / options.pitchPx);
    const even = Math.abs(end - start - count * options.pitchPx) < TOLERANCE_PX;
    const starts =
      kind === 'paragraph' && even && count > 1
        ? findLineStarts(element, { start: start + origin, pitchPx: options.pitchPx, lineCount: count }, options.axis)
        : [];
    if (kind === 'box' || !even || starts === undefined) {
      addBox(element, start, end);
      return;
    }
    addBlock(element, starts, Math.max(count, 1));
    for (let line = 0; line < Math.max(count, 1); line += 1) {
      const from = start + line * options.pitchPx;
      lines.push({ block: blocks.length - 1, start: from, end: from + options.pitchPx });
    }
  };
  for (const child of root.children) visit(child);
  return { blocks, lines, boxTexts };
}

/** Lines of the texts in a box, each by its own line height; a table's cells keep Chromium's breaks. */
function measureBoxTexts(box: Element, options: MeasureOptions): FrozenText[] {
  if (box.closest('table') !== null) return [];
  const texts = box.matches(FROZEN_IN_BOX) ? [box] : [...box.querySelectorAll(FROZEN_IN_BOX)];
  return texts.flatMap((element) => {
    if (element.closest('table') !== null) return [];
    const range = document.createRange();
    range.selectNodeContents(element);
    const rects = range.getClientRects();
    const first = rects[0];
    const pitchPx = Number.parseFloat(getComputedStyle(element).lineHeight);
    if (first === undefined || !(pitchPx > 0)) return [];
    const middle = (options.axis.blockStart(first) + options.axis.blockEnd(first)) / 2;
    const start = middle - pitchPx / 2;
    const last = rects[rects.length - 1] ?? first;
    const lastMiddle = (options.axis.blockStart(last) + options.axis.blockEnd(last)) / 2;
    const lineCount = Math.round((lastMiddle - middle) / pitchPx) + 1;
    if (lineCount < 2) return [];
    const lineStarts = findLineStarts(element, { start, pitchPx, lineCount }, options.axis);
    return lineStarts === undefined ? [] : [{ element, lineStarts }];
  });
}
