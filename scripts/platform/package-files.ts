import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BuildError } from '../model/build-error.ts';
import type { ReadLog } from './read-log.ts';

/** Banxin's own folder: the place of styles/ and templates/. */
const PACKAGE_FOLDER = fileURLToPath(new URL('../../', import.meta.url));

/** Reads styles and templates: a book's own file of the same path shadows Banxin's. */
export interface ShadowedFiles {
  /** Text of a file such as `styles/base/text.css`; `undefined` when neither has it. */
  read(path: string): Promise<string | undefined>;
  /** Bytes of such a file. */
  readBytes(path: string): Promise<Uint8Array | undefined>;
  /** Names in a folder such as `templates/html`, of both, sorted. */
  list(folder: string): Promise<readonly string[]>;
}

/**
 * Files of a book's folder over Banxin's; those of the book are noted in the log.
 * @throws BuildError `path-outside`, when asked for what a link of the book leads to outside its folder
 */
export function shadowedFiles(bookFolder: string, log?: ReadLog): ShadowedFiles {
  const roots = [bookFolder, PACKAGE_FOLDER];
  const readBytes = async (path: string): Promise<Buffer | undefined> => {
    for (const root of roots) {
      const real = await realWithin(root, path);
      if (real === undefined || !(await stat(real)).isFile()) continue;
      const content = await readFile(real);
      if (root === bookFolder) log?.note(join(root, path), content);
      return content;
    }
    return undefined;
  };
  return {
    readBytes,
    read: async (path) => (await readBytes(path))?.toString('utf8'),
    async list(folder) {
      const names = new Set<string>();
      for (const root of roots) {
        const real = await realWithin(root, folder);
        if (real === undefined) continue;
        for (const name of await readdir(real).catch(() => [])) names.add(name);
      }
      return [...names].sort();
    },
  };
}

/** The real path of what is in a folder; undefined where nothing is. */
async function realWithin(root: string, path: string): Promise<string | undefined> {
  const real = await realpath(join(root, path)).catch(() => undefined);
  // However Banxin was installed, its own files are trusted.
  if (real === undefined || root === PACKAGE_FOLDER) return real;
  const way = relative(await realpath(root), real);
  if (!isAbsolute(way) && way.split(/[\\/]/)[0] !== '..') return real;
  const hint = "Copy the files into the book's folder instead of linking to them.";
  throw new BuildError('path-outside', `Unexpected link out of the book's folder: \`${path}\``, hint);
}

/** Banxin's version, as package.json gives it. */
export async function packageVersion(): Promise<string> {
  const text = await readFile(join(PACKAGE_FOLDER, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
