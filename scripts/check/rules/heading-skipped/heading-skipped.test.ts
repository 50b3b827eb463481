import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assemble, manuscriptOf } from '../../../testing/books.ts';
import { told } from '../../../testing/parse.ts';
import { headingSkipped } from './heading-skipped.ts';

function check(text: string): readonly string[] {
  return told(headingSkipped.check(assemble(manuscriptOf({ 'a.md': text })).book, []));
}

describe('heading-skipped', () => {
  it('should find each heading that leaves out a level, at its place', () => {
    assert.deepEqual(check('# 章\n\n### 节\n\n##### 条\n\n##### 条'), [
      'warning heading-skipped a.md:3:1',
      'warning heading-skipped a.md:5:1',
    ]);
  });

  it('should find one in a quotation and one in raw HTML', () => {
    assert.deepEqual(check('# 章\n\n> ### 节'), ['warning heading-skipped a.md:3:3']);
    assert.deepEqual(check('# 章\n\n<h3>节</h3>'), ['warning heading-skipped a.md:3:1']);
  });

  for (const text of [
    '# 章\n\n## 节\n\n### 条\n\n# 章',
    '### 条\n\n## 节',
    '### 条\n\n#### 项',
    '文',
    '# 章\n\n\\### 节',
  ]) {
    it(`should not find any in ${JSON.stringify(text)}`, () => assert.deepEqual(check(text), []));
  }

  it('should begin anew in every file', () => {
    const { book } = assemble(manuscriptOf({ 'a.md': '# 章', 'b.md': '### 条' }));
    assert.deepEqual(headingSkipped.check(book, []), []);
  });
});
