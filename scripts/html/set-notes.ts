import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { type Book, type Chapter, type Heading, type Note, treesOf } from '../model/book.ts';
import { copyTree } from '../model/copy-tree.ts';
import type { Edition } from '../model/edition.ts';
import { isSetAcross, noteMark } from '../model/note-mark.ts';
import { visit } from '../model/visit.ts';
import { LABELS } from './labels.ts';

/** Class of a mark whose digits stand side by side across a vertical line. */
const ACROSS = 'tcy';

/**
 * Sets the notes as an edition orders them (F06, F07, F08): numbered through the book or by chapter, the marks of calls
 * and notes in the ordered style, and notes behind a chapter or the text made part of it. Where numbers begin anew on
 * each page or spread, those of the chapter stand for them until there are pages. The book is not changed; a copy of
 * what differs is returned.
 */
export function setNotes(book: Book, edition: Edition): Book {
  const numbered = numberNotes(book, edition);
  switch (edition.notes.place) {
    case 'chapter':
      return { ...numbered, chapters: numbered.chapters.map((chapter) => withEndnotes(chapter, numbered)) };
    case 'book':
      return withNotesChapter(numbered);
    default:
      return numbered;
  }
}

function numberNotes(book: Book, { notes, page, tateChuYoko }: Edition): Book {
  const vertical = page.writingMode === 'vertical';
  const across = vertical && tateChuYoko;
  let count = 0;
  const chapters = book.chapters.map((chapter): Chapter => {
    if (chapter.notes.length === 0) return chapter;
    const numbers = chapter.notes.map(({ id, number }) => ({
      id,
      number: notes.numbering === 'book' ? count + number : number,
    }));
    count += numbers.length;
    const marks = new Map(numbers.map(({ id, number }) => [id, noteMark(number, notes.style, vertical)]));
    return {
      ...chapter,
      content: withMarks(chapter.content, marks, across),
      notes: chapter.notes.map((note, index) => ({
        ...note,
        number: numbers[index]?.number ?? note.number,
        content: withMarks(note.content, marks, across),
      })),
    };
  });
  return { ...book, chapters };
}

/** A copy of a tree, the marks of its calls and of its note written anew. */
function withMarks<Tree extends Root | Element>(
  tree: Tree,
  marks: ReadonlyMap<string, string>,
  across: boolean,
): Tree {
  const copy = copyTree(tree);
  visit(copy, 'element', (node) => {
    const mark = marks.get(noteOf(node) ?? '');
    if (mark === undefined) return;
    node.children = [{ type: 'text', value: mark }];
    if (across && isSetAcross(mark)) node.properties['className'] = [...classesOf(node), ACROSS];
  });
  return copy;
}

/** The id of the note that a call leads to, or whose number this is. */
function noteOf(node: Element): string | undefined {
  const target = String(node.properties['href'] ?? '').slice(1);
  if (isCall(node)) return target;
  return classesOf(node).includes('note-number') ? target.replace(/-call$/, '') : undefined;
}

function isCall(node: Element): boolean {
  return classesOf(node).includes('note-call');
}

function classesOf(node: Element): readonly string[] {
  const names = node.properties['className'];
  return Array.isArray(names) ? names.map(String) : [];
}

/** The chapter with its notes behind its text, under a heading of their own. */
function withEndnotes(chapter: Chapter, book: Book): Chapter {
  if (chapter.notes.length === 0) return chapter;
  const above = chapter.headings[0]?.level ?? 1;
  const heading: Heading = {
    id: `${chapter.id}-notes`,
    level: Math.min(above + 1, 6),
    title: LABELS[book.metadata.language].notes,
    unlisted: true,
  };
  const section = endnotes(heading, [headingElement(heading), noteList(chapter, book)]);
  return {
    ...chapter,
    headings: [...chapter.headings, heading],
    content: { ...chapter.content, children: [...chapter.content.children, section] },
    notes: [],
  };
}

