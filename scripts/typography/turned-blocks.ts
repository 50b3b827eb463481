import type { Element, Root } from 'hast';
import { SKIP, visit } from '../model/visit.ts';

/** Class of blocks whose lines run in a direction, by the direction of the book's where it is the other. */
const TURNED = { vertical: 'lines-horizontal', horizontal: 'lines-vertical' } as const;

/**
 * Finds the blocks whose lines run otherwise than the book's, and makes each a box that no page divides, in place. One that
 * runs down is marked as vertical books are, so that their styles are its own.
 * @returns the blocks, the outer ones alone
 */
export function turnBlocks(tree: Root | Element, direction: keyof typeof TURNED): readonly Element[] {
  const turned: Element[] = [];
  visit(tree, 'element', (node) => {
    const names = node.properties['className'];
    if (!Array.isArray(names) || !names.includes(TURNED[direction])) return undefined;
    const lines = node.properties['dataLines'];
    node.properties['className'] = [...names, 'keep', ...(direction === 'horizontal' ? ['vertical'] : [])];
    if (lines !== undefined) node.properties['style'] = `--block-lines: ${Number(lines)}`;
    turned.push(node);
    return SKIP;
  });
  return turned;
}

/** Whether any block of a tree runs otherwise than the book. */
export function hasTurnedBlocks(tree: Root | Element, direction: keyof typeof TURNED): boolean {
  let found = false;
  visit(tree, 'element', ({ properties }) => {
    const names = properties['className'];
    found = Array.isArray(names) && names.includes(TURNED[direction]);
    return !found;
  });
  return found;
}
