import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

const table = (cell: string): string => `| ${cell} |\n|---|\n| 数 |`;

/** Tables as `attributes|caption|first cell`, paragraphs as their text. */
function blocksOf(text: string): readonly string[] {
  const html = htmlOf(text).replace(/\n/g, '');
  return [
    ...html.matchAll(
      /<table([^>]*)>(?:<caption>(.*?)<\/caption>)?<thead><tr><th>(.*?)<\/th>.*?<\/table>|<p>(.*?)<\/p>/g,
    ),
  ].map(
    ([, attributes, caption, cell, paragraph]) =>
      paragraph ?? `${attributes?.trim()}|${caption ?? ''}|${cell}`,
  );
}

describe('table titles', () => {
  for (const mark of ['表：', '表:', '表格：', '표: ', 'Table: ', ': ']) {
    it(`should be a paragraph that begins with ${mark}, above or below its table`, () => {
      assert.deepEqual(blocksOf(`${mark}货运量\n\n${table('甲')}`), ['|货运量|甲']);
      assert.deepEqual(blocksOf(`${table('甲')}\n\n${mark}货运量`), ['|货运量|甲']);
    });
  }

  it('should need no empty line above a table', () => {
    assert.deepEqual(blocksOf(`表：货运量\n${table('甲')}`), ['|货运量|甲']);
  });

  it('should keep what is set inside them', () => {
    assert.deepEqual(blocksOf(`表：**货**运量 {#a}\n\n${table('甲')}`), [
      'id="a"|<strong>货</strong>运量|甲',
    ]);
    assert.match(htmlOf(`表：货运量[^a]\n\n${table('甲')}\n\n[^a]: 注`), /<caption>货运量<sup>/);
  });

  it('should give a table id, width and place, and need no words for that', () => {
    const attributes = 'id="freight" data-wide="turn" data-place="top"';
    assert.deepEqual(blocksOf(`表：货运量 {#freight wide=turn place=top}\n\n${table('甲')}`), [
      `${attributes}|货运量|甲`,
    ]);
    assert.deepEqual(blocksOf(`: {wide=shrink}\n\n${table('甲')}`), ['data-wide="shrink"||甲']);
  });

  it('should go to the table below them, unless all stand below', () => {
    assert.deepEqual(blocksOf(`${table('甲')}\n\n表：乙\n\n${table('乙')}`), ['||甲', '|乙|乙']);
    const below = `${table('甲')}\n\n表：甲\n\n${table('乙')}\n\n表：乙`;
    assert.deepEqual(blocksOf(below), ['|甲|甲', '|乙|乙']);
    const above = `表：甲\n\n${table('甲')}\n\n表：乙\n\n${table('乙')}`;
    assert.deepEqual(blocksOf(above), ['|甲|甲', '|乙|乙']);
  });

  it('should be found in quotations, items and beside raw HTML', () => {
    assert.deepEqual(blocksOf(`> 表：甲\n>\n> | 甲 |\n> |---|`), ['|甲|甲']);
    assert.deepEqual(blocksOf(`<span>文</span>\n\n表：甲\n\n${table('甲')}`), ['<span>文</span>', '|甲|甲']);
  });

  it('should not be made of paragraphs away from tables, or when switched off', () => {
    assert.deepEqual(blocksOf(`表：甲\n\n文\n\n${table('乙')}`), ['表：甲', '文', '||乙']);
    assert.deepEqual(blocksOf(`表面：甲\n\n${table('乙')}`), ['表面：甲', '||乙']);
    assert.doesNotMatch(htmlOf(`表：甲\n\n${table('乙')}`, ['table-title']), /caption/);
    assert.deepEqual(parse('表：甲').diagnostics, []);
  });

  it('should be told of when their braces are wrong or they stand alone', () => {
    const { diagnostics } = parse(`文\n\n表：甲 {wide=big constructor=a x}\n\n${table('甲')}`);
    assert.deepEqual(told(diagnostics), Array(3).fill('error table-title-attribute a.md:3:1'));
    assert.deepEqual(told(parse('文\n\n表：甲 {#a}').diagnostics), ['warning table-title-alone a.md:3:1']);
  });

  describe('orders for columns and heads', () => {
    const titled = (braces: string, rows: string): string => `表：货运量 {${braces}}\n\n${rows}`;
    const ROWS = '| 年 | 吨 | 率 |\n|---|---|---|\n| 季 | 1 | 2 |\n| 2022 | 3.25 | 4 |\n| 2023 | -12 | 无 |';

    it('should be widths in characters and the place of low cells', () => {
      const html = htmlOf(titled('widths="10 8.5 auto" valign=middle', ROWS));
      assert.match(html, /<table data-widths="10 8.5 auto" data-valign="middle">/);
      assert.match(htmlOf(titled('widths=“3 auto”', ROWS)), /data-widths="3 auto"/);
    });

    it('should be more rows and columns of heads', () => {
      const html = htmlOf(titled('head-rows=2 head-columns=1', ROWS)).replace(/\s+/g, '');
      assert.match(html, /<thead><tr><th>年<\/th>.*<tr><th>季<\/th><th>1<\/th><th>2<\/th><\/tr><\/thead>/);
      assert.match(html, /<tbody><tr><thscope="row">2022<\/th><td>3.25/);
      assert.doesNotMatch(html, /data-head/);
      assert.doesNotMatch(htmlOf(titled('head-rows=9', ROWS)), /<tbody>/);
    });

    it('should be columns of numbers, points below each other; what is no number stays as it is', () => {
      const html = htmlOf(titled('decimal="2 3"', ROWS));
      assert.match(html, /<td align="right"><span class="decimal" data-fill=".00">1<\/span>/);
      assert.match(html, /<td align="right"><span class="decimal">3.25<\/span>/);
      assert.match(html, /<td align="right"><span class="decimal" data-fill=".00">-12<\/span>/);
      assert.match(html, /<td>无<\/td>/);
      assert.doesNotMatch(htmlOf(titled('decimal=9', ROWS)), /class="decimal"/);
    });

    for (const braces of [
      'widths="1 2 3 4"',
      'widths=0',
      'widths="a b"',
      'valign=left',
      'head-rows=0',
      'decimal=x',
    ])
      it(`should not be ${braces}`, () => {
        const { diagnostics } = parse(titled(braces, ROWS));
        assert.deepEqual(told(diagnostics), ['error table-title-attribute a.md:1:1']);
      });
  });
});
