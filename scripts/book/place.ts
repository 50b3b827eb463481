import type { Element, Root } from 'hast';
import { type Place, parsePlace } from '../model/diagnostic.ts';
import { visitParents } from '../model/visit.ts';

/** Visits every element with the place of the nearest block that has one. */
export function visitPlaced(
  tree: Root | Element,
  fallback: Place,
  visitor: (element: Element, place: Place) => void,
): void {
  visitParents(tree, 'element', (node, ancestors) => {
    const chain = [...ancestors, node].reverse();
    const place = chain
      .map((parent) =>
        parent.type === 'element' ? parsePlace(String(parent.properties['dataSource'] ?? '')) : undefined,
      )
      .find((found) => found !== undefined);
    visitor(node, place ?? fallback);
  });
}
