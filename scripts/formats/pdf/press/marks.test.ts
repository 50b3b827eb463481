import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GlyphOutlines } from '../../../model/face.ts';
import { PRESS_MARKS } from '../../../model/press.ts';
import { SMALL_PAGE as PAGE } from '../../../testing/books.ts';
import { ContentScanner } from '../content-scanner.ts';
import { marksContents, slugContents, slugLetters } from './marks.ts';

const PAGE_WITH_MARKS = { ...PAGE, bleedMm: 3, marksMm: 12 };
const PT_PER_MM = 72 / 25.4;

/** Points of all paths, as `[x, y]`. */
function pointsOf(contents: string): readonly (readonly [number, number])[] {
  const scanner = new ContentScanner(contents);
  const points: [number, number][] = [];
  let [left, up] = [0, 0];
  for (let name = scanner.next(); name !== undefined; name = scanner.next()) {
    const [x = 0, y = 0, width = 0, height = 0, right = 0, higher = 0] = scanner.numbers();
    if (name === 'cm') [left, up] = [left + right, up + higher];
    if (name === 'm' || name === 'l') points.push([left + x, up + y]);
    if (name === 're') points.push([left + x, up + y], [left + x + width, up + y + height]);
  }
  return points;
}

describe("printer's marks", () => {
  it('should stand outside the bleed and on the sheet, each of them', () => {
    const { trim } = PAGE;
    const [low, width, height] = [12, 15 * 2 + trim.widthMm, 15 * 2 + trim.heightMm].map(
      (mm) => mm * PT_PER_MM,
    );
    assert.ok(low !== undefined && width !== undefined && height !== undefined);
    for (const mark of PRESS_MARKS.filter((one) => one !== 'slug')) {
      const points = pointsOf(marksContents(PAGE_WITH_MARKS, [mark], 'all'));
      assert.ok(points.length > 0, mark);
      for (const [x, y] of points) {
        const isInside =
          x > low + 0.01 && x < width - low - 0.01 && y > low + 0.01 && y < height - low - 0.01;
        assert.ok(!isInside && x >= 0 && y >= 0 && x <= width && y <= height, `${mark} ${x} ${y}`);
      }
    }
  });

  it('should be on all plates, in a book of one ink on that, and what is drawn next too', () => {
    assert.match(marksContents(PAGE_WITH_MARKS, ['crop'], 'all'), /^\/BxAll CS 1 SCN \/BxAll cs 1 scn/);
    assert.doesNotMatch(marksContents(PAGE_WITH_MARKS, PRESS_MARKS, 'gray'), / k\b|scn/);
    assert.doesNotMatch(marksContents(PAGE_WITH_MARKS, PRESS_MARKS, 'k'), /scn|(?<!0 0 0 [\d.]+) k\b/);
    assert.match(marksContents(PAGE_WITH_MARKS, PRESS_MARKS, 'all'), /Q$/);
  });

  it('should have a line of outlines that goes on where it ended, and leaves out what has none', () => {
    const square = {
      advance: 1,
      path: [
        { type: 'M', points: [0, 0] },
        { type: 'L', points: [1, 1] },
        { type: 'Z', points: [] },
      ],
    } as const;
    const outlines: GlyphOutlines = new Map([['a', square]]);
    const letters = slugLetters(outlines);
    const first = slugContents(PAGE_WITH_MARKS, 'aXa', letters);
    const next = slugContents(PAGE_WITH_MARKS, 'a', letters, first.end);
    const points = pointsOf(first.contents);
    assert.equal(points.length, 4);
    assert.ok(Math.abs((points[2]?.[0] ?? 0) - (points[1]?.[0] ?? 0)) < 0.01, 'the letters do not meet');
    assert.ok((pointsOf(next.contents)[0]?.[0] ?? 0) >= first.end - 0.01);
  });
});
