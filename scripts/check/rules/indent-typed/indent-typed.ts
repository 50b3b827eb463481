import { findAll, proseRule, WITHOUT_SPACES } from '../../prose-rule.ts';

const INDENT = /^\u3000+(?=\S)/gu;

/**
 * Full-width spaces at the head of a paragraph: its indent is set anyway, so it would be indented twice (B01).
 *
 * Reported: `　　春天来了。` Not reported: verse, headings, cells, `第一章　春`.
 */
export const indentTyped = proseRule({
  id: 'indent-typed',
  severity: 'warning',
  what: 'indents typed as full-width spaces, which are set twice',
  help: 'Take them out',
  languages: WITHOUT_SPACES,
  find: ({ kind, inVerse, text }) =>
    kind === 'paragraph' && !inVerse ? findAll(text, INDENT, () => '') : [],
});
