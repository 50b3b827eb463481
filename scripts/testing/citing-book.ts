import { readdirSync, readFileSync } from 'node:fs';
import { toHtml } from 'hast-util-to-html';
import type { CitationOptions } from '../model/citation.ts';
import type { Language } from '../model/metadata.ts';
import { type PreparedBook, prepareBook } from '../prepare-book.ts';
import { BARE_METADATA, manuscriptOf } from './books.ts';

const FOLDER = new URL('../../styles/citations/', import.meta.url);

/** Texts of styles/citations/ as the pipeline reads them. */
function citationFiles(): Readonly<Record<string, string>> {
  const names = [
    ...readdirSync(FOLDER),
    ...readdirSync(new URL('locales/', FOLDER)).map((name) => `locales/${name}`),
  ];
  return Object.fromEntries(
    names
      .filter((name) => /\.(?:csl|xml)$/.test(name))
      .map((name) => [name, readFileSync(new URL(name, FOLDER), 'utf8')]),
  );
}

/** A book that cites, ready for its editions. */
export function prepareCiting(
  files: Readonly<Record<string, string>>,
  bibliography: string,
  rest: Partial<CitationOptions> & { readonly language?: Language } = {},
): Promise<PreparedBook> {
  const { language = 'zh-CN', ...options } = rest;
  const manuscript = manuscriptOf(
    [
      ...Object.entries(files).map(([path, text]) => ({
        kind: 'file' as const,
        matter: 'body' as const,
        path,
        text,
      })),
      { kind: 'generated', matter: 'back', part: 'references' },
    ],
    {
      metadata: { ...BARE_METADATA, language },
      citations: {
        files: [{ source: 'refs.bib', format: 'bibtex', text: bibliography }],
        style: { kind: 'shipped', name: 'gb-t-7714-2015-numeric' },
        place: 'book',
        ...options,
      },
    },
  );
  return prepareBook(manuscript, { templates: {}, citations: citationFiles() });
}

/** HTML of a chapter, without places. */
export function chapterHtml({ book }: PreparedBook, index = 0): string {
  const html = toHtml(book.chapters[index]?.content ?? { type: 'root', children: [] });
  return html.replaceAll(/ data-source="[^"]*"/g, '');
}
