import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SMALL_PAGE } from '../testing/books.ts';
import { BuildError } from './build-error.ts';
import { compareDiagnostics, type Diagnostic, formatPlace } from './diagnostic.ts';
import { blockExtentMm, measureMm, mediaSize, pitchPx, sheetPx, typeArea } from './geometry.ts';

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual}`);

describe('page geometry', () => {
  it('should give the type area: size × characters by size × lines + gap × (lines − 1) (A02)', () => {
    near(measureMm(SMALL_PAGE), (90 * 25.4) / 72);
    near(blockExtentMm(SMALL_PAGE), ((8 * 9 + 7 * 4.5) * 25.4) / 72);
    near(typeArea(SMALL_PAGE).widthMm, measureMm(SMALL_PAGE));
  });

  it('should turn the type area when lines run down', () => {
    const vertical = { ...SMALL_PAGE, writingMode: 'vertical' as const };
    near(typeArea(vertical).heightMm, measureMm(vertical));
    near(typeArea(vertical).widthMm, blockExtentMm(vertical));
  });

  it('should round the pitch to Chromium’s layout unit, so that lines never drift', () => {
    for (const pitchPt of [13.5, 17.3, 18.01]) {
      const px = pitchPx({ ...SMALL_PAGE, pitchPt });
      assert.equal(px * 64, Math.round(px * 64));
      assert.ok(Math.abs(px - (pitchPt * 96) / 72) <= 1 / 128);
    }
  });

  it('should put the media on a sheet of whole steps of 8 px, never a smaller one', () => {
    for (const widthMm of [148, 130, 105, 60.5]) {
      const page = { ...SMALL_PAGE, trim: { widthMm, heightMm: 210 }, bleedMm: 3 };
      const sheet = sheetPx(page);
      const mediaPx = (mediaSize(page).widthMm * 96) / 25.4;
      assert.equal(sheet.width % 8, 0);
      assert.ok(sheet.width >= mediaPx - 1e-6 && sheet.width < mediaPx + 8);
    }
  });

  it('should not add a step to a media that is whole already', () => {
    const page = { ...SMALL_PAGE, trim: { widthMm: (800 * 25.4) / 96, heightMm: (80 * 25.4) / 96 } };
    assert.deepEqual(sheetPx(page), { width: 800, height: 80 });
  });
});

describe('diagnostics', () => {
  const at = (file: string, line: number, column: number, ruleId: string): Diagnostic => ({
    severity: 'error',
    ruleId,
    message: '',
    place: { file, line, column },
  });

  it('should be sorted by file, line, column and rule', () => {
    const sorted = [
      { severity: 'error', ruleId: 'z', message: '' } as const,
      at('a.md', 2, 1, 'z'),
      at('a.md', 10, 1, 'b'),
      at('a.md', 10, 2, 'a'),
      at('a.md', 10, 2, 'b'),
      at('b.md', 1, 1, 'a'),
    ];
    assert.deepEqual([...sorted].reverse().sort(compareDiagnostics), sorted);
    assert.equal(compareDiagnostics(at('a.md', 1, 1, 'a'), at('a.md', 1, 1, 'a')), 0);
  });

  it('should name places as editors do', () => {
    assert.equal(formatPlace({ file: 'manuscript/a.md', line: 3, column: 7 }), 'manuscript/a.md:3:7');
  });
});

describe('failures of the environment', () => {
  it('should carry a code, a hint and their cause', () => {
    const cause = new Error('x');
    const error = new BuildError('disk-full', 'The disk is full', 'Free some space.', { cause });
    assert.deepEqual(
      [error.name, error.code, error.hint, error.cause],
      ['BuildError', 'disk-full', 'Free some space.', cause],
    );
    assert.ok(error instanceof Error);
  });
});
