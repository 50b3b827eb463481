/** Where the author wants a new page or column to begin. */
export type ForcedBreak = 'page' | 'column' | 'recto' | 'verso';

/**
 * Where a figure or table stands that is not bound to its place in the text (F09): at the head or the foot of a page,
 * on a page of its own, over both pages of a spread; `auto`: in its place where it fits, else at the head of the next
 * page while the text goes on; `column`: at the head or the foot of some columns, at the head of a page without any.
 */
export type FloatPlace = 'auto' | 'top' | 'bottom' | 'page' | 'spread' | 'column';

/** One line or box, as the breaker sees it. */
export interface BreakLine {
  /** Where it begins and ends in the direction of the flow, px; floats but `auto` ones take no room in the flow. */
  readonly start: number;
  readonly end: number;
  /** Whether a page or column may begin with it. */
  readonly allowed: boolean;
  /** Indices of the notes called on it, in order. */
  readonly notes: readonly number[];
  /** Indices of the floats that belong to its page or the next. */
  readonly floats?: readonly number[];
  /** Set when the line is an `auto` float: its index. */
  readonly movable?: number;
  /** A break before it, by the author's order. */
  readonly forced?: ForcedBreak;
  /** Blank pages before it, by the author's order; it then has a `forced` break as well. */
  readonly blanks?: number;
  /** Room above it when it begins a page or column, px: the repeated head of a divided table. */
  readonly lead?: number;
  /** Index into {@link BreakInput.columns}; absent for the full measure. */
  readonly group?: number;
}

/** A note: the heights of its lines, px. */
export interface BreakNote {
  readonly lineHeights: readonly number[];
}

/** A figure or table out of the flow. */
export interface BreakFloat {
  readonly place: FloatPlace;
  /** Its extent across the lines with the gap to the text, px. */
  readonly heightPx: number;
  /** Indices of the notes called in it. */
  readonly notes: readonly number[];
  /** How many columns it stands across where there are more; absent for the whole measure. */
  readonly span?: number;
}

/** A chapter, as the breaker sees it. */
export interface BreakInput {
  readonly lines: readonly BreakLine[];
  readonly notes: readonly BreakNote[];
  readonly floats: readonly BreakFloat[];
  /** Number of columns of each run of lines that is set in columns. */
  readonly columns: readonly number[];
  /** Blank pages behind the last line, by the author's order; absent for none. */
  readonly blanksBehind?: number;
}

/** The page and where the chapter begins. */
export interface PageCapacity {
  /** Height of the type area, the last line's lower half-leading included, px. */
  readonly heightPx: number;
  /** From line to line, px: columns are balanced in whole lines. */
  readonly pitchPx: number;
  /** Least room between the text and the first note, the rule in it (F06: a line or more), px. */
  readonly noteGapPx: number;
  /** Side of the chapter's first page. */
  readonly firstSide: 'recto' | 'verso';
  /** Notes stand on the page of their call, or on the recto of its spread (傍注, F08). */
  readonly notesOn: 'page' | 'spread';
}

/** A run of a note's lines set on one page. */
export interface NotePiece {
  readonly note: number;
  readonly fromLine: number;
  /** Behind the last line. */
  readonly toLine: number;
}

/** Lines `from` up to but not including `to`. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** A float at the head or the foot of some columns. */
export interface ColumnFloat {
  readonly float: number;
  readonly edge: 'head' | 'foot';
  /** The first column it stands across, from 0. */
  readonly column: number;
  /** From that edge of the columns to its own, px: behind another float. */
  readonly offsetPx: number;
}

/** Lines of one width across a page: one column, or several side by side. */
export interface Band {
  /** Floats at the head and the foot of its columns, in order. */
  readonly floats: readonly ColumnFloat[];
  /** From the first column to the last. */
  readonly columns: readonly LineRange[];
  /** Height of the highest column, px; whole lines where there are several. */
  readonly heightPx: number;
  /** Between it and the band above, px; absent for none. */
  readonly gapPx?: number;
}

/** One page: its lines and what stands above and below them. */
export interface PageBreak extends LineRange {
  /** A page of text, of floats alone, or a blank one before a page of an ordered side. */
  readonly kind: 'text' | 'floats' | 'blank';
  readonly bands: readonly Band[];
  /** Floats at the head and at the foot, in order. */
  readonly top: readonly number[];
  readonly bottom: readonly number[];
  /** Which half of a float over a spread stands on it. */
  readonly spread?: 'first' | 'second';
  /** Notes at its foot. */
  readonly notes: readonly NotePiece[];
  /** Its first line or float is higher than the page, which cannot hold it. */
  readonly overfull: boolean;
}

/** Chromium rounds positions to 1/64 px, and a page holds many lines. */
export const EPSILON_PX = 0.5;
