import { visit } from '../../../model/visit.ts';
import type { MarkdownExtension } from '../../extension.ts';

/**
 * Items listed one a paragraph and joined by semicolons (分项列举): a list in structure, set as indented
 * paragraphs without markers.
 *
 * ```markdown
 * :::enumeration
 * - 投入资金2.9亿元；
 * - ……
 * :::
 * ```
 */
export const enumeration: MarkdownExtension = {
  name: 'enumeration',
  directives: ['enumeration'],
  ruleIds: ['enumeration-list'],
  transform(tree, report) {
    visit(tree, 'containerDirective', (node, index, parent) => {
      if (node.name !== 'enumeration' || parent === undefined || index === undefined) return undefined;
      const [list] = node.children;
      if (node.children.length !== 1 || list?.type !== 'list') {
        report(
          'error',
          'enumeration-list',
          'Unexpected content in `:::enumeration`, expected exactly one list',
          'Write each item as `- …` and nothing else between the fences.',
          node,
        );
        return undefined;
      }
      list.data = { ...list.data, hProperties: { className: ['enumeration'] } };
      parent.children[index] = list;
      return index + 1;
    });
  },
};
