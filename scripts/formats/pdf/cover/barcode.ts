import type { Element } from 'hast';
import { s } from 'hastscript';

/** Width of a module at the full size of ISO/IEC 15420, in millimetres. */
const MODULE_MM = 0.33;
/** Modules without ink before the bars and behind them. */
const QUIET = { left: 11, right: 7 } as const;
/** Modules of EAN-13. */
const MODULES = 95;
/** Modules between the bars and those of the add-on, which has five behind it. */
const ADD_ON_GAP = 9;
const ADD_ON_QUIET = 5;
/** Heights in modules: bars, and how much longer those are that stand between the digits. */
const HEIGHT = 69.24;
const GUARD = 5;
/** Size of the digits, and where they stand beneath the bars and above those of the add-on. */
const DIGIT = 10.5;
const BASELINE = HEIGHT + 8.6;
const ADD_ON_BASELINE = 8;
const ADD_ON_TOP = 10.5;

/** A bar in modules. */
interface Bar {
  readonly x: number;
  readonly width: number;
}

/**
 * EAN-13 with its digits beneath, and an add-on of two or five digits beside it (ISO/IEC 15420), quiet zones included.
 * @param digits all thirteen, the last one right
 * @throws Error when they are not
 */
export async function barcode(digits: string, addOn?: string): Promise<Element> {
  const main = await barsOf('ean13', digits);
  const left = QUIET.left + MODULES + ADD_ON_GAP;
  const more = addOn === undefined ? [] : await barsOf(addOn.length === 2 ? 'ean2' : 'ean5', addOn);
  const end = more.at(-1);
  const width =
    end === undefined ? QUIET.left + MODULES + QUIET.right : left + end.x + end.width + ADD_ON_QUIET;
  const height = BASELINE + 1;
  return s(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: `${round(width * MODULE_MM)}mm`,
      height: `${round(height * MODULE_MM)}mm`,
      viewBox: `0 0 ${round(width)} ${round(height)}`,
      role: 'img',
      ariaLabel: `ISBN ${digits}`,
    },
    [
      ...main.map(({ x, width: wide }) =>
        rect(QUIET.left + x, 0, wide, isGuard(x) ? HEIGHT + GUARD : HEIGHT),
      ),
      ...[...digits].map((digit, index) => text(digit, digitMiddle(index), BASELINE)),
      ...more.map(({ x, width: wide }) => rect(left + x, ADD_ON_TOP, wide, HEIGHT + GUARD - ADD_ON_TOP)),
      // Four modules of guard, then seven for a digit and two before the next.
      ...[...(addOn ?? '')].map((digit, index) => text(digit, left + 7.5 + 9 * index, ADD_ON_BASELINE)),
    ],
  );
}

/** The package is large, so it is loaded with the first bars. */
async function barsOf(symbology: string, text: string): Promise<Bar[]> {
  const { default: bwip } = await import('bwip-js/node');
  const [symbol] = bwip.raw(symbology, text) as unknown as readonly { readonly sbs: readonly number[] }[];
  const bars: Bar[] = [];
  let x = 0;
  for (const [index, width] of (symbol?.sbs ?? []).entries()) {
    if (index % 2 === 0) bars.push({ x, width });
    x += width;
  }
  return bars;
}

/** Bars at the ends and in the middle are longer. */
function isGuard(x: number): boolean {
  return x < 3 || (x >= 45 && x < 50) || x >= MODULES - 3;
}

/** The first digit stands before the bars, six in each half. */
function digitMiddle(index: number): number {
  if (index === 0) return 4.5;
  const half = index <= 6 ? 3 + 7 * (index - 1) : 50 + 7 * (index - 7);
  return QUIET.left + half + 3.5;
}

function rect(x: number, y: number, width: number, height: number): Element {
  return s('rect', { x: round(x), y: round(y), width: round(width), height: round(height) });
}

function text(digit: string, middle: number, baseline: number): Element {
  return s('text', { x: round(middle), y: round(baseline), fontSize: DIGIT, textAnchor: 'middle' }, digit);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
