import { foldersWithMarkdown, listMarkdown } from '../list-markdown.ts';
import { lookUp } from '../manuscript-path.ts';
import { type Reading, report, startOf } from '../reading.ts';
import { docsify } from './docsify.ts';
import { FRONT_MATTER, frontMatterOrder } from './front-matter-order.ts';
import { gitbook } from './gitbook.ts';
import { htmlContents } from './html-contents.ts';
import { mdbook } from './mdbook.ts';
import { mkdocs } from './mkdocs.ts';
import { natural } from './natural.ts';
import { type FoundOrder, inFolder, type OrderSource } from './order.ts';
import { vivliostyle } from './vivliostyle.ts';

/** Every tool whose order of a book is read where there is no book.yaml, the surest first. */
const ORDERS: readonly OrderSource[] = [
  vivliostyle,
  mdbook,
  gitbook,
  mkdocs,
  docsify,
  htmlContents,
  frontMatterOrder,
];

/** Configurations that are programs, and what to do instead. None is ever run. */
const PROGRAMS: readonly (readonly [path: string, advice: string])[] = [
  ...['js', 'cjs', 'mjs', 'ts'].map(
    (ending) =>
      [
        `vivliostyle.config.${ending}`,
        'Write its `title`, `author`, `language`, `size` and `entry` into `vivliostyle.config.json`.',
      ] as const,
  ),
  ...[
    'sidebars.js',
    'sidebars.ts',
    '.vitepress/config.js',
    '.vitepress/config.ts',
    '.vitepress/config.mts',
  ].map((path) => [path, 'Run `banxin init` and put the files under `spine` in their order.'] as const),
];

/** The order of the book in a folder: another tool's, or that of the names. */
export async function findOrder(reading: Reading): Promise<FoundOrder> {
  const found = (await findTool(reading)) ?? (await findBelow(reading));
  if (found === undefined || found.source === FRONT_MATTER) await tellPrograms(reading);
  return found ?? natural(reading);
}

async function findTool(reading: Reading): Promise<FoundOrder | undefined> {
  for (const source of ORDERS) {
    const found = await source.find(reading);
    // A list without files, such as a summary in words, is none.
    if (found?.entries.some(({ kind }) => kind === 'file')) return found;
  }
  return undefined;
}

/** The order in the only folder with text of a folder without, as a repository may have its book in one. */
async function findBelow(reading: Reading): Promise<FoundOrder | undefined> {
  const { folder } = reading;
  if ((await listMarkdown(folder, '')).length > 0) return undefined;
  const [name, ...others] = await foldersWithMarkdown(folder);
  if (name === undefined || others.length > 0) return undefined;
  // Its real path stays the manuscript's: links may lead anywhere in that.
  const below = { ...folder, path: `${folder.path}/${name}`, prefix: `${folder.prefix}${name}/` };
  const inner = { ...reading, folder: below };
  const found = (await findTool(inner)) ?? (await findBelow(inner));
  if (found === undefined) return undefined;
  const entries = found.entries.map((entry) =>
    entry.kind === 'file' ? { ...entry, path: inFolder(name, entry.path) } : entry,
  );
  return { ...found, root: found.root === '' ? name : inFolder(name, found.root), entries };
}

/** Tells of an order that is there as a program. */
async function tellPrograms(reading: Reading): Promise<void> {
  for (const [path, advice] of PROGRAMS) {
    if ((await lookUp(reading.folder, path)).kind !== 'found') continue;
    const message = `Unread \`${path}\`: it is a program, and a book runs none`;
    report(reading, 'warning', 'order-program', message, advice, startOf(reading.folder, path));
  }
}
