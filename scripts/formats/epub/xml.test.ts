import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { h } from 'hastscript';
import { dropForbidden, escapeXml, serialiseElement } from './xml.ts';

describe('XHTML of an EPUB', () => {
  it('should keep Han, variation selectors and supplementary planes as they are', () => {
    const text = '葛\u{E0101}飾と𠮷野家、𠀋、한글';
    assert.equal(serialiseElement(h('p', text)), `<p>${text}</p>`);
  });

  it('should close void elements and give others an end tag', () => {
    assert.equal(
      serialiseElement(h('div', [h('p'), h('br'), h('a', { id: 'x' })])),
      '<div><p></p><br /><a id="x"></a></div>',
    );
  });

  it('should write boolean attributes with a value', () => {
    assert.equal(serialiseElement(h('ol', { reversed: true }, [h('li')])), '<ol reversed=""><li></li></ol>');
  });

  it('should escape what would be markup', () => {
    assert.equal(escapeXml('a & <b> "c"'), 'a &amp; &lt;b&gt; &quot;c&quot;');
  });

  it('should not leave the end of a CDATA section in text', () => {
    assert.equal(serialiseElement(h('p', [']]', '>'])), '<p>]]&gt;</p>');
  });

  it('should not let a parser turn a carriage return into a line feed', () => {
    assert.equal(serialiseElement(h('p', 'a\rb')), '<p>a&#xD;b</p>');
  });

  it('should not keep characters that XML forbids', () => {
    assert.equal(dropForbidden('a\u0000b\u0008c\uFFFEd\uFFFFe\uD800f'), 'abcdef');
    assert.equal(escapeXml('\u001B[0m'), '[0m');
  });

  it('should not take text that looks like an end tag for one', () => {
    assert.equal(serialiseElement(h('p', '></br>')), '<p>>&#x3C;/br></p>');
  });
});
