import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Book } from '../../model/book.ts';
import { chapterOf, partOf, sampleBook } from './fixture.ts';
import { labelsFor } from './labels.ts';
import { buildLandmarks, buildNavTree, depthOf, type NavEntry } from './navigation.ts';
import { collectTargets, planSpine } from './spine.ts';

function navOf(book: Book): readonly NavEntry[] {
  const spine = planSpine(book);
  return buildNavTree(book, spine, collectTargets(spine));
}

/** Titles with their references, children in brackets. */
function outline(entries: readonly NavEntry[]): string {
  return entries
    .map(
      ({ title, href, children }) => `${title}→${href}${children.length > 0 ? `(${outline(children)})` : ''}`,
    )
    .join(' ');
}

function bookOf(...chapters: Book['chapters']): Book {
  return { ...sampleBook(), chapters };
}

describe('navigation', () => {
  it('should nest to the full depth, closing up levels that were jumped over', () => {
    const book = bookOf(
      chapterOf('c01', '<h1 id="a">一</h1><h3 id="b">二</h3><h2 id="c">三</h2>', {
        headings: [
          { id: 'a', level: 1, title: '一' },
          { id: 'b', level: 3, title: '二' },
          { id: 'c', level: 2, title: '三' },
        ],
      }),
    );
    assert.equal(outline(navOf(book)), '一→c01.xhtml(二→c01.xhtml#b 三→c01.xhtml#c)');
    assert.equal(depthOf(navOf(book)), 2);
  });

  it('should not list a heading without words', () => {
    const book = bookOf(
      chapterOf('c01', '<h1 id="a">一</h1><h2 id="b"><img src="b.png" alt=""></h2>', {
        headings: [
          { id: 'a', level: 1, title: '一' },
          { id: 'b', level: 2, title: '' },
        ],
      }),
    );
    assert.equal(outline(navOf(book)), '一→c01.xhtml');
  });

  it('should list chapters of the same title each by itself', () => {
    const book = bookOf(chapterOf('c01', '', { title: '章' }), chapterOf('c02', '', { title: '章' }));
    assert.equal(outline(navOf(book)), '章→c01.xhtml 章→c02.xhtml');
  });

  it('should give a book without headings one entry', () => {
    assert.equal(outline(navOf(bookOf(chapterOf('c01', '<p>甲</p>')))), '样本 & <书>→c01.xhtml');
  });

  it('should name cover, title page, contents, start and copyright page', () => {
    const types = buildLandmarks(planSpine(sampleBook()), labelsFor('zh-CN')).map(
      ({ type, href }) => `${type}→${href}`,
    );
    assert.deepEqual(types, [
      'cover→c01.xhtml',
      'titlepage→c03.xhtml',
      'toc→toc.xhtml#toc',
      'bodymatter→c05.xhtml',
      'copyright-page→c07.xhtml',
    ]);
  });

  it('should name lists of figures and tables, and list them and the index', () => {
    const list = (id: string, part: NonNullable<Book['chapters'][number]['part']>, title: string) => ({
      ...partOf(id, part),
      title,
    });
    const book = bookOf(
      list('c01', 'list-of-figures', '插图目录'),
      list('c02', 'list-of-tables', '表格目录'),
      list('c03', 'index', '索引'),
    );
    const landmarks = buildLandmarks(planSpine(book), labelsFor('zh-CN'));
    assert.deepEqual(
      landmarks.map(({ type, href, title }) => `${type}→${href} ${title}`),
      ['loi→c01.xhtml 插图目录', 'lot→c02.xhtml 表格目录'],
    );
    assert.equal(outline(navOf(book)), '插图目录→c01.xhtml 表格目录→c02.xhtml 索引→c03.xhtml');
  });

  it('should not list cover, title page and contents', () => {
    const book = bookOf(
      partOf('c01', 'cover'),
      { ...partOf('c02', 'contents'), title: '目录' },
      chapterOf('c03', '', { title: '章' }),
    );
    assert.equal(outline(navOf(book)), '章→c03.xhtml');
  });

  it('should not call a navigation document that is not in the spine a landmark', () => {
    const landmarks = buildLandmarks(planSpine(bookOf(chapterOf('c01', ''))), labelsFor('zh-CN'));
    assert.deepEqual(
      landmarks.map(({ type }) => type),
      ['bodymatter'],
    );
  });

  it('should not point at an id that is not in the text', () => {
    const headings = [
      { id: 'a', level: 1, title: '一' },
      { id: 'gone', level: 2, title: '二' },
    ];
    assert.equal(
      outline(navOf(bookOf(chapterOf('c01', '<h1 id="a">一</h1>', { headings })))),
      '一→c01.xhtml(二→c01.xhtml)',
    );
  });

  it('should not keep the half-title, nor a second list of contents', () => {
    const book = bookOf(partOf('c01', 'half-title'), partOf('c02', 'contents'), partOf('c03', 'contents'));
    assert.deepEqual(
      planSpine(book).map(({ file }) => file),
      ['toc.xhtml'],
    );
  });

  it('should not take a chapter id that is no file name', () => {
    for (const id of ['第一章', '../x', 'toc', '']) {
      assert.throws(() => planSpine(bookOf(chapterOf(id, ''))), { code: 'epub-file-name' });
    }
    assert.throws(() => planSpine(bookOf(chapterOf('a', ''), chapterOf('a', ''))), {
      code: 'epub-file-name',
    });
  });
});
