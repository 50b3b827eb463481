import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, normalHtml, parse, told } from '../testing/parse.ts';

function become(cases: readonly (readonly [what: string, markdown: string, html: string])[]): void {
  for (const [what, markdown, html] of cases) {
    it(`should ${what}`, () => assert.equal(normalHtml(htmlOf(markdown)), normalHtml(html)));
  }
}

describe('tables of GFM', () => {
  become([
    [
      'have a head and a body',
      '| 站 | 里程 |\n| --- | --- |\n| 甲 | 12 |',
      '<table><thead><tr><th>站</th><th>里程</th></tr></thead><tbody><tr><td>甲</td><td>12</td></tr></tbody></table>',
    ],
    [
      'align their columns by the colons, without pipes at the edges',
      '左 | 中 | 右\n:- | :-: | -:\n甲 | 乙 | 丙',
      '<table><thead><tr><th align="left">左</th><th align="center">中</th><th align="right">右</th></tr></thead><tbody><tr><td align="left">甲</td><td align="center">乙</td><td align="right">丙</td></tr></tbody></table>',
    ],
    [
      'hold a pipe that is escaped, in code too',
      '| 甲 |\n| -- |\n| `a \\| b` |\n| **c \\| d** |',
      '<table><thead><tr><th>甲</th></tr></thead><tbody><tr><td><code>a | b</code></td></tr><tr><td><strong>c | d</strong></td></tr></tbody></table>',
    ],
    [
      'end at the beginning of another block',
      '| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n> 引文',
      '<table><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><blockquote><p>引文</p></blockquote>',
    ],
    [
      'take a line without pipes as a row, and end at an empty line',
      '| 甲 | 乙 |\n| --- | --- |\n丙\n\n丁',
      '<table><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>丙</td><td></td></tr></tbody></table><p>丁</p>',
    ],
    [
      'not be one when head and delimiters count differently',
      '| 甲 | 乙 |\n| --- |\n| 丙 |',
      '<p>| 甲 | 乙 |\n| --- |\n| 丙 |</p>',
    ],
    [
      'fill rows that are too short and cut those that are too long',
      '| 甲 | 乙 |\n| --- | --- |\n| 1 |\n| 1 | 2 | 3 |',
      '<table><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>1</td><td></td></tr><tr><td>1</td><td>2</td></tr></tbody></table>',
    ],
    ['have no body without rows', '| 甲 |\n| --- |', '<table><thead><tr><th>甲</th></tr></thead></table>'],
    ['not be one without delimiters', '| 甲 | 乙 |\n| 丙 | 丁 |', '<p>| 甲 | 乙 |\n| 丙 | 丁 |</p>'],
    [
      'stand behind a paragraph without an empty line',
      '文\n| 甲 | 乙 |\n| - | - |',
      '<p>文</p><table><thead><tr><th>甲</th><th>乙</th></tr></thead></table>',
    ],
    [
      'stand in a list and in a quotation',
      '- 项\n\n  | 甲 |\n  | - |\n\n> | 乙 |\n> | - |',
      '<ul><li><p>项</p><table><thead><tr><th>甲</th></tr></thead></table></li></ul><blockquote><table><thead><tr><th>乙</th></tr></thead></table></blockquote>',
    ],
  ]);
});

describe('task lists of GFM', () => {
  const box = '<input type="checkbox" disabled>';
  const ticked = '<input type="checkbox" checked disabled>';
  become([
    [
      'have boxes, empty and ticked, with either letter',
      '- [ ] 甲\n- [x] 乙\n- [X] 丙',
      `<ul class="contains-task-list"><li class="task-list-item">${box} 甲</li><li class="task-list-item">${ticked} 乙</li><li class="task-list-item">${ticked} 丙</li></ul>`,
    ],
    [
      'be numbered and nested',
      '1. [ ] 甲\n   - [x] 乙',
      `<ol class="contains-task-list"><li class="task-list-item">${box} 甲\n<ul class="contains-task-list"><li class="task-list-item">${ticked} 乙</li></ul></li></ol>`,
    ],
    ['not have one without a space behind it', '- [x]甲', '<ul><li>[x]甲</li></ul>'],
    ['not have one of another letter', '- [v] 甲', '<ul><li>[v] 甲</li></ul>'],
    ['not have one in the middle of an item', '- 甲 [ ] 乙', '<ul><li>甲 [ ] 乙</li></ul>'],
    ['not have one outside a list', '[ ] 甲', '<p>[ ] 甲</p>'],
  ]);
});

