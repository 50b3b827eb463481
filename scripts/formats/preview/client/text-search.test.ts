import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findText, fold, foldWithOffsets } from './text-search.ts';

const whole = (text: string, continues = false) => ({ text, body: text.length, continues });

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
  const pages = ['甲乙甲乙', '', '乙甲'].map((text) => whole(text));
  assert.deepEqual(findText(pages, '甲', 9), [
    { page: 0, start: 0, over: 0 },
    { page: 0, start: 2, over: 0 },
    { page: 2, start: 1, over: 0 },
  ]);
  assert.equal(findText(pages, '甲', 2).length, 2);
});

test('should not find places that overlap, and nothing for nothing', () => {
  assert.deepEqual(findText([whole('啊啊啊')], '啊啊', 9), [{ page: 0, start: 0, over: 0 }]);
  assert.deepEqual(findText([whole('甲')], ' 　', 9), []);
});

test('should find what the end of a page divides, before the notes at its foot', () => {
  const pages = [{ ...whole('春江潮水一注'), body: 4 }, whole('连海平', true)];
  assert.deepEqual(findText(pages, '潮水连海', 9), [{ page: 0, start: 2, over: 2 }]);
  assert.deepEqual(findText(pages, '水连', 9), [{ page: 0, start: 3, over: 1 }]);
});

test('should not join a page to one that begins something else', () => {
  assert.deepEqual(findText([whole('春江'), whole('潮水')], '江潮', 9), []);
});
