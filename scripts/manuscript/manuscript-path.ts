import { isAbsolute, relative } from 'node:path';
import type { ManuscriptFiles } from './manuscript-files.ts';

/** The one folder that is read, and how to read it. */
export interface ManuscriptFolder {
  /** The file system. */
  readonly files: ManuscriptFiles;
  /** Absolute path of the folder that holds the Markdown files. */
  readonly path: string;
  /** The same with symbolic links resolved: what lies outside of it is never read. */
  readonly realPath: string;
  /** What stands before a path of this folder in places: `manuscript/`, or nothing. */
  readonly prefix: string;
}

/** A file of the manuscript that is known to be there and within its folder. */
export interface FoundFile {
  readonly kind: 'found';
  /** Path with symbolic links resolved, which tells whether two names are one file. */
  readonly realPath: string;
  /** Last change of the content. */
  readonly modified: Date;
}

/** What came of looking for a file. */
type Lookup = FoundFile | { readonly kind: 'missing' | 'outside' | 'not-a-file' };

/** Why a path is refused before the disk is asked, as the end of "Unexpected …"; undefined when it is fine. */
export function pathFault(path: string): string | undefined {
  if (path.trim() === '') return 'empty path';
  if (/[\p{Cc}\p{Cs}]/u.test(path)) return 'control character in a path';
  if (path.includes('\\')) return 'backslash in a path';
  // Also `C:` and, on Windows, the hidden streams of a file.
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return 'address or drive in a path';
  if (path.startsWith('/')) return 'absolute path';
  if (/%[0-9a-f]{2}/i.test(path)) return 'percent-encoding in a path';
  // Windows drops dots and spaces at the end of a name: `.. ` is `..` there.
  if (path.split('/').some((name) => /^\.\.[. ]*$/.test(name))) return '`..` in a path';
  return undefined;
}

/** The path without `./` and doubled slashes. */
export function normalisePath(path: string): string {
  return path
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/');
}

/** Whether one real path lies within another, or is it. */
export function isWithin(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..';
}

/** Looks for a file by a path that {@link pathFault} has passed; links are followed and checked. */
export async function lookUp(folder: ManuscriptFolder, path: string): Promise<Lookup> {
  const absolute = `${folder.path}/${path}`;
  const status = await folder.files.status(absolute);
  if (status === undefined) return { kind: 'missing' };
  const realPath = await folder.files.realPath(absolute);
  if (!isWithin(realPath, folder.realPath)) return { kind: 'outside' };
  return status.kind === 'file'
    ? { kind: 'found', realPath, modified: status.modified }
    : { kind: 'not-a-file' };
}
