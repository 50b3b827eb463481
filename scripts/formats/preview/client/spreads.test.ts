import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spreadsOf } from './spreads.ts';

function pages(sides: string): readonly { side: 'recto' | 'verso' }[] {
  return [...sides].map((letter) => ({ side: letter === 'r' ? 'recto' : 'verso' }));
}

test('should let page 1 stand alone and the others face each other', () => {
  assert.deepEqual(spreadsOf(pages('rvrvr')), [[0], [1, 2], [3, 4]]);
});

test('should let a last verso stand alone', () => {
  assert.deepEqual(spreadsOf(pages('rv')), [[0], [1]]);
});

test('should not lay two pages of one side side by side', () => {
  assert.deepEqual(spreadsOf(pages('rrvv')), [[0], [1], [2], [3]]);
});

test('should not join a recto to the recto of a full spread', () => {
  assert.deepEqual(spreadsOf(pages('vrr')), [[0, 1], [2]]);
});

test('should not make a spread of nothing', () => {
  assert.deepEqual(spreadsOf([]), []);
});
