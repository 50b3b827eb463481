import { posix } from 'node:path';
import type { Place } from '../../model/diagnostic.ts';
import type { Matter } from '../../model/manuscript.ts';
import { lookUp, normalisePath } from '../manuscript-path.ts';
import { type Reading, readText, report } from '../reading.ts';

/** A file in the order of another tool's book. */
interface OrderedFile {
  readonly kind: 'file';
  readonly matter: Matter;
  /** Path from the manuscript's folder. It may not exist. */
  readonly path: string;
  /** Level of the file's first heading, from 1: sections that are files of their own have 2. */
  readonly level: number;
  /** Its name in the order; absent where the order has none. */
  readonly title?: string;
  readonly place: Place;
}

/** A line of an order that opens a part of the book (中扉, 篇章页). */
interface OrderedPart {
  readonly kind: 'part';
  readonly matter: Matter;
  readonly title: string;
  readonly place: Place;
}

/** One entry of an order. */
export type OrderEntry = OrderedFile | OrderedPart;

/** What another tool's configuration says of the book; only what it says. */
export interface OrderMetadata {
  readonly title?: string;
  readonly authors?: readonly string[];
  /** As written there, such as `zh-Hans` or `en`. */
  readonly language?: string;
  readonly description?: string;
  /** Trim, as book.yaml has it. */
  readonly trim?: string | { readonly width: number; readonly height: number };
}

/** The order of a book, and where it was found. */
export interface FoundOrder {
  /** The file it is from, as shown; absent when it is only that of the names. */
  readonly source?: string;
  /** Folder whose files should all be in it, from the manuscript's folder; empty for that itself. */
  readonly root: string;
  readonly entries: readonly OrderEntry[];
  readonly metadata: OrderMetadata;
}

/** One way in which tools keep the order of a book: one file here, one line in the registry. */
export interface OrderSource {
  /** The tool's name, for the table in the documentation. */
  readonly name: string;
  /** Looks for this tool's files; undefined when it has none here. What is wrong in them is told. */
  readonly find: (reading: Reading) => Promise<FoundOrder | undefined>;
}

/** Files that are much larger are no configuration. */
const MOST_CHARACTERS = 1024 * 1024;

/** A file's text; undefined when it is not there, lies outside, is no text (told) or is enormous. */
export async function textAt(reading: Reading, path: string): Promise<string | undefined> {
  const found = await lookUp(reading.folder, normalisePath(path));
  if (found.kind !== 'found') return undefined;
  const text = await readText(reading, normalisePath(path), found);
  return text === undefined || text.length > MOST_CHARACTERS ? undefined : text;
}

/** Where in which file a target stands. */
interface Target {
  /** Folder that relative targets start from. */
  readonly folder: string;
  /** Folder that targets with a leading `/` start from; absent where those are refused. */
  readonly top?: string;
  readonly place: Place;
}

/**
 * The path from the manuscript's folder that a link in an order means, `#…` cut off; undefined, and told, when it
 * means no Markdown file of the book. A missing `.md` is not put in.
 */
export function targetPath(reading: Reading, written: string, target: Target): string | undefined {
  const skip = (why: string, help: string): undefined => {
    report(reading, 'warning', 'order-skipped', `Left out \`${written}\`: ${why}`, help, target.place);
  };
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(written)) {
    const message = `Left out \`${written}\`: an address, not a file of the book`;
    report(reading, 'info', 'order-skipped', message, 'Nothing needs to be done.', target.place);
    return undefined;
  }
  const path = decoded(written.replace(/[?#].*$/s, ''));
  const top = path.startsWith('/') ? target.top : target.folder;
  const joined = top === undefined ? undefined : normalisePath(posix.normalize(`${top}/./${path}`));
  if (joined === undefined || joined.split('/').includes('..') || /[\\\p{Cc}]/u.test(path)) {
    return skip('a path out of the book’s folder', 'Put the file into the folder.');
  }
  const ending = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === 'md' || ending === undefined || path.endsWith('/')) return joined;
  const kind = ending === 're' ? 'Re:VIEW’s own markup' : `\`.${ending}\``;
  return skip(`${kind} is not Markdown`, 'Write it as a file that ends in `.md`, or leave it out.');
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/** A path's folder; empty for the manuscript's. */
export function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

/** A path in a folder that may be empty. */
export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Text that another tool's configuration has for a key, or nothing. */
export function textField<Key extends string>(key: Key, value: unknown): { [key in Key]?: string } {
  const field: { [key in Key]?: string } = {};
  if (typeof value === 'string' && value.trim() !== '') field[key] = value.trim().replace(/\s+/g, ' ');
  return field;
}

/** Names of authors: a text, or a list of texts or of maps with a `name`. */
export function authorsField(value: unknown): Pick<OrderMetadata, 'authors'> {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const names = list.flatMap((one) => {
    const name = typeof one === 'object' && one !== null && 'name' in one ? one.name : one;
    if (typeof name !== 'string') return [];
    // An address behind the name, as npm has it, is not for the title page.
    const plain = name
      .replace(/<[^<>]*>\s*$/, '')
      .trim()
      .replace(/\s+/g, ' ');
    return plain === '' ? [] : [plain];
  });
  return names.length === 0 ? {} : { authors: names };
}
