import { axisOf } from '../axis.ts';
import { isOneSign } from './character-classes.ts';
import { type GapOrder, gapBetween } from './gaps.ts';
import type { InlineStyle, InlineStyles } from './inline-styles.ts';
import { GapKind } from './paragraph.ts';
import { type CharacterRules, PieceClasses, type PieceEdges } from './piece-classes.ts';
import { type Gap, PieceList, type ReadParagraph } from './piece-list.ts';
import type { TextWidths } from './text-widths.ts';
import { partsOf, type WordBreaks } from './word-parts.ts';

/** What a reader of paragraphs must know. */
export interface ReaderOptions extends CharacterRules {
  readonly styles: InlineStyles;
  readonly widths: TextWidths;
}

const SPACE = /[\t\n\r ]/;
const COMBINING = /\p{M}|\u200d/u;
const LETTER = /[\p{L}\p{N}]/u;
const ZERO_WIDTH_SPACE = 0x200b;
const WORD_JOINERS: ReadonlySet<number> = new Set([0x2060, 0xfeff]);
const SOFT_HYPHEN_CODE = 0xad;
const APOSTROPHE = 0x2019;

/** Readings stand beside the line. */
const BESIDE = new Set(['RT', 'RP', 'TEMPLATE']);
/** One thing in its line, whatever stands in it. Where it is higher than the line, the browser's lines are kept. */
const UNITS = 'ruby, .tcy, .upright, img, svg, math, input, bx-picture';
/** What stays with the character before it (C18). */
const JOINED = '.note-call, .joined, sup, sub';

/** Nothing is ordered. */
const NO_ORDER: GapOrder = { joined: false, opened: false, within: undefined };

