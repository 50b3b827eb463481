import type { Language } from '../../model/metadata.ts';
import { type CharacterClass, classOf, type Kinsoku, kinsokuOf } from './character-classes.ts';
import type { InlineStyle } from './inline-styles.ts';
import type { Piece } from './piece-list.ts';
import type { TextWidths } from './text-widths.ts';
import { HYPHEN, SOFT_HYPHEN } from './word-parts.ts';

/** What the gaps beside a piece depend on. */
export interface PieceEdges extends Piece {
  readonly kind: CharacterClass | 'space' | 'unit';
  readonly style: InlineStyle;
  /** Its last character, a code point. */
  readonly last: number;
  /** Halves of a mark that are blank, px. */
  readonly blankStart: number;
  readonly blankEnd: number;
  /** Set apart from letters and digits (C15). */
  readonly spaced: boolean;
  /** No line begins, or ends, with it. */
  readonly notAtStart: boolean;
  readonly notAtEnd: boolean;
}

/** Regions whose stops and commas stand in the middle of their em (C08). */
const CENTRED: ReadonlySet<Language> = new Set(['zh-TW', 'zh-HK']);
/** Marks in the first half of their em in lines that run down, where they are not centred. */
const HALF_WHEN_VERTICAL = '，、。．';
/** Marks that may hang (C12, JLReq 3.8.2). */
const HANGING = '、。，．';
/** Nothing to be seen at a line's end. */
const IDEOGRAPHIC_SPACE = '\u3000';
/** How much of an em must be blank beside a mark's ink to give up half an em. */
const BLANK_EM = 0.4;
/** How much nearer to one side than to the other the ink of such a mark is, in em. */
const LEAST_LEAN_EM = 0.2;

/** What characters are depends on it. */
export interface CharacterRules {
  readonly language: Language;
  readonly vertical: boolean;
  /** Stops and commas hang beyond the end of a line (C12). */
  readonly hangingPunctuation: boolean;
}

/** Tells what kind of piece characters are, each in each style once. */
export class PieceClasses {
  readonly #language: Language;
  readonly #vertical: boolean;
  readonly #widths: Pick<TextWidths, 'blanks' | 'hangulSpace'>;
  readonly #kinsoku: Kinsoku;
  /** Marks that hang beyond a line's end. */
  readonly #hangs: string;
  readonly #known = new Map<InlineStyle, Map<string, PieceEdges>>();
  /** Where the last one was found: neighbours have the same style. */
  #style: InlineStyle | undefined;
  #ofStyle = new Map<string, PieceEdges>();

  constructor(rules: CharacterRules, widths: Pick<TextWidths, 'blanks' | 'hangulSpace'>) {
    const { language } = rules;
    this.#language = language;
    this.#vertical = rules.vertical;
    this.#hangs = rules.hangingPunctuation ? HANGING : '';
    this.#widths = widths;
    this.#kinsoku = kinsokuOf(language);
  }

