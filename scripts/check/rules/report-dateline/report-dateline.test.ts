import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assemble, manuscriptOf } from '../../../testing/books.ts';
import { told } from '../../../testing/parse.ts';
import { reportDateline } from './report-dateline.ts';

const check = (text: string): readonly string[] =>
  told(reportDateline.check(assemble(manuscriptOf({ 'a.md': text })).book, []));

const NEWS = ':::deck\n# 口岸开放\n:::\n\n';
const FEATURE = ':::deck\n# 口岸\n\n——系列报道之五\n:::\n\n';
const CREDITS = '\n\n:::credits\n（王越）\n:::';

describe('report-dateline', () => {
  it('should find news that does not begin with a dateline, and one in the wrong place (H04)', () => {
    assert.deepEqual(check(`${NEWS}今天开放。`), ['info report-dateline a.md:1:1']);
    assert.deepEqual(check(`${NEWS}今天开放。\n\n本报讯　昨天。`), ['info report-dateline a.md:7:1']);
    assert.deepEqual(check(`${FEATURE}本报讯　今天开放。`), ['info report-dateline a.md:7:1']);
  });

  for (const text of [
    `${NEWS}本报讯（记者 王越）今天开放。`,
    `${NEWS}新华社北京4月1日电　今天开放。`,
    `${NEWS}（本报阿尔山讯）今天开放。`,
    `${NEWS}今天开放。${CREDITS}`,
    `${FEATURE}今天开放。${CREDITS}`,
    '# 口岸\n\n今天开放。\n\n本报讯　昨天。',
  ])
    it(`should not find any in ${JSON.stringify(text)}`, () => assert.deepEqual(check(text), []));
});
