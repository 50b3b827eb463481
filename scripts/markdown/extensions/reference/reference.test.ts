import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf } from '../../../testing/parse.ts';

describe('references', () => {
  it('should be links without text, and placeholders in the text of links', () => {
    assert.equal(htmlOf('见[](#gate)。'), '<p>见<a href="#gate" data-reference="auto"></a>。</p>');
    assert.equal(
      htmlOf('[见**第{page}页**“{title}”{number}](b.md#x)'),
      '<p><a href="b.md#x">见<strong>第<span data-reference="page"></span>页</strong>“<span data-reference="title"></span>”<span data-reference="number"></span></a></p>',
    );
  });

  it('should not be made of links to the web, of text beside links, of code, or when switched off', () => {
    for (const text of [
      '[](https://example.org)',
      '[{page}](mailto:a@example.org)',
      '{page} [甲](#a)',
      '[`{page}`](#a)',
      '[{other}](#a)',
    ]) {
      assert.doesNotMatch(htmlOf(text), /data-reference/, text);
    }
    assert.equal(htmlOf('[{page}](#a)', ['reference']), '<p><a href="#a">{page}</a></p>');
  });
});
