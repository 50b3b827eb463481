import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { divideLongWords } from './long-words.ts';

/** `|` for each place where a line may end. */
function divided(html: string): string {
  const tree = fromHtml(html, { fragment: true });
  divideLongWords(tree);
  return toHtml(tree).replaceAll('<wbr>', '|');
}

describe('long words', () => {
  for (const [text, result] of [
    ['见https://a.org/b-c/d.html?x=1#top。', '见https://a|.org/|b-c/|d|.html|?x|=1|#top。'],
    ['http://a/%E3%81%82', 'http://a/|%E3|%81|%82'],
    ['https://a.org/0f0423fd3578a277#b', 'https://a|.org/|0f0423|f|d|3|5|78a277|#b'],
    ['<code>config.case_sensitive</code>', '<code>config.|case_|sensitive</code>'],
    ['<code>std::collections\\hash</code>', '<code>std::|collections\\|hash</code>'],
    ['<em>target/debug/hello_cargo</em>', '<em>target/|debug/|hello_|cargo</em>'],
    ['<a href="x"><em>https://a.org/</em></a>', '<a href="x"><em>https://a|.org/</em></a>'],
  ] as const) {
    it(`should let a line end in ${text}`, () => assert.equal(divided(text), result));
  }

  for (const text of [
    '甲/乙，a/b，and/or，snake_case',
    '<code>main.rs</code>',
    '<code>a_b::c 0.1.0 io::Result&lt;()></code>'.replace('io::Result', 'io::Res'),
    '<pre><code>config.case_sensitive</code></pre>',
    '<table><tbody><tr><td><code>config.case_sensitive</code> https://a.org/</td></tr></tbody></table>',
    '<ruby>漢<rt>https://a.org/</rt></ruby>',
  ]) {
    it(`should leave ${text}`, () => assert.equal(divided(text), divided(text).replaceAll('|', '')));
  }

  it('should keep the hyphens of an option with it', () => {
    assert.equal(
      divided('<code>cargo new --vcs=git -v</code> 甲--乙'),
      '<code>cargo new <span class="no-break">--vcs</span>=git <span class="no-break">-v</span></code> 甲--乙',
    );
  });

  it('should not change a character of the text', () => {
    const text = 'https://a.org/b?c=%20#d e';
    assert.equal(divided(text).replaceAll('|', ''), text);
  });
});
