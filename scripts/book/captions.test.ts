import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import type { GeneratedPart } from '../model/generated-part.ts';
import type { Manuscript, SpineItem } from '../model/manuscript.ts';
import { assemble, BARE_METADATA, manuscriptOf } from '../testing/books.ts';
import { told } from '../testing/parse.ts';

function bookOf(
  files: Readonly<Record<string, string>>,
  { parts = [], ...rest }: Partial<Manuscript> & { parts?: readonly GeneratedPart[] } = {},
) {
  const spine: SpineItem[] = [
    ...parts.map((part) => ({ kind: 'generated' as const, matter: 'front' as const, part })),
    ...Object.entries(files).map(([path, text]) => ({
      kind: 'file' as const,
      matter: path.startsWith('x') ? ('back' as const) : ('body' as const),
      path,
      text,
    })),
  ];
  const { book, diagnostics } = assemble(manuscriptOf(spine, rest));
  const html = book.chapters.map(({ content }) => toHtml(content)).join('');
  return {
    book,
    told: told(diagnostics),
    captions: [...html.matchAll(/<(figcaption|caption)[^>]*>(.*?)<\/\1>/g)].map((match) =>
      (match[2] ?? '').replace(/<[^>]*>/g, ''),
    ),
    html,
  };
}

const rules = (figures: 'auto' | 'none' | 'book' | 'chapter') => ({
  references: {
    contentsDepth: 2,
    figures,
    tables: figures,
    listings: figures,
    indexOrder: 'pinyin' as const,
  },
});

const FIGURES = '![甲](a.png){#a}\n\n![乙](b.png)\n\n表：丙\n\n| 数 |\n|---|';

