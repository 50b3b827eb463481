import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCalculator } from './calculator.ts';

describe('a calculator function', () => {
  it('should do what ISO 32000-1, 7.10.5, says of each operator', () => {
    const cases: readonly (readonly [string, readonly number[], readonly number[]])[] = [
      ['{ add 2 mul }', [3, 4], [14]],
      ['{ exch sub }', [3, 4], [1]],
      ['{ dup 0 le { pop 7 } if }', [-1], [7]],
      ['{ dup 0 le { pop 7 } if }', [1], [1]],
      ['{ .5 gt { 1 0 0 } { 0 0 1 } ifelse }', [0.25], [0, 0, 1]],
      ['{ atan 360 div }', [-1, 0], [0.75]],
      ['{ 3 1 roll }', [1, 2, 3], [3, 1, 2]],
      ['{ 3 -1 roll }', [1, 2, 3], [2, 3, 1]],
      ['{ 1 index }', [5, 6], [5, 6, 5]],
      ['{ 2 copy }', [5, 6], [5, 6, 5, 6]],
      ['{ truncate exch abs }', [-2, -1.5], [-1, 2]],
      ['{ 2 exp sqrt }', [3], [3]],
      ['{ 7 2 idiv 7 2 mod }', [], [3, 1]],
      ['{ true false or not }', [], [0]],
    ];
    for (const [text, inputs, results] of cases)
      assert.deepEqual(readCalculator(text)(inputs), results, text);
  });

  it('should be nothing else', () => {
    for (const text of ['', '{', '} {', '{ foo }', '{ if }', '{ 1 { 2 } 3 }', '{ 1 } { 2 }', '{'.repeat(100)])
      assert.throws(() => readCalculator(text), /calculator function/, text);
  });
});
