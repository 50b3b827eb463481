import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assemble, editionOf, manuscriptOf, SMALL_PAGE } from '../../../testing/books.ts';
import { told } from '../../../testing/parse.ts';
import { codeLineLong } from './code-line-long.ts';

/** A measure of 20 characters: 18 ems for code, 34 letters of 0.516 em. */
const PRINT = editionOf({ page: { ...SMALL_PAGE, charactersPerLine: 20 } });

function check(text: string, editions = [PRINT]): readonly string[] {
  return told(codeLineLong.check(assemble(manuscriptOf({ 'a.md': text })).book, editions));
}

const fenced = (line: string): string => `文\n\n\`\`\`\n短\n${line}\n\`\`\`\n`;

describe('code-line-long', () => {
  it('should find the longest line of a file, at its line', () => {
    assert.deepEqual(check(fenced('x'.repeat(35))), ['info code-line-long a.md:5:1']);
    assert.deepEqual(check(`${fenced('x'.repeat(40))}\n    ${'x'.repeat(50)}`), [
      'info code-line-long a.md:8:1',
    ]);
  });

  it('should say how long it is, how many there are and what there is room for', () => {
    const text = `${fenced('x'.repeat(40))}\n    ${'x'.repeat(50)}`;
    const [found] = codeLineLong.check(assemble(manuscriptOf({ 'a.md': text })).book, [PRINT]);
    assert.match(found?.message ?? '', /50 letters wide, the longest of 2 .*`print` has room for 34/);
  });

  it('should count what is not ASCII by its width, and tabs', () => {
    assert.deepEqual(check(fenced('字'.repeat(20))), []);
    assert.deepEqual(check(fenced('字'.repeat(21))), ['info code-line-long a.md:5:1']);
    assert.deepEqual(check(fenced(`\t\t\t\t${'x'.repeat(3)}`)), ['info code-line-long a.md:5:1']);
  });

  it('should leave room for the numbers of lines', () => {
    const numbered = (line: string): string => `文\n\n\`\`\`c numbers\n短\n${line}\n\`\`\`\n`;
    assert.deepEqual(check(numbered('x'.repeat(32))), []);
    assert.deepEqual(check(numbered('x'.repeat(33))), ['info code-line-long a.md:5:1']);
  });

  it('should go by the narrowest printed edition and its columns', () => {
    const line = fenced('x'.repeat(30));
    assert.deepEqual(check(line, [PRINT, { ...PRINT, name: 'news', columns: 2 }]), [
      'info code-line-long a.md:5:1',
    ]);
    assert.deepEqual(check(line, [PRINT]), []);
  });

  it('should not find any in an EPUB, nor in text', () => {
    assert.deepEqual(check(fenced('x'.repeat(90)), [{ ...PRINT, format: 'epub' }]), []);
    assert.deepEqual(check(`${'x'.repeat(90)} \`${'x'.repeat(90)}\``), []);
    assert.deepEqual(check(fenced('x'.repeat(34))), []);
  });
});
