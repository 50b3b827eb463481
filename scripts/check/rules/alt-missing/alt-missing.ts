import type { Element, ElementContent } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { treesOf } from '../../../model/book.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { visitParents } from '../../../model/visit.ts';
import { placeOf, type Rule, sourcesOf } from '../../rule.ts';

/**
 * A picture of which readers who do not see it learn nothing: neither alt text nor a caption (WCAG 1.1.1; EPUB
 * Accessibility 1.1).
 *
 * Reported: `![](a.png)`. Not reported: `![国门](a.png)`, `![](a.png "国门。")`, `<img src="a.png" role="presentation">`.
 */
export const altMissing: Rule = {
  id: 'alt-missing',
  check(book) {
    const diagnostics: Diagnostic[] = [];
    for (const chapter of book.chapters) {
      if (chapter.source === undefined) continue;
      for (const tree of treesOf(chapter)) {
        visitParents(tree, 'element', (node, ancestors) => {
          const elements = ancestors.filter((one): one is Element => one.type === 'element');
          if (node.tagName !== 'img' || isTold(node, elements)) return;
          diagnostics.push({
            severity: 'warning',
            ruleId: 'alt-missing',
            message: 'Unexpected picture without alt text, expected what it shows',
            help: 'Write `![alt text](path "caption")`; an ornament is `<img src="path" role="presentation">`.',
            place: placeOf(node.position?.start, [...elements, node], sourcesOf(chapter)),
          });
        });
      }
    }
    return diagnostics;
  },
};

/** Whether words stand for the picture, or it is marked as an ornament. */
function isTold({ properties }: Element, ancestors: readonly Element[]): boolean {
  if (String(properties['alt'] ?? '').trim() !== '' || properties['ariaLabel'] !== undefined) return true;
  if (properties['role'] === 'presentation' || String(properties['ariaHidden']) === 'true') return true;
  const figure = ancestors.findLast(({ tagName }) => tagName === 'figure');
  return figure?.children.some(isCaption) ?? false;
}

/** A caption says more than who made the picture. */
function isCaption(node: ElementContent): boolean {
  if (node.type !== 'element' || node.tagName !== 'figcaption') return false;
  return node.children.some((one) => !(one.type === 'element' && isCredit(one)) && textOf(one).trim() !== '');
}

function isCredit({ properties }: Element): boolean {
  const names = properties['className'];
  return Array.isArray(names) && names.includes('credit');
}
