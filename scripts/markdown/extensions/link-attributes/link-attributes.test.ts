import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse } from '../../../testing/parse.ts';

describe('attributes of links', () => {
  it('should be taken from the braces directly behind a link or a picture in a line', () => {
    for (const [text, html] of [
      ['見[註](b.md#n){.noteref #call}。', '<p>見<a href="b.md#n" id="call" class="noteref">註</a>。</p>'],
      ['[註][n]{#call}\n\n[n]: b.md', '<p><a href="b.md" id="call">註</a></p>'],
      ['[](#n){#call}', '<p><a href="#n" id="call" data-reference="auto"></a></p>'],
      ['字![图](a.png){.gaiji}。', '<p>字<img src="a.png" alt="图" class="gaiji">。</p>'],
      ['## 一[註](b.md){#call}', '<h2>一<a href="b.md" id="call">註</a></h2>'],
    ] as const) {
      assert.equal(htmlOf(text), html);
      assert.deepEqual(parse(text).diagnostics, []);
    }
  });

  it('should not be taken from other braces, or when switched off', () => {
    for (const text of ['[註](b.md) {#a}', '[註](b.md){x}', '[註](b.md){#a b=1}', '`[註](b.md)`{#a}']) {
      assert.doesNotMatch(htmlOf(text), / id=/, text);
      assert.match(htmlOf(text), /\{.*\}/, text);
    }
    assert.match(htmlOf('[註](b.md){#a}', ['link-attributes']), /\{#a\}/);
  });

  it('should leave the braces behind a title to the heading', () => {
    assert.equal(htmlOf('## [註](b.md) {#a}'), '<h2 id="a"><a href="b.md">註</a></h2>');
  });
});
