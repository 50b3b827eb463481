import { STRUCTURE_MARK } from '../model/structure-mark.ts';
import { everyPage } from './shown-pages.ts';

/** What Chromium has no structure type for: the element, its type, and the attribute that describes it. */
const TYPES = [
  ['math', 'Formula', 'alttext'],
  ['bx-page aside.note', 'Note', ''],
  // Chromium passes the language of elements on, but not of those that are only pieces of a line.
  ['bx-page span[lang]', 'Span', ''],
] as const;

/** Tells the printed file the structure types of formulas, notes and words in another language, in the way that {@link STRUCTURE_MARK} says. */
export function nameStructure(): void {
  for (const [selector, type, description] of TYPES) {
    for (const element of everyPage().flatMap((page) => [...page.querySelectorAll(selector)])) {
      const alternative = element.getAttribute(description) ?? '';
      element.setAttribute('role', 'figure');
      element.setAttribute('aria-label', `${STRUCTURE_MARK}${type}${STRUCTURE_MARK}${alternative}`);
    }
  }
}
