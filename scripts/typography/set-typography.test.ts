import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import type { NewlineRule } from '../model/manuscript.ts';
import { setTypography } from './set-typography.ts';

function set(html: string, newline: NewlineRule = 'join'): string {
  const tree: Root = fromHtml(html, { fragment: true });
  setTypography(tree, newline, 'zh-CN');
  return toHtml(tree);
}

/** A note call as the Markdown stage makes it, and as it is written back. */
const CALL = '<sup><a href="#fn-a" data-footnote-ref="">1</a></sup>';

describe('folded lines (B09)', () => {
  for (const [folded, joined] of [
    ['甲\n乙', '甲乙'],
    ['甲 \n  乙', '甲乙'],
    ['甲\r\n乙', '甲乙'],
    ['かな\nカナ', 'かなカナ'],
    ['ㄅ\nㄆ', 'ㄅㄆ'],
    ['𠮷\n𠀋', '𠮷𠀋'],
    ['甲，\n乙', '甲，乙'],
    ['甲\n（乙', '甲（乙'],
    ['甲——\n乙', '甲——乙'],
    ['甲。\nPDF', '甲。PDF'],
    ['PDF\n《乙》', 'PDF《乙》'],
    ['说“yes”\n然后', '说“yes”然后'],
    ['“强调”\nPDF', '“强调”PDF'],
    ['<strong>甲</strong>\n<em>乙</em>', '<strong>甲</strong><em>乙</em>'],
    ['<strong>甲\n</strong>乙', '<strong>甲</strong>乙'],
    ['<ruby>北京<rt>Beijing</rt></ruby>\n的', '<ruby>北京<rt>Beijing</rt></ruby>的'],
  ] as const) {
    it(`should close up in ${JSON.stringify(folded)}`, () =>
      assert.equal(set(`<p>${folded}</p>`), `<p>${joined}</p>`));
  }

  it('should close up behind a note call, which is beside the text (C15)', () => {
    assert.equal(set(`<p>甲${CALL}\n乙</p>`), `<p><span class="no-break">甲${CALL}</span>乙</p>`);
  });

  for (const kept of [
    '甲\nPDF',
    'PDF\n甲',
    '3\n月',
    'one\ntwo',
    '<em>one</em>\ntwo',
    'he said “yes”\nand',
    'and\n‘no’ he',
    '한국\n어',
    '甲\n<code>x</code>\n乙',
    '<code>甲\n乙</code>',
  ]) {
    it(`should not close up in ${JSON.stringify(kept)}`, () =>
      assert.equal(set(`<p>${kept}</p>`), `<p>${kept}</p>`));
  }

  it('should not join across a hard break', () => {
    assert.equal(set('<p>甲<br>\nPDF</p>'), '<p>甲<br>PDF</p>');
  });

  it('should not join a list item with the list in it', () => {
    assert.equal(
      set('<ul><li>甲\n<ul><li>PDF\nx</li></ul></li></ul>'),
      '<ul><li>甲<ul><li>PDF\nx</li></ul></li></ul>',
    );
  });

  it('should not touch code blocks', () => {
    const code = '<pre><code>甲\n乙·丙\n</code></pre>';
    assert.equal(set(code), code);
  });

  it('should work in headings, cells and captions', () => {
    assert.equal(set('<h2>甲\n乙</h2>'), '<h2>甲乙</h2>');
    assert.equal(
      set('<figure><figcaption>甲\n乙</figcaption></figure>'),
      '<figure><figcaption>甲乙</figcaption></figure>',
    );
    assert.equal(
      set('<table><tbody><tr><td>甲\n乙</td></tr></tbody></table>'),
      '<table><tbody><tr><td>甲乙</td></tr></tbody></table>',
    );
  });

  it('should leave every line as it is for Korean', () => {
    const text = '<p>한국\n어 甲\n乙，\n丙</p>';
    assert.equal(set(text, 'space'), text);
  });
});

