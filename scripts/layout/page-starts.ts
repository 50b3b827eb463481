import { isCounted, type PageStart, UNCOUNTED } from '../model/page-start.ts';

/** What stands on a page out of its place in the text, or once more. */
const OUT_OF_PLACE = '[data-set], [data-repeated], bx-column-float';
/** What a page may begin with other than text. */
const BOX = 'img, svg, math, hr';
/** What no page has the author's own words in: numbers of pages. */
const PAGE_NUMBERS = '[data-page-of], [data-pages-of], [data-page-count], [data-without-pages]';
const NOT_COUNTED = [...UNCOUNTED.tagNames, `.${UNCOUNTED.className}`, PAGE_NUMBERS, OUT_OF_PLACE].join(', ');

/** Where the text of each finished page begins; nothing for those without, which are blank or hold only floats. */
export function pageStarts(pages: readonly Element[]): (PageStart | null)[] {
  /** Characters of divided blocks that stand on the pages so far, by `data-source`. */
  const before = new Map<string, number>();
  return pages.map((page) => {
    const shell = page.querySelector(':scope > bx-body > section');
    if (shell === null) return null;
    const start = startOf(shell, before);
    for (const piece of shell.querySelectorAll('[data-cut][data-source]')) {
      if (piece.closest(OUT_OF_PLACE) !== null) continue;
      const source = piece.getAttribute('data-source') ?? '';
      const earlier = piece.hasAttribute('data-continued') ? (before.get(source) ?? 0) : 0;
      before.set(source, earlier + countIn(piece));
    }
    return start;
  });
}

function startOf(shell: Element, before: ReadonlyMap<string, number>): PageStart | null {
  const walker = document.createTreeWalker(shell, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (node instanceof Element) {
      if (node.matches(OUT_OF_PLACE)) return NodeFilter.FILTER_REJECT;
      return node.matches(BOX) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
    }
    return (node as Text).data.trim() === '' ? NodeFilter.FILTER_SKIP : NodeFilter.FILTER_ACCEPT;
  });
  const first = walker.nextNode();
  if (first === null) return null;
  const block = (first instanceof Element ? first : first.parentElement)?.closest('[data-source]');
  if (!block || !shell.contains(block)) return { source: '', offset: 0 };
  const source = block.getAttribute('data-source') ?? '';
  return { source, offset: block.hasAttribute('data-continued') ? (before.get(source) ?? 0) : 0 };
}

function countIn(piece: Element): number {
  const walker = document.createTreeWalker(piece, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
    return node.matches(NOT_COUNTED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  let count = 0;
  while (walker.nextNode() !== null) {
    const { data } = walker.currentNode as Text;
    for (let index = 0; index < data.length; index += 1) if (isCounted(data.charCodeAt(index))) count += 1;
  }
  return count;
}
