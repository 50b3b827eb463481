import { type AssembledBook, assembleBook } from '../book/assemble-book.ts';
import { parseMarkdown } from '../markdown/parse-markdown.ts';
import type { Edition } from '../model/edition.ts';
import { DEFAULT_FURNITURE } from '../model/furniture.ts';
import type { PageGeometry } from '../model/geometry.ts';
import type { Manuscript, SpineItem } from '../model/manuscript.ts';
import type { Metadata } from '../model/metadata.ts';
import { setTypography } from '../typography/set-typography.ts';

/** A small page: 10 characters by 8 lines of 12 px on 18 px. */
export const SMALL_PAGE: PageGeometry = {
  trim: { widthMm: 60, heightMm: 60 },
  bleedMm: 0,
  marksMm: 0,
  writingMode: 'horizontal',
  bodySizePt: 9,
  pitchPt: 13.5,
  charactersPerLine: 10,
  linesPerPage: 8,
  topMm: 10,
  insideMm: 10,
};

/** An edition of {@link SMALL_PAGE}; give what differs. */
export function editionOf(rest: Partial<Edition> = {}): Edition {
  return {
    name: 'print',
    format: 'pdf',
    theme: 'plain',
    page: SMALL_PAGE,
    chapterStart: 'page',
    columns: 1,
    without: [],
    furniture: DEFAULT_FURNITURE,
    notes: { place: 'page', numbering: 'chapter', style: 'arabic' },
    fpo: 'warn',
    tateChuYoko: true,
    hangingPunctuation: false,
    composer: false,
    quotationMarks: 'by-language',
    ...rest,
  };
}

/** What a book says of itself when it says only what it must. */
export const BARE_METADATA: Metadata = { title: '书', contributors: [], language: 'zh-CN' };

/** A manuscript that lies nowhere: its files by path, in order, or any spine. */
export function manuscriptOf(
  files: Readonly<Record<string, string>> | readonly SpineItem[],
  rest: Partial<Manuscript> = {},
): Manuscript {
  const spine = Array.isArray(files)
    ? (files as readonly SpineItem[])
    : Object.entries(files).map(([path, text]): SpineItem => ({ kind: 'file', matter: 'body', path, text }));
  return {
    folder: '/book/manuscript',
    bookFolder: '/book',
    name: 'book',
    metadata: BARE_METADATA,
    spine,
    editions: [editionOf()],
    markdown: { newline: 'join', extensions: {} },
    references: { contentsDepth: 2, figures: 'auto', tables: 'auto', listings: 'auto', indexOrder: 'pinyin' },
    headingNumbers: {},
    rules: {},
    modified: new Date(0),
    ...rest,
  };
}

/** Markdown, typography and book in one step; only what the book stage reports is returned. */
export function assemble(manuscript: Manuscript): AssembledBook {
  const contents = new Map(
    manuscript.spine.flatMap((item) => {
      if (item.kind !== 'file') return [];
      const parsed = parseMarkdown({ path: item.path, text: item.text });
      setTypography(parsed.content, manuscript.markdown.newline, manuscript.metadata.language);
      return [[item.path, { ...parsed, source: item.path }] as const];
    }),
  );
  return assembleBook(manuscript, contents);
}
