import type { Place } from '../model/diagnostic.ts';
import { GENERATED_PARTS, type GeneratedPart } from '../model/generated-part.ts';
import type { Matter, SpineItem } from '../model/manuscript.ts';
import { closest } from './closest.ts';
import type { ConfigSource } from './config-source.ts';
import { isWithin, lookUp, type ManuscriptFolder, normalisePath, pathFault } from './manuscript-path.ts';
import { compareNaturally } from './natural-order.ts';
import { entryOf } from './plain-data.ts';
import { type Reading, readText, report, startOf } from './reading.ts';

/** An entry of the spine as written, or as a default puts it there. */
interface Entry {
  readonly matter: Matter;
  readonly text: string;
  readonly place: Place;
}

/** The spine's three lists in reading order. */
const MATTERS: readonly Matter[] = ['front', 'body', 'back'];

/** Front matter of a book that lists none. */
const DEFAULT_FRONT: readonly GeneratedPart[] = ['cover', 'half-title', 'title-page', 'colophon', 'contents'];

function asPart(text: string): GeneratedPart | undefined {
  return GENERATED_PARTS.find((part) => part === text);
}

/** Files kept beside the book that are not part of it: drafts, hidden files, the folder's own note. */
function isKeptOut(name: string): boolean {
  return /^[._]/.test(name) || name.toLowerCase() === 'readme.md';
}

/** Markdown files directly in a folder of the manuscript, as paths from the manuscript's folder. */
async function listMarkdown(folder: ManuscriptFolder, inside: string): Promise<string[]> {
  const absolute = inside === '' ? folder.path : `${folder.path}/${inside}`;
  // The folder of a listed file may itself be a link out, with a link back in it.
  if (!isWithin(await folder.files.realPath(absolute), folder.realPath)) return [];
  const names = await folder.files.list(absolute);
  const paths: string[] = [];
  for (const name of names.filter((one) => one.endsWith('.md') && !isKeptOut(one))) {
    const path = inside === '' ? name : `${inside}/${name}`;
    const status = await folder.files.status(`${folder.path}/${path}`);
    // A link that leads nowhere stays in the list, to be told of as missing.
    if (status?.kind !== 'folder') paths.push(path);
  }
  return paths.sort(compareNaturally);
}

/** Entries that book.yaml lists; anything but text was told of by the schema. */
function writtenEntries(source: ConfigSource | undefined, matter: Matter): Entry[] | undefined {
  const list = entryOf(entryOf(source?.data, 'spine'), matter);
  if (source === undefined || !Array.isArray(list)) return undefined;
  return list.flatMap((text: unknown, index) =>
    typeof text === 'string' ? [{ matter, text, place: source.placeOfValue(['spine', matter, index]) }] : [],
  );
}

/** All entries in reading order; a list that is absent has its default, without what is listed elsewhere. */
function allEntries(
  reading: Reading,
  source: ConfigSource | undefined,
  markdown: readonly string[],
): Entry[] {
  const written = MATTERS.map((matter) => writtenEntries(source, matter));
  const listed = new Set(written.flatMap((list) => list ?? []).map(({ text }) => normalisePath(text)));
  const defaults: Readonly<Record<Matter, readonly string[]>> = {
    front: DEFAULT_FRONT,
    body: markdown,
    back: [],
  };
  return MATTERS.flatMap((matter, index) => {
    const missing = defaults[matter].filter((text) => !listed.has(text));
    return written[index] ?? missing.map((text) => ({ matter, text, place: startOf(reading.folder, text) }));
  });
}

/** What an entry must not be, told at its place; true when it is fine. */
function isFine(reading: Reading, entry: Entry): boolean {
  const { text, place } = entry;
  const fault = pathFault(text);
  if (fault !== undefined) {
    const help = "Give a path within the manuscript's folder, with `/` between names.";
    report(reading, 'error', 'path-outside', `Unexpected ${fault}: \`${text}\``, help, place);
    return false;
  }
  if (text.endsWith('.md')) return true;
  const meant = closest(text, GENERATED_PARTS);
  const help = meant === undefined ? 'Banxin reads Markdown files.' : `Did you mean \`${meant}\`?`;
  const parts = GENERATED_PARTS.join(', ');
  report(
    reading,
    'error',
    'spine-entry',
    `Unexpected \`${text}\`, expected a path ending in \`.md\` or one of ${parts}`,
    help,
    place,
  );
  return false;
}

