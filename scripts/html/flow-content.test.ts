import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { prepareFlow } from './flow-content.ts';

function prepared(html: string): string {
  const tree = fromHtml(html, { fragment: true });
  prepareFlow(tree);
  return toHtml(tree);
}

describe('text beside blocks', () => {
  for (const [html, result] of [
    [
      '<ul><li>甲<ul><li>乙</li></ul></li></ul>',
      '<ul><li><p class="tight">甲</p><ul><li><p class="tight">乙</p></li></ul></li></ul>',
    ],
    [
      '<ul><li>甲<b>乙</b><p>丙</p>丁</li></ul>',
      '<ul><li><p class="tight">甲<b>乙</b></p><p>丙</p><p class="tight">丁</p></li></ul>',
    ],
    ['甲<p>乙</p>丙', '<p class="tight">甲</p><p>乙</p><p class="tight">丙</p>'],
    ['<blockquote>甲</blockquote>', '<blockquote><p class="tight">甲</p></blockquote>'],
    ['<dl><dt>甲</dt><dd>乙</dd></dl>', '<dl><dt>甲</dt><dd><p class="tight">乙</p></dd></dl>'],
    [
      '<div><ruby>漢<rt>かん</rt></ruby></div>',
      '<div><p class="tight"><ruby>漢<rt>かん</rt></ruby></p></div>',
    ],
    [
      '<div><img src="a.png"></div>',
      '<div><p class="tight"><bx-picture><img src="a.png"></bx-picture></p></div>',
    ],
  ] as const) {
    it(`should be a paragraph of its own in ${html}`, () => assert.equal(prepared(html), result));
  }

  for (const html of [
    '<p>甲<b>乙</b></p>',
    '<h1>甲</h1>',
    '<figure><figcaption>甲</figcaption></figure>',
    '<table><tbody><tr><td>甲</td></tr></tbody></table>',
    '<div class="own keep">甲<p>乙</p></div>',
    '<ul><li><p>甲</p></li></ul>',
    '<figure><div class="fpo"><svg></svg></div></figure>',
  ]) {
    it(`should not be made of ${html}`, () => assert.equal(prepared(html), html));
  }

  it('should have no indent where it is pictures alone', () => {
    const box = '<bx-picture><img src="a.png"></bx-picture>';
    assert.equal(prepared('<p><img src="a.png"></p>'), `<p class="tight">${box}</p>`);
    assert.equal(prepared('<p>甲<img src="a.png"></p>'), `<p>甲${box}</p>`);
    assert.equal(prepared('<p><b>甲</b><img src="a.png"></p>'), `<p><b>甲</b>${box}</p>`);
  });

  it('should not be made of white space', () => {
    assert.equal(
      prepared('<ul>\n<li>\n<p>甲</p>\n</li>\n</ul>\n').replace(/\n/g, ''),
      '<ul><li><p>甲</p></li></ul>',
    );
  });
});

describe('code', () => {
  it('should be cut into its lines, the empty ones too', () => {
    assert.equal(
      prepared('<pre><code>a\n\n  b\n</code></pre>'),
      '<pre><code><span class="code-line">a</span><span class="code-line"></span><span class="code-line">  b</span></code></pre>',
    );
  });

  it('should keep empty lines at its end but for the last line’s own end', () => {
    assert.equal(prepared('<pre><code>a\n\n</code></pre>').match(/code-line/g)?.length, 2);
    assert.equal(prepared('<pre><code></code></pre>').match(/code-line/g)?.length, 1);
  });

  it('should lose its elements, not its text', () => {
    assert.equal(
      prepared('<pre><code>a<b>b\nc</b></code></pre>'),
      '<pre><code><span class="code-line">ab</span><span class="code-line">c</span></code></pre>',
    );
  });

  it('should not be cut inside a text', () => {
    assert.equal(prepared('<p><code>a b</code></p>'), '<p><code>a b</code></p>');
  });
});

describe('what unfolds', () => {
  it('should be open on a page', () => {
    assert.equal(
      prepared('<details><summary>甲</summary>乙</details>'),
      '<div><p>甲</p><p class="tight">乙</p></div>',
    );
  });
});
