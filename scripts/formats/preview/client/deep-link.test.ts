import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSource, parseTarget, sameLabel } from './deep-link.ts';

test('should read a page by its label', () => {
  assert.deepEqual(parseTarget('#page=iv'), { kind: 'page', label: 'iv' });
});

test('should read a place in the source, with or without its column', () => {
  const place = { kind: 'source', file: 'manuscript/01.md', line: 12 };
  assert.deepEqual(parseTarget('#source=manuscript/01.md:12'), place);
  assert.deepEqual(parseTarget('#source=manuscript/01.md:12:3'), place);
});

test('should read encoded names', () => {
  const target = parseTarget('#source=%E7%AC%AC%E4%B8%80%E7%AB%A0.md%3A3');
  assert.deepEqual(target, { kind: 'source', file: '第一章.md', line: 3 });
});

test('should not take an id of the book, an empty value or a place without line for a target', () => {
  for (const hash of ['', '#', '#c01', '#page=', '#source=', '#source=01.md', '#other=1']) {
    assert.equal(parseTarget(hash), undefined, hash);
  }
});

test('should not fail on a broken encoding', () => {
  assert.deepEqual(parseTarget('#page=%E7'), { kind: 'page', label: '%E7' });
});

test('should keep colons in file names', () => {
  assert.deepEqual(parseSource('a:b.md:3:1'), { file: 'a:b.md', line: 3 });
});

test('should know labels however they are typed', () => {
  assert.ok(sameLabel('１２', '12'));
  assert.ok(sameLabel(' IV ', 'iv'));
});

test('should not take one label for another', () => {
  assert.ok(!sameLabel('1', '11'));
  assert.ok(!sameLabel('i', '1'));
});