/** Tells why a file could not be had. */
export function reportLookup(
  reading: Reading,
  kind: 'missing' | 'outside' | 'not-a-file',
  path: string,
  place: Place,
  candidates: readonly string[] = [],
): void {
  if (kind === 'outside') {
    const message = `Unexpected link out of the manuscript's folder: \`${path}\``;
    report(
      reading,
      'error',
      'path-outside',
      message,
      'Copy the file into the folder instead of linking to it.',
      place,
    );
    return;
  }
  if (kind === 'not-a-file') {
    report(
      reading,
      'error',
      'file-missing',
      `Unexpected folder or device \`${path}\`, expected a file`,
      'Name a file.',
      place,
    );
    return;
  }
  const meant = closest(path, candidates);
  const help = meant === undefined ? 'Correct the path, or add the file.' : `Did you mean \`${meant}\`?`;
  report(reading, 'error', 'file-missing', `Missing file \`${path}\``, help, place);
}

/** Remembers what the spine has had, and tells of a second time. */
class Seen {
  readonly #reading: Reading;
  readonly #places = new Map<string, Place>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** Whether this is the first time; `key` is the same for two names of one file. */
  isFirst(key: string, entry: Entry): boolean {
    const first = this.#places.get(key);
    if (first === undefined) {
      this.#places.set(key, entry.place);
      return true;
    }
    const message = `Unexpected second \`${entry.text}\`, which is listed in line ${first.line} already`;
    report(this.#reading, 'error', 'spine-duplicate', message, 'Keep one of the two entries.', entry.place);
    return false;
  }

  has(key: string): boolean {
    return this.#places.has(key);
  }
}

/** Tells of Markdown files that lie beside the listed ones and are in no list. */
async function reportUnlisted(
  reading: Reading,
  paths: readonly string[],
  listed: ReadonlySet<string>,
  seen: Seen,
): Promise<void> {
  const { folder } = reading;
  const folders = new Set(['', ...paths.map((path) => path.split('/').slice(0, -1).join('/'))]);
  for (const inside of folders) {
    for (const path of await listMarkdown(folder, inside)) {
      if (listed.has(path)) continue;
      const found = await lookUp(folder, path);
      if (found.kind === 'found' && seen.has(found.realPath)) continue;
      const help = 'List it under `spine`, or begin its name with `_` to keep it out.';
      report(
        reading,
        'warning',
        'file-unlisted',
        `File \`${path}\` is not in the spine`,
        help,
        startOf(folder, path),
      );
    }
  }
}

/**
 * Reads the spine: the lists of book.yaml, or their defaults. Entries that cannot be had are told of and
 * left out.
 */
export async function readSpine(reading: Reading, source: ConfigSource | undefined): Promise<SpineItem[]> {
  const markdown = await listMarkdown(reading.folder, '');
  const entries = allEntries(reading, source, markdown);
  const listed = new Set(entries.map(({ text }) => normalisePath(text)));
  const unlisted = markdown.filter((path) => !listed.has(path));
  const seen = new Seen(reading);
  const paths: string[] = [];
  const items: SpineItem[] = [];
  for (const entry of entries) {
    const { matter } = entry;
    const part = asPart(entry.text);
    if (part !== undefined) {
      if (seen.isFirst(part, entry)) items.push({ kind: 'generated', matter, part });
      continue;
    }
    if (!isFine(reading, entry)) continue;
    const path = normalisePath(entry.text);
    const found = await lookUp(reading.folder, path);
    if (found.kind !== 'found') {
      reportLookup(reading, found.kind, path, entry.place, unlisted);
      continue;
    }
    if (!seen.isFirst(found.realPath, entry)) continue;
    paths.push(path);
    const text = await readText(reading, path, found);
    if (text !== undefined) items.push({ kind: 'file', matter, path, text });
  }
  if (entryOf(source?.data, 'spine') !== undefined) await reportUnlisted(reading, paths, listed, seen);
  if (paths.length === 0) reportEmpty(reading, source);
  return items;
}

/** Rules that have told already why the spine came out without a file. */
const EXPLAINED: ReadonlySet<string> = new Set([
  'file-missing',
  'path-outside',
  'spine-entry',
  'config-value',
]);

function reportEmpty(reading: Reading, source: ConfigSource | undefined): void {
  if (reading.diagnostics.some(({ ruleId }) => EXPLAINED.has(ruleId))) return;
  const message = 'Missing Markdown files, expected at least one in the book';
  const help = "Add a file such as `01.md` to the manuscript's folder, or list one under `spine`.";
  report(reading, 'error', 'book-empty', message, help, source?.placeOfKey(['spine']));
}
