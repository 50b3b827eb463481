import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

describe('credits', () => {
  it('should be a footer (H06)', () => {
    assert.equal(
      htmlOf(':::credits\n（胡日查 韩学文）\n:::'),
      '<footer class="credits"><p>（胡日查 韩学文）</p></footer>',
    );
    assert.deepEqual(told(parse(':::credits\n（甲）\n:::').diagnostics), []);
  });

  it('should not be made of brackets alone', () => {
    assert.equal(htmlOf('（胡日查 韩学文）'), '<p>（胡日查 韩学文）</p>');
  });
});
