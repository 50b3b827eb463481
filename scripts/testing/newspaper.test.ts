import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type BuildReport, build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { ARTICLE, captionsLast } from './article.ts';
import {
  areaOf,
  edgesOf,
  framesOf,
  glyphsOf,
  offGrid,
  type PageOrders,
  reported,
  textOf,
  trimOf,
} from './feature-book.ts';
import { type DrawnPage, drawnPages, type Glyph } from './pdf-glyphs.ts';

// The sample's newspaper edition: a tabloid of five columns of 15 characters of 9 pt, two characters between them.
const PAGE: PageOrders = {
  trim: { width: 285, height: 420 },
  bleed: 0,
  body: 9,
  pitch: 13.5,
  characters: 83,
  lines: 82,
};
const TOP = (17 * 72) / 25.4;
const COLUMNS = 5;
const STEP = 17 * PAGE.body;
const WIDTH = 15 * PAGE.body;

const REPO = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;
let report: BuildReport;
let pages: readonly DrawnPage[];
let page: DrawnPage;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-newspaper-'));
  report = await build(REPO, {
    out: folder,
    edition: 'newspaper',
    progress: silentProgress,
    notice: () => {},
  });
  pages = await drawnPages(readFileSync(report.files[0]?.path ?? ''));
  [page = { glyphs: [], pictures: [], fills: [] }] = pages;
});

after(() => rm(folder, { recursive: true, force: true }));

const area = { ...areaOf(PAGE), top: trimOf(PAGE).top - TOP };
const leftOf = (column: number): number => area.left + column * STEP;
const isBody = ({ size }: Glyph): boolean => Math.abs(size - PAGE.body) < 0.01;

/** Where a text is drawn in one size larger than the body's. */
function headOf(text: string): readonly Glyph[] {
  const found = glyphsOf({ ...page, glyphs: page.glyphs.filter(({ size }) => size > 12) }, text);
  assert.ok(found.length > 0, `${text} is drawn large`);
  return found;
}

