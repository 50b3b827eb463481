import type { Book } from '../model/book.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Edition, FpoPolicy } from '../model/edition.ts';
import type { PictureFault } from './picture-fault.ts';
import type { ProseRule } from './prose-rule.ts';
import type { Rule } from './rule.ts';
import { alphanumericsFullWidth } from './rules/alphanumerics-full-width/alphanumerics-full-width.ts';
import { altMissing } from './rules/alt-missing/alt-missing.ts';
import { captionStop } from './rules/caption-stop/caption-stop.ts';
import { codeLineLong } from './rules/code-line-long/code-line-long.ts';
import { dashHyphens } from './rules/dash-hyphens/dash-hyphens.ts';
import { ellipsisDots } from './rules/ellipsis-dots/ellipsis-dots.ts';
import { figureCredit } from './rules/figure-credit/figure-credit.ts';
import { headingSkipped } from './rules/heading-skipped/heading-skipped.ts';
import { headingStop } from './rules/heading-stop/heading-stop.ts';
import { indentTyped } from './rules/indent-typed/indent-typed.ts';
import { linkUndefined } from './rules/link-undefined/link-undefined.ts';
import { literalAsterisks } from './rules/literal-asterisks/literal-asterisks.ts';
import { marksHalfWidth } from './rules/marks-half-width/marks-half-width.ts';
import { noteUndefined } from './rules/note-undefined/note-undefined.ts';
import { punctuationUnpaired } from './rules/punctuation-unpaired/punctuation-unpaired.ts';
import { quotesStraight } from './rules/quotes-straight/quotes-straight.ts';
import { reportDateline } from './rules/report-dateline/report-dateline.ts';
import { spaceAtMark } from './rules/space-at-mark/space-at-mark.ts';
import { spaceBetweenHan } from './rules/space-between-han/space-between-han.ts';
import { spaceHanLatin } from './rules/space-han-latin/space-han-latin.ts';
import { warichuLong } from './rules/warichu-long/warichu-long.ts';

/** Rules that mend what they find, by id. */
export const PROSE_RULES: readonly ProseRule[] = [
  alphanumericsFullWidth,
  dashHyphens,
  ellipsisDots,
  indentTyped,
  marksHalfWidth,
  quotesStraight,
  spaceAtMark,
  spaceBetweenHan,
  spaceHanLatin,
];

/** Every rule of the manuscript. */
export const RULES: readonly Rule[] = [
  altMissing,
  captionStop,
  codeLineLong,
  figureCredit,
  headingSkipped,
  headingStop,
  linkUndefined,
  literalAsterisks,
  noteUndefined,
  punctuationUnpaired,
  reportDateline,
  warichuLong,
  ...PROSE_RULES,
];

/** What the rules find in a book that is made in these editions. */
export function checkBook(book: Book, editions: readonly Edition[] = []): readonly Diagnostic[] {
  return RULES.flatMap((rule) => rule.check(book, editions));
}

/** Of a picture that is there and cannot be printed, or not whole. */
export function unusablePicture(path: string, { reason, isPrinted }: PictureFault): Diagnostic {
  return {
    severity: 'error',
    ruleId: 'image-damaged',
    message: `${isPrinted ? 'Incomplete' : 'Unusable'} picture \`${path}\`: ${reason}`,
    help: isPrinted ? 'Embed in it what it names.' : 'Save it anew from the program that made it.',
  };
}

/**
 * Pictures that are not there: frames for position only, or a refusal when an edition says `fpo: error`.
 * @param faults what is wrong with those that are there, by their paths
 */
export function checkPictures(
  book: Book,
  available: ReadonlySet<string>,
  policy: FpoPolicy,
  faults: ReadonlyMap<string, PictureFault> = new Map(),
): readonly Diagnostic[] {
  return book.images
    .filter(({ path }) => !available.has(path) || faults.has(path))
    .map(({ path, place }): Diagnostic => {
      const fault = faults.get(path);
      const severity = policy === 'error' ? 'error' : 'warning';
      if (fault !== undefined) {
        const { help, ...told } = unusablePicture(path, fault);
        const frame =
          policy === 'error' || fault.isPrinted ? '' : ' A frame for position only is set in its place.';
        return { ...told, severity, help: `${help}${frame}`, place };
      }
      return {
        severity,
        ruleId: 'image-missing',
        message: `Missing picture \`${path}\``,
        help:
          policy === 'error'
            ? 'Put the file there, or set `fpo: warn` to print a frame for position only.'
            : 'A frame for position only is set in its place; put the file there before printing.',
        place,
      };
    });
}
