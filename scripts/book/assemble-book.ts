import type { Root } from 'hast';
import { h } from 'hastscript';
import type { Book, Caption, Chapter, Heading, ImageUse } from '../model/book.ts';
import { type Diagnostic, formatPlace } from '../model/diagnostic.ts';
import type { Manuscript, SpineItem } from '../model/manuscript.ts';
import type { ProseBlock } from '../model/prose.ts';
import type { SourcePart } from '../model/source-part.ts';
import { type Captioned, collectCaptioned, numberCaptions } from './captions.ts';
import type { Citer } from './citations/citer.ts';
import { type CitedWorks, setCitations } from './citations/set-citations.ts';
import { numberEquations } from './equations.ts';
import { setGlossary } from './glossary.ts';
import { lowerHeadings } from './heading-levels.ts';
import { headingNumberer, type NumberHeadings } from './heading-numbers.ts';
import { chapterNumber, collectHeadings } from './headings.ts';
import { collectImages } from './images.ts';
import { indexEntries } from './index-entries.ts';
import { collectIndexMarks, type IndexMark } from './index-marks.ts';
import { resolveLinks } from './links.ts';
import { extractNotes } from './notes.ts';
import { fillReferences, idsReferredByNumber } from './references.ts';
import { wordsFor } from './words.ts';

