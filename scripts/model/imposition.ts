import type { SizeMm } from './geometry.ts';

/** Pages on sheets: folded and stitched through the fold, or spreads as the reader sees them. */
export const IMPOSITIONS = ['booklet', 'two-up'] as const;

/** How the pages of an edition are laid on sheets. */
export interface Imposition {
  readonly kind: (typeof IMPOSITIONS)[number];
  /** Paper in landscape that two pages are made to fit on; absent for sheets as large as two pages. */
  readonly sheet?: SizeMm;
  /** How much nearer to the fold the pages of each sheet of a booklet stand than those of the one around it. */
  readonly creepMm: number;
}
