import type { Language } from '../model/metadata.ts';

/** Rows of a set of two bytes that hold characters in everyday use, first and last byte of each. */
interface Rows {
  readonly encoding: string;
  readonly lead: readonly [first: number, last: number];
  readonly trail: readonly (readonly [first: number, last: number])[];
}

const TRAIL_94: Rows['trail'] = [[0xa1, 0xfe]];

/** Big5, its frequently used characters (教育部常用字). */
const BIG5: Rows = {
  encoding: 'big5',
  lead: [0xa4, 0xc6],
  trail: [
    [0x40, 0x7e],
    [0xa1, 0xfe],
  ],
};

/** GB/T 2312 levels 1 and 2, JIS X 0208 levels 1 and 2, KS X 1001 hangul. */
const SETS: Readonly<Record<Language, Rows>> = {
  'zh-CN': { encoding: 'gbk', lead: [0xb0, 0xf7], trail: TRAIL_94 },
  'zh-TW': BIG5,
  'zh-HK': BIG5,
  ja: { encoding: 'euc-jp', lead: [0xb0, 0xf4], trail: TRAIL_94 },
  ko: { encoding: 'euc-kr', lead: [0xb0, 0xc8], trail: TRAIL_94 },
};

/** The characters that whoever writes a language is likely to come to, 2,350 to 6,763 of them. */
export function commonCharacters(language: Language): string {
  const { encoding, lead, trail } = SETS[language];
  const bytes: number[] = [];
  for (let first = lead[0]; first <= lead[1]; first += 1)
    for (const [from, to] of trail)
      for (let second = from; second <= to; second += 1) bytes.push(first, second);
  // What a row leaves free comes out as a replacement character.
  return new TextDecoder(encoding).decode(new Uint8Array(bytes)).replace(/[^\p{L}]/gu, '');
}
