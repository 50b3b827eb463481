import { posix } from 'node:path';
import type { Nodes } from 'hast';
import type { Book, Chapter } from '../../model/book.ts';
import { DEFAULT_EPUB_PROFILE, type EpubProfile } from '../../model/epub-profile.ts';
import { visit } from '../../model/visit.ts';
import { fileNamer } from './file-names.ts';
import { splitChapter } from './split-chapter.ts';

/** One document of the spine. */
export interface SpineDocument {
  /** The chapter it is made from, or the piece of it that it holds. */
  readonly chapter: Chapter;
  /** Set for all but the first piece of a chapter that is too large for one document. */
  readonly continues?: true;
  /** Path in the publication's folder. */
  readonly file: string;
  /** `cover` shows the picture, `nav` is the navigation document, `text` the chapter's own content. */
  readonly kind: 'text' | 'cover' | 'nav';
}

/** Where a link lands: a document, and the id inside it if the document holds it. */
export interface LinkTarget {
  readonly file: string;
  readonly fragment?: string;
}

/**
 * The documents in reading order. The half-title is left out: it guards the title page of a bound book and
 * names it on the spine side, while on a screen it is the same title twice in a row. The contents page is
 * the navigation document itself, so that there are never two lists to keep equal; but a profile may ask for one more.
 */
export function planSpine(book: Book, profile: EpubProfile = DEFAULT_EPUB_PROFILE): readonly SpineDocument[] {
  const documents: SpineDocument[] = [];
  const nameOf = fileNamer(profile);
  let hasNav = false;
  for (const chapter of book.chapters) {
    if (chapter.part === 'half-title') continue;
    if (chapter.part === 'contents' && !profile.contentsPage) {
      if (!hasNav) documents.push({ chapter, file: profile.navigation, kind: 'nav' });
      hasNav = true;
      continue;
    }
    if (chapter.part === 'cover') {
      documents.push({ chapter, file: nameOf(chapter, 0), kind: 'cover' });
      continue;
    }
    for (const [index, piece] of splitChapter(chapter).entries()) {
      const file = nameOf(chapter, index);
      documents.push({ chapter: piece, file, kind: 'text', ...(index > 0 && { continues: true }) });
    }
  }
  return documents;
}

/** Every id that a link may name, with the place where it went. Ids of parts that we draw anew lead to their document. */
export function collectTargets(documents: readonly SpineDocument[]): ReadonlyMap<string, LinkTarget> {
  const targets = new Map<string, LinkTarget>();
  for (const { chapter, file, kind } of documents) {
    const add = (id: string): void => {
      const survives = kind === 'text' || id === chapter.id;
      if (!targets.has(id)) targets.set(id, survives ? { file, fragment: id } : { file });
    };
    add(chapter.id);
    forEachId(chapter.content, add);
    for (const note of chapter.notes) {
      add(note.id);
      forEachId(note.content, add);
    }
  }
  return targets;
}

/** The reference to `target` from `file`, empty for the package document; the fragment is percent-encoded where a URL needs it. */
export function hrefTo(target: LinkTarget, file: string): string {
  const fragment = target.fragment === undefined ? '' : `#${encodeURI(target.fragment)}`;
  if (target.file === file && fragment !== '') return fragment;
  return posix.relative(posix.dirname(file), target.file) + fragment;
}

function forEachId(tree: Nodes, report: (id: string) => void): void {
  visit(tree, 'element', (element) => {
    const id = element.properties['id'];
    if (typeof id === 'string' && id !== '') report(id);
  });
}
