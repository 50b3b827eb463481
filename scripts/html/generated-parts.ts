import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { sanitize } from 'hast-util-sanitize';
import type { Book, Caption, Chapter, IndexEntry } from '../model/book.ts';
import type { Edition } from '../model/edition.ts';
import type { GeneratedPart } from '../model/generated-part.ts';
import { CONTRIBUTOR_ROLES, type ContributorRole, type Metadata } from '../model/metadata.ts';
import { SCHEMA } from '../model/sanitize-schema.ts';
import { colophonView, creditsOf } from './colophon.ts';
import { fillTemplate } from './fill-template.ts';
import { type BookLabels, LABELS } from './labels.ts';
import { referencesView } from './set-references.ts';

/** Texts of the templates in templates/html/ by name without ending. */
export type Templates = Readonly<Record<string, string>>;

/**
 * Fills the generated parts of a book from their templates. Templates hold no code (Mustache escapes every value),
 * and what comes of them is sanitised like the manuscript: a book may bring its own. The contents list headings down
 * to `contentsDepth`. The colophon tells of the edition, where that is given.
 */
export function fillGeneratedParts(
  book: Book,
  templates: Templates,
  contentsDepth = 2,
  edition?: Edition,
): Book {
  // Titles first: the contents list the parts behind them.
  const titled = { ...book, chapters: book.chapters.map((chapter) => withTitle(chapter, book)) };
  return {
    ...titled,
    chapters: titled.chapters.map((chapter) =>
      fillPart(chapter, titled, templates, { depth: contentsDepth, edition }),
    ),
  };
}

/** Parts that have a heading, and where the words for it are. */
const HEADED = {
  contents: 'contents',
  'list-of-figures': 'listOfFigures',
  'list-of-tables': 'listOfTables',
  'list-of-listings': 'listOfListings',
  references: 'references',
  index: 'index',
} as const satisfies Partial<Record<GeneratedPart, keyof BookLabels>>;

function isHeaded(part: GeneratedPart | undefined): part is keyof typeof HEADED {
  return part !== undefined && Object.hasOwn(HEADED, part);
}

function withTitle(chapter: Chapter, book: Book): Chapter {
  const labels = LABELS[book.metadata.language];
  if (chapter.part === 'cover') return { ...chapter, title: labels.cover };
  if (!isHeaded(chapter.part)) return chapter;
  const title = labels[HEADED[chapter.part]];
  return { ...chapter, title, headings: [{ id: `${chapter.id}-title`, level: 1, title }] };
}

/** What a part needs beside the book. */
interface PartOptions {
  readonly depth: number;
  readonly edition: Edition | undefined;
}

function fillPart(chapter: Chapter, book: Book, templates: Templates, options: PartOptions): Chapter {
  if (chapter.part === undefined) return chapter;
  const template = templates[chapter.part] ?? '';
  const view = { ...viewOf(book, chapter, options), id: chapter.id };
  const html = fillTemplate(`templates/html/${chapter.part}.mustache`, template, view);
  return { ...chapter, content: sanitize(fromHtml(html, { fragment: true }), SCHEMA) as Root };
}

function viewOf(book: Book, chapter: Chapter, { depth, edition }: PartOptions): Record<string, unknown> {
  const { metadata } = book;
  return {
    ...metadataView(metadata),
    ...colophonView(metadata, edition),
    contentsTitle: LABELS[metadata.language].contents,
    partTitle: chapter.title,
    ...listView(book, chapter, depth),
  };
}

/** What the book says of itself, for templates. */
export function metadataView(metadata: Metadata): Record<string, unknown> {
  const labels = LABELS[metadata.language];
  const credits = creditLines(metadata);
  const { series } = metadata;
  return {
    title: metadata.title,
    titleLines: metadata.title.split('\u3000'),
    subtitle: metadata.subtitle,
    series: series && {
      title: series.title,
      number: series.number === undefined ? undefined : labels.seriesNumber(series.number),
    },
    authorLine: credits[0]?.names,
    credits,
    publisher: metadata.publisher,
    rights: metadata.rights,
  };
}

