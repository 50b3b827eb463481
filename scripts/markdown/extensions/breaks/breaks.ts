import { visit } from '../../../model/visit.ts';
import { DIRECTIVE_ATTRIBUTE, setElement } from '../../directive.ts';
import type { MarkdownExtension } from '../../extension.ts';

/** What each directive asks of the pages; the value of `data-break`. */
const BREAKS: Readonly<Record<string, string>> = {
  'page-break': 'page',
  'column-break': 'column',
  'recto-break': 'recto',
  'verso-break': 'verso',
  'blank-page': 'blank',
};

/**
 * Breaks that the author orders, each alone on its line: what follows begins a new page, column, recto or verso; or a
 * page is left blank here.
 *
 * ```markdown
 * ::page-break
 * ```
 */
export const breaks: MarkdownExtension = {
  name: 'breaks',
  directives: [],
  leaves: Object.keys(BREAKS),
  ruleIds: [DIRECTIVE_ATTRIBUTE],
  transform(tree, report) {
    visit(tree, 'leafDirective', (node) => {
      const dataBreak = BREAKS[node.name];
      if (dataBreak === undefined) return;
      setElement(node, { name: 'hr', properties: { className: ['break'], dataBreak } }, report);
    });
  },
};
