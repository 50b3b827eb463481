import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { setReadings } from './readings.ts';

function set(html: string): string {
  const tree = fromHtml(html, { fragment: true });
  setReadings(tree);
  return toHtml(tree);
}

describe('readings on pages', () => {
  it('should be a ruby for each character of pinyin, an id with the first (D08)', () => {
    assert.equal(
      set('<p><ruby class="pinyin" id="a">北<rt>Běi</rt>京<rt>jīng</rt></ruby></p>'),
      '<p><ruby class="pinyin" id="a">北<rt>Běi</rt></ruby><ruby class="pinyin">京<rt>jīng</rt></ruby></p>',
    );
  });

  it('should be columns of bopomofo, the tone apart (D09)', () => {
    const column = (reading: string): string =>
      /<rt>(.*)<\/rt>/.exec(set(`<ruby class="bopomofo">字<rt>${reading}</rt></ruby>`))?.[1] ?? '';
    assert.equal(column('ㄗˋ'), '<bx-zhuyin>ㄗ<bx-tone>ˋ</bx-tone></bx-zhuyin>');
    assert.equal(column('ㄏㄠˇ'), '<bx-zhuyin>ㄏㄠ<bx-tone class="third">ˇ</bx-tone></bx-zhuyin>');
    assert.equal(column('˙ㄌㄜ'), '<bx-zhuyin><bx-tone class="light">˙</bx-tone>ㄌㄜ</bx-zhuyin>');
    assert.equal(column('ㄧㄣ'), '<bx-zhuyin>ㄧㄣ</bx-zhuyin>');
  });

  it('should leave other rubies whole', () => {
    const html = '<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>';
    assert.equal(set(html), html);
  });
});
