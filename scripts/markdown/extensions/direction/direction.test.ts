import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

describe('direction', () => {
  it('should be blocks whose lines run across, or down, over as many lines of the page', () => {
    assert.equal(
      htmlOf(':::vertical{lines=8 #poem}\n床前明月光\n:::'),
      '<div class="lines-vertical" data-lines="8" id="poem"><p>床前明月光</p></div>',
    );
    assert.equal(htmlOf(':::horizontal\n文\n:::'), '<div class="lines-horizontal"><p>文</p></div>');
  });

  it('should tell of what it does not take', () => {
    assert.deepEqual(told(parse(':::vertical{lines=0}\n文\n:::').diagnostics), [
      'error directive-attribute a.md:1:1',
    ]);
    assert.deepEqual(told(parse(':::vertical[题]\n文\n:::').diagnostics), [
      'error directive-attribute a.md:1:1',
    ]);
    assert.deepEqual(told(parse(':::horizontal{width=3}\n文\n:::').diagnostics), [
      'error directive-attribute a.md:1:1',
    ]);
  });

  it('should be running text where it is switched off', () => {
    assert.deepEqual(told(parse(':::vertical\n文\n:::', ['direction']).diagnostics), [
      'warning directive-unknown a.md:1:1',
    ]);
  });
});
