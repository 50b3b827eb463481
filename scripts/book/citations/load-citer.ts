import type { CitationOptions } from '../../model/citation.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Language } from '../../model/metadata.ts';
import { readBibliography } from './bibliography.ts';
import type { Citer } from './citer.ts';
import { loadBibtex } from './read-bibtex.ts';

/**
 * Reads the bibliographies of a book that cites. The libraries for it are loaded here and not before.
 * @param files texts of Banxin's styles (`author-date.csl`) and of the words of languages (`locales/zh-CN.xml`)
 */
export async function loadCiter(
  options: CitationOptions,
  files: Readonly<Record<string, string>>,
  language: Language,
  diagnostics: Diagnostic[],
): Promise<Citer | undefined> {
  const { style } = options;
  const xml = style.kind === 'file' ? style.text : (files[`${style.name}.csl`] ?? '');
  if (style.kind === 'file' && /<style\b[^>]*\sclass\s*=\s*["']note["']/.test(xml)) {
    diagnostics.push(notesStyle(style.source));
    return undefined;
  }
  const { Citer } = await import('./citer.ts');
  const isBibtex = options.files.some(({ format }) => format === 'bibtex');
  const readBibtex = isBibtex ? await loadBibtex() : () => [];
  const bibliography = readBibliography(options.files, readBibtex, language, diagnostics);
  const locales = Object.fromEntries(
    Object.entries(files).flatMap(([name, text]) => {
      const locale = /^locales\/(.*)\.xml$/.exec(name)?.[1];
      return locale === undefined ? [] : [[locale, text]];
    }),
  );
  return new Citer(bibliography, { style: xml, locales, isShipped: style.kind === 'shipped' }, language);
}

function notesStyle(file: string): Diagnostic {
  return {
    severity: 'error',
    ruleId: 'citation-style',
    message: 'Unexpected style of citations that stand in notes, expected one of citations in the text',
    help: 'Take a style whose `class` is `in-text`, and write notes that cite: `文[^1]`, `[^1]: 见[@key, 页 12]。`.',
    place: { file, line: 1, column: 1 },
  };
}
