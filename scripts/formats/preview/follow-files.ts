import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { watch } from 'chokidar';

/**
 * Milliseconds from the first change to a first look: one write of an editor is done by then, and its author waits.
 */
const EARLY_MS = 10;

/**
 * Milliseconds without a change before it counts. Editors save in several steps (truncate and write, or write beside
 * and rename), and chokidar drops a second change of a file within 50 ms of the first: waiting longer than that means
 * that what was dropped is read all the same.
 */
const SETTLE_MS = 60;

/** What changed. */
export interface FileChanges {
  /** Absolute paths. */
  readonly paths: ReadonlySet<string>;
  /** Whether more may follow: files may be half written. */
  readonly isEarly: boolean;
}

/** What is followed, and who is told. */
export interface FollowOptions {
  /** The book's folder: its manuscript, styles and templates. */
  readonly bookFolder: string;
  /** Other folders, followed whole. */
  readonly others: readonly string[];
  /** Something changed: told early, and again when it has settled. */
  readonly changed: (changes: FileChanges) => void;
  /** The system refuses to follow some file. */
  readonly failed: (error: unknown) => void;
}

/** Follows a book's files until it is closed; when it resolves, no change is missed any more. */
export async function followFiles(options: FollowOptions): Promise<{ close(): Promise<void> }> {
  let paths = new Set<string>();
  let early: NodeJS.Timeout | undefined;
  let settled: NodeJS.Timeout | undefined;
  const watcher = watch([options.bookFolder, ...options.others], {
    ignoreInitial: true,
    ignored: isNotOurs(options.bookFolder, options.others),
  });
  watcher.on('all', (_event, path) => {
    paths.add(path.split(sep).join('/'));
    early ??= setTimeout(() => options.changed({ paths: new Set(paths), isEarly: true }), EARLY_MS);
    clearTimeout(settled);
    settled = setTimeout(() => {
      const all = paths;
      paths = new Set();
      early = undefined;
      options.changed({ paths: all, isEarly: false });
    }, SETTLE_MS);
  });
  watcher.on('error', options.failed);
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return {
    async close() {
      clearTimeout(early);
      clearTimeout(settled);
      await watcher.close();
    },
  };
}

const PARTS: ReadonlySet<string> = new Set(['manuscript', 'styles', 'templates']);
const FOREIGN: ReadonlySet<string> = new Set(['node_modules', 'dist']);

/**
 * The book's folder itself is followed, not its three parts, so that a part made later, or replaced by a checkout, is
 * followed too; whatever else lies in it is passed over.
 */
function isNotOurs(bookFolder: string, others: readonly string[]): (path: string) => boolean {
  const hasManuscript = existsSync(join(bookFolder, 'manuscript'));
  return (path) => {
    if (others.some((folder) => path === folder || path.startsWith(folder + sep))) return false;
    const names = relative(bookFolder, path).split(sep);
    const [first = ''] = names;
    if (first === '' || first === '..') return false;
    if (names.some((name) => name.startsWith('.') || FOREIGN.has(name))) return true;
    return hasManuscript && !PARTS.has(first);
  };
}
