import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { buildBookOf, type FeatureBook } from '../feature-book.ts';

const FILES = {
  'book.yaml': `title: 河口三年
language: zh-CN
headings:
  numbers: { part: '第{一}编', chapter: '第{一}章', appendix: '附录{A}', section: '{1}.{1}', subsection: '（{一}）' }
spine:
  front: [contents, 00.md]
  body: [01.md, 02.md, 03.md]
  back: [04.md, 05.md]
contents: { depth: 3 }
editions:
  print: { format: pdf, running-heads: { verso: '{chapter}', recto: '{section|chapter}', openings: true } }
`,
  '00.md': '# 前言\n\n写在前面的话。\n',
  '01.md': '---\nkind: part\n---\n\n# 河\n',
  '02.md':
    '# 涨水\n\n## 春汛\n\n水来了，见[](#冬天)和[](04.md)。\n\n### 第一夜\n\n没有人睡。\n\n## 冬天\n\n结冰。\n',
  '03.md': '# 退水\n\n## 淤泥 {.unnumbered}\n\n厚三寸。\n',
  '04.md': '# 水位表\n\n## 说明\n\n单位为尺。\n',
  '05.md': '# 后记 {.unnumbered}\n\n完。\n',
};

describe('a book whose headings are numbered', () => {
  let book: FeatureBook;
  const words = (): readonly string[] =>
    book.pdf.pages.map(({ texts }) =>
      texts
        .map((run) => run.text)
        .join('')
        .replace(/\s/gu, ''),
    );
  before(async () => {
    book = await buildBookOf(FILES);
  });

  it('should build without a word', () => assert.deepEqual(book.report.diagnostics, []));

  it('should have its numbers in the outline', () =>
    assert.deepEqual(
      book.pdf.outline.map(({ title }) => title),
      [
        '目录',
        '前言',
        '第一编　河',
        '第一章　涨水',
        '1.1　春汛',
        '（一）第一夜',
        '1.2　冬天',
        '第二章　退水',
        '淤泥',
        '附录A　水位表',
        'A.1　说明',
        '后记',
      ],
    ));

  it('should have them at its headings, in contents, running heads and references', () => {
    const pages = words();
    const [contents] = pages;
    assert.match(
      contents ?? '',
      /第一编河.*第一章涨水.*1\.1春汛.*（一）第一夜.*1\.2冬天.*第二章退水.*附录A水位表.*A\.1说明.*后记/,
    );
    const flood = pages.find((page) => page.includes('水来了')) ?? '';
    assert.match(flood, /第一章涨水.*见第1\.2节和附录A。/);
    assert.equal(flood.split('1.1春汛').length, 3, 'heading and running head');
  });

  it('should not number what is not to be', () => {
    const pages = words();
    assert.ok(pages.every((page) => !/第三章|2\.1|附录B|第.章前言/.test(page)));
  });
});
