import { CJK, findAll, proseRule, WITHOUT_SPACES } from '../../prose-rule.ts';

const DOTS = /(?<![.。…])(?:\.{3,6}|。{3,6}|…)(?![.。…])/gu;
const IS_CJK = new RegExp(`${CJK}|[“”‘’「」『』]`, 'u');

/**
 * An ellipsis that is not two characters `……`, beside Chinese or Japanese (C04).
 *
 * Reported: `中文...`, `。。。`, `中文…`. Not reported: `a...b`, `……`, `1...9`, a dozen dots.
 */
export const ellipsisDots = proseRule({
  id: 'ellipsis-dots',
  severity: 'info',
  what: 'ellipses of other dots than `……`',
  help: 'Write ……',
  languages: WITHOUT_SPACES,
  find: ({ text }) =>
    findAll(text, DOTS, ({ 0: dots, index }) => {
      const beside = [text[index - 1], text[index + dots.length]];
      const isInText = dots.startsWith('。') || beside.some((one) => IS_CJK.test(one ?? ''));
      return isInText ? '……' : undefined;
    }),
});
