/** Opening brackets and quotation marks: at a line's start they lose their first half (C07). */
const OPENING = /^[\p{Ps}\p{Pi}]+/u;

/** Where white space counts, marks are not trimmed; a reading stands beside the line. */
const UNTOUCHED = 'code, pre, rt, rp';

/**
 * Chromium trims a mark at a line's start only in text that may wrap, and frozen text may not. So the marks alone may:
 * no break is allowed behind them.
 * @param opportunity the `wbr` before the line
 */
export function trimStart(opportunity: Element, root: Element): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, isFilled);
  walker.currentNode = opportunity;
  const text = walker.nextNode() as Text | null;
  const marks = text === null ? undefined : OPENING.exec(text.data)?.[0];
  if (text === null || marks === undefined) return;
  if (marks.length < text.length) text.splitText(marks.length);
  wrap(text, { whiteSpace: 'normal', overflowWrap: 'normal' });
}

/**
 * A mark that was cut in half because it did not fit on its line (C06) stays so.
 * @param opportunity the `wbr` behind the line
 * @param limit how much of a text belongs to earlier lines: it is still to be divided there
 */
export function trimEnd(opportunity: Element, root: Element, limit: (text: Text) => number): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, isFilled);
  walker.currentNode = opportunity;
  const text = walker.previousNode() as Text | null;
  if (text === null) return;
  const end = text.data.trimEnd().length;
  if (end - 1 <= limit(text)) return;
  if (end < text.length) text.splitText(end);
  wrap(end > 1 ? text.splitText(end - 1) : text, { letterSpacing: '-0.5em' });
}

function isFilled(node: Node): number {
  return (node as Text).data.trim() === '' ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
}

function wrap(text: Text, style: Partial<CSSStyleDeclaration>): void {
  if (text.parentElement === null || text.parentElement.closest(UNTOUCHED) !== null) return;
  const edge = document.createElement('bx-edge');
  Object.assign(edge.style, style);
  text.replaceWith(edge);
  edge.append(text);
}
