import type { Element, ElementContent, Root, RootContent } from 'hast';

/** Elements that say nothing beyond their own chapter, where they carry nothing but their place in the manuscript. */
const PLAIN: ReadonlySet<string> = new Set([
  ...['p', 'ul', 'ol', 'li', 'blockquote'],
  ...['em', 'strong', 'del', 'br', 'wbr', 'ruby', 'rb', 'rt', 'rp', 'rtc'],
]);

/**
 * A chapter's tree without what no other chapter can depend on: running text, but for headings, notes, links, captions,
 * marks, pictures and whatever has an id. What is left stands in its order and shares its nodes with the tree.
 */
export function withoutPlainText(tree: Root): Root {
  return { ...tree, children: tree.children.flatMap((child) => reduced(child)) };
}

function reduced<Content extends RootContent | ElementContent>(node: Content): Content[] {
  if (isPlain(node)) return [];
  if (node.type !== 'element' || !isBare(node)) return [node];
  return [{ ...node, children: node.children.flatMap((child) => reduced(child)) }];
}

function isPlain(node: RootContent | ElementContent): boolean {
  if (node.type === 'text' || node.type === 'comment') return true;
  return node.type === 'element' && isBare(node) && node.children.every(isPlain);
}

function isBare({ tagName, properties }: Element): boolean {
  if (!PLAIN.has(tagName)) return tagName === 'span' && isBound(properties);
  const names = Object.keys(properties);
  return names.length === 0 || (names.length === 1 && names[0] === 'dataSource');
}

/** Whether it only holds characters together, as typography does with digits and their units. */
function isBound(properties: Element['properties']): boolean {
  return Object.keys(properties).length === 1 && String(properties['className']) === 'no-break';
}
