import assert from 'node:assert/strict';
import { it } from 'node:test';
import { roman } from './roman.ts';

it('should number front matter in lower-case roman numerals (F04)', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 9, 14, 40, 49, 90, 99, 400, 944, 1999, 2026].map(roman), [
    'i',
    'ii',
    'iii',
    'iv',
    'v',
    'ix',
    'xiv',
    'xl',
    'xlix',
    'xc',
    'xcix',
    'cd',
    'cmxliv',
    'mcmxcix',
    'mmxxvi',
  ]);
});

it('should not repeat a letter four times, nor give two numbers one numeral', () => {
  const numerals = Array.from({ length: 500 }, (_, index) => roman(index + 1));
  assert.equal(new Set(numerals).size, 500);
  assert.deepEqual(
    numerals.filter((numeral) => /(.)\1\1\1/.test(numeral)),
    [],
  );
});

it('should not have a numeral for zero', () => {
  assert.equal(roman(0), '');
});
