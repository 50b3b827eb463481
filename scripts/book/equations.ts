import { h } from 'hastscript';
import { type Caption, type Chapter, treesOf } from '../model/book.ts';
import type { NumberingRule } from '../model/manuscript.ts';
import { visit } from '../model/visit.ts';
import { numbersOfChapters } from './captions.ts';
import type { ReferenceWords } from './words.ts';

/** A display that is numbered, as references speak of it. */
export type NumberedEquation = Required<Pick<Caption, 'id' | 'label' | 'title'>>;

/**
 * Numbers the displays that have an id, in place, at the end of their line: `(3)`, or `(2-1)` where figures are counted
 * by chapters. One without an id has no number.
 */
export function numberEquations(
  chapters: readonly Chapter[],
  rule: NumberingRule,
  words: ReferenceWords,
): readonly NumberedEquation[] {
  const prefixes = rule === 'chapter' ? numbersOfChapters(chapters, words) : new Map<string, string>();
  const counts = new Map<string, number>();
  const equations: NumberedEquation[] = [];
  for (const chapter of chapters) {
    const prefix = prefixes.get(chapter.id) ?? '';
    for (const tree of treesOf(chapter)) {
      visit(tree, 'element', (element) => {
        const { className, id } = element.properties;
        if (!Array.isArray(className) || !className.includes('equation') || typeof id !== 'string') return;
        const count = (counts.get(prefix) ?? 0) + 1;
        counts.set(prefix, count);
        const number = prefix === '' ? String(count) : `${prefix}-${count}`;
        element.children.push(h('span', { className: ['equation-number'] }, `(${number})`));
        equations.push({ id, label: words.equation(number), title: '' });
      });
    }
  }
  return equations;
}
