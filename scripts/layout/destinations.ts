import type { Destination } from '../model/pagination.ts';

let taken: readonly Destination[] | undefined;

/**
 * Where the links of the pages lead. The ids go over to elements that are not drawn: on each page that it prints,
 * Chromium works out the place of every drawn element that a link names, which in a book of many notes takes longer
 * than all the rest of printing; without any element of that id it would print no link. Asked again, the answer is
 * the same.
 */
export function takeDestinations(): readonly Destination[] {
  taken ??= destinationsOf([...document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]);
  return taken;
}

function destinationsOf(links: readonly HTMLAnchorElement[]): readonly Destination[] {
  const targets = new Map<string, Element>();
  for (const link of links) {
    const target = targetOf(link);
    if (target !== null) targets.set(link.hash.slice(1), target);
  }
  const pages = new Map([...document.querySelectorAll('bx-page')].map((page, index) => [page, index]));
  const destinations: Destination[] = [];
  for (const [fragment, target] of targets) {
    const page = target.closest('bx-page');
    const index = page === null ? undefined : pages.get(page);
    if (page === null || index === undefined) continue;
    const sheet = page.getBoundingClientRect();
    const { left, top } = target.getBoundingClientRect();
    destinations.push({
      fragment,
      page: index,
      leftPx: left - sheet.left,
      topPx: top - sheet.top,
      title: titleOf(target),
    });
  }
  const undrawn = document.createElement('bx-targets');
  undrawn.hidden = true;
  for (const target of new Set(targets.values())) {
    undrawn.append(Object.assign(document.createElement('span'), { id: target.id }));
    target.removeAttribute('id');
  }
  document.body.append(undrawn);
  return destinations;
}

/** Whether a link within the book leads anywhere. */
export function hasTarget(link: Element): boolean {
  return targetOf(link) !== null;
}

function targetOf(link: Element): Element | null {
  const id = link.getAttribute('href')?.slice(1) ?? '';
  return document.getElementById(id) ?? document.getElementById(decoded(id));
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** Characters of a title; more is no longer a title. */
const LONGEST_TITLE = 80;

/** The beginning of an element's text, without readings; of a part of a book its first heading. */
function titleOf(target: Element): string {
  const named = target.matches('section, div')
    ? (target.querySelector('h1, h2, h3, h4, h5, h6') ?? target)
    : target;
  const walker = document.createTreeWalker(named, NodeFilter.SHOW_TEXT);
  let text = '';
  while (text.length <= LONGEST_TITLE && walker.nextNode() !== null) {
    const node = walker.currentNode;
    if (node.parentElement?.closest('rt, rp, annotation') === null) text += node.nodeValue ?? '';
  }
  const title = [...text.replace(/\s+/g, ' ').trim()];
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE).join('')}…` : title.join('');
}
