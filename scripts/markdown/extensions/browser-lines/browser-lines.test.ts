import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

describe('browser-lines', () => {
  it('should hold any blocks', () => {
    assert.equal(
      htmlOf(':::browser-lines\n甲\n\n> 乙\n:::').replaceAll('\n', ''),
      '<div class="browser-lines"><p>甲</p><blockquote><p>乙</p></blockquote></div>',
    );
    assert.deepEqual(told(parse(':::browser-lines\n甲\n:::').diagnostics), []);
  });

  it('should not be made when it is switched off', () => {
    assert.deepEqual(told(parse(':::browser-lines\n甲\n:::', ['browser-lines']).diagnostics), [
      'warning directive-unknown a.md:1:1',
    ]);
  });
});
