import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assemble, manuscriptOf } from '../../../testing/books.ts';
import { figureCredit } from './figure-credit.ts';

const check = (text: string): readonly string[] =>
  figureCredit
    .check(assemble(manuscriptOf({ 'a.md': text })).book, [])
    .map(({ message }) => message.slice(26));

describe('figure-credit', () => {
  it('should find what a figure lacks (H05)', () => {
    assert.deepEqual(check('![](a.jpg)\n\n![](a.jpg "国门")\n\n![](a.jpg){credit=王越}'), [
      'a caption and a credit',
      'a credit',
      'a caption',
    ]);
  });

  it('should not find any where both are given, nor in a picture among text', () => {
    assert.deepEqual(check('![](a.jpg "国门"){credit="王越 摄"}\n\n文![](a.jpg)文'), []);
  });
});
