import { BuildError } from '../model/build-error.ts';

/** The `code` of a Node.js system error (`ENOSPC`), or undefined for any other value. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The message of whatever was thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const HINTS: Readonly<Record<string, readonly [code: string, problem: string, hint: string]>> = {
  ENOSPC: ['disk-full', 'the disk is full', 'Free some space, or choose an output folder on another disk.'],
  EDQUOT: [
    'disk-full',
    'the disk quota is used up',
    'Free some space, or choose an output folder elsewhere.',
  ],
  EACCES: [
    'output-not-writable',
    'permission is denied',
    'Give yourself write permission for the folder, or choose another output folder.',
  ],
  EPERM: [
    'output-not-writable',
    'the operation is not permitted',
    'Close programs that have the file open, and check the permissions of its folder.',
  ],
  EBUSY: ['output-not-writable', 'the file is in use', 'Close the program that has the file open.'],
  EROFS: [
    'output-not-writable',
    'the file system is read-only',
    'Choose an output folder on a disk that can be written.',
  ],
  ENOTDIR: [
    'output-not-writable',
    'a part of its path is a file, not a folder',
    'Rename that file, or choose another output folder.',
  ],
  EEXIST: [
    'output-not-writable',
    'a part of its path is a file, not a folder',
    'Rename that file, or choose another output folder.',
  ],
  EISDIR: [
    'output-not-writable',
    'a folder has that name',
    'Rename the folder, or choose another output name.',
  ],
  ENOTEMPTY: [
    'output-not-writable',
    'a folder has that name',
    'Rename the folder, or choose another output name.',
  ],
  ENAMETOOLONG: ['output-not-writable', 'the name is too long', 'Choose a shorter output name.'],
};

/** A file system's refusal as a `BuildError` with a hint; anything else comes back as it is. */
export function writeFailure(path: string, error: unknown): unknown {
  const known = HINTS[errorCode(error) ?? ''];
  if (known === undefined) return error;
  const [code, problem, hint] = known;
  return new BuildError(code, `Could not write \`${path}\`: ${problem}.`, hint, { cause: error });
}
