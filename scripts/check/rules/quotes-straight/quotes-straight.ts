import type { Language } from '../../../model/metadata.ts';
import { CJK, type Finding, proseRule, WITHOUT_SPACES } from '../../prose-rule.ts';

const IS_CJK = new RegExp(CJK, 'u');
const CURLY = { double: '“”', single: '‘’' } as const;
const CORNER = { double: '「」', single: '『』' } as const;
/** Quotation marks by language (C09). */
const MARKS: Readonly<Record<Language, Readonly<Record<'double' | 'single', string>>>> = {
  'zh-CN': CURLY,
  'zh-TW': CORNER,
  'zh-HK': CORNER,
  ja: CORNER,
  ko: CURLY,
};
/** A single quotation begins and ends with Chinese or Japanese; all else may be an apostrophe. */
const SINGLE = new RegExp(`(?<![a-zA-Z0-9])'(?=${CJK})[^'"\\n]{1,200}(?<=${CJK})'(?![a-zA-Z0-9])`, 'gu');

/**
 * Straight quotation marks around or beside Chinese or Japanese, where each has its partner in the block.
 *
 * Reported: `他说"好"`, `函数"foo"返回`. Not reported: `"hello" world`, `5"`, `don't`, a mark without a partner.
 */
export const quotesStraight = proseRule({
  id: 'quotes-straight',
  severity: 'info',
  what: 'straight quotation marks',
  help: 'Write “”, in Taiwan, Hong Kong and Japan 「」',
  languages: WITHOUT_SPACES,
  find: ({ text }, language) => [
    ...doubles(text, MARKS[language].double),
    ...[...text.matchAll(SINGLE)].map(({ 0: whole, index }) =>
      pair(index, index + whole.length - 1, MARKS[language].single),
    ),
  ],
});

/** One opens and one closes; where one is left over, nobody knows which. */
function doubles(text: string, marks: string): readonly Finding[] {
  const places = [...text.matchAll(/"/g)].map(({ index }) => index);
  if (places.length % 2 === 1) return [];
  return places.flatMap((open, nth) => {
    const close = places[nth + 1];
    if (nth % 2 === 1 || close === undefined || close === open + 1) return [];
    const beside = [text[open - 1], text[open + 1], text[close - 1], text[close + 1]];
    const isPair = !/\s/.test(text[open + 1] ?? '') && !/\s/.test(text[close - 1] ?? '');
    return isPair && beside.some((one) => IS_CJK.test(one ?? '')) ? [pair(open, close, marks)] : [];
  });
}

function pair(open: number, close: number, [first = '', second = '']: string): Finding {
  return [
    { start: open, end: open + 1, replacement: first },
    { start: close, end: close + 1, replacement: second },
  ];
}
