import * as v from 'valibot';
import { BuildError } from '../model/build-error.ts';
import { type Diagnostic, hasError, sortDiagnostics } from '../model/diagnostic.ts';
import type { IncludedFile } from '../model/include-order.ts';
import type {
  IndexOrder,
  Manuscript,
  MarkdownOptions,
  ReferenceOptions,
  SpineItem,
} from '../model/manuscript.ts';
import type { Language } from '../model/metadata.ts';
import { type Assumed, assumeConfig } from './assumed-config.ts';
import { detectLanguage } from './assumptions.ts';
import { type BookConfig, bookSchema, languageSchema } from './book-schema.ts';
import { checkColophon } from './check-colophon.ts';
import { checkConfig, keepTrusted } from './check-config.ts';
import { readCitations } from './citations.ts';
import { type ConfigSource, parseConfig } from './config-source.ts';
import { readEditions } from './editions.ts';
import { EXTENSION_NAMES } from './extension-names.ts';
import { fileNameFrom } from './file-name.ts';
import type { ManuscriptFiles } from './manuscript-files.ts';
import { isWithin, lookUp } from './manuscript-path.ts';
import { readMetadata } from './metadata.ts';
import { findNamed } from './named-file.ts';
import type { NamedTexts } from './named-texts.ts';
import { findOrder } from './orders/index.ts';
import { entryOf } from './plain-data.ts';
import { readIncludes } from './read-includes.ts';
import { type Reading, readText, report, startOf } from './reading.ts';
import { placeColophon, readSpine, reportLookup } from './spine.ts';

