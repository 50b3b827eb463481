import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { errorCode } from './file-error.ts';

/** Lists what a finished folder holds; it is written last, so a folder without it is not whole. */
const MANIFEST = 'complete.json';

/** Unfinished folders of killed runs are removed after this time, in ms; no unpacking lasts a day. */
const STALE_AFTER = 24 * 60 * 60 * 1000;

/** A folder that is made once and then shared by all runs. */
export interface CachedFolder {
  /** Folders that may hold it, best first; each is private to the user. */
  readonly roots: readonly string[];
  /** Name within the root, with the version of its content. */
  readonly name: string;
  /** Fills an empty folder. */
  readonly fill: (folder: string) => Promise<void>;
}

/** A cache that cannot be used here is no failure as long as another can. */
const NEXT_ROOT: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'ENOTDIR',
  'ENOENT',
  'EEXIST',
  'EUNTRUSTED',
]);

/**
 * Gives the path of a whole folder, filling it when no root has it yet. Two processes may do this at
 * once: each fills a folder of its own, and the first rename wins.
 * @throws the refusal of the last root, or whatever `fill` throws
 */
export async function cachedFolder(wanted: CachedFolder): Promise<string> {
  const present = await presentFolder(wanted);
  if (present !== undefined) return present;
  let refusal: unknown = new Error('There is no folder for a cache.');
  for (const root of wanted.roots) {
    try {
      await privateFolder(root);
      return await publish(join(root, wanted.name), wanted.fill);
    } catch (error) {
      if (!NEXT_ROOT.has(errorCode(error) ?? '')) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** The folder if some root has it whole, also one that is read-only or was filled by root. */
export async function presentFolder(
  wanted: Pick<CachedFolder, 'roots' | 'name'>,
): Promise<string | undefined> {
  for (const root of wanted.roots) {
    const folder = join(root, wanted.name);
    if ((await isTrusted(root)) && (await isWhole(folder))) return folder;
  }
  return undefined;
}

/** Whether each file of the manifest is there with its size. Files that came later do not matter. */
export async function isWhole(folder: string): Promise<boolean> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'));
    if (typeof manifest !== 'object' || manifest === null) return false;
    for (const [file, bytes] of Object.entries(manifest)) {
      const found = await lstat(join(folder, ...file.split('/')));
      if (!found.isFile() || found.size !== bytes) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * We start programs from here, so nobody else may have put them there: a real folder, ours (or
 * root's, who can do anything anyway), writable by nobody else.
 */
async function isTrusted(root: string): Promise<boolean> {
  const found = await lstat(root).catch(() => undefined);
  if (found?.isDirectory() !== true) return false;
  const uid = process.getuid?.();
  if (uid === undefined) return true;
  return (found.uid === uid || found.uid === 0) && (found.mode & 0o022) === 0;
}

async function privateFolder(root: string): Promise<void> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const found = await lstat(root);
  if (found.isDirectory() && found.uid === process.getuid?.()) await chmod(root, 0o700);
  if (await isTrusted(root)) return;
  throw Object.assign(new Error(`\`${root}\` belongs to somebody else, so no program is started from it.`), {
    code: 'EUNTRUSTED',
  });
}

async function publish(target: string, fill: (folder: string) => Promise<void>): Promise<string> {
  await removeStale(dirname(target));
  const temporary = `${target}.${process.pid}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(temporary, { mode: 0o700 });
    await fill(temporary);
    await writeManifest(temporary);
    await moveInto(temporary, target);
    return target;
  } finally {
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

async function moveInto(temporary: string, target: string): Promise<void> {
  // Each round ends with a whole folder at the target, ours or another process's; more than a few
  // rounds would mean that somebody keeps damaging it.
  for (let round = 0; round < 5; round += 1) {
    try {
      await rename(temporary, target);
      return;
    } catch (error) {
      if (await isWhole(target)) return;
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOTDIR'].includes(errorCode(error) ?? '')) throw error;
    }
    // Moved aside before it is removed: a half-removed folder must not stand at the target.
    const damaged = `${target}.${process.pid}.${randomBytes(6).toString('hex')}.tmp`;
    await rename(target, damaged).catch(() => {});
    await rm(damaged, { recursive: true, force: true, maxRetries: 3 });
  }
  throw new Error(`\`${target}\` could not be replaced.`);
}

async function writeManifest(folder: string): Promise<void> {
  const sizes: Record<string, number> = {};
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    sizes[relative(folder, path).split(sep).join('/')] = await syncedSize(path);
  }
  const manifest = join(folder, MANIFEST);
  await writeFile(manifest, `${JSON.stringify(sizes, null, 2)}\n`);
  await syncedSize(manifest);
}

/** After a power cut a file may have its size but not its content, unless it was synced before. */
async function syncedSize(path: string): Promise<number> {
  const handle = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

/** How much a root may hold. */
export interface CacheLimits {
  /** Folders. */
  readonly most: number;
  /** Bytes of their files together. */
  readonly mostBytes: number;
}

/** Removes the folders that were not asked for the longest, by their dates, among those that hashes name; the newest stays. */
export async function pruneFolders(root: string, { most, mostBytes }: CacheLimits): Promise<void> {
  const names = (await readdir(root)).filter((name) => /^[0-9a-f]{40}$/.test(name));
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(root, name);
      const files = await readdir(path);
      const sizes = await Promise.all(files.map(async (file) => (await stat(join(path, file))).size));
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      return { path, bytes, usedMs: (await stat(path)).mtimeMs };
    }),
  );
  let bytes = 0;
  for (const [index, one] of found.sort((a, b) => b.usedMs - a.usedMs).entries()) {
    bytes += one.bytes;
    if (index > 0 && (index >= most || bytes > mostBytes))
      await rm(one.path, { recursive: true, force: true });
  }
}

async function removeStale(root: string): Promise<void> {
  const names = await readdir(root);
  for (const name of names.filter((name) => basename(name).endsWith('.tmp'))) {
    const path = join(root, name);
    const found = await lstat(path).catch(() => undefined);
    if (found === undefined || Date.now() - found.mtimeMs < STALE_AFTER) continue;
    await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}
