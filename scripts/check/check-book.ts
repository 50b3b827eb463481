import type { Book } from '../model/book.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Edition, FpoPolicy } from '../model/edition.ts';
import type { Rule } from './rule.ts';
import { altMissing } from './rules/alt-missing/alt-missing.ts';
import { codeLineLong } from './rules/code-line-long/code-line-long.ts';
import { headingSkipped } from './rules/heading-skipped/heading-skipped.ts';
import { linkUndefined } from './rules/link-undefined/link-undefined.ts';
import { literalAsterisks } from './rules/literal-asterisks/literal-asterisks.ts';
import { noteUndefined } from './rules/note-undefined/note-undefined.ts';
import { punctuationUnpaired } from './rules/punctuation-unpaired/punctuation-unpaired.ts';

/** Every rule of the manuscript, by id. */
export const RULES: readonly Rule[] = [
  altMissing,
  codeLineLong,
  headingSkipped,
  linkUndefined,
  literalAsterisks,
  noteUndefined,
  punctuationUnpaired,
];

/** What the rules find in a book that is made in these editions. */
export function checkBook(book: Book, editions: readonly Edition[] = []): readonly Diagnostic[] {
  return RULES.flatMap((rule) => rule.check(book, editions));
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
