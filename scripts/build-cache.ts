import { createHash } from 'node:crypto';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { thisMachine } from './platform/browser.ts';
import { cacheRoots } from './platform/browser-discovery.ts';
import { cachedFolder, presentFolder, pruneFolders } from './platform/cache-folder.ts';
import { fingerprint } from './platform/fingerprint.ts';
import type { OutputFile } from './platform/output.ts';
import { sha256 } from './platform/read-log.ts';

/** Books that are kept, over all. */
const MOST = 24;
/** Bytes that they may take together. */
const MOST_BYTES = 2e9;

/** What a build came to (as JSON can say it), and the files that it wrote. */
export interface FinishedBooks<Report> {
  readonly report: Report;
  readonly files: readonly OutputFile[];
}

/** Finished editions of books, kept from one build to the next. */
interface BuildCache<Report> {
  /** The books as an earlier build made them; `undefined` when something differs, or nothing is kept. */
  read(): Promise<FinishedBooks<Report> | undefined>;
  /** Keeps books; not when what they were made from has changed meanwhile; a cache that cannot be written is none. */
  write(books: FinishedBooks<Report>): Promise<void>;
}

/**
 * The cache for a build of a book with some options: it is found again by the hash of all that the book is made from.
 * What changed while it was built is not kept, for nobody knows which state is in it. It may be deleted at any time.
 * @param options what is built of the book, and where it goes
 */
export async function buildCache<Report>(
  bookPath: string,
  options: Readonly<Record<string, string | undefined>>,
): Promise<BuildCache<Report>> {
  const { env } = process;
  const machine = thisMachine(env);
  const folder = resolve(bookPath);
  const out = options['out'] === undefined ? join(folder, 'dist') : resolve(options['out']);
  // What cannot be read is told by whoever needs it; a book of it is not kept.
  const keyNow = (): Promise<string | undefined> =>
    fingerprint(folder, out, env, machine).then(
      (print) =>
        createHash('sha256')
          .update(JSON.stringify([folder, { ...options, out }, print]))
          .digest('hex')
          .slice(0, 40),
      () => undefined,
    );
  const key = await keyNow();
  const roots = cacheRoots(env, machine).map((root) => join(root, 'books'));
  return {
    async read() {
      const found = key === undefined ? undefined : await presentFolder({ roots, name: key });
      return found === undefined ? undefined : readBooks<Report>(found).catch(() => undefined);
    },
    async write(books) {
      try {
        if (key === undefined || (await keyNow()) !== key) return;
        const kept = await cachedFolder({ roots, name: key, fill: (into) => writeBooks(into, books) });
        await pruneFolders(join(kept, '..'), { most: MOST, mostBytes: MOST_BYTES });
      } catch {
        // Nobody waits for it, and nothing is lost.
      }
    },
  };
}

const LIST = 'books.json';

interface Kept<Report> extends Omit<FinishedBooks<Report>, 'files'> {
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

async function writeBooks<Report>(folder: string, { report, files }: FinishedBooks<Report>): Promise<void> {
  const kept: Kept<Report> = {
    report,
    files: files.map(({ path, bytes }) => ({ path, sha256: sha256(bytes) })),
  };
  await Promise.all(files.map(({ bytes }, index) => writeFile(join(folder, `${index}`), bytes)));
  await writeFile(join(folder, LIST), JSON.stringify(kept));
}

/** Throws for a file that is not what was kept. */
async function readBooks<Report>(folder: string): Promise<FinishedBooks<Report>> {
  const { report, files }: Kept<Report> = JSON.parse(await readFile(join(folder, LIST), 'utf8'));
  const read = await Promise.all(
    files.map(async ({ path, sha256: kept }, index) => {
      const bytes = await readFile(join(folder, `${index}`));
      if (sha256(bytes) !== kept) throw new Error(`\`${folder}\` was damaged`);
      return { path, bytes };
    }),
  );
  const now = new Date();
  await utimes(folder, now, now).catch(() => undefined);
  return { report, files: read };
}
