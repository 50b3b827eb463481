import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { safeSvg } from './safe-svg.ts';

const svg = (inner: string): string => `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`;

describe('an SVG of an EPUB', () => {
  it('should lose scripts and handlers, whatever stands in them, and keep the drawing', () => {
    for (const active of [
      '<script>a("</rect>")</script>',
      '<script href="http://a.example/x.js"/>',
      '<svg:script xmlns:svg="http://www.w3.org/2000/svg"><![CDATA[ </script> ]]></svg:script>',
      '<foreignObject><iframe src="http://a.example/"></iframe></foreignObject>',
    ]) {
      assert.equal(
        safeSvg(svg(`${active}<rect/>`)).replace(/<\/?foreignObject>/g, ''),
        svg('<rect/>'),
        active,
      );
    }
    assert.equal(safeSvg(svg('<g onclick="a()" id="b" onload=\'c\'/>')), svg('<g id="b"/>'));
    assert.equal(
      safeSvg(svg('<a xlink:href=" javascript:x()"><text>甲</text></a>')),
      svg('<a><text>甲</text></a>'),
    );
  });

  it('should lead nowhere but to the web and to itself, and load nothing', () => {
    for (const href of ['javascript:x()', '&#106;avascript:x()', 'file:///a', 'data:text/html,x'])
      assert.equal(safeSvg(svg(`<a href="${href}"/>`)), svg('<a/>'), href);
    for (const href of ['http://a.example/b.png', 'b.png', 'data:image/svg+xml,x'])
      assert.equal(safeSvg(svg(`<image xlink:href='${href}'/>`)), svg('<image/>'), href);
    for (const kept of [
      '<a href="https://a.example/"/>',
      '<use href="#a"/>',
      '<image href="data:image/png;base64,AA"/>',
    ])
      assert.equal(safeSvg(svg(kept)), svg(kept));
    assert.equal(
      safeSvg(svg('<a><set attributeName="href" to="javascript:x()"/></a>')),
      svg('<a><set to="javascript:x()"/></a>'),
    );
  });

  it('should fetch nothing for its styles', () => {
    assert.equal(
      safeSvg(
        svg('<style>@import "http://a.example/a.css"; rect { fill: url(http://a.example/b#c) }</style>'),
      ),
      svg('<style> rect { fill: none }</style>'),
    );
    assert.equal(safeSvg(svg('<rect fill="url(#own)"/>')), svg('<rect fill="url(#own)"/>'));
    // Ended by the end of the attribute, which readers take as well.
    for (const value of [
      'url(http://a.example/b',
      "url( 'http://a.example/b'",
      'url(&quot;http://a.example/b&quot;)',
    ])
      assert.equal(safeSvg(svg(`<rect fill="${value}" id="b"/>`)), svg('<rect fill="none" id="b"/>'), value);
    const many = safeSvg(svg(`<rect fill="${'url('.repeat(25_000)}"/>`));
    assert.equal(many, svg('<rect fill="none"/>'));
  });

  it('should write out what its document type declares, and drop that', () => {
    const head = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "b" [ <!ENTITY ns "http://a.example/ns"> ]>';
    assert.equal(
      safeSvg(`${head}<svg xmlns:x="&ns;">&lt;a&gt;</svg>`),
      '<?xml version="1.0"?><svg xmlns:x="http://a.example/ns">&lt;a&gt;</svg>',
    );
  });

  it('should not touch what only looks like script', () => {
    for (const text of [
      '<!-- <script>a</script> onclick="x" -->',
      '<text>turn on = 1; javascript: is a word; url(#a)</text>',
      '<a href="https://a.example/?onload=1"><text>甲</text></a>',
    ])
      assert.equal(safeSvg(svg(text)), svg(text), text);
  });
});
