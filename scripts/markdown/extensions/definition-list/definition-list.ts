import type { Paragraph, Parents, RootContent } from 'mdast';
import { visit } from '../../../model/visit.ts';
import type { MarkdownExtension } from '../../extension.ts';
import { paragraphOf, partsOf, type SourceLine, sourceLines, textFrom } from '../../lines.ts';

/** What begins a definition. */
const MARK = /^:[ \t\u3000]+/;

/**
 * Terms and their definitions, as PHP Markdown Extra and Pandoc write them: one or more lines of terms, then lines that
 * begin with a colon and a space. A blank line may stand between a single term and its definition. A definition is one
 * paragraph.
 *
 * ```markdown
 * 版心
 * : 版面上除去四周空白，印有文字和图的部分。
 * ```
 *
 * NG, a table's title: `: 表题` as a paragraph beside a table.
 */
export const definitionList: MarkdownExtension = {
  name: 'definition-list',
  directives: [],
  ruleIds: [],
  transform(tree) {
    visit(tree, (node) => {
      if (!('children' in node) || node.type === 'paragraph') return;
      const parent = node as Parents;
      if (parent.children.some((child) => child.type === 'paragraph')) setLists(parent);
    });
  },
};

/** A node no other tool knows, carried to HTML by `data.hName`. */
interface DefinitionList {
  readonly type: 'definitionList';
  readonly position: Paragraph['position'];
  readonly data: { readonly hName: 'dl' };
  readonly children: unknown[];
}

function setLists(parent: Parents): void {
  const { children } = parent;
  const set: (RootContent | DefinitionList)[] = [];
  children.forEach((child, index) => {
    const parts = child.type === 'paragraph' ? definitionsOf(child) : undefined;
    if (child.type !== 'paragraph' || parts === undefined) {
      set.push(child);
      return;
    }
    const [terms, definitions] = parts;
    const before = set.at(-1);
    if (terms.length > 0) listBehind(set, child).children.push(...terms, ...definitions);
    else if (children[index - 1]?.type === 'table' || children[index + 1]?.type === 'table') set.push(child);
    else if (before?.type === 'definitionList') before.children.push(...definitions);
    else if (before?.type === 'paragraph' && sourceLines(before.children).length === 1) {
      set.pop();
      listBehind(set, before).children.push(elementOf('dt', before, before.children), ...definitions);
    } else set.push(child);
  });
  parent.children = set as typeof children;
}

/** The list at the end of `set`, which goes on, or a new one. */
function listBehind(set: (RootContent | DefinitionList)[], { position }: Paragraph): DefinitionList {
  const last = set.at(-1);
  if (last?.type === 'definitionList') return last;
  const list: DefinitionList = { type: 'definitionList', position, data: { hName: 'dl' }, children: [] };
  set.push(list);
  return list;
}

/** Terms (none where the paragraph begins with a definition) and definitions; `undefined` where none begins. */
function definitionsOf(paragraph: Paragraph): readonly [unknown[], unknown[]] | undefined {
  const parts = partsOf(paragraph.children, beginsDefinition);
  const [head = [], ...rest] = beginsDefinition(paragraph.children) ? [[], ...parts] : parts;
  if (rest.length === 0) return undefined;
  const terms = sourceLines(head).map((line) => elementOf('dt', paragraph, line));
  // The place of a definition is that of its mark.
  const definitions = rest.map((definition) => ({
    ...elementOf('dd', paragraph, definition),
    children: withoutMark(definition),
  }));
  return [terms, definitions];
}

function beginsDefinition([first]: SourceLine): boolean {
  return first?.type === 'text' && MARK.test(first.value);
}

function withoutMark([first, ...rest]: SourceLine): SourceLine {
  if (first?.type !== 'text') return rest;
  return [textFrom(first, MARK.exec(first.value)?.[0].length ?? 0), ...rest];
}

function elementOf(hName: 'dt' | 'dd', paragraph: Paragraph, children: SourceLine): object {
  return { ...paragraphOf(paragraph, children), type: hName, data: { hName } };
}
