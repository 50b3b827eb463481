import type { Axis } from '../axis.ts';
import { composedStarts, isComposed } from '../compose/write-lines.ts';
import type { LineStart } from '../flow.ts';
import { outermostBeginning } from '../outermost.ts';
import { sharedRange } from '../shared-range.ts';

/** A paragraph's lines as Chromium has set them. */
export interface ParagraphGeometry {
  /** Where its first line begins, px along the flow. */
  readonly start: number;
  /** From line to line, px. */
  readonly pitchPx: number;
  readonly lineCount: number;
}

/** Pictures and controls stand in a line like one character. */
const UNITS = new Set(['IMG', 'INPUT', 'SVG', 'svg', 'MATH', 'math']);
/** Closing quotation marks that a Latin face may have drawn, narrow by nature. */
const QUOTE = /[\u2019\u201D]$/;
/** How exactly half an em such a mark must be to count as cut in half, in em. */
const QUOTE_TOLERANCE = 0.05;
/** Text that stands beside the line, not in it. */
const ANNOTATIONS = new Set(['RT', 'RP']);
/** Annotated text that is only broken between its pieces, which cannot be frozen. */
const UNDIVIDED = new Set(['RUBY']);

/** Full-width closing marks, stops and commas: what may lose its second half at a line's end (C06). */
const CLOSING =
  /[\u2019\u201D\u3001\u3002\u3009\u300B\u300D\u300F\u3011\u3015\u3017\u3019\u301B\uFF01\uFF09\uFF0C\uFF0E\uFF1A\uFF1B\uFF1F\uFF3D\uFF5D\uFF60]$/;

/**
 * Where each line but the first begins. `undefined` when a line begins where nothing may be inserted (inside a ruby,
 * behind a soft hyphen): such a paragraph keeps Chromium's own breaks and is not divided.
 */
export function findLineStarts(
  paragraph: Element,
  geometry: ParagraphGeometry,
  axis: Axis,
): LineStart[] | undefined {
  if (isComposed(paragraph)) return composedStarts(paragraph);
  const finder = new LineFinder(geometry, axis);
  const starts: LineStart[] = [];
  let line = 0;
  let hard = false;
  let before: Text | undefined;
  const walker = document.createTreeWalker(
    paragraph,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    acceptNode,
  );
  let unit: Node | undefined;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (unit?.contains(node)) continue;
    if (node.nodeType === Node.ELEMENT_NODE) {
      const element = node as Element;
      if (element.tagName === 'BR') hard = true;
      if (!isUnit(element)) continue;
      unit = element;
      const at = finder.lineOf(element.getBoundingClientRect());
      if (at > line) {
        starts.push({ node: element, offset: 0, hard, trimmed: finder.endsTrimmed(before) });
        line = at;
      }
      hard = false;
      continue;
    }
    const span = finder.span(node as Text);
    if (span === undefined) continue;
    if (span.first > line) {
      starts.push({ node: node as Text, offset: 0, hard, trimmed: finder.endsTrimmed(before) });
    }
    hard = false;
    let offset = 0;
    for (line = Math.max(line, span.first); line < span.last; line += 1) {
      offset = finder.startOf(node as Text, line + 1, offset);
      starts.push({
        node: node as Text,
        offset,
        hard: false,
        trimmed: finder.endsTrimmed(node as Text, offset),
      });
    }
    before = node as Text;
  }
  if (starts.length !== geometry.lineCount - 1) return undefined;
  const outside = starts.map((start) => moveOutside(start, paragraph));
  return outside.every((start) => start !== undefined) ? (outside as LineStart[]) : undefined;
}

