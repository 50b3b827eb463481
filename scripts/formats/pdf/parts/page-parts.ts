import type { PageInfo } from '../../../model/pagination.ts';

/** Pages that are printed together, from one index to before another. */
export interface PagePart {
  readonly from: number;
  readonly to: number;
}

/** How a book is parted. */
export interface Parting {
  /** Pages of a book up to which it is printed whole: so far Chromium is as fast. */
  readonly whole: number;
  /** The least pages of a part; the most are twice as many. */
  readonly least: number;
}

/** Measured: the time of a page doubles at 1,500 pages; at 800 printing in parts takes half as long again. */
const PARTING: Parting = { whole: 1000, least: 120 };

/**
 * The parts that a book is printed in, for printing time grows with the square of the pages in the document. They end
 * with a chapter, where one ends in time: a change of text then changes few of them.
 */
export function pageParts(
  pages: readonly PageInfo[],
  { whole, least }: Parting = PARTING,
): readonly PagePart[] {
  if (pages.length <= whole) return [{ from: 0, to: pages.length }];
  const parts: PagePart[] = [];
  for (let from = 0; from < pages.length; ) {
    const most = Math.min(from + 2 * least, pages.length);
    let to = Math.min(from + least, most);
    while (to < most && !beginsChapter(pages, to)) to += 1;
    // What would be left for a part of its own goes with the last one.
    if (pages.length - to < least / 2) to = pages.length;
    parts.push({ from, to });
    from = to;
  }
  return parts;
}

/** Whether a page is the first one of its chapter; blank pages before it belong to the chapter that ends. */
function beginsChapter(pages: readonly PageInfo[], index: number): boolean {
  const { chapter } = pages[index] ?? {};
  if (chapter === undefined) return false;
  let before = index - 1;
  while (before >= 0 && pages[before]?.chapter === undefined) before -= 1;
  return pages[before]?.chapter !== chapter;
}
