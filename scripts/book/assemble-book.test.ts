import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import type { Chapter } from '../model/book.ts';
import { assemble, manuscriptOf } from '../testing/books.ts';
import { told } from '../testing/parse.ts';

function bookOf(files: Readonly<Record<string, string>>): {
  readonly chapters: readonly Chapter[];
  readonly told: readonly string[];
  readonly images: readonly string[];
} {
  const { book, diagnostics } = assemble(manuscriptOf(files));
  return { chapters: book.chapters, told: told(diagnostics), images: book.images.map(({ path }) => path) };
}

function htmlOf(chapter: Chapter | undefined): string {
  return chapter === undefined ? '' : toHtml(chapter.content).replace(/ data-source="[^"]*"/g, '');
}

function noteHtml(chapter: Chapter | undefined, index: number): string {
  const note = chapter?.notes[index];
  return note === undefined
    ? ''
    : toHtml(note.content)
        .replace(/ data-source="[^"]*"/g, '')
        .replace(/\n/g, '');
}

describe('headings', () => {
  it('should get ids that are unique in the book, and keep those the author gave', () => {
    const { chapters, told } = bookOf({ 'a.md': '# 甲\n\n## 乙\n\n<h2 id="own">丙</h2>', 'b.md': '# 丁' });
    assert.deepEqual(
      chapters.flatMap(({ headings }) => headings),
      [
        { id: 'c01-h1', level: 1, title: '甲' },
        { id: 'c01-h2', level: 2, title: '乙' },
        { id: 'own', level: 2, title: '丙' },
        { id: 'c02-h1', level: 1, title: '丁' },
      ],
    );
    assert.match(htmlOf(chapters[0]), /<h1 id="c01-h1">甲<\/h1>/);
    assert.deepEqual(told, []);
  });

  it('should put the lines of a title in one, without notes and readings', () => {
    const { chapters } = bookOf({
      'a.md': '扩大**开放**\\\n彰显`x`作为[^a]\n===\n\n## <ruby>漢<rt>かん</rt></ruby>字\n\n[^a]: 注',
    });
    assert.deepEqual(
      chapters[0]?.headings.map(({ title }) => title),
      ['扩大开放　彰显x作为', '漢字'],
    );
  });

  it('should say what their pictures say', () => {
    const { chapters } = bookOf({ 'a.md': '# ![阿尔山](a.png)口岸\n\n## <img src="b.png">' });
    assert.deepEqual(
      chapters[0]?.headings.map(({ title }) => title),
      ['阿尔山口岸', ''],
    );
  });

  it('should not lose raised letters that are no notes', () => {
    const { chapters } = bookOf({ 'a.md': '# 面积 m<sup>2</sup> 与 CO<sub>2</sub>' });
    assert.equal(chapters[0]?.title, '面积 m2 与 CO2');
  });

  it('should give a chapter its title: front matter, first h1, first heading, none', () => {
    const { chapters } = bookOf({
      'a.md': '---\ntitle: 题\n---\n# 甲',
      'b.md': '## 乙\n\n# 丙',
      'c.md': '## 丁',
      'd.md': '文',
    });
    assert.deepEqual(
      chapters.map(({ title }) => title),
      ['题', '丙', '丁', ''],
    );
  });

  it('should make ids of chapters longer in a book of a hundred', () => {
    const files = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index + 1000}.md`, '文']));
    assert.deepEqual(
      [0, 99].map((index) => bookOf(files).chapters[index]?.id),
      ['c001', 'c100'],
    );
  });
});

describe('ids', () => {
  it('should be reported when given twice, in one file or in two', () => {
    assert.deepEqual(bookOf({ 'a.md': '<p id="x">甲</p>\n\n<p id="x">乙</p>' }).told, [
      'error id-duplicate a.md:3:1',
    ]);
    assert.deepEqual(bookOf({ 'a.md': '<p id="x">甲</p>', 'b.md': '文\n\n<p id="x">乙</p>' }).told, [
      'error id-duplicate b.md:3:1',
    ]);
  });

  it('should be reported when an author takes one of ours', () => {
    assert.deepEqual(bookOf({ 'a.md': '<p id="c01">甲</p>' }).told, ['error id-duplicate a.md:1:1']);
    assert.deepEqual(bookOf({ 'a.md': '<p id="c01-h1">甲</p>\n\n# 题' }).told, [
      'error id-duplicate a.md:3:1',
    ]);
  });

  it('should not be reported for two calls of one note', () => {
    assert.deepEqual(bookOf({ 'a.md': '甲[^a]乙[^a]\n\n[^a]: 注' }).told, []);
  });
});

describe('links', () => {
  const files = {
    'part/a.md': '# 甲\n\n<p id="x">文</p>',
    'part/b.md': '',
    '第三章.md': '<p id="节">文</p>',
  };
  for (const [link, href] of [
    ['a.md', '#c01'],
    ['./a.md#x', '#x'],
    ['../part/a.md#c01-h1', '#c01-h1'],
    ['../第三章.md', '#c03'],
    ['../第三章.md#节', '#节'],
    ['#x', '#x'],
    ['https://example.org/a.md#x', 'https://example.org/a.md#x'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
  ] as const) {
    it(`should lead from part/b.md by ${link} to ${href}`, () => {
      const { chapters, told } = bookOf({ ...files, 'part/b.md': `[链](${link})` });
      assert.equal(htmlOf(chapters[1]), `<p><a href="${href}">链</a></p>`);
      assert.deepEqual(told, []);
    });
  }

  for (const link of ['c.md', '#y', '../a.md', '/part/a.md', '//example.org/a.md', '../../a.md']) {
    it(`should not be kept when it leads nowhere: ${link}`, () => {
      const { chapters, told } = bookOf({ ...files, 'part/b.md': `文\n\n[链](${link})` });
      assert.equal(htmlOf(chapters[1]), '<p>文</p>\n<p><a>链</a></p>');
      assert.deepEqual(told, ['warning link-target-missing part/b.md:3:1']);
    });
  }

  for (const link of ['a.md#y', 'a.html#%zz']) {
    it(`should lead to the file when only the name in it is wrong, and be told: ${link}`, () => {
      const { chapters, told } = bookOf({ 'a.md': '甲', 'b.md': `[链](${link})` });
      assert.equal(htmlOf(chapters[1]), '<p><a href="#c01">链</a></p>');
      assert.deepEqual(told, ['warning link-target-missing b.md:1:1']);
    });
  }

  it('should lead to a heading by the name that other tools give it, an id of the author’s before', () => {
    const headings =
      '## Book Mode とは？\n\n## `Result` 타입\n\n## 二\n\n## 二\n\n## X y\n\n<p id="x-y">文</p>';
    for (const [link, id] of [
      ['#book-mode-とは', 'c01-h1'],
      ['#book-mode-%E3%81%A8%E3%81%AF%EF%BC%9F', 'c01-h1'],
      ['a.html#result-타입', 'c01-h2'],
      ['#二', 'c01-h3'],
      ['a.md#二-1', 'c01-h4'],
      ['#x-y', 'x-y'],
    ] as const) {
      const { chapters, told } = bookOf({ 'a.md': `${headings}\n\n[链](${link})` });
      assert.match(htmlOf(chapters[0]), new RegExp(`<a href="#${id}">链</a>`), link);
      assert.deepEqual(told, [], link);
    }
    assert.deepEqual(bookOf({ 'a.md': '[链](#二-2)\n\n## 二\n\n## 二' }).told, [
      'warning link-target-missing a.md:1:1',
    ]);
    assert.deepEqual(bookOf({ 'a.md': '[链](b.md#二)\n\n## 二', 'b.md': '文' }).told, [
      'warning link-target-missing a.md:1:1',
    ]);
  });

  it('should be told of at their own place in a long paragraph', () => {
    const { told } = bookOf({ 'a.md': '甲乙\n丙[丁](x.md)\n<a href="y.md">戊</a>' });
    assert.deepEqual(told, ['warning link-target-missing a.md:2:2', 'warning link-target-missing a.md:3:1']);
  });

  it('should be resolved in notes too', () => {
    const { chapters, told } = bookOf({ 'a.md': '甲[^a]\n\n[^a]: 见[乙](b.md)与[丙](c.md)', 'b.md': '文' });
    assert.match(noteHtml(chapters[0], 0), /见<a href="#c02">乙<\/a>与<a>丙<\/a>/);
    assert.deepEqual(told, ['warning link-target-missing a.md:3:18']);
  });
});

describe('pictures', () => {
  it('should be listed by their path in the manuscript’s folder, once per use', () => {
    const { images, chapters } = bookOf({
      'part/a.md':
        '![甲](../images/a.png)\n\n文![乙](./b.png)![乙](b.png)\n\n![丙](图 一.png)\n\n![丁](<图 二.png>)\n\n![戊](100%25.png)',
    });
    assert.deepEqual(images, ['images/a.png', 'part/b.png', 'part/b.png', 'part/图 二.png', 'part/100%.png']);
    assert.match(htmlOf(chapters[0]), /<img src="images\/a\.png"/);
  });

  it('should tell where they are used', () => {
    const { book } = assemble(manuscriptOf({ 'a.md': '文\n\n![甲](a.png)' }));
    assert.deepEqual(book.images, [{ path: 'a.png', place: { file: 'a.md', line: 3, column: 1 } }]);
  });

  it('should be found in notes', () => {
    const { images, told, chapters } = bookOf({
      'part/a.md': '甲[^a]\n\n[^a]: 图![乙](../b.png)和![丙](https://example.org/c.png)',
    });
    assert.deepEqual(images, ['b.png']);
    assert.deepEqual(told, ['error image-remote part/a.md:3:23']);
    assert.match(noteHtml(chapters[0], 0), /<img src="b.png" alt="乙">和<img alt="丙">/);
  });

  for (const [source, rule] of [
    ['https://example.org/a.png', 'image-remote'],
    ['//example.org/a.png', 'image-remote'],
    ['file:///etc/passwd', 'image-remote'],
    ['../a.png', 'image-outside'],
    ['%2e%2e/a.png', 'image-outside'],
    ['..%2Fa.png', 'image-outside'],
    ['images/../../a.png', 'image-outside'],
    ['/etc/passwd', 'image-outside'],
    ['..%5Ca.png', 'image-outside'],
    ['a%00.png', 'image-outside'],
    ['', 'image-outside'],
  ] as const) {
    it(`should not be fetched from ${JSON.stringify(source)}`, () => {
      const { images, chapters, told } = bookOf({ 'a.md': `文\n\n![甲](<${source}>)` });
      assert.deepEqual(images, []);
      assert.doesNotMatch(htmlOf(chapters[0]), / src=/);
      // A scheme that is not allowed at all is taken out before this stage.
      const shown = source.startsWith('file:') ? 'image-outside' : rule;
      assert.deepEqual(told, [`error ${shown} a.md:3:1`]);
    });
  }
});

describe('notes', () => {
  it('should be numbered in the order of their first calls, in each chapter from 1', () => {
    const { chapters } = bookOf({
      'a.md': '甲[^b]乙[^a]\n\n[^a]: 一\n\n[^b]: 二',
      'b.md': '丙[^a]\n\n[^a]: 三',
    });
    assert.deepEqual(
      chapters.map(({ notes }) => notes.map(({ id, number }) => [id, number])),
      [
        [
          ['c01-n1', 1],
          ['c01-n2', 2],
        ],
        [['c02-n1', 1]],
      ],
    );
    assert.match(noteHtml(chapters[0], 0), /二/);
    assert.equal(
      noteHtml(chapters[1], 0),
      '<aside class="note" id="c02-n1" role="doc-footnote"><p><a class="note-number" href="#c02-n1-call">1</a>三</p></aside>',
    );
  });

  it('should be called by links that are bound to the text', () => {
    const { chapters } = bookOf({ 'a.md': '甲[^a]\n\n[^a]: 一' });
    assert.equal(
      htmlOf(chapters[0]).trim(),
      '<p><span class="no-break">甲<sup><a class="note-call" href="#c01-n1" id="c01-n1-call" role="doc-noteref">1</a></sup></span></p>',
    );
  });

  it('should leave nothing of the list at the chapter’s end', () => {
    const { chapters } = bookOf({ 'a.md': '甲[^a]\n\n[^a]: 一' });
    assert.doesNotMatch(htmlOf(chapters[0]), /footnote|section|<ol|↩/);
    assert.doesNotMatch(noteHtml(chapters[0], 0), /↩|backref/);
    assert.deepEqual(chapters[0]?.headings, []);
  });

  it('should hold no way back behind a note that ends with code', () => {
    const { chapters } = bookOf({ 'a.md': '甲[^a]\n\n[^a]: 一\n\n    ```\n    二\n    ```' });
    assert.doesNotMatch(noteHtml(chapters[0], 0), /↩|backref/);
  });

  it('should be called twice by calls with ids of their own', () => {
    const { chapters } = bookOf({ 'a.md': '甲[^a]乙[^a]\n\n[^a]: 一' });
    assert.deepEqual(
      [...htmlOf(chapters[0]).matchAll(/id="([^"]*)"/g)].map((match) => match[1]),
      ['c01-n1-call', 'c01-n1-call-2'],
    );
    assert.equal(chapters[0]?.notes.length, 1);
    assert.doesNotMatch(noteHtml(chapters[0], 0), /↩|<sup>/);
  });

  it('should be called from a note', () => {
    const { chapters, told } = bookOf({ 'a.md': '甲[^a]\n\n[^a]: 一[^b]\n\n[^b]: 二' });
    assert.match(noteHtml(chapters[0], 0), /href="#c01-n2" id="c01-n2-call" role="doc-noteref">2</);
    assert.equal(chapters[0]?.notes.length, 2);
    assert.deepEqual(told, []);
  });

  it('should keep blocks in a note, its number in the first paragraph', () => {
    const { chapters } = bookOf({ 'a.md': '甲[^a]\n\n[^a]: 一\n\n    - 项\n\n    二' });
    assert.equal(
      noteHtml(chapters[0], 0).replace(/^<aside[^>]*>|<\/aside>$/g, ''),
      '<p><a class="note-number" href="#c01-n1-call">1</a>一</p><ul><li>项</li></ul><p>二</p>',
    );
  });

  it('should not be made of an ordinary list or a heading called Footnotes', () => {
    const { chapters } = bookOf({ 'a.md': '## Footnotes\n\n1. 项' });
    assert.deepEqual(chapters[0]?.notes, []);
    assert.match(htmlOf(chapters[0]), /<h2 id="c01-h1">Footnotes<\/h2>\s*<ol>/);
  });
});

describe('generated parts', () => {
  it('should have their place in the spine and stay empty', () => {
    const { book } = assemble(
      manuscriptOf([
        { kind: 'generated', matter: 'front', part: 'cover' },
        { kind: 'file', matter: 'body', path: 'a.md', text: '# 甲' },
      ]),
    );
    assert.deepEqual(
      book.chapters.map(({ id, part, matter, content }) => [id, part, matter, content.children.length]),
      [
        ['c01', 'cover', 'front', 0],
        ['c02', undefined, 'body', 1],
      ],
    );
  });
});