describe('numbers of figures and tables', () => {
  for (const [language, number] of [
    ['zh-CN', '代码1'],
    ['zh-TW', '程式碼1'],
    ['ja', 'リスト1'],
    ['ko', '코드 1'],
  ] as const) {
    it(`should be the listings’ too: ${number}`, () => {
      const text = '见[](#lst-b)。\n\n```js\nx\n```\n\n```js:a.js\n甲\n```\n\n```js {#lst-b}\n乙\n```';
      const { html, told: found } = bookOf({ 'a.md': text }, { metadata: { ...BARE_METADATA, language } });
      assert.deepEqual(found, []);
      assert.match(html, new RegExp(`<span class="caption-number">${number}</span>[^<]{1,2}a\\.js</p><pre`));
      const second = number.replace('1', '2');
      assert.match(html, new RegExp(`href="#lst-b"[^>]*>${second}</a>`));
      assert.match(
        html,
        new RegExp(
          `id="lst-b"[^>]*><p class="listing-title keep keep-next"><span class="caption-number">${second}</span></p><pre`,
        ),
      );
    });
  }

  it('should not be the listings’ as long as nothing asks for them, and by chapters where that is ordered', () => {
    const text = '# 第二章\n\n```js:a.js {#a}\n甲\n```';
    assert.doesNotMatch(bookOf({ 'a.md': text }).html, /caption-number/);
    assert.match(bookOf({ 'a.md': text }, rules('chapter')).html, />代码2-1<\/span>/);
  });

  it('should give the listings of a list their ids, and tell of a list without any', () => {
    const text = '```js:a.js\n甲\n```\n\n```js\n乙\n```';
    assert.deepEqual(bookOf({ 'a.md': text }, { parts: ['list-of-listings'] }).book.captions, [
      { id: 'c02-l1', kind: 'listing', title: 'a.js', label: '代码1' },
    ]);
    assert.deepEqual(bookOf({ 'a.md': '文' }, { parts: ['list-of-listings'] }).told, ['warning part-empty']);
  });

  it('should not be there as long as nothing asks for them', () => {
    const { captions, html } = bookOf({ 'a.md': `${FIGURES}\n\n[第{page}页](#a)，[“{title}”](#a)` });
    assert.deepEqual(captions, ['甲', '乙', '丙']);
    assert.doesNotMatch(html, /id="c01-[ft]|caption-number/);
  });

  it('should be there for every figure when the text refers to one, and not for tables', () => {
    const { captions, html } = bookOf({ 'a.md': `见[](#a)。\n\n${FIGURES}` });
    assert.deepEqual(captions, ['图1　甲', '图2　乙', '丙']);
    assert.match(html, /<figcaption><span class="caption-number">图1<\/span>　甲<\/figcaption>/);
  });

  it('should be there when the spine orders a list, with ids for its links', () => {
    const { book, captions } = bookOf({ 'a.md': FIGURES }, { parts: ['list-of-figures', 'list-of-tables'] });
    assert.deepEqual(captions, ['图1　甲', '图2　乙', '表1　丙']);
    assert.deepEqual(book.captions, [
      { id: 'a', kind: 'figure', title: '甲', label: '图1' },
      { id: 'c03-f2', kind: 'figure', title: '乙', label: '图2' },
      { id: 'c03-t1', kind: 'table', title: '丙', label: '表1' },
    ]);
  });

  it('should follow book.yaml: none, through the book, or by the chapter’s place in the body', () => {
    const files = {
      'a.md': `# 甲\n\n${FIGURES}`,
      'b.md': `# 乙\n\n![丁](d.png)`,
      'x.md': '# 跋\n\n![戊](e.png)',
    };
    assert.deepEqual(bookOf(files, rules('none')).captions, ['甲', '乙', '丙', '丁', '戊']);
    assert.deepEqual(bookOf(files, rules('book')).captions, [
      '图1　甲',
      '图2　乙',
      '表1　丙',
      '图3　丁',
      '图4　戊',
    ]);
    assert.deepEqual(bookOf(files, rules('chapter')).captions, [
      '图1-1　甲',
      '图1-2　乙',
      '表1-1　丙',
      '图2-1　丁',
      '图1　戊',
    ]);
  });

  it('should take the numbers that chapters have in writing', () => {
    const files = {
      'a.md': '# 引言\n\n![甲](a.png)',
      'b.md': '# 第十二章　口岸\n\n![乙](b.png)',
      'x.md': '# 附录A　数据\n\n![丙](c.png)',
    };
    assert.deepEqual(bookOf(files, rules('chapter')).captions, ['图1　甲', '图12-1　乙', '图A-1　丙']);
  });

  it('should be written as each language writes them', () => {
    for (const [language, caption] of [
      ['zh-TW', '圖1　甲'],
      ['ja', '図1　甲'],
      ['ko', '그림 1. 甲'],
    ] as const) {
      const metadata = { ...BARE_METADATA, language };
      assert.deepEqual(bookOf({ 'a.md': '![甲](a.png)' }, { metadata, ...rules('book') }).captions, [
        caption,
      ]);
    }
  });

  it('should be given to a figure without caption only when the text refers to it', () => {
    const text = '![](a.png){#a}\n\n![](b.png){#b}\n\n见[](#b)。';
    assert.deepEqual(bookOf({ 'a.md': text }).captions, ['图1']);
    assert.match(bookOf({ 'a.md': text }).html, /<figure id="b"[^>]*><img[^>]*><figcaption>/);
  });

  it('should stay as the author has written them, and not be doubled', () => {
    const { book, captions } = bookOf({ 'a.md': '![图 3-2　甲](a.png){#a}\n\n见[](#a)。' }, rules('book'));
    assert.deepEqual(captions, ['图 3-2　甲']);
    assert.deepEqual(book.captions, [{ id: 'a', kind: 'figure', title: '甲', label: '图3-2' }]);
  });

  it('should drop the full stop of a single sentence in lists, not below the picture', () => {
    const { book, captions } = bookOf({ 'a.md': '![甲。](a.png){#a}\n\n![甲。乙。](a.png){#b}' });
    assert.deepEqual(
      book.captions.map(({ title }) => title),
      ['甲', '甲。乙。'],
    );
    assert.deepEqual(captions, ['甲。', '甲。乙。']);
  });
});

describe('lists in the spine', () => {
  it('should be left out and told of when they would be empty', () => {
    const { book, told } = bookOf(
      { 'a.md': '文' },
      { parts: ['list-of-figures', 'list-of-tables', 'index'] },
    );
    assert.deepEqual(
      book.chapters.map(({ id }) => id),
      ['c04'],
    );
    assert.deepEqual(told, Array(3).fill('warning part-empty'));
  });
});
