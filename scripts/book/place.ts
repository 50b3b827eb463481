import type { Element, Root } from 'hast';
import { visitParents } from 'unist-util-visit-parents';
import type { Place } from '../model/diagnostic.ts';

/** Reads `file:line:column`, the form of `data-source`; the path may hold colons of its own. */
function parseSource(source: unknown): Place | undefined {
  const parts = /^(.*):(\d+):(\d+)$/.exec(String(source ?? ''));
  if (parts === null) return undefined;
  return { file: parts[1] ?? '', line: Number(parts[2]), column: Number(parts[3]) };
}

/** Visits every element with the place of the nearest block that has one. */
export function visitPlaced(
  tree: Root | Element,
  fallback: Place,
  visitor: (element: Element, place: Place) => void,
): void {
  visitParents(tree, 'element', (node, ancestors) => {
    const chain = [...ancestors, node].reverse();
    const place = chain
      .map((parent) => (parent.type === 'element' ? parseSource(parent.properties['dataSource']) : undefined))
      .find((found) => found !== undefined);
    visitor(node, place ?? fallback);
  });
}
