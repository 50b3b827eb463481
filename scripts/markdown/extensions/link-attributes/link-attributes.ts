import type { Image, ImageReference, Link, LinkReference, Text } from 'mdast';
import { visit } from '../../../model/visit.ts';
import { isClass, readAttributeList } from '../../attribute-list.ts';
import type { MarkdownExtension } from '../../extension.ts';

/**
 * Braces directly behind a link or a picture in a line name it, as Pandoc and VFM write it: an id for links that lead
 * back, classes for the styles of a theme.
 *
 * ```markdown
 * 見[註一](notes.md#n1){.noteref #call-1}，用![图标](icon.png){.gaiji}。
 * ```
 *
 * NG, stays text: `[甲](a.md) {#a}`, `[甲](a.md){x}`.
 */
export const linkAttributes: MarkdownExtension = {
  name: 'link-attributes',
  directives: [],
  ruleIds: [],
  transform(tree) {
    visit(tree, 'text', (text, index, parent) => {
      const before = index === undefined ? undefined : parent?.children[index - 1];
      if (before !== undefined && isNameable(before.type)) takeAttributes(text, before as Nameable);
    });
  },
};

type Nameable = Link | LinkReference | Image | ImageReference;

const NAMEABLE: ReadonlySet<string> = new Set(['link', 'linkReference', 'image', 'imageReference']);

function isNameable(type: string): boolean {
  return NAMEABLE.has(type);
}

/** Braces that hold an id and classes, and nothing else, go from a text into what stands before it. */
function takeAttributes(text: Text, node: Nameable): void {
  const braces = /^\{([#.][^{}\n]*)\}/.exec(text.value);
  if (braces === null) return;
  const { id, pairs, rest } = readAttributeList(braces[1] ?? '');
  if (pairs.length > 0 || !rest.every(isClass)) return;
  text.value = text.value.slice(braces[0].length);
  node.data = {
    ...node.data,
    hProperties: {
      ...node.data?.hProperties,
      ...(id !== undefined && { id }),
      ...(rest.length > 0 && { className: rest.map((word) => word.slice(1)) }),
    },
  };
}
