import type { Element, Root as HastRoot, RootContent } from 'hast';
import type { Paragraph, Parents, Root, Table } from 'mdast';
import { visit } from '../../../model/visit.ts';
import { readAttributeList } from '../../attribute-list.ts';
import type { MarkdownExtension, Report } from '../../extension.ts';
import { textFrom } from '../../lines.ts';
import { readTableAttributes } from './attributes.ts';
import { shapeTables } from './shape.ts';

/**
 * A table's title: a paragraph directly above or below it that begins with `表：`, `Table:` or, as in Pandoc, `: `.
 * Braces at its end give the table's id, the widths of its columns, its heads, what happens when it is wider than the
 * measure, and its place on the page. Braces alone give a table no title.
 *
 * ```markdown
 * 表：口岸货运量 {#freight wide=turn}
 *
 * | 年 | 吨 |
 * |---|---|
 * | 2022 | 1200 |
 * ```
 *
 * NG, stays a paragraph: `表：` with no table beside it.
 */
export const tableTitle: MarkdownExtension = {
  name: 'table-title',
  directives: [],
  ruleIds: ['table-title-attribute', 'table-title-alone'],
  transform(tree, report) {
    visit(tree, (node) => {
      if ('children' in node) setTitles(node, report);
    });
  },
  finish(tree) {
    moveTitles(tree);
    shapeTables(tree);
  },
};

const PREFIX = /^(?:表格?[：:]|Table:|표[：:]|: )[ \t\u3000]*/;

function setTitles(parent: Parents | Root, report: Report): void {
  const { children } = parent;
  if (!children.some((child) => child.type === 'paragraph' && isTitle(child))) return;
  const used = new Set<Paragraph>();
  for (let index = 0; index < children.length; index += 1) {
    const table = children[index];
    if (table?.type !== 'table') continue;
    const above = children[index - 1];
    const below = children[index + 1];
    if (isTitle(above) && !used.has(above)) {
      used.add(above);
      setTitle(table, above, report);
    } else if (isTitle(below) && !belongsToNext(children, index + 1)) {
      used.add(below);
      setTitle(table, below, report);
      children.splice(index, 2, below, table);
      index += 1;
    }
  }
  for (const child of children) {
    if (isTitle(child) && !used.has(child) && bracesOf(child) !== undefined) reportAlone(child, report);
  }
}

/** Between two tables a title is the lower one's, unless that one has its own below it. */
function belongsToNext(children: Parents['children'], index: number): boolean {
  return children[index + 1]?.type === 'table' && !isTitle(children[index + 2]);
}

function isTitle(node: Parents['children'][number] | undefined): node is Paragraph {
  const first = node?.type === 'paragraph' ? node.children[0] : undefined;
  return first?.type === 'text' && PREFIX.test(first.value);
}

function bracesOf(paragraph: Paragraph): string | undefined {
  const last = paragraph.children.at(-1);
  const [, bracket, braces] = (last?.type === 'text' && /(\]?)\{([^{}\n]*)\}\s*$/.exec(last.value)) || [];
  // `表：[版心]{.term}` ends in a span, whose braces are its own.
  return bracket === ']' && braces?.startsWith('.') ? undefined : braces;
}

function setTitle(table: Table, paragraph: Paragraph, report: Report): void {
  const first = paragraph.children[0];
  const last = paragraph.children.at(-1);
  const braces = bracesOf(paragraph);
  if (first?.type === 'text')
    Object.assign(first, textFrom(first, PREFIX.exec(first.value)?.[0].length ?? 0));
  if (braces !== undefined && last?.type === 'text') {
    const written = last.value.slice(0, last.value.lastIndexOf('{')).trimEnd();
    Object.assign(last, textFrom(last, 0, written.length));
    const { properties, problems } = readTableAttributes(readAttributeList(braces), columnsOf(table));
    table.data = { ...table.data, hProperties: { ...table.data?.hProperties, ...properties } };
    for (const problem of problems) reportAttribute(problem, paragraph, report);
  }
  paragraph.data = { ...paragraph.data, hName: 'caption' };
}

function columnsOf({ children }: Table): number {
  return Math.max(0, ...children.map((row) => row.children.length));
}

function reportAttribute(problem: string, paragraph: Paragraph, report: Report): void {
  report(
    'error',
    'table-title-attribute',
    problem,
    'Write for example `{#freight widths="10 8 auto"}`, `{wide=turn}`, `{head-rows=2}`.',
    paragraph,
  );
}

function reportAlone(paragraph: Paragraph, report: Report): void {
  report(
    'warning',
    'table-title-alone',
    'Unexpected title of a table without a table beside it',
    'Put it directly above or below the table, with nothing between them.',
    paragraph,
  );
}

/** A title stands before its table until there is HTML: a table of Markdown has rows alone. */
function moveTitles(tree: HastRoot): void {
  visit(tree, 'element', (table, index, parent) => {
    if (table.tagName !== 'table' || parent === undefined || index === undefined) return undefined;
    const siblings = parent.children as RootContent[];
    const at = siblings.findLastIndex((node, place) => place < index && node.type === 'element');
    const caption = siblings[at];
    if (caption?.type !== 'element' || caption.tagName !== 'caption') return undefined;
    if (!isEmpty(caption)) table.children.unshift(caption);
    siblings.splice(at, 1);
    return index;
  });
}

function isEmpty({ children }: Element): boolean {
  return children.every((child) => child.type === 'text' && child.value.trim() === '');
}
