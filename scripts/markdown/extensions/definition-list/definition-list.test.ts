import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

function flat(text: string): string {
  return htmlOf(text).replaceAll('\n', '');
}

describe('definition list', () => {
  it('should be terms and their definitions', () => {
    assert.equal(flat('版心\n: 印有文字的部分'), '<dl><dt>版心</dt><dd>印有文字的部分</dd></dl>');
    assert.equal(
      flat('天头\n地脚\n: 甲\n:   乙'),
      '<dl><dt>天头</dt><dt>地脚</dt><dd>甲</dd><dd>乙</dd></dl>',
    );
    assert.deepEqual(told(parse('版心\n: 甲').diagnostics), []);
  });

  it('should be one list for terms that follow one another', () => {
    assert.equal(flat('甲\n: 一\n\n乙\n: 二'), '<dl><dt>甲</dt><dd>一</dd><dt>乙</dt><dd>二</dd></dl>');
    assert.equal(flat('甲\n: 一\n\n文\n\n乙\n: 二').match(/<dl>/g)?.length, 2);
  });

  it('should know a definition behind a blank line, and another behind that', () => {
    assert.equal(flat('甲\n\n: 一\n\n: 二'), '<dl><dt>甲</dt><dd>一</dd><dd>二</dd></dl>');
  });

  it('should keep folded lines, emphasis and places', () => {
    assert.equal(
      htmlOf('**甲**\n: 一*二*\n三'),
      '<dl><dt><strong>甲</strong></dt><dd>一<em>二</em>\n三</dd></dl>',
    );
    const tree = JSON.stringify(parse('文\n\n甲\n: 一\n: 二').content);
    for (const place of ['3:1', '4:1', '5:1'])
      assert.ok(tree.includes(`"dataSource":"a.md:${place}"`), place);
  });

  it('should have spans at the beginnings of terms and definitions', () => {
    assert.equal(
      flat('[甲]{.name}\n[乙]{.name}\n: [丙]{.name}一'),
      '<dl><dt><span class="proper-name">甲</span></dt><dt><span class="proper-name">乙</span></dt>' +
        '<dd><span class="proper-name">丙</span>一</dd></dl>',
    );
    assert.equal(flat('甲\n: \\[丁]{.name}'), '<dl><dt>甲</dt><dd>[丁]{.name}</dd></dl>');
  });

  it('should be found in quotations, items and containers', () => {
    assert.match(flat('> 甲\n> : 一'), /<blockquote><dl>/);
    assert.match(flat('- 文\n\n  甲\n  : 一'), /<li><p>文<\/p><dl>/);
    assert.match(flat(':::keep\n甲\n: 一\n:::'), /<div class="keep"><dl>/);
  });

  for (const text of [
    '甲\n:一',
    '甲：一',
    ': 一',
    '甲\n\n文\n乙\n\n: 一',
    '甲\n：一',
    '# 甲\n\n: 一',
    '甲\n:',
  ]) {
    it(`should not be made of ${JSON.stringify(text)}`, () => assert.doesNotMatch(htmlOf(text), /<dl>/));
  }

  it('should not take the title of a table', () => {
    const table = '| 甲 |\n|---|\n| 乙 |';
    assert.doesNotMatch(htmlOf(`文\n\n: 表题\n\n${table}`), /<dl>/);
    assert.doesNotMatch(htmlOf(`${table}\n\n: 表题`), /<dl>/);
  });
});
