/** Reads rectangles along the flow of lines, so that horizontal and vertical books share one engine. */
export interface Axis {
  /** Where a rectangle begins in the direction in which lines follow each other, px. */
  blockStart(rect: DOMRectReadOnly): number;
  /** Where it ends in that direction, px. */
  blockEnd(rect: DOMRectReadOnly): number;
  /** Its length along the line, px. */
  inlineSize(rect: DOMRectReadOnly): number;
}

const HORIZONTAL: Axis = {
  blockStart: (rect) => rect.top,
  blockEnd: (rect) => rect.bottom,
  inlineSize: (rect) => rect.width,
};

/** Lines run down and follow each other to the left, so positions are counted from the right. */
const VERTICAL: Axis = {
  blockStart: (rect) => -rect.right,
  blockEnd: (rect) => -rect.left,
  inlineSize: (rect) => rect.height,
};

/** The axis of a book. */
export function axisOf(vertical: boolean): Axis {
  return vertical ? VERTICAL : HORIZONTAL;
}
