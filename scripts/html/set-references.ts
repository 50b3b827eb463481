import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { sanitize } from 'hast-util-sanitize';
import { h } from 'hastscript';
import { type Book, type Chapter, type Heading, treesOf } from '../model/book.ts';
import type { Reference } from '../model/citation.ts';
import { copyTree } from '../model/copy-tree.ts';
import { SCHEMA } from '../model/sanitize-schema.ts';
import { visit } from '../model/visit.ts';
import { LABELS } from './labels.ts';

/**
 * Sets the lists of references that stand behind chapters; and where an edition has no list of the book's, citations lead
 * nowhere. The book is not changed; a copy of what differs is returned.
 */
export function setReferences(book: Book): Book {
  const isListed = book.chapters.some(({ part }) => part === 'references');
  const chapters = book.chapters.map((chapter) => withReferences(chapter, book));
  if (book.references.length === 0 || isListed) return { ...book, chapters };
  return { ...book, chapters: chapters.map(withoutLinks) };
}

/** What a template of references is filled from. */
export interface ReferencesView {
  readonly references: readonly Reference[];
  /** Digits of the highest number, for the indent of the list; absent where entries have no numbers. */
  readonly digits?: number;
}

/** A list of references as its template takes it. */
export function referencesView(references: readonly Reference[]): ReferencesView {
  const isNumbered = references.some(({ label }) => label !== undefined);
  return { references, ...(isNumbered && { digits: String(references.length).length }) };
}

/** The chapter with what it cites behind its text and its notes. */
function withReferences(chapter: Chapter, book: Book): Chapter {
  const { references = [] } = chapter;
  if (references.length === 0) return chapter;
  const above = chapter.headings[0]?.level ?? 1;
  const heading: Heading = {
    id: `${chapter.id}-references`,
    level: Math.min(above + 1, 6),
    title: LABELS[book.metadata.language].references,
    unlisted: true,
  };
  const section = h(
    'section',
    { className: ['references'], role: 'doc-bibliography', ariaLabelledBy: [heading.id] },
    [h(`h${heading.level}`, { id: heading.id }, heading.title), listOf(references)],
  );
  return {
    ...chapter,
    headings: [...chapter.headings, heading],
    content: { ...chapter.content, children: [...chapter.content.children, section] },
  };
}

/** The same list as in templates/html/references.mustache. */
function listOf(references: readonly Reference[]): Element {
  const { digits } = referencesView(references);
  const className = ['reference-list', ...(digits === undefined ? [] : [`digits-${digits}`])];
  return h(
    'ol',
    { className },
    references.map(({ id, label, html, language }) => {
      const text = sanitize(fromHtml(html, { fragment: true }), SCHEMA) as Root;
      const number = label === undefined ? [] : [h('span', { className: ['reference-label'] }, label)];
      return h('li', { className: ['reference'], id, lang: language }, h('p', [...number, ...text.children]));
    }),
  );
}

function withoutLinks(chapter: Chapter): Chapter {
  if (!treesOf(chapter).some(hasCitation)) return chapter;
  return {
    ...chapter,
    content: unlinked(chapter.content),
    notes: chapter.notes.map((note) => ({ ...note, content: unlinked(note.content) })),
  };
}

function hasCitation(tree: Root | Element): boolean {
  let found = false;
  visit(tree, 'element', (node) => {
    found ||= isCitationLink(node);
  });
  return found;
}

function isCitationLink({ tagName, properties }: Element): boolean {
  return tagName === 'a' && properties['role'] === 'doc-biblioref';
}

function unlinked<Tree extends Root | Element>(tree: Tree): Tree {
  const copy = copyTree(tree);
  visit(copy, 'element', (node) => {
    if (isCitationLink(node)) Object.assign(node, { tagName: 'span', properties: {} });
  });
  return copy;
}
