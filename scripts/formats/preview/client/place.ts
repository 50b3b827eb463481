import { parseSource } from './deep-link.ts';

/** A spot of the text by which the reader's place is found again when pages changed. */
export interface Anchor {
  /** Index of the page it was on. */
  readonly page: number;
  /** Its `data-source`. */
  readonly source: string;
  /** Its text, for lines of the file move when something is written above. */
  readonly text: string;
}

/** The first piece of text on a page that ends below `top` (px in the viewport); `undefined` on a page without text. */
export function anchorOn(page: Element, index: number, top: number): Anchor | undefined {
  for (const element of page.querySelectorAll('[data-source]')) {
    if (element.getBoundingClientRect().bottom > top) {
      return {
        page: index,
        source: element.getAttribute('data-source') ?? '',
        text: element.textContent ?? '',
      };
    }
  }
  return undefined;
}

/** How far pages may seem to move without having moved: text reflows between neighbours at every edit. */
const NEAR = 1;

/**
 * The page at which to go on reading. As long as the number of pages is the same, or the anchor is about where it
 * was, the reader's page stays; otherwise pages before it grew or shrank, and the reader goes with the text.
 */
export function pageAfterChange(pages: readonly Element[], anchor: Anchor, pagesBefore: number): number {
  const last = Math.max(0, pages.length - 1);
  const found = findAnchor(pages, anchor);
  if (found === undefined) return Math.min(anchor.page, last);
  const sameCount = pages.length === pagesBefore;
  return sameCount && Math.abs(found - anchor.page) <= NEAR ? anchor.page : found;
}

/** Equal text nearest by line, else the nearest line of the same file. */
function findAnchor(pages: readonly Element[], anchor: Anchor): number | undefined {
  const place = parseSource(anchor.source);
  if (place === undefined) return undefined;
  let best: { page: number; distance: number } | undefined;
  pages.forEach((page, index) => {
    for (const element of page.querySelectorAll('[data-source]')) {
      const candidate = parseSource(element.getAttribute('data-source') ?? '');
      if (candidate?.file !== place.file) continue;
      // A page's distance decides between pieces of one paragraph; another text is further away than any line.
      const distance =
        Math.abs(candidate.line - place.line) +
        Math.abs(index - anchor.page) / 1e4 +
        (element.textContent === anchor.text ? 0 : 1e6);
      if (best === undefined || distance < best.distance) best = { page: index, distance };
    }
  });
  return best?.page;
}

/** The last element that begins at or before a line of a file, or the file's first. */
export function elementAt(root: Element, file: string, line: number): Element | undefined {
  let best: { element: Element; line: number } | undefined;
  let first: Element | undefined;
  for (const element of root.querySelectorAll('[data-source]')) {
    const place = parseSource(element.getAttribute('data-source') ?? '');
    if (place?.file !== file) continue;
    first ??= element;
    if (place.line <= line && (best === undefined || place.line > best.line))
      best = { element, line: place.line };
  }
  return best?.element ?? first;
}
