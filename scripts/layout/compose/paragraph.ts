/**
 * A paragraph as lines see it: pieces one behind the other, each a character, a word, a space or a unit, and what may be
 * done in the gap behind each. Lengths in px; arrays run over pieces. The last gap is of no meaning.
 */
export interface Paragraph {
  readonly count: number;
  /** Size of its text, px. */
  readonly emPx: number;
  /** Width of a piece by itself. */
  readonly widths: Float64Array;
  /** What its language sets in the gap: autospace, or the half that adjacent marks share, below 0 (C05). */
  readonly gaps: Float64Array;
  /** How much the gap may be squeezed: blank halves of marks, word spaces (C13). */
  readonly shrinks: Float64Array;
  /** When it is squeezed, in the order of {@link SqueezeRank}. */
  readonly ranks: Uint8Array;
  /** How readily it is stretched; 0 where it must not be (C14). */
  readonly stretches: Float64Array;
  /** What a mark gives up at a line's end (C06); below 0 what a hyphen takes there. */
  readonly endTrims: Float64Array;
  /** What a mark gives up at a line's start (C07). */
  readonly startTrims: Float64Array;
  /** Whether a line may end in the gap, by {@link GapKind}. */
  readonly breaks: Uint8Array;
  /** Whether the piece is white space, which is nothing at a line's end. */
  readonly spaces: Uint8Array;
  /** The first character of a piece, a code point; 0 where it is none of a text. */
  readonly firsts: Int32Array;
  /** How many characters of text it counts when a last line is weighed (B07): a mark none, a word two. */
  readonly weights: Uint8Array;
}

/** What ends a line in a gap; `hyphen`: within a word, where a hyphen is shown. */
export const GapKind = { none: 0, allowed: 1, forced: 2, emergency: 3, unwelcome: 4, hyphen: 5 } as const;

/** The order in which gaps are squeezed (CLReq 3.5.3, JLReq 3.8.3). */
export const SqueezeRank = { space: 0, middle: 1, bracket: 2, comma: 3, stop: 4 } as const;

/** How many ranks there are. */
export const SQUEEZE_RANKS = 5;
