import { hasTarget } from './destinations.ts';
import { everyPage } from './shown-pages.ts';

/** All that pages are printed from but the files that it names: the document around them, see {@link pagesHtml}. */
export function documentHtml(): string {
  const { documentElement: root, head, body } = document;
  return (
    [root, body].map((element) => (element.cloneNode(false) as Element).outerHTML).join('') + head.outerHTML
  );
}

/**
 * The pages from one index to before another as HTML; behind them what it does not tell, but Chromium sees: where one
 * text ends and another begins, and which links lead anywhere.
 */
export function pagesHtml(from: number, to: number): string {
  const pages = everyPage().slice(from, to);
  const lengths: number[] = [];
  const links: boolean[] = [];
  for (const page of pages) {
    const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() !== null) lengths.push((walker.currentNode as Text).length);
    for (const link of page.querySelectorAll('a[href^="#"]')) links.push(hasTarget(link));
  }
  return [...pages.map((page) => page.outerHTML), JSON.stringify([lengths, links])].join('\n');
}
