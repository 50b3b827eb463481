import type { Language } from '../../model/metadata.ts';
import { type CharacterClass, classOf, isOneSign, kinsokuOf } from './character-classes.ts';
import type { InlineStyle, InlineStyles } from './inline-styles.ts';
import { GapKind, type Paragraph, SqueezeRank } from './paragraph.ts';
import type { TextWidths } from './text-widths.ts';

/** A paragraph in the document, as pieces. */
export interface ReadParagraph {
  readonly paragraph: Paragraph;
  /** Gaps behind pieces that the browser stretches when it justifies: 1, else 0. */
  readonly opportunities: Uint8Array;
  /** Where each piece stands: a text with the offsets of its first character and behind its last, or a unit. */
  readonly places: readonly PiecePlace[];
}

export interface PiecePlace {
  readonly node: Text | Element;
  readonly from: number;
  readonly to: number;
}

/** What a reader of paragraphs must know. */
export interface ReaderOptions {
  readonly language: Language;
  readonly vertical: boolean;
  readonly styles: InlineStyles;
  readonly widths: TextWidths;
}

/** Why a paragraph is left to the browser. */
export type Refusal = 'unit' | 'white-space' | 'unknown';

/** How readily gaps are stretched, in em: a line stretched once by all of it looks even (C13). */
const STRETCH_EM = { ideograph: 0.04, autospace: 0.06, space: 0.25 };
/** What a word space is squeezed to, in em (C13). */
const LEAST_SPACE_EM = 0.2;
/** How much of an em must be blank beside a mark's ink to give up half an em. */
const BLANK_EM = 0.4;

/** The width of a narrow letter, in em. */
const NARROW_EM = 0.2;

const SPACE = /[\t\n\r ]/;
const COMBINING = /\p{M}|\u200d/u;
const LETTER = /[\p{L}\p{N}]/u;
const AUTOSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Pictures and formulas are as high as they are: their paragraphs are left to the browser. */
const UNITS = new Set(['IMG', 'SVG', 'svg', 'MATH', 'math', 'INPUT', 'BX-PICTURE']);
const IGNORED = new Set(['RT', 'RP', 'TEMPLATE']);

/** Regions whose stops and commas stand in the middle of their em (C08). */
const CENTRED: ReadonlySet<Language> = new Set(['zh-TW', 'zh-HK']);

/** What is known of the piece before a gap. */
interface Edge {
  readonly kind: CharacterClass | 'space' | 'unit' | 'call';
  readonly first: number;
  readonly last: number;
  readonly style: InlineStyle;
  readonly blankStart: number;
  readonly blankEnd: number;
  readonly spaced: boolean;
}

/** Reads paragraphs of a flow into pieces; the document is not touched. */
export class ParagraphReader {
  readonly #options: ReaderOptions;
  #pieces = new PieceList();
  #before: Edge | undefined;
  #joined = false;
  #opened = false;
  #pendingPx = 0;
  #eachCharacter = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /**
   * @param eachCharacter words may be broken anywhere, where no other way keeps the measure
   */
  read(element: Element, style: InlineStyle, eachCharacter = false): ReadParagraph | Refusal {
    this.#pieces = new PieceList();
    this.#before = undefined;
    this.#joined = false;
    this.#opened = false;
    this.#pendingPx = 0;
    this.#eachCharacter = eachCharacter;
    const refusal = this.#readChildren(element, style);
    if (refusal !== undefined) return refusal;
    return this.#pieces.finish(style.emPx);
  }