function acceptNode(node: Node): number {
  return isAnnotation(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
}

/** True for text that stands beside the line: a reading. */
function isAnnotation(node: Node): boolean {
  return node.nodeType === Node.ELEMENT_NODE && ANNOTATIONS.has((node as Element).tagName);
}

/** True for what stands in a line like one character: pictures, controls, formulas. */
function isUnit(node: Node): boolean {
  return node.nodeType === Node.ELEMENT_NODE && UNITS.has((node as Element).tagName);
}

/** Moves a start at the very front of an inline element before that element; refuses one inside a ruby. */
function moveOutside(start: LineStart, paragraph: Element): LineStart | undefined {
  if (start.offset > 0 && (start.node as Text).data.charCodeAt(start.offset - 1) === 0xad) return undefined;
  const node = start.offset === 0 ? outermostBeginning(start.node, paragraph) : start.node;
  for (
    let parent = node.parentElement;
    parent !== null && parent !== paragraph;
    parent = parent.parentElement
  ) {
    if (UNDIVIDED.has(parent.tagName)) return undefined;
  }
  return { ...start, node, hard: start.hard || isBlock(node) };
}

/** True for an element that begins a line by itself, as the lines of a cover's title do: what was written before it would be a line of its own. */
function isBlock(node: Node): boolean {
  return node.nodeType === Node.ELEMENT_NODE && getComputedStyle(node as Element).display === 'block';
}

function emOf(element: Element): number {
  return Number.parseFloat(getComputedStyle(element).fontSize);
}

/** Finds lines by asking for as few rectangles as it can: a guess from the line before, then halving. */
class LineFinder {
  readonly #range = sharedRange;
  readonly #geometry: ParagraphGeometry;
  readonly #axis: Axis;
  #guess = 24;

  constructor(geometry: ParagraphGeometry, axis: Axis) {
    this.#geometry = geometry;
    this.#axis = axis;
  }

  /** The line a rectangle stands on, by its middle: raised and small characters stay within their line. */
  lineOf(rect: DOMRectReadOnly): number {
    const middle = (this.#axis.blockStart(rect) + this.#axis.blockEnd(rect)) / 2;
    const { start, pitchPx, lineCount } = this.#geometry;
    return Math.min(Math.max(Math.floor((middle - start) / pitchPx), 0), lineCount - 1);
  }

  /** First and last line of a text node; `undefined` for collapsed white space. */
  span(text: Text): { first: number; last: number } | undefined {
    this.#range.selectNodeContents(text);
    const rects = this.#range.getClientRects();
    const first = rects[0];
    const last = rects[rects.length - 1];
    return first && last ? { first: this.lineOf(first), last: this.lineOf(last) } : undefined;
  }

  /** Whether the text before `end` closes with a full-width mark of which only one half was set. */
  endsTrimmed(text: Text | undefined, end = text?.length ?? 0): boolean {
    const visible = text?.data.slice(0, end).trimEnd() ?? '';
    if (text === undefined || text.parentElement === null || !CLOSING.test(visible)) return false;
    this.#range.setStart(text, visible.length - 1);
    this.#range.setEnd(text, visible.length);
    const ems = this.#axis.inlineSize(this.#range.getBoundingClientRect()) / emOf(text.parentElement);
    return QUOTE.test(visible) ? Math.abs(ems - 0.5) < QUOTE_TOLERANCE : ems < 0.75;
  }

  /** The offset of the first character on `line`, which lies behind `after`. */
  startOf(text: Text, line: number, after: number): number {
    let low = after;
    let high = text.length;
    let step = 1;
    let probe = Math.min(after + this.#guess, text.length - 1);
    while (high - low > 1) {
      if (probe <= low || probe >= high) probe = (low + high) >> 1;
      if (this.#lineAt(text, probe) >= line) {
        high = probe;
        probe = high - step;
      } else {
        low = probe;
        probe = low + step;
      }
      step *= 2;
    }
    this.#guess = high - after;
    return isLowSurrogate(text, high) ? high - 1 : high;
  }

  #lineAt(text: Text, offset: number): number {
    const start = isLowSurrogate(text, offset) ? offset - 1 : offset;
    for (let end = start + 1; end <= text.length; end += 1) {
      this.#range.setStart(text, Math.max(end - 1, start));
      this.#range.setEnd(text, end);
      const rects = this.#range.getClientRects();
      const rect = rects[rects.length - 1];
      if (rect !== undefined && (rect.width > 0 || rect.height > 0)) return this.lineOf(rect);
    }
    return this.#geometry.lineCount - 1;
  }
}

function isLowSurrogate(text: Text, offset: number): boolean {
  const unit = text.data.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
