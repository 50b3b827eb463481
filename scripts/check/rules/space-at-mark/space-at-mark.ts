import { CHINESE, CJK, findAll, proseRule } from '../../prose-rule.ts';

const SPACE = new RegExp(`(?<=[，。、；：！？]) +(?=\\S)|(?<=${CJK}) +(?=[，。、；：！？])`, 'gu');

/**
 * Spaces before or behind a full-width mark, which has its own (C15).
 *
 * Reported: `中文， 中文`. Not reported: `中文 中文`, `第一章　中文`, Japanese, where a space may follow ！ and ？.
 */
export const spaceAtMark = proseRule({
  id: 'space-at-mark',
  severity: 'info',
  what: 'spaces beside full-width marks',
  help: 'Take them out',
  languages: CHINESE,
  find: ({ text, inVerse }) => (inVerse ? [] : findAll(text, SPACE, () => '')),
});
