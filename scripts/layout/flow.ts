import type { Axis } from './axis.ts';
import type { FloatPlace, ForcedBreak } from './break/break-input.ts';
import type { Keep } from './break/break-rules.ts';

/** Where a line begins: before a character of a text node, or before an element (`offset` 0). */
export interface LineStart {
  readonly node: Text | Element;
  readonly offset: number;
  /** The line before it ends at a hard break, so it is not justified. */
  readonly hard: boolean;
  /** The line before it ends in a mark of which only the first half was set, for want of room (C06). */
  readonly trimmed: boolean;
}

/** One line of text, or one box that is never divided. */
export interface FlowLine {
  /** Index of the block it belongs to. */
  readonly block: number;
  /** Where it begins and ends in the direction of the flow, px from the flow's start. */
  readonly start: number;
  readonly end: number;
}

/** A paragraph, or a box. */
export interface FlowBlock {
  /** The paragraph or the box. */
  readonly element: Element;
  /** Index of its first line among the flow's lines. */
  readonly firstLine: number;
  /** How many lines it has; 1 for a box. */
  readonly lineCount: number;
  /** Where it begins: what has no height before it, a target of links, goes with it. */
  readonly begin: Element;
  /** A paragraph of several lines, which a page's end may divide. */
  readonly divisible: boolean;
  /** From line to line, px, where that is not the pitch of the text: in notes behind a chapter. */
  readonly pitchPx?: number;
  /** How much of what follows must stand on its page (headings, E04). */
  readonly keepWithNext: Keep;
  /** It must stand on the page of what precedes it (credits, H06). */
  readonly keepWithPrevious: boolean;
  /** A break before it, by the author's order. */
  readonly forced?: ForcedBreak;
  /** Blank pages before it, by the author's order. */
  readonly blanks?: number;
  /** Set in columns: index into {@link Flow.columns}. */
  readonly group?: number;
  /** Room for a table's repeated head when a page begins with this row, px. */
  readonly lead?: number;
  /** A figure that may leave its place: index into {@link Flow.floats}. */
  readonly movable?: number;
}

/** A figure or table that stands, or may stand, out of its place (F09). */
export interface FlowFloat {
  readonly element: Element;
  readonly place: FloatPlace;
  /** Its extent in the direction of the flow, px. */
  readonly heightPx: number;
  /** Index of the line that it belongs to: the one before it, or the first of its columns. */
  readonly line: number;
  /** How many columns it stands across where there are more; absent for the whole measure. */
  readonly span?: number;
}

/** A measured flow: nothing has been written to the document yet. */
export interface Flow {
  readonly blocks: readonly FlowBlock[];
  readonly lines: readonly FlowLine[];
  readonly floats: readonly FlowFloat[];
  /** Elements without height between the blocks: mere targets of links. */
  readonly targets: readonly Element[];
  /** The number of columns of each run of columns. */
  readonly columns: readonly number[];
  /** Blank pages behind it, by the author's order. */
  readonly blanksBehind: number;
}

/** What measuring needs to know. */
export interface MeasureOptions {
  readonly axis: Axis;
  /** From line to line, px. */
  readonly pitchPx: number;
}
