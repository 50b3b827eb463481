import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import JSZip from 'jszip';
import type { Chapter } from '../../model/book.ts';
import { buildEpub } from './build-epub.ts';
import { chapterOf, hast, inputOf, noteOf, sampleBook, textOf } from './fixture.ts';
import { markPages } from './page-marks.ts';
import { splitChapter } from './split-chapter.ts';

/** About a kilobyte of text. */
const KILOBYTE = '文'.repeat(335);
const paragraphs = (count: number): string => `<p>${KILOBYTE}</p>`.repeat(count);

/** Texts of the first block of each piece, cut to a few characters. */
const beginnings = (pieces: readonly Chapter[]): readonly string[] =>
  pieces.map(({ content }) => textOf(content.children[0] as never).slice(0, 3));

const split = (html: string, kilobytes: number): readonly Chapter[] =>
  splitChapter(chapterOf('c01', html), kilobytes * 1024);

describe('a chapter too large for a document', () => {
  it('should be parted before its highest headings', () => {
    const section = (name: string): string =>
      `<h2>${name}</h2>${paragraphs(4)}<h3>小${name}</h3>${paragraphs(4)}`;
    const pieces = split(`<h1>章</h1>${paragraphs(2)}${section('甲')}${section('乙')}${section('丙')}`, 18);
    assert.deepEqual(beginnings(pieces), ['章', '乙', '丙']);
  });

  it('should be parted between blocks where it has no headings, and keep all its text in order', () => {
    const html = paragraphs(30);
    const pieces = split(html, 14);
    assert.equal(pieces.length, 3);
    assert.equal(pieces.map(({ content }) => textOf(content)).join(''), textOf(hast(html)));
    for (const { content } of pieces)
      for (const child of content.children) assert.equal(textOf(child as never), KILOBYTE);
  });

  it('should not be parted behind a heading, nor within a paragraph', () => {
    const pieces = split(`<h1>章</h1><h2>节</h2><p>${KILOBYTE.repeat(9)}</p><h2>二</h2>${paragraphs(1)}`, 8);
    assert.deepEqual(beginnings(pieces), ['章', '二']);
  });

  it('should not be parted while it fits', () => {
    const chapter = chapterOf('c01', `<h1>章</h1>${paragraphs(9)}<h2>节</h2>`);
    assert.deepEqual(splitChapter(chapter), [chapter]);
  });

  it('should begin a piece with the mark of the page that stands before its heading', () => {
    const mark = '<span id="page-2" role="doc-pagebreak"></span>';
    const [, second] = split(`<h1>章</h1>${paragraphs(6)}${mark}<h2>节</h2>${paragraphs(3)}`, 12);
    const [first] = second?.content.children ?? [];
    assert.equal(first?.type === 'element' && first.properties['id'], 'page-2');
  });

  it('should part a list that no document holds, its numbers counting on, and no definition from its term', () => {
    const items = `${`<li>${KILOBYTE}</li>`.repeat(4)}<li value="9">${KILOBYTE}</li>${`<li>${KILOBYTE}</li>`.repeat(4)}`;
    const lists = split(`<ol id="list" start="3">${items}</ol>`, 8).map(({ content }) => content.children[0]);
    const facts = lists.map(
      (list) =>
        list?.type === 'element' && [list.properties['id'], list.properties['start'], list.children.length],
    );
    assert.deepEqual(facts, [
      ['list', 3, 3],
      [undefined, 6, 3],
      [undefined, 11, 3],
    ]);
    const terms = split(`<dl>${`<dt>词</dt><dd>${KILOBYTE}</dd>`.repeat(9)}</dl>`, 7);
    assert.ok(terms.length > 2);
    for (const { content } of terms) assert.match(textOf(content), /^词.*文$/);
  });

  it('should part an index, no group from its first entry, its name and role being said once', () => {
    const group = (letter: string): string =>
      `<p class="index-group keep-next">${letter}</p>\n${`<p class="index-entry">${KILOBYTE}</p>\n`.repeat(4)}`;
    const html = `<nav class="index" role="doc-index" aria-labelledby="t">\n<h1 id="t">索引</h1>\n<div class="columns" id="d">${'ABCDEF'.replace(/./g, group)}</div>\n</nav>\n`;
    const pieces = split(html, 8.3);
    assert.ok(pieces.length > 4);
    pieces.forEach(({ content }, index) => {
      const nav = content.children.find((child) => child.type === 'element');
      assert.ok(nav?.type === 'element' && nav.tagName === 'nav');
      assert.deepEqual(
        Object.keys(nav.properties),
        index === 0 ? ['className', 'role', 'ariaLabelledBy'] : ['className'],
      );
      const text = textOf(content).trim();
      assert.match(text, /文$/, 'a piece ends with an entry');
      assert.ok(Buffer.byteLength(text) < 6 * 1024);
    });
    assert.equal(pieces.map(({ content }) => textOf(content)).join(''), textOf(hast(html)));
  });

  it('should keep notes with their calls, also those called in notes', () => {
    const call = (id: string): string => `<a class="note-call" id="${id}-call" href="#${id}">1</a>`;
    const chapter = chapterOf(
      'c01',
      `${paragraphs(5)}<p>${call('n1')}</p>${paragraphs(5)}<p>${call('n3')}</p>`,
      {
        notes: [noteOf('n1', 1, `注${call('n2')}`), noteOf('n2', 2, '注'), noteOf('n3', 3, '注')],
      },
    );
    const pieces = splitChapter(chapter, 11 * 1024);
    assert.deepEqual(
      pieces.map(({ notes }) => notes.map(({ id }) => id)),
      [['n1', 'n2'], ['n3']],
    );
  });

  it('should not take longer than its length for headings one below the other', () => {
    const ladder = [1, 2, 3, 4, 5, 6].map((level) => `<h${level}>级</h${level}>${paragraphs(1)}`).join('');
    const pieces = split(ladder.repeat(50) + paragraphs(300), 9);
    assert.equal(
      pieces.reduce((sum, { content }) => sum + content.children.length, 0),
      900,
    );
  });
});

