/** How the numbers of notes are written (F06, F07). */
export const NOTE_STYLES = ['arabic', 'circled', 'asterisk', 'bracketed'] as const;

/** One of {@link NOTE_STYLES}. */
export type NoteStyle = (typeof NOTE_STYLES)[number];

/** First numbers and code points of ①–⑳, ㉑–㉟ and ㊱–㊿: Unicode has no more, and Noto draws them all. */
const CIRCLED: readonly (readonly [first: number, codePoint: number])[] = [
  [36, 0x32b1],
  [21, 0x3251],
  [1, 0x2460],
];
const LAST_CIRCLED = 50;

/** Each up to threefold, as Chinese journals write * ** ***; then the next in the order of the Chicago Manual of Style. */
const SYMBOLS = '*†‡§';
const MOST_REPEATED = 3;

const HAN_DIGITS = '〇一二三四五六七八九';

/**
 * A note's number as its call and the note itself show it; with the same arguments always the same.
 *
 * | style | 1 | 2 | 10 | beyond |
 * |---|---|---|---|---|
 * | `arabic` | 1 | 2 | 10 | |
 * | `circled` | ① | ② | ⑩ | (51) after ㊿ |
 * | `asterisk` | * | ** | § | (13) after §§§ |
 * | `bracketed` | 〔1〕 | 〔2〕 | 〔10〕 | |
 * | `bracketed`, vertical | 〔一〕 | 〔二〕 | 〔一〇〕 | |
 * @param number from 1
 * @param vertical whether the lines run down: Chinese notes there have Han numbers in brackets
 */
export function noteMark(number: number, style: NoteStyle, vertical = false): string {
  switch (style) {
    case 'circled':
      return circled(number);
    case 'asterisk':
      return symbol(number);
    case 'bracketed':
      return `〔${vertical ? hanDigits(number) : number}〕`;
    case 'arabic':
      return String(number);
  }
}

/** Whether a mark is set across a vertical line, its digits side by side in one em (縦中横, D10). */
export function isSetAcross(mark: string): boolean {
  return /^\d+$/.test(mark);
}

function circled(number: number): string {
  const [first, codePoint] = CIRCLED.find(([least]) => number >= least) ?? [1, 0];
  return number > LAST_CIRCLED || codePoint === 0
    ? `(${number})`
    : String.fromCodePoint(codePoint + number - first);
}

function symbol(number: number): string {
  const mark = SYMBOLS[Math.floor((number - 1) / MOST_REPEATED)];
  return mark === undefined ? `(${number})` : mark.repeat(((number - 1) % MOST_REPEATED) + 1);
}

function hanDigits(number: number): string {
  return String(number).replace(/\d/g, (digit) => HAN_DIGITS.charAt(Number(digit)));
}
