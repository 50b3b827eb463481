import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CoverSetting } from '../../../model/cover.ts';
import type { PageGeometry } from '../../../model/geometry.ts';
import { safeZoneFaults } from './safe-zones.ts';
import { boundPages, spineTypeMm, spineWidthMm, wrapOf } from './wrap.ts';

const PAGE: PageGeometry = {
  trim: { widthMm: 148, heightMm: 210 },
  bleedMm: 3,
  marksMm: 0,
  writingMode: 'horizontal',
  bodySizePt: 10.5,
  pitchPt: 18,
  charactersPerLine: 28,
  linesPerPage: 26,
  topMm: 20,
  insideMm: 20,
};
const SETTING: CoverSetting = {
  of: 'print',
  paper: { gsm: 80 },
  flapMm: 0,
  flapTexts: {},
  pictures: {},
  place: { file: 'book.yaml', line: 3, column: 1 },
};

describe('the width of a spine', () => {
  it('should follow from pages and the weight of the paper, or from the caliper of a leaf', () => {
    assert.equal(spineWidthMm(240, { gsm: 80 }), 12.9);
    assert.equal(spineWidthMm(24, { caliperMm: 0.086 }), 1);
    assert.equal(wrapOf(PAGE, { ...SETTING, spineMm: 13.25 }, 240).spineMm, 13.25);
  });

  it('should count whole leaves, and whole sections where they are ordered', () => {
    assert.deepEqual([boundPages(241, 1), boundPages(240, 1), boundPages(241, 16)], [242, 240, 256]);
  });
});

describe('a cover laid flat', () => {
  it('should be two pages, two flaps and the spine wide, and folded between them', () => {
    const { geometry } = wrapOf(PAGE, { ...SETTING, spineMm: 12, flapMm: 80 }, 240);
    assert.deepEqual(geometry.trim, { widthMm: 468, heightMm: 210 });
    assert.deepEqual(geometry.foldsMm, [80, 228, 240, 388]);
    assert.deepEqual(wrapOf(PAGE, { ...SETTING, spineMm: 0 }, 4).geometry.foldsMm, [148]);
  });

  it('should have words on a spine only from 4 mm, a millimetre from both folds', () => {
    assert.ok(!wrapOf(PAGE, { ...SETTING, spineMm: 3.9 }, 4).hasSpineText);
    for (const spineMm of [4, 6, 12, 40]) {
      const wrap = wrapOf(PAGE, { ...SETTING, spineMm }, 4);
      assert.ok(wrap.hasSpineText);
      const type = spineTypeMm(wrap, 20);
      assert.ok(type > 1.7 && (spineMm - type) / 2 >= 1, `${spineMm}: ${type}`);
      // However long they are, they stay in their line.
      assert.ok(spineTypeMm(wrap, 200) * 200 <= 180.001);
    }
  });
});

describe('the safe zones of a cover', () => {
  const MM = 96 / 25.4;
  const wrap = wrapOf(PAGE, { ...SETTING, spineMm: 10 }, 240);
  /** Faults of a text at a place in millimetres from the trim's corner. */
  const faultsAt = (left: number, top: number, width: number, height: number): string[] => {
    const box = {
      text: '字',
      left: (left + 3) * MM,
      top: (top + 3) * MM,
      right: (left + 3 + width) * MM,
      bottom: (top + 3 + height) * MM,
    };
    return safeZoneFaults([box], wrap, SETTING, 216 * MM).map(({ message }) => message);
  };

  it('should not tell of text within them', () => {
    assert.deepEqual(faultsAt(3, 3, 20, 5), []);
    assert.deepEqual(faultsAt(149, 20, 8, 100), []);
    assert.deepEqual(faultsAt(283, 202, 20, 5), []);
  });

  it('should tell of text near the cut, over a fold and beyond the sheet', () => {
    assert.match(faultsAt(2, 20, 20, 5)[0] ?? '', /is 2 mm, expected at least 3 mm from the cut/);
    assert.match(faultsAt(20, 204, 20, 5)[0] ?? '', /is 1 mm, expected at least 3 mm from the cut/);
    assert.match(faultsAt(148.5, 20, 8, 5)[0] ?? '', /is 0\.5 mm, expected at least 1 mm from a fold/);
    assert.match(faultsAt(100, 20, 100, 5)[0] ?? '', /from a fold/);
    assert.match(faultsAt(-30, 20, 20, 5)[0] ?? '', /from the cut/);
  });
});
