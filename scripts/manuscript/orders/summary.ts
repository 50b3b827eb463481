import type { Link, List, ListItem, Nodes, PhrasingContent, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkFrontmatter from 'remark-frontmatter';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Place } from '../../model/diagnostic.ts';
import type { Matter } from '../../model/manuscript.ts';
import type { Reading } from '../reading.ts';
import { report, startOf } from '../reading.ts';
import { folderOf, type OrderEntry, targetPath } from './order.ts';

/** What tools mean differently by the same lists. */
export interface SummaryRules {
  /** Folder that targets with a leading `/` start from; absent where those are refused. */
  readonly top?: string;
  /** The path that a link's target means in this tool, such as `a` for `a.md`. */
  readonly complete?: (path: string) => string;
  /** Whether links outside the lists are chapters before and behind the numbered ones, as in mdBook. */
  readonly affixes: boolean;
}

/** A state of walking down a summary. */
interface Walk {
  readonly reading: Reading;
  readonly path: string;
  readonly rules: SummaryRules;
  readonly entries: OrderEntry[];
}

const parser = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).freeze();

/**
 * Reads a list of links to chapters, nested lists being their sections: `SUMMARY.md` of mdBook and GitBook, Docsify's
 * `_sidebar.md`. Headings open parts, but for the one that is the list's own title.
 */
export function readSummary(reading: Reading, path: string, text: string, rules: SummaryRules): OrderEntry[] {
  const tree: Root = parser.parse(text);
  const walk: Walk = { reading, path, rules, entries: [] };
  const lists = tree.children.flatMap(({ type }, index) => (type === 'list' ? [index] : []));
  const [first = Number.POSITIVE_INFINITY] = lists;
  const last = lists.at(-1) ?? -1;
  for (const [index, node] of tree.children.entries()) {
    const isOwnTitle = node.type === 'heading' && node.depth === 1 && walk.entries.length === 0;
    if (node.type === 'list') readList(walk, node, 1);
    else if (node.type === 'heading' && !isOwnTitle) addPart(walk, textOf(node), node);
    else if (node.type === 'paragraph' && rules.affixes) {
      const matter = index < first ? 'front' : index > last ? 'back' : 'body';
      for (const link of linksOf(node.children)) addFile(walk, link, matter, 1);
    }
  }
  return withoutEmptyParts(walk.entries);
}

function linksOf(nodes: readonly PhrasingContent[]): Link[] {
  return nodes.filter((node): node is Link => node.type === 'link');
}

function readList(walk: Walk, list: List, level: number): void {
  for (const item of list.children) readItem(walk, item, level);
}

function readItem(walk: Walk, item: ListItem, level: number): void {
  const [head, ...rest] = item.children;
  const name = head?.type === 'paragraph' ? head : undefined;
  const [link] = name === undefined ? [] : linksOf(name.children);
  const nested = [head, ...rest].filter((node): node is List => node?.type === 'list');
  let inner = level + 1;
  if (link !== undefined && link.url !== '') addFile(walk, link, 'body', level);
  else if (name !== undefined && nested.length > 0) {
    // A name without a file: of the outermost list it opens a part, further in there is nothing that it could be.
    if (level === 1) addPart(walk, textOf(name), name);
    else tellNoFile(walk, textOf(name), name);
    inner = level;
  } else if (name !== undefined) tellNoFile(walk, textOf(name), name);
  for (const list of nested) readList(walk, list, inner);
}

function placeOf({ reading, path }: Walk, node: Nodes): Place {
  const start = node.position?.start;
  const { file } = startOf(reading.folder, path);
  return { file, line: start?.line ?? 1, column: start?.column ?? 1 };
}

function tellNoFile(walk: Walk, title: string, node: Nodes): void {
  const message = `Left out \`${title}\`: it has no file`;
  const help = 'Give it one when it is written.';
  report(walk.reading, 'info', 'order-skipped', message, help, placeOf(walk, node));
}

function addPart(walk: Walk, title: string, node: Nodes): void {
  if (title.trim() === '') return;
  walk.entries.push({ kind: 'part', matter: 'body', title: title.trim(), place: placeOf(walk, node) });
}

function addFile(walk: Walk, link: Link, matter: Matter, level: number): void {
  const title = textOf(link).trim();
  if (link.url === '') {
    tellNoFile(walk, title, link);
    return;
  }
  // A link within the page that shows the summary.
  if (link.url.startsWith('#')) return;
  const place = placeOf(walk, link);
  const { reading, rules } = walk;
  const top = rules.top === undefined ? {} : { top: rules.top };
  const plain = targetPath(reading, link.url, { folder: folderOf(walk.path), ...top, place });
  if (plain === undefined) return;
  const path = rules.complete?.(plain) ?? plain;
  // Sections of one file, `a.md#b`, come with it.
  const isSection = link.url.includes('#');
  if (isSection && walk.entries.some((one) => one.kind === 'file' && one.path === path)) return;
  walk.entries.push({ kind: 'file', matter, path, level, ...(title !== '' && { title }), place });
}

/** Headings with nothing below them are words of the page, not parts of the book. */
function withoutEmptyParts(entries: readonly OrderEntry[]): OrderEntry[] {
  return entries.filter((entry, index) => {
    const next = entries[index + 1];
    return entry.kind === 'file' || (next?.kind === 'file' && next.matter === entry.matter);
  });
}
