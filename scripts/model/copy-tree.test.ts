import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyTree } from './copy-tree.ts';

test('should copy a tree through all its levels', () => {
  const tree = {
    type: 'element',
    properties: { className: ['a'], hidden: true, id: undefined },
    children: [{ type: 'text', value: '春', position: { start: { line: 1 } } }, null],
  };
  const copy = copyTree(tree);
  assert.deepEqual(copy, tree);
  assert.notEqual(copy, tree);
  assert.notEqual(copy.properties.className, tree.properties.className);
  assert.notEqual(copy.children[0]?.position, tree.children[0]?.position);
});

test('should keep a key named as the prototype a key', () => {
  const tree = JSON.parse('{"properties":{"__proto__":{"polluted":true}}}') as { properties: object };
  const copy = copyTree(tree);
  assert.deepEqual(Object.keys(copy.properties), ['__proto__']);
  assert.equal(Object.getPrototypeOf(copy.properties), Object.prototype);
  assert.equal((copy.properties as { polluted?: boolean }).polluted, undefined);
});
