import { DIRECTIVE_ATTRIBUTE, refuseLabel, setElement, visitContainers } from '../../directive.ts';
import type { MarkdownExtension } from '../../extension.ts';

/** How many columns when the author does not say. */
const DEFAULT_COUNT = '2';

/**
 * A passage in balanced columns (分栏), two to four of them.
 *
 * ```markdown
 * :::columns{count=3}
 * ……
 * :::
 * ```
 */
export const columns: MarkdownExtension = {
  name: 'columns',
  directives: ['columns'],
  ruleIds: ['columns-count', DIRECTIVE_ATTRIBUTE],
  transform(tree, report) {
    visitContainers(tree, ['columns'], (node) => {
      const count = node.attributes?.['count'] ?? DEFAULT_COUNT;
      const isGood = /^[234]$/.test(count);
      if (!isGood) {
        report(
          'error',
          'columns-count',
          `Unexpected value \`${count}\` of \`count\`, expected 2, 3 or 4`,
          'Write for example `:::columns{count=2}`.',
          node,
        );
      }
      const dataColumns = isGood ? count : DEFAULT_COUNT;
      refuseLabel(node, report);
      setElement(node, { name: 'div', properties: { className: ['columns'], dataColumns } }, report, [
        'count',
      ]);
    });
  },
};
