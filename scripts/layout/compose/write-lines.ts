import type { LineStart } from '../flow.ts';
import { outermostBeginning } from '../outermost.ts';
import { adjustLine } from './adjust-line.ts';
import type { ComposedLine } from './choose-breaks.ts';
import { GapKind, type Paragraph } from './paragraph.ts';
import type { ReadParagraph } from './piece-list.ts';

/** Attribute of a text whose lines are written into it; styles/formats/page.css switches its own wrapping off. */
export const FROZEN_ATTRIBUTE = 'data-frozen';
/** Attribute of a paragraph whose marks are spaced by the composer, not by the browser. */
const COMPOSED_ATTRIBUTE = 'data-composed';
/** Class of what stands before a line. */
const LINE_CLASS = 'line';

/** Ends a line wherever it stands; styles/formats/page.css makes it. */
export const TURN = 'bx-turn';

/** What ends a line: where it is full a `wbr`, or by force. */
export type LineEnd = 'wbr' | typeof TURN;

/** An empty element that is the space behind a character, or one around a mark at a line's edge that takes its blank. */
const SPACING_TAG = 'bx-s';

/** Less than this is no space, px. */
const LEAST_PX = 0.01;
/** Of the room of a short line, for rounding. */
const SLACK_PX = 0.5;

/**
 * Writes chosen lines into a paragraph: a `wbr` before each line in a text that otherwise never wraps, and elements that are
 * what is set or taken behind a character. Within a line they are empty and have a margin, for each text more is one more
 * that Chromium has to tag and to draw; at its end they hold the mark, which would stand over the measure otherwise. The
 * text is the same as before.
 */
export function writeLines(
  element: Element,
  read: ReadParagraph,
  lines: readonly ComposedLine[],
  lineEnd: LineEnd = 'wbr',
): void {
  const { paragraph, opportunities } = read;
  const spacing = new Float64Array(paragraph.count);
  for (const line of lines) adjustLine(paragraph, line, opportunities, spacing);
  let next = lines.length - 1;
  // From the last piece to the first, so that offsets in a text stay right while it is cut.
  for (let index = paragraph.count - 1; index >= 0; index -= 1) {
    const line = lines[next];
    const place = placeOf(read, index);
    if (place === undefined) continue;
    const begins = line?.from === index;
    const startPx = begins ? (paragraph.startTrims[index] ?? 0) : 0;
    const endPx = line?.to === index + 1 ? endTrim(paragraph, line) : 0;
    if (line?.to === index + 1) endLine(place, line, paragraph.breaks[index]);
    space(place, spacing[index] ?? 0);
    const mark = trim(place, startPx, endPx);
    if (!begins) continue;
    if (next > 0 && paragraph.breaks[index - 1] !== GapKind.forced)
      endBefore(mark ?? startOf(place), element, lineEnd);
    next -= 1;
  }
  markComposed(element);
}

/** Writes the content of a paragraph like it, whose lines were written before. */
export function writeComposed(element: Element, html: string): void {
  element.innerHTML = html;
  markComposed(element);
}

function markComposed(element: Element): void {
  element.setAttribute(FROZEN_ATTRIBUTE, '');
  element.setAttribute(COMPOSED_ATTRIBUTE, '');
}

/** Whether a paragraph's lines are the composer's. */
export function isComposed(element: Element): boolean {
  return element.hasAttribute(COMPOSED_ATTRIBUTE);
}

/** What each line of a composed paragraph but the first begins with. */
export function composedStarts(element: Element): LineStart[] {
  return [...element.querySelectorAll(`.${LINE_CLASS}, br`)].flatMap((end): LineStart[] => {
    // What ends a line by force stays with it.
    const hard = end.tagName === 'BR' || end.localName === TURN;
    const node = hard ? end.nextSibling : end;
    return node === null ? [] : [{ node: node as Text | Element, offset: 0, hard, trimmed: false }];
  });
}

/** Where a piece stands: a text with the offsets of its first character and behind its last, or a unit. */
interface PiecePlace {
  readonly node: Text | Element;
  readonly from: number;
  readonly to: number;
}

function placeOf({ nodes, froms, tos }: ReadParagraph, index: number): PiecePlace | undefined {
  const node = nodes[index];
  return node === undefined ? undefined : { node, from: froms[index] ?? 0, to: tos[index] ?? 0 };
}

/** Takes what was written out again. */
export function eraseLines(element: Element): void {
  if (!element.hasAttribute(COMPOSED_ATTRIBUTE)) return;
  for (const one of element.querySelectorAll(`${SPACING_TAG}, .${LINE_CLASS}`))
    one.replaceWith(...one.childNodes);
  element.normalize();
  element.removeAttribute(FROZEN_ATTRIBUTE);
  element.removeAttribute(COMPOSED_ATTRIBUTE);
}

/** What the mark at a line's end gives up; nothing on a last line that has room for it. */
function endTrim({ endTrims }: Paragraph, { to, last, restPx }: ComposedLine): number {
  const px = endTrims[to - 1] ?? 0;
  return last && restPx >= px ? 0 : px;
}

/** Sets or takes room behind a piece. */
function space(place: PiecePlace, px: number): void {
  if (Math.abs(px) < LEAST_PX) return;
  const element = document.createElement(SPACING_TAG);
  element.style.marginInlineStart = `${px.toFixed(3)}px`;
  endOf(place).after(element);
}

/**
 * What a line ends with beyond its text: the hyphen of a word that goes on, and the room of a line that is left short, for
 * the browser to find nothing to stretch.
 */
function endLine(place: PiecePlace, { short, restPx }: ComposedLine, kind: number | undefined): void {
  if (!short && kind !== GapKind.hyphen) return;
  const end = document.createElement(SPACING_TAG);
  if (kind === GapKind.hyphen) end.className = 'hyphen';
  if (short) end.style.marginInlineEnd = `${Math.max(restPx - SLACK_PX, 0).toFixed(3)}px`;
  endOf(place).after(end);
}

/** The node that ends with a piece. */
function endOf({ node, to }: PiecePlace): Text | Element {
  if (node.nodeType === Node.TEXT_NODE && to < (node as Text).length) (node as Text).splitText(to);
  return node;
}

/** The node that begins with a piece. */
function startOf({ node, from }: PiecePlace): Node {
  return from > 0 && node.nodeType === Node.TEXT_NODE ? (node as Text).splitText(from) : node;
}

/** Takes the blanks of a mark at a line's edges, px; `undefined` where it has none. */
function trim(place: PiecePlace, startPx: number, endPx: number): Element | undefined {
  const { node, from, to } = place;
  if (Math.max(startPx, endPx) < LEAST_PX || node.nodeType !== Node.TEXT_NODE) return undefined;
  const text = startOf(place) as Text;
  if (text.length > to - from) text.splitText(to - from);
  const element = document.createElement(SPACING_TAG);
  if (startPx > LEAST_PX) element.style.marginInlineStart = `${(-startPx).toFixed(3)}px`;
  if (endPx > LEAST_PX) element.style.letterSpacing = `${(-endPx).toFixed(3)}px`;
  text.replaceWith(element);
  element.append(text);
  return element;
}

/** What ends a line before a node, outside all that begins with it. */
function endBefore(first: Node, paragraph: Element, lineEnd: LineEnd): void {
  const outer = outermostBeginning(first, paragraph);
  const end = document.createElement(lineEnd);
  end.className = LINE_CLASS;
  outer.parentNode?.insertBefore(end, outer);
}
