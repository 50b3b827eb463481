import type { ElementContent } from 'hast';
import type { Code, Parents, RootContent } from 'mdast';
import { SKIP, visit } from '../../../model/visit.ts';
import type { MarkdownExtension, Report } from '../../extension.ts';
import { joinCallouts } from './callouts.ts';
import { type CodeInfo, readInfo } from './info.ts';

/**
 * Code as books have it: with a title, an id, numbered and marked lines, and numbers at the ends of lines that lead to the
 * list beneath. What is written behind the fence is what other tools write there.
 *
 * ````markdown
 * ```js title="main.js" {1,3-5} {numbers start=10 #lst-main}
 * run();   // (1)
 * ```
 *
 * 1. 开始运行。
 * ````
 */
export const code: MarkdownExtension = {
  name: 'code',
  directives: [],
  ruleIds: ['code-attribute', 'code-callout'],
  transform(tree, report) {
    visit(tree, 'code', (node, index, parent) => {
      if (parent === undefined || index === undefined) return undefined;
      const info = readInfo([node.lang, node.meta].filter(Boolean).join(' '));
      tellProblems(node, info, report);
      const next = parent.children[index + 1];
      const children = next?.type === 'list' ? joinCallouts(node, next, report) : undefined;
      setCode(node, info, children);
      if (info.title === undefined && info.id === undefined) return undefined;
      (parent as Parents).children[index] = listingOf(node, info);
      return [SKIP, index + 1];
    });
  },
};

function tellProblems(node: Code, { problems, marked }: CodeInfo, report: Report): void {
  for (const problem of problems) {
    report(
      'warning',
      'code-attribute',
      `Unexpected \`${problem}\` of code, expected lines, \`#id\`, \`title\`, \`numbers\` or \`start\``,
      'Write for example `{1,3-5}` or `{numbers start=10 #lst-main}`.',
      node,
    );
  }
  const lines = node.value.split('\n').length;
  const beyond = marked.find(([, last]) => last > lines);
  if (beyond === undefined) return;
  report(
    'warning',
    'code-attribute',
    `Unexpected line ${beyond[1]} to be marked, expected one of the ${lines} of this code`,
    'Lines are counted from 1, whatever number is printed beside the first.',
    node,
  );
}

function setCode(
  node: Code,
  { language, firstNumber, marked }: CodeInfo,
  children: ElementContent[] | undefined,
): void {
  node.lang = language === '' ? null : language;
  const hProperties = {
    ...(firstNumber !== undefined && { dataNumbers: String(firstNumber) }),
    ...(marked.length > 0 && { dataMarked: marked.map((range) => range.join('-')).join(' ') }),
  };
  node.data = { ...node.data, hProperties, ...(children !== undefined && { hChildren: children }) };
}

/** A node no other tool knows, carried to HTML by `data.hName`. */
function listingOf(node: Code, { id, title }: CodeInfo): RootContent {
  const caption = {
    type: 'paragraph',
    position: node.position,
    data: { hProperties: { className: ['listing-title', 'keep', 'keep-next'] } },
    children: [{ type: 'text', value: title }],
  };
  return {
    type: 'listing',
    position: node.position,
    data: { hName: 'div', hProperties: { className: ['listing'], ...(id !== undefined && { id }) } },
    children: title === undefined ? [node] : [caption, node],
  } as never;
}
