import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import type { Book, Chapter } from '../model/book.ts';
import { copyTree } from '../model/copy-tree.ts';
import type { Edition } from '../model/edition.ts';
import { columnsOf } from '../model/geometry.ts';
import { visit } from '../model/visit.ts';

/**
 * Sets the text of chapters in an edition's columns: title and headline stand above them across the measure. Generated
 * parts keep the measure. The book is not changed; a copy of what differs is returned.
 */
export function setColumns(book: Book, edition: Edition): Book {
  if (edition.columns < 2) return book;
  const chapters = book.chapters.map((chapter): Chapter => {
    if (chapter.part !== undefined) return chapter;
    const content = inColumns(chapter.content, edition.columns);
    visit(content, 'element', (node) => {
      if (node.tagName === 'figure') spanColumns(node, edition);
    });
    return { ...chapter, content };
  });
  return { ...book, chapters };
}

/** A figure takes as many columns as its ordered width needs, and fills them; without an order it takes all. */
function spanColumns(figure: Element, { page, columns }: Edition): void {
  const { properties } = figure;
  if (properties['dataSpan'] === 'all' || properties['dataPlace'] === 'inline') return;
  const { characters, gap } = columnsOf(page, columns);
  const ordered = Number(properties['dataWidth'] ?? page.charactersPerLine);
  const given = Number(properties['dataSpan']);
  const span = given > 0 ? Math.min(given, columns) : Math.ceil((ordered + gap) / (characters + gap));
  if (span >= columns) return;
  const width = span * characters + (span - 1) * gap;
  const lines = Number(properties['dataLines']);
  // A picture of an ordered shape keeps it.
  if (lines > 0 && properties['dataWidth'] !== undefined)
    properties['dataLines'] = String(Math.round((lines * width) / ordered));
  properties['dataSpan'] = String(span);
  properties['dataWidth'] = String(width);
}

function inColumns(content: Root, count: number): Root {
  const children: ElementContent[] = [];
  let run: ElementContent[] = [];
  const close = (): void => {
    if (run.length > 0)
      children.push(h('div', { className: ['columns', 'text-columns'], dataColumns: String(count) }, run));
    run = [];
  };
  for (const child of content.children as ElementContent[]) {
    if (isAcross(child)) {
      close();
      children.push(child);
    } else if (run.length > 0 || child.type !== 'text' || child.value.trim() !== '') run.push(child);
  }
  close();
  return copyTree({ type: 'root', children });
}

/** A chapter's title, a headline, a row of figures, columns of the author's own. */
function isAcross(node: ElementContent): boolean {
  if (node.type !== 'element') return false;
  const names = node.properties['className'];
  const has = (name: string): boolean => Array.isArray(names) && names.includes(name);
  return (
    node.tagName === 'h1' || has('deck') || has('side-by-side') || has('columns') || isAcrossFigure(node)
  );
}

/** A figure or table across all columns in its place; one at the head or the foot is out of them anyway. */
function isAcrossFigure({ tagName, properties }: Element): boolean {
  return (
    (tagName === 'figure' || tagName === 'table') &&
    properties['dataSpan'] === 'all' &&
    (properties['dataPlace'] ?? 'inline') === 'inline'
  );
}
