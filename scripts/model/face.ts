/** The characters that one face of the book has to draw. */
export interface FaceText {
  /** CSS family, for example `Banxin Serif`. */
  readonly family: string;
  /** Families that draw what the first cannot, in their order; none when absent. */
  readonly fallbacks?: readonly string[];
  /** CSS weight, 100 to 900. */
  readonly weight: number;
  /** Each character once, sorted; a variation sequence is a character beside its base, as {@link charactersOf} reads it. */
  readonly text: string;
}

/** Of a form of a Han character (UTS #37, and of compatibility ideographs, Unicode, 23.4), or of another. */
const SELECTOR = /\p{Variation_Selector}/u;

/** A Han character with its selector, or another character than a selector. */
const CHARACTER = /\p{Script=Han}\p{Variation_Selector}|\P{Variation_Selector}/gu;

/** The characters of a text; a variation sequence of Han is one, a selector alone none. */
export function charactersOf(text: string): Iterable<string> {
  return SELECTOR.test(text) ? (text.match(CHARACTER) ?? []) : text;
}

/** Whether a character of {@link charactersOf} is a variation sequence. */
export function isSequence(character: string): boolean {
  return character.length > 1 && SELECTOR.test(character);
}

/** The base of a variation sequence. */
export function baseOf(sequence: string): string {
  return String.fromCodePoint(sequence.codePointAt(0) ?? 0);
}

/**
 * Descriptors of every face on pages: a face is as high as its em box, whatever its own tables say. So all faces of a
 * size share one line box and one baseline, and a reading touches its base (D06). Split as CJK faces are designed,
 * 0.88 em above the baseline and 0.12 em below (`sTypoAscender` of the OpenType CJK collections).
 */
export const EM_BOX = { ascentOverride: '88%', descentOverride: '12%', lineGapOverride: '0%' } as const;

/** The outline of one character, in ems from its place on the baseline, upwards. */
export interface GlyphOutline {
  /** To the next character. */
  readonly advance: number;
  /** Move, line, quadratic and cubic curve, close: the points of each as x and y in turn. */
  readonly path: readonly {
    readonly type: 'M' | 'L' | 'Q' | 'C' | 'Z';
    readonly points: readonly number[];
  }[];
}

/** Outlines by character. */
export type GlyphOutlines = ReadonlyMap<string, GlyphOutline>;

/** A subset of a face with exactly the book's characters. */
export interface SubsetFace {
  readonly family: string;
  readonly weight: number;
  /** Static TrueType: the only kind Chromium embeds as CID TrueType. */
  readonly bytes: Uint8Array;
  /** File name with a hash of the content. */
  readonly fileName: string;
  /** The face's licence, to be enclosed where the font is. */
  readonly licence: { readonly fileName: string; readonly text: string };
}
