import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inNumerals, parsePattern } from './heading-number.ts';

describe('numerals of headings', () => {
  it('should be written in Han', () => {
    const numbers = [1, 9, 10, 11, 19, 20, 21, 99, 100, 101, 110, 111, 200, 999, 1000];
    assert.deepEqual(
      numbers.map((number) => inNumerals(number, '一')),
      '一 九 十 十一 十九 二十 二十一 九十九 一百 一百零一 一百一十 一百一十一 二百 九百九十九 1000'.split(
        ' ',
      ),
    );
  });

  it('should be letters, roman, circled and stems, arabic beyond them', () => {
    assert.deepEqual(
      [1, 26, 27, 703].map((number) => inNumerals(number, 'A')),
      ['A', 'Z', 'AA', 'AAA'],
    );
    assert.deepEqual([inNumerals(2, 'a'), inNumerals(4, 'I'), inNumerals(9, 'i')], ['b', 'IV', 'ix']);
    assert.deepEqual([inNumerals(3, '①'), inNumerals(10, '甲'), inNumerals(11, '甲')], ['③', '癸', '11']);
  });
});

describe('patterns of numbers', () => {
  it('should be text and places for numbers', () => {
    assert.deepEqual(parsePattern('第{一}章'), [{ text: '第' }, { numeral: '一' }, { text: '章' }]);
    assert.deepEqual(parsePattern('{1}.{1}'), [{ numeral: '1' }, { text: '.' }, { numeral: '1' }]);
  });

  for (const pattern of ['第一章', '', '{二}', '{}', '{1', '1}', '{1}{', '{{1}}']) {
    it(`should not be ${JSON.stringify(pattern)}`, () => assert.equal(parsePattern(pattern), undefined));
  }
});
