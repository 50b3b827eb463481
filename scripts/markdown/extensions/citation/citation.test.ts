import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf } from '../../../testing/parse.ts';

/** What is cited in a text, in its order. */
function citedIn(text: string): readonly string[] {
  return [...htmlOf(text).matchAll(/data-cite="([^"]*)"/g)].map((match) => match[1] ?? '');
}

describe('citation', () => {
  for (const [text, ...expected] of [
    ['已有研究[@wang2020]。', '[@wang2020]'],
    ['已有研究[见 @wang2020, 页 12-15; -@李2019]。', '[见 @wang2020, 页 12-15; -@李2019]'],
    ['如@wang2020所言', '@wang2020所言'],
    ['@wang2020 [页 12]指出', '@wang2020 [页 12]'],
    ['一[@a]二[@b]', '[@a]', '[@b]'],
    ['**重[@a]**，注[^1]\n\n[^1]: 见@b。', '[@a]', '@b'],
    ['# 题[@a]', '[@a]'],
    ['文[@a;\n@b]后\n又[@c]', '[@a; @b]', '[@c]'],
    ['文[见\n  @a, 第\n12页]', '[见@a, 第12页]'],
    ['> 文[@a;\r\n> @b]', '[@a; @b]'],
    ['- 文[@a;\n  @b]\n- @c [页\n12]', '[@a; @b]', '@c [页12]'],
    ['文[^1]\n\n[^1]: 见[@a;\n    @b]', '[@a; @b]'],
    ['| 甲[@a] |\n|---|\n| 乙 |', '[@a]'],
    ['![图](a.png "据[@a]重绘，参@b。")', '[@a]', '@b'],
  ] as const)
    it(`should find what ${JSON.stringify(text)} cites`, () => assert.deepEqual(citedIn(text), expected));

  for (const text of [
    '写信给 a@example.org 或wang@b.cn',
    '\\@wang2020',
    '\\[\\@wang2020]',
    '`[@wang2020]`',
    '```\n[@wang2020]\n```',
    '[@wang2020](https://example.org)',
    '[@types/node]\n\n[@types/node]: https://example.org',
    '[无键]',
    '[a@b]',
    '@',
    '[@]',
    '[@ a]',
    '[无键\n也无]',
    '[\n@types/node\n](https://example.org)',
  ])
    it(`should leave ${JSON.stringify(text)} as it stands`, () => assert.deepEqual(citedIn(text), []));

  it('should not take a call of a note or a link behind a key for its place', () => {
    assert.deepEqual(citedIn('@a[^1]\n\n[^1]: 注'), ['@a']);
    assert.deepEqual(citedIn('@a [文](b.md)'), ['@a']);
  });

  it('should not go over the end of a paragraph, nor change what stands around it', () => {
    assert.deepEqual(citedIn('[@a;\n\n@b]'), ['@a', '@b']);
    assert.equal(
      htmlOf('甲[@a;\n@b]\n*乙*'),
      '<p>甲<span data-cite="[@a; @b]">[@a; @b]</span>\n<em>乙</em></p>',
    );
  });

  it('should be text where it is switched off', () => {
    assert.equal(htmlOf('文[@a]', ['citation']), '<p>文[@a]</p>');
  });
});
