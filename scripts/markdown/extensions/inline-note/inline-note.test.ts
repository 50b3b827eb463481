import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assemble, manuscriptOf } from '../../../testing/books.ts';
import { htmlOf, parse } from '../../../testing/parse.ts';

const notesOf = (text: string): readonly string[] =>
  (assemble(manuscriptOf({ 'a.md': text })).book.chapters.at(-1)?.notes ?? []).map(({ content }) =>
    JSON.stringify(content),
  );

describe('notes where they are called', () => {
  it('should be notes of either form, numbered with the others', () => {
    const notes = notesOf(
      '甲^[一*二*[三]。]乙[^x]丙<span class="footnote">四<span lang="ja">五</span></span>丁\n\n[^x]: 六',
    );
    assert.equal(notes.length, 3);
    assert.match(notes[0] ?? '', /一.*"em".*二.*三.*。/);
    assert.match(notes[1] ?? '', /六/);
    assert.match(notes[2] ?? '', /四.*五/);
    const html = htmlOf('甲 ^[一]乙').replace(/<section[\s\S]*/, '');
    assert.match(html, /^<p>甲<sup><a [^>]*>1<\/a><\/sup>乙<\/p>\s*$/);
    assert.deepEqual(parse('甲^[一]乙').diagnostics, []);
    assert.match(notesOf('甲<span class="footnote">一]二</span>三').join(), /一.*\].*二/);
  });

  for (const text of ['甲\\^[一]', '`^[一]`', '甲^[一', '甲^(一)', '甲[一]', '<span class="foot">一</span>'])
    it(`should not be made of ${text}`, () => assert.deepEqual(notesOf(text), []));

  it('should leave the text as written where it is switched off, or has no end', () => {
    assert.equal(htmlOf('甲^[一]', ['inline-note']), '<p>甲^[一]</p>');
    assert.equal(htmlOf('甲^[一'), '<p>甲^[一</p>');
  });

  it('should be read in linear time', () => {
    assert.deepEqual(notesOf('^['.repeat(5_000)), []);
  });
});
