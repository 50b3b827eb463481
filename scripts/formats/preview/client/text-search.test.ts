import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findText, fold, foldWithOffsets } from './text-search.ts';

test('should compare whatever the width of letters, capitals and white space', () => {
  assert.equal(fold('Ｂａｎｘｉｎ　１２\n版 心'), 'banxin12版心');
  assert.equal(fold('ｶﾞｲﾄﾞ'), 'ガイド');
});

test('should lead back to where a character was written', () => {
  assert.deepEqual(foldWithOffsets('版心'), { text: '版心' });
  assert.deepEqual(foldWithOffsets('版 心\n'), { text: '版心', offsets: [0, 2] });
  assert.deepEqual(foldWithOffsets('㈱甲'), { text: '(株)甲', offsets: [0, 0, 0, 1] });
});

test('should find every place in the order of pages, up to a limit', () => {
  const pages = [{ text: '甲乙甲乙' }, { text: '' }, { text: '乙甲' }];
  assert.deepEqual(findText(pages, '甲', 9), [
    { page: 0, start: 0 },
    { page: 0, start: 2 },
    { page: 2, start: 1 },
  ]);
  assert.equal(findText(pages, '甲', 2).length, 2);
});

test('should not find places that overlap, and nothing for nothing', () => {
  assert.deepEqual(findText([{ text: '啊啊啊' }], '啊啊', 9), [{ page: 0, start: 0 }]);
  assert.deepEqual(findText([{ text: '甲' }], ' 　', 9), []);
});
