import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

describe('dialogue', () => {
  it('should mark each turn and its name, and know the widest name', () => {
    assert.equal(
      htmlOf(':::dialogue\n记者：何时？\n\n巴特尔：四月。\n:::'),
      '<div class="dialogue names-4"><p class="turn"><span class="turn-name">记者：</span>何时？</p>' +
        '<p class="turn"><span class="turn-name">巴特尔：</span>四月。</p></div>',
    );
    assert.deepEqual(told(parse(':::dialogue\n甲：乙\n:::').diagnostics), []);
  });

  it('should know turns that follow one another line by line, each at its line', () => {
    const html = htmlOf(':::dialogue\n甲：一\n续\n乙：二\n:::');
    assert.equal(html.match(/class="turn"/g)?.length, 2);
    assert.match(html, /一\n续<\/p>/);
    assert.match(
      JSON.stringify(parse(':::dialogue\n甲：一\n续\n乙：二\n:::').content),
      /"dataSource":"a\.md:4:1"/,
    );
  });

  it('should know a name in bold, with a colon of either width', () => {
    assert.match(htmlOf(':::dialogue\n**王越**：好\n:::'), /<span class="turn-name">王越：<\/span>好/);
    assert.match(htmlOf(':::dialogue\nAnna: ja\n:::'), /names-3.*<span class="turn-name">Anna:<\/span>ja/);
  });

  it('should leave a paragraph without a name to the speaker before', () => {
    assert.match(htmlOf(':::dialogue\n甲：一\n\n（笑）\n:::'), /<p>（笑）<\/p>/);
  });

  it('should not take a sentence with a colon for a name', () => {
    for (const line of [
      '很好，他说：对',
      '他点了点头“是”说：对',
      '这是一个非常非常长的名字吗：对',
      '12:30 开始',
    ])
      assert.doesNotMatch(htmlOf(`:::dialogue\n甲：一\n\n${line}\n:::`).split('</p>')[1] ?? '', /turn/, line);
    assert.equal(htmlOf(':::dialogue\n甲：一\n很好，他说：对\n:::').match(/class="turn"/g)?.length, 1);
  });

  it('should not be wider than seven em', () => {
    assert.match(htmlOf(':::dialogue\n内蒙古自治区主席：好\n:::'), /names-7/);
  });

  it('should report a conversation without names', () => {
    assert.deepEqual(told(parse('文\n\n:::dialogue\n甲\n:::').diagnostics), [
      'warning dialogue-name a.md:3:1',
    ]);
  });
});
