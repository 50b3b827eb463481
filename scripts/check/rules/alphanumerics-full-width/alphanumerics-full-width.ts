import { CHINESE, findAll, proseRule } from '../../prose-rule.ts';

const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ]+/gu;
/** From a full-width form to that of ASCII. */
const DISTANCE = 0xfee0;

/**
 * Full-width letters and digits in Chinese. Japanese sets single ones upright by them.
 *
 * Reported: `２０２３年`, `ＧＤＰ`. Not reported: `2023年`, full-width marks, Japanese.
 */
export const alphanumericsFullWidth = proseRule({
  id: 'alphanumerics-full-width',
  severity: 'info',
  what: 'full-width letters and digits',
  help: 'Write them in ASCII',
  languages: CHINESE,
  find: ({ text }) =>
    findAll(text, FULL_WIDTH, ([found]) =>
      String.fromCharCode(...[...found].map((one) => one.charCodeAt(0) - DISTANCE)),
    ),
});
