import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assemble, manuscriptOf } from '../../../testing/books.ts';
import { told } from '../../../testing/parse.ts';
import { headingStop } from './heading-stop.ts';

const check = (text: string): readonly string[] =>
  told(headingStop.check(assemble(manuscriptOf({ 'a.md': text })).book, []));

describe('heading-stop', () => {
  it('should find a stop at the end of a heading, at its place (E07)', () => {
    assert.deepEqual(check('# 春天。\n\n## *口岸*，\n\n### 甲[^1]\n\n#### 乙；[^1]\n\n[^1]: 注。'), [
      'warning heading-stop a.md:1:5',
      'warning heading-stop a.md:3:8',
      'warning heading-stop a.md:7:1',
    ]);
    assert.deepEqual(check(':::deck\n# 春天。\n:::'), ['warning heading-stop a.md:2:5']);
  });

  for (const text of [
    '# 春天',
    '# 来吗？',
    '# 来！',
    '# 来……',
    '# 甲。乙',
    '# Ch. 1.',
    '# 注：',
    '文。',
    '# “春天。”',
  ])
    it(`should not find any in ${text}`, () => assert.deepEqual(check(text), []));
});
