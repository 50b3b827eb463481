import { COVER_SAFETY_MM, type CoverSetting, LEAST_PRINTED_SPINE_MM } from '../../../model/cover.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { PX_PER_MM } from '../../../model/geometry.ts';
import type { TextBox } from '../../../model/text-box.ts';
import type { Wrap } from './wrap.ts';

/** Room for rounding, in millimetres. */
const TOLERANCE_MM = 0.05;

/** Text that the knife or the fold may meet, each told once. */
export function safeZoneFaults(
  boxes: readonly TextBox[],
  { geometry, spineMm, hasSpineText }: Wrap,
  { place }: CoverSetting,
  sheetHeightPx: number,
): Diagnostic[] {
  const { trim, bleedMm, marksMm, foldsMm = [] } = geometry;
  const edge = bleedMm + marksMm;
  const top = sheetHeightPx / PX_PER_MM - edge - trim.heightMm;
  const told = new Map<string, string>();
  for (const box of boxes) {
    const left = box.left / PX_PER_MM - edge;
    const right = box.right / PX_PER_MM - edge;
    const up = box.top / PX_PER_MM - top;
    const toTrim = Math.min(left, trim.widthMm - right, up, trim.heightMm - (box.bottom / PX_PER_MM - top));
    const toFold = Math.min(...foldsMm.map((fold) => Math.max(left - fold, fold - right)));
    const { trim: fromTrim, fold: fromFold } = COVER_SAFETY_MM;
    if (toTrim < fromTrim - TOLERANCE_MM) told.set(box.text, `${fault(toTrim, fromTrim)} from the cut`);
    else if (toFold < fromFold - TOLERANCE_MM) told.set(box.text, `${fault(toFold, fromFold)} from a fold`);
  }
  const faults = [...told].map(
    ([text, what]): Diagnostic => ({
      severity: 'warning',
      ruleId: 'cover-safe-zone',
      message: `Text \`${text.length > 20 ? `${text.slice(0, 20)}…` : text}\` ${what}`,
      help: "Shorten it, or set it smaller or further in, in the theme's cover.css.",
      place,
    }),
  );
  if (hasSpineText) return faults;
  return [
    ...faults,
    {
      severity: 'warning',
      ruleId: 'cover-spine-narrow',
      message: `A spine of ${spineMm} mm is left empty, expected at least ${LEAST_PRINTED_SPINE_MM} mm for its title`,
      help: 'Nothing needs to be done; if the book is thicker, give `paper` or `spine`.',
      place,
    },
  ];
}

function fault(is: number, expected: number): string {
  return `is ${Math.round(is * 10) / 10} mm, expected at least ${expected} mm`;
}
