import { bodySizePx, type PageGeometry, pitchPx } from '../../../model/geometry.ts';
import type { BookState } from '../messages.ts';
import { areaOf, type Box, type Shape } from './guides.ts';
import type { OverlayName } from './settings.ts';

/** What findings are judged by. */
export type Measures = Pick<BookState, 'geometry' | 'press' | 'missing'>;

/** CSS px in an inch. */
const PX_PER_INCH = 96;

/** How far a line may be off the grid, px: Chromium works in whole px. */
const OFF_GRID_PX = 1;

/** What is not held to the type area: covers, and pictures that leave it on purpose. */
const FREE = '[data-set^="spread"], [data-bleed], bx-guides';

/** Looks over a page for what overlays point out. */
export function findingsOn(
  leaf: HTMLElement,
  zoom: number,
  measures: Measures,
  wanted: ReadonlySet<OverlayName>,
): readonly Shape[] {
  const origin = leaf.getBoundingClientRect();
  const boxOf = (rect: DOMRect): Box => ({
    x: (rect.left - origin.left) / zoom,
    y: (rect.top - origin.top) / zoom,
    width: rect.width / zoom,
    height: rect.height / zoom,
  });
  const side = leaf.classList.contains('recto') ? 'recto' : 'verso';
  const area = areaOf(measures.geometry, side);
  const shapes: Shape[] = [];
  const add = (overlay: OverlayName, box: Box, label?: string): void => {
    shapes.push({ kind: 'box', overlay, ...box, ...(label === undefined ? {} : { label }) });
  };
  if (wanted.has('notes'))
    for (const notes of leaf.querySelectorAll('bx-notes')) add('notes', boxOf(notes.getBoundingClientRect()));
  if (wanted.has('fpo'))
    for (const frame of leaf.querySelectorAll('.fpo'))
      add('fpo', boxOf(frame.getBoundingClientRect()), 'FPO');
  if (wanted.has('resolution'))
    for (const { image, ppi } of coarsePictures(leaf, zoom, measures.press.colorPpi))
      add('resolution', boxOf(image.getBoundingClientRect()), `${ppi} ppi`);
  if (!['overflow', 'glyphs', 'register'].some((name) => wanted.has(name as OverlayName))) return shapes;
  const body = leaf.querySelector('bx-page:not(.part-cover) > bx-body');
  for (const { text, rects } of textIn(leaf)) {
    if (wanted.has('glyphs') && measures.missing.some((one) => text.data.includes(one)))
      for (const rect of missingIn(text, measures.missing)) add('glyphs', boxOf(rect));
    if (body === null || !body.contains(text) || text.parentElement?.closest(FREE)) continue;
    for (const rect of rects) {
      const box = boxOf(rect);
      if (wanted.has('overflow') && leaves(box, area, measures.geometry)) add('overflow', box);
      if (wanted.has('register') && isOffGrid(box, area, measures.geometry)) add('register', box);
    }
  }
  return shapes;
}

/** Pictures with fewer pixels an inch than the press asks for. */
function coarsePictures(leaf: HTMLElement, zoom: number, least: number): { image: Element; ppi: number }[] {
  return [...leaf.querySelectorAll('img')].flatMap((image) => {
    const { width, height } = image.getBoundingClientRect();
    // Drawings have as many pixels as they are asked for.
    if (/\.svg(\?|$)/.test(image.src) || image.naturalWidth === 0 || width === 0) return [];
    const ppi = Math.round(
      Math.min((image.naturalWidth * zoom) / width, (image.naturalHeight * zoom) / height) * PX_PER_INCH,
    );
    return ppi < least ? [{ image, ppi }] : [];
  });
}

function* textIn(leaf: HTMLElement): Generator<{ text: Text; rects: readonly DOMRect[] }> {
  const walker = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node as Text;
    if (text.data.trim() === '') continue;
    range.selectNodeContents(text);
    yield { text, rects: [...range.getClientRects()].filter(({ width, height }) => width * height > 0) };
  }
}

function missingIn(text: Text, missing: readonly string[]): readonly DOMRect[] {
  const range = document.createRange();
  return missing.flatMap((character) => {
    const rects: DOMRect[] = [];
    for (let at = text.data.indexOf(character); at >= 0; at = text.data.indexOf(character, at + 1)) {
      range.setStart(text, at);
      range.setEnd(text, at + character.length);
      rects.push(range.getBoundingClientRect());
    }
    return rects;
  });
}

/** Text beyond the type area by more than a mark that hangs (A11), or than readings and dots of the edge lines take. */
function leaves(box: Box, area: Box, page: PageGeometry): boolean {
  const size = bodySizePx(page);
  const gap = pitchPx(page) - size + OFF_GRID_PX;
  const [along, across] = page.writingMode === 'horizontal' ? [size * 0.55, gap] : [gap, size * 0.55];
  return (
    box.x < area.x - along ||
    box.x + box.width > area.x + area.width + along ||
    box.y < area.y - across ||
    box.y + box.height > area.y + area.height + across
  );
}

/** Text of the body's size that stands between two lines of the grid (A07). */
function isOffGrid(box: Box, area: Box, page: PageGeometry): boolean {
  const size = bodySizePx(page);
  const pitch = pitchPx(page);
  const isAcross = page.writingMode === 'horizontal';
  if (Math.abs((isAcross ? box.height : box.width) - size) > 0.5) return false;
  const from = isAcross ? box.y - area.y : area.x + area.width - (box.x + box.width);
  const off = Math.abs(from - Math.round(from / pitch) * pitch);
  return off > OFF_GRID_PX;
}
