import type { LineStart } from '../flow.ts';

/** Attribute of a text whose lines are frozen; styles/formats/page.css switches its own wrapping off. */
const FROZEN_ATTRIBUTE = 'data-frozen';

/**
 * Writes a text's line ends into it: a `wbr` before each line, in a text that otherwise never wraps. The lines stay
 * as they were measured at any zoom, in any browser and after the text is divided over pages, and the text itself is
 * unchanged for copying and for the PDF's text layer. Returns the node each line (but the first) begins with.
 */
export function freezeLines(element: Element, starts: readonly LineStart[]): readonly Node[] {
  const first: Node[] = new Array(starts.length);
  // From the last line to the first, so that offsets in a text node stay right while it is cut.
  for (let index = starts.length - 1; index >= 0; index -= 1) {
    const start = starts[index];
    if (start === undefined) continue;
    const node = start.offset > 0 ? (start.node as Text).splitText(start.offset) : start.node;
    if (start.hard) {
      first[index] = node;
      continue;
    }
    const opportunity = document.createElement('wbr');
    node.parentNode?.insertBefore(opportunity, node);
    keepTrim(node);
    first[index] = opportunity;
  }
  element.setAttribute(FROZEN_ATTRIBUTE, '');
  return first;
}

/** Opening brackets and quotation marks at a line's start, which lose their first half there (C07). */
const OPENING = /^[\p{Ps}\p{Pi}]+/u;

/**
 * Chromium trims marks at a line's start only in text that may wrap. So the marks alone may: no break is allowed
 * behind them anyway.
 */
function keepTrim(lineStart: Node): void {
  const text = firstText(lineStart);
  const marks = text === undefined ? undefined : OPENING.exec(text.data)?.[0];
  if (text === undefined || marks === undefined || text.parentElement?.closest('.code-line, code') !== null) return;
  if (marks.length < text.length) text.splitText(marks.length);
  const start = document.createElement('bx-start');
  start.style.whiteSpace = 'normal';
  text.replaceWith(start);
  start.append(text);
}

/** The first text that stands in a line, from the node at which it begins. */
function firstText(node: Node): Text | undefined {
  if (node.nodeType === Node.TEXT_NODE) return node as Text;
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
    if ((text as Text).data !== '') return text as Text;
  }
  return undefined;
}
