import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type ChokidarOptions, type FSWatcher, watch } from 'chokidar';

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
  /** Told what the system refuses, as a sentence. */
  readonly notice: (message: string) => void;
  /** Looks at files in the system's place; chokidar when absent. */
  readonly watcher?: (paths: string[], options: ChokidarOptions) => FSWatcher;
}

/** The system has no watches left: for this user, or for this process. */
const EXHAUSTED: ReadonlySet<unknown> = new Set(['ENOSPC', 'EMFILE']);

/** Milliseconds between two looks at every file, where the system does not tell of changes. */
const POLL_MS = 300;

/** Follows a book's files until it is closed; when it resolves, no change is missed any more. */
export async function followFiles(options: FollowOptions): Promise<{ close(): Promise<void> }> {
  let paths = new Set<string>();
  let early: NodeJS.Timeout | undefined;
  let settled: NodeJS.Timeout | undefined;
  const changed = (_event: string, path: string): void => {
    paths.add(path.split(sep).join('/'));
    early ??= setTimeout(() => options.changed({ paths: new Set(paths), isEarly: true }), EARLY_MS);
    clearTimeout(settled);
    settled = setTimeout(() => {
      const all = paths;
      paths = new Set();
      early = undefined;
      options.changed({ paths: all, isEarly: false });
    }, SETTLE_MS);
  };
  const watcher = await openWatcher(options, changed);
  return {
    async close() {
      clearTimeout(early);
      clearTimeout(settled);
      await watcher.close();
    },
  };
}

/** A watcher that is ready; where the system cannot tell of all files, one that looks at them itself. */
async function openWatcher(
  { bookFolder, others, notice, watcher: open = watch }: FollowOptions,
  changed: (event: string, path: string) => void,
): Promise<{ close(): Promise<void> }> {
  const ignored = isNotOurs(bookFolder, others);
  let polling: Promise<FSWatcher> | undefined;
  const start = (usePolling: boolean): Promise<FSWatcher> =>
    new Promise((resolve) => {
      const watcher = open([bookFolder, ...others], {
        ...{ ignoreInitial: true, ignored, usePolling, interval: POLL_MS },
      });
      watcher.on('all', changed);
      watcher.on('error', (error) => {
        const isExhausted = !usePolling && EXHAUSTED.has((error as NodeJS.ErrnoException).code);
        if (!isExhausted) {
          notice(`Some files cannot be followed: ${error instanceof Error ? error.message : String(error)}`);
          return;
        }
        if (polling !== undefined) return;
        notice('The system follows no more files: they are looked at three times a second instead');
        polling = watcher.close().then(() => start(true));
        resolve(polling);
        // What changed between the two has been told by neither.
        void polling.then(() => changed('all', bookFolder));
      });
      watcher.once('ready', () => resolve(watcher));
    });
  const first = await start(false);
  return {
    async close() {
      await (await (polling ?? first)).close();
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
