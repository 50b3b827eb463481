import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assemble, editionOf, manuscriptOf } from '../../../testing/books.ts';
import { told } from '../../../testing/parse.ts';
import { warichuLong } from './warichu-long.ts';

const check = (text: string, format: 'pdf' | 'epub' = 'pdf'): readonly string[] =>
  told(warichuLong.check(assemble(manuscriptOf({ 'a.md': text })).book, [editionOf({ format })]));

describe('warichu-long', () => {
  it('should find a note that two rows of a line of ten characters do not hold', () => {
    assert.deepEqual(check(`文\n\n甲[${'春'.repeat(27)}]{.warichu}乙`), ['warning warichu-long a.md:3:2']);
  });

  it('should not find one that fits, nor any where there are no pages', () => {
    assert.deepEqual(check(`甲[${'春'.repeat(26)}]{.jiazhu}乙`), []);
    assert.deepEqual(check('甲[春]{.jiazhu}乙'), []);
    assert.deepEqual(check(`甲[${'春'.repeat(60)}]{.warichu}`, 'epub'), []);
  });
});
