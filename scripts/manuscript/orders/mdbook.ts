import { type Reading, report, startOf } from '../reading.ts';
import { authorsField, inFolder, type OrderMetadata, type OrderSource, textAt, textField } from './order.ts';
import { readSummary } from './summary.ts';
import { readToml, type TomlValue } from './toml.ts';

const CONFIG = 'book.toml';

/**
 * mdBook: `book.toml` and `SUMMARY.md` in the folder that it names (`src`). Links before and behind the numbered
 * chapters are front and back matter, headings open parts, nested chapters are sections.
 */
export const mdbook: OrderSource = {
  name: 'mdBook',
  async find(reading) {
    const config = await textAt(reading, CONFIG);
    const values = config === undefined ? undefined : readToml(config);
    const src = values === undefined ? 'src' : (textOf(reading, values, 'src') ?? 'src');
    const root = src.replace(/^\.\/|\/+$/g, '').replace(/^\.$/, '');
    // Without book.toml a SUMMARY.md in the folder itself is GitBook's.
    const path = inFolder(root, 'SUMMARY.md');
    const text = await textAt(reading, path);
    if (text === undefined) {
      if (config !== undefined) tellMissing(reading, path);
      return undefined;
    }
    const entries = readSummary(reading, path, text, { affixes: true });
    const metadata = values === undefined ? {} : metadataOf(reading, values);
    return { source: startOf(reading.folder, path).file, root, entries, metadata };
  },
};

function tellMissing(reading: Reading, path: string): void {
  const message = `Missing \`${path}\`, which \`${CONFIG}\` lets expect`;
  const help = 'Add it, or write `book.yaml`: without either the files go by their names.';
  report(reading, 'warning', 'order-syntax', message, help, startOf(reading.folder, CONFIG));
}

function metadataOf(reading: Reading, values: ReadonlyMap<string, TomlValue>): OrderMetadata {
  const authors = values.get('book.authors') ?? values.get('book.author');
  if (authors !== undefined && authors.value === undefined) tellUnread(reading, 'authors', authors);
  return {
    ...textField('title', textOf(reading, values, 'title')),
    ...textField('language', textOf(reading, values, 'language')),
    ...textField('description', textOf(reading, values, 'description')),
    ...authorsField(authors?.value),
  };
}

function textOf(reading: Reading, values: ReadonlyMap<string, TomlValue>, key: string): string | undefined {
  const found = values.get(`book.${key}`);
  if (found === undefined) return undefined;
  if (typeof found.value === 'string') return found.value;
  tellUnread(reading, key, found);
  return undefined;
}

function tellUnread(reading: Reading, key: string, { line }: TomlValue): void {
  const message = `Unread \`${key}\`: its value is written in a way that is not understood here`;
  const help = 'Write it as one string in quotes, a list of authors as strings in brackets.';
  const place = { ...startOf(reading.folder, CONFIG), line };
  report(reading, 'warning', 'order-syntax', message, help, place);
}
