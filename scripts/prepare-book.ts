import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Element, Root } from 'hast';
import { assembleBook } from './book/assemble-book.ts';
import { checkBook } from './check/check-book.ts';
import { titleAdmonitions } from './html/admonition-titles.ts';
import { setColumns } from './html/columns.ts';
import { fillGeneratedParts } from './html/generated-parts.ts';
import { setPictures } from './html/pictures.ts';
import { setNotes } from './html/set-notes.ts';
import { type ParsedMarkdown, parseMarkdown } from './markdown/parse-markdown.ts';
import type { Book } from './model/book.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { Edition } from './model/edition.ts';
import type { Manuscript } from './model/manuscript.ts';
import { setTypography } from './typography/set-typography.ts';
import { setVertical } from './typography/set-vertical.ts';

/** A book before its pictures and editions. */
export interface PreparedBook {
  /** Its generated parts are still empty: the contents list what an edition adds. */
  readonly book: Book;
  /** Fills the generated parts. */
  readonly fillParts: (book: Book) => Book;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The pure stages in their order: markdown ▶ typography ▶ book ▶ check ▶ titles. Between files the process
 * attends to other things, such as a browser that is starting.
 * @param signal stops the work
 */
export async function prepareBook(
  manuscript: Manuscript,
  templates: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<PreparedBook> {
  const diagnostics: Diagnostic[] = [];
  // Places are told relative to the book's folder, where the author's editor is open.
  const prefix = manuscript.folder === manuscript.bookFolder ? '' : 'manuscript/';
  const contents = new Map<string, ParsedMarkdown & { readonly source: string }>();
  for (const item of manuscript.spine) {
    if (item.kind !== 'file') continue;
    await nextTurn();
    signal?.throwIfAborted();
    const source = prefix + item.path;
    const { includes } = manuscript;
    const file = {
      path: source,
      text: item.text,
      from: item.path,
      ...(includes !== undefined && { includes }),
    };
    const parsed = parseMarkdown(file, manuscript.markdown.disabledExtensions);
    diagnostics.push(...parsed.diagnostics);
    setTypography(parsed.content, manuscript.markdown.newline);
    contents.set(item.path, { ...parsed, source });
  }
  const assembled = assembleBook(manuscript, contents);
  diagnostics.push(...assembled.diagnostics, ...checkBook(assembled.book));
  const { contentsDepth } = manuscript.references;
  const fillParts = (book: Book): Book => fillGeneratedParts(book, templates, contentsDepth);
  return { book: titleAdmonitions(assembled.book), fillParts, diagnostics };
}

/**
 * The book as one edition sets it: without the parts it leaves out, its notes where it orders them, its generated
 * parts, its text fit for the direction of its lines, in its columns, its pictures in their sizes and frames for those that are missing.
 */
export function bookForEdition(
  { book, fillParts }: Pick<PreparedBook, 'book' | 'fillParts'>,
  edition: Edition,
  available: ReadonlySet<string>,
): Book {
  const { without, page } = edition;
  const chapters = book.chapters.filter(({ part }) => part === undefined || !without.includes(part));
  const whole = without.length === 0 ? book : { ...book, chapters };
  const complete = fillParts(setNotes(whole, edition));
  const directed = page.writingMode === 'vertical' ? verticalBook(complete, edition) : complete;
  return setPictures(setColumns(directed, edition), available, page);
}

/** A copy of the book, its text made fit for vertical lines. */
function verticalBook(book: Book, { tateChuYoko, cornerQuotes }: Edition): Book {
  const settings = { language: book.metadata.language, tateChuYoko, cornerQuotes };
  const vertical = <Tree extends Root | Element>(tree: Tree): Tree => {
    const copy = structuredClone(tree);
    setVertical(copy, settings);
    return copy;
  };
  return {
    ...book,
    chapters: book.chapters.map((chapter) => ({
      ...chapter,
      content: vertical(chapter.content),
      notes: chapter.notes.map((note) => ({ ...note, content: vertical(note.content) })),
    })),
  };
}
