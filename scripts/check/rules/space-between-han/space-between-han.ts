import { findAll, proseRule, WITHOUT_SPACES } from '../../prose-rule.ts';

const HAN = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]`;
const SPACE = new RegExp(`(?<=${HAN}) +(?=${HAN})`, 'gu');

/**
 * Spaces between Han or kana in a paragraph. They may part names (`记者 王越 摄`): off unless book.yaml sets its level.
 *
 * Reported: `春天 来了`. Not reported: `目 录` in a heading or a cell, `第一章　春` with a full-width space, verse.
 */
export const spaceBetweenHan = proseRule({
  id: 'space-between-han',
  severity: 'info',
  what: 'spaces between Han or kana',
  help: 'Take them out',
  languages: WITHOUT_SPACES,
  find: ({ kind, inVerse, text }) => (kind === 'paragraph' && !inVerse ? findAll(text, SPACE, () => '') : []),
});
