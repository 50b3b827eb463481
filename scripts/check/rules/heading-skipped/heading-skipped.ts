import type { Element } from 'hast';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { visitParents } from '../../../model/visit.ts';
import { placeOf, type Rule, sourcesOf } from '../../rule.ts';

/**
 * A heading more than one level below the one before it in its file: contents and outline would have a gap (PDF/UA and
 * WCAG 1.3.1 want none). A file may begin at any level.
 *
 * Reported: `## 节` and then `#### 条`. Not reported: back up over several levels, `### 小节` at the head of a file.
 */
export const headingSkipped: Rule = {
  id: 'heading-skipped',
  check(book) {
    const diagnostics: Diagnostic[] = [];
    for (const chapter of book.chapters) {
      if (chapter.source === undefined) continue;
      let before: number | undefined;
      visitParents(chapter.content, 'element', (node, ancestors) => {
        const level = Number(/^h([1-6])$/.exec(node.tagName)?.[1]);
        if (!level) return;
        if (before !== undefined && level > before + 1) {
          const elements = ancestors.filter((one): one is Element => one.type === 'element');
          diagnostics.push({
            severity: 'warning',
            ruleId: 'heading-skipped',
            message: `Unexpected heading of level ${level} below one of level ${before}, expected level ${before + 1}`,
            help: `Write \`${'#'.repeat(before + 1)}\`, or put the heading between them in.`,
            place: placeOf(node.position?.start, [...elements, node], sourcesOf(chapter)),
          });
        }
        before = level;
      });
    }
    return diagnostics;
  },
};
