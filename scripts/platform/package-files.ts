import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** Files of a book's folder over Banxin's. */
export function shadowedFiles(bookFolder: string): ShadowedFiles {
  const roots = [bookFolder, PACKAGE_FOLDER];
  const readBytes = async (path: string): Promise<Buffer | undefined> => {
    const root = roots.find((folder) => existsSync(join(folder, path)));
    return root === undefined ? undefined : readFile(join(root, path));
  };
  return {
    readBytes,
    read: async (path) => (await readBytes(path))?.toString('utf8'),
    async list(folder) {
      const names = new Set<string>();
      for (const root of roots) {
        for (const name of await readdir(join(root, folder)).catch(() => [])) names.add(name);
      }
      return [...names].sort();
    },
  };
}

/** Banxin's version, as package.json gives it. */
export async function packageVersion(): Promise<string> {
  const text = await readFile(join(PACKAGE_FOLDER, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
