import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXTENSION_NAMES } from '../manuscript/extension-names.ts';
import { EXTENSIONS } from '../markdown/extensions/index.ts';

test('should let book.yaml and its JSON Schema name every extension of the registry, and no other', () => {
  // The stages may not import each other, so the names stand twice.
  assert.deepEqual([...EXTENSION_NAMES].sort(), EXTENSIONS.map(({ name }) => name).sort());
});
