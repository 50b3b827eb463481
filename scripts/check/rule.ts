import type { Element, Root } from 'hast';
import { type Book, type Chapter, treesOf } from '../model/book.ts';
import { type Diagnostic, type Place, parsePlace } from '../model/diagnostic.ts';
import type { Edition } from '../model/edition.ts';
import { placeInParts, type SourcePart } from '../model/source-part.ts';
import { visitParents } from '../model/visit.ts';

/** A rule of the manuscript, one folder under rules/. */
export interface Rule {
  /** Its id: the folder's name. */
  readonly id: string;
  /** What it finds in a finished book that is made in these editions. */
  readonly check: (book: Book, editions: readonly Edition[]) => readonly Diagnostic[];
}

/** The place of the character at an offset of a text. */
export type PlaceAt = (offset: number) => Place;

/**
 * Visits the texts of the author's chapters and notes as written, escapes and folds in them, code left out. A text that
 * another stage has put together is given as it will be printed.
 */
export function visitTexts(book: Book, visitor: (text: string, placeAt: PlaceAt) => void): void {
  for (const chapter of book.chapters) {
    if (chapter.source === undefined) continue;
    for (const tree of treesOf(chapter)) visitTree(tree, chapter, visitor);
  }
}

function visitTree(
  tree: Root | Element,
  chapter: Chapter,
  visitor: (text: string, placeAt: PlaceAt) => void,
): void {
  const { markdown = '' } = chapter;
  const sources = sourcesOf(chapter);
  visitParents(tree, 'text', (node, ancestors) => {
    const elements = ancestors.filter((parent): parent is Element => parent.type === 'element');
    if (elements.some((parent) => parent.tagName === 'pre' || parent.tagName === 'code')) return;
    const place = placeOf(node.position?.start, elements, sources);
    const written = markdown.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
    if (written === '') visitor(node.value, () => place);
    else visitor(written, (offset) => moved(place, written.slice(0, offset)));
  });
}

/** The files that the text of a chapter is put together from. */
export function sourcesOf({ source = '', sources }: Chapter): readonly SourcePart[] {
  return sources ?? [{ firstLine: 1, file: source, line: 1 }];
}

/** A place behind some text that begins at it. */
export function moved(place: Place, text: string): Place {
  const lines = text.split(/\r\n|\n|\r/);
  const last = lines.at(-1) ?? '';
  return lines.length === 1
    ? { ...place, column: place.column + last.length }
    : { ...place, line: place.line + lines.length - 1, column: last.length + 1 };
}

/** A text node's own position when it has one, else that of the nearest block. */
export function placeOf(
  start: { readonly line: number; readonly column: number } | undefined,
  elements: readonly Element[],
  sources: readonly SourcePart[],
): Place {
  if (start !== undefined) return placeInParts(sources, start.line, start.column);
  for (const element of [...elements].reverse()) {
    const place = parsePlace(String(element.properties['dataSource'] ?? ''));
    if (place !== undefined) return place;
  }
  return { file: sources[0]?.file ?? '', line: 1, column: 1 };
}
