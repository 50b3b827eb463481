import { setImmediate as nextTurn } from 'node:timers/promises';
import { assembleBook } from './book/assemble-book.ts';
import { checkBook } from './check/check-book.ts';
import { fillGeneratedParts } from './html/generated-parts.ts';
import { setPictures } from './html/pictures.ts';
import { type ParsedMarkdown, parseMarkdown } from './markdown/parse-markdown.ts';
import type { Book } from './model/book.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { Edition } from './model/edition.ts';
import type { Manuscript } from './model/manuscript.ts';
import { setTypography } from './typography/set-typography.ts';

/** A book before its pictures and editions. */
export interface PreparedBook {
  readonly book: Book;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The pure stages in their order: markdown ▶ typography ▶ book ▶ check ▶ generated parts. Between files the process
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
    const parsed = parseMarkdown({ path: source, text: item.text }, manuscript.markdown.disabledExtensions);
    diagnostics.push(...parsed.diagnostics);
    setTypography(parsed.content, manuscript.markdown.newline);
    contents.set(item.path, { ...parsed, source });
  }
  const assembled = assembleBook(manuscript, contents);
  diagnostics.push(...assembled.diagnostics, ...checkBook(assembled.book));
  return { book: fillGeneratedParts(assembled.book, templates), diagnostics };
}

/** The book as one edition sets it: its pictures in their sizes, frames for those that are missing. */
export function bookForEdition(book: Book, edition: Edition, available: ReadonlySet<string>): Book {
  return setPictures(book, available, edition.page);
}
