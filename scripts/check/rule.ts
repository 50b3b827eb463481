import type { Element, Root } from 'hast';
import { visitParents } from 'unist-util-visit-parents';
import type { Book, Chapter } from '../model/book.ts';
import type { Diagnostic, Place } from '../model/diagnostic.ts';

/** A rule of the manuscript, one folder under rules/. */
export interface Rule {
  /** Its id: the folder's name. */
  readonly id: string;
  /** What it finds in a finished book. */
  readonly check: (book: Book) => readonly Diagnostic[];
}

/** The place of the character at an offset of a text node. */
export type PlaceAt = (offset: number) => Place;

/** Visits the text nodes of the author's chapters and notes, code left out. */
export function visitTexts(book: Book, visitor: (text: string, placeAt: PlaceAt) => void): void {
  for (const chapter of book.chapters) {
    const { source } = chapter;
    if (source === undefined) continue;
    for (const tree of treesOf(chapter)) visitTree(tree, source, visitor);
  }
}

function treesOf(chapter: Chapter): readonly (Root | Element)[] {
  return [chapter.content, ...chapter.notes.map((note) => note.content)];
}

function visitTree(
  tree: Root | Element,
  path: string,
  visitor: (text: string, placeAt: PlaceAt) => void,
): void {
  visitParents(tree, 'text', (node, ancestors) => {
    const elements = ancestors.filter((parent): parent is Element => parent.type === 'element');
    if (elements.some((parent) => parent.tagName === 'pre' || parent.tagName === 'code')) return;
    const place = placeOf(node.position?.start, elements, path);
    // Within one source line an offset is a number of columns; a folded text is told at its beginning.
    const oneLine = node.position !== undefined && node.position.start.line === node.position.end.line;
    visitor(node.value, (offset) => (oneLine ? { ...place, column: place.column + offset } : place));
  });
}

/** A text node's own position when it has one, else that of the nearest block. */
function placeOf(
  start: { readonly line: number; readonly column: number } | undefined,
  elements: readonly Element[],
  path: string,
): Place {
  if (start !== undefined) return { file: path, line: start.line, column: start.column };
  for (const element of [...elements].reverse()) {
    const source = /:(\d+):(\d+)$/.exec(String(element.properties['dataSource'] ?? ''));
    if (source !== null) return { file: path, line: Number(source[1]), column: Number(source[2]) };
  }
  return { file: path, line: 1, column: 1 };
}