/** Reads paragraphs of a flow into pieces; the document is not touched. */
export class ParagraphReader {
  readonly #options: ReaderOptions;
  readonly #classes: PieceClasses;
  readonly #pieces = new PieceList();
  /** Between two Han or kana of a style: most of a book. */
  readonly #plainGaps = new Map<InlineStyle, Gap>();
  #before: PieceEdges | undefined;
  #order = NO_ORDER;
  /** Margins before the next piece, px. */
  #pendingPx = 0;
  #breaks: WordBreaks = 'own';

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#classes = new PieceClasses(options, options.widths);
  }

  /**
   * @param breaks where lines may end within words
   * @returns `undefined` when something stands in it that only the browser can set
   */
  read(element: Element, style: InlineStyle, breaks: WordBreaks = 'own'): ReadParagraph | undefined {
    this.#pieces.clear();
    this.#before = undefined;
    this.#order = NO_ORDER;
    this.#pendingPx = 0;
    this.#breaks = breaks;
    return this.#readChildren(element, style) ? this.#pieces.finish(style.emPx) : undefined;
  }

  #readChildren(parent: Element, style: InlineStyle): boolean {
    for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) this.#readText(node as Text, style);
      else if (node.nodeType === Node.ELEMENT_NODE && !this.#readElement(node as Element, style))
        return false;
    }
    return true;
  }

  #readElement(element: Element, parent: InlineStyle): boolean {
    const { tagName } = element;
    if (BESIDE.has(tagName)) return true;
    if (tagName === 'BR') {
      this.#pieces.breakHere(GapKind.forced);
      this.#before = undefined;
      return true;
    }
    if (tagName === 'WBR') {
      this.#order = { ...this.#order, opened: true };
      return true;
    }
    const style = this.#options.styles.of(element, parent);
    if (style.display === 'none') return true;
    if (style.display === 'inline-block' || element.matches(UNITS)) {
      this.#addUnit(element, style);
      return true;
    }
    if (style.display !== 'inline') return false;
    if (element.matches(JOINED)) this.#order = { ...this.#order, joined: true };
    this.#pendingPx += style.beforePx;
    const first = this.#pieces.count;
    const isRead = this.#readChildren(element, style);
    if (style.noWrap) this.#pieces.join(first);
    this.#pieces.widen(style.afterPx);
    return isRead;
  }

  #readText(text: Text, style: InlineStyle): void {
    const { data } = text;
    for (let index = 0; index < data.length; ) {
      const code = data.codePointAt(index) ?? 0;
      // Most of a book: nothing else has to be asked.
      if (code >= 0x4e00 && code <= 0x9fff) {
        this.#add(this.#classes.sign(data[index] ?? '', 'ideograph', style), text, index, index + 1);
        index += 1;
      } else index = this.#readOther(text, index, code, style);
    }
  }

  #readOther(text: Text, index: number, code: number, style: InlineStyle): number {
    const { data } = text;
    const next = index + (code > 0xffff ? 2 : 1);
    if (code <= 0x20 && SPACE.test(data[index] ?? '')) {
      const before = this.#before;
      if (before !== undefined && before.kind !== 'space')
        this.#add(this.#classes.space(style, before.last), text, index, next);
      return next;
    }
    if (code === ZERO_WIDTH_SPACE || WORD_JOINERS.has(code)) {
      this.#order = { ...this.#order, [code === ZERO_WIDTH_SPACE ? 'opened' : 'joined']: true };
      return next;
    }
    // Behind no letter it parts nothing.
    if (code === SOFT_HYPHEN_CODE) return next;
    if (code > 0x2ff && this.#before !== undefined && COMBINING.test(data.slice(index, next))) {
      this.#pieces.extend(text, next);
      return next;
    }
    const character = data.slice(index, next);
    const kind = this.#classes.kindOf(code, character, style);
    if (kind === 'western') return this.#addWord(text, index, style);
    const end = kind === 'dash' ? endOfSign(data, next, code) : next;
    this.#add(this.#classes.sign(data.slice(index, end), kind, style), text, index, end);
    return end;
  }

  #addWord(text: Text, from: number, style: InlineStyle): number {
    const { data } = text;
    const to = this.#endOfWord(data, from, style);
    const word = data.slice(from, to);
    const breaks = this.#breaks === 'patterns' && !style.hyphenates ? 'own' : this.#breaks;
    let start = 0;
    for (const { end, kind } of partsOf(word, breaks)) {
      const hyphenated = kind === GapKind.hyphen;
      this.#add(
        this.#classes.word(word.slice(start, end), style, hyphenated),
        text,
        from + start,
        from + end,
      );
      if (end < word.length) this.#order = { ...this.#order, within: kind };
      start = end;
    }
    return to;
  }

  #endOfWord(data: string, from: number, style: InlineStyle): number {
    let to = from;
    while (to < data.length) {
      const code = data.codePointAt(to) ?? 0;
      if (code === ZERO_WIDTH_SPACE || WORD_JOINERS.has(code) || (code <= 0x20 && SPACE.test(data[to] ?? '')))
        break;
      const end = to + (code > 0xffff ? 2 : 1);
      const character = data.slice(to, end);
      const belongs =
        to === from ||
        code < 0xab ||
        (code === APOSTROPHE && LETTER.test(data[to + 1] ?? '')) ||
        COMBINING.test(character) ||
        this.#classes.kindOf(code, character, style) === 'western';
      if (!belongs) break;
      to = end;
    }
    return to;
  }

  #gap(before: PieceEdges, after: PieceEdges): Gap {
    const { language } = this.#options;
    if (this.#order !== NO_ORDER || !isPlain(before, after))
      return gapBetween(before, after, this.#order, language);
    let gap = this.#plainGaps.get(before.style);
    if (gap === undefined) {
      gap = gapBetween(before, after, NO_ORDER, language);
      this.#plainGaps.set(before.style, gap);
    }
    return gap;
  }

  #addUnit(element: Element, style: InlineStyle): void {
    const rect = element.getBoundingClientRect();
    const drawn = axisOf(this.#options.vertical).inlineSize(rect);
    const width = element.classList.contains('tcy') ? style.emPx : drawn;
    this.#add(this.#classes.unit(baseText(element), width + style.marginsPx, style), element, 0, 0);
  }

  #add(piece: PieceEdges, node: Text | Element, from: number, to: number): void {
    const before = this.#before;
    if (before !== undefined) this.#pieces.setGap(this.#gap(before, piece));
    const pending = this.#pendingPx;
    this.#pieces.push(pending === 0 ? piece : { ...piece, width: piece.width + pending }, node, from, to);
    this.#pendingPx = 0;
    this.#order = NO_ORDER;
    this.#before = piece;
  }
}

/** Two characters of running text, between which a line may end. */
function isPlain(before: PieceEdges, after: PieceEdges): boolean {
  return (
    before.kind === 'ideograph' &&
    after.kind === 'ideograph' &&
    before.style === after.style &&
    !after.notAtStart
  );
}

/** A row of dots or dashes that is longer is no sign, but may be parted. */
const LONGEST_SIGN = 6;

/** A sign of two or more equal characters is one piece: many faces join them (—— ……). */
function endOfSign(data: string, from: number, code: number): number {
  let end = from;
  while (end - from < LONGEST_SIGN - 1 && isOneSign(code, data.charCodeAt(end))) end += 1;
  return end;
}

/** The text of a unit without its readings. */
function baseText(unit: Element): string {
  if (unit.tagName !== 'RUBY') return unit.textContent ?? '';
  return [...unit.childNodes]
    .map((node) => (BESIDE.has(node.nodeName) ? '' : (node.textContent ?? '')))
    .join('');
}
