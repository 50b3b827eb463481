import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEEPEST, isTooDeepHtml, tooDeepLine } from './nesting.ts';

const deepList = (depth: number): string =>
  Array.from({ length: depth }, (_, level) => `${'  '.repeat(level)}- 深`).join('\n');

describe('tooDeepLine', () => {
  it('should find lists and quotations that stand too deep in each other', () => {
    assert.equal(tooDeepLine(`甲\n${'>'.repeat(DEEPEST + 1)} 深`), 2);
    assert.equal(tooDeepLine(deepList(DEEPEST + 1)), DEEPEST + 1);
    assert.equal(tooDeepLine(`${'- > '.repeat(DEEPEST)}深`), 1);
    assert.equal(tooDeepLine(`${'1. '.repeat(DEEPEST + 1)}深`), 1);
  });

  it('should find containers that stand too deep in each other, of which some are not closed', () => {
    assert.equal(tooDeepLine(':::note\n'.repeat(DEEPEST + 1)), DEEPEST + 1);
    assert.equal(tooDeepLine('> ::::note{a=b}\n> :::\n'.repeat(DEEPEST + 1)), 2 * DEEPEST + 1);
  });

  it('should not count containers that are closed, alone or with one around them, nor what code shows', () => {
    assert.equal(tooDeepLine(':::note\n甲\n:::\n\n'.repeat(300)), undefined);
    assert.equal(tooDeepLine('::::note\n:::tip\n:::tip\n::::\n'.repeat(300)), undefined);
    assert.equal(tooDeepLine(`\`\`\`\n${':::note\n'.repeat(300)}\`\`\`\n`), undefined);
  });

  it('should not be troubled by rules, by code, or by many lists one after the other', () => {
    assert.equal(tooDeepLine(deepList(DEEPEST)), undefined);
    assert.equal(tooDeepLine('- '.repeat(300)), undefined);
    assert.equal(tooDeepLine(`${' '.repeat(900)}code`), undefined);
    assert.equal(tooDeepLine('- 甲\n  - 乙\n\n'.repeat(300)), undefined);
    assert.equal(tooDeepLine('-'.repeat(900)), undefined);
    assert.equal(tooDeepLine('1.2.3.4.'.repeat(300)), undefined);
  });

  it('should take a time that grows with the text', () => {
    const spaces = ' '.repeat(100_000);
    for (const text of [
      spaces,
      `-${spaces}x`,
      '> '.repeat(50_000),
      `${spaces}\n`.repeat(9),
      `${'* '.repeat(50_000)}x`,
    ])
      tooDeepLine(text);
  });
});

describe('isTooDeepHtml', () => {
  it('should count elements that are open, over all pieces', () => {
    assert.equal(isTooDeepHtml(Array(DEEPEST + 1).fill('<div>')), true);
    assert.equal(isTooDeepHtml(['<b><i>'.repeat(DEEPEST)]), true);
    assert.equal(isTooDeepHtml(Array(DEEPEST + 1).fill('<rt>')), true, 'outside of ruby');
    assert.equal(isTooDeepHtml(Array(DEEPEST).fill('<div>')), false);
  });

  it('should not count what ends by itself or has ended', () => {
    assert.equal(isTooDeepHtml(['<p>甲<br><li>'.repeat(500)]), false);
    assert.equal(isTooDeepHtml(Array(500).fill('<ruby>漢<rt>かん</ruby>')), false);
    assert.equal(isTooDeepHtml(Array(500).fill('</div><span></span>')), false);
  });
});
