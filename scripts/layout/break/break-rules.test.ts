import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allowedBreaks, type RuleBlock } from './break-rules.ts';

const RULES = { orphans: 2, widows: 2, linesAfterHeading: 2 };

type Kind = 'heading' | 'label' | 'credits' | 'whole' | 'text' | 'box';

/** Blocks by kind and number of lines; of a box, how many lines it is as high as. */
function allowed(...blocks: readonly (readonly [Kind, number])[]): string {
  let firstLine = 0;
  const rules = blocks.map(([kind, linesHigh]): RuleBlock => {
    const lineCount = kind === 'box' ? 1 : linesHigh;
    const block: RuleBlock = {
      firstLine,
      lineCount,
      linesHigh,
      divisible: kind === 'text' || kind === 'credits',
      keepWithNext: kind === 'heading' ? 'heading' : kind === 'label' ? 'line' : 'nothing',
      keepWithPrevious: kind === 'credits',
    };
    firstLine += lineCount;
    return block;
  });
  return allowedBreaks(rules, firstLine, RULES)
    .map((yes) => (yes ? '|' : '-'))
    .join('');
}

describe('where a page may begin', () => {
  it('should leave two lines of a paragraph on either page (B08)', () => {
    assert.equal(allowed(['text', 6]), '|-||' + '|-');
    assert.equal(allowed(['text', 4]), '|-|-');
  });

  it('should not divide a paragraph too short for both', () => {
    assert.equal(allowed(['text', 3], ['text', 2], ['text', 1]), '|--|-|');
  });

  it('should not divide what stays whole', () => {
    assert.equal(allowed(['whole', 5], ['whole', 1]), '|----|');
  });

  it('should keep two lines of text below a heading (E04)', () => {
    assert.equal(allowed(['heading', 1], ['text', 6]), '|--||' + '|-');
  });

  it('should keep one line with its label: a term, a group of an index, the head of a table', () => {
    assert.equal(allowed(['label', 1], ['text', 1], ['label', 1], ['text', 4]), '|-|-' + '-|-');
  });

  it('should count the lines of short paragraphs together', () => {
    assert.equal(allowed(['heading', 1], ['text', 1], ['text', 1], ['text', 1]), '|--|');
  });

  it('should have enough below a heading in a box that is as high as the lines', () => {
    assert.equal(allowed(['heading', 1], ['box', 9], ['heading', 1], ['text', 4]), '|-|--|-');
    assert.equal(allowed(['heading', 1], ['box', 1], ['heading', 1], ['text', 4]), '|----|-');
  });

  it('should not part two headings in a row, nor the second from its text', () => {
    assert.equal(allowed(['heading', 1], ['heading', 1], ['text', 4]), '|---|-');
  });

  it('should not part three headings either', () => {
    assert.equal(allowed(['heading', 1], ['heading', 1], ['heading', 1], ['text', 4]), '|----|-');
  });

  it('should not keep anything behind a heading that nothing follows', () => {
    assert.equal(allowed(['text', 2], ['heading', 1]), '|-|');
  });

  it('should not begin a page with credits (H06)', () => {
    assert.equal(allowed(['text', 4], ['credits', 1]), '|-|--');
    assert.equal(allowed(['text', 4], ['credits', 1], ['credits', 1]), '|-|---');
  });

  it('should have nothing to say of an empty chapter', () => {
    assert.equal(allowed(), '');
  });
});
