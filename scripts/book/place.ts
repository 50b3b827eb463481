import type { Element, Root } from 'hast';
import { type Place, parsePlace } from '../model/diagnostic.ts';
import { visitParents } from '../model/visit.ts';

/** Visits every element; its place is that of the nearest block that has one, found for those who ask. */
export function visitPlaced(
  tree: Root | Element,
  fallback: Place,
  visitor: (element: Element, placeOf: () => Place) => void,
): void {
  visitParents(tree, 'element', (node, ancestors) => {
    visitor(node, () => placeOf(node, ancestors) ?? fallback);
  });
}

/** The place of the nearest block that has one: the element itself, or one of those around it. */
export function placeOf(element: Element, ancestors: readonly (Root | Element)[]): Place | undefined {
  for (let at = ancestors.length; at >= 0; at -= 1) {
    const one = ancestors[at] ?? element;
    const source = one.type === 'element' ? one.properties['dataSource'] : undefined;
    const place = typeof source === 'string' ? parsePlace(source) : undefined;
    if (place !== undefined) return place;
  }
  return undefined;
}
