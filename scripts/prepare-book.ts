import { assembleBook } from './book/assemble-book.ts';
import { checkBook } from './check/check-book.ts';
import { setColumns } from './html/columns.ts';
import { fillGeneratedParts } from './html/generated-parts.ts';
import { setPictures } from './html/pictures.ts';
import { setNotes } from './html/set-notes.ts';
import { parseMarkdown } from './markdown/parse-markdown.ts';
import type { Book } from './model/book.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { Edition } from './model/edition.ts';
import type { Manuscript } from './model/manuscript.ts';
import { setTypography } from './typography/set-typography.ts';

/** A book before its pictures and editions. */
export interface PreparedBook {
  /** Its generated parts are still empty: the contents list what an edition adds. */
  readonly book: Book;
  /** Fills the generated parts. */
  readonly fillParts: (book: Book) => Book;
  readonly diagnostics: readonly Diagnostic[];
}

/** The pure stages in their order: markdown ▶ typography ▶ book ▶ check. */
export function prepareBook(
  manuscript: Manuscript,
  templates: Readonly<Record<string, string>>,
): PreparedBook {
  const diagnostics: Diagnostic[] = [];
  // Places are told relative to the book's folder, where the author's editor is open.
  const prefix = manuscript.folder === manuscript.bookFolder ? '' : 'manuscript/';
  const contents = new Map(
    manuscript.spine.flatMap((item) => {
      if (item.kind !== 'file') return [];
      const source = prefix + item.path;
      const parsed = parseMarkdown({ path: source, text: item.text }, manuscript.markdown.disabledExtensions);
      diagnostics.push(...parsed.diagnostics);
      setTypography(parsed.content, manuscript.markdown.newline);
      return [[item.path, { ...parsed, source }] as const];
    }),
  );
  const assembled = assembleBook(manuscript, contents);
  diagnostics.push(...assembled.diagnostics, ...checkBook(assembled.book));
  const fillParts = (book: Book): Book => fillGeneratedParts(book, templates);
  return { book: assembled.book, fillParts, diagnostics };
}

/** The book as one edition sets it: its notes, generated parts, columns, pictures in their sizes, frames for those that are missing. */
export function bookForEdition(
  { book: whole, fillParts }: Pick<PreparedBook, 'book' | 'fillParts'>,
  edition: Edition,
  available: ReadonlySet<string>,
): Book {
  const { without } = edition;
  const chapters = whole.chapters.filter(({ part }) => part === undefined || !without.includes(part));
  const book = without.length === 0 ? whole : { ...whole, chapters };
  return setPictures(setColumns(fillParts(setNotes(book, edition)), edition), available, edition.page);
}
