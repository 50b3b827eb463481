import type { Flow, FlowBlock, LineStart, MeasureOptions } from '../flow.ts';
import { sharedRange } from '../shared-range.ts';
import { FROZEN_IN_BOX } from './blocks.ts';
import { findLineStarts } from './line-starts.ts';

/** The lines inside a box, for freezing. */
export interface FrozenText {
  readonly element: Element;
  readonly lineStarts: readonly LineStart[];
}

/** The line ends of a flow's paragraphs, found before anything is written. */
export interface LineEnds {
  /** Where each line but the first begins, by index of block. */
  readonly ofBlock: ReadonlyMap<number, readonly LineStart[]>;
  /** Headings, captions and the like: frozen as they are, never divided. */
  readonly boxTexts: readonly FrozenText[];
}

/** Finds the line ends of some blocks; a block whose lines cannot be told apart is not among them. */
export function findLineEnds(
  flow: Flow,
  wanted: Iterable<number>,
  options: MeasureOptions,
): LineEnds['ofBlock'] {
  const ofBlock = new Map<number, readonly LineStart[]>();
  for (const index of wanted) {
    const block = flow.blocks[index];
    if (block?.divisible !== true) continue;
    const start = options.axis.blockStart(block.element.getBoundingClientRect());
    const geometry = { start, pitchPx: block.pitchPx ?? options.pitchPx, lineCount: block.lineCount };
    const starts = findLineStarts(block.element, geometry, options.axis);
    if (starts !== undefined) ofBlock.set(index, starts);
  }
  return ofBlock;
}

/** The lines of the texts in a flow's boxes. */
export function findBoxTexts(flow: Flow, options: MeasureOptions): readonly FrozenText[] {
  const boxes = flow.blocks.filter((block: FlowBlock) => !block.divisible);
  return boxes.flatMap((block) => measureBoxTexts(block.element, options));
}

/** Lines of the texts in a box, each by its own line height; a table's cells keep Chromium's breaks. */
function measureBoxTexts(box: Element, options: MeasureOptions): FrozenText[] {
  if (box.closest('table') !== null) return [];
  const texts = box.matches(FROZEN_IN_BOX) ? [box] : [...box.querySelectorAll(FROZEN_IN_BOX)];
  return texts.flatMap((element) => {
    if (element.closest('table') !== null) return [];
    sharedRange.selectNodeContents(element);
    const pitchPx = Number.parseFloat(getComputedStyle(element).lineHeight);
    // Blocks in it, the lines of a verse, are several lines high.
    const rects = [...sharedRange.getClientRects()].filter(
      (rect) => options.axis.blockSize(rect) < pitchPx * 1.5,
    );
    const first = rects[0];
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
