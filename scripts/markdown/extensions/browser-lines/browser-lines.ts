import { DIRECTIVE_ATTRIBUTE, refuseLabel, setElement, visitContainers } from '../../directive.ts';
import type { MarkdownExtension } from '../../extension.ts';

/**
 * Blocks whose lines are left to the browser, where the composer's are not wanted.
 *
 * ```markdown
 * :::browser-lines
 * ……
 * :::
 * ```
 */
export const browserLines: MarkdownExtension = {
  name: 'browser-lines',
  directives: ['browser-lines'],
  ruleIds: [DIRECTIVE_ATTRIBUTE],
  transform(tree, report) {
    visitContainers(tree, ['browser-lines'], (node) => {
      refuseLabel(node, report);
      setElement(node, { name: 'div', properties: { className: ['browser-lines'] } }, report);
    });
  },
};
