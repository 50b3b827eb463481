import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { divideLongRuby } from './long-ruby.ts';

function divided(html: string): Root {
  const tree = fromHtml(html, { fragment: true });
  divideLongRuby(tree);
  return tree;
}

function rubies(tree: Root): Element[] {
  return tree.children.filter((node) => node.type === 'element' && node.tagName === 'ruby') as Element[];
}

describe('long ruby', () => {
  it('should be parted, each piece with its share of the reading by words', () => {
    const base = '血の池の底で、浮いたり沈んだりしていた犍陀多でございます。';
    const reading = 'Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor';
    const pieces = rubies(divided(`甲<ruby id="a">${base}<rt>${reading}</rt></ruby>乙`));
    assert.ok(pieces.length >= 4);
    assert.equal(pieces.map((one) => textOf(one.children[0] as Element)).join(''), base);
    assert.equal(pieces.map((one) => textOf(one.children[1] as Element)).join(' '), reading);
    assert.deepEqual(
      pieces.map(({ properties }) => properties['id']),
      ['a', ...pieces.slice(1).map(() => undefined)],
    );
  });

  it('should begin no piece with a mark that begins no line (C01)', () => {
    const pieces = rubies(
      divided(`<ruby>一二三四五、七八九十一、三四五<rt>${'よみ'.repeat(20)}</rt></ruby>`),
    );
    assert.ok(pieces.length > 1);
    for (const piece of pieces) assert.doesNotMatch(textOf(piece), /^、/);
  });

  it('should leave whole what fits in a line, and what has several readings (D07)', () => {
    for (const html of [
      '<ruby>今日<rt>きょう</rt></ruby>',
      '<ruby>流離譚<rt>りゅうりたん</rt></ruby>',
      `<ruby>東<rt>${'とう'.repeat(20)}</rt>京<rt>きょう</rt></ruby>`,
    ])
      assert.equal(toHtml(divided(html)), html);
  });
});
