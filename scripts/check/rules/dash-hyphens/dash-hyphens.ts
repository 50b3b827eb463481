import { CJK, findAll, proseRule, WITHOUT_SPACES } from '../../prose-rule.ts';

const HYPHENS = new RegExp(`(?<=^|${CJK}|[“”‘’「」『』]) *-{2,3} *(?=${CJK}|[“”‘’「」『』])`, 'gu');

/**
 * Hyphens for a dash `——` between Chinese or Japanese (C04). A single `—` may be a connector (北京—上海) and stays.
 *
 * Reported: `中文--中文`, `--鲁迅`. Not reported: `中文 --help`, `a--b`, `北京-上海`.
 */
export const dashHyphens = proseRule({
  id: 'dash-hyphens',
  severity: 'info',
  what: 'hyphens for a dash',
  help: 'Write ——',
  languages: WITHOUT_SPACES,
  find: ({ text }) => findAll(text, HYPHENS, () => '——'),
});
