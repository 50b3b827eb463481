import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { buildBookOf, type FeatureBook } from '../feature-book.ts';
import { told } from '../parse.ts';

const FILES = {
  'book.toml': '[book]\ntitle = "山中"\nauthors = ["王一"]\nlanguage = "zh-CN"\n',
  'src/SUMMARY.md':
    '# 目录\n\n[前言](preface.md)\n\n# 上编\n\n- [程序](a.md)\n  - [山路](one.md)\n\n# 下编\n\n- [归途](b.md)\n',
  'src/preface.md': '# 前言\n\n写在前面。\n',
  'src/a.md': '# 程序\n\n看这一段：\n\n```rust\n# use x;\n{{#rustdoc_include ../code/main.rs:road}}\n```\n',
  'src/one.md': '# 山路\n\n{{#include part.md}}\n\n末段。[缺](no.md)\n',
  'src/part.md': '并入的一段，**强调，有误。\n',
  'src/b.md': '# 归途\n\n回家。\n',
  'src/draft.md': '# 草稿\n',
  'code/main.rs': 'fn hidden() {}\n// ANCHOR: road\nfn road() {}\n// ANCHOR_END: road\n',
};

describe('a book of mdBook without a book.yaml', () => {
  let book: FeatureBook;
  before(async () => {
    book = await buildBookOf(FILES);
  });

  it('should have its title, author and language', () => {
    const { title, author, language } = book.pdf;
    assert.deepEqual([title, author, language], ['山中', '王一', 'zh-CN']);
  });

  it('should be in its order, parts on rectos and sections on the next page', () => {
    const entries = book.pdf.outline.map(({ title, page }) => [title, page]);
    const pageOf = (wanted: string): number => Number(entries.find(([title]) => title === wanted)?.[1]);
    const order = ['前言', '目录', '上编', '程序', '山路', '下编', '归途'];
    assert.deepEqual(
      entries.map(([title]) => title).filter((title) => order.includes(String(title))),
      order,
    );
    assert.deepEqual(
      ['上编', '程序', '下编', '归途'].map((title) => pageOf(title) % 2),
      [0, 0, 0, 0],
      'pages count from 0: rectos are even',
    );
    assert.equal(pageOf('山路'), pageOf('程序') + 1);
  });

  it('should have the lines that it orders, and no hidden ones', () => {
    const text = book.pdf.pages.flatMap(({ texts }) => texts.map((run) => run.text)).join('');
    assert.match(text, /fn road\(\) \{\}/);
    assert.match(text, /并入的一段/);
    assert.doesNotMatch(text, /hidden|use x|ANCHOR|include|草稿/);
  });

  it('should tell of everything at its place', () => {
    const mistakes = book.report.diagnostics.filter(({ severity }) => severity !== 'info');
    assert.deepEqual(told(mistakes), [
      'warning file-unlisted src/draft.md:1:1',
      'warning link-target-missing src/one.md:5:4',
      'warning literal-asterisks src/part.md:1:7',
    ]);
  });
});
