import type { Element, ElementContent } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import type { Rule } from '../../rule.ts';
import { textBlocks } from '../../text-blocks.ts';

const STOP = /[。．][\s\uFFFC]*$/u;

/**
 * A caption or a table's title that ends with a full stop (F10; GB/T 15834 A.1). Off unless book.yaml sets a level, for
 * papers set captions as sentences.
 *
 * Reported: `![](a.png "国门。")`. Not reported: `"国门。右为界碑"`, a credit behind the caption.
 */
export const captionStop: Rule = {
  id: 'caption-stop',
  check(book) {
    return textBlocks(book).flatMap(({ element, text, placeAt }) => {
      if (element.type !== 'element' || !/^(?:fig)?caption$/.test(element.tagName)) return [];
      const credit = element.children.filter(isCredit).map(textOf).join('');
      const caption = text.endsWith(credit) ? text.slice(0, text.length - credit.length) : text;
      const at = STOP.exec(caption)?.index;
      if (at === undefined) return [];
      return [
        {
          severity: 'info' as const,
          ruleId: 'caption-stop',
          message: `Unexpected \`${text[at]}\` at the end of a caption`,
          help: 'Take it out; stops within a long caption stay.',
          place: placeAt(at),
        },
      ];
    });
  },
};

function isCredit(node: ElementContent): node is Element {
  const names = node.type === 'element' ? node.properties['className'] : undefined;
  return Array.isArray(names) && names.includes('credit');
}
