import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { cutCode } from './code-lines.ts';

function cut(html: string, lineEnd?: string): string {
  const [code] = fromHtml(html, { fragment: true }).children;
  cutCode(code as Element, lineEnd);
  return toHtml(code as Element);
}

describe('lines of code', () => {
  it('should have numbers beside them that are no text', () => {
    assert.equal(
      cut('<code class="language-c" data-numbers="9">a\nb\n</code>'),
      '<code class="language-c numbered" style="--digits: 2"><span class="code-line" data-number="9">a</span><span class="code-line" data-number="10">b</span></code>',
    );
  });

  it('should be marked, whatever their numbers', () => {
    assert.match(
      cut('<code data-numbers="5" data-marked="1-1 3-9">a\nb\nc</code>'),
      /^<code[^>]*><span class="code-line marked"[^>]*>a<\/span><span class="code-line"[^>]*>b<\/span><span class="code-line marked"/,
    );
  });

  it('should each have their part of what goes over several', () => {
    assert.equal(
      cut('<code>a <span class="code-comment">b\n\nc</span>d<span class="callout">①</span></code>'),
      '<code><span class="code-line">a <span class="code-comment">b</span></span><span class="code-line"></span><span class="code-line"><span class="code-comment">c</span>d<span class="callout">①</span></span></code>',
    );
  });

  it('should hold their own ends where they are asked for', () => {
    assert.equal(
      cut('<code>a\n\n</code>', '\n'),
      '<code><span class="code-line">a\n</span><span class="code-line">\n</span></code>',
    );
  });

  it('should not have numbers that are none, nor elements of the author’s', () => {
    assert.equal(
      cut('<code data-numbers="x" data-marked="y">a<b>b</b></code>'),
      '<code><span class="code-line">ab</span></code>',
    );
  });
});
