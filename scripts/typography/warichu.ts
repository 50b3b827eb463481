import type { Element, ElementContent, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import { visit } from '../model/visit.ts';
import { isWarichu, warichuRows } from '../model/warichu.ts';

/** Whether a tree has notes within its lines. */
export function hasWarichu(tree: Root | Element): boolean {
  let found = false;
  visit(tree, 'element', (node) => {
    found = isWarichu(node);
    return !found;
  });
  return found;
}

/**
 * Sets notes within the lines (割注, 夹注; D12), in place: in brackets of the text's size two rows of small type that are one
 * piece of their line, where they fit in it; else, and in an EPUB, a row of small type.
 * @param mostEm what a piece may take of a line, em; 0 for no rows
 */
export function setWarichu(tree: Root | Element, mostEm: number): void {
  visit(tree, 'element', (node) => {
    if (!isWarichu(node)) return;
    const rows = node.children.every(isPlain) ? warichuRows(textOf(node), mostEm) : undefined;
    const inside: Element =
      rows === undefined
        ? h('small', node.children)
        : h(
            'bx-warichu',
            rows.map((row) => h('bx-row', row)),
          );
    node.children = [{ type: 'text', value: '（' }, inside, { type: 'text', value: '）' }];
  });
}

/** Text, and what binds some of it together. */
function isPlain(node: ElementContent): boolean {
  return (
    node.type === 'text' ||
    (node.type === 'element' && node.properties['className']?.toString() === 'no-break')
  );
}