/** The book with the notes of all its chapters in a chapter behind the text, before an index or a colophon. */
function withNotesChapter(book: Book): Book {
  const sources = book.chapters.filter((chapter) => chapter.notes.length > 0);
  if (sources.length === 0) return book;
  const chapters = book.chapters.map((chapter) => ({ ...chapter, notes: [] }));
  const last = book.chapters.findLastIndex(({ part }) => part === undefined);
  chapters.splice(last + 1, 0, notesChapter(sources, book));
  return { ...book, chapters };
}

function notesChapter(sources: readonly Chapter[], book: Book): Chapter & { readonly notes: [] } {
  const id = freeId(book);
  const title: Heading = { id: `${id}-notes`, level: 1, title: LABELS[book.metadata.language].notes };
  const sections = sources.map((chapter) => ({
    list: noteList(chapter, book),
    heading: { id: `${id}-${chapter.id}`, level: 2, title: chapter.title, unlisted: true } as const,
  }));
  const isDivided = ({ heading }: { readonly heading: Heading }): boolean =>
    sections.length > 1 && heading.title !== '';
  const content = sections.flatMap((section) =>
    isDivided(section) ? [headingElement(section.heading), section.list] : [section.list],
  );
  return {
    id,
    matter: 'back',
    title: title.title,
    headings: [title, ...sections.filter(isDivided).map(({ heading }) => heading)],
    content: { type: 'root', children: [headingElement(title), endnotes(title, content)] },
    notes: [],
  };
}

/** An id in the form of the others that no chapter has. */
function freeId({ chapters }: Book): string {
  const ids = new Set(chapters.map(({ id }) => id));
  const width = (chapters[0]?.id.length ?? 3) - 1;
  for (let number = chapters.length + 1; ; number += 1) {
    const id = `c${String(number).padStart(width, '0')}`;
    if (!ids.has(id)) return id;
  }
}

function headingElement({ id, level, title }: Heading): Element {
  return h(`h${level}`, { id }, title);
}

function endnotes(heading: Heading, children: ElementContent[]): Element {
  const properties = { className: ['endnotes'], role: 'doc-endnotes', ariaLabelledBy: [heading.id] };
  return h('section', properties, children);
}

function noteList(chapter: Chapter, book: Book): Element {
  const calls = callsOf(chapter);
  return h(
    'ol',
    { className: ['endnote-list'] },
    chapter.notes.map((note) => endnote(note, calls.get(note.id) ?? [], book)),
  );
}

/** Ids of the calls of each note, in the order of the text. */
function callsOf(chapter: Chapter): ReadonlyMap<string, readonly string[]> {
  const calls = new Map<string, string[]>();
  for (const tree of treesOf(chapter)) {
    visit(tree, 'element', (node) => {
      if (!isCall(node)) return;
      const note = noteOf(node) ?? '';
      calls.set(note, [...(calls.get(note) ?? []), String(node.properties['id'])]);
    });
  }
  return calls;
}

/** A note as an item of a list: its number leads to its first call, signs at its end to the others. */
function endnote({ id, content }: Note, calls: readonly string[], book: Book): Element {
  const { dataSource } = content.properties;
  const item = h('li', { className: ['note'], id, ...(dataSource ? { dataSource } : {}) });
  item.children = copyTree(content.children);
  visit(item, 'element', (node) => {
    if (classesOf(node).includes('note-number')) node.properties['role'] = 'doc-backlink';
  });
  const { backToCall } = LABELS[book.metadata.language];
  const last = item.children.at(-1);
  const end = last?.type === 'element' && last.tagName === 'p' ? last : item;
  end.children.push(
    ...calls.slice(1).map((call, index) =>
      h(
        'a',
        {
          className: ['note-back'],
          href: `#${call}`,
          role: 'doc-backlink',
          ariaLabel: backToCall(index + 2),
        },
        `↑${index + 2}`,
      ),
    ),
  );
  return item;
}
