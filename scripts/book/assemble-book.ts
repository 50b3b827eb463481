import type { Root } from 'hast';
import type { Book, Chapter, ImageUse } from '../model/book.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Manuscript, SpineItem } from '../model/manuscript.ts';
import { collectHeadings } from './headings.ts';
import { collectImages } from './images.ts';
import { resolveLinks } from './links.ts';
import { extractNotes } from './notes.ts';

/** A Markdown file of the spine after the markdown and typography stages. */
export interface ChapterContent {
  /** Its tree; this stage changes it in place and owns it from here. */
  readonly content: Root;
  /** The file's path as shown in diagnostics. */
  readonly source: string;
  /** Title from front matter, if any. */
  readonly title?: string;
  /** Title for running heads from front matter, if any. */
  readonly shortTitle?: string;
  /** Set by front matter for a divisional title. */
  readonly kind?: 'part';
}

/** The book, and what was found wrong while joining its chapters. */
export interface AssembledBook {
  readonly book: Book;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Joins the chapters into one book: ids unique across it, headings and notes collected, links between files turned
 * into links between ids, pictures listed. Generated parts get their place in the spine and stay empty.
 */
export function assembleBook(
  manuscript: Manuscript,
  contents: ReadonlyMap<string, ChapterContent>,
): AssembledBook {
  const diagnostics: Diagnostic[] = [];
  const images: ImageUse[] = [];
  const digits = String(manuscript.spine.length).length;
  const chapters = manuscript.spine.map((item, index) => {
    const id = `c${String(index + 1).padStart(Math.max(2, digits), '0')}`;
    const chapter = item.kind === 'file' ? fromFile(item, id, contents) : fromPart(item, id);
    if (chapter.path !== undefined) images.push(...collectImages(chapter, diagnostics));
    return chapter;
  });
  resolveLinks(chapters, diagnostics);
  return { book: { metadata: manuscript.metadata, name: manuscript.name, chapters, images }, diagnostics };
}

function fromFile(
  item: SpineItem & { kind: 'file' },
  id: string,
  contents: ReadonlyMap<string, ChapterContent>,
): Chapter {
  const parsed = contents.get(item.path) ?? { source: item.path, content: { type: 'root', children: [] } };
  const notes = extractNotes(parsed.content, id);
  const headings = collectHeadings(parsed.content, id);
  const first = headings.find((heading) => heading.level === 1) ?? headings[0];
  return {
    id,
    matter: item.matter,
    path: item.path,
    source: parsed.source,
    markdown: item.text,
    title: parsed.title ?? first?.title ?? '',
    ...(parsed.shortTitle !== undefined && { shortTitle: parsed.shortTitle }),
    ...(parsed.kind !== undefined && { kind: parsed.kind }),
    headings,
    content: parsed.content,
    notes,
  };
}

function fromPart(item: SpineItem & { kind: 'generated' }, id: string): Chapter {
  return {
    id,
    matter: item.matter,
    part: item.part,
    title: '',
    headings: [],
    content: { type: 'root', children: [] },
    notes: [],
  };
}