describe('strikethrough of GFM', () => {
  become([
    ['be of two tildes', '~~旧~~新', '<p><del>旧</del>新</p>'],
    ['be of one', '~旧~新', '<p><del>旧</del>新</p>'],
    ['not be of three', '甲~~~乙~~~丙', '<p>甲~~~乙~~~丙</p>'],
    ['not be of one and two', '甲~乙~~丙', '<p>甲~乙~~丙</p>'],
    ['not cross paragraphs', '甲 ~~乙\n\n丙~~ 丁', '<p>甲 ~~乙</p><p>丙~~ 丁</p>'],
    ['stand beside full-width punctuation', '他说~~“旧。”~~新', '<p>他说<del>“旧。”</del>新</p>'],
  ]);
});

describe('bare addresses of GFM', () => {
  become([
    [
      'be links from `www.` on',
      '见 www.example.com/目录 吧',
      '<p>见 <a href="http://www.example.com/%E7%9B%AE%E5%BD%95">www.example.com/目录</a> 吧</p>',
    ],
    [
      'be links with their scheme, punctuation behind them left out',
      'See https://example.com/a?b=c.',
      '<p>See <a href="https://example.com/a?b=c">https://example.com/a?b=c</a>.</p>',
    ],
    [
      'hold brackets in pairs and leave out one that does not pair',
      '(https://example.com/a_(b))',
      '<p>(<a href="https://example.com/a_(b)">https://example.com/a_(b)</a>)</p>',
    ],
    [
      'leave out a character reference behind them',
      'https://example.com/a&copy;',
      '<p><a href="https://example.com/a">https://example.com/a</a>©</p>',
    ],
    [
      'end at `<`',
      'https://example.com/a<b',
      '<p><a href="https://example.com/a">https://example.com/a</a>&lt;b</p>',
    ],
    [
      'be links to write to',
      'a.b-c_d@example.com.',
      '<p><a href="mailto:a.b-c_d@example.com">a.b-c_d@example.com</a>.</p>',
    ],
    ['not be links to write to behind a hyphen', 'a@example.com-', '<p>a@example.com-</p>'],
    ['not be links within code', '`https://example.com`', '<p><code>https://example.com</code></p>'],
    ['not be links within a word', 'ahttps://example.com', '<p>ahttps://example.com</p>'],
    ['not be links of another scheme', 'irc://example.com', '<p>irc://example.com</p>'],
    ['not be links of a domain with `_` near its end', 'www.a_b.com', '<p>www.a_b.com</p>'],
  ]);
});

describe('tags that GFM filters', () => {
  for (const name of [
    'title',
    'textarea',
    'style',
    'xmp',
    'iframe',
    'noembed',
    'noframes',
    'script',
    'plaintext',
  ]) {
    it(`should be without <${name}>, and tell so`, () => {
      const { diagnostics } = parse(`甲\n\n<${name}>乙</${name}>`);
      assert.doesNotMatch(htmlOf(`甲\n\n<${name}>乙</${name}>`), new RegExp(`<${name}`));
      assert.deepEqual(told(diagnostics).slice(0, 1), ['warning html-removed a.md:3:1']);
    });
  }

  it('should not take others for them', () =>
    assert.equal(htmlOf('甲<sub>乙</sub><b>丙</b>'), '<p>甲<sub>乙</sub><b>丙</b></p>'));
});
