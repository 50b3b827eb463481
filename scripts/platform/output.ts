import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode, writeFailure } from './file-error.ts';

/** A finished file and where it belongs. */
export interface OutputFile {
  /** Path of the file; missing folders are made. */
  readonly path: string;
  /** The whole content. */
  readonly bytes: Uint8Array;
  /** Its permissions; absent for those of any new file. */
  readonly mode?: number;
}

/** Written in pieces, so that an abort does not have to wait for 300 MB. */
const PIECE_BYTES = 8 * 1024 * 1024;

/**
 * Writes a file that appears whole or not at all: a reader sees the last good file or the new one, never
 * a part, also after a power cut.
 * @throws BuildError `disk-full` or `output-not-writable`; the signal's reason when aborted
 */
export async function writeWhole(path: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
  await writeAll([{ path, bytes }], signal);
}

/**
 * Writes a file of the author's anew, as `writeWhole` does, with the permissions that it has.
 * @throws BuildError `disk-full` or `output-not-writable`
 */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const { mode } = await stat(path);
  await writeAll([{ path, bytes, mode }]);
}

/**
 * Writes a small file that must not be there yet.
 * @returns whether it was written; false when the name is taken
 * @throws BuildError `disk-full` or `output-not-writable`
 */
export async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw writeFailure(path, error);
  }
}

/**
 * Writes several files of one build. All contents are on the disk before the first name changes, so that
 * a failure (full disk, abort) leaves every last good file; only a failing rename after others have
 * succeeded can leave a mixture, which no file system lets us rule out.
 * @throws TypeError when two files have the same path; BuildError and the signal's reason as `writeWhole`
 */
export async function writeAll(files: readonly OutputFile[], signal?: AbortSignal): Promise<void> {
  const paths = new Set(files.map((file) => file.path));
  if (paths.size !== files.length) throw new TypeError('Expected the output files to have different paths.');
  const waiting = new Map<string, string>();
  try {
    for (const file of files) {
      signal?.throwIfAborted();
      const temporary = temporaryName(file.path);
      waiting.set(file.path, temporary);
      await writeTemporary(temporary, file, signal);
    }
    signal?.throwIfAborted();
    // From here on nothing is aborted: stopping between two renames is what would leave a mixture.
    for (const [path, temporary] of waiting) {
      await replace(temporary, path);
      waiting.delete(path);
    }
    await Promise.all([...new Set(files.map((file) => dirname(file.path)))].map(syncFolder));
  } finally {
    await Promise.all(
      [...waiting.values()].map((temporary) => rm(temporary, { force: true }).catch(() => {})),
    );
  }
}

/**
 * In the same folder, since a rename is atomic only within a file system. Very long names are cut: the
 * temporary one must not be refused where the real one is not.
 */
function temporaryName(path: string): string {
  const name = Buffer.from(basename(path)).subarray(0, 200).toString('utf8');
  return join(dirname(path), `.${name}.${process.pid}.${randomBytes(6).toString('hex')}.tmp`);
}

async function writeTemporary(
  temporary: string,
  file: OutputFile,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await mkdir(dirname(temporary), { recursive: true });
    // `wx`: a name that somebody laid there before us (also a link) is never followed.
    const handle = await open(temporary, 'wx');
    try {
      for (let start = 0; start < file.bytes.length; start += PIECE_BYTES) {
        signal?.throwIfAborted();
        await handle.writeFile(file.bytes.subarray(start, start + PIECE_BYTES));
      }
      if (file.mode !== undefined) await handle.chmod(file.mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw writeFailure(file.path, error);
  }
}

async function replace(temporary: string, path: string): Promise<void> {
  try {
    // Windows replaces an empty folder by a file; nowhere is a folder of the author's ours to replace.
    const present = await stat(path).catch(() => undefined);
    if (present?.isDirectory() === true) {
      throw Object.assign(new Error(`\`${path}\` is a folder`), { code: 'EISDIR' });
    }
    await rename(temporary, path);
  } catch (error) {
    throw writeFailure(path, error);
  }
}

/** Makes the rename itself last; file systems that cannot sync a folder (Windows) do without. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The file is in its place; only its durability over a power cut is less certain.
  }
}
