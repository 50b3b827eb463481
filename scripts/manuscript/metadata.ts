import type { Language, Metadata, Publication } from '../model/metadata.ts';
import type { BookConfig } from './book-schema.ts';

/** A key's text without the newline of a folded scalar; no key at all when the author gave none. */
function text<Key extends string>(key: Key, value: string | number | undefined): { [key in Key]?: string } {
  if (value === undefined) return {};
  const entry: { [key in Key]?: string } = {};
  entry[key] = String(value).trim();
  return entry;
}

function seriesOf(series: BookConfig['series']): Pick<Metadata, 'series'> {
  if (series === undefined) return {};
  return {
    series: typeof series === 'string' ? { title: series.trim() } : { ...series, title: series.title.trim() },
  };
}

function publicationOf(config: BookConfig['colophon']): Pick<Metadata, 'publication'> {
  if (config === undefined) return {};
  const { cip, words, ...given } = config;
  const lines = cip?.split(/\r?\n/).map((line) => line.trim());
  const publication: Publication = {
    ...(lines !== undefined && { cip: lines.filter((line) => line !== '') }),
    ...(words !== undefined && { words }),
    ...text('address', given.address),
    ...text('contact', given.contact),
    ...text('website', given.website),
    ...text('license', given.license),
    ...text('distributor', given.distributor),
    ...text('printer', given.printer),
    ...text('binder', given.binder),
    ...text('paper', given.paper),
    ...text('copies', given.copies),
    ...text('price', given.price),
    ...text('printingDate', given['printing-date']),
    ...(given['leaves-per-sheet'] !== undefined && { leavesPerSheet: given['leaves-per-sheet'] }),
    ...(given['edition-number'] !== undefined && { editionNumber: given['edition-number'] }),
    ...(given['printing-number'] !== undefined && { printingNumber: given['printing-number'] }),
  };
  return { publication };
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
    ...text('subtitle', config.subtitle),
    ...seriesOf(config.series),
    contributors,
    language,
    ...text('identifier', config.identifier),
    ...text('publisher', config.publisher),
    ...text('date', config.date),
    ...text('rights', config.rights),
    ...text('editionStatement', config['edition-statement']),
    ...text('description', config.description),
    ...publicationOf(config.colophon),
  };
}
