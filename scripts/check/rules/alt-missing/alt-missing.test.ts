import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assemble, manuscriptOf } from '../../../testing/books.ts';
import { told } from '../../../testing/parse.ts';
import { altMissing } from './alt-missing.ts';

function check(text: string): readonly string[] {
  return told(altMissing.check(assemble(manuscriptOf({ 'a.md': text })).book, []));
}

describe('alt-missing', () => {
  it('should find a picture without any words, in the text and as a figure, at its place', () => {
    assert.deepEqual(check('文\n\n![](a.png)'), ['warning alt-missing a.md:3:1']);
    assert.deepEqual(check('见![](a.png)'), ['warning alt-missing a.md:1:2']);
    assert.deepEqual(check('![](a.png){credit=甲}\n'), ['warning alt-missing a.md:1:1']);
    assert.deepEqual(check('文\n\n<figure><img src="a.png"></figure>'), ['warning alt-missing a.md:3:9']);
  });

  it('should find one in a note and one of white space', () => {
    assert.deepEqual(check('文[^a]\n\n[^a]: 甲![ ](a.png)'), ['warning alt-missing a.md:3:8']);
  });

  for (const text of [
    '![国门](a.png)',
    '![](a.png "国门。")',
    '见![国门](a.png)',
    '<img src="a.png" alt="国门">',
    '文<img src="a.png" role="presentation">',
    '文<img src="a.png" aria-hidden="true">',
    '<figure><img src="a.png"><figcaption>国门</figcaption></figure>',
    '`![](a.png)`',
  ]) {
    it(`should not find any in ${JSON.stringify(text)}`, () => assert.deepEqual(check(text), []));
  }
});
