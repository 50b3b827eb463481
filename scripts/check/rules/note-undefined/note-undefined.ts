import type { Diagnostic } from '../../../model/diagnostic.ts';
import { type Rule, visitTexts } from '../../rule.ts';

const CALL = /(?<!\\)\[\^([^\]\s]{1,80})\]/g;

/**
 * A note call without a note: it would be printed as `[^1]`.
 *
 * Reported: `正文[^a]` with no `[^a]: …` in the file. Not reported: a call whose note is there, `\[^a]`, `` `[^a]` ``.
 */
export const noteUndefined: Rule = {
  id: 'note-undefined',
  check(book) {
    const diagnostics: Diagnostic[] = [];
    visitTexts(book, (text, placeAt) => {
      for (const call of text.matchAll(CALL)) {
        diagnostics.push({
          severity: 'error',
          ruleId: 'note-undefined',
          message: `Unexpected call of the note \`${call[1]}\`, expected its text in the same file`,
          help: `Write \`[^${call[1]}]: …\` in a paragraph of its own.`,
          place: placeAt(call.index),
        });
      }
    });
    return diagnostics;
  },
};
