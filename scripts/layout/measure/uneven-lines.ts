import type { MeasureOptions } from '../flow.ts';
import { sharedRange } from '../shared-range.ts';
import { isAnnotation, isUnit } from './line-starts.ts';

/** Lines that are not all as high as the pitch, as readings and emphasis make them. */
export interface UnevenLines {
  /** Where the upper and the lower edge of each line may lie at most, px from the paragraph's start. */
  readonly edges: readonly { readonly start: number; readonly end: number }[];
  /** Between a line and the one before it: everything behind stands on the line, px from the paragraph's start. */
  readonly borders: readonly number[];
}

/** How far from a line's text the middle of raised, lowered and small text in it may be, in lines. */
const SAME_LINE = 0.6;

/**
 * The lines of a paragraph whose height is no multiple of the pitch. The browser does not tell a line's height, only
 * where texts are, so a line gets whatever is between it and its neighbours: never too little. `undefined` where
 * something else than text stands in the lines.
 */
export function findUnevenLines(
  paragraph: Element,
  height: number,
  options: MeasureOptions,
): UnevenLines | undefined {
  const middles = middlesOfLines(paragraph, options);
  const first = middles?.[0];
  if (middles === undefined || first === undefined || height < middles.length * options.pitchPx)
    return undefined;
  const edges = middles.map((_, line) => {
    const before = middles[line - 1];
    const after = middles[line + 1];
    return {
      start: before === undefined ? 0 : before - first + options.pitchPx,
      end: after === undefined ? height : after - first,
    };
  });
  const borders = middles.map((middle, line) =>
    line === 0 ? 0 : (middle + (middles[line - 1] ?? middle)) / 2,
  );
  return { edges, borders };
}

/** The middle of the largest text of each line, px from the paragraph's start. */
function middlesOfLines(paragraph: Element, { axis, pitchPx }: MeasureOptions): number[] | undefined {
  const origin = axis.blockStart(paragraph.getBoundingClientRect());
  const boxes: { middle: number; size: number }[] = [];
  const walker = document.createTreeWalker(
    paragraph,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) => (isAnnotation(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
  );
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (isUnit(node)) return undefined;
    if (node.nodeType !== Node.TEXT_NODE) continue;
    sharedRange.selectNodeContents(node);
    for (const rect of sharedRange.getClientRects()) {
      const [start, end] = [axis.blockStart(rect) - origin, axis.blockEnd(rect) - origin];
      boxes.push({ middle: (start + end) / 2, size: end - start });
    }
  }
  boxes.sort((a, b) => a.middle - b.middle);
  const lines: { first: number; middle: number; size: number }[] = [];
  for (const { middle, size } of boxes) {
    const line = lines.at(-1);
    if (line === undefined || middle - line.first > SAME_LINE * pitchPx)
      lines.push({ first: middle, middle, size });
    else if (size > line.size) Object.assign(line, { middle, size });
  }
  return lines.map(({ middle }) => middle);
}
