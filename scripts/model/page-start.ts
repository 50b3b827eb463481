/** Where the text of a printed page begins, as a place in the book's HTML: beyond layout no one knows of lines. */
export interface PageStart {
  /** `data-source` of the smallest block that its first character stands in; empty where it has none. */
  readonly source: string;
  /** How many characters of that block stand on pages before it, as {@link isCounted} and {@link UNCOUNTED} say. */
  readonly offset: number;
}

/**
 * Elements whose text is not counted in an offset: pages move them, or write them anew. Names, and a class: the
 * number of a note follows its page.
 */
export const UNCOUNTED = {
  tagNames: ['figure', 'table', 'svg', 'math', 'rt', 'rp'],
  className: 'note-call',
} as const;

/** Whether a UTF-16 unit is counted in an offset: all but white space, which pages drop at the ends of lines. */
export function isCounted(unit: number): boolean {
  return unit > 0x20;
}
