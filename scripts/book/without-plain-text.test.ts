import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { parseMarkdown } from '../markdown/parse-markdown.ts';
import { withoutPlainText } from './without-plain-text.ts';

const bare = (text: string): string => {
  const { content } = parseMarkdown({ path: 'a.md', text });
  const before = structuredClone(content);
  const left = withoutPlainText(content);
  assert.deepEqual(content, before, 'the tree itself stays as it was');
  return toHtml(left as Root).replace(/ data-source="[^"]*"/g, '');
};

describe('a chapter without its running text', () => {
  it('should have nothing of paragraphs, lists and quotations that no other chapter knows of', () => {
    assert.equal(bare('文**强**字。\n\n- 一\n- 二\n\n> 引文\n\n{漢|かん}字'), '');
  });

  it('should have nothing of characters that are only held together', () => {
    const root: Root = {
      type: 'root',
      children: [
        h('p', [h('span', { className: ['no-break'] }, '３㎏')]),
        h('p', [h('span', { className: ['no-break'], id: 'kg' }, '５㎏')]),
      ],
    };
    assert.equal(toHtml(withoutPlainText(root)), '<p><span class="no-break" id="kg">５㎏</span></p>');
  });

  it('should keep what others can depend on, in its order', () => {
    const left = bare(
      '# 题 {#t}\n\n文[^a]字[看](b.md#x)。\n\n![图](a.png)\n\n<span id="y">处</span>文\n\n[^a]: 注',
    );
    assert.match(
      left,
      /<h1 id="t">题<\/h1>.*fn-a.*<a href="b\.md#x">看<\/a>.*<img.*<span id="y">处<\/span>/s,
    );
    assert.match(left, /<section.*注/s);
    assert.doesNotMatch(left, /文|字/);
  });
});
