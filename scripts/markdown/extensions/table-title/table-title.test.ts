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
});
