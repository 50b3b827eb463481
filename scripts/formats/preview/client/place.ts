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

/** Pages in which a place is looked for. */
export interface PlacedPages {
  /** Number of pages. */
  readonly count: number;
  /** `data-source` of everything on a page. */
  readonly sourcesOn: (page: number) => readonly string[];
  /** Elements on a page that carry a `data-source`. */
  readonly elementsOn: (page: number) => Iterable<Element>;
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
export function pageAfterChange(pages: PlacedPages, anchor: Anchor, pagesBefore: number): number {
  const last = Math.max(0, pages.count - 1);
  const found = findAnchor(pages, anchor);
  if (found === undefined) return Math.min(anchor.page, last);
  const sameCount = pages.count === pagesBefore;
  return sameCount && Math.abs(found - anchor.page) <= NEAR ? anchor.page : found;
}

/** The nearest page that holds equal text of the same file, else the one that holds its nearest line. */
function findAnchor(pages: PlacedPages, anchor: Anchor): number | undefined {
  const place = parseSource(anchor.source);
  if (place === undefined) return undefined;
  let best: { page: number; distance: number } | undefined;
  for (const page of outward(anchor.page, pages.count)) {
    const lines = linesOf(place.file, pages.sourcesOn(page));
    if (lines.length === 0) continue;
    if (holdsText(pages.elementsOn(page), place.file, anchor.text)) return page;
    const distance = Math.min(...lines.map((line) => Math.abs(line - place.line)));
    if (best === undefined || distance < best.distance) best = { page, distance };
  }
  return best?.page;
}

function holdsText(elements: Iterable<Element>, file: string, text: string): boolean {
  for (const element of elements) {
    const place = parseSource(element.getAttribute('data-source') ?? '');
    if (place?.file === file && element.textContent === text) return true;
  }
  return false;
}

function linesOf(file: string, sources: readonly string[]): readonly number[] {
  return sources.flatMap((source) => {
    const place = parseSource(source);
    return place?.file === file ? [place.line] : [];
  });
}

/** Indices from one outward, the nearest first. */
function* outward(from: number, count: number): Generator<number> {
  for (let distance = 0; distance < Math.max(count - from, from + 1); distance += 1) {
    if (from + distance < count) yield from + distance;
    if (distance > 0 && from - distance >= 0 && from - distance < count) yield from - distance;
  }
}

/** The page on which the last text begins that stands at or before a line of a file, or the file's first page. */
export function pageOfSource(
  pages: Pick<PlacedPages, 'count' | 'sourcesOn'>,
  file: string,
  line: number,
): number | undefined {
  let best: { page: number; line: number } | undefined;
  let first: number | undefined;
  for (let page = 0; page < pages.count; page += 1) {
    for (const at of linesOf(file, pages.sourcesOn(page))) {
      first ??= page;
      if (at <= line && (best === undefined || at > best.line)) best = { page, line: at };
    }
  }
  return best?.page ?? first;
}

/** The last element on a page that begins at or before a line of a file, or the first of the file. */
export function elementAt(elements: Iterable<Element>, file: string, line: number): Element | undefined {
  let best: { element: Element; line: number } | undefined;
  let first: Element | undefined;
  for (const element of elements) {
    const place = parseSource(element.getAttribute('data-source') ?? '');
    if (place?.file !== file) continue;
    first ??= element;
    if (place.line <= line && (best === undefined || place.line > best.line))
      best = { element, line: place.line };
  }
  return best?.element ?? first;
}
