import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, cellInView, cellOfPage, limitZoom, type Room, stepZoom, topOfCell } from './arrangement.ts';

/** Pages recto, verso, recto … */
const pages = (count: number) =>
  Array.from({ length: count }, (_page, index) => ({ side: index % 2 === 0 ? 'recto' : 'verso' }) as const);
const ROOM: Room = {
  pages: pages(6),
  trim: { width: 400, height: 600 },
  view: { width: 1240, height: 840 },
};

test('should lay facing pages side by side, one spread in the window', () => {
  const { cells, zoom, pitch, fits } = arrange('spreads', 'page', ROOM);
  assert.deepEqual(cells, [[0], [1, 2], [3, 4], [5]]);
  assert.equal(zoom, 800 / 600);
  assert.equal(pitch, 840);
  assert.equal(fits, true);
});

test('should fit the width, of which a spread takes two pages', () => {
  assert.equal(arrange('spreads', 'width', ROOM).zoom, 1200 / 800);
  assert.equal(arrange('single', 'width', ROOM).zoom, 1200 / 400);
  assert.equal(arrange('spreads', 'width', ROOM).fits, false);
});

test('should not leave more between pages that follow each other than a gap', () => {
  const { cells, pitch } = arrange('continuous', 0.5, ROOM);
  assert.equal(cells.length, 6);
  assert.equal(pitch, 300 + 16);
});

test('should give a spread smaller than the window the window', () => {
  assert.equal(arrange('spreads', 0.5, ROOM).pitch, 840);
});

test('should lay as many spreads in a line of the overview as there is room for', () => {
  const small = arrange('overview', 0.25, ROOM);
  assert.equal(small.perLine, Math.floor(1240 / (200 + 28)));
  assert.equal(topOfCell(small, small.perLine), small.pitch);
  assert.equal(topOfCell(small, small.perLine - 1), 0);
});

test('should find the cell of a page, and the cell that is read', () => {
  const spreads = arrange('spreads', 'page', ROOM);
  assert.equal(cellOfPage(spreads, 4), 2);
  assert.equal(cellInView(spreads, 840, 840), 1);
  assert.equal(cellInView(spreads, 1e9, 840), 3);
  // Zoomed in: the lower half of the first spread is still the first.
  const large = arrange('spreads', 4, ROOM);
  assert.equal(cellInView(large, large.pitch * 0.6, 840), 0);
});

test('should step through zooms and not beyond the last', () => {
  assert.equal(stepZoom(1, 1), 1.1);
  assert.equal(stepZoom(0.93, -1), 0.9);
  assert.equal(stepZoom(4, 1), 4);
  assert.equal(limitZoom(99), 4);
  assert.equal(limitZoom(0.001), 0.1);
});

test('should not fail without pages, or before there is a window', () => {
  const empty = arrange('spreads', 'page', { pages: [], trim: { width: 0, height: 0 }, view: ROOM.view });
  assert.deepEqual([empty.cells, empty.zoom], [[], 1]);
  assert.ok(arrange('single', 'page', { ...ROOM, view: { width: 0, height: 0 } }).zoom > 0);
});
