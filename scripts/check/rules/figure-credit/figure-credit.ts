import type { Element } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { treesOf } from '../../../model/book.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { visitParents } from '../../../model/visit.ts';
import { placeOf, type Rule, sourcesOf } from '../../rule.ts';

/**
 * A figure without a caption or without the name of its maker, as a paper prints none (H05). Off unless book.yaml sets a
 * level.
 *
 * Reported: `![](a.jpg "国门")`. Not reported: `![](a.jpg "国门"){credit="王越 摄"}`, a picture among text.
 */
export const figureCredit: Rule = {
  id: 'figure-credit',
  check(book) {
    const diagnostics: Diagnostic[] = [];
    for (const chapter of book.chapters) {
      if (chapter.source === undefined) continue;
      for (const tree of treesOf(chapter)) {
        visitParents(tree, 'element', (node, ancestors) => {
          const lacks = node.tagName === 'figure' ? lackOf(node) : undefined;
          if (lacks === undefined) return;
          const elements = ancestors.filter((one): one is Element => one.type === 'element');
          diagnostics.push({
            severity: 'warning',
            ruleId: 'figure-credit',
            message: `Unexpected figure without ${lacks}`,
            help: 'Write `![alt text](path "caption"){credit="王越 摄"}`.',
            place: placeOf(node.position?.start, [...elements, node], sourcesOf(chapter)),
          });
        });
      }
    }
    return diagnostics;
  },
};

function lackOf(figure: Element): string | undefined {
  const caption = childrenOf(figure).find(({ tagName }) => tagName === 'figcaption');
  const credit = caption && childrenOf(caption).find(isCredit);
  const words =
    caption === undefined ? '' : textOf(caption).slice(0, -textOf(credit ?? caption).length || undefined);
  const hasCaption = credit === undefined ? caption !== undefined : words.trim() !== '';
  if (!hasCaption) return credit === undefined ? 'a caption and a credit' : 'a caption';
  return credit === undefined ? 'a credit' : undefined;
}

function childrenOf({ children }: Element): readonly Element[] {
  return children.filter((child): child is Element => child.type === 'element');
}

function isCredit({ properties }: Element): boolean {
  const names = properties['className'];
  return Array.isArray(names) && names.includes('credit');
}