describe('an EPUB with a chapter too large for a document', () => {
  let files: Record<string, string>;
  let epub: Uint8Array;
  before(async () => {
    const section = (id: string): string =>
      `<h2 id="${id}">节${id}</h2>${paragraphs(100)}<p data-source="01.md:${id.slice(1)}:1">见<a href="#s1">一</a>、<a href="#s6">六</a><a class="note-call" id="c01-${id}-call" href="#c01-${id}">1</a></p>`;
    const ids = [1, 2, 3, 4, 5, 6].map((number) => `s${number}`);
    const chapter = chapterOf(
      'c01',
      `<h1 id="h">章</h1>${ids.map(section).join('')}<h3 id="s7">末</h3><p>末。</p>`,
      {
        title: '章',
        headings: [
          { id: 'h', level: 1, title: '章' },
          ...ids.map((id) => ({ id, level: 2, title: `节${id}` })),
          { id: 's7', level: 3, title: '末' },
        ],
        notes: ids.map((id, index) => noteOf(`c01-${id}`, index + 1, '注。')),
      },
    );
    const chapters = [chapter, chapterOf('c02', '<p><a href="#s6">前</a></p>')];
    const pages = [1, 2].map((number) => ({ label: `${number}`, side: 'recto' as const, chapter: 'c01' }));
    const starts = ['1', '6'].map((line) => ({ source: `01.md:${line}:1`, offset: 0 }));
    const { book, marks } = markPages({ ...sampleBook(), chapters }, { pages, starts });
    epub = await buildEpub({
      ...(await inputOf(book)),
      pageList: { marks, source: 'urn:isbn:9784003101018' },
    });
    const zip = await JSZip.loadAsync(epub);
    files = Object.fromEntries(
      await Promise.all(
        Object.values(zip.files).map(async (file) => [file.name, await file.async('string')] as const),
      ),
    );
  });
  const file = (name: string): string => files[`OEBPS/${name}`] ?? assert.fail(name);

  it('should have no document greater than 256 KB, and pass EPUBCheck', async () => {
    for (const [name, text] of Object.entries(files))
      if (name.endsWith('.xhtml')) assert.ok(Buffer.byteLength(text) <= 256 * 1024, name);
    const { messages } = await EpubCheck.validate(epub);
    assert.deepEqual(
      messages.filter(({ severity }) => severity !== 'usage' && severity !== 'info'),
      [],
    );
  });

  it('should read on in the order of the spine, the further pieces being no chapters of their own', () => {
    const spine = [...file('content.opf').matchAll(/idref="([^"]*)"/g)].map(([, id]) => id);
    assert.deepEqual(spine, ['c01', 'c01-2', 'c01-3', 'c02']);
    assert.match(
      file('c01.xhtml'),
      /<section id="c01" class="chapter" epub:type="chapter" role="doc-chapter"/,
    );
    assert.match(file('c01-2.xhtml'), /<section class="chapter"><h2 id="s3">/);
    assert.match(file('c01-3.xhtml'), /<title>节s5<\/title>/);
  });

  it('should lead to the piece that holds what is linked: contents, text, printed pages', () => {
    const nav = file('toc.xhtml');
    assert.equal(
      nav.slice(0, nav.indexOf('</nav>')).match(/^<li>/gm)?.length,
      1,
      'sections stand below their chapter',
    );
    const entries = [...nav.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href);
    const contents = [
      'c01.xhtml',
      'c01.xhtml#s1',
      'c01.xhtml#s2',
      'c01-2.xhtml#s3',
      'c01-2.xhtml#s4',
      'c01-3.xhtml#s5',
      'c01-3.xhtml#s6',
      'c01-3.xhtml#s7',
    ];
    assert.deepEqual(entries, [...contents, 'c01.xhtml#page-1', 'c01-3.xhtml#page-2']);
    assert.match(nav, /<li><a href="c01-3\.xhtml#s6">[^<]*<\/a><ol><li><a href="c01-3\.xhtml#s7">/);
    assert.ok(
      file('c01-2.xhtml').includes('<a href="c01.xhtml#s1">') &&
        file('c01-2.xhtml').includes('<a href="c01-3.xhtml#s6">'),
    );
    assert.ok(file('c02.xhtml').includes('href="c01-3.xhtml#s6"'));
    assert.ok(file('toc.ncx').includes('src="c01-3.xhtml#s6"'));
  });

  it('should have each note beside its call, with a way back', () => {
    for (const [name, id] of [
      ['c01.xhtml', 's2'],
      ['c01-2.xhtml', 's3'],
      ['c01-3.xhtml', 's6'],
    ] as const) {
      const text = file(name);
      assert.ok(text.includes(`href="#c01-${id}" epub:type="noteref"`), id);
      assert.ok(
        text.includes(`<aside class="note" id="c01-${id}" role="doc-footnote" epub:type="footnote">`),
        id,
      );
      assert.ok(text.includes(`href="#c01-${id}-call" role="doc-backlink"`), id);
    }
    assert.ok(!file('c01.xhtml').includes('id="c01-s3"'));
  });
});
