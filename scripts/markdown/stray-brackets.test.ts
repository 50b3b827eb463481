import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { seeded } from '../testing/random.ts';
import { remarkStrayBrackets } from './stray-brackets.ts';

const plain = unified().use(remarkParse).use(remarkGfm).freeze();
const quick = unified().use(remarkParse).use(remarkGfm).use(remarkStrayBrackets).freeze();

/** Pieces of links, pictures and calls of notes, whole and broken, for which there are definitions. */
const PIECES = [
  '[',
  ']',
  '![',
  '[a]',
  '![a]',
  '[^1]',
  '![^1]',
  '](b)',
  '][a]',
  '(b)',
  '*',
  '`',
  '\\',
  '\n',
  '甲',
];
const DEFINED = '\n\n[a]: b\n\n[^1]: 注\n';

describe('brackets without an opening one', () => {
  it('should read every text as it is read without this', () => {
    const random = seeded(7);
    for (let nth = 0; nth < 1500; nth += 1) {
      const text = Array.from({ length: random.int(1, 24) }, () => random.pick(PIECES)).join('') + DEFINED;
      assert.deepEqual(quick.parse(text), plain.parse(text), text);
    }
  });
});
