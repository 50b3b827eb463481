import { everyPage, showPages } from './shown-pages.ts';

/** A page from 0, and a point in CSS px from its sheet's lower left corner. */
type Point = readonly [page: number, x: number, y: number];

/** How far from an element a point may be that belongs to it, in px: boxes of text are not those of lines. */
const REACH = 12;

/** Where in the manuscript the smallest element at each point begins, as `data-source`; empty when there is none. */
export function sourcesAt(points: readonly Point[]): readonly string[] {
  return points.map(([index, x, y]) => {
    const page = everyPage()[index];
    if (page === undefined) return '';
    if (!page.isConnected) showPages(index, index + 1);
    const sheet = page.getBoundingClientRect();
    const [left, top] = [sheet.left + x, sheet.bottom - y];
    let best = { source: '', area: Number.POSITIVE_INFINITY };
    for (const element of page.querySelectorAll<HTMLElement>('[data-source]')) {
      const box = element.getBoundingClientRect();
      const isAt =
        left > box.left - REACH &&
        left < box.right + REACH &&
        top > box.top - REACH &&
        top < box.bottom + REACH;
      const area = box.width * box.height;
      if (isAt && area < best.area) best = { source: element.dataset['source'] ?? '', area };
    }
    return best.source;
  });
}
