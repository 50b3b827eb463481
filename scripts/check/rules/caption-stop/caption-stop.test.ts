import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assemble, manuscriptOf } from '../../../testing/books.ts';
import { told } from '../../../testing/parse.ts';
import { captionStop } from './caption-stop.ts';

const check = (text: string): readonly string[] =>
  told(captionStop.check(assemble(manuscriptOf({ 'a.md': text })).book, [])).map((one) =>
    one.replace(/:\d+$/, ''),
  );

describe('caption-stop', () => {
  for (const text of [
    '![](a.png "国门。")',
    '![](a.png "**国门**。"){credit="王越 摄"}',
    '![](a.png "国门。")[^1]\n\n[^1]: 注',
    '表：货运量。\n\n| 年 |\n|---|',
  ])
    it(`should find one in ${text}`, () => assert.deepEqual(check(text), ['info caption-stop a.md:1']));

  for (const text of [
    '![](a.png "国门")',
    '![](a.png "国门。右为界碑"){credit="王越 摄。"}',
    '![](a.png "是国门吗？")',
    '文。',
    '| 年。 |\n|---|',
  ])
    it(`should not find any in ${text}`, () => assert.deepEqual(check(text), []));
});
