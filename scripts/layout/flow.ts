import type { Axis } from './axis.ts';

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
  /** A paragraph of several lines, which a page's end may divide. */
  readonly divisible: boolean;
  /** It must stand on the page of what follows it (headings, E04). */
  readonly keepWithNext: boolean;
  /** It must stand on the page of what precedes it (credits, H06). */
  readonly keepWithPrevious: boolean;
}

/** A measured flow: nothing has been written to the document yet. */
export interface Flow {
  readonly blocks: readonly FlowBlock[];
  readonly lines: readonly FlowLine[];
}

/** What measuring needs to know. */
export interface MeasureOptions {
  readonly axis: Axis;
  /** From line to line, px. */
  readonly pitchPx: number;
}
