import { noteMark } from './note-mark.ts';
import { roman } from './roman.ts';

/** What may be numbered by a pattern of its own, from the outside in. */
export const NUMBERED = [
  'part',
  'chapter',
  'appendix',
  'section',
  'subsection',
  'level-4',
  'level-5',
  'level-6',
] as const;

/** One of {@link NUMBERED}. */
export type Numbered = (typeof NUMBERED)[number];

/** Patterns of numbers, as `headings.numbers` in book.yaml gives them; what has none is not numbered (E08). */
export type HeadingPatterns = Readonly<Partial<Record<Numbered, string>>>;

/** The numeral 1 of each kind, as it stands in a pattern. */
export const NUMERALS = ['一', '1', 'A', 'a', 'I', 'i', '①', '甲'] as const;

/** One of {@link NUMERALS}. */
export type Numeral = (typeof NUMERALS)[number];

/** A pattern in its pieces: text, and places for numbers. */
export type PatternPiece = { readonly text: string } | { readonly numeral: Numeral };

/**
 * Takes a pattern such as `第{一}章` or `{1}.{1}` apart; `undefined` where it has no place for a number, or braces that
 * are none.
 */
export function parsePattern(pattern: string): readonly PatternPiece[] | undefined {
  const pieces = pattern
    .split(/(\{[^{}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece): PatternPiece | undefined => {
      const inner = /^\{(.*)\}$/su.exec(piece)?.[1];
      if (inner === undefined) return /[{}]/.test(piece) ? undefined : { text: piece };
      const numeral = NUMERALS.find((one) => one === inner);
      return numeral && { numeral };
    });
  const known = pieces.filter((piece) => piece !== undefined);
  return known.length === pieces.length && known.some((piece) => 'numeral' in piece) ? known : undefined;
}

const STEMS = '甲乙丙丁戊己庚辛壬癸';
const DIGITS = '〇一二三四五六七八九';

/** A number from 1 in numerals of a kind; where a kind has no more, in arabic numerals. */
export function inNumerals(number: number, numeral: Numeral): string {
  switch (numeral) {
    case '一':
      return han(number);
    case 'A':
      return letters(number);
    case 'a':
      return letters(number).toLowerCase();
    case 'I':
      return roman(number).toUpperCase();
    case 'i':
      return roman(number);
    case '①':
      return noteMark(number, 'circled');
    case '甲':
      return STEMS[number - 1] ?? String(number);
    case '1':
      return String(number);
  }
}

/** A … Z, AA … */
function letters(number: number): string {
  const rest = Math.floor((number - 1) / 26);
  const letter = String.fromCharCode(65 + ((number - 1) % 26));
  return rest === 0 ? letter : letters(rest) + letter;
}

/** 十, 十一, 二十, 一百零一 … 九百九十九. */
function han(number: number): string {
  if (number > 999) return String(number);
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  const digit = (value: number): string => DIGITS[value] ?? '';
  const last = ones === 0 ? '' : digit(ones);
  const middle = tens === 0 ? '' : `${tens === 1 && hundreds === 0 ? '' : digit(tens)}十`;
  if (hundreds === 0) return middle + last;
  return `${digit(hundreds)}百${middle === '' && last !== '' ? '零' : ''}${middle}${last}`;
}