/** What a part lists. */
function listView(book: Book, chapter: Chapter, depth: number): Record<string, unknown> {
  const captionsOf = (kind: Caption['kind']) => book.captions.filter((caption) => caption.kind === kind);
  switch (chapter.part) {
    case 'contents':
      return { entries: contentsEntries(book, chapter, depth) };
    case 'list-of-figures':
      return { captions: captionsOf('figure') };
    case 'list-of-tables':
      return { captions: captionsOf('table') };
    case 'list-of-listings':
      return { captions: captionsOf('listing') };
    case 'references':
      return { ...referencesView(book.references) };
    case 'index':
      return {
        groups: book.index.map(({ label, entries }) => ({
          label,
          lines: entries.flatMap((entry) => indexLines(entry, LABELS[book.metadata.language])),
        })),
      };
    default:
      return {};
  }
}

/** A line of the index: an entry, or a sub-entry under it. */
interface IndexLine {
  readonly id: string;
  readonly kind: 'entry' | 'subentry';
  readonly text: string;
  /** Sub-entries follow it, and the first of them on its page. */
  readonly opens: boolean;
  /** Value of `data-pages-of`; empty for an entry without pages of its own. */
  readonly pagesOf: string;
  readonly pointers: readonly { readonly word: string; readonly targets: readonly PointerTarget[] }[];
}

interface PointerTarget {
  readonly text: string;
  readonly id: string | undefined;
  /** Between this and the one before it; empty for the first. */
  readonly separator: string;
}

function indexLines(entry: IndexEntry, labels: BookLabels, kind: IndexLine['kind'] = 'entry'): IndexLine[] {
  const pointer = (word: string, targets: IndexEntry['see']): IndexLine['pointers'] =>
    targets.length === 0
      ? []
      : [
          {
            word,
            targets: targets.map(({ text, id }, index) => ({
              text,
              id,
              separator: index === 0 ? '' : labels.pages.pageSeparator,
            })),
          },
        ];
  const line: IndexLine = {
    id: entry.id,
    kind,
    text: entry.text,
    opens: entry.children.length > 0,
    pagesOf: entry.places
      .map(({ id, until }) => (until === undefined ? id : `${id} ${id}..${until} ${until}`))
      .join(' '),
    pointers: [...pointer(labels.see, entry.see), ...pointer(labels.seeAlso, entry.seeAlso)],
  };
  return [line, ...entry.children.flatMap((child) => indexLines(child, labels, 'subentry'))];
}

/** Who stands in the colophon alone. */
const NOT_ON_TITLE_PAGE: ReadonlySet<ContributorRole> = new Set(['responsible-editor', 'issuer']);

/** One line a role, in the order of the roles, names in the order of book.yaml. */
function creditLines(metadata: Metadata): readonly { label: string; names: string }[] {
  return CONTRIBUTOR_ROLES.filter((role) => !NOT_ON_TITLE_PAGE.has(role)).flatMap((role) =>
    creditsOf(metadata, role),
  );
}

interface ContentsEntry {
  readonly id: string;
  /** The heading's level, or a part of the book, which stands above its chapters. */
  readonly level: number | 'part';
  readonly title: string;
}

/** Headings behind the contents themselves, in order; what has no words is not listed. */
function contentsEntries(book: Book, contents: Chapter, depth: number): readonly ContentsEntry[] {
  const after = book.chapters.indexOf(contents) + 1;
  return book.chapters
    .slice(after)
    .flatMap((chapter) =>
      chapter.headings
        .filter(({ level, title, unlisted }) => level <= depth && title !== '' && unlisted !== true)
        .map(({ id, level, title }) => ({ id, level: chapter.kind ?? level, title })),
    );
}
