import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PNG } from './fixture.ts';
import { type FontFile, fontResources, imageResource, styleSheet } from './resources.ts';

const FONT: FontFile = {
  fileName: '宋 serif-400.ttf',
  family: 'Banxin "Serif"',
  weight: 400,
  bytes: new Uint8Array([1]),
  licence: { fileName: 'OFL.txt', text: 'OFL' },
};

describe('resources', () => {
  it('should name equal pictures alike', () => {
    const image = { bytes: PNG, mediaType: 'image/png' };
    assert.equal(
      imageResource(image, 'images').file,
      imageResource({ ...image, bytes: Buffer.from(PNG) }, 'images').file,
    );
    assert.match(imageResource(image, 'images').file, /^images\/[0-9a-f]{16}\.png$/);
  });

  it('should enclose fonts under ASCII names, each licence once', () => {
    const files = fontResources([FONT, { ...FONT, fileName: 'b.ttf' }], 'fonts').map(
      ({ file, mediaType }) => [file, mediaType],
    );
    assert.deepEqual(files, [
      ['fonts/serif-400.ttf', 'font/ttf'],
      ['fonts/OFL.txt', 'text/plain'],
      ['fonts/b.ttf', 'font/ttf'],
    ]);
  });

  it('should put faces first, then the format, then the theme', () => {
    const css = styleSheet([FONT], 'fonts', 'p {}', 'em {}');
    assert.match(
      css,
      /^@font-face \{\n {2}font-family: "Banxin Serif";[\s\S]*url\("fonts\/serif-400\.ttf"\);\n\}\n\np \{\}\n\nem \{\}\n$/,
    );
  });

  it('should not refuse addresses in comments or data', () => {
    assert.doesNotThrow(() =>
      styleSheet([], 'fonts', '/* @import url(x.css) */ p { background: url("data:,") }', ''),
    );
  });

  it('should not set directions, which EPUB forbids in style sheets, nor hold comments', () => {
    const rule = 'p { direction: rtl; color: red; unicode-bidi: embed }';
    const kept = 'div { flex-direction: row }\np::before { content: "; direction: x; /* y */" }';
    const css = styleSheet(
      [],
      'fonts',
      `/* direction: of\nwriting */ ${rule}`,
      `${kept} em{direction:ltr}/* open`,
    );
    assert.doesNotMatch(css.replace(/"[^"]*"/g, ''), /(?<!-)direction|unicode-bidi|\/\*/);
    assert.match(css, /p \{\s*color: red;\s*\}/);
    assert.ok(css.includes(kept) && css.includes('em{}'));
  });

  it('should not take a style sheet that fetches', () => {
    for (const css of [
      '@import "x.css";',
      'p { background: url(https://x/y.png) }',
      "p { background: url( 'y.png' ) }",
    ]) {
      assert.throws(() => styleSheet([], 'fonts', css, ''), { code: 'epub-style-url' });
      assert.throws(() => styleSheet([], 'fonts', '', css), { code: 'epub-style-url' });
    }
  });

  it('should not take pictures or fonts of a kind that readers need not know', () => {
    assert.throws(() => imageResource({ bytes: PNG, mediaType: 'image/tiff' }, 'images'), {
      code: 'epub-image-type',
    });
    assert.throws(() => fontResources([{ ...FONT, fileName: 'a.exe' }], 'fonts'), { code: 'epub-font-file' });
  });

  it('should not put two fonts into one file', () => {
    assert.throws(() => fontResources([FONT, FONT], 'fonts'), { code: 'epub-font-file' });
  });
});
