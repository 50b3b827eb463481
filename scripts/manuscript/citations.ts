import {
  type BibliographyFile,
  CITATION_STYLES,
  type CitationOptions,
  type CitationStyle,
  REFERENCE_PLACES,
} from '../model/citation.ts';
import type { Place } from '../model/diagnostic.ts';
import type { Language } from '../model/metadata.ts';
import { type ConfigPath, type ConfigSource, isTooLarge } from './config-source.ts';
import { findNamed } from './named-file.ts';
import { entryOf } from './plain-data.ts';
import { type Reading, readText, report, startOf } from './reading.ts';

/** More than any list of references. Bytes. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Reads the bibliographies and the style that book.yaml names; what cannot be had is told of. Values of the wrong kind
 * were told of by the schema.
 * @returns `undefined` for a book without a bibliography
 */
export async function readCitations(
  reading: Reading,
  source: ConfigSource,
  language: Language,
): Promise<CitationOptions | undefined> {
  const written = entryOf(source.data, 'bibliography');
  if (written === undefined) {
    for (const key of ['citation-style', 'references']) reportUnused(reading, source, key);
    return undefined;
  }
  const files: BibliographyFile[] = [];
  const paths: readonly unknown[] = Array.isArray(written) ? written : [written];
  for (const [index, path] of paths.entries()) {
    const at: ConfigPath = Array.isArray(written) ? ['bibliography', index] : ['bibliography'];
    const file = await readBibliography(reading, path, source.placeOfValue(at));
    if (file !== undefined) files.push(file);
  }
  const place = entryOf(entryOf(source.data, 'references'), 'place');
  return {
    files,
    style: await readStyle(reading, source, language),
    place: REFERENCE_PLACES.find((one) => one === place) ?? 'book',
  };
}

function reportUnused(reading: Reading, source: ConfigSource, key: string): void {
  if (entryOf(source.data, key) === undefined) return;
  const message = `Unused \`${key}\`: the book has no \`bibliography\``;
  const help = 'Name a bibliography, or take it out.';
  report(reading, 'warning', 'config-unused', message, help, source.placeOfKey([key]));
}

async function readBibliography(
  reading: Reading,
  path: unknown,
  place: Place,
): Promise<BibliographyFile | undefined> {
  if (typeof path !== 'string') return undefined;
  const ending = /\.(bib|json|ya?ml)$/.exec(path)?.[1];
  if (ending === undefined) return undefined;
  const found = await readNamed(reading, path, place);
  if (found === undefined) return undefined;
  const format = ending === 'bib' ? 'bibtex' : ending === 'json' ? 'json' : 'yaml';
  if (format !== 'yaml' || !isTooLarge(found.text, MOST_BYTES)) return { ...found, format };
  const message = `Unexpected \`${path}\`, expected a list of entries that is neither as long nor as deep`;
  report(reading, 'error', 'bibliography-syntax', message, 'Part it into several files.', {
    file: found.source,
    line: 1,
    column: 1,
  });
  return undefined;
}

async function readStyle(reading: Reading, source: ConfigSource, language: Language): Promise<CitationStyle> {
  const written = entryOf(source.data, 'citation-style');
  const byLanguage = language === 'zh-CN' ? 'gb-t-7714-2015-numeric' : 'author-date';
  const shipped = CITATION_STYLES.find((name) => name === written) ?? byLanguage;
  if (typeof written !== 'string' || !written.endsWith('.csl')) return { kind: 'shipped', name: shipped };
  const found = await readNamed(reading, written, source.placeOfValue(['citation-style']));
  return found === undefined ? { kind: 'shipped', name: shipped } : { kind: 'file', ...found };
}

/** A file of text that book.yaml names; undefined, and told, when it cannot be had. */
async function readNamed(
  reading: Reading,
  written: string,
  place: Place,
): Promise<{ readonly source: string; readonly text: string } | undefined> {
  const named = await findNamed(reading, written, place);
  if (named === undefined) return undefined;
  const { path, found } = named;
  const status = await reading.folder.files.status(found.realPath);
  if (status === undefined || status.bytes > MOST_BYTES) {
    const help = 'Part it into several files.';
    report(reading, 'error', 'bibliography-syntax', `Unexpected size of \`${path}\``, help, place);
    return undefined;
  }
  const text = await readText(reading, path, found);
  return text === undefined ? undefined : { source: startOf(reading.folder, path).file, text };
}
