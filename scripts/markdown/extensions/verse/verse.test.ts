import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

describe('verse', () => {
  it('should keep the lines and the stanzas of the source', () => {
    assert.equal(
      htmlOf(':::verse\n床前明月光，\n疑是地上霜。\n\n举头\n:::').replaceAll('\n', ''),
      '<div class="verse"><p class="stanza keep"><span class="verse-line">床前明月光，<br></span>' +
        '<span class="verse-line">疑是地上霜。</span></p><p class="stanza keep"><span class="verse-line">举头</span></p></div>',
    );
    assert.deepEqual(told(parse(':::verse\n甲\n:::').diagnostics), []);
  });

  it('should keep the lines of any stanza, and a short one on one page', () => {
    const stanza = (count: number): string => htmlOf(`:::verse\n${Array(count).fill('甲').join('\n')}\n:::`);
    assert.match(stanza(4), /<p class="stanza keep">/);
    assert.match(stanza(5), /<p class="stanza">/);
    assert.equal(stanza(5).match(/<br>/g)?.length, 4);
  });

  it('should not make two breaks of a hard one', () => {
    assert.equal(htmlOf(':::verse\n甲\\\n乙\n:::').match(/<br>/g)?.length, 1);
  });

  it('should keep emphasis, and the author’s own indents', () => {
    const html = htmlOf(':::verse\n甲**乙**丙\n　　丁\n:::');
    assert.match(html, /甲<strong>乙<\/strong>丙<br>/);
    assert.match(html, /<span class="verse-line">　　丁<\/span>/);
  });

  it('should take its label for title', () => {
    assert.match(
      htmlOf(':::verse[静**夜**思]{#jys}\n甲\n:::'),
      /^<div class="verse" id="jys"><p class="verse-title keep-next">静<strong>夜<\/strong>思<\/p>/,
    );
  });

  it('should not make lines of text outside', () => {
    assert.doesNotMatch(htmlOf('甲\n乙'), /br|span/);
  });
});
