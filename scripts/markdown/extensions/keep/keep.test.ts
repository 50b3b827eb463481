import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

describe('keep', () => {
  it('should hold any blocks', () => {
    assert.equal(
      htmlOf(':::keep\n甲\n\n> 乙\n:::').replaceAll('\n', ''),
      '<div class="keep"><p>甲</p><blockquote><p>乙</p></blockquote></div>',
    );
    assert.deepEqual(told(parse(':::keep\n甲\n:::').diagnostics), []);
  });

  it('should not be made when it is switched off', () => {
    assert.deepEqual(told(parse(':::keep\n甲\n:::', ['keep']).diagnostics), [
      'warning directive-unknown a.md:1:1',
    ]);
  });
});
