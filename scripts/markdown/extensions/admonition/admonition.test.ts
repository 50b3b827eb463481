import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

describe('admonition', () => {
  for (const kind of ['note', 'tip', 'important', 'warning', 'caution']) {
    it(`should be a ${kind} in both forms, its title left to the book's language`, () => {
      const html =
        `<div class="admonition admonition-${kind}">` +
        `<p class="admonition-title keep-next" data-admonition="${kind}"></p><p>甲</p><p>乙</p></div>`;
      for (const text of [
        `:::${kind}\n甲\n\n乙\n:::`,
        `> [!${kind.toUpperCase()}]\n> 甲\n>\n> 乙`,
        `> [!${kind}]\n>\n> 甲\n>\n> 乙`,
      ]) {
        assert.equal(htmlOf(text).replaceAll('\n', ''), html, text);
        assert.deepEqual(told(parse(text).diagnostics), [], text);
      }
    });
  }

  it('should take a title of the author’s', () => {
    const html =
      '<div class="admonition admonition-note"><p class="admonition-title keep-next">出境须知</p><p>甲</p></div>';
    assert.equal(htmlOf(':::note[出境须知]\n甲\n:::'), html);
    assert.equal(htmlOf('> [!NOTE] 出境须知\n> 甲').replaceAll('\n', ''), html);
    assert.match(htmlOf(':::note[甲**乙**]{#x}\n丙\n:::'), /id="x"><p [^>]*>甲<strong>乙<\/strong><\/p>/);
  });

  it('should keep emphasis at the start of the text, and hold lists and others of its kind', () => {
    assert.match(htmlOf('> [!TIP]\n> **甲**乙'), /<p><strong>甲<\/strong>乙<\/p>/);
    assert.match(
      htmlOf('::::note\n- 甲\n\n:::tip\n乙\n:::\n::::').replaceAll('\n', ''),
      /<ul><li>甲<\/li><\/ul><div class="admonition admonition-tip">/,
    );
  });

  it('should report a kind it does not know, and keep the words', () => {
    assert.deepEqual(told(parse('文\n\n> [!INFO]\n> 甲').diagnostics), ['warning admonition-kind a.md:3:1']);
    assert.match(htmlOf('> [!INFO]\n> 甲'), /<blockquote>\s*<p>\[!INFO\]\n甲/);
  });

  for (const text of ['> 甲 [!NOTE]', '> [NOTE]', '> [!]\n> 甲', '[!NOTE]\n甲', '> 甲\n> [!NOTE]']) {
    it(`should not be made of ${JSON.stringify(text)}`, () => {
      assert.doesNotMatch(htmlOf(text), /admonition/);
      assert.deepEqual(told(parse(text).diagnostics), []);
    });
  }

  it('should not be made when it is switched off', () => {
    assert.doesNotMatch(htmlOf('> [!NOTE]\n> 甲', ['admonition']), /admonition/);
  });
});
