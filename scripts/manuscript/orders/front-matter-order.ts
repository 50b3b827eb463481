import { frontMatterKeys, quietText } from '../front-matter-keys.ts';
import { listMarkdown, listTree } from '../list-markdown.ts';
import { compareNaturally } from '../natural-order.ts';
import { type Reading, startOf } from '../reading.ts';
import { folderOf, inFolder, type OrderEntry, type OrderSource } from './order.ts';
import { childOf, readTree } from './tree.ts';

/** Folders in which a site's pages usually lie; the first with a numbered page is the book. */
const FOLDERS = ['docs', 'content', 'src'];

/** Keys by which site builders order pages: Docusaurus, Hugo, VitePress's plugins, Jekyll's. */
const KEYS = ['sidebar_position', 'weight', 'order', 'nav_order'];

/** What the order is said to be from. */
export const FRONT_MATTER = 'front matter';

/** A page's place among its neighbours; pages without one come behind those with. */
const UNNUMBERED = Number.POSITIVE_INFINITY;

/** Names of the page that stands for its folder. */
const INDEX = /(?:^|\/)index\.md$/;

/**
 * Numbers in the front matter of the pages (`sidebar_position`, `weight`, `order`, `nav_order`), for folders that of
 * their index page or the `position` in Docusaurus's `_category_.json`. A folder's pages are sections of its index page.
 */
export const frontMatterOrder: OrderSource = {
  name: 'Docusaurus, Hugo, VitePress, Jekyll',
  async find(reading) {
    // A book whose text lies in the folder itself is not one of its folders.
    const roots = (await listMarkdown(reading.folder, '')).length > 0 ? [''] : FOLDERS;
    for (const root of roots) {
      const tree = await readFolder(reading, root, await listTree(reading.folder, root));
      const own = (tree.children ?? []).filter(({ children }) => root !== '' || children === undefined);
      if (!own.some(({ isNumbered }) => isNumbered)) continue;
      return { source: FRONT_MATTER, root, entries: entriesOf(reading, tree, 1, true), metadata: {} };
    }
    return undefined;
  },
};

/** A folder or a page. */
interface Node {
  readonly path: string;
  readonly position: number;
  /** Undefined for a page. */
  readonly children?: readonly Node[];
  /** Name of a folder, from `_category_.json`. */
  readonly label?: string;
  /** Whether anything in it has a number. */
  readonly isNumbered: boolean;
}

async function readFolder(reading: Reading, folder: string, paths: readonly string[]): Promise<Node> {
  const start = folder === '' ? '' : `${folder}/`;
  const children: Node[] = [];
  const names = new Set(paths.map((path) => path.slice(start.length).split('/')[0] ?? ''));
  for (const name of names) {
    const path = start + name;
    const inside = paths.filter((one) => one.startsWith(`${path}/`));
    children.push(
      inside.length > 0 ? await readFolder(reading, path, inside) : await readPage(reading, path),
    );
  }
  children.sort((a, b) => compare(a, b));
  const category = await readTree(reading, inFolder(folder, '_category_.json'));
  const index = children.find((child) => child.children === undefined && INDEX.test(child.path));
  const position =
    numberOf(childOf(category, 'position')?.text) ??
    positionIn(await quietText(reading, inFolder(folder, '_index.md'))) ??
    index?.position ??
    UNNUMBERED;
  const label = childOf(category, 'label')?.text;
  const isNumbered = category !== undefined || children.some((child) => child.isNumbered);
  return { path: folder, position, children, isNumbered, ...(label !== undefined && { label }) };
}

function compare(a: Node, b: Node): number {
  const isIndex = (node: Node): boolean => node.children === undefined && INDEX.test(node.path);
  if (isIndex(a) !== isIndex(b)) return isIndex(a) ? -1 : 1;
  // Two without a number are equal: their difference would be no number.
  if (a.position !== b.position) return a.position < b.position ? -1 : 1;
  return compareNaturally(a.path, b.path);
}

async function readPage(reading: Reading, path: string): Promise<Node> {
  const position = positionIn(await quietText(reading, path));
  return { path, position: position ?? UNNUMBERED, isNumbered: position !== undefined };
}

function positionIn(text: string): number | undefined {
  const keys = frontMatterKeys(text);
  for (const key of KEYS) {
    const number = numberOf(keys.get(key));
    if (number !== undefined) return number;
  }
  return undefined;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

function entriesOf(reading: Reading, { children = [] }: Node, level: number, isTop: boolean): OrderEntry[] {
  const hasIndex = !isTop && children.some((child) => child.children === undefined && INDEX.test(child.path));
  return children.flatMap((child): OrderEntry[] => {
    const place = startOf(reading.folder, child.path);
    const matter = 'body';
    if (child.children === undefined) {
      const own = hasIndex && !INDEX.test(child.path) ? level + 1 : level;
      return [{ kind: 'file', matter, path: child.path, level: own, place }];
    }
    const inner = entriesOf(reading, child, hasIndex ? level + 1 : level, false);
    const first = inner[0];
    const opens =
      isTop && child.label !== undefined && !(first?.kind === 'file' && isIndexOf(first.path, child));
    const label = startOf(reading.folder, inFolder(child.path, '_category_.json'));
    return opens && child.label !== undefined
      ? [{ kind: 'part', matter, title: child.label, place: label }, ...inner]
      : inner;
  });
}

function isIndexOf(path: string, { path: folder }: Node): boolean {
  return INDEX.test(path) && folderOf(path) === folder;
}