describe('newspaper edition of the sample', () => {
  it('should be one page without errors', () => {
    assert.deepEqual(reported(report), []);
    assert.equal(pages.length, 1);
  });

  it('should have a hairline in the middle of each gap between columns, and nowhere else', () => {
    const lines = page.fills.filter(({ width, height }) => width < 1 && height > 20 * PAGE.pitch);
    const gap = STEP - WIDTH;
    const places = lines.map(({ x, width }) => x + width / 2).sort((one, other) => one - other);
    assert.equal(places.length, COLUMNS - 1);
    // Chromium draws backgrounds on whole px, 0.75 pt.
    for (const [index, place] of places.entries())
      assert.ok(Math.abs(place - (leftOf(index + 1) - gap / 2)) < 0.8, `${index}: ${place}`);
    assert.ok(
      lines.every(({ y, height }) => y + height < area.top),
      'none beside the headline',
    );
  });

  it('should hold every character of the report', () => {
    const text = textOf(page.glyphs.filter(({ y }) => y < area.top)).replace(/\s/g, '');
    const sorted = (characters: string): string => [...characters.replace(/\s/g, '')].sort().join('');
    assert.equal(sorted(text), sorted(captionsLast(ARTICLE)));
  });

  it('should say above the page which series it is of, and which page (F01)', () => {
    const head = textOf(page.glyphs.filter(({ y }) => y > area.top)).replace(/\s/g, '');
    assert.equal(head, '五大任务兴安担当——兴安盟高质量发展系列报道之五第1版');
  });

  it('should have its headline in one line across the columns, kicker and sub smaller above it (H01)', () => {
    const main = headOf('扩大开放');
    const rest = headOf('畅通便捷的经贸交流通道');
    assert.equal(main[0]?.y, rest[0]?.y);
    const end = (rest.at(-1)?.x ?? 0) + (rest.at(-1)?.width ?? 0);
    assert.ok((main[0]?.x ?? 0) > area.left && end < area.right);
    assert.ok(end - (main[0]?.x ?? 0) > 0.9 * (area.right - area.left), 'it is as wide as the page');
    const gap = (rest[0]?.x ?? 0) - ((headOf('彰显作为').at(-1)?.x ?? 0) + (main[0]?.width ?? 0));
    assert.ok(gap > 0.2 * (main[0]?.size ?? 0), 'a gap where the title turns');
    for (const other of [headOf('五大任务'), headOf('兴安盟高质量发展系列报道之五')]) {
      assert.ok((other[0]?.size ?? 0) < 0.6 * (main[0]?.size ?? 0));
      assert.ok((other[0]?.y ?? 0) > (main[0]?.y ?? 0));
    }
  });

  it('should set all text of the report in five columns of fifteen characters (A01, A04)', () => {
    const body = page.glyphs.filter(isBody);
    assert.ok(body.length > 2800, `${body.length} characters`);
    const filled = new Set<number>();
    for (const { x, width, character } of body) {
      const column = Math.floor((x - area.left + PAGE.body) / STEP);
      filled.add(column);
      const isInside =
        x > leftOf(column) - 0.6 * PAGE.body && x + width < leftOf(column) + WIDTH + 0.6 * PAGE.body;
      assert.ok(isInside, `${character} at ${x}`);
    }
    assert.deepEqual([...filled].sort(), [0, 1, 2, 3, 4]);
  });

  it('should keep the lines of all columns on one grid (A07)', () => {
    const moved = areaOf(PAGE).top - area.top;
    const body = page.glyphs.filter(isBody).map((glyph) => ({ ...glyph, y: glyph.y + moved }));
    assert.deepEqual(offGrid({ ...page, glyphs: body }, PAGE), []);
  });

  it('should set photographs across two columns each, at the head and the foot (F09)', () => {
    const frames = framesOf(page).map(edgesOf);
    assert.equal(frames.length, 4);
    for (const { left, right, top, bottom } of frames) {
      const column = Math.round((left - area.left) / STEP);
      assert.ok(Math.abs(left - leftOf(column)) < 0.5 && Math.abs(right - leftOf(column + 1) - WIDTH) < 0.5);
      assert.ok(top < area.top && bottom > area.bottom - 1);
    }
    const byHeight = [...frames].sort((a, b) => b.top - a.top);
    assert.ok(
      Math.abs((byHeight[0]?.top ?? 0) - (byHeight[1]?.top ?? 1)) < 0.5,
      'two on one line at the head',
    );
    assert.ok(Math.abs((byHeight[2]?.bottom ?? 0) - (byHeight[3]?.bottom ?? 1)) < 0.5, 'two at the foot');
  });

  it('should not let text, pictures and the edges of the page run into each other', () => {
    const frames = framesOf(page).map(edgesOf);
    const trim = trimOf(PAGE);
    frames.forEach((one, index) => {
      for (const other of frames.slice(index + 1)) {
        const isApart =
          one.right <= other.left ||
          other.right <= one.left ||
          one.top <= other.bottom ||
          other.top <= one.bottom;
        assert.ok(isApart, 'pictures overlap');
      }
    });
    for (const { x, y, width, size, character } of page.glyphs) {
      assert.ok(
        x > trim.left + 20 && x + width < trim.right - 20 && y > trim.bottom + 20 && y < trim.top - 20,
      );
      const [middleX, middleY] = [x + width / 2, y + size * 0.38];
      const isOn = frames.some(
        ({ left, right, top, bottom }) =>
          middleX > left && middleX < right && middleY > bottom && middleY < top,
      );
      assert.ok(!isOn, `${character} stands on a picture`);
    }
  });

  it('should end its columns together, give or take the credits', () => {
    const frames = framesOf(page).map(edgesOf);
    const lowest = Array.from({ length: COLUMNS }, (_, column) => {
      const [left, right] = [leftOf(column), leftOf(column) + WIDTH];
      const text = page.glyphs.filter(({ x }) => x > left - PAGE.body && x < right).map(({ y }) => y);
      const pictures = frames.filter((frame) => frame.left < right && frame.right > left);
      return Math.min(...text, ...pictures.map(({ bottom }) => bottom));
    });
    for (const foot of lowest)
      assert.ok(foot - area.bottom < 12 * PAGE.pitch, `columns end at ${lowest.join(', ')}`);
  });
});
