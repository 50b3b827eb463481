import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { sanitize } from 'hast-util-sanitize';
import Mustache from 'mustache';
import type { Book, Chapter } from '../model/book.ts';
import { CONTRIBUTOR_ROLES, type Metadata } from '../model/metadata.ts';
import { SCHEMA } from '../model/sanitize-schema.ts';
import { LABELS } from './labels.ts';

/** Texts of the templates in templates/html/ by name without ending. */
export type Templates = Readonly<Record<string, string>>;

/** How deep the contents go: chapters and sections. */
const CONTENTS_DEPTH = 2;

/**
 * Fills the generated parts of a book from their templates. Templates hold no code (Mustache escapes every value),
 * and what comes of them is sanitised like the manuscript: a book may bring its own.
 */
export function fillGeneratedParts(book: Book, templates: Templates): Book {
  return { ...book, chapters: book.chapters.map((chapter) => fillPart(chapter, book, templates)) };
}

function fillPart(chapter: Chapter, book: Book, templates: Templates): Chapter {
  if (chapter.part === undefined) return chapter;
  const labels = LABELS[book.metadata.language];
  const template = templates[chapter.part] ?? '';
  const html = Mustache.render(template, { ...viewOf(book, chapter), id: chapter.id });
  const content = sanitize(fromHtml(html, { fragment: true }), SCHEMA) as Root;
  if (chapter.part === 'cover') return { ...chapter, title: labels.cover, content };
  if (chapter.part !== 'contents') return { ...chapter, content };
  const headings = [{ id: `${chapter.id}-title`, level: 1, title: labels.contents }];
  return { ...chapter, title: labels.contents, headings, content };
}

function viewOf(book: Book, chapter: Chapter): Record<string, unknown> {
  const { metadata } = book;
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
    fields: colophonFields(metadata),
    contentsTitle: labels.contents,
    entries: chapter.part === 'contents' ? contentsEntries(book, chapter) : [],
  };
}

interface CreditLine {
  readonly label: string;
  readonly names: string;
}

/** One line a role, in the order of the roles, names in the order of book.yaml. */
function creditLines(metadata: Metadata): readonly CreditLine[] {
  const labels = LABELS[metadata.language];
  return CONTRIBUTOR_ROLES.flatMap((role) => {
    const names = metadata.contributors.filter((person) => person.role === role).map((person) => person.name);
    return names.length === 0 ? [] : [{ label: labels.roles[role], names: names.join(labels.nameSeparator) }];
  });
}

/** The colophon's lines: only what book.yaml gives (G02), in the order of the trade. */
function colophonFields(metadata: Metadata): readonly { label: string; value: string }[] {
  const labels = LABELS[metadata.language];
  const { series } = metadata;
  const number = series?.number === undefined ? '' : `　${labels.seriesNumber(series.number)}`;
  const fields: readonly (readonly [string, string | undefined])[] = [
    [labels.colophon.title, metadata.title],
    [labels.colophon.subtitle, metadata.subtitle],
    [labels.colophon.series, series && `${series.title}${number}`],
    ...creditLines(metadata).map((line) => [line.label, line.names] as const),
    [labels.colophon.publisher, metadata.publisher],
    [labels.colophon.date, metadata.date],
    [labels.colophon.edition, metadata.editionStatement],
    [labels.colophon.identifier, metadata.identifier],
  ];
  return fields.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]));
}

interface ContentsEntry {
  readonly id: string;
  /** The heading's level, or a part of the book, which stands above its chapters. */
  readonly level: number | 'part';
  readonly title: string;
}

/** Chapters and sections behind the contents themselves, in order; a chapter without a heading is not listed. */
function contentsEntries(book: Book, contents: Chapter): readonly ContentsEntry[] {
  const after = book.chapters.indexOf(contents) + 1;
  return book.chapters
    .slice(after)
    .flatMap((chapter) =>
      chapter.headings
        .filter(({ level, unlisted }) => level <= CONTENTS_DEPTH && unlisted !== true)
        .map(({ id, level, title }) => ({ id, level: chapter.kind ?? level, title })),
    );
}
