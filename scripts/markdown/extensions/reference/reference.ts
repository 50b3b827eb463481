import type { Link, PhrasingContent, Text } from 'mdast';
import { SKIP, visit } from '../../../model/visit.ts';
import type { MarkdownExtension } from '../../extension.ts';

/**
 * Links within the book whose words Banxin writes: an empty one gets the number or the title of what it leads to;
 * `{number}`, `{title}` and `{page}` in a link's text stand for those of its target. To any other tool they are links.
 *
 * ```markdown
 * 国门见[](#gate)，历史见[](02-history.md)，数字见[第{page}页](#trade)，参看[“{title}”一节](#trade)。
 * ```
 *
 * NG, stays as written: `[](https://example.org)`, `{page}` outside a link.
 */
export const reference: MarkdownExtension = {
  name: 'reference',
  directives: [],
  ruleIds: [],
  transform(tree) {
    visit(tree, 'link', (link) => {
      if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(link.url)) return SKIP;
      if (link.children.length === 0) {
        link.data = { ...link.data, hProperties: { ...link.data?.hProperties, dataReference: 'auto' } };
      }
      setSlots(link);
      return SKIP;
    });
  },
};

const PLACEHOLDER = /\{(number|title|page)\}/;

/** Puts an empty span in the place of every placeholder. */
function setSlots(parent: Link): void {
  visit(parent, 'text', (text, index, owner) => {
    if (owner === undefined || index === undefined || !PLACEHOLDER.test(text.value)) return undefined;
    const parts = split(text);
    (owner.children as PhrasingContent[]).splice(index, 1, ...parts);
    return [SKIP, index + parts.length];
  });
}

function split(text: Text): PhrasingContent[] {
  // With a group in the pattern, every second piece is a placeholder's name.
  return text.value.split(PLACEHOLDER).flatMap((piece, index): PhrasingContent[] => {
    if (index % 2 === 0) return piece === '' ? [] : [{ type: 'text', value: piece }];
    // A node that no other tool knows, carried to HTML by `data.hName`.
    const slot = {
      type: 'reference',
      children: [],
      data: { hName: 'span', hProperties: { dataReference: piece } },
    };
    return [slot as unknown as PhrasingContent];
  });
}
