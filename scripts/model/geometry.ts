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
  /** Room for printer's marks outside the bleed on every side; 0 for none. */
  readonly marksMm: number;
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
  /** From the trim's left edge to each fold, of a cover in one piece; absent for pages. */
  readonly foldsMm?: readonly number[];
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

/** CSS pixels in a point. */
const PX_PER_PT = 96 / 72;

/** Pitch of the grid in CSS px, rounded to Chromium's layout unit of 1/64 px so that lines never drift off it. */
export function pitchPx(page: PageGeometry): number {
  return Math.round(page.pitchPt * PX_PER_PT * 64) / 64;
}

/** Points in CSS px. */
export function ptToPx(pt: number): number {
  return pt * PX_PER_PT;
}

/** Body size in CSS px. */
export function bodySizePx(page: PageGeometry): number {
  return page.bodySizePt * PX_PER_PT;
}

/**
 * Size of notes in points: one to two grades below the text (F06), in half points as the trade has type. A seventh less
 * is one grade of the Chinese scale: 四号 14 → 小四 12, 小四 → 五号 10.5, 五号 → 小五 9; 9 pt become 7.5 pt.
 */
export function noteSizePt(page: PageGeometry): number {
  return Math.round((page.bodySizePt * 12) / 7) / 2;
}

/** The page with its bleed on every side, in millimetres: the PDF's BleedBox. */
export function bleedSize(page: PageGeometry): SizeMm {
  return { widthMm: page.trim.widthMm + 2 * page.bleedMm, heightMm: page.trim.heightMm + 2 * page.bleedMm };
}

/** The page with its bleed and the room for marks, in millimetres: the PDF's MediaBox. */
export function mediaSize(page: PageGeometry): SizeMm {
  const { widthMm, heightMm } = bleedSize(page);
  return { widthMm: widthMm + 2 * page.marksMm, heightMm: heightMm + 2 * page.marksMm };
}

/**
 * The sheet Chromium prints on: the media rounded up to whole steps of 6 pt (8 px), because it rounds other page
 * sizes to such steps. The media lies in the sheet's lower left corner, so that boxes need no shift.
 */
export function sheetPx(page: PageGeometry): { readonly width: number; readonly height: number } {
  const media = mediaSize(page);
  const up = (mm: number): number => Math.ceil((mm * PX_PER_MM) / 8 - 1e-6) * 8;
  return { width: up(media.widthMm), height: up(media.heightMm) };
}

/** Columns of a page, in characters. */
export interface Columns {
  /** Width of one: a whole number (A01). */
  readonly characters: number;
  /** Between two: what is left over, at least {@link LEAST_COLUMN_GAP}. */
  readonly gap: number;
}

/** Most columns that a page may have. */
export const MOST_COLUMNS = 6;

/** The least gap between columns, in characters. */
const LEAST_COLUMN_GAP = 2;

/** The measure divided into columns of whole characters. */
export function columnsOf(page: PageGeometry, count: number): Columns {
  let gap = LEAST_COLUMN_GAP;
  while ((page.charactersPerLine - gap * (count - 1)) % count !== 0) gap += 1;
  return { characters: (page.charactersPerLine - gap * (count - 1)) / count, gap };
}
