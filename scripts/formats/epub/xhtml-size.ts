import type { Element, Nodes } from 'hast';

/** What an element is given on the way besides what it says: a type and a role of EPUB, another file's name before an id. */
const ADDED: Readonly<Record<string, number>> = {
  a: 96,
  dd: 24,
  dt: 24,
  img: 40,
  input: 96,
  math: 48,
  section: 24,
  span: 24,
  svg: 96,
};

/** Of each numbered or marked line of code, its element; of each place of an index entry, its link. */
const LINE = 72;
const PLACE = 64;

/** A text that is written in the place of an element's own. */
const WORDS = 'dataWithoutPages';

/** Bytes that a node takes in an XHTML document of the EPUB, at most: told before links know their files. */
export function xhtmlSize(node: Nodes): number {
  if (node.type === 'text') return textSize(node.value);
  if (node.type === 'root') return childrenSize(node.children);
  if (node.type !== 'element') return 0;
  const { tagName, properties } = node;
  let size = 2 * tagName.length + 9 + (ADDED[tagName] ?? 0);
  for (const [name, value] of Object.entries(properties)) size += attributeSize(name, value);
  const places = properties['dataPagesOf'];
  if (typeof places === 'string') return size + places.split(' ').length * PLACE;
  const words = properties[WORDS];
  if (typeof words === 'string') return size + textSize(words);
  return size + childrenSize(node.children) + linesSize(node);
}

function childrenSize(children: readonly Nodes[]): number {
  return children.reduce((size, child) => size + xhtmlSize(child), 0);
}

function attributeSize(name: string, value: Element['properties'][string]): number {
  if (value === null || value === undefined || value === false || name === 'dataSource') return 0;
  const text = Array.isArray(value) ? value.join(' ') : String(value);
  const size = name.length + 6 + textSize(text);
  // Languages are given in both forms.
  return name === 'lang' ? 2 * size : size;
}

function linesSize({ tagName, properties, children }: Element): number {
  if (tagName !== 'code' || !('dataNumbers' in properties || 'dataMarked' in properties)) return 0;
  return newlines(children) * LINE;
}

function newlines(nodes: readonly Nodes[]): number {
  return nodes.reduce((count, node) => {
    if (node.type === 'text') return count + node.value.split('\n').length - 1;
    return node.type === 'element' ? count + newlines(node.children) : count;
  }, 1);
}

/** UTF-8, with references for what XML does not let stand. */
function textSize(text: string): number {
  return Buffer.byteLength(text) + 5 * (text.match(/[&<>"\r]/g)?.length ?? 0);
}
