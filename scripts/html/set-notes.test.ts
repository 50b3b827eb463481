import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { type Book, type Chapter, treesOf } from '../model/book.ts';
import type { NoteSetting } from '../model/edition.ts';
import { visit } from '../model/visit.ts';
import { assemble, editionOf, manuscriptOf, SMALL_PAGE } from '../testing/books.ts';
import { fillGeneratedParts } from './generated-parts.ts';
import { setNotes } from './set-notes.ts';

const FIRST = `# 甲[^t]

文[^a]与[^b]，又[^a]。

| 表[^c] |
|---|
| 格 |

[^t]: 题注
[^a]: 注一[^d]
[^b]: 注二
[^c]: 表注
[^d]: 注中注
`;
const SECOND = '# 乙\n\n文[^a]\n\n[^a]: 乙注';
const PAGE: NoteSetting = { place: 'page', numbering: 'chapter', style: 'arabic' };

const { book: BOOK } = assemble(manuscriptOf({ 'a.md': FIRST, 'b.md': SECOND, 'c.md': '# 丙' }));

function set(notes: Partial<NoteSetting>, book: Book = BOOK, vertical = false): Book {
  const page = { ...SMALL_PAGE, writingMode: vertical ? 'vertical' : 'horizontal' } as const;
  return setNotes(book, editionOf({ page, notes: { ...PAGE, ...notes } }));
}

/** Texts of the elements of a class in a chapter, its content before its notes. */
function textsOf(chapter: Chapter | undefined, className: string): string[] {
  const texts: string[] = [];
  for (const tree of chapter === undefined ? [] : treesOf(chapter)) {
    visit(tree, 'element', (node) => {
      const names = node.properties['className'];
      if (Array.isArray(names) && names.includes(className)) texts.push(textOf(node));
    });
  }
  return texts;
}

const html = (chapter: Chapter | undefined): string =>
  chapter === undefined
    ? ''
    : treesOf(chapter)
        .map((tree) => toHtml(tree))
        .join('');

/** Every id of a book, and every link within it that leads to none. */
function idsAndDeadLinks(book: Book): { readonly ids: readonly string[]; readonly dead: readonly string[] } {
  const ids: string[] = [];
  const links: string[] = [];
  for (const tree of book.chapters.flatMap((chapter) => treesOf(chapter))) {
    visit(tree, 'element', ({ properties }) => {
      if (properties['id'] !== undefined) ids.push(String(properties['id']));
      const href = String(properties['href'] ?? '');
      if (href.startsWith('#')) links.push(href.slice(1));
    });
  }
  return { ids, dead: links.filter((id) => !ids.includes(id)) };
}

describe('the marks of notes', () => {
  it('should be the same on calls and on notes, also in headings, cells and notes', () => {
    const [first, second] = set({ style: 'circled' }).chapters;
    assert.deepEqual(textsOf(first, 'note-call'), ['①', '②', '③', '②', '④', '⑤']);
    assert.deepEqual(textsOf(first, 'note-number'), ['①', '②', '③', '④', '⑤']);
    assert.deepEqual(textsOf(second, 'note-number'), ['①']);
  });

  it('should run on through the book where that is ordered', () => {
    const [first, second] = set({ numbering: 'book', style: 'bracketed' }).chapters;
    assert.deepEqual(textsOf(first, 'note-number'), ['〔1〕', '〔2〕', '〔3〕', '〔4〕', '〔5〕']);
    assert.deepEqual(textsOf(second, 'note-call'), ['〔6〕']);
    assert.deepEqual(
      second?.notes.map(({ number }) => number),
      [6],
    );
  });

  it('should be those of the chapter until pages are known', () => {
    for (const numbering of ['page', 'spread'] as const)
      assert.deepEqual(textsOf(set({ numbering }).chapters[0], 'note-number'), ['1', '2', '3', '4', '5']);
  });

  it('should stand upright in vertical lines where they are digits, and only there', () => {
    assert.match(html(set({}, BOOK, true).chapters[0]), /<a class="note-call tcy"[^>]*>1<\/a>/);
    for (const plain of [
      set({}),
      set({ style: 'circled' }, BOOK, true),
      set({ style: 'bracketed' }, BOOK, true),
    ])
      assert.doesNotMatch(html(plain.chapters[0]), /tcy/);
    assert.deepEqual(textsOf(set({ style: 'bracketed' }, BOOK, true).chapters[1], 'note-call'), ['〔一〕']);
  });

  it('should not be written into the book that was given', () => {
    const before = structuredClone(BOOK);
    for (const place of ['page', 'chapter', 'book', 'spread'] as const)
      set({ place, numbering: 'chapter', style: 'circled' }, BOOK, true);
    assert.deepEqual(BOOK, before);
  });
});

