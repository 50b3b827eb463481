import type { Language } from '../model/metadata.ts';
import { detectLanguage, firstHeading } from './assumptions.ts';
import type { BookConfig } from './book-schema.ts';
import type { FoundOrder } from './orders/order.ts';

/** What stands in for a book.yaml that is not there, in its own form. The spine is kept apart. */
export type AssumedConfig = Pick<BookConfig, 'title' | 'contributors' | 'description' | 'editions'> & {
  readonly language: Language;
};

/** What was found of a book without book.yaml, and whence. */
export interface Assumed {
  readonly config: AssumedConfig;
  /** The file that the order is from, as shown; absent for the names of the files. */
  readonly order?: string;
  /** Whether another tool's configuration gave the title, or the first heading, or the folder. */
  readonly titleFrom: 'configuration' | 'heading' | 'folder';
  /** Whether another tool's configuration gave the language, or it was seen from the text. */
  readonly languageFrom: 'configuration' | 'text';
}

/** Tags of languages as tools write them, without their region where that says nothing new. */
const LANGUAGE_TAGS: readonly (readonly [tag: RegExp, language: Language])[] = [
  [/^ja\b/i, 'ja'],
  [/^ko\b/i, 'ko'],
  [/^(?:zh|yue)(?:-hant)?-(?:hk|mo)\b/i, 'zh-HK'],
  [/^zh-(?:tw|hant)\b/i, 'zh-TW'],
  [/^(?:zh|cmn)\b/i, 'zh-CN'],
];

/**
 * The language a tag means; undefined for any other, such as the `en` that tools write of themselves, and for none:
 * a translated book often keeps the tag of the one it is from.
 */
function languageOfTag(tag: string | undefined): Language | undefined {
  const plain = tag?.replaceAll('_', '-') ?? '';
  return LANGUAGE_TAGS.find(([pattern]) => pattern.test(plain))?.[1];
}

/**
 * What a folder of Markdown files without book.yaml is taken for: what another tool's configuration says, then what
 * the text shows.
 * @param bookPath its last name is the title where nothing else gives one
 * @param texts the files in their order
 */
export function assumeConfig(bookPath: string, order: FoundOrder, texts: readonly string[]): Assumed {
  const { metadata, source } = order;
  const heading = texts.map(firstHeading).find((one) => one !== undefined);
  const folderName = bookPath.split(/[\\/]/).at(-1) ?? '';
  const { trim, authors, description } = metadata;
  const language = languageOfTag(metadata.language);
  const config: AssumedConfig = {
    title: metadata.title ?? heading ?? (folderName === '' ? 'book' : folderName),
    ...(authors !== undefined && {
      contributors: authors.map((name) => ({ name, role: 'author' as const })),
    }),
    language: language ?? detectLanguage(texts),
    ...(description !== undefined && { description }),
    ...(trim !== undefined && { editions: { print: { format: 'pdf', trim }, ebook: { format: 'epub' } } }),
  };
  const headingOrFolder = heading === undefined ? 'folder' : 'heading';
  return {
    config,
    ...(source !== undefined && { order: source }),
    titleFrom: metadata.title === undefined ? headingOrFolder : 'configuration',
    languageFrom: language === undefined ? 'text' : 'configuration',
  };
}
