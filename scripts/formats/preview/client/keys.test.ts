import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandOf, type Key } from './keys.ts';

const PLAIN = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const HORIZONTAL = { vertical: false, fits: true, mode: 'spreads' } as const;

function key(name: string, modifiers: Partial<Key> = {}): Key {
  return { ...PLAIN, key: name, ...modifiers };
}

test('should turn to the next spread in the direction of reading', () => {
  assert.deepEqual(commandOf(key('ArrowRight'), HORIZONTAL), { kind: 'turn', step: 1, by: 'cell' });
  assert.deepEqual(commandOf(key('ArrowLeft'), { ...HORIZONTAL, vertical: true }), {
    kind: 'turn',
    step: 1,
    by: 'cell',
  });
  assert.deepEqual(commandOf(key('PageDown'), HORIZONTAL), { kind: 'turn', step: 1, by: 'cell' });
});

test('should turn back the other way', () => {
  assert.deepEqual(commandOf(key('ArrowLeft'), HORIZONTAL), { kind: 'turn', step: -1, by: 'cell' });
  assert.deepEqual(commandOf(key('ArrowRight'), { ...HORIZONTAL, vertical: true }), {
    kind: 'turn',
    step: -1,
    by: 'cell',
  });
  assert.deepEqual(commandOf(key(' ', { shiftKey: true }), HORIZONTAL), {
    kind: 'turn',
    step: -1,
    by: 'cell',
  });
});

test('should zoom, fit and go to the ends', () => {
  assert.deepEqual(commandOf(key('+'), HORIZONTAL), { kind: 'zoom', step: 1 });
  assert.deepEqual(commandOf(key('-'), HORIZONTAL), { kind: 'zoom', step: -1 });
  assert.deepEqual(commandOf(key('0'), HORIZONTAL), { kind: 'fit', zoom: 'page' });
  assert.deepEqual(commandOf(key('End'), HORIZONTAL), { kind: 'end', end: 'last' });
});

test('should leave up and down to scrolling when a spread is larger than the window', () => {
  assert.equal(commandOf(key('ArrowDown'), { ...HORIZONTAL, fits: false }), undefined);
  assert.equal(commandOf(key('ArrowUp'), { ...HORIZONTAL, fits: false }), undefined);
});

test("should not take the browser's shortcuts", () => {
  for (const modifier of ['ctrlKey', 'metaKey', 'altKey'] as const) {
    assert.equal(commandOf(key('ArrowLeft', { [modifier]: true }), HORIZONTAL), undefined);
    assert.equal(commandOf(key('+', { [modifier]: true }), HORIZONTAL), undefined);
  }
});

test('should not take keys that mean nothing here', () => {
  for (const name of ['a', 'Enter', 'Tab', 'F5', 'constructor'])
    assert.equal(commandOf(key(name), HORIZONTAL), undefined);
});

test('should move over the overview by spreads and lines, and open what is chosen', () => {
  const overview = { ...HORIZONTAL, mode: 'overview' } as const;
  assert.deepEqual(commandOf(key('ArrowDown'), overview), { kind: 'turn', step: 1, by: 'line' });
  assert.deepEqual(commandOf(key('ArrowRight'), overview), { kind: 'turn', step: 1, by: 'cell' });
  assert.deepEqual(commandOf(key('Enter'), overview), { kind: 'open' });
  assert.equal(commandOf(key('PageDown'), overview), undefined);
});

test('should leave up and down to scrolling where pages follow each other', () => {
  assert.equal(commandOf(key('ArrowDown'), { ...HORIZONTAL, mode: 'continuous' }), undefined);
});
