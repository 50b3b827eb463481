import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editorUrl, parseSource, parseTarget, sameLabel } from './deep-link.ts';

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

test('should take any other fragment for an id of the book', () => {
  assert.deepEqual(parseTarget('#c01'), { kind: 'id', id: 'c01' });
  assert.deepEqual(parseTarget('#%E7%AC%AC'), { kind: 'id', id: '第' });
});

test('should read a place from the query, unless the fragment asks for another', () => {
  const place = { kind: 'source', file: 'manuscript/01.md', line: 12 };
  assert.deepEqual(parseTarget('', '?source=manuscript/01.md:12'), place);
  assert.deepEqual(parseTarget('#page=3', '?source=manuscript/01.md:12'), { kind: 'page', label: '3' });
});

test("should fill in the editor's URL", () => {
  assert.equal(
    editorUrl('vscode://file/b/{file}:{line}:{column}', 'manuscript/第 1.md:7:3'),
    'vscode://file/b/manuscript/%E7%AC%AC%201.md:7:3',
  );
  assert.equal(editorUrl('idea://open?file={file}&line={line}', 'a.md:7'), 'idea://open?file=a.md&line=7');
});

test('should not take an empty value or a place without line for a target', () => {
  for (const hash of ['', '#', '#page=', '#source=', '#source=01.md']) {
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
