import { isWithin, type ManuscriptFolder } from './manuscript-path.ts';
import { compareNaturally } from './natural-order.ts';

/** What lies at the top of a repository about it, in these very letters. */
const ABOUT: ReadonlySet<string> = new Set([
  'CHANGELOG.md',
  'CODE_OF_CONDUCT.md',
  'CONTRIBUTING.md',
  'LICENSE.md',
  'SECURITY.md',
  'SUMMARY.md',
]);

/** Files kept beside the book that are not part of it: drafts, hidden files, the folder's own note. */
function isKeptOut(name: string): boolean {
  return /^[._]/.test(name) || name.toLowerCase() === 'readme.md' || ABOUT.has(name);
}

/** Folders that never hold text of the book: what tools and this one make, and what they install. */
const NOT_TEXT: ReadonlySet<string> = new Set([
  'book',
  'build',
  'dist',
  'node_modules',
  'styles',
  'templates',
]);

/** Deeper folders are not looked into. */
const DEEPEST = 8;

/** Names in a folder of the manuscript; none of one that a link leads out of. */
async function namesIn(folder: ManuscriptFolder, inside: string): Promise<readonly string[]> {
  const absolute = inside === '' ? folder.path : `${folder.path}/${inside}`;
  if ((await folder.files.status(absolute))?.kind !== 'folder') return [];
  // The folder of a listed file may itself be a link out, with a link back in it.
  if (!isWithin(await folder.files.realPath(absolute), folder.realPath)) return [];
  return folder.files.list(absolute);
}

function pathIn(inside: string, name: string): string {
  return inside === '' ? name : `${inside}/${name}`;
}

/** Markdown files directly in a folder of the manuscript, as paths from the manuscript's folder. */
export async function listMarkdown(folder: ManuscriptFolder, inside: string): Promise<string[]> {
  const paths: string[] = [];
  for (const name of await namesIn(folder, inside)) {
    if (!name.endsWith('.md') || isKeptOut(name)) continue;
    const path = pathIn(inside, name);
    const status = await folder.files.status(`${folder.path}/${path}`);
    // A link that leads nowhere stays in the list, to be told of as missing.
    if (status?.kind !== 'folder') paths.push(path);
  }
  return paths.sort(compareNaturally);
}

async function foldersIn(folder: ManuscriptFolder, inside: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await namesIn(folder, inside)) {
    if (/^[._]/.test(name) || NOT_TEXT.has(name)) continue;
    const status = await folder.files.status(`${folder.path}/${pathIn(inside, name)}`);
    if (status?.kind === 'folder') found.push(name);
  }
  return found.sort(compareNaturally);
}

/** Markdown files in a folder and all below it: those of each folder before those of the folders in it. */
export async function listTree(folder: ManuscriptFolder, inside: string): Promise<string[]> {
  // Each folder once: links may lead back up.
  const seen = new Set<string>();
  const walk = async (path: string, depth: number): Promise<string[]> => {
    const real = await folder.files.realPath(path === '' ? folder.path : `${folder.path}/${path}`);
    if (seen.has(real) || depth > DEEPEST) return [];
    seen.add(real);
    const paths = await listMarkdown(folder, path);
    for (const name of await foldersIn(folder, path))
      paths.push(...(await walk(pathIn(path, name), depth + 1)));
    return paths;
  };
  const status = await folder.files.status(inside === '' ? folder.path : `${folder.path}/${inside}`);
  return status?.kind === 'folder' ? walk(inside, 0) : [];
}

/** Folders directly in the manuscript's that have Markdown files in them or below. */
export async function foldersWithMarkdown(folder: ManuscriptFolder): Promise<string[]> {
  const found: string[] = [];
  for (const name of await foldersIn(folder, '')) {
    if ((await listTree(folder, name)).length > 0) found.push(name);
  }
  return found;
}
