import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Book } from '../../model/book.ts';
import { DEFAULT_EPUB_PROFILE } from '../../model/epub-profile.ts';
import { chapterOf, partOf, sampleBook } from './fixture.ts';
import { labelsFor } from './labels.ts';
import { buildLandmarks, buildLists, buildNavTree, depthOf, guideOf, type NavEntry } from './navigation.ts';
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

  it('should list the figures and tables that a book orders lists of, by number and caption', () => {
    const list = (id: string, part: NonNullable<Book['chapters'][number]['part']>, title: string) => ({
      ...partOf(id, part),
      title,
    });
    const chapters = [
      list('c01', 'list-of-figures', '插图目录'),
      chapterOf('c02', '<figure id="图"></figure><figure id="b"></figure><table id="t"></table>'),
    ];
    const book: Book = {
      ...bookOf(...chapters),
      captions: [
        { id: '图', kind: 'figure', label: '图1', title: '国门' },
        { id: 'b', kind: 'figure', title: '' },
        { id: 't', kind: 'table', title: '货运量' },
        { id: 'gone', kind: 'figure', title: '无' },
      ],
    };
    const lists = buildLists(book, collectTargets(planSpine(book)));
    assert.deepEqual(lists, [
      {
        type: 'loi',
        title: '插图目录',
        entries: [{ title: '图1\u3000国门', href: 'c02.xhtml#%E5%9B%BE', children: [] }],
      },
    ]);
  });

  it('should set chapters below the part that they belong to, and files that are sections below their chapter', () => {
    const chapter = (id: string, title: string, rest: Partial<Book['chapters'][number]> = {}) =>
      chapterOf(id, `<h1 id="${id}-h">${title}</h1>`, {
        title,
        headings: [{ id: `${id}-h`, level: rest.level ?? 1, title }],
        ...rest,
      });
    const book = bookOf(
      chapter('c01', '序', { matter: 'front' }),
      chapter('c02', '第一编', { kind: 'part' }),
      chapter('c03', '甲'),
      chapter('c04', '甲之一', { level: 2 }),
      chapter('c05', '乙'),
      chapter('c06', '第二编', { kind: 'part' }),
      chapter('c07', '丙'),
      chapter('c08', '附录', { matter: 'back' }),
    );
    assert.equal(
      outline(navOf(book)),
      '序→c01.xhtml 第一编→c02.xhtml(甲→c03.xhtml(甲之一→c04.xhtml) 乙→c05.xhtml) 第二编→c06.xhtml(丙→c07.xhtml) 附录→c08.xhtml',
    );
  });

  it('should not list the heading of the notes behind a chapter', () => {
    const headings = [
      { id: 'a', level: 1, title: '章' },
      { id: 'b', level: 2, title: '注', unlisted: true },
    ] as const;
    const chapter = chapterOf('c01', '<h1 id="a">章</h1><h2 id="b">注</h2>', { headings });
    assert.equal(outline(navOf(bookOf(chapter))), '章→c01.xhtml');
  });

  it('should have a page of contents beside the navigation document where a profile asks for it', () => {
    const profile = { ...DEFAULT_EPUB_PROFILE, contentsPage: true, navigation: 'nav.xhtml' };
    const spine = planSpine(sampleBook(), profile);
    assert.deepEqual(spine.map(({ file, kind }) => `${file} ${kind}`).slice(1, 4), [
      'c03.xhtml text',
      'c04.xhtml text',
      'c05.xhtml text',
    ]);
    const landmark = buildLandmarks(spine, labelsFor('ja')).find(({ type }) => type === 'toc');
    assert.equal(landmark?.href, 'c04.xhtml');
  });

  it('should say the landmarks of EPUB 2 in its words', () => {
    const guide = guideOf(buildLandmarks(planSpine(sampleBook()), labelsFor('zh-CN')));
    assert.deepEqual(
      guide.map(({ type }) => type),
      ['cover', 'title-page', 'toc', 'text', 'copyright-page'],
    );
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
