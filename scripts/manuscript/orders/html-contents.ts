import type { Element, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString as textOf } from 'hast-util-to-string';
import { EXIT, SKIP, visit } from '../../model/visit.ts';
import { lookUp } from '../manuscript-path.ts';
import { type Reading, startOf } from '../reading.ts';
import { inFolder, type OrderEntry, type OrderSource, targetPath, textAt, textField } from './order.ts';

/** Folders in which a contents page usually lies. */
const FOLDERS = ['', 'content', 'src', 'docs'];

/**
 * A contents page in HTML, as books of Vivliostyle and EPUB have it: `index.html` with `nav role="doc-toc"`. Links to
 * `a.html` mean `a.md` where that is there.
 */
export const htmlContents: OrderSource = {
  name: 'contents in HTML',
  async find(reading) {
    for (const root of FOLDERS) {
      const path = inFolder(root, 'index.html');
      const text = await textAt(reading, path);
      const tree = text === undefined ? undefined : fromHtml(text);
      const nav = tree === undefined ? undefined : findContents(tree);
      if (tree === undefined || nav === undefined) continue;
      const entries = await readLinks(reading, nav, path, root);
      if (!entries.some(({ kind }) => kind === 'file')) continue;
      return { source: startOf(reading.folder, path).file, root, entries, metadata: metadataOf(tree) };
    }
    return undefined;
  },
};

function findContents(tree: Nodes): Element | undefined {
  let found: Element | undefined;
  visit(tree, 'element', (node) => {
    const { role, epubType } = node.properties;
    const isContents =
      String(role) === 'doc-toc' || String(node.properties['epub:type'] ?? epubType) === 'toc';
    if (node.tagName !== 'nav' || !isContents) return undefined;
    found = node;
    return EXIT;
  });
  return found;
}

function metadataOf(tree: Nodes): { title?: string; language?: string } {
  let title: string | undefined;
  let language: unknown;
  visit(tree, 'element', (node) => {
    if (node.tagName === 'html') language = node.properties['lang'];
    if (node.tagName === 'title') title ??= textOf(node);
    return node.tagName === 'body' ? SKIP : undefined;
  });
  return { ...textField('title', title), ...textField('language', language) };
}

async function readLinks(reading: Reading, nav: Element, path: string, root: string): Promise<OrderEntry[]> {
  const links: { readonly node: Element; readonly level: number }[] = [];
  const walk = (node: Nodes, level: number): void => {
    if (!('children' in node)) return;
    for (const child of node.children) {
      if (child.type !== 'element') continue;
      if (child.tagName === 'a') links.push({ node: child, level: Math.max(1, level) });
      else walk(child, /^[uo]l$/.test(child.tagName) ? level + 1 : level);
    }
  };
  walk(nav, 0);
  const entries: OrderEntry[] = [];
  for (const { node, level } of links) {
    const href = node.properties['href'];
    if (typeof href !== 'string' || href.startsWith('#')) continue;
    const start = node.position?.start;
    const place = { ...startOf(reading.folder, path), line: start?.line ?? 1, column: start?.column ?? 1 };
    const markdown = href.replace(/\.x?html?(?=$|[?#])/i, '.md');
    const there = await isThere(reading, markdown, root);
    const file = targetPath(reading, there ? markdown : href, { folder: root, place });
    if (file === undefined || entries.some((one) => one.kind === 'file' && one.path === file)) continue;
    entries.push({ kind: 'file', matter: 'body', path: file, level, ...titleOf(node), place });
  }
  return entries;
}

async function isThere(reading: Reading, written: string, root: string): Promise<boolean> {
  const path = inFolder(root, written.replace(/[?#].*$/s, ''));
  return !path.split('/').includes('..') && (await lookUp(reading.folder, path)).kind === 'found';
}

function titleOf(link: Element): { title?: string } {
  return textField('title', textOf(link));
}
