import { closest } from '../model/closest.ts';
import type { Place, Severity } from '../model/diagnostic.ts';
import { GENERATED_PARTS, type GeneratedPart } from '../model/generated-part.ts';
import { MATTERS, type Matter, type SpineItem } from '../model/manuscript.ts';
import type { Language } from '../model/metadata.ts';
import type { ConfigSource } from './config-source.ts';
import { foldersWithMarkdown, listMarkdown } from './list-markdown.ts';
import { lookUp, normalisePath, pathFault } from './manuscript-path.ts';
import { placeByMatter } from './matter-of-files.ts';
import type { FoundOrder } from './orders/order.ts';
import { entryOf } from './plain-data.ts';
import { type Reading, readText, report, startOf } from './reading.ts';

/** An entry of the spine as written, or as a default puts it there. */
interface Entry {
  readonly matter: Matter;
  /** A path, the name of a generated part, or a divisional title. */
  readonly text: string;
  readonly place: Place;
  /** Set for a line that opens a part of the book: `text` is its title. */
  readonly opensPart?: true;
  /** Level of the file's first heading. */
  readonly level?: number;
  /** Title of a file that has none. */
  readonly title?: string;
}

/** Front matter of a book that lists none. */
const DEFAULT_FRONT: readonly GeneratedPart[] = ['cover', 'half-title', 'title-page', 'colophon', 'contents'];

/** References follow the text of a book that cites and lists no back matter. */
function defaultBack(source: ConfigSource | undefined): readonly Entry[] {
  const isCiting = entryOf(source?.data, 'bibliography') !== undefined;
  const isByChapter = entryOf(entryOf(source?.data, 'references'), 'place') === 'chapter';
  if (source === undefined || !isCiting || isByChapter) return [];
  return [{ matter: 'back', text: 'references', place: source.placeOfKey(['bibliography']) }];
}

function asPart(text: string): GeneratedPart | undefined {
  return GENERATED_PARTS.find((part) => part === text);
}

/** Entries that book.yaml lists; what is neither text nor a map with text was told of by the schema. */
function writtenEntries(source: ConfigSource | undefined, matter: Matter): Entry[] | undefined {
  const list = entryOf(entryOf(source?.data, 'spine'), matter);
  if (source === undefined || !Array.isArray(list)) return undefined;
  return list.flatMap((entry: unknown, index): Entry[] => {
    const place = source.placeOfValue(['spine', matter, index]);
    if (typeof entry === 'string') return [{ matter, text: entry, place }];
    const [part, file] = [entryOf(entry, 'part'), entryOf(entry, 'file')];
    if (typeof part === 'string') return [{ matter, text: part.trim(), place, opensPart: true }];
    if (typeof file !== 'string') return [];
    const [level, title] = [entryOf(entry, 'level'), entryOf(entry, 'title')];
    return [
      {
        matter,
        text: file,
        place,
        ...(typeof level === 'number' && { level }),
        ...(typeof title === 'string' && { title: title.trim() }),
      },
    ];
  });
}

/** Entries of one matter in another tool's order, or of the files by name. */
function orderedEntries(order: FoundOrder | undefined, matter: Matter): Entry[] {
  const entries = (order?.entries ?? []).filter((entry) => entry.matter === matter);
  return entries.map((entry): Entry => {
    if (entry.kind === 'part') return { matter, text: entry.title, place: entry.place, opensPart: true };
    const { path, place, level, title } = entry;
    return { matter, text: path, place, level, ...(title !== undefined && { title }) };
  });
}

/** All entries in reading order; a list that is absent has its default, without what is listed elsewhere. */
function allEntries(
  reading: Reading,
  source: ConfigSource | undefined,
  order: FoundOrder | undefined,
): Entry[] {
  const written = MATTERS.map((matter) => writtenEntries(source, matter));
  const listed = new Set(written.flatMap((list) => list ?? []).map(({ text }) => normalisePath(text)));
  const parts = DEFAULT_FRONT.map(
    (text): Entry => ({ matter: 'front', text, place: startOf(reading.folder, text) }),
  );
  const defaults: Readonly<Record<Matter, readonly Entry[]>> = {
    // A preface stands before the contents.
    front: [...parts.slice(0, -1), ...orderedEntries(order, 'front'), ...parts.slice(-1)],
    body: orderedEntries(order, 'body'),
    back: [...orderedEntries(order, 'back'), ...defaultBack(source)],
  };
  return MATTERS.flatMap((matter, index) => {
    const missing = defaults[matter].filter(({ text }) => !listed.has(text));
    return written[index] ?? missing;
  });
}

/**
 * The spine with the colophon where the language's books have it, unless book.yaml lists the front matter: in Chinese on
 * the back of the title page (G01), in Japanese and Korean on the last page (G03, G04).
 */
