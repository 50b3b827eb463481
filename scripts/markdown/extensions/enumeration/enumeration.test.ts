import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

describe('enumeration', () => {
  it('should be a list of its own class, without a box around it', () => {
    assert.equal(
      htmlOf(':::enumeration\n- 甲；\n- 乙。\n:::').replaceAll('\n', ''),
      '<ul class="enumeration"><li>甲；</li><li>乙。</li></ul>',
    );
  });

  it('should work twice in one file and inside a quotation', () => {
    const html = htmlOf(
      ':::enumeration\n- 甲\n:::\n\n:::enumeration\n- 乙\n:::\n\n> :::enumeration\n> - 丙\n> :::',
    );
    assert.equal(html.match(/class="enumeration"/g)?.length, 3);
  });

  for (const text of [':::enumeration\n文\n:::', ':::enumeration\n- 甲\n\n文\n:::', ':::enumeration\n:::']) {
    it(`should not accept ${JSON.stringify(text)}`, () => {
      assert.deepEqual(told(parse(text).diagnostics), ['error enumeration-list a.md:1:1']);
    });
  }

  it('should not touch other lists', () => {
    assert.doesNotMatch(htmlOf('- 甲\n- 乙'), /class/);
  });
});
