import type { Element, Root as HastRoot, RootContent } from 'hast';
import type { Parents } from 'mdast';
import { visit } from '../../../model/visit.ts';
import type { MarkdownExtension } from '../../extension.ts';

/**
 * Notes of a table: paragraphs directly below it (and its title) that begin with `注：`, `资料来源：`, `出典：`, `출처:`,
 * `Source:` and the like, perhaps with a number (`注1：`). They stand below the table, in its width, and stay with it.
 *
 * ```markdown
 * | 年 | 吨 |
 * |---|---|
 * | 2022 | 1200 |
 *
 * 注：不含过境货物。
 *
 * 资料来源：阿尔山海关。
 * ```
 *
 * NG, stays a paragraph: `注：` with a paragraph between it and the table.
 */
export const tableNotes: MarkdownExtension = {
  name: 'table-notes',
  directives: [],
  ruleIds: [],
  transform(tree) {
    visit(tree, (node) => {
      if ('children' in node) markNotes(node);
    });
  },
  finish: moveNotes,
};

const PREFIX =
  /^(?:[注註]|(?:资料|数据)?来源|(?:資料|數據)?來源|出典|出所|資料|주|자료|출처|Notes?|Sources?)[ \t]?(?:[0-9０-９]{1,2}|[①-⑳])?[：:]/;

function markNotes({ children }: Parents): void {
  let below = false;
  for (const child of children) {
    if (child.type === 'table') below = true;
    else if (below && child.type === 'paragraph' && child.data?.hName === undefined) {
      const [first] = child.children;
      below = first?.type === 'text' && PREFIX.test(first.value);
      if (below)
        child.data = { ...child.data, hProperties: { ...child.data?.hProperties, dataTableNote: '' } };
    } else below = false;
  }
}

/** Each note is a row across the table's foot, so that it moves with the table and is as wide. */
function moveNotes(tree: HastRoot): void {
  visit(tree, 'element', (table, index, parent) => {
    if (table.tagName !== 'table' || parent === undefined || index === undefined) return;
    const siblings = parent.children as RootContent[];
    const notes: Element[] = [];
    for (let at = index + 1; at < siblings.length; ) {
      const next = siblings[at];
      if (next?.type === 'text' && next.value.trim() === '') at += 1;
      else if (next?.type === 'element' && next.properties['dataTableNote'] !== undefined) {
        notes.push(next);
        siblings.splice(index + 1, at - index);
        at = index + 1;
      } else break;
    }
    if (notes.length === 0) return;
    const colSpan = columnsOf(table);
    table.properties['className'] = ['noted'];
    table.children.push({
      type: 'element',
      tagName: 'tfoot',
      properties: { className: ['table-notes'] },
      children: notes.map((note) => rowOf(note, colSpan)),
    });
  });
}

function rowOf({ children, position }: Element, colSpan: number): Element {
  const cell: Element = { type: 'element', tagName: 'td', properties: { colSpan }, children };
  return {
    type: 'element',
    tagName: 'tr',
    properties: {},
    children: [cell],
    ...(position === undefined ? {} : { position }),
  };
}

function columnsOf(table: Element): number {
  let columns = 1;
  visit(table, 'element', (row) => {
    if (row.tagName !== 'tr') return;
    const cells = row.children.filter((child): child is Element => child.type === 'element');
    const count = cells.reduce((sum, { properties }) => sum + Number(properties['colSpan'] ?? 1), 0);
    columns = Math.max(columns, count);
  });
  return columns;
}
