import { createHash } from 'node:crypto';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KeptPrints } from './formats/format.ts';
import { thisMachine } from './platform/browser.ts';
import { cacheRoots } from './platform/browser-discovery.ts';
import { cachedFolder, presentFolder, pruneFolders } from './platform/cache-folder.ts';
import { fingerprintOfTools } from './platform/fingerprint.ts';
import { sha256 } from './platform/read-log.ts';

/** Parts that are kept: those of some ten books of 3 million characters. */
const LIMITS = { most: 400, mostBytes: 1e9 };

/** Printed parts of books, kept from one build to the next. */
export interface PrintCache extends KeptPrints {
  /** Removes those that were not asked for the longest, where there are too many. */
  readonly prune: () => Promise<void>;
}

/**
 * The cache of printed parts: what another Banxin, browser or package printed is not found in it. A part is a folder
 * that is there whole or not at all, and its file is named by the hash of its content. It may be deleted at any time.
 */
export async function printCache(): Promise<PrintCache> {
  const { env } = process;
  const machine = thisMachine(env);
  const tools = await fingerprintOfTools(env, machine);
  const roots = cacheRoots(env, machine).map((root) => join(root, 'parts'));
  const nameOf = (hash: string): string =>
    createHash('sha256')
      .update(JSON.stringify([tools, hash]))
      .digest('hex')
      .slice(0, 40);
  let filled: string | undefined;
  return {
    async read(hash) {
      const folder = await presentFolder({ roots, name: nameOf(hash) });
      return folder === undefined ? undefined : readPart(folder).catch(() => undefined);
    },
    async write(hash, bytes) {
      const fill = (into: string): Promise<void> => writeFile(join(into, sha256(bytes)), bytes);
      // Nobody waits for it, and nothing is lost.
      const folder = await cachedFolder({ roots, name: nameOf(hash), fill }).catch(() => undefined);
      filled = folder === undefined ? filled : dirname(folder);
    },
    async prune() {
      if (filled !== undefined) await pruneFolders(filled, LIMITS).catch(() => undefined);
    },
  };
}

/** Throws for a part that is not what was kept. */
async function readPart(folder: string): Promise<Uint8Array> {
  const name = (await readdir(folder)).find((file) => /^[0-9a-f]{64}$/.test(file)) ?? '';
  const bytes = await readFile(join(folder, name));
  if (sha256(bytes) !== name) throw new Error(`\`${folder}\` was damaged`);
  const now = new Date();
  await utimes(folder, now, now).catch(() => undefined);
  return bytes;
}
