import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import type { Book, Chapter } from '../model/book.ts';
import type { Edition } from '../model/edition.ts';

/**
 * Sets the text of chapters in an edition's columns: title and headline stand above them across the measure. Generated
 * parts keep the measure. The book is not changed; a copy of what differs is returned.
 */
export function setColumns(book: Book, edition: Edition): Book {
  if (edition.columns < 2) return book;
  const chapters = book.chapters.map((chapter): Chapter => {
    if (chapter.part !== undefined) return chapter;
    return { ...chapter, content: inColumns(chapter.content, edition.columns) };
  });
  return { ...book, chapters };
}

function inColumns(content: Root, count: number): Root {
  const children: ElementContent[] = [];
  let run: ElementContent[] = [];
  const close = (): void => {
    if (run.length > 0) children.push(h('div', { className: ['columns'], dataColumns: String(count) }, run));
    run = [];
  };
  for (const child of content.children as ElementContent[]) {
    if (isAcross(child)) {
      close();
      children.push(child);
    } else if (run.length > 0 || child.type !== 'text' || child.value.trim() !== '') run.push(child);
  }
  close();
  return { type: 'root', children };
}

/** A chapter's title, a headline, columns of the author's own. */
function isAcross(node: ElementContent): boolean {
  if (node.type !== 'element') return false;
  const names = node.properties['className'];
  const has = (name: string): boolean => Array.isArray(names) && names.includes(name);
  return node.tagName === 'h1' || has('deck') || has('columns') || isAcrossFigure(node);
}

/** A figure or table across all columns in its place; one at the head or the foot is out of them anyway. */
function isAcrossFigure({ tagName, properties }: Element): boolean {
  return (
    (tagName === 'figure' || tagName === 'table') &&
    properties['dataSpan'] === 'all' &&
    !properties['dataPlace']
  );
}
