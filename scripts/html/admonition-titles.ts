import type { Element, Root } from 'hast';
import { type Book, treesOf } from '../model/book.ts';
import { copyTree } from '../model/copy-tree.ts';
import { visit } from '../model/visit.ts';
import { LABELS } from './labels.ts';

/** Titles the admonitions that have no label by their kind, in the book's language. The book is not changed. */
export function titleAdmonitions(book: Book): Book {
  const words = new Map(Object.entries(LABELS[book.metadata.language].admonitions));
  return {
    ...book,
    chapters: book.chapters.map((chapter) => {
      if (!treesOf(chapter).some(holdsUntitled)) return chapter;
      const notes = chapter.notes.map((note) => ({ ...note, content: titled(note.content, words) }));
      return { ...chapter, content: titled(chapter.content, words), notes };
    }),
  };
}

function holdsUntitled(tree: Root | Element): boolean {
  let found = false;
  visit(tree, 'element', (node) => {
    found ||= isUntitled(node);
  });
  return found;
}

function isUntitled(node: Element): boolean {
  return node.properties['dataAdmonition'] !== undefined;
}

function titled<Tree extends Root | Element>(tree: Tree, words: ReadonlyMap<string, string>): Tree {
  const copy = copyTree(tree);
  visit(copy, 'element', (node) => {
    const word = words.get(String(node.properties['dataAdmonition']));
    if (word === undefined) return;
    delete node.properties['dataAdmonition'];
    node.children = [{ type: 'text', value: word }];
  });
  return copy;
}
