import { CJK, type Finding, findAll, proseRule, WITHOUT_SPACES } from '../../prose-rule.ts';

const FULL: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '!': '！',
  '?': '？',
  '.': '。',
};

/** Behind a character, with the spaces before the next one, before a quotation, or at the block's end. */
const MARK = new RegExp(
  `(?<=${CJK})[,;:!?](?: *(?=${CJK})|(?=["“‘「『])|(?=\\s*$))|(?<=[”’」』])[,;:!?] *(?=${CJK})`,
  'gu',
);
/** A stop only ends a text, for it also stands in names: 约翰.史密斯. */
const STOP = new RegExp(`(?<=${CJK})\\.(?=\\s*$)`, 'gu');
const BRACKETS = /\(([^()\n]*)\)/g;
const IS_CJK = new RegExp(CJK, 'u');

/**
 * Marks of ASCII in a Chinese or Japanese text, and brackets around some of it.
 *
 * Reported: `中文,中文`, `好!`, `中文(注)`. Not reported: `3:15`, `f(x)`, `中文, English`, `约翰.史密斯`, `1.`.
 */
export const marksHalfWidth = proseRule({
  id: 'marks-half-width',
  severity: 'info',
  what: 'half-width marks in Chinese or Japanese text',
  help: 'Write ，。；：！？（）',
  languages: WITHOUT_SPACES,
  find: ({ text }, language) => {
    const full = (mark: string): string => (language === 'ja' && mark === ',' ? '、' : (FULL[mark] ?? mark));
    const marks = findAll(text, MARK, ([found]) => full(found.trimEnd()));
    return [...marks, ...findAll(text, STOP, () => '。'), ...brackets(text)];
  },
});

function brackets(text: string): readonly Finding[] {
  return [...text.matchAll(BRACKETS)].flatMap(({ 0: whole, 1: inside = '', index }) => {
    const end = index + whole.length;
    const isInText = IS_CJK.test(text.slice(Math.max(index - 1, 0), index)) || IS_CJK.test(text[end] ?? '');
    const isText = IS_CJK.test(inside[0] ?? '') && IS_CJK.test(inside.at(-1) ?? '');
    if (!isInText || !isText) return [];
    return [
      [
        { start: index, end: index + 1, replacement: '（' },
        { start: end - 1, end, replacement: '）' },
      ],
    ];
  });
}