/** A Markdown file of the spine after the markdown and typography stages. */
export interface ChapterContent {
  /** Its tree; this stage changes it in place and owns it from here. */
  readonly content: Root;
  /** The file's path as shown in diagnostics. */
  readonly source: string;
  /** The text that positions in `content` are in; the file's own when absent. */
  readonly text?: string;
  /** The files that this text is put together from; the one file when absent. */
  readonly sources?: readonly SourcePart[];
  /** The prose of its file. */
  readonly prose?: readonly ProseBlock[];
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
 * into links between ids, references put into words, pictures listed, figures and tables numbered, the index sorted.
 * Generated parts get their place in the spine and stay empty.
 */
export function assembleBook(
  manuscript: Manuscript,
  contents: ReadonlyMap<string, ChapterContent>,
  citer?: Citer,
): AssembledBook {
  const diagnostics: Diagnostic[] = [];
  // First: headings and captions are read with what is cited in them.
  const cited = citedWorks(manuscript, contents, citer, diagnostics);
  const images: ImageUse[] = [];
  const captioned: Captioned[] = [];
  const marks: IndexMark[] = [];
  const listed = listedKinds(manuscript);
  const digits = String(manuscript.spine.length).length;
  const numberHeadings = headingNumberer(
    manuscript.headingNumbers,
    manuscript.metadata.language,
    diagnostics,
  );
  const chapters = manuscript.spine.map((item, index) => {
    const id = `c${String(index + 1).padStart(Math.max(2, digits), '0')}`;
    const chapter = withReferences(chapterOf(item, id, contents, numberHeadings), cited);
    if (chapter.path !== undefined) images.push(...collectImages(chapter, diagnostics));
    captioned.push(...collectCaptioned(chapter, listed));
    marks.push(...collectIndexMarks(chapter, diagnostics));
    return chapter;
  });
  const { figures, tables, listings, indexOrder } = manuscript.references;
  setGlossary(chapters, indexOrder, diagnostics);
  const references = [...cited.book, ...[...cited.chapters.values()].flat()];
  resolveLinks(
    chapters,
    diagnostics,
    references.map(({ id }) => id),
  );
  const words = wordsFor(manuscript.metadata.language);
  const captions = numberCaptions(captioned, chapters, {
    figure: figures,
    table: tables,
    listing: listings,
    referred: idsReferredByNumber(chapters),
    listed,
    words,
  });
  const equations = numberEquations(chapters, figures, words);
  fillReferences(chapters, [...captions, ...equations], words, diagnostics);
  const index = indexEntries(marks, indexOrder, words, diagnostics);
  const { metadata, name } = manuscript;
  const book: Book = { metadata, name, chapters, images, captions, index, references: cited.book };
  return { book: withoutEmptyParts(book, diagnostics), diagnostics };
}

/** Writes the citations; none in a book without a bibliography. */
function citedWorks(
  { spine, citations }: Manuscript,
  contents: ReadonlyMap<string, ChapterContent>,
  citer: Citer | undefined,
  diagnostics: Diagnostic[],
): CitedWorks {
  if (citations === undefined || citer === undefined) return { book: [], chapters: new Map() };
  const texts = spine.flatMap((item) => {
    const content = item.kind === 'file' ? contents.get(item.path) : undefined;
    return item.kind === 'file' && content !== undefined ? [{ ...content, path: item.path }] : [];
  });
  return setCitations(texts, citer, citations, diagnostics);
}

function withReferences(chapter: Chapter, { chapters }: CitedWorks): Chapter {
  const references = chapters.get(chapter.path ?? '') ?? [];
  return references.length === 0 ? chapter : { ...chapter, references };
}

/** Kinds of which the spine orders a list. */
function listedKinds({ spine }: Manuscript): ReadonlySet<Caption['kind']> {
  const parts = new Set(spine.map((item) => (item.kind === 'generated' ? item.part : undefined)));
  return new Set((['figure', 'table', 'listing'] as const).filter((kind) => parts.has(`list-of-${kind}s`)));
}

/** What makes a list that is empty one that is not. */
const HELP_FOR_EMPTY: Readonly<Record<string, string>> = {
  index: 'Mark words with `data-index`.',
  references: 'Cite with `[@key]` what a `bibliography` has.',
};

/** Leaves out lists that would have no entry, and tells so; and tells of an index that nobody ordered. */
function withoutEmptyParts(book: Book, diagnostics: Diagnostic[]): Book {
  const isEmpty = ({ part }: Chapter): boolean => {
    if (part === 'index') return book.index.length === 0;
    if (part === 'references') return book.references.length === 0;
    return (
      part?.startsWith('list-of-') === true && !book.captions.some(({ kind }) => part === `list-of-${kind}s`)
    );
  };
  for (const { part } of book.chapters.filter(isEmpty)) {
    diagnostics.push({
      severity: 'warning',
      ruleId: 'part-empty',
      message: `Unexpected \`${part}\` in the spine, expected something to list`,
      help: HELP_FOR_EMPTY[part ?? ''] ?? 'Give captions to figures, titles to tables and code.',
    });
  }
  if (book.references.length > 0 && !book.chapters.some(({ part }) => part === 'references')) {
    diagnostics.push({
      severity: 'warning',
      ruleId: 'references-not-ordered',
      message: 'Left out the references that the text cites: the spine has none',
      help: 'Write `references` into the `back` of the spine, or `references: { place: chapter }`.',
    });
  }
  if (book.index.length > 0 && !book.chapters.some(({ part }) => part === 'index')) {
    diagnostics.push({
      severity: 'info',
      ruleId: 'index-not-ordered',
      message: 'Left out the index that the text is marked for: the spine has none',
      help: 'Write `index` into the `back` of the spine.',
    });
  }
  return { ...book, chapters: book.chapters.filter((chapter) => !isEmpty(chapter)) };
}

function chapterOf(
  item: SpineItem,
  id: string,
  contents: ReadonlyMap<string, ChapterContent>,
  numberHeadings: NumberHeadings,
): Chapter {
  if (item.kind === 'file') return fromFile(item, id, contents, numberHeadings);
  return item.kind === 'part' ? fromTitle(item, id, numberHeadings) : fromPart(item, id);
}

/** A part of the book that a line of the spine opens: its divisional title is all there is. */
function fromTitle(
  { matter, title, place }: SpineItem & { kind: 'part' },
  id: string,
  numberHeadings: NumberHeadings,
): Chapter {
  const content: Root = {
    type: 'root',
    children: [h('h1', { dataSource: formatPlace(place) }, title)],
  };
  const numbers = numberHeadings({ content, matter, isPart: true, source: place.file });
  const headings = collectHeadings(content, id, numbers);
  const printed = headings[0]?.title ?? title;
  return { id, matter, kind: 'part', source: place.file, title: printed, headings, content, notes: [] };
}

function fromFile(
  item: SpineItem & { kind: 'file' },
  id: string,
  contents: ReadonlyMap<string, ChapterContent>,
  numberHeadings: NumberHeadings,
): Chapter {
  const parsed: ChapterContent = contents.get(item.path) ?? {
    source: item.path,
    content: { type: 'root', children: [] },
  };
  if (item.level !== undefined) lowerHeadings(parsed.content, item.level);
  const notes = extractNotes(parsed.content, id);
  const { content, source, kind } = parsed;
  const numbers = numberHeadings({ content, matter: item.matter, isPart: kind === 'part', source });
  const headings = collectHeadings(content, id, numbers);
  return {
    id,
    matter: item.matter,
    path: item.path,
    source: parsed.source,
    markdown: parsed.text ?? item.text,
    ...(parsed.sources !== undefined && { sources: parsed.sources }),
    ...(parsed.prose !== undefined && { prose: parsed.prose }),
    title: titleOf(parsed, headings) || (item.title ?? ''),
    ...(item.level !== undefined && { level: item.level }),
    ...(parsed.shortTitle !== undefined && { shortTitle: parsed.shortTitle }),
    ...(parsed.kind !== undefined && { kind: parsed.kind }),
    headings,
    content: parsed.content,
    notes,
  };
}

/** A title from front matter has the number that is printed above the chapter. */
function titleOf({ title }: ChapterContent, headings: readonly Heading[]): string {
  const first = headings.find((heading) => heading.level === 1) ?? headings[0];
  if (title === undefined) return first?.title ?? '';
  const number = chapterNumber({ headings });
  if (first === undefined || number === undefined || number.title === '') return title;
  return first.title.slice(0, first.title.length - number.title.length) + title;
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
