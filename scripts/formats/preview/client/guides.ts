import { EM_BOX } from '../../../model/face.ts';
import { bodySizePx, type PageGeometry, PX_PER_MM, pitchPx, typeArea } from '../../../model/geometry.ts';
import type { OverlayName } from './settings.ts';

/** A rectangle, px from the trim's upper left corner at zoom 1. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something to be drawn over a page. */
export type Shape =
  | (Box & { readonly kind: 'box' | 'band'; readonly overlay: OverlayName; readonly label?: string })
  | (Box & { readonly kind: 'cells'; readonly overlay: OverlayName; readonly cell: Box })
  | {
      readonly kind: 'rule';
      readonly overlay: OverlayName;
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
    };

type Side = 'recto' | 'verso';

/** Part of the em box above the baseline. */
const ASCENT = Number.parseFloat(EM_BOX.ascentOverride) / 100;

/** The type area of a page (A02): the binding edge changes sides, vertical books are bound on the right (A09). */
export function areaOf(page: PageGeometry, side: Side): Box {
  const area = typeArea(page);
  const isLeftBound = (page.writingMode === 'horizontal') === (side === 'recto');
  const leftMm = isLeftBound ? page.insideMm : page.trim.widthMm - page.insideMm - area.widthMm;
  return {
    x: leftMm * PX_PER_MM,
    y: page.topMm * PX_PER_MM,
    width: area.widthMm * PX_PER_MM,
    height: area.heightMm * PX_PER_MM,
  };
}

/** What the geometry of a page is drawn as. */
export function guidesOf(page: PageGeometry, side: Side, safetyMm: number): readonly Shape[] {
  const area = areaOf(page, side);
  const trim = { x: 0, y: 0, width: page.trim.widthMm * PX_PER_MM, height: page.trim.heightMm * PX_PER_MM };
  const bleed = page.bleedMm * PX_PER_MM;
  return [
    ...marginsOf(area, trim),
    { kind: 'box', overlay: 'area', ...area },
    gridOf(page, area),
    ...baselinesOf(page, area),
    ...registerOf(page, area, trim),
    { kind: 'box', overlay: 'trim', ...trim },
    ...(bleed === 0 ? [] : [{ kind: 'box', overlay: 'bleed', ...grown(trim, bleed) } as const]),
    { kind: 'box', overlay: 'safety', ...grown(trim, -safetyMm * PX_PER_MM) },
  ];
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** One cell for each character of each line; what is left between two lines is the gap (A03). */
function gridOf(page: PageGeometry, area: Box): Shape {
  const size = bodySizePx(page);
  const pitch = pitchPx(page);
  const cell =
    page.writingMode === 'horizontal'
      ? { x: area.x, y: area.y, width: size, height: pitch }
      : { x: area.x + area.width - size, y: area.y, width: pitch, height: size };
  return { kind: 'cells', overlay: 'grid', ...area, cell };
}

function baselinesOf(page: PageGeometry, area: Box): readonly Shape[] {
  const size = bodySizePx(page);
  const pitch = pitchPx(page);
  return Array.from({ length: page.linesPerPage }, (_line, index): Shape => {
    if (page.writingMode === 'horizontal') {
      const y = area.y + index * pitch + ASCENT * size;
      return { kind: 'rule', overlay: 'baselines', from: [area.x, y], to: [area.x + area.width, y] };
    }
    // Lines that run down stand on their middle.
    const x = area.x + area.width - index * pitch - size / 2;
    return { kind: 'rule', overlay: 'baselines', from: [x, area.y], to: [x, area.y + area.height] };
  });
}

/** Rules over the whole page, which meet those of the facing page at the fold. */
function registerOf(page: PageGeometry, area: Box, trim: Box): readonly Shape[] {
  const edges = [area.y, area.y + area.height];
  const heights =
    page.writingMode === 'horizontal'
      ? baselinesOf(page, area).flatMap((rule) => (rule.kind === 'rule' ? [rule.from[1]] : []))
      : edges;
  return heights.map((y) => ({ kind: 'rule', overlay: 'register', from: [0, y], to: [trim.width, y] }));
}

function marginsOf(area: Box, trim: Box): readonly Shape[] {
  const right = area.x + area.width;
  const bottom = area.y + area.height;
  const bands: readonly Box[] = [
    { x: 0, y: 0, width: trim.width, height: area.y },
    { x: 0, y: bottom, width: trim.width, height: trim.height - bottom },
    { x: 0, y: area.y, width: area.x, height: area.height },
    { x: right, y: area.y, width: trim.width - right, height: area.height },
  ];
  return bands.map((band, index) => {
    const mm = (index < 2 ? band.height : band.width) / PX_PER_MM;
    return { kind: 'band', overlay: 'margins', ...band, label: `${Math.round(mm * 10) / 10} mm` };
  });
}
