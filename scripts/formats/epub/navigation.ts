import type { Book, Heading } from '../../model/book.ts';
import type { Matter } from '../../model/manuscript.ts';
import type { Labels } from './labels.ts';
import { hrefTo, type LinkTarget, type SpineDocument } from './spine.ts';

/** One line of the contents and those below it. */
export interface NavEntry {
  readonly title: string;
  /** Reference from the package's folder. */
  readonly href: string;
  readonly children: readonly NavEntry[];
}

/** A place every reading system offers a button for. */
export interface Landmark {
  /** EPUB Structural Semantics term. */
  readonly type: string;
  readonly href: string;
  readonly title: string;
}

/** Entry whose list of children may still grow. */
interface OpenEntry extends NavEntry {
  readonly level: number;
  readonly children: OpenEntry[];
}

/** Parts that the contents of a printed book do not list either. */
const UNLISTED = new Set<string | undefined>(['cover', 'half-title', 'title-page', 'contents']);

/**
 * The contents to the full depth of the headings, chapters below the part of the book that they belong to. A level
 * that the author jumped over is closed up. A book without any heading gets one entry, since an empty list is not allowed (EPUB 3.3 §7.3).
 */
export function buildNavTree(
  book: Book,
  documents: readonly SpineDocument[],
  targets: ReadonlyMap<string, LinkTarget>,
): readonly NavEntry[] {
  const roots: OpenEntry[] = [];
  let open: OpenEntry[] = [];
  let matter: Matter | undefined;
  for (const document of documents) {
    const { chapter, continues } = document;
    if (UNLISTED.has(chapter.part)) continue;
    if (chapter.kind === 'part' || chapter.matter !== matter) open = [];
    // The headings of a chapter's further pieces, and of files that are its sections, stand below those before.
    else if (!continues && chapter.level === undefined)
      open = open.filter(({ level }) => level === PART_LEVEL);
    matter = chapter.matter;
    addChapter(roots, open, document, targets);
  }
  const first = documents.find(({ kind }) => kind === 'text') ?? documents[0];
  if (roots.length === 0 && first !== undefined) {
    return [{ title: book.metadata.title, href: first.file, children: [] }];
  }
  return roots;
}

/** Parts of the book stand above its chapters, whose level is 1. */
const PART_LEVEL = 0;

/** Terms for the lists that a book may have, their parts, and what they list. */
const LISTS = [
  ['loi', 'list-of-figures', 'figure'],
  ['lot', 'list-of-tables', 'table'],
] as const;

/** A list of figures or tables. */
export interface CaptionList {
  /** EPUB Structural Semantics term. */
  readonly type: 'loi' | 'lot';
  readonly title: string;
  /** Flat. */
  readonly entries: readonly NavEntry[];
}

/** The lists of figures and tables that the book orders, as reading systems find them (EPUB 3.3 §7.4.5). */
export function buildLists(
  { chapters, captions }: Book,
  targets: ReadonlyMap<string, LinkTarget>,
): readonly CaptionList[] {
  return LISTS.flatMap(([type, part, kind]) => {
    const list = chapters.find((chapter) => chapter.part === part);
    const entries = captions.flatMap(({ id, label = '', title, ...caption }): NavEntry[] => {
      const target = targets.get(id);
      const text = [label, title].filter((one) => one !== '').join('\u3000');
      if (caption.kind !== kind || target === undefined || text === '') return [];
      return [{ title: text, href: hrefTo(target, ''), children: [] }];
    });
    return list === undefined || entries.length === 0 ? [] : [{ type, title: list.title, entries }];
  });
}

/** Cover, title page, contents, lists, start of the text and copyright page, as far as the book has them. */
export function buildLandmarks(documents: readonly SpineDocument[], labels: Labels): readonly Landmark[] {
  const landmarks: Landmark[] = [];
  const add = (type: string, title: string, document: SpineDocument | undefined): void => {
    if (document !== undefined) landmarks.push({ type, title, href: document.file });
  };
  const part = (name: string): SpineDocument | undefined =>
    documents.find(({ chapter }) => chapter.part === name);
  add('cover', labels.cover, part('cover'));
  add('titlepage', labels.titlePage, part('title-page'));
  // A link may lead only to documents of the spine (EPUB 3.3 §3.7), and the contents need not be one.
  const contents = part('contents');
  const fragment = contents?.kind === 'nav' ? '#toc' : '';
  if (contents !== undefined)
    landmarks.push({ type: 'toc', title: labels.contents, href: contents.file + fragment });
  const start = documents.find(({ chapter, kind }) => chapter.matter === 'body' && kind === 'text');
  add('bodymatter', labels.startOfText, start);
  for (const [type, name] of LISTS) {
    const list = part(name);
    add(type, list?.chapter.title ?? '', list);
  }
  add('copyright-page', labels.colophon, part('colophon'));
  return landmarks;
}

/** The landmarks as a `guide` of EPUB 2 names them, as far as it has words for them (OPF 2.0.1, 2.6). */
export function guideOf(landmarks: readonly Landmark[]): readonly Landmark[] {
  return landmarks.map((landmark) => ({ ...landmark, type: GUIDE_TYPES[landmark.type] ?? landmark.type }));
}

/** Types of a guide, where landmarks call them otherwise. */
const GUIDE_TYPES: Readonly<Record<string, string>> = { titlepage: 'title-page', bodymatter: 'text' };

/** Levels of nesting, 1 for a flat list; the NCX states it. */
export function depthOf(entries: readonly NavEntry[]): number {
  return entries.reduce((depth, entry) => Math.max(depth, 1 + depthOf(entry.children)), 0);
}

function addChapter(
  roots: OpenEntry[],
  open: OpenEntry[],
  { chapter, file, continues }: SpineDocument,
  targets: ReadonlyMap<string, LinkTarget>,
): void {
  // A heading without words is nothing to choose (EPUB 3.3, 7.3: a link's label is text).
  const titled = chapter.headings.filter(({ title, unlisted }) => title !== '' && unlisted !== true);
  const headings: readonly Heading[] =
    titled.length > 0
      ? titled
      : chapter.title === '' || continues
        ? []
        : [{ id: chapter.id, level: 1, title: chapter.title }];
  headings.forEach((heading, index) => {
    const level = chapter.kind === 'part' ? PART_LEVEL : heading.level;
    while (open.length > 0 && (open.at(-1)?.level ?? 0) >= level) open.pop();
    const target = targets.get(heading.id);
    // The first entry leads to the top of the document, where a deck above the heading still shows.
    const href = (index === 0 && !continues) || target?.file !== file ? file : hrefTo(target, '');
    const entry: OpenEntry = { title: heading.title, href, level, children: [] };
    (open.at(-1)?.children ?? roots).push(entry);
    open.push(entry);
  });
}
