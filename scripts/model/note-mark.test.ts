import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { Face, Blob as FontBlob } from 'harfbuzzjs';
import { isSetAcross, NOTE_STYLES, type NoteStyle, noteMark } from './note-mark.ts';

const marks = (style: NoteStyle, numbers: readonly number[], vertical = false): string[] =>
  numbers.map((number) => noteMark(number, style, vertical));

describe('the marks of notes (F06, F07)', () => {
  it('should be plain numbers', () => {
    assert.deepEqual(marks('arabic', [1, 10, 123]), ['1', '10', '123']);
  });

  it('should be circled up to ㊿, the last that Unicode has, and in brackets beyond', () => {
    assert.deepEqual(marks('circled', [1, 10, 20, 21, 35, 36, 50]), ['①', '⑩', '⑳', '㉑', '㉟', '㊱', '㊿']);
    assert.deepEqual(marks('circled', [51, 120]), ['(51)', '(120)']);
  });

  it('should be asterisks, then daggers and section marks, then numbers', () => {
    assert.deepEqual(marks('asterisk', [1, 2, 3, 4, 6, 7, 10, 12]), [
      '*',
      '**',
      '***',
      '†',
      '†††',
      '‡',
      '§',
      '§§§',
    ]);
    assert.deepEqual(marks('asterisk', [13]), ['(13)']);
  });

  it('should have Han numbers in the brackets of vertical lines', () => {
    assert.deepEqual(marks('bracketed', [1, 10]), ['〔1〕', '〔10〕']);
    assert.deepEqual(marks('bracketed', [1, 10, 23], true), ['〔一〕', '〔一〇〕', '〔二三〕']);
  });

  it('should never be the same for two numbers', () => {
    const numbers = Array.from({ length: 300 }, (_, index) => index + 1);
    for (const style of NOTE_STYLES)
      for (const vertical of [false, true])
        assert.equal(new Set(marks(style, numbers, vertical)).size, numbers.length, `${style} ${vertical}`);
  });

  it('should be drawn by the faces of the text', () => {
    const load = createRequire(import.meta.url);
    for (const [family, weight] of [
      ['serif', '400Regular'],
      ['sans', '700Bold'],
    ] as const) {
      const name = `Noto${family === 'serif' ? 'Serif' : 'Sans'}SC_${weight}.ttf`;
      const file = load.resolve(`@expo-google-fonts/noto-${family}-sc/${weight}/${name}`);
      const known = new Set(new Face(new FontBlob(readFileSync(file))).collectUnicodes());
      const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
      const used = NOTE_STYLES.flatMap((style) => [...marks(style, numbers), ...marks(style, numbers, true)]);
      const missing = [...new Set(used.join(''))].filter((one) => !known.has(one.codePointAt(0) ?? 0));
      assert.deepEqual(missing, [], name);
    }
  });
});

describe('marks across a vertical line (D10)', () => {
  it('should be those of digits alone', () => {
    assert.deepEqual(['1', '12', '①', '*', '〔一〕', '(51)'].map(isSetAcross), [
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
