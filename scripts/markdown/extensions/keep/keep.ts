import { DIRECTIVE_ATTRIBUTE, refuseLabel, setElement, visitContainers } from '../../directive.ts';
import type { MarkdownExtension } from '../../extension.ts';

/**
 * Blocks that stand together on one page, as high as a page at most.
 *
 * ```markdown
 * :::keep
 * ……
 * :::
 * ```
 */
export const keep: MarkdownExtension = {
  name: 'keep',
  directives: ['keep'],
  ruleIds: [DIRECTIVE_ATTRIBUTE],
  transform(tree, report) {
    visitContainers(tree, ['keep'], (node) => {
      refuseLabel(node, report);
      setElement(node, { name: 'div', properties: { className: ['keep'] } }, report);
    });
  },
};
