import type { Book } from '../model/book.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { FpoPolicy } from '../model/edition.ts';
import type { Rule } from './rule.ts';
import { literalAsterisks } from './rules/literal-asterisks/literal-asterisks.ts';
import { noteUndefined } from './rules/note-undefined/note-undefined.ts';

/** Every rule of the manuscript, by id. */
export const RULES: readonly Rule[] = [literalAsterisks, noteUndefined];

/** What the rules find in a book. */
export function checkBook(book: Book): readonly Diagnostic[] {
  return RULES.flatMap((rule) => rule.check(book));
}

/** Pictures that are not there: frames for position only, or a refusal when an edition says `fpo: error`. */
export function checkPictures(
  book: Book,
  available: ReadonlySet<string>,
  policy: FpoPolicy,
): readonly Diagnostic[] {
  return book.images
    .filter((image) => !available.has(image.path))
    .map(({ path, place }) => ({
      severity: policy === 'error' ? 'error' : 'warning',
      ruleId: 'image-missing',
      message: `Missing picture \`${path}\``,
      help:
        policy === 'error'
          ? 'Put the file there, or set `fpo: warn` to print a frame for position only.'
          : 'A frame for position only is set in its place; put the file there before printing.',
      place,
    }));
}
