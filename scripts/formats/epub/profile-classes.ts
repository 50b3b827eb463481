import type { Element } from 'hast';
import type { EpubProfile } from '../../model/epub-profile.ts';
import { visit } from '../../model/visit.ts';
import { classesOf } from './attributes.ts';

/** Gives the elements of a finished section the further classes that a profile asks for. */
export function addClasses(section: Element, { classes }: EpubProfile): void {
  const rules = Object.entries(classes);
  if (rules.length === 0) return;
  visit(section, 'element', (element) => {
    const own = classesOf(element);
    const further = rules.flatMap(([selector, names]) =>
      (selector.startsWith('.') ? own.includes(selector.slice(1)) : selector === element.tagName)
        ? names
        : [],
    );
    if (further.length > 0) element.properties['className'] = [...new Set([...own, ...further])];
  });
}
