import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

const FIGURE = /<figure><img src="[ab]\.png" alt=""><figcaption>[甲乙]<\/figcaption><\/figure>/g;

describe('figures side by side', () => {
  for (const between of ['\n', '\n\n', '\\\n']) {
    it(`should be one a picture, parted by ${JSON.stringify(between)}`, () => {
      const text = `:::side-by-side\n![甲](a.png)${between}![乙](b.png)\n:::`;
      const html = htmlOf(text);
      assert.match(html, /^<div class="side-by-side keep"><figure>/);
      assert.equal(html.match(FIGURE)?.length, 2);
      assert.equal(html.replace(FIGURE, ''), '<div class="side-by-side keep"></div>');
      assert.deepEqual(told(parse(text).diagnostics), []);
    });
  }

  it('should keep what was ordered of each, and report each at its line', () => {
    const text = ':::side-by-side\n![甲](a.png){width=12}\n![乙](b.png){colour=red}\n:::';
    assert.match(htmlOf(text), /<figure data-width="12">/);
    assert.deepEqual(told(parse(text).diagnostics), ['error figure-attribute a.md:3:1']);
  });

  for (const [content, place] of [
    ['![甲](a.png)', '1:1'],
    [Array(5).fill('![甲](a.png)').join('\n'), '1:1'],
    ['![甲](a.png)\n\n文', '4:1'],
    ['![甲](a.png)\n文', '2:1'],
    ['![甲](a.png)\n\n- 项', '4:1'],
    ['', '1:1'],
  ] as const) {
    it(`should not be ${JSON.stringify(content)}`, () => {
      assert.deepEqual(told(parse(`:::side-by-side\n${content}\n:::`).diagnostics), [
        `error side-by-side-figures a.md:${place}`,
      ]);
    });
  }

  it('should not be looked for outside', () => {
    assert.match(htmlOf('![甲](a.png)\n![乙](b.png)'), /^<p><img [^>]*>\n<img [^>]*><\/p>$/);
  });
});
