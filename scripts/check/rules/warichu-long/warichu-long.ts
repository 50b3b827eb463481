import type { Element } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { treesOf } from '../../../model/book.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { columnsOf } from '../../../model/geometry.ts';
import { visitParents } from '../../../model/visit.ts';
import { isWarichu, warichuRows } from '../../../model/warichu.ts';
import { placeOf, type Rule, sourcesOf } from '../../rule.ts';

/**
 * A note within the line that does not fit in two rows of one line: it is set in one row of small type (D12).
 *
 * Reported: sixty characters in a measure of eighteen. Not reported: `[张三]{.warichu}`, a book that is only an EPUB.
 */
export const warichuLong: Rule = {
  id: 'warichu-long',
  check(book, editions) {
    const measures = editions
      .filter(({ format }) => format === 'pdf')
      .map(({ page, columns }) => columnsOf(page, columns).characters);
    const mostEm = Math.min(...measures);
    if (measures.length === 0) return [];
    return book.chapters.flatMap((chapter) => {
      const found: Diagnostic[] = [];
      if (chapter.source === undefined) return found;
      for (const tree of treesOf(chapter))
        visitParents(tree, 'element', (node, ancestors) => {
          const text = isWarichu(node) ? textOf(node) : '';
          if ([...text].length < 3 || warichuRows(text, mostEm) !== undefined) return;
          const elements = ancestors.filter((one): one is Element => one.type === 'element');
          found.push({
            severity: 'warning',
            ruleId: 'warichu-long',
            message: `Unexpected note of ${[...text].length} characters within a line of ${mostEm}: it is set in one row`,
            help: 'Shorten it, or make it a note: `[^1]`.',
            place: placeOf(node.position?.start, [...elements, node], sourcesOf(chapter)),
          });
        });
      return found;
    });
  },
};