describe('interpuncts (C01)', () => {
  it('should bind the character before to the mark', () => {
    assert.equal(set('<p>哈利·波特</p>'), '<p>哈<span class="no-break">利·</span>波特</p>');
    assert.equal(set('<p>𠮷·野</p>'), '<p><span class="no-break">𠮷·</span>野</p>');
    assert.equal(
      set('<p>a·b·c</p>', 'space'),
      '<p><span class="no-break">a·</span><span class="no-break">b·</span>c</p>',
    );
  });

  it('should not part a character from its variation selector', () => {
    assert.equal(set('<p>葛\u{E0101}·飾</p>'), '<p><span class="no-break">葛\u{E0101}·</span>飾</p>');
  });

  it('should not bind where nothing stands before, nor in code', () => {
    for (const text of ['<p>·甲</p>', '<p>甲 ·乙</p>', '<p><code>甲·乙</code></p>'])
      assert.equal(set(text), text);
  });
});

describe('note calls (C18)', () => {
  for (const [text, bound] of [
    [`甲乙${CALL}。`, `甲<span class="no-break">乙${CALL}</span>。`],
    [`𠮷${CALL}`, `<span class="no-break">𠮷${CALL}</span>`],
    [`葛\u{E0101}${CALL}`, `<span class="no-break">葛\u{E0101}${CALL}</span>`],
    [`甲利·${CALL}`, `甲<span class="no-break">利·${CALL}</span>`],
    [`甲${CALL}${CALL}`, `<span class="no-break">甲${CALL}${CALL}</span>`],
    [`甲乙 ${CALL}`, `甲<span class="no-break">乙 ${CALL}</span>`],
    [
      `<strong>强调</strong>${CALL}`,
      `<strong>强</strong><span class="no-break"><strong>调</strong>${CALL}</span>`,
    ],
    [`<strong>强</strong>${CALL}`, `<span class="no-break"><strong>强</strong>${CALL}</span>`],
    [
      `<em id="x">强<b>调</b></em>${CALL}`,
      `<em id="x">强</em><span class="no-break"><em><b>调</b></em>${CALL}</span>`,
    ],
    [`<em id="x">强</em>${CALL}`, `<span class="no-break"><em id="x">强</em>${CALL}</span>`],
    [
      `<ruby>漢<rt>かん</rt></ruby>${CALL}`,
      `<span class="no-break"><ruby>漢<rt>かん</rt></ruby>${CALL}</span>`,
    ],
  ] as const) {
    it(`should be bound in ${text.replaceAll(CALL, '[^1]')}`, () =>
      assert.equal(set(`<p>${text}</p>`), `<p>${bound}</p>`));
  }

  for (const before of [
    '<code>x</code>',
    '<a href="#x">链接</a>',
    'm<sup>2</sup>',
    '<q><a href="#x">链</a></q>',
  ]) {
    it(`should be joined behind ${before}, which stays whole`, () =>
      assert.equal(
        set(`<p>${before}${CALL}</p>`),
        `<p>${before}${CALL.replace('<sup>', '<sup class="joined">')}</p>`,
      ));
  }

  it('should be bound for Korean too', () => {
    assert.equal(set(`<p>어${CALL}</p>`, 'space'), `<p><span class="no-break">어${CALL}</span></p>`);
  });

  for (const text of [`${CALL}甲`, `<br>${CALL}`, ' ', `m<sup>2</sup>`, `<code>x</code>`]) {
    it(`should not bind anything in ${JSON.stringify(text.replaceAll(CALL, '[^1]'))}`, () => {
      assert.equal(set(`<p>${text}</p>`), `<p>${text}</p>`);
    });
  }

  it('should not change the text', () => {
    const text = `<p>甲·乙${CALL}，<strong>丙</strong>${CALL}</p>`;
    assert.equal(set(text).replace(/<[^>]*>/g, ''), text.replace(/<[^>]*>/g, ''));
  });
});
