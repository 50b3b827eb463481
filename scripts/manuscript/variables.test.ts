import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { told } from '../testing/parse.ts';
import { memoryFiles } from './memory-files.ts';
import { readManuscript } from './read-manuscript.ts';

const read = (keys: string) =>
  readManuscript(
    '/book',
    memoryFiles({ '/book/book.yaml': `title: 书\nlanguage: zh-CN\n${keys}`, '/book/01.md': '# 一' }),
    {},
  );

describe('variables', () => {
  it("should be the book's, and an edition's own before them", async () => {
    const keys = `variables: { 版本: 2, site: 网 }
editions:
  a: { format: pdf, variables: { site: 纸 } }
  b: { format: epub }
`;
    const { manuscript } = await read(keys);
    assert.deepEqual(
      manuscript?.editions.map(({ variables }) => variables),
      [
        { 版本: '2', site: '纸' },
        { 版本: '2', site: '网' },
      ],
    );
  });

  it('should be absent in a book that has none', async () => {
    const { manuscript } = await read('');
    assert.ok(manuscript?.editions.every((edition) => !('variables' in edition)));
  });

  it('should tell of names and values that cannot be', async () => {
    const { diagnostics } = await read('variables: { "a b": x, c: [1] }\n');
    assert.deepEqual(told(diagnostics), [
      'error config-value book.yaml:3:14',
      'error config-value book.yaml:3:27',
    ]);
  });
});
