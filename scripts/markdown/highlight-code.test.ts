import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { highlightCode } from './highlight-code.ts';

async function highlighted(html: string): Promise<string> {
  const tree = fromHtml(html, { fragment: true });
  const before = textOf(tree);
  await highlightCode(tree);
  assert.equal(textOf(tree), before);
  return toHtml(tree);
}

describe('highlighting', () => {
  it('should tell keywords, comments, texts and numbers apart, and leave the text', async () => {
    assert.equal(
      await highlighted('<pre><code class="language-js">const a = 1; // 甲\n"乙"\n</code></pre>'),
      '<pre><code class="language-js"><span class="code-keyword">const</span> a = <span class="code-literal">1</span>; <span class="code-comment">// 甲</span>\n<span class="code-string">"乙"</span>\n</code></pre>',
    );
  });

  it('should make one text of neighbours of one look', async () => {
    const html = await highlighted(
      '<pre><code class="language-java">public static final int A;</code></pre>',
    );
    assert.equal(html.match(/<span/g)?.length, 1);
    assert.match(html, /<span class="code-keyword">public static final int<\/span> A;/);
  });

  it('should go by other names of a language, and by all languages', async () => {
    for (const [name, text] of [
      ['TypeScript', 'const a'],
      ['sh', 'if true; then'],
      ['dockerfile', 'FROM debian'],
      ['ex', 'def a do'],
    ]) {
      const html = await highlighted(`<pre><code class="language-${name}">${text}</code></pre>`);
      assert.match(html, /<span class="code-keyword">/, name);
    }
  });

  it('should keep callouts where they are', async () => {
    const callout = '<span class="callout">①</span>';
    assert.equal(
      await highlighted(`<pre><code class="language-js">let a;${callout}\nlet b;\n</code></pre>`),
      `<pre><code class="language-js"><span class="code-keyword">let</span> a;${callout}\n<span class="code-keyword">let</span> b;\n</code></pre>`,
    );
  });

  for (const html of [
    '<pre><code class="language-brainfuzz">let a = 1</code></pre>',
    '<pre><code class="language-text">let a = 1</code></pre>',
    '<pre><code>let a = 1</code></pre>',
    '<pre><code class="language-constructor">let a = 1</code></pre>',
    '<p><code class="language-js">let a = 1</code></p>',
    `<pre><code class="language-js">let a = 1;${' '.repeat(2000)}</code></pre>`,
  ]) {
    it(`should not touch ${html.slice(0, 60)}`, async () => assert.equal(await highlighted(html), html));
  }
});
