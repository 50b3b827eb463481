import type { Diagnostic } from '../../../model/diagnostic.ts';
import { type Rule, visitTexts } from '../../rule.ts';

const ASTERISKS = /(?<!\\)\*\*/;

/**
 * `**` that stayed in the text: emphasis that did not close.
 *
 * Reported: `他说**好。` Not reported: `**好**`, `2 * 3`, `\*\*`, `` `a**b` ``.
 */
export const literalAsterisks: Rule = {
  id: 'literal-asterisks',
  check(book) {
    const diagnostics: Diagnostic[] = [];
    visitTexts(book, (text, placeAt) => {
      const found = ASTERISKS.exec(text);
      if (found === null) return;
      diagnostics.push({
        severity: 'warning',
        ruleId: 'literal-asterisks',
        message: 'Unexpected `**` in the text, expected emphasis to be closed',
        help: 'Close it with `**` in the same paragraph, or write `\\*\\*` for asterisks.',
        place: placeAt(found.index),
      });
    });
    return diagnostics;
  },
};
