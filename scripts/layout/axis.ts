/** Reads rectangles along the flow of lines, so that horizontal and vertical books share one engine. */
export interface Axis {
  /** Where a rectangle begins in the direction in which lines follow each other, px. */
  blockStart(rect: DOMRectReadOnly): number;
  /** Where it ends in that direction, px. */
  blockEnd(rect: DOMRectReadOnly): number;
  /** How far it goes in that direction, px. */
  blockSize(rect: DOMRectReadOnly): number;
  /** Its length along the line, px. */
  inlineSize(rect: DOMRectReadOnly): number;
  /** How far what stands in an element goes beyond its end along the line, px; 0 for not at all. */
  inlineExcess(element: Element): number;
}

const HORIZONTAL: Axis = {
  blockStart: (rect) => rect.top,
  blockEnd: (rect) => rect.bottom,
  blockSize: (rect) => rect.height,
  inlineSize: (rect) => rect.width,
  inlineExcess: (element) => element.scrollWidth - element.clientWidth,
};

/** Lines run down and follow each other to the left, so positions are counted from the right. */
const VERTICAL: Axis = {
  blockStart: (rect) => -rect.right,
  blockEnd: (rect) => -rect.left,
  blockSize: (rect) => rect.width,
  inlineSize: (rect) => rect.height,
  inlineExcess: (element) => element.scrollHeight - element.clientHeight,
};

/** The axis of a book. */
export function axisOf(vertical: boolean): Axis {
  return vertical ? VERTICAL : HORIZONTAL;
}

/**
 * What the lines of an element have between its edges, px.
 * @param style its computed style, where that is known already
 */
export function roomIn(
  element: Element,
  axis: Axis,
  { paddingInlineStart, paddingInlineEnd }: CSSStyleDeclaration = getComputedStyle(element),
): number {
  const edges = Number.parseFloat(paddingInlineStart) + Number.parseFloat(paddingInlineEnd);
  return axis.inlineSize(element.getBoundingClientRect()) - edges;
}
