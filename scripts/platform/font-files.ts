import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { convert } from 'fontverter';
import type { FontFiles } from '../fonts/subset-faces.ts';
import { BuildError } from '../model/build-error.ts';

const require = createRequire(import.meta.url);

/** Font files from npm packages, read once each. */
export function npmFontFiles(): FontFiles {
  const read = new Map<string, Promise<Uint8Array>>();
  return {
    read(packageName, path) {
      const key = `${packageName}/${path}`;
      const pending = read.get(key) ?? load(packageName, path);
      read.set(key, pending);
      return pending;
    },
  };
}

async function load(packageName: string, path: string): Promise<Uint8Array> {
  let folder: string;
  try {
    folder = dirname(require.resolve(`${packageName}/package.json`));
  } catch (cause) {
    throw new BuildError(
      'font-missing',
      `The font package \`${packageName}\` is not installed`,
      `Run \`npm install ${packageName}\` where Banxin is installed.`,
      { cause },
    );
  }
  const bytes = await readFile(join(folder, path));
  return path.endsWith('.woff') ? convert(bytes, 'truetype') : bytes;
}
