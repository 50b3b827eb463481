import { DIRECTIVE_ATTRIBUTE, refuseLabel, setElement, visitContainers } from '../../directive.ts';
import type { MarkdownExtension } from '../../extension.ts';

/**
 * A passage that only some editions have.
 *
 * ```markdown
 * :::only{edition="print large"}
 * ……
 * :::
 *
 * :::only{format=epub}
 * ……
 * :::
 * ```
 *
 * The names go into `data-only`, by which the book stage makes each edition's own text.
 */
export const only: MarkdownExtension = {
  name: 'only',
  directives: ['only'],
  ruleIds: ['only-condition', DIRECTIVE_ATTRIBUTE],
  transform(tree, report) {
    visitContainers(tree, ['only'], (node) => {
      const { edition = '', format = '' } = node.attributes ?? {};
      const names = [edition ?? '', format ?? ''].map((text) =>
        text.split(/[\s,]+/).filter((name) => name !== ''),
      );
      const [editions = [], formats = []] = names;
      const isGood = editions.length > 0 !== formats.length > 0;
      if (!isGood) {
        report(
          'error',
          'only-condition',
          'Unexpected `:::only`, expected either `edition` or `format`',
          'Write for example `:::only{edition=print}` or `:::only{format=epub}`.',
          node,
        );
      }
      refuseLabel(node, report);
      const conditions = [
        ...editions.map((name) => `edition:${name}`),
        ...formats.map((name) => `format:${name}`),
      ];
      const properties = isGood ? { dataOnly: conditions.join(' ') } : {};
      setElement(node, { name: 'div', properties }, report, ['edition', 'format']);
    });
  },
};
