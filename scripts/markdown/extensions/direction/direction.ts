import { DIRECTIVE_ATTRIBUTE, refuseLabel, setElement, visitContainers } from '../../directive.ts';
import type { MarkdownExtension } from '../../extension.ts';

const NAMES = ['horizontal', 'vertical'];

/**
 * Blocks whose lines run across (横排, 横書き) or down (竖排, 縦書き), whatever those of the book do. `lines` is how many lines
 * of the page they take: the length of their own lines follows from it.
 *
 * ```markdown
 * :::vertical{lines=8}
 * ……
 * :::
 * ```
 */
export const direction: MarkdownExtension = {
  name: 'direction',
  directives: NAMES,
  ruleIds: [DIRECTIVE_ATTRIBUTE],
  transform(tree, report) {
    visitContainers(tree, NAMES, (node) => {
      const lines = node.attributes?.['lines'];
      const isGood = lines === undefined || lines === null || /^[1-9]\d?$/.test(lines);
      if (!isGood)
        report(
          'error',
          DIRECTIVE_ATTRIBUTE,
          `Unexpected value \`${lines}\` of \`lines\`, expected lines of the page from 1 to 99`,
          `Write for example \`:::${node.name}{lines=8}\`.`,
          node,
        );
      refuseLabel(node, report);
      const className = [`lines-${node.name}`];
      const properties = isGood && lines ? { className, dataLines: lines } : { className };
      setElement(node, { name: 'div', properties }, report, ['lines']);
    });
  },
};
