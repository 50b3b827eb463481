import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PageGeometry, PX_PER_MM } from '../../../model/geometry.ts';
import { areaOf, guidesOf, type Shape } from './guides.ts';

const PAGE: PageGeometry = {
  trim: { widthMm: 100, heightMm: 160 },
  bleedMm: 3,
  marksMm: 0,
  writingMode: 'horizontal',
  bodySizePt: 9,
  pitchPt: 15,
  charactersPerLine: 20,
  linesPerPage: 10,
  topMm: 20,
  insideMm: 15,
};
const VERTICAL: PageGeometry = { ...PAGE, writingMode: 'vertical' };
/** 9 pt and 15 pt in px. */
const [SIZE, PITCH] = [12, 20];

function shapesOf(page: PageGeometry, side: 'recto' | 'verso', overlay: string): readonly Shape[] {
  return guidesOf(page, side, 3).filter((shape) => shape.overlay === overlay);
}

test('should begin the type area at the binding, which changes sides and with the direction of lines', () => {
  const inside = 15 * PX_PER_MM;
  const right = 100 * PX_PER_MM;
  assert.equal(areaOf(PAGE, 'recto').x, inside);
  assert.ok(Math.abs(areaOf(PAGE, 'verso').x + 20 * SIZE - (right - inside)) < 1e-9);
  assert.equal(areaOf(VERTICAL, 'verso').x, inside);
  const { x, width, height } = areaOf(VERTICAL, 'recto');
  assert.ok(Math.abs(x + width - (right - inside)) < 1e-9);
  assert.ok(Math.abs(height - 20 * SIZE) < 1e-9 && Math.abs(width - (9 * PITCH + SIZE)) < 1e-9);
});

test('should have a baseline for each line, a pitch apart', () => {
  const heights = shapesOf(PAGE, 'recto', 'baselines').map((shape) =>
    shape.kind === 'rule' ? shape.from[1] : NaN,
  );
  assert.equal(heights.length, 10);
  assert.ok(Math.abs((heights[0] ?? 0) - (20 * PX_PER_MM + 0.88 * SIZE)) < 1e-9);
  assert.ok(heights.every((y, index) => Math.abs(y - (heights[0] ?? 0) - index * PITCH) < 1e-6));
});

test('should run lines of vertical pages down, from the right', () => {
  const [first, second] = shapesOf(VERTICAL, 'recto', 'baselines');
  assert.ok(first?.kind === 'rule' && second?.kind === 'rule');
  assert.equal(first.from[0], first.to[0]);
  assert.ok(Math.abs(first.from[0] - second.from[0] - PITCH) < 1e-6);
});

test('should have cells of one character by one pitch, the first at the head of the first line', () => {
  const [across] = shapesOf(PAGE, 'recto', 'grid');
  assert.ok(across?.kind === 'cells');
  assert.deepEqual([across.cell.width, across.cell.height, across.cell.x], [SIZE, PITCH, across.x]);
  const [down] = shapesOf(VERTICAL, 'recto', 'grid');
  assert.ok(down?.kind === 'cells');
  assert.deepEqual([down.cell.width, down.cell.height], [PITCH, SIZE]);
  assert.ok(Math.abs(down.cell.x + SIZE - (down.x + down.width)) < 1e-9);
});

test('should draw bleed outside the trim, the safety zone inside, margins in millimetres', () => {
  const box = (overlay: string): Shape | undefined => shapesOf(PAGE, 'recto', overlay)[0];
  const [bleed, trim, safety] = [box('bleed'), box('trim'), box('safety')];
  assert.ok(bleed?.kind === 'box' && trim?.kind === 'box' && safety?.kind === 'box');
  assert.ok(Math.abs(bleed.x + 3 * PX_PER_MM) < 1e-9 && Math.abs(safety.x - 3 * PX_PER_MM) < 1e-9);
  assert.ok(Math.abs(bleed.width - 106 * PX_PER_MM) < 1e-9);
  const labels = shapesOf(PAGE, 'recto', 'margins').map((shape) => 'label' in shape && shape.label);
  assert.deepEqual(labels.slice(0, 3), ['20 mm', '89.2 mm', '15 mm']);
});

test('should not draw a bleed that the edition has not', () => {
  assert.deepEqual(shapesOf({ ...PAGE, bleedMm: 0 }, 'recto', 'bleed'), []);
});

test('should let rules of register meet at the fold', () => {
  const heights = (side: 'recto' | 'verso') =>
    shapesOf(PAGE, side, 'register').map((shape) => (shape.kind === 'rule' ? [shape.from, shape.to[0]] : []));
  assert.deepEqual(heights('recto'), heights('verso'));
  assert.deepEqual(heights('recto')[0]?.[1], 100 * PX_PER_MM);
});