/** What reading a book's folder gives. */
export interface ReadManuscript {
  /** Absent when a diagnostic is an `error`. */
  readonly manuscript?: Manuscript;
  /**
   * What could be read in spite of errors, defaults in the place of what is wrong: good for checking the Markdown in the
   * same run, never for building. Absent when there is no error, or no spine.
   */
  readonly draft?: Manuscript;
  /** What stood in for book.yaml; absent when there is one. */
  readonly assumed?: Assumed;
  /** Everything at once, sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The part of the environment that reading depends on. */
interface ReadEnvironment {
  /** SOURCE_DATE_EPOCH as set: seconds since 1970. */
  readonly sourceDateEpoch?: string;
  /** What printing houses ask for, by their names. */
  readonly printers?: NamedTexts;
  /** Profiles of EPUBs, by their names. */
  readonly epubProfiles?: NamedTexts;
}

/** The one name of the configuration. */
const CONFIG_NAME = 'book.yaml';

/** 9999-12-31T23:59:59Z: the last second that ISO 8601 dates of four-digit years can tell. */
const LAST_SECOND = 253_402_300_799;

/** The date that the environment asks for, or undefined. */
function epochDate(value: string | undefined): Date | undefined {
  if (value === undefined) return undefined;
  const seconds = /^\d{1,12}$/.test(value) ? Number(value) : Number.NaN;
  if (seconds <= LAST_SECOND) return new Date(seconds * 1000);
  throw new BuildError(
    'source-date-epoch-invalid',
    `Unexpected SOURCE_DATE_EPOCH \`${value}\`, expected seconds since 1970`,
    'Set it to a whole number, for example the output of `git log -1 --format=%ct`, or unset it.',
  );
}

/** Opens `manuscript/` of the book's folder, or the folder itself; undefined when that leads elsewhere. */
async function openFolder(bookPath: string, files: ManuscriptFiles): Promise<Reading['folder'] | undefined> {
  const status = await files.status(bookPath);
  if (status?.kind !== 'folder') {
    const hint = 'Check the path; a book is a folder with Markdown files in it.';
    throw new BuildError('book-missing', `Could not find a folder at \`${bookPath}\``, hint);
  }
  const realBookPath = await files.realPath(bookPath);
  const path = `${bookPath}/manuscript`;
  const inner = await files.status(path);
  if (inner?.kind !== 'folder') return { files, path: bookPath, realPath: realBookPath, prefix: '' };
  const realPath = await files.realPath(path);
  return isWithin(realPath, realBookPath) ? { files, path, realPath, prefix: 'manuscript/' } : undefined;
}

/** Tells of configuration files that have the wrong name or place; true when there are any. */
async function reportStrays(reading: Reading, bookPath: string): Promise<boolean> {
  const { folder } = reading;
  const exists = async (path: string) => (await folder.files.status(path)) !== undefined;
  const target = folder.prefix + CONFIG_NAME;
  let found = false;
  const tell = (file: string, ruleId: string, help: string) => {
    const message = `Unexpected \`${file}\`, expected the configuration in \`${target}\``;
    report(reading, 'error', ruleId, message, help, { file, line: 1, column: 1 });
    found = true;
  };
  if (await exists(`${folder.path}/book.yml`)) {
    tell(`${folder.prefix}book.yml`, 'config-name', `Rename it to \`${CONFIG_NAME}\`.`);
  }
  if (folder.prefix === '') return found;
  for (const name of [CONFIG_NAME, 'book.yml']) {
    if (await exists(`${bookPath}/${name}`)) tell(name, 'config-misplaced', `Move it to \`${target}\`.`);
  }
  return found;
}

/** Reads book.yaml; undefined when there is none, or when what there is cannot be read. */
async function readConfig(reading: Reading): Promise<ConfigSource | undefined> {
  const place = startOf(reading.folder, CONFIG_NAME);
  const found = await lookUp(reading.folder, CONFIG_NAME);
  if (found.kind === 'missing') return undefined;
  if (found.kind !== 'found') {
    reportLookup(reading, found.kind, CONFIG_NAME, place);
    return undefined;
  }
  const text = await readText(reading, CONFIG_NAME, found);
  return text === undefined ? undefined : parseConfig(text, place.file);
}

/** The path of the cover picture, looked up; undefined when there is none or it was told of. */
async function readCover(reading: Reading, source: ConfigSource): Promise<string | undefined> {
  const written = entryOf(source.data, 'cover-image');
  if (typeof written !== 'string') return undefined;
  return (await findNamed(reading, written, source.placeOfValue(['cover-image'])))?.path;
}

function markdownOptions(config: BookConfig['markdown'], language: Language): MarkdownOptions {
  const { newline, ...extensions } = config ?? {};
  return { newline: newline ?? (language === 'ko' ? 'space' : 'join'), extensions };
}

function referenceOptions(config: Partial<BookConfig>, language: Language): ReferenceOptions {
  return {
    contentsDepth: config.contents?.depth ?? 2,
    figures: config.captions?.figures ?? 'auto',
    tables: config.captions?.tables ?? 'auto',
    listings: config.captions?.listings ?? 'auto',
    indexOrder: indexOrderOf(language, config.index?.order),
  };
}

function indexOrderOf(language: Language, chinese: IndexOrder | undefined): IndexOrder {
  if (language === 'ja') return 'kana';
  if (language === 'ko') return 'hangul';
  return chinese ?? (language === 'zh-CN' ? 'pinyin' : 'stroke');
}

/** Tells of an order of the index that the language has no use for. */
function checkIndexOrder(reading: Reading, source: ConfigSource, language: Language): void {
  const order = entryOf(entryOf(source.data, 'index'), 'order');
  if (order === undefined || language.startsWith('zh')) return;
  const message = `Unused \`index.order\`: an index in \`${language}\` has one order`;
  report(
    reading,
    'warning',
    'config-unused',
    message,
    'Take it out.',
    source.placeOfValue(['index', 'order']),
  );
}

function textsOf(spine: readonly SpineItem[]): string[] {
  return spine.flatMap((item) => (item.kind === 'file' ? [item.text] : []));
}

/** What a book is made of but its folders and dates. */
type Content = Omit<Manuscript, 'modified' | 'folder' | 'bookFolder'>;

/** The language that book.yaml names, or the one that the text seems to be in, which is told. */
function languageOf(reading: Reading, source: ConfigSource, spine: readonly SpineItem[]): Language {
  const written = entryOf(source.data, 'language');
  const parsed = v.safeParse(languageSchema, written);
  if (parsed.success) return parsed.output;
  const language = detectLanguage(textsOf(spine));
  if (written === undefined) {
    const message = `Assumed the language \`${language}\` from the text`;
    report(
      reading,
      'info',
      'book-assumed',
      message,
      `Write \`language: ${language}\`.`,
      source.placeOfValue([]),
    );
  }
  return language;
}

/** A file that is put into another is printed, though no list has it. */
function forgetUnlisted({ folder, diagnostics }: Reading, includes: ReadonlyMap<string, IncludedFile>): void {
  const told = diagnostics.splice(0, Infinity);
  const isPutIn = ({ ruleId, place }: Diagnostic): boolean =>
    ruleId === 'file-unlisted' && includes.has(place?.file.slice(folder.prefix.length) ?? '');
  diagnostics.push(...told.filter((one) => !isPutIn(one)));
}

/** Reads what book.yaml says, or what is assumed in its place; undefined when that is no map. */
async function readContent(
  reading: Reading,
  source: ConfigSource,
  spine: readonly SpineItem[],
  schema: ReturnType<typeof bookSchema>,
): Promise<Content> {
  const language = languageOf(reading, source, spine);
  const editions = readEditions(reading, source, language);
  const coverImage = await readCover(reading, source);
  const citations = await readCitations(reading, source, language);
  const includes = await readIncludes(reading, spine);
  forgetUnlisted(reading, includes);
  checkIndexOrder(reading, source, language);
  const parsed = v.safeParse(schema, source.data);
  // Refused data was told of; the book's Markdown is still read, by the defaults.
  const config: BookConfig = parsed.success ? parsed.output : { title: '', language };
  const metadata = readMetadata(config, language);
  if (parsed.success) checkColophon(reading, source, metadata, spine);
  return {
    name: config.name ?? fileNameFrom(metadata.title),
    metadata,
    spine: placeColophon(spine, source, language),
    ...(includes.size > 0 && { includes }),
    editions,
    markdown: markdownOptions(config.markdown, language),
    references: referenceOptions(config, language),
    ...(citations !== undefined && { citations }),
    headingNumbers: config.headings?.numbers ?? {},
    rules: config.rules ?? {},
    ...(coverImage !== undefined && { coverImage }),
  };
}

/** Reads a book that has a book.yaml; undefined when that holds no map. */
async function readConfigured(
  reading: Reading,
  source: ConfigSource,
  extensionNames: readonly string[],
): Promise<Content | undefined> {
  const schema = bookSchema(extensionNames);
  reading.diagnostics.push(...checkConfig(schema, source));
  if (source.data === undefined) return undefined;
  const isOrdered = Array.isArray(entryOf(entryOf(source.data, 'spine'), 'body'));
  const order = isOrdered ? undefined : await findOrder(reading);
  const spine = await readSpine(reading, source, order);
  if (order?.source !== undefined) {
    const message = `Took the order of \`${order.source}\`: there is no \`spine\` in ${CONFIG_NAME}`;
    const help = 'Nothing needs to be done, or list the files under `spine`.';
    report(reading, 'info', 'book-assumed', message, help, source.placeOfValue([]));
  }
  return readContent(reading, source, spine, schema);
}

/** Reads a folder of Markdown files that has no book.yaml. */
async function readPlain(
  reading: Reading,
  bookPath: string,
  extensionNames: readonly string[],
): Promise<Content & { readonly assumed: Assumed }> {
  const order = await findOrder(reading);
  const spine = await readSpine(reading, undefined, order);
  const assumed = assumeConfig(bookPath, order, textsOf(spine));
  tellAssumed(reading, assumed);
  const place = { file: order.source ?? CONFIG_NAME, line: 1, column: 1 };
  const source: ConfigSource = {
    data: assumed.config,
    diagnostics: [],
    placeOfValue: () => place,
    placeOfKey: () => place,
  };
  const schema = bookSchema(extensionNames);
  reading.diagnostics.push(...checkConfig(schema, source));
  return { ...(await readContent(reading, source, spine, schema)), assumed };
}

function tellAssumed(reading: Reading, { config, order }: Assumed): void {
  const what = [
    `the title \`${config.title}\``,
    `the language \`${config.language}\``,
    ...(order === undefined ? [] : [`the order of \`${order}\``]),
  ];
  const list = `${what.slice(0, -1).join(', ')} and ${what.at(-1)}`;
  const target = reading.folder.prefix + CONFIG_NAME;
  const message = `Assumed ${list}: there is no ${CONFIG_NAME}`;
  const help = `Write \`title\` and \`language\` into \`${target}\`, or let \`banxin init\` write it.`;
  report(reading, 'info', 'book-assumed', message, help);
}

/** The author's mistakes, sorted, and what was assumed only when there are none: it would be noise. */
function finish(reading: Reading): readonly Diagnostic[] {
  const { diagnostics } = reading;
  const shown = hasError(diagnostics)
    ? diagnostics.filter(({ severity }) => severity !== 'info')
    : diagnostics;
  return sortDiagnostics(shown);
}

/**
 * Reads a book from its folder: `manuscript/` in it, or the folder itself. Every mistake of the author is
 * told at once with its place; nothing outside the manuscript's folder is read.
 * @param bookPath absolute path of the book's folder
 * @param extensionNames the Markdown extensions that book.yaml may switch off
 * @throws BuildError `book-missing`, `source-date-epoch-invalid`, and what `files` throws
 */
export async function readManuscript(
  bookPath: string,
  files: ManuscriptFiles,
  env: ReadEnvironment,
  extensionNames: readonly string[] = EXTENSION_NAMES,
): Promise<ReadManuscript> {
  const fixedDate = epochDate(env.sourceDateEpoch);
  const bookFolder = bookPath.replace(/(?<=.)[\\/]+$/, '');
  const folder = await openFolder(bookFolder, files);
  if (folder === undefined) {
    const message = "Unexpected link out of the book's folder: `manuscript`";
    const help = 'Move the manuscript into the folder instead of linking to it.';
    return { diagnostics: [{ severity: 'error', ruleId: 'path-outside', message, help }] };
  }
  const reading: Reading = {
    folder,
    diagnostics: [],
    modified: [],
    ...(env.printers && { printers: env.printers }),
    ...(env.epubProfiles && { epubProfiles: env.epubProfiles }),
  };
  const hasStrays = await reportStrays(reading, bookFolder);
  const source = await readConfig(reading);
  // Without its configuration a book would be judged by assumptions that it contradicts.
  if (source === undefined && (hasStrays || hasError(reading.diagnostics)))
    return { diagnostics: finish(reading) };
  const content =
    source === undefined
      ? await readPlain(reading, bookFolder, extensionNames)
      : await readConfigured(reading, source, extensionNames);
  if (source !== undefined) {
    const trusted = keepTrusted(source, reading.diagnostics);
    reading.diagnostics.splice(0, Infinity, ...source.diagnostics, ...trusted);
  }
  const diagnostics = finish(reading);
  if (content === undefined) return { diagnostics };
  const newest = Math.max(0, ...reading.modified.map((date) => date.getTime()));
  const modified = fixedDate ?? new Date(newest);
  const { assumed, ...rest } = { assumed: undefined, ...content };
  const manuscript: Manuscript = { folder: folder.path, bookFolder, ...rest, modified };
  return {
    ...(hasError(diagnostics) ? { draft: manuscript } : { manuscript }),
    ...(assumed !== undefined && { assumed }),
    diagnostics,
  };
}
