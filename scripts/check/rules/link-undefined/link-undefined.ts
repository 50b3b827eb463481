import type { Diagnostic } from '../../../model/diagnostic.ts';
import { type Rule, visitTexts } from '../../rule.ts';

/** `[words][name]` and `[words][]`, not behind a word of ASCII, where it is an index (`a[i][j]`). */
const REFERENCE = /(?<![\w\])\\])!?\[([^[\]^\\]{1,200})\]\[([^[\]^\\]{0,100})\]/g;

/**
 * A link or a picture by a name that nothing defines: it would be printed with its brackets.
 *
 * Reported: `[年表][表]` with no `[表]: …` in the file. Not reported: `[1][2]`, `a[i][j]`, `\[年表][表]`, `[年表]`.
 */
export const linkUndefined: Rule = {
  id: 'link-undefined',
  check(book) {
    const diagnostics: Diagnostic[] = [];
    visitTexts(book, (text, placeAt) => {
      for (const { 0: whole, 1: words = '', 2: label = '', index } of text.matchAll(REFERENCE)) {
        if (/^\d*$/.test(words)) continue;
        const name = label.trim() === '' ? words : label;
        diagnostics.push({
          severity: 'warning',
          ruleId: 'link-undefined',
          message: `Unexpected \`${whole}\` in the text, expected a definition of \`${name}\` in the same file`,
          help: `Write \`[${name}]: address\` in a line of its own, or \`\\[\` for a bracket.`,
          place: placeAt(index),
        });
      }
    });
    return diagnostics;
  },
};
