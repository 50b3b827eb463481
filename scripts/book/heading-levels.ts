import type { Element, Root } from 'hast';
import { visit } from '../model/visit.ts';

const HEADING = /^h([1-6])$/;

/**
 * Moves the headings of a file down, in place, so that its highest one has the level given; headings that are as low
 * already stay, and none goes below 6.
 */
export function lowerHeadings(content: Root, level: number): void {
  const headings: { readonly node: Element; readonly level: number }[] = [];
  visit(content, 'element', (node) => {
    const own = HEADING.exec(node.tagName)?.[1];
    if (own !== undefined) headings.push({ node, level: Number(own) });
  });
  const highest = Math.min(...headings.map((heading) => heading.level));
  const down = level - highest;
  if (down <= 0) return;
  for (const { node, level: own } of headings) node.tagName = `h${Math.min(6, own + down)}`;
}
