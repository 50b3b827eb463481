import { LineCounter, parseDocument } from 'yaml';
import type { BibliographyFile } from '../../model/citation.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Language } from '../../model/metadata.ts';
import { entryLanguage, othersIn } from './entry-language.ts';

/** An entry of a bibliography as CSL's processor takes it (CSL-JSON 1.0). */
export interface Entry {
  /** Its key. */
  readonly id: string;
  readonly type: string;
  /** A BCP 47 tag with a region. */
  readonly language: string;
  readonly [field: string]: unknown;
}

/** Entries by their keys. */
export type Bibliography = ReadonlyMap<string, Entry>;

/** Turns a text of BibTeX into entries as CSL knows them; throws what names a line. */
export type ReadBibtex = (text: string) => readonly unknown[];

/**
 * Joins the entries of all files. What cannot be read and keys that come twice are told at their lines; of two entries the
 * first counts.
 */
export function readBibliography(
  files: readonly BibliographyFile[],
  readBibtex: ReadBibtex,
  language: Language,
  diagnostics: Diagnostic[],
): Bibliography {
  const entries = new Map<string, Entry>();
  for (const file of files) {
    const lines = new KeyLines(file);
    for (const item of itemsOf(file, readBibtex, diagnostics)) {
      const entry = entryOf(item, language);
      if (entry === undefined) {
        diagnostics.push(unreadable(file, 1, 'an entry without `id`, `type` or `title`'));
        continue;
      }
      const line = lines.next(entry.id);
      if (entries.has(entry.id)) diagnostics.push(duplicate(file, entry.id, line));
      else entries.set(entry.id, entry);
    }
  }
  return entries;
}

function itemsOf(
  file: BibliographyFile,
  readBibtex: ReadBibtex,
  diagnostics: Diagnostic[],
): readonly unknown[] {
  try {
    const data = file.format === 'bibtex' ? readBibtex(file.text) : dataOf(file);
    // Pandoc writes CSL-YAML as a map with `references`.
    const list = isRecord(data) && 'references' in data ? data['references'] : data;
    if (Array.isArray(list)) return list;
    diagnostics.push(unreadable(file, 1, 'something else than a list of entries'));
  } catch (error) {
    diagnostics.push(unreadable(file, lineOf(error, file.text), reasonOf(error)));
  }
  return [];
}

function dataOf({ format, text }: BibliographyFile): unknown {
  if (format === 'json') return JSON.parse(text);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) throw new Error(`${error.message} at line ${lines.linePos(error.pos[0]).line}`);
  return document.toJS();
}

/** Readers name a line, or how many characters they had read. */
function lineOf(error: unknown, text: string): number {
  const message = error instanceof Error ? error.message : '';
  const line = /\bline (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const offset = /\bposition (\d+)/.exec(message)?.[1];
  const read = offset === undefined ? text.trimEnd() : text.slice(0, Number(offset));
  return read.split('\n').length;
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [first = ''] = message.split('\n');
  return first.replace(/ (?:at line|in JSON at) .*$/, '').slice(0, 200);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entryOf(item: unknown, language: Language): Entry | undefined {
  if (!isRecord(item)) return undefined;
  const id = item['id'];
  const type = item['type'];
  if ((typeof id !== 'string' && typeof id !== 'number') || String(id) === '') return undefined;
  if (typeof type !== 'string') return undefined;
  const words = JSON.stringify([item['title'] ?? '', item['author'] ?? item['editor'] ?? '']);
  const han = language.startsWith('zh') ? language : 'zh-CN';
  // No style tells of a first edition (GB/T 7714 8.3).
  const { edition, ...told } = item;
  const entryIn = entryLanguage(item['language'], words, han);
  return {
    ...withOthers(String(edition) === '1' ? told : item, entryIn),
    id: String(id),
    type,
    language: entryIn,
  };
}

/** BibTeX's `and others`: names that are not given. */
function withOthers(item: Record<string, unknown>, language: string): Record<string, unknown> {
  const lists = Object.entries(item).filter(([, value]) => Array.isArray(value) && value.some(isOthers));
  if (lists.length === 0) return item;
  const written = lists.map(([field, names]): [string, unknown] => [
    field,
    (names as readonly unknown[]).map((name) => (isOthers(name) ? { literal: othersIn(language) } : name)),
  ]);
  return { ...item, ...Object.fromEntries(written) };
}

function isOthers(name: unknown): boolean {
  return isRecord(name) && name['family'] === 'others' && name['given'] === undefined;
}

/** Finds the lines of keys in the order of a file, each time behind the one before. */
class KeyLines {
  readonly #file: BibliographyFile;
  #offset = 0;
  #line = 1;

  constructor(file: BibliographyFile) {
    this.#file = file;
  }

  next(key: string): number {
    const { text, format } = this.#file;
    const written = format === 'bibtex' ? `{${key}` : format === 'json' ? `"${key}"` : key;
    const found = text.indexOf(written, this.#offset);
    if (found < 0) return this.#line;
    for (let index = this.#offset; index < found; index += 1) if (text[index] === '\n') this.#line += 1;
    this.#offset = found + written.length;
    return this.#line;
  }
}

function unreadable({ source }: BibliographyFile, line: number, what: string): Diagnostic {
  return {
    severity: 'error',
    ruleId: 'bibliography-syntax',
    message: `Unexpected content of a bibliography: ${what}`,
    help: 'Correct the entry: nothing of the file can be cited before that.',
    place: { file: source, line, column: 1 },
  };
}

function duplicate({ source }: BibliographyFile, key: string, line: number): Diagnostic {
  return {
    severity: 'warning',
    ruleId: 'bibliography-duplicate',
    message: `Unexpected second entry with the key \`${key}\``,
    help: 'Give it a key of its own, or take it out: the first is cited.',
    place: { file: source, line, column: 1 },
  };
}
