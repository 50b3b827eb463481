import type { Heading, RootContent } from 'mdast';
import { visit } from '../../../model/visit.ts';
import { isClass, readAttributeList } from '../../attribute-list.ts';
import type { MarkdownExtension, Report } from '../../extension.ts';

/** Said of a heading that has no number in a book that numbers them; the second is Pandoc's short form. */
const UNNUMBERED: ReadonlySet<string> = new Set(['.unnumbered', '-']);

/**
 * A heading's own id in braces at its end, as Pandoc and most site builders read it: what links and references name
 * stays the same when chapters move.
 *
 * ```markdown
 * ## 口岸的历史 {#history}
 * ```
 *
 * Classes beside it or alone, as in VFM and Pandoc, are told and left out: `## 口岸的历史 {#history .large}`.
 *
 * `{.unnumbered}` or `{-}`, beside an id too: no number, where book.yaml orders numbers.
 *
 * They may also be the whole of the next line, as VFM reads them.
 *
 * NG, stays text: `## 集合 {x}`.
 */
export const headingId: MarkdownExtension = {
  name: 'heading-id',
  directives: [],
  ruleIds: ['heading-id'],
  transform(tree, report) {
    visit(tree, 'heading', (heading, index, parent) => {
      const next = index === undefined ? undefined : parent?.children[index + 1];
      const braces = next && bracesBelow(heading, next);
      if (parent !== undefined && index !== undefined && braces !== undefined) {
        parent.children.splice(index + 1, 1);
        heading.children.push({ type: 'text', value: braces });
      }
      takeId(heading, report);
    });
  },
};

/** The next line's braces, when they are its whole paragraph. */
function bracesBelow(heading: Heading, next: RootContent): string | undefined {
  if (next.type !== 'paragraph' || next.position?.start.line !== (heading.position?.end.line ?? 0) + 1)
    return;
  const [text, ...rest] = next.children;
  if (text?.type !== 'text' || rest.length > 0) return;
  return /^\{(?:#|\.\p{L})[^{}\n]*\}\s*$/u.test(text.value) ? text.value : undefined;
}

function takeId(heading: Heading, report: Report): void {
  const last = heading.children.at(-1);
  if (last?.type !== 'text') return;
  const braces = /[ \t\u3000]*\{((?:#|\.\p{L}|-(?=\}))[^{}\n]*)\}\s*$/u.exec(last.value);
  if (braces === null) return;
  const { id, pairs, rest } = readAttributeList(braces[1] ?? '');
  const isUnnumbered = rest.some((word) => UNNUMBERED.has(word));
  const words = rest.filter((word) => !UNNUMBERED.has(word));
  // `# 说[版心]{.term}` ends in a span, whose braces are its own.
  const isSpan = !isUnnumbered && words.length > 0 && braces[0].startsWith('{');
  if (isSpan && /\[[^[\]]*\]$/.test(last.value.slice(0, braces.index))) return;
  const classes = words.filter(isClass);
  if (classes.length > 0) {
    report(
      'warning',
      'heading-id',
      `Unused ${classes.map((name) => `\`${name}\``).join(', ')} behind a heading`,
      'How headings look is for the theme to say.',
      heading,
    );
  }
  const isClassesAlone = id === undefined && classes.length === words.length && rest.length > 0;
  if ((id === undefined && !isClassesAlone) || pairs.length > 0 || words.length > classes.length) {
    report(
      'error',
      'heading-id',
      `Unexpected \`{${braces[1]}}\` behind a heading, expected one id such as \`{#history}\``,
      'An id is of letters, digits, `-`, `_`, `.` and `:`, without spaces.',
      heading,
    );
  }
  last.value = last.value.slice(0, braces.index);
  if (last.value === '') heading.children.pop();
  const properties = { ...(id !== undefined && { id }), ...(isUnnumbered && { className: ['unnumbered'] }) };
  heading.data = { ...heading.data, hProperties: { ...heading.data?.hProperties, ...properties } };
}
