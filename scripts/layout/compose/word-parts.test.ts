import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GapKind } from './paragraph.ts';
import { partsOf, type WordBreaks } from './word-parts.ts';

/** The word with `|` where it may be parted, `-|` where a hyphen is shown. */
function parted(word: string, breaks: WordBreaks): string {
  let start = 0;
  const parts = partsOf(word, breaks).map(({ end, kind }) => {
    const part = word.slice(start, end);
    start = end;
    return kind === GapKind.hyphen ? `${part}-` : part;
  });
  return parts.join('|');
}

describe('parts of a word', () => {
  it('should be parted at its own hyphens and between letters at a solidus, in any case', () => {
    for (const breaks of ['own', 'patterns'] as const) {
      assert.equal(parted('well-known', breaks), 'well-|known');
      assert.equal(parted('input/output', breaks), 'input/|output');
      assert.equal(parted('--help', breaks), '--help');
      assert.equal(parted('2026-11-25', breaks), '2026-11-25');
    }
  });

  it('should be parted at soft hyphens, with a hyphen', () => {
    assert.equal(parted('imple\u00admentation', 'own'), 'imple\u00ad-|mentation');
    assert.equal(parted('imple\u00admentation', 'patterns'), 'imple\u00ad-|mentation');
  });

  it('should be parted by patterns only where they are asked for', () => {
    assert.equal(parted('documentation', 'own'), 'documentation');
    assert.equal(parted('“documentation”,', 'patterns'), '“doc-|u-|men-|ta-|tion”,');
  });

  it('should not part names of code, abbreviations, short words or words with digits', () => {
    for (const word of ['HashMapEntry', 'UNESCO', 'table', 'internationali18n', 'snake_casename'])
      assert.equal(parted(word, 'patterns'), word);
  });

  it('should keep two letters before a hyphen and three behind it', () => {
    for (const word of ['academy', 'database', 'anyone', 'vertically', 'eleventh']) {
      for (const part of parted(word, 'patterns').split('-|').slice(-1)) assert.ok(part.length >= 3, word);
      assert.ok((parted(word, 'patterns').split('-|')[0] ?? '').length >= 2, word);
    }
  });

  it('should be parted behind each character where there is no other way, and keep surrogate pairs', () => {
    assert.equal(parted('a𝄞b', 'anywhere'), 'a|𝄞|b');
  });
});
