import type { Element, ElementContent, Root } from 'hast';
import type { Note } from '../model/book.ts';
import { SKIP, visit } from '../model/visit.ts';

/**
 * Takes the notes out of a chapter. Calls become `a.note-call` with the id `<note id>-call` (a second call of the
 * same note `<note id>-call-2` …); notes become `aside.note`, numbered from 1 in the order of their first calls.
 */
export function extractNotes(content: Root, chapterId: string): readonly Note[] {
  const items = takeNoteItems(content);
  if (items.length === 0) return [];
  const idOf = new Map<string, string>();
  const notes = items.map((item, index) => {
    const id = `${chapterId}-n${index + 1}`;
    idOf.set(String(item.properties['id'] ?? ''), id);
    return { id, number: index + 1, content: toAside(item, id, index + 1) };
  });
  const calls = new Map<string, number>();
  for (const root of [content, ...notes.map((note) => note.content)]) rewriteCalls(root, idOf, calls);
  return notes;
}

function takeNoteItems(content: Root): Element[] {
  const items: Element[] = [];
  visit(content, 'element', (node, index, parent) => {
    if (!('dataFootnotes' in node.properties) || parent === undefined || index === undefined)
      return undefined;
    visit(node, 'element', (item) => {
      if (item.tagName !== 'li' || !String(item.properties['id'] ?? '').startsWith('fn-')) return undefined;
      items.push(item);
      return SKIP;
    });
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
  return items;
}

function toAside(item: Element, id: string, number: number): Element {
  // Behind code or a list the back reference is a block of its own.
  const children = item.children.filter(
    (child) => !isBackReference(child) && (child.type !== 'text' || child.value.trim() !== ''),
  );
  for (const child of children) removeBackReferences(child);
  const label: Element = {
    type: 'element',
    tagName: 'a',
    properties: { className: ['note-number'], href: `#${id}-call` },
    children: [{ type: 'text', value: String(number) }],
  };
  const first = children[0];
  if (first?.type === 'element' && first.tagName === 'p') first.children.unshift(label);
  else children.unshift(label);
  const { dataSource } = item.properties;
  return {
    type: 'element',
    tagName: 'aside',
    properties: { className: ['note'], id, role: 'doc-footnote', ...(dataSource ? { dataSource } : {}) },
    children,
  };
}

function isBackReference(node: ElementContent): boolean {
  return node.type === 'element' && 'dataFootnoteBackref' in node.properties;
}

function removeBackReferences(node: ElementContent): void {
  if (node.type !== 'element') return;
  node.children = node.children.filter((child) => !isBackReference(child));
  for (const child of node.children) removeBackReferences(child);
  if (node.tagName !== 'p') return;
  // A space stood before each of them.
  for (let last = node.children.at(-1); last?.type === 'text'; last = node.children.at(-1)) {
    last.value = last.value.trimEnd();
    if (last.value !== '') return;
    node.children.pop();
  }
}

function rewriteCalls(
  root: Root | Element,
  idOf: ReadonlyMap<string, string>,
  calls: Map<string, number>,
): void {
  visit(root, 'element', (node) => {
    if (!('dataFootnoteRef' in node.properties)) return;
    const id = idOf.get(String(node.properties['href'] ?? '').slice(1));
    if (id === undefined) return;
    const nth = (calls.get(id) ?? 0) + 1;
    calls.set(id, nth);
    node.properties = {
      className: ['note-call'],
      href: `#${id}`,
      id: nth === 1 ? `${id}-call` : `${id}-call-${nth}`,
      role: 'doc-noteref',
    };
  });
}
