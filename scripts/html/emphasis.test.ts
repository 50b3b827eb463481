import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { dotEmphasis, waveTitles } from './emphasis.ts';

function dotted(html: string): string {
  const tree = fromHtml(html, { fragment: true });
  dotEmphasis(tree);
  return toHtml(tree);
}

describe('dots of emphasis (D01)', () => {
  for (const [name, html, result] of [
    ['each Han', '<em>天地</em>', '<em><bx-dot>天</bx-dot><bx-dot>地</bx-dot></em>'],
    [
      'no mark and no space',
      '<em>天，“地”　。</em>',
      '<em><bx-dot>天</bx-dot>，“<bx-dot>地</bx-dot>”　。</em>',
    ],
    [
      'kana and hangul',
      '<em>かー한</em>',
      '<em><bx-dot>か</bx-dot><bx-dot>ー</bx-dot><bx-dot>한</bx-dot></em>',
    ],
    ['a character with its variation selector once', '<em>葛󠄀</em>', '<em><bx-dot>葛󠄀</bx-dot></em>'],
    ['a character outside the BMP once', '<em>𠂇</em>', '<em><bx-dot>𠂇</bx-dot></em>'],
    ['a Latin word as a whole', '<em>Ab3 字</em>', '<em><bx-dots>Ab3</bx-dots> <bx-dot>字</bx-dot></em>'],
    [
      'a Latin word apart from the Han beside it',
      '<em>PDF文a</em>',
      '<em><bx-dots>PDF</bx-dots><bx-dot>文</bx-dot><bx-dots>a</bx-dots></em>',
    ],
    [
      'an address and a file’s name as a whole, but no mark at its edge',
      '<em>http://127.0.0.1:7878/a、(src/main.rs) it’s b/天</em>',
      '<em><bx-dots>http://127.0.0.1:7878/a</bx-dots>、(<bx-dots>src/main.rs</bx-dots>) <bx-dots>it’s</bx-dots> <bx-dots>b</bx-dots>/<bx-dot>天</bx-dot></em>',
    ],
    [
      'text in elements, once',
      '<em>天<strong>地<em>玄</em></strong></em>',
      '<em><bx-dot>天</bx-dot><strong><bx-dot>地</bx-dot><em><bx-dot>玄</bx-dot></em></strong></em>',
    ],
    [
      'no code, no reading, no number of a note',
      '<em><code>x</code><ruby>漢<rt>かん</rt></ruby><sup>1</sup></em>',
      '<em><code>x</code><ruby><bx-dot>漢</bx-dot><rt>かん</rt></ruby><sup>1</sup></em>',
    ],
    ['nothing that is not emphasised', '<p>天<strong>地</strong></p>', '<p>天<strong>地</strong></p>'],
  ] as const) {
    it(`should mark ${name}`, () => assert.equal(dotted(html), result));
  }
});

describe('titles of works', () => {
  it('should give every character its part of the wave, a selector of variants with it (D02)', () => {
    const tree = fromHtml('<p>读<span class="work-title">红<b>楼</b>葛󠄀</span>。</p>', { fragment: true });
    waveTitles(tree);
    assert.equal(
      toHtml(tree),
      '<p>读<span class="work-title"><bx-wave>红</bx-wave><b><bx-wave>楼</bx-wave></b><bx-wave>葛󠄀</bx-wave></span>。</p>',
    );
  });
});
