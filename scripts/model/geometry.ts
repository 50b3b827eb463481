/** Millimetres in a point (1 pt = 1/72 in). */
export const MM_PER_PT = 25.4 / 72;

/** CSS pixels in a millimetre (1 px = 1/96 in). */
export const PX_PER_MM = 96 / 25.4;

/** A width and a height in millimetres. */
export interface SizeMm {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** How lines run: across the page, or down it in columns from right to left. */
export type WritingMode = 'horizontal' | 'vertical';

/**
 * One page of one edition. Lengths are in millimetres, type in points, as the trade counts them.
 * The type area (版心) follows A02: size × characters by size × lines + gap × (lines − 1).
 */
export interface PageGeometry {
  /** The page after cutting. */
  readonly trim: SizeMm;
  /** Colour that runs over the trim on every side; 0 for none. */
  readonly bleedMm: number;
  /** Horizontal books are bound left, vertical books right (A09). */
  readonly writingMode: WritingMode;
  /** Body size in points (A05). */
  readonly bodySizePt: number;
  /** From baseline to baseline, in points: the pitch of the line grid (A03, A07). */
  readonly pitchPt: number;
  /** Characters in a full line: the measure in body ems (A01). */
  readonly charactersPerLine: number;
  /** Lines on a full page. */
  readonly linesPerPage: number;
  /** From the trim's top edge to the type area. */
  readonly topMm: number;
  /** From the binding edge to the type area. */
  readonly insideMm: number;
}

/** Length of a full line in millimetres (A01). */
export function measureMm(page: PageGeometry): number {
  return page.charactersPerLine * page.bodySizePt * MM_PER_PT;
}

/** The other side of the type area in millimetres: the first line's top to the last line's foot (A02). */
export function blockExtentMm(page: PageGeometry): number {
  return ((page.linesPerPage - 1) * page.pitchPt + page.bodySizePt) * MM_PER_PT;
}

/** Width and height of the type area (版心), whichever way the lines run. */
export function typeArea(page: PageGeometry): SizeMm {
  const across = measureMm(page);
  const down = blockExtentMm(page);
  return page.writingMode === 'horizontal'
    ? { widthMm: across, heightMm: down }
    : { widthMm: down, heightMm: across };
}
