import type { Stats } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import type { FileStatus, ManuscriptFiles } from '../manuscript/manuscript-files.ts';
import { BuildError } from '../model/build-error.ts';
import { errorCode, errorMessage } from './file-error.ts';

/** Codes that mean "nothing is there": no such name, a file amid the path, links in a circle, an impossible name. */
const ABSENT: ReadonlySet<string> = new Set([
  'ENOENT',
  'ENOTDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'ERR_INVALID_ARG_VALUE',
]);

function readFailure(path: string, error: unknown): BuildError {
  return new BuildError(
    'file-unreadable',
    `Could not read \`${path}\`: ${errorMessage(error)}`,
    'Check that the file exists and that you have permission to read it.',
    { cause: error },
  );
}

function kindOf(stats: Stats): FileStatus['kind'] {
  if (stats.isFile()) return 'file';
  return stats.isDirectory() ? 'folder' : 'other';
}

async function orFailure<Value>(path: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    throw readFailure(path, error);
  }
}

/**
 * The real disk.
 * @throws BuildError `file-unreadable` from every method when the system refuses
 */
export const disk: ManuscriptFiles = {
  async status(path) {
    try {
      const stats = await stat(path);
      return { kind: kindOf(stats), modified: stats.mtime, bytes: stats.size };
    } catch (error) {
      if (ABSENT.has(errorCode(error) ?? '')) return undefined;
      throw readFailure(path, error);
    }
  },
  readBytes: (path) => orFailure(path, readFile(path)),
  list: (folder) => orFailure(folder, readdir(folder)),
  realPath: (path) => orFailure(path, realpath(path)),
};
