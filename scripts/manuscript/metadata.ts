import type { Language, Metadata } from '../model/metadata.ts';
import type { BookConfig } from './book-schema.ts';

/** A key's text without the newline of a folded scalar; no key at all when the author gave none. */
function given<Key extends keyof Metadata>(
  key: Key,
  text: string | number | undefined,
): { [key in Key]?: string } {
  if (text === undefined) return {};
  const entry: { [key in Key]?: string } = {};
  entry[key] = String(text).trim();
  return entry;
}

function seriesOf(series: BookConfig['series']): Pick<Metadata, 'series'> {
  if (series === undefined) return {};
  return {
    series: typeof series === 'string' ? { title: series.trim() } : { ...series, title: series.title.trim() },
  };
}

/** What book.yaml says of the book; nothing is added to it but the language, which may have been detected. */
export function readMetadata(config: BookConfig, language: Language): Metadata {
  const contributors = (config.contributors ?? []).map(({ name, role, sort }) => ({
    name: name.trim(),
    role,
    ...(sort !== undefined && { sort: sort.trim() }),
  }));
  return {
    title: config.title.trim(),
    ...given('subtitle', config.subtitle),
    ...seriesOf(config.series),
    contributors,
    language,
    ...given('identifier', config.identifier),
    ...given('publisher', config.publisher),
    ...given('date', config.date),
    ...given('rights', config.rights),
    ...given('editionStatement', config['edition-statement']),
    ...given('description', config.description),
  };
}
