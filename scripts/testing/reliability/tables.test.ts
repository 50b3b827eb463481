import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDocument, withTables } from './tables.ts';

describe('docs/reliability.md', () => {
  it('should tell of each case as the tests try it; `npm run reliability` writes it', () => {
    const document = readDocument();
    assert.equal(document, withTables(document));
  });
});
