import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { setWarichu } from './warichu.ts';

function set(text: string, mostEm = 20): string {
  const tree = fromHtml(`<span class="warichu">${text}</span>`, { fragment: true });
  setWarichu(tree, mostEm);
  return toHtml(tree).replace(/<span class="warichu">（(.*)）<\/span>/, '$1');
}

const rows = (first: string, second: string): string =>
  `<bx-warichu><bx-row>${first}</bx-row><bx-row>${second}</bx-row></bx-warichu>`;

describe('notes within the line (D12)', () => {
  it('should be two rows, the second not longer than the first', () => {
    assert.equal(set('甲乙丙丁'), rows('甲乙', '丙丁'));
    assert.equal(set('甲乙丙丁戊'), rows('甲乙丙', '丁戊'));
  });

  it('should not begin the second row with a mark, end the first with one that opens, or part a word', () => {
    assert.equal(set('甲乙丙，丁戊'), rows('甲乙丙，', '丁戊'));
    assert.equal(set('甲乙「丙丁戊'), rows('甲乙「丙', '丁戊'));
    assert.equal(set('甲2023年丁'), rows('甲2023', '年丁'));
  });

  it('should be one row where it is too long, in parts of its own, or where there are no pages', () => {
    assert.equal(set('甲乙丙丁', 3), '<small>甲乙丙丁</small>');
    assert.equal(set('甲乙丙丁', 0), '<small>甲乙丙丁</small>');
    assert.equal(set('甲<b>乙</b>丙丁'), '<small>甲<b>乙</b>丙丁</small>');
    assert.equal(set('甲'), '<small>甲</small>');
  });
});
