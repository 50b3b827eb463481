import { visitContainers } from '../../directive.ts';
import type { MarkdownExtension } from '../../extension.ts';

/**
 * Reporters' and photographers' credit lines at the end of a report (H06): one block, set apart and never
 * parted from it.
 *
 * ```markdown
 * :::credits
 * （胡日查 韩学文 高敏娜）
 * :::
 * ```
 */
export const credits: MarkdownExtension = {
  name: 'credits',
  directives: ['credits'],
  ruleIds: [],
  transform(tree) {
    visitContainers(tree, ['credits'], (node) => {
      node.data = { ...node.data, hName: 'footer', hProperties: { className: ['credits'] } };
    });
  },
};
