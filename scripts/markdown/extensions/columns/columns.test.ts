import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

describe('columns', () => {
  it('should be two, or as many as ordered', () => {
    assert.equal(htmlOf(':::columns\n文\n:::'), '<div class="columns" data-columns="2"><p>文</p></div>');
    assert.match(htmlOf(':::columns{count=4 #x}\n文\n:::'), /<div class="columns" data-columns="4" id="x">/);
    assert.deepEqual(told(parse(':::columns{count=3}\n文\n:::').diagnostics), []);
  });

  for (const count of ['1', '5', '2.5', '二', '']) {
    it(`should not be ${JSON.stringify(count)}, and then be two`, () => {
      const text = `文\n\n:::columns{count="${count}"}\n文\n:::`;
      assert.deepEqual(told(parse(text).diagnostics), ['error columns-count a.md:3:1']);
      assert.match(htmlOf(text), /data-columns="2"/);
    });
  }

  it('should report attributes and a label, and keep the words', () => {
    const text = ':::columns[题]{gap=2}\n文\n:::';
    assert.deepEqual(told(parse(text).diagnostics), [
      'error directive-attribute a.md:1:1',
      'error directive-attribute a.md:1:1',
    ]);
    assert.match(htmlOf(text), /<p>题<\/p><p>文<\/p>/);
  });

  it('should not be another count in raw HTML', () => {
    assert.equal(htmlOf('<div class="columns" data-columns="9">文</div>'), '<div class="columns">文</div>');
  });
});