  /** Marks that Latin and Han share are those of a Latin text when they are drawn narrow. */
  kindOf(code: number, character: string, style: InlineStyle): CharacterClass {
    const kind = classOf(code);
    // Korean is made of words, with their marks, as Latin is: so they are drawn, and so they are measured.
    if (kind === 'ideograph' && this.#language === 'ko' && isHangul(code)) return 'western';
    if (kind === 'western' || kind === 'ideograph' || kind === 'dash' || kind === 'middle' || code >= 0x3000)
      return kind;
    return style.widthOf(character) < style.emPx * 0.75 ? 'western' : kind;
  }

  /** A character or a sign that stands by itself. */
  sign(sign: string, kind: CharacterClass, style: InlineStyle): PieceEdges {
    return this.#find(sign, style, () => {
      const { blankStart, blankEnd } = this.#blanksOf(sign, kind, style);
      // JIS X 4051 keeps the blank behind a full stop at a line's end (C06).
      const keepsEnd = this.#language === 'ja' && kind === 'stop';
      const hangs = this.#hangs.includes(sign);
      return {
        ...this.#edges(sign),
        kind,
        style,
        blankStart,
        blankEnd,
        spaced: kind === 'ideograph' && style.autospace && isAutospaced(sign.codePointAt(0) ?? 0),
        width:
          (kind === 'ideograph' ? style.widthOf(sign) : markWidth(sign, style)) +
          style.letterSpacingPx * sign.length,
        weight: kind === 'ideograph' ? 1 : 0,
        isSpace: false,
        startTrim: blankStart,
        endTrim: hangs || sign === IDEOGRAPHIC_SPACE ? style.emPx : keepsEnd ? 0 : blankEnd,
      };
    });
  }

  /**
   * A word, or part of one.
   * @param hyphenated at a line's end it shows a hyphen
   */
  word(word: string, style: InlineStyle, hyphenated = false): PieceEdges {
    return this.#find(hyphenated ? `${word}${SOFT_HYPHEN}` : word, style, () => {
      const shown = word.replaceAll(SOFT_HYPHEN, '');
      return {
        ...NOTHING,
        ...this.#edges(shown),
        kind: 'western',
        style,
        width: style.widthOf(shown) + style.letterSpacingPx * shown.length,
        weight: shown.length > 1 ? 2 : 1,
        endTrim: hyphenated ? -(style.widthOf(HYPHEN) + style.letterSpacingPx) : 0,
      };
    });
  }

  /** A word space, behind the character `before`. */
  space(style: InlineStyle, before: number): PieceEdges {
    const isKorean = isHangul(before);
    return this.#find(isKorean ? '가 ' : ' ', style, () => ({
      ...NOTHING,
      ...this.#edges(' '),
      kind: 'space',
      style,
      width: (isKorean ? this.#widths.hangulSpace(style.font) : style.widthOf(' ')) + style.letterSpacingPx,
      isSpace: true,
    }));
  }

  /** Something that stands in a line as a whole, with the text it shows. */
  unit(text: string, width: number, style: InlineStyle): PieceEdges {
    return { ...NOTHING, ...this.#edges(text), kind: 'unit', style, width, weight: 2 };
  }

  #find(text: string, style: InlineStyle, create: () => PieceEdges): PieceEdges {
    if (style !== this.#style) {
      this.#style = style;
      this.#ofStyle = this.#known.get(style) ?? new Map();
      this.#known.set(style, this.#ofStyle);
    }
    let known = this.#ofStyle.get(text);
    if (known === undefined) {
      known = create();
      this.#ofStyle.set(text, known);
    }
    return known;
  }

  #edges(text: string): Pick<PieceEdges, 'first' | 'last' | 'notAtStart' | 'notAtEnd'> {
    const first = text.codePointAt(0) ?? 0;
    const last = text.charCodeAt(text.length - 1);
    const { notAtStart, notAtEnd } = this.#kinsoku;
    return { first, last, notAtStart: notAtStart.has(first), notAtEnd: notAtEnd.has(last) };
  }

  /** The halves that a mark can give up: by its ink in lines that run across, by its class in those that run down (C08). */
  #blanksOf(
    mark: string,
    kind: CharacterClass,
    style: InlineStyle,
  ): Pick<PieceEdges, 'blankStart' | 'blankEnd'> {
    if (kind === 'ideograph' || kind === 'dash' || kind === 'middle') return NOTHING;
    const half = style.emPx / 2;
    if (this.#vertical) {
      if (kind === 'opening') return { blankStart: half, blankEnd: 0 };
      const gives = kind === 'closing' || (!CENTRED.has(this.#language) && HALF_WHEN_VERTICAL.includes(mark));
      return { blankStart: 0, blankEnd: gives ? half : 0 };
    }
    const { start, end } = this.#widths.blanks(style.font, mark);
    if (kind === 'opening') return { blankStart: isHalfBlank(start, end, style) ? half : 0, blankEnd: 0 };
    return { blankStart: 0, blankEnd: isHalfBlank(end, start, style) ? half : 0 };
  }
}

/** Whether a mark's ink stands in the other half of its em; a thin one in the middle is blank on both sides. */
function isHalfBlank(blankPx: number, otherPx: number, { emPx }: InlineStyle): boolean {
  return blankPx >= BLANK_EM * emPx && blankPx - otherPx >= LEAST_LEAN_EM * emPx;
}

const NOTHING = {
  blankStart: 0,
  blankEnd: 0,
  spaced: false,
  weight: 0,
  isSpace: false,
  startTrim: 0,
  endTrim: 0,
};

function isHangul(code: number): boolean {
  return (
    (code >= 0xac00 && code <= 0xd7ff) ||
    (code >= 0x1100 && code <= 0x11ff) ||
    (code >= 0x3130 && code <= 0x318f)
  );
}

/** Han and kana, as CSS Text 4 names them for `text-autospace`. */
function isAutospaced(code: number): boolean {
  return (
    (code >= 0x2e80 && code <= 0x2fdf) ||
    (code >= 0x3005 && code <= 0x3007) ||
    (code >= 0x3041 && code <= 0x30ff && code !== 0x30fb) ||
    (code >= 0x31f0 && code <= 0x31ff) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    code >= 0x20000
  );
}

/** Faces draw the marks that scripts share by the script of what stands beside them. */
function markWidth(mark: string, { widthOf }: InlineStyle): number {
  return widthOf(`一${mark}一`) - 2 * widthOf('一');
}
