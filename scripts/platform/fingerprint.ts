import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { candidates, type Environment, type Machine } from './browser-discovery.ts';

const PACKAGE_FOLDER = fileURLToPath(new URL('../../', import.meta.url));

/** Folders of Banxin that books are made from, and its list of packages. */
const OWN = ['scripts', 'styles', 'templates', 'package.json'];

/** What of it makes no books. */
const NOT_OWN = /^testing$|\.test\.ts$/;

/** The parts of a book's folder, and configuration that is told of where it lies wrong. */
const PARTS = ['manuscript', 'styles', 'templates', 'book.yaml', 'book.yml'];

/** What a folder that is all manuscript may hold beside it. */
const NOT_BOOK = /^(?:node_modules|dist|\.git)$/;

/**
 * A hash of all that a book is made from beside its options: every file of its folder, Banxin itself and the packages
 * that are installed, the browsers that could be taken. More than matters in truth, and nothing less: what is the same
 * makes the same book.
 * @param outFolder where books are written, which may be in the book's folder
 */
export async function fingerprint(
  bookFolder: string,
  outFolder: string,
  env: Environment,
  machine: Machine,
): Promise<string> {
  const hash = createHash('sha256');
  const date = env['SOURCE_DATE_EPOCH'];
  hash.update(
    JSON.stringify([await fingerprintOfTools(env, machine), await diagramPackage(bookFolder), date]),
  );
  // The date of a book that names none is that of its newest file.
  const isDated = date === undefined;
  const isWanted = (name: string, path: string): boolean =>
    path !== outFolder && !(NOT_BOOK.test(name) && dirname(path) === bookFolder);
  const hasManuscript = existsSync(join(bookFolder, 'manuscript'));
  for (const name of hasManuscript ? PARTS : ['.'])
    await hashTree(hash, join(bookFolder, name), { isWanted, isDated });
  return hash.digest('hex');
}

/** A hash of what any book is made with: Banxin, the packages that are installed, the browsers that could be taken. */
export async function fingerprintOfTools(env: Environment, machine: Machine): Promise<string> {
  const hash = createHash('sha256');
  const note = (...parts: unknown[]): void => {
    hash.update(`${JSON.stringify(parts)}\n`);
  };
  note(process.versions, machine.platform, machine.arch, machine.glibc);
  const own: Tree = { isWanted: (name) => !NOT_OWN.test(name), isDated: false };
  for (const name of OWN) await hashTree(hash, join(PACKAGE_FOLDER, name), own);
  await hashPackages(hash);
  for (const [name, value] of Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1)))
    if (/^(?:BANXIN|PUPPETEER|FONTCONFIG)/.test(name)) note(name, value);
  for (const candidate of candidates(env, machine)) {
    const at = 'path' in candidate ? candidate.path : 'folder' in candidate ? candidate.folder : undefined;
    note(candidate, at === undefined ? null : await stateOf(at), at === undefined ? null : await namesIn(at));
  }
  return hash.digest('hex');
}

/** What of a folder is hashed, and whether the dates of its files are too. */
interface Tree {
  readonly isWanted: (name: string, path: string) => boolean;
  readonly isDated: boolean;
}

/** Files up to this are read at once, bytes: waiting for each of a thousand small ones takes ten times as long. */
const SMALL = 1_000_000;

/** Hashes a file, or a folder with all that is in it, in the order of names. */
async function hashTree(hash: Hash, path: string, tree: Tree, above: readonly string[] = []): Promise<void> {
  const found = statSync(path, { throwIfNoEntry: false });
  const real = found === undefined ? null : realpathSync(path);
  hash.update(JSON.stringify([path, real, tree.isDated && found?.isFile() ? found.mtimeMs : null]));
  if (real === null || found === undefined) return;
  if (found.isFile()) {
    const bytes = found.size > SMALL ? await readFile(real) : readFileSync(real);
    hash.update(`${bytes.length}\n`).update(bytes);
    return;
  }
  // A link may lead to a folder that it stands in.
  if (!found.isDirectory() || above.includes(real)) return;
  for (const name of readdirSync(real).sort()) {
    const inner = join(path, name);
    if (tree.isWanted(name, inner)) await hashTree(hash, inner, tree, [...above, real]);
  }
}

/** The versions of all packages: of npm's own list where there is one, else of each that Banxin names. */
async function hashPackages(hash: Hash): Promise<void> {
  for (let folder = PACKAGE_FOLDER; ; folder = dirname(folder)) {
    const list = join(folder, 'node_modules/.package-lock.json');
    if (existsSync(list)) {
      hash.update(await readFile(list));
      return;
    }
    if (folder === dirname(folder)) break;
  }
  const own = JSON.parse(await readFile(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(own.dependencies).sort()) {
    const path = createRequire(import.meta.url)
      .resolve.paths(name)
      ?.map((root) => join(root, name, 'package.json'))
      .find((one) => existsSync(one));
    hash.update(JSON.stringify([name, path === undefined ? null : await readFile(path, 'utf8')]));
  }
}

/** The package that draws diagrams may come from where the book is. */
async function diagramPackage(bookFolder: string): Promise<unknown> {
  for (let folder = bookFolder; ; folder = dirname(folder)) {
    const state = await stateOf(join(folder, 'node_modules/mermaid/package.json'));
    if (state !== null) return state;
    if (folder === dirname(folder)) return null;
  }
}

async function stateOf(path: string): Promise<unknown> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? null : [found.size, found.mtimeMs];
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch((): string[] => []);
  return names.filter((name) => name.split(/[\\/]/).length < 3).sort();
}
