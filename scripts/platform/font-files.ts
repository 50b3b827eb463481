import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { convert } from 'fontverter';
import type { FontFiles } from '../fonts/subset-faces.ts';
import { BuildError } from '../model/build-error.ts';
import { type ReadFile, sha256 } from './read-log.ts';

const require = createRequire(import.meta.url);

/** A font file that was read. */
export interface UsedFont extends ReadFile {
  /** npm package, with its version: `@expo-google-fonts/noto-serif-sc@0.4.3`. */
  readonly package: string;
}

/** Font files of npm packages. */
export interface NpmFontFiles extends FontFiles {
  /** Those read so far, by package and path. */
  used(): readonly UsedFont[];
}

/** Font files from npm packages, read once each. */
export function npmFontFiles(): NpmFontFiles {
  const read = new Map<string, Promise<Uint8Array>>();
  const used: UsedFont[] = [];
  return {
    read(packageName, path) {
      const key = `${packageName}/${path}`;
      const pending = read.get(key) ?? load(packageName, path, used);
      read.set(key, pending);
      return pending;
    },
    used: () => used.toSorted((a, b) => (a.package + a.path < b.package + b.path ? -1 : 1)),
  };
}

async function load(packageName: string, path: string, used: UsedFont[]): Promise<Uint8Array> {
  let manifest: string;
  try {
    manifest = require.resolve(`${packageName}/package.json`);
  } catch (cause) {
    throw new BuildError(
      'font-missing',
      `The font package \`${packageName}\` is not installed`,
      `Run \`npm install ${packageName}\` where Banxin is installed.`,
      { cause },
    );
  }
  const bytes = await readFile(join(dirname(manifest), path));
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  used.push({ package: `${packageName}@${version}`, path, bytes: bytes.length, sha256: sha256(bytes) });
  return path.endsWith('.woff') ? convert(bytes, 'truetype') : bytes;
}
