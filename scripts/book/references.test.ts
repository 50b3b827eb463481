import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import type { Language } from '../model/metadata.ts';
import { assemble, BARE_METADATA, manuscriptOf } from '../testing/books.ts';
import { told } from '../testing/parse.ts';

const BOOK = {
  'b.md':
    '# 第三章　口岸 {#gate}\n\n## 历史 {#history}\n\n文<span id="spot"></span>[^a]\n\n## 1.2 货运 {#freight}\n\n![国门。](g.png){#figure}\n\n表：吨 {#table}\n\n| 数 |\n|---|\n\n[^a]: 注',
};

/** The first link of a chapter that holds `text`, and what was told. */
function linkOf(text: string, language: Language = 'zh-CN') {
  const { book, diagnostics } = assemble(
    manuscriptOf({ 'a.md': text, ...BOOK }, { metadata: { ...BARE_METADATA, language } }),
  );
  const [chapter] = book.chapters;
  const html = chapter === undefined ? '' : toHtml(chapter.content);
  return { link: /<a .*<\/a>/.exec(html)?.[0] ?? html, told: told(diagnostics) };
}

const wordsOf = (text: string, language?: Language): string =>
  linkOf(text, language).link.replace(/<[^>]*>/g, '');
const withoutPages = (text: string, language?: Language): string =>
  /data-without-pages="([^"]*)"/.exec(linkOf(text, language).link)?.[1] ?? '';

describe('references', () => {
  it('should say number or title by the kind of what they lead to', () => {
    assert.equal(linkOf('[](#history)').link, '<a href="#history">“历史”</a>');
    assert.equal(wordsOf('[](#gate)'), '第三章');
    assert.equal(wordsOf('[](b.md)'), '第三章');
    assert.equal(wordsOf('[](b.md#freight)'), '第1.2节');
    assert.equal(wordsOf('[](#figure)'), '图1');
    assert.equal(wordsOf('[](#table)'), '表1');
    assert.equal(wordsOf('[](#spot)'), '“历史”');
  });

  it('should say it in the language of the book', () => {
    assert.deepEqual(
      (['zh-TW', 'ja', 'ko'] as const).map((language) => [
        wordsOf('[](#history)', language),
        wordsOf('[](#freight)', language),
        wordsOf('[](#figure)', language),
      ]),
      [
        ['「历史」', '第1.2節', '圖1'],
        ['「历史」', '1.2節', '図1'],
        ['「历史」', '1.2절', '그림 1'],
      ],
    );
  });

  it('should put numbers and titles into the author’s words', () => {
    assert.equal(wordsOf('[第{number}章“{title}”](#gate)'), '第三章“口岸”');
    assert.equal(wordsOf('[图{number}（{title}）](#figure)'), '图1（国门）');
    assert.match(linkOf('[见**{title}**](#history)').link, /见<strong>历史<\/strong>/);
  });

  it('should keep a place for the page, and words for where there are none', () => {
    assert.equal(
      linkOf('[见第{page}页](#history)').link,
      '<a href="#history" class="no-break" data-without-pages="见“历史”">见第<span data-page-of="history"></span>页</a>',
    );
    for (const [text, result, language] of [
      ['[{page}](#figure)', '“国门”', 'zh-CN'],
      ['[（见第{page}页）](#history)', '（见“历史”）', 'zh-CN'],
      ['[国门（第{page}页）](#figure)', '国门', 'zh-CN'],
      ['[图{number}，第{page}页](#figure)', '图1', 'zh-CN'],
      ['[第{page}页“{title}”](#history)', '“历史”', 'zh-CN'],
      ['[{page}ページを参照](#history)', '「历史」を参照', 'ja'],
      ['[p. {page}](#figure)', '「国门」', 'ko'],
      ['[{page}쪽](#history)', '「历史」', 'ko'],
    ] as const) {
      assert.equal(withoutPages(text, language), result, text);
    }
  });

  it('should not leave a trace in links that need none, nor change them', () => {
    assert.equal(linkOf('[甲](#history)').link, '<a href="#history">甲</a>');
    assert.doesNotMatch(linkOf('[](#history)').link, /data-/);
  });

  it('should change quotation marks inside a title', () => {
    const { book } = assemble(manuscriptOf({ 'a.md': '# “甲”乙 {#a}\n\n[](#a)' }));
    assert.match(toHtml(book.chapters[0]?.content ?? { type: 'root', children: [] }), />“‘甲’乙”<\/a>/);
  });

  it('should be errors at their place when there is no such target or no such word', () => {
    assert.deepEqual(linkOf('文\n\n[](#gone)').told, ['error link-target-missing a.md:3:1']);
    assert.deepEqual(linkOf('文\n\n[第{page}页](gone.md)').told, ['error link-target-missing a.md:3:1']);
    assert.deepEqual(linkOf('文\n\n第[{number}](#history)节').told, [
      'error reference-word-missing a.md:3:1',
    ]);
    const bare = assemble(manuscriptOf({ 'a.md': '文<span id="x"></span>\n\n[](#x)' }));
    assert.deepEqual(told(bare.diagnostics), ['error reference-word-missing a.md:3:1']);
  });

  it('should not be errors when the words are the author’s own', () => {
    assert.deepEqual(linkOf('文\n\n[甲](#gone)').told, ['warning link-target-missing a.md:3:1']);
    assert.deepEqual(linkOf('[第{page}页](#spot)').told, []);
  });

  it('should be told of when book.yaml gives figures no numbers', () => {
    const references = {
      contentsDepth: 2,
      figures: 'none',
      tables: 'none',
      listings: 'none',
      indexOrder: 'pinyin',
    } as const;
    const { diagnostics } = assemble(
      manuscriptOf({ 'a.md': '[{number}](#figure)', ...BOOK }, { references }),
    );
    assert.deepEqual(told(diagnostics), ['error reference-word-missing a.md:1:1']);
  });
});

describe('numbers written at the head of titles', () => {
  for (const [title, label] of [
    ['第三章 口岸', '第三章'],
    ['第 3 节：口岸', '第3节'],
    ['附录A　数据', '附录A'],
    ['1.2.3 口岸', '第1.2.3节'],
    ['2. 口岸', '第2节'],
  ] as const) {
    it(`should be read in ${title}`, () => {
      assert.equal(wordsOf(`[](#x)\n\n## ${title} {#x}`), label);
    });
  }

  for (const title of ['2023年的口岸', '3个口岸', '第一次', '1.2', '附录']) {
    it(`should not be read in ${title}`, () => {
      assert.equal(wordsOf(`[](#x)\n\n## ${title} {#x}`), `“${title}”`);
    });
  }
});
