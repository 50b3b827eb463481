import { findAll, proseRule, WITHOUT_SPACES } from '../../prose-rule.ts';

const HAN = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]`;
const WESTERN = String.raw`[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}]`;
const SPACE = new RegExp(`(?<=${HAN}) +(?=${WESTERN})|(?<=${WESTERN}) +(?=${HAN})`, 'gu');

/**
 * Spaces between Han or kana and letters or digits, where the pages set a gap of their own (C15). Many write them as a
 * matter of style: off unless book.yaml sets its level.
 *
 * Reported: `使用 Rust 语言`. Not reported: `Rust language`, a folded line.
 */
export const spaceHanLatin = proseRule({
  id: 'space-han-latin',
  severity: 'info',
  what: 'spaces between Han and letters or digits',
  help: 'Take them out, for a gap is set there anyway',
  languages: WITHOUT_SPACES,
  find: ({ text, inVerse }) => (inVerse ? [] : findAll(text, SPACE, () => '')),
});
