import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PageInfo } from '../model/pagination.ts';
import { isSameWidth, mergePages, pageCountText } from './page-slots.ts';

/** The pages of a small book: front matter in roman numerals, a page without a number, then 1, 2, 3 … */
const PAGES: readonly PageInfo[] = ['i', 'ii', '', '1', '2', '3', '4', '5', '6', '7'].map((label) => ({
  label,
  side: 'recto',
}));
const LABELS = { pageSeparator: '、', pageRange: '–' };

const merged = (...indices: readonly number[]): string => mergePages(indices, PAGES, LABELS);

describe('the pages of an index entry', () => {
  it('should be in order, each once', () => {
    assert.equal(merged(8, 3, 3, 6), '1、4、6');
  });

  it('should be a range from three pages on', () => {
    assert.equal(merged(3, 4), '1、2');
    assert.equal(merged(3, 4, 5), '1–3');
    assert.equal(merged(3, 5, 6, 7, 9), '1、3–5、7');
  });

  it('should not run from front matter into the text over a page without a number', () => {
    assert.equal(merged(0, 1, 2, 3), 'i、ii、1');
  });

  it('should be nothing where there is no page', () => {
    assert.equal(merged(), '');
    assert.equal(merged(2), '');
  });
});

describe('what follows from the number of pages', () => {
  it('should be counted by leaves of two pages, without those that have no number (G02)', () => {
    assert.equal(pageCountText(PAGES, 1, 0), '10');
    assert.equal(pageCountText(PAGES, 1 / 32, 3), '0.313');
    const book = Array.from({ length: 335 }, (_, index) => ({ label: `${index}`, side: 'recto' as const }));
    assert.equal(pageCountText(book, 1 / 32, 3), '10.5');
    assert.equal(pageCountText(book, 0.728, 0), '245');
  });
});

describe('numbers of one width', () => {
  for (const [before, after] of [
    ['1', '9'],
    ['12', '40'],
    ['①', '⑳'],
    ['〔1〕', '〔8〕'],
  ] as const) {
    it(`should be ${before} and ${after}`, () => assert.ok(isSameWidth(before, after)));
  }
  for (const [before, after] of [
    ['9', '10'],
    ['ii', 'vi'],
    ['', '1'],
    ['①', '1'],
    ['*', '†'],
  ] as const) {
    it(`should not be ${before} and ${after}`, () => assert.ok(!isSameWidth(before, after)));
  }
});
