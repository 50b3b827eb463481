import type { Heading } from 'mdast';
import { visit } from 'unist-util-visit';
import { isClass, readAttributeList } from '../../attribute-list.ts';
import type { MarkdownExtension, Report } from '../../extension.ts';

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
 * NG, stays text: `## 集合 {x}`.
 */
export const headingId: MarkdownExtension = {
  name: 'heading-id',
  directives: [],
  ruleIds: ['heading-id'],
  transform(tree, report) {
    visit(tree, 'heading', (heading) => takeId(heading, report));
  },
};

function takeId(heading: Heading, report: Report): void {
  const last = heading.children.at(-1);
  if (last?.type !== 'text') return;
  const braces = /[ \t\u3000]*\{((?:#|\.\p{L})[^{}\n]*)\}\s*$/u.exec(last.value);
  if (braces === null) return;
  const { id, pairs, rest } = readAttributeList(braces[1] ?? '');
  const classes = rest.filter(isClass);
  if (classes.length > 0) {
    report(
      'warning',
      'heading-id',
      `Unused ${classes.map((name) => `\`${name}\``).join(', ')} behind a heading`,
      'How headings look is for the theme to say.',
      heading,
    );
  }
  const isClassesAlone = id === undefined && classes.length === rest.length && classes.length > 0;
  if ((id === undefined && !isClassesAlone) || pairs.length > 0 || rest.length > classes.length) {
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
  if (id === undefined) return;
  heading.data = { ...heading.data, hProperties: { ...heading.data?.hProperties, id } };
}