describe('notes behind the chapter', () => {
  const book = set({ place: 'chapter' });

  it('should stand at its end under a heading in the language of the book', () => {
    const [first, , third] = book.chapters;
    assert.match(
      html(first),
      /<section class="endnotes" role="doc-endnotes" aria-labelledby="c01-notes"><h2 id="c01-notes">注释<\/h2><ol class="endnote-list"><li class="note" id="c01-n1"/,
    );
    assert.match(html(first), /<\/ol><\/section>$/);
    assert.deepEqual(textsOf(first, 'note-number'), ['1', '2', '3', '4', '5']);
    assert.deepEqual(first?.notes, []);
    assert.deepEqual(third, BOOK.chapters[2]);
  });

  it('should say 注 in Japanese and 주 in Korean', () => {
    for (const [language, title] of [
      ['ja', '注'],
      ['ko', '주'],
      ['zh-TW', '註釋'],
    ] as const) {
      const spoken = { ...BOOK, metadata: { ...BOOK.metadata, language } };
      assert.equal(set({ place: 'chapter' }, spoken).chapters[0]?.headings.at(-1)?.title, title);
    }
  });

  it('should lead back to every call, and to calls alone', () => {
    assert.deepEqual(idsAndDeadLinks(book).dead, []);
    const { ids } = idsAndDeadLinks(book);
    assert.equal(new Set(ids).size, ids.length);
    const note = /<li class="note" id="c01-n2".*?<\/li>/.exec(html(book.chapters[0]))?.[0] ?? '';
    assert.match(note, /<a class="note-number" href="#c01-n2-call" role="doc-backlink">2<\/a>/);
    assert.match(
      note,
      /<a class="note-back" href="#c01-n2-call-2" role="doc-backlink" aria-label="[^"]+">↑2<\/a><\/p>/,
    );
    assert.deepEqual(textsOf(book.chapters[0], 'note-back'), ['↑2']);
  });

  it('should be no footnotes any more', () =>
    assert.doesNotMatch(html(book.chapters[0]), /<aside|doc-footnote/));
});

describe('notes behind the text', () => {
  const spine = manuscriptOf([
    { kind: 'generated', matter: 'front', part: 'contents' },
    { kind: 'file', matter: 'body', path: 'a.md', text: FIRST },
    { kind: 'file', matter: 'body', path: 'b.md', text: SECOND },
    { kind: 'file', matter: 'back', path: 'c.md', text: '# 跋' },
    { kind: 'generated', matter: 'back', part: 'colophon' },
  ]);
  const whole = assemble(spine).book;
  const book = set({ place: 'book' }, whole);
  const notes = book.chapters.find(({ title }) => title === '注释');

  it('should be a chapter behind the last of the author, before a colophon', () => {
    assert.deepEqual(
      book.chapters.map(({ part, title }) => part ?? title),
      ['contents', '甲', '乙', '跋', '注释', 'colophon'],
    );
    assert.equal(notes?.id, 'c06');
    assert.equal(notes?.matter, 'back');
    assert.deepEqual(
      book.chapters.flatMap((chapter) => chapter.notes),
      [],
    );
  });

  it('should be divided by chapters in the order of reading', () => {
    const text = html(notes).replace(/<[^>]*>/g, '');
    assert.equal(text, '注释甲1题注2注一5↑23注二4表注5注中注乙1乙注');
    assert.deepEqual(
      notes?.headings.map(({ level, title }) => `${level} ${title}`),
      ['1 注释', '2 甲', '2 乙'],
    );
    const single = set({ place: 'book' }, assemble(manuscriptOf({ 'a.md': FIRST })).book).chapters.at(-1);
    assert.deepEqual(
      single?.headings.map(({ title }) => title),
      ['注释'],
    );
  });

  it('should have unique ids and no link that leads nowhere', () => {
    const { ids, dead } = idsAndDeadLinks(book);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(dead, []);
  });

  it('should be in the contents with its title, without its sections', () => {
    const template = '{{#entries}}<p>{{level}} {{title}}</p>{{/entries}}';
    const listed = (one: Book): string =>
      html(fillGeneratedParts(one, { contents: template }).chapters[0]).replace(/<p>|<\/p>/g, '|');
    assert.equal(listed(book), '|1 甲||1 乙||1 跋||1 注释|');
    assert.equal(listed(set({ place: 'chapter' }, whole)), '|1 甲||1 乙||1 跋|');
  });

  it('should not be made for a book without notes', () => {
    const none = assemble(manuscriptOf({ 'a.md': '# 甲' })).book;
    assert.deepEqual(set({ place: 'book' }, none), none);
  });
});
