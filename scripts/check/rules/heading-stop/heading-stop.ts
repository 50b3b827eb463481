import type { Rule } from '../../rule.ts';
import { textBlocks } from '../../text-blocks.ts';

/** Stops and pauses; question and exclamation marks and an ellipsis may end a heading. */
const STOP = /[。．，、；][\s\uFFFC]*$/u;

/**
 * A heading that ends with a stop (E07; GB/T 15834 B.3.6).
 *
 * Reported: `## 口岸的春天。`. Not reported: `## 春天来了吗？`, `## 春天……`, `## Ch. 1.`
 */
export const headingStop: Rule = {
  id: 'heading-stop',
  check(book) {
    return textBlocks(book).flatMap(({ element, text, placeAt }) => {
      if (element.type !== 'element' || !/^h[1-6]$/.test(element.tagName)) return [];
      const at = STOP.exec(text)?.index;
      if (at === undefined) return [];
      return [
        {
          severity: 'warning' as const,
          ruleId: 'heading-stop',
          message: `Unexpected \`${text[at]}\` at the end of a heading`,
          help: 'Take it out.',
          place: placeAt(at),
        },
      ];
    });
  },
};
