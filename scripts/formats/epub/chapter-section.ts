import type { Element, ElementContent, Properties } from 'hast';
import type { Chapter, Note } from '../../model/book.ts';
import type { EpubProfile } from '../../model/epub-profile.ts';
import { visit } from '../../model/visit.ts';
import { classesOf } from './attributes.ts';
import { type ContentContext, convertContent } from './content.ts';

/** Division of the book, for the body of each document (EPUB Structural Semantics Vocabulary 1.1 §3). */
export const MATTER_TYPES = { front: 'frontmatter', body: 'bodymatter', back: 'backmatter' } as const;

/** What a section is made by. */
export interface SectionContext extends ContentContext {
  /** As {@link EpubProfile.notes}. */
  readonly notes: EpubProfile['notes'];
}

/**
 * The chapter as one section: its content, then its notes. Types come from EPUB's vocabulary; a role is
 * given only where DPUB-ARIA has one that is allowed on the element. A piece that continues a chapter is not
 * told to be another one.
 */
export function chapterSection(chapter: Chapter, context: SectionContext, continues = false): Element {
  const content = convertContent(chapter.content.children, context);
  const notes = chapter.notes.map((note) => convertNote(note, context));
  const ids = idsOf([...content, ...notes]);
  const properties: Properties = {};
  const { className, ...semantics } = semanticsOf(chapter);
  if (!continues && !ids.has(chapter.id)) properties['id'] = chapter.id;
  Object.assign(properties, { className }, !continues && semantics);
  const heading = continues ? undefined : chapter.headings[0]?.id;
  if (heading !== undefined && ids.has(heading)) properties['ariaLabelledBy'] = [heading];
  const children: ElementContent[] = [...content];
  if (notes.length > 0) children.push(noteGroup(notes, context));
  return { type: 'element', tagName: 'section', properties, children };
}

/** The cover: the picture alone, by its reference, its text the book's title. */
export function coverSection(chapter: Chapter, src: string, title: string): Element {
  const image: Element = {
    type: 'element',
    tagName: 'img',
    properties: { src, alt: title, role: 'doc-cover' },
    children: [],
  };
  return {
    type: 'element',
    tagName: 'section',
    properties: { id: chapter.id, className: ['part-cover'], 'epub:type': 'cover' },
    children: [image],
  };
}

function semanticsOf(chapter: Chapter): Properties {
  switch (chapter.part) {
    case 'title-page':
      return { className: ['part-title-page'], 'epub:type': 'titlepage' };
    case 'contents':
      // A page like any other: its types belong to the navigation document.
      return { className: ['part-contents'] };
    case 'colophon':
      return { className: ['part-colophon'], 'epub:type': 'copyright-page colophon', role: 'doc-colophon' };
    case 'list-of-figures':
      return { className: ['part-list-of-figures'], 'epub:type': 'loi' };
    case 'list-of-listings':
      return { className: ['part-list-of-listings'] };
    case 'list-of-tables':
      return { className: ['part-list-of-tables'], 'epub:type': 'lot' };
    case 'references':
      return { className: ['part-references'], 'epub:type': 'bibliography', role: 'doc-bibliography' };
    case 'index':
      // The type `index` would ask for the structure of EPUB Indexes 1.0, which no reading system makes use of.
      return { className: ['part-index'], role: 'doc-index' };
    case undefined:
      if (chapter.kind === 'part') return { className: ['chapter'], 'epub:type': 'part', role: 'doc-part' };
      // A file in the front or back matter may be a preface, a map or an index: we do not know, so we do not say.
      return chapter.matter === 'body'
        ? { className: ['chapter'], 'epub:type': 'chapter', role: 'doc-chapter' }
        : { className: ['chapter'] };
    default:
      return {};
  }
}

function noteGroup(notes: readonly Element[], { labels }: ContentContext): Element {
  return {
    type: 'element',
    tagName: 'section',
    properties: { className: ['notes'], 'epub:type': 'footnotes', ariaLabel: labels.notes },
    children: [...notes],
  };
}

/** One note as EPUB knows it; reading systems show it in a window of its own (EPUB 3.3 §D.3 footnotes). */
function convertNote(note: Note, context: SectionContext): Element {
  const [converted] = convertContent([note.content], context);
  const children = converted?.type === 'element' ? converted.children : [];
  const properties = converted?.type === 'element' ? converted.properties : {};
  const aside: Element = {
    type: 'element',
    tagName: 'aside',
    properties: { ...properties, id: note.id, 'epub:type': 'footnote', role: 'doc-footnote' },
    children,
  };
  const target = context.targets.get(`${note.id}-call`);
  if (target !== undefined) addBackLink(aside, `#${encodeURI(`${note.id}-call`)}`, context);
  return context.notes === 'list' ? asList(aside) : aside;
}

/** A note whose text, and id, is the item of a list: readers in China look for it there. */
function asList({ properties: { id = '', ...properties }, children, ...aside }: Element): Element {
  const item: Element = {
    type: 'element',
    tagName: 'li',
    properties: { className: ['note-item'], id },
    children,
  };
  const list: Element = {
    type: 'element',
    tagName: 'ol',
    properties: { className: ['note-list'] },
    children: [item],
  };
  return { ...aside, properties, children: [list] };
}

/** The note's number leads back to its call; a note without a marked number gets an arrow at its end. */
function addBackLink(aside: Element, href: string, { labels }: ContentContext): void {
  const link: Properties = { href, role: 'doc-backlink' };
  const number = findNumber(aside);
  if (number?.tagName === 'a') {
    Object.assign(number.properties, link);
    return;
  }
  const anchor = (children: ElementContent[], extra: Properties): Element => ({
    type: 'element',
    tagName: 'a',
    properties: { ...extra, ...link },
    children,
  });
  if (number !== undefined) {
    number.children = [anchor(number.children, {})];
    return;
  }
  const last = aside.children.findLast((child) => child.type === 'element');
  const place = last?.type === 'element' && last.tagName === 'p' ? last : aside;
  const arrow = anchor([{ type: 'text', value: '↑' }], {
    className: ['note-back'],
    ariaLabel: labels.backToText,
  });
  place.children.push(arrow);
}

function findNumber(aside: Element): Element | undefined {
  let found: Element | undefined;
  visit(aside, 'element', (element) => {
    if (found === undefined && classesOf(element).includes('note-number')) found = element;
  });
  return found;
}

function idsOf(nodes: readonly ElementContent[]): ReadonlySet<string> {
  const ids = new Set<string>();
  visit({ type: 'root', children: [...nodes] }, 'element', (element) => {
    const id = element.properties['id'];
    if (typeof id === 'string') ids.add(id);
  });
  return ids;
}