export function placeColophon(
  spine: readonly SpineItem[],
  source: ConfigSource,
  language: Language,
): readonly SpineItem[] {
  const isLast = language === 'ja' || language === 'ko';
  if (!isLast || writtenEntries(source, 'front') !== undefined) return spine;
  const rest = spine.filter((item) => item.kind !== 'generated' || item.part !== 'colophon');
  if (rest.length === spine.length) return spine;
  return [...rest, { kind: 'generated', matter: 'back', part: 'colophon' }];
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
  readonly #severity: Severity;
  readonly #places = new Map<string, Place>();

  constructor(reading: Reading, severity: Severity) {
    this.#reading = reading;
    this.#severity = severity;
  }

  /** Whether this is the first time; `key` is the same for two names of one file. */
  isFirst(key: string, entry: Entry): boolean {
    const first = this.#places.get(key);
    if (first === undefined) {
      this.#places.set(key, entry.place);
      return true;
    }
    const message = `Unexpected second \`${entry.text}\`, which is listed in line ${first.line} already`;
    report(
      this.#reading,
      this.#severity,
      'spine-duplicate',
      message,
      'Keep one of the two entries.',
      entry.place,
    );
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
  order: FoundOrder | undefined,
): Promise<void> {
  const { folder } = reading;
  const folders = new Set([
    order?.root ?? '',
    ...paths.map((path) => path.split('/').slice(0, -1).join('/')),
  ]);
  const where = order?.source === undefined ? 'the spine' : `\`${order.source}\``;
  const there = order?.source === undefined ? 'under `spine`' : 'there';
  for (const inside of folders) {
    for (const path of await listMarkdown(folder, inside)) {
      if (listed.has(path)) continue;
      const found = await lookUp(folder, path);
      if (found.kind === 'found' && seen.has(found.realPath)) continue;
      const help = `List it ${there}, or begin its name with \`_\` to keep it out.`;
      report(
        reading,
        'warning',
        'file-unlisted',
        `File \`${path}\` is not in ${where}`,
        help,
        startOf(folder, path),
      );
    }
  }
}

/**
 * Reads the spine: the lists of book.yaml, or their defaults. Entries that cannot be had are told of and
 * left out.
 * @param order what stands for a list that book.yaml does not have; absent when it has them
 */
export async function readSpine(
  reading: Reading,
  source: ConfigSource | undefined,
  order: FoundOrder | undefined,
): Promise<SpineItem[]> {
  const written = new Set(MATTERS.filter((matter) => writtenEntries(source, matter) !== undefined));
  const placed = order && (await placeByMatter(reading, order, written));
  const entries = allEntries(reading, source, placed);
  const listed = new Set(entries.map(({ text }) => normalisePath(text)));
  const unlisted = (await listMarkdown(reading.folder, order?.root ?? '')).filter(
    (path) => !listed.has(path),
  );
  // What other tools let pass twice is printed once.
  const seen = new Seen(reading, order?.source === undefined ? 'error' : 'warning');
  const paths: string[] = [];
  const items: SpineItem[] = [];
  for (const entry of entries) {
    const { matter } = entry;
    if (entry.opensPart) {
      items.push({ kind: 'part', matter, title: entry.text, place: entry.place });
      continue;
    }
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
    if (text !== undefined) items.push(fileItem(entry, path, text));
  }
  const isOrdered = entryOf(source?.data, 'spine') !== undefined || order?.source !== undefined;
  if (isOrdered) await reportUnlisted(reading, paths, listed, seen, order);
  if (paths.length === 0) await reportEmpty(reading, source);
  return items;
}

function fileItem({ matter, level = 1, title }: Entry, path: string, text: string): SpineItem {
  return {
    kind: 'file',
    matter,
    path,
    text,
    ...(level > 1 && { level }),
    ...(title !== undefined && { title }),
  };
}

/** Rules that have told already why the spine came out without a file. */
const EXPLAINED: ReadonlySet<string> = new Set([
  'file-missing',
  'path-outside',
  'spine-entry',
  'config-value',
]);

/** Endings of text that is not Markdown, and what writes it. */
const OTHER_MARKUP: readonly (readonly [ending: string, name: string])[] = [
  ['.re', 'Re:VIEW'],
  ['.adoc', 'AsciiDoc'],
  ['.rst', 'reStructuredText'],
  ['.typ', 'Typst'],
  ['.tex', 'TeX'],
  ['.docx', 'Word'],
];

async function reportEmpty(reading: Reading, source: ConfigSource | undefined): Promise<void> {
  if (reading.diagnostics.some(({ ruleId }) => EXPLAINED.has(ruleId))) return;
  const message = 'Missing Markdown files, expected at least one in the book';
  report(reading, 'error', 'book-empty', message, await helpForEmpty(reading), source?.placeOfKey(['spine']));
}

async function helpForEmpty({ folder }: Reading): Promise<string> {
  const names = await folder.files.list(folder.path);
  const markup = OTHER_MARKUP.find(([ending]) => names.some((name) => name.endsWith(ending)));
  if (markup !== undefined) {
    const [ending, name] = markup;
    return `Files of ${name} (\`${ending}\`) are not read: turn them into Markdown first.`;
  }
  const inside = await foldersWithMarkdown(folder);
  return inside.length > 0
    ? `Name one of the folders in it: ${inside.map((name) => `\`${name}\``).join(', ')}.`
    : "Add a file such as `01.md` to the manuscript's folder, or list one under `spine`.";
}
