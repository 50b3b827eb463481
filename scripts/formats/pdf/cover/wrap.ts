import type { CoverSetting, Paper } from '../../../model/cover.ts';
import { LEAST_PRINTED_SPINE_MM } from '../../../model/cover.ts';
import type { PageGeometry } from '../../../model/geometry.ts';

/** Millimetres that a leaf is thick for each g/m²: book paper of 1.346 cm³/g. */
const MM_PER_GSM = 0.001346;

/** Width of a block of pages in millimetres, to a tenth: two pages are a leaf. */
export function spineWidthMm(pages: number, paper: Paper): number {
  const leaf = 'gsm' in paper ? paper.gsm * MM_PER_GSM : paper.caliperMm;
  return tenth((pages / 2) * leaf);
}

function tenth(mm: number): number {
  return Math.round(mm * 10) / 10;
}

/** A cover laid flat, outside up. Lengths are in millimetres. */
export interface Wrap {
  /** Its trim is the whole, its folds are from the left. */
  readonly geometry: PageGeometry;
  readonly pageWidthMm: number;
  readonly spineMm: number;
  readonly flapMm: number;
  /** Whether words are printed on the spine. */
  readonly hasSpineText: boolean;
}

/**
 * The cover of so many pages. Horizontal books are bound on the left: back, spine, front from the left; vertical ones
 * the other way (A09).
 * @param page the page of the book, with the bleed and the room for marks of the cover
 * @param pages pages of the block, as the printer binds it
 */
export function wrapOf(page: PageGeometry, setting: CoverSetting, pages: number): Wrap {
  const spineMm = setting.spineMm ?? spineWidthMm(pages, setting.paper);
  const { flapMm } = setting;
  const { widthMm, heightMm } = page.trim;
  const inner = [flapMm + widthMm, flapMm + widthMm + spineMm];
  const whole = 2 * (flapMm + widthMm) + spineMm;
  // A sheet around a spine of nothing is folded once.
  const folds = [...new Set(flapMm > 0 ? [flapMm, ...inner, whole - flapMm] : inner)];
  return {
    geometry: { ...page, trim: { widthMm: whole, heightMm }, foldsMm: folds },
    pageWidthMm: widthMm,
    spineMm,
    flapMm,
    hasSpineText: spineMm >= LEAST_PRINTED_SPINE_MM,
  };
}

/** Pages that are bound: leaves have two, and printers fill their sections up. */
export function boundPages(pages: number, multiple: number): number {
  const step = Math.max(2, multiple);
  return Math.ceil(pages / step) * step;
}

/** Room that words of the spine leave to its head and foot together, in millimetres. */
const SPINE_MARGINS_MM = 30;
/** Largest type of a spine, in millimetres. */
const LARGEST_SPINE_TYPE_MM = 9;

/**
 * Size of the title on a spine, in millimetres: as large as the width allows with {@link COVER_SAFETY_MM} to the folds,
 * and as the words in their line.
 * @param ems length of all words in ems of the title
 */
export function spineTypeMm({ spineMm, geometry }: Wrap, ems: number): number {
  const room = (geometry.trim.heightMm - SPINE_MARGINS_MM) / Math.max(1, ems);
  return Math.min(spineMm - 2.2, spineMm * 0.6, room, LARGEST_SPINE_TYPE_MM);
}
