import type { ReferenceWords } from './words.ts';

/** A number that the author has written at the head of a title. */
export interface WrittenNumber {
  /** As others refer to it: `第三章`, `附录A`, `第1.2节`. */
  readonly label: string;
  /** The number alone: `三`, `A`, `1.2`. */
  readonly number: string;
  /** What follows it. */
  readonly title: string;
}

const HAN_NUMERAL = '[0-9０-９〇零一二三四五六七八九十百]+';

/** Numbers that name their kind, in the languages of the books. */
const NAMED: readonly RegExp[] = [
  new RegExp(`^第\\s*(${HAN_NUMERAL})\\s*[章节節回篇部卷編编讲講课課话話条條]`, 'u'),
  /^제\s*(\d+)\s*[장절부편강회]/u,
  /^(?:附录|附錄|付録|부록)\s*([A-Z]|[0-9]+|[一二三四五六七八九十]+|[甲乙丙丁])(?![A-Za-z0-9])/u,
];

/** `1.2`, or a single number with a mark behind it: a year or a quantity opens many a title. */
const DECIMAL = /^(\d{1,3}(?:\.\d{1,3})+|\d{1,2}(?=[.．、\u3000]))/;

/** Reads the number at the head of a title of some level; `undefined` when there is none. */
export function writtenNumber(
  title: string,
  level: number,
  words: ReferenceWords,
): WrittenNumber | undefined {
  for (const pattern of NAMED) {
    const match = pattern.exec(title);
    const number = match?.[1];
    if (match === null || number === undefined) continue;
    return { label: match[0].replace(/\s+/g, ''), number, title: withoutGap(title.slice(match[0].length)) };
  }
  const decimal = DECIMAL.exec(title)?.[1];
  const rest = withoutGap(title.slice(decimal?.length));
  if (decimal === undefined || rest === '') return undefined;
  return { label: words.section(decimal, level), number: decimal, title: rest };
}

function withoutGap(title: string): string {
  return title.replace(/^[\s\u3000.．、：:·—-]+/u, '');
}

const DIGITS = '〇一二三四五六七八九';

/** A number in arabic numerals, from Chinese numerals to 999 and full-width digits; letters stay. */
export function arabic(number: string): string {
  const narrow = number.replace(/[０-９]/g, (digit) => String.fromCodePoint(digit.charCodeAt(0) - 0xfee0));
  if (!/^[〇零一二三四五六七八九十百]+$/u.test(narrow)) return narrow;
  const units = narrow.replaceAll('零', '〇');
  // 二〇 is written digit by digit.
  if (!/[十百]/u.test(units)) return [...units].map((digit) => DIGITS.indexOf(digit)).join('');
  let total = 0;
  let digit = 0;
  for (const character of units) {
    const unit = character === '百' ? 100 : character === '十' ? 10 : 0;
    if (unit === 0) digit = DIGITS.indexOf(character);
    else {
      total += Math.max(digit, 1) * unit;
      digit = 0;
    }
  }
  return String(total + digit);
}