  #readChildren(parent: Element, style: InlineStyle): Refusal | undefined {
    for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) this.#readText(node as Text, style);
      else if (node.nodeType === Node.ELEMENT_NODE) {
        const refusal = this.#readElement(node as Element, style);
        if (refusal !== undefined) return refusal;
      }
    }
    return undefined;
  }

  #readElement(element: Element, parent: InlineStyle): Refusal | undefined {
    const { tagName } = element;
    if (tagName === 'BR') {
      this.#pieces.breakHere(GapKind.forced);
      this.#before = undefined;
      return undefined;
    }
    if (tagName === 'WBR') {
      this.#opened = true;
      return undefined;
    }
    if (UNITS.has(tagName)) return 'unit';
    if (IGNORED.has(tagName)) return undefined;
    const style = this.#options.styles.of(element, parent);
    if (style.display === 'none') return undefined;
    if (tagName === 'RUBY' || element.classList.contains('tcy') || element.classList.contains('upright')) {
      this.#addUnit(element, style);
      return undefined;
    }
    if (style.display === 'inline-block') {
      this.#addUnit(element, style);
      return undefined;
    }
    if (style.display !== 'inline') return 'unknown';
    const isCall =
      element.classList.contains('note-call') || element.tagName === 'SUP' || element.tagName === 'SUB';
    if (isCall || element.classList.contains('joined')) this.#joined = true;
    this.#pendingPx += style.beforePx;
    const first = this.#pieces.count;
    const refusal = this.#readChildren(element, style);
    if (style.noWrap) this.#pieces.join(first);
    this.#pieces.widen(style.afterPx);
    return refusal;
  }

  #readText(text: Text, style: InlineStyle): void {
    const { data } = text;
    const { length } = data;
    for (let index = 0; index < length; ) {
      const code = data.codePointAt(index) ?? 0;
      const size = code > 0xffff ? 2 : 1;
      if (code <= 0x20 && SPACE.test(data[index] ?? '')) {
        this.#addSpace(text, index, style);
        index += 1;
      } else if (code === 0x200b) {
        this.#opened = true;
        index += 1;
      } else if (code === 0x2060 || code === 0xfeff) {
        this.#joined = true;
        index += 1;
      } else if (
        code > 0x2ff &&
        COMBINING.test(data.slice(index, index + size)) &&
        this.#before !== undefined
      ) {
        this.#pieces.extend(text, index + size);
        index += size;
      } else {
        const kind = this.#classAt(code, data, index, style);
        if (kind === 'western') index = this.#addWord(text, index, style);
        else {
          const end = kind === 'dash' ? endOfSign(data, index + size, code) : index + size;
          this.#addCharacter(text, index, end, code, kind, style);
          index = end;
        }
      }
    }
  }

  /** Marks that Latin and Han share are those of a Latin text when they are drawn narrow. */
  #classAt(code: number, data: string, index: number, style: InlineStyle): CharacterClass {
    const kind = classOf(code);
    if (kind === 'western' || kind === 'ideograph' || code >= 0x3000) return kind;
    const isNarrow = style.widthOf(data[index] ?? '') < style.emPx * 0.75;
    return isNarrow && kind !== 'dash' && kind !== 'middle' ? 'western' : kind;
  }

  #addWord(text: Text, from: number, style: InlineStyle): number {
    const { data } = text;
    let to = from;
    while (to < data.length) {
      const code = data.codePointAt(to) ?? 0;
      if (code === 0x200b || code === 0x2060 || (code <= 0x20 && SPACE.test(data[to] ?? ''))) break;
      const isApostrophe = code === 0x2019 && to > from && LETTER.test(data[to + 1] ?? '');
      if (
        to > from &&
        !isApostrophe &&
        this.#classAt(code, data, to, style) !== 'western' &&
        !COMBINING.test(data[to] ?? '')
      )
        break;
      to += code > 0xffff ? 2 : 1;
    }
    for (let start = from; start < to; ) {
      const end = this.#eachCharacter
        ? start + ((data.codePointAt(start) ?? 0) > 0xffff ? 2 : 1)
        : partEnd(data, start, to);
      const word = data.slice(start, end);
      this.#add(
        {
          kind: 'western',
          first: word.codePointAt(0) ?? 0,
          last: word.charCodeAt(word.length - 1),
          style,
          blankStart: 0,
          blankEnd: 0,
          spaced: false,
        },
        style.widthOf(word) + style.letterSpacingPx * word.length,
        { node: text, from: start, to: end },
        word.length > 1 ? 2 : 1,
        start === from ? undefined : this.#eachCharacter ? GapKind.emergency : GapKind.allowed,
      );
      start = end;
    }
    return to;
  }

  #addCharacter(
    text: Text,
    from: number,
    to: number,
    code: number,
    kind: CharacterClass,
    style: InlineStyle,
  ): void {
    const character = text.data.slice(from, to);
    const { blankStart, blankEnd } = this.#blanksOf(character, kind, style);
    this.#add(
      {
        kind,
        first: code,
        last: code,
        style,
        blankStart,
        blankEnd,
        spaced: kind === 'ideograph' && style.autospace && AUTOSPACED.test(character),
      },
      (kind === 'ideograph' ? style.widthOf(character) : markWidth(character, style)) +
        style.letterSpacingPx * character.length,
      { node: text, from, to },
      kind === 'ideograph' ? 1 : 0,
    );
  }

  /** The halves that a mark can give up: by its ink in lines that run across, by its class in those that run down (C08). */
  #blanksOf(
    mark: string,
    kind: CharacterClass,
    style: InlineStyle,
  ): { blankStart: number; blankEnd: number } {
    const none = { blankStart: 0, blankEnd: 0 };
    if (kind === 'ideograph' || kind === 'dash' || kind === 'middle') return none;
    const half = style.emPx / 2;
    if (this.#options.vertical) {
      if (kind === 'opening') return { blankStart: half, blankEnd: 0 };
      const gives = kind === 'closing' || (!CENTRED.has(this.#options.language) && '，、。．'.includes(mark));
      return { blankStart: 0, blankEnd: gives ? half : 0 };
    }
    const { start, end } = this.#options.widths.blanks(style.font, mark);
    const least = BLANK_EM * style.emPx;
    if (kind === 'opening') return { blankStart: start >= least ? half : 0, blankEnd: 0 };
    return { blankStart: 0, blankEnd: end >= least ? half : 0 };
  }

  #addSpace(text: Text, index: number, style: InlineStyle): void {
    if (this.#before === undefined || this.#before.kind === 'space') return;
    const edge: Edge = {
      kind: 'space',
      first: 0x20,
      last: 0x20,
      style,
      blankStart: 0,
      blankEnd: 0,
      spaced: false,
    };
    this.#add(
      edge,
      style.widthOf(' ') + style.letterSpacingPx,
      { node: text, from: index, to: index + 1 },
      0,
    );
  }

  #addUnit(element: Element, style: InlineStyle): void {
    const rect = element.getBoundingClientRect();
    const width = element.classList.contains('tcy')
      ? style.emPx
      : this.#options.vertical
        ? rect.height
        : rect.width;
    const base = baseText(element);
    const edge: Edge = {
      kind: 'unit',
      first: base.codePointAt(0) ?? 0,
      last: base.charCodeAt(base.length - 1),
      style,
      blankStart: 0,
      blankEnd: 0,
      spaced: false,
    };
    this.#add(edge, width + style.marginsPx, { node: element, from: 0, to: 0 }, 2);
  }

  #add(edge: Edge, width: number, place: PiecePlace, weight: number, within?: number): void {
    const before = this.#before;
    if (before !== undefined) this.#setGap(before, edge, within);
    const { blankStart, blankEnd } = edge;
    const keepsEnd = this.#options.language === 'ja' && edge.kind === 'stop';
    this.#pieces.push(
      width + this.#pendingPx,
      place,
      weight,
      edge.kind === 'space',
      blankStart,
      keepsEnd ? 0 : blankEnd,
    );
    this.#pendingPx = 0;
    this.#joined = false;
    this.#opened = false;
    this.#before = edge;
  }

  #setGap(before: Edge, after: Edge, within: number | undefined): void {
    const emPx = before.style.emPx;
    const shared = sharedBlank(before, after);
    const autospace = isAutospaced(before, after) || isAutospaced(after, before);
    const ideographPx = before.spaced ? before.style.emPx : after.style.emPx;
    const squeeze = this.#squeeze(before, after, shared);
    this.#pieces.setGap({
      gap: (autospace ? ideographPx / 8 : 0) - shared,
      shrink: squeeze.px,
      rank: squeeze.rank,
      stretch: this.#stretchEm(before, after, autospace) * emPx,
      kind: this.#breakKind(before, after, within),
      opportunity: this.#isOpportunity(before, after),
    });
  }

  #squeeze(before: Edge, after: Edge, shared: number): { px: number; rank: number } {
    if (before.kind === 'space') {
      const space = before.style.widthOf(' ');
      return { px: Math.max(space - LEAST_SPACE_EM * before.style.emPx, 0), rank: SqueezeRank.space };
    }
    // What is drawn as a unit cannot be moved nearer.
    if (before.kind === 'unit') return { px: 0, rank: SqueezeRank.bracket };
    const isStop = before.kind === 'stop';
    // JIS X 4051 never takes the blank behind a full stop within a line.
    const end = isStop && this.#options.language === 'ja' ? 0 : before.blankEnd;
    // Chromium takes no more from a character than its own width; letters may be narrow.
    const most = before.kind === 'western' || before.kind === 'middle' ? NARROW_EM * before.style.emPx : Infinity;
    const px = Math.min(Math.max(end + after.blankStart - shared, 0), most);
    const rank = isStop
      ? SqueezeRank.stop
      : before.kind === 'comma'
        ? SqueezeRank.comma
        : SqueezeRank.bracket;
    return { px, rank };
  }

  #stretchEm(before: Edge, after: Edge, autospace: boolean): number {
    if (before.kind === 'space') return STRETCH_EM.space;
    if (after.kind === 'space' || this.#options.language === 'ko') return 0;
    if (before.kind === 'opening' || before.kind === 'dash' || before.kind === 'middle') return 0;
    if (
      after.kind !== 'ideograph' &&
      after.kind !== 'western' &&
      after.kind !== 'unit' &&
      after.kind !== 'opening'
    )
      return 0;
    if (before.kind === 'western' && after.kind === 'western') return 0;
    if (this.#joined) return 0;
    return autospace ? STRETCH_EM.autospace : STRETCH_EM.ideograph;
  }

  #breakKind(before: Edge, after: Edge, within: number | undefined): number {
    if (within !== undefined) return within;
    if (this.#joined || after.kind === 'space') return GapKind.none;
    const { notAtStart, notAtEnd } = kinsokuOf(this.#options.language);
    if (notAtStart.has(after.first) || notAtEnd.has(before.last) || isOneSign(before.last, after.first))
      return GapKind.none;
    if (this.#opened || before.kind === 'space') return GapKind.allowed;
    if (before.kind === 'western' && after.kind === 'western') return GapKind.none;
    if (this.#options.language === 'ko')
      return before.kind === 'closing' || before.kind === 'comma' || before.kind === 'stop'
        ? GapKind.allowed
        : GapKind.none;
    return GapKind.allowed;
  }

  /** Chromium stretches beside every Han or full-width character, and behind every space. */
  #isOpportunity(before: Edge, after: Edge): boolean {
    if (before.kind === 'space') return true;
    if (this.#options.language === 'ko') return false;
    return isSymbol(before.last) || isSymbol(after.first);
  }
}

/** Faces draw the marks that scripts share by the script of what stands beside them. */
function markWidth(mark: string, { widthOf }: InlineStyle): number {
  return widthOf(`一${mark}一`) - 2 * widthOf('一');
}

/** A sign of two or more equal characters is one piece: many faces join them (—— ……). */
function endOfSign(data: string, from: number, code: number): number {
  let end = from;
  while (isOneSign(code, data.charCodeAt(end))) end += 1;
  return end;
}

function isSymbol(code: number): boolean {
  return code >= 0x2e80;
}

/** A hyphen or a solidus between letters lets a word go on in the next line. */
function partEnd(data: string, start: number, end: number): number {
  for (let index = start + 1; index < end - 1; index += 1) {
    const mark = data[index];
    if (
      (mark === '-' || mark === '/') &&
      LETTER.test(data[index - 1] ?? '') &&
      /\p{L}/u.test(data[index + 1] ?? '')
    )
      return index + 1;
  }
  return end;
}

/** What two marks beside each other share of their blanks when one of them is a bracket (C05, JLReq 3.1.4). */
function sharedBlank(before: Edge, after: Edge): number {
  const closes = before.kind === 'closing' || before.kind === 'comma' || before.kind === 'stop';
  if (closes) {
    const bracket = before.kind === 'closing' || after.kind === 'closing' || after.kind === 'opening';
    const follows = after.kind === 'closing' || after.kind === 'comma' || after.kind === 'stop';
    if (bracket && (follows || (after.kind === 'opening' && after.blankStart > 0))) return before.blankEnd;
  }
  if (before.kind === 'opening' && after.kind === 'opening') return after.blankStart;
  return 0;
}

function isAutospaced(han: Edge, western: Edge): boolean {
  if (!han.spaced || western.kind !== 'western' || !western.style.autospace) return false;
  return LETTER.test(String.fromCodePoint(western.first)) || LETTER.test(String.fromCharCode(western.last));
}

function baseText(unit: Element): string {
  if (unit.tagName !== 'RUBY') return unit.textContent ?? '';
  return [...unit.childNodes]
    .map((node) => (IGNORED.has(node.nodeName) ? '' : (node.textContent ?? '')))
    .join('');
}

interface Gap {
  readonly gap: number;
  readonly shrink: number;
  readonly rank: number;
  readonly stretch: number;
  readonly kind: number;
  readonly opportunity: boolean;
}

/** Pieces as they are found. */
class PieceList {
  readonly #places: PiecePlace[] = [];
  readonly #widths: number[] = [];
  readonly #gaps: number[] = [];
  readonly #shrinks: number[] = [];
  readonly #ranks: number[] = [];
  readonly #stretches: number[] = [];
  readonly #breaks: number[] = [];
  readonly #opportunities: number[] = [];
  readonly #spaces: number[] = [];
  readonly #weights: number[] = [];
  readonly #startTrims: number[] = [];
  readonly #endTrims: number[] = [];

  get count(): number {
    return this.#places.length;
  }

  push(
    width: number,
    place: PiecePlace,
    weight: number,
    isSpace: boolean,
    startTrim: number,
    endTrim: number,
  ): void {
    this.#places.push(place);
    this.#widths.push(width);
    this.#weights.push(weight);
    this.#spaces.push(isSpace ? 1 : 0);
    this.#startTrims.push(startTrim);
    this.#endTrims.push(endTrim);
    this.#gaps.push(0);
    this.#shrinks.push(0);
    this.#ranks.push(0);
    this.#stretches.push(0);
    this.#breaks.push(GapKind.none);
    this.#opportunities.push(0);
  }

  /** Sets the gap behind the last piece. */
  setGap({ gap, shrink, rank, stretch, kind, opportunity }: Gap): void {
    const last = this.count - 1;
    this.#gaps[last] = gap;
    this.#shrinks[last] = shrink;
    this.#ranks[last] = rank;
    this.#stretches[last] = stretch;
    this.#breaks[last] = kind;
    this.#opportunities[last] = opportunity ? 1 : 0;
  }

  breakHere(kind: number): void {
    if (this.count > 0) this.#breaks[this.count - 1] = kind;
  }

  /** No line ends between the pieces from `first` on. */
  join(first: number): void {
    for (let index = first; index < this.count - 1; index += 1) this.#breaks[index] = GapKind.none;
  }

  /** A mark that belongs to the last piece. */
  extend(node: Text, to: number): void {
    const last = this.#places[this.count - 1];
    if (last?.node === node) this.#places[this.count - 1] = { ...last, to };
  }

  widen(px: number): void {
    const last = this.count - 1;
    if (last >= 0) this.#widths[last] = (this.#widths[last] ?? 0) + px;
  }

  finish(emPx: number): ReadParagraph {
    return {
      places: this.#places,
      opportunities: Uint8Array.from(this.#opportunities),
      paragraph: {
        count: this.count,
        emPx,
        widths: Float64Array.from(this.#widths),
        gaps: Float64Array.from(this.#gaps),
        shrinks: Float64Array.from(this.#shrinks),
        ranks: Uint8Array.from(this.#ranks),
        stretches: Float64Array.from(this.#stretches),
        startTrims: Float64Array.from(this.#startTrims),
        endTrims: Float64Array.from(this.#endTrims),
        breaks: Uint8Array.from(this.#breaks),
        spaces: Uint8Array.from(this.#spaces),
        weights: Uint8Array.from(this.#weights),
      },
    };
  }
}
