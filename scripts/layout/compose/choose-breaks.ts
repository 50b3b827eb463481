import { STRETCH_EM } from './gaps.ts';
import { GapKind, type Paragraph } from './paragraph.ts';

/** A line of a paragraph, from its first piece to before `to`. */
export interface ComposedLine {
  readonly from: number;
  readonly to: number;
  /** The measure less its pieces as they are: above 0 it is stretched by so much, below squeezed, px. */
  readonly restPx: number;
  /** The last of its paragraph, before a forced break, or ragged: it keeps its length. */
  readonly last: boolean;
  /** Left as short as it is: its gaps would open too far. */
  readonly short: boolean;
}

/** How lines are chosen. */
export interface LineOptions {
  readonly measurePx: number;
  /** Room that the first line has less. */
  readonly indentPx: number;
  /** Lines keep their lengths, and are to be as alike as they can be; no gap is opened. */
  readonly ragged?: boolean;
}

/**
 * How far lines may be stretched, as multiples of what their gaps stretch readily (an ideograph's by 0.04 em), and whether
 * a runt may be left.
 */
export interface Tolerance {
  readonly most: number;
  readonly runts: boolean;
}

/** Gaps between ideographs of up to 0.08 em: nobody sees them. */
export const FINE: Tolerance = { most: 2, runts: false };

/** Gaps of a quarter of an em; lines that would need wider ones are left short. */
const WIDEST = 6.25;
/** Weighs lines that are left short. */
const LOOSEST = 50;

/** The part of the measure that a line may lack in which nothing is to be stretched, as one within an address. */
const RIGID_SHARE = 1 / 16;

/** Lines that cannot be filled are left short. */
export const ANY: Tolerance = { most: LOOSEST, runts: true };

/** Lines that are full, by gaps of a quarter of an em at most. Each is tried when the one before finds no lines. */
export const FILLED: readonly Tolerance[] = [
  FINE,
  { most: WIDEST, runts: false },
  { most: WIDEST, runts: true },
];

/** {@link FILLED}, and at last what cannot be filled. */
export const TOLERANCES: readonly Tolerance[] = [...FILLED, ANY];

/** A last line of less than this is a runt (B07). */
const LEAST_WEIGHT = 2;

/** Against each other: a stretched line costs more than one that is squeezed as far (C13), a runt more than all but an overfull line,
 * lines that begin alike a little, a hyphen below another more than the first; a line that is left short the more, the
 * more of its measure it lacks. */
const COST = {
  line: 0.05,
  squeeze: 0.6,
  contrast: 0.5,
  stack: 1,
  unwelcome: 1.5,
  hyphen: 1,
  hyphens: 4,
  runt: 400,
  emergency: 500,
  short: 60,
  shortBy: 300,
  // A quarter of the measure left blank costs as much as a line stretched to the widest gap that nobody sees.
  ragged: 100,
};

/** Rounding of widths, px. */
const EPSILON_PX = 0.01;

/**
 * Chooses the lines of a whole paragraph at once: of all ways to break it the one whose lines are least stretched and
 * squeezed in all (after Knuth and Plass 1981). Takes time linear in its length: a line has but a few places to end.
 * @param tolerances are tried one after the other
 * @returns `undefined` when no choice keeps every line within the measure and the last tolerance
 */
export function chooseBreaks(
  paragraph: Paragraph,
  options: LineOptions,
  tolerances: readonly Tolerance[] = TOLERANCES,
): ComposedLine[] | undefined {
  const sums = new Sums(paragraph);
  for (const tolerance of tolerances) {
    const lines = new Search(paragraph, sums, { ...options, ...tolerance }).lines();
    if (lines !== undefined) return lines;
  }
  return undefined;
}

/** Sums of what stands before each piece. */
class Sums {
  readonly width: Float64Array;
  readonly shrink: Float64Array;
  readonly stretch: Float64Array;
  /** The part of {@link stretch} that word spaces have. */
  readonly spaceStretch: Float64Array;
  /** Gaps that are stretched at all, word spaces among them. */
  readonly gaps: Float64Array;
  readonly spaces: Float64Array;
  readonly weight: Float64Array;

  constructor({ count, widths, gaps, shrinks, stretches, spaces, weights }: Paragraph) {
    this.width = new Float64Array(count + 1);
    this.shrink = new Float64Array(count + 1);
    this.stretch = new Float64Array(count + 1);
    this.spaceStretch = new Float64Array(count + 1);
    this.gaps = new Float64Array(count + 1);
    this.spaces = new Float64Array(count + 1);
    this.weight = new Float64Array(count + 1);
    for (let index = 0; index < count; index += 1) {
      this.width[index + 1] = at(this.width, index) + at(widths, index) + at(gaps, index);
      this.shrink[index + 1] = at(this.shrink, index) + at(shrinks, index);
      const stretch = at(stretches, index);
      const isSpace = at(spaces, index) === 1;
      this.stretch[index + 1] = at(this.stretch, index) + stretch;
      this.spaceStretch[index + 1] = at(this.spaceStretch, index) + (isSpace ? stretch : 0);
      this.gaps[index + 1] = at(this.gaps, index) + (stretch > 0 ? 1 : 0);
      this.spaces[index + 1] = at(this.spaces, index) + (isSpace && stretch > 0 ? 1 : 0);
      this.weight[index + 1] = at(this.weight, index) + at(weights, index);
    }
  }
}

function at(array: Float64Array | Uint8Array | Int32Array, index: number): number {
  return array[index] as number;
}

class Search {
  readonly #paragraph: Paragraph;
  readonly #sums: Sums;
  readonly #options: LineOptions & Tolerance;
  /** For each place a line may begin: the least cost of all before it, where that line begins, and how it is stretched. */
  readonly #cost: Float64Array;
  readonly #from: Int32Array;
  readonly #ratio: Float64Array;

  constructor(paragraph: Paragraph, sums: Sums, options: LineOptions & Tolerance) {
    this.#paragraph = paragraph;
    this.#sums = sums;
    this.#options = options;
    this.#cost = new Float64Array(paragraph.count + 1).fill(Number.POSITIVE_INFINITY);
    this.#from = new Int32Array(paragraph.count + 1);
    this.#ratio = new Float64Array(paragraph.count + 1);
    this.#cost[0] = 0;
  }

  lines(): ComposedLine[] | undefined {
    const { count, breaks } = this.#paragraph;
    let earliest = 0;
    for (let to = 1; to <= count; to += 1) {
      const kind = to === count ? GapKind.forced : at(breaks, to - 1);
      if (kind === GapKind.none) continue;
      // Lines that begin before this one are too long even when squeezed.
      while (earliest < to - 1 && this.#leastRest(earliest, to) < -EPSILON_PX) earliest += 1;
      this.#reach(earliest, to, kind);
      // A forced break parts the paragraph: no line goes on over it.
      if (kind === GapKind.forced) earliest = to;
    }
    if (this.#cost[count] === Number.POSITIVE_INFINITY) return undefined;
    return this.#trace();
  }

  #reach(earliest: number, to: number, kind: number): void {
    const last = kind === GapKind.forced;
    for (let from = earliest; from < to; from += 1) {
      const before = at(this.#cost, from);
      if (before === Number.POSITIVE_INFINITY) continue;
      const rest = this.#rest(from, to);
      const ratio = this.#ratioOf(from, to, rest, last);
      // Those that begin later are still shorter.
      if (!last && ratio > this.#options.most) break;
      if (Number.isNaN(ratio)) continue;
      const cost = before + this.#costOf(from, to, ratio, kind);
      if (cost >= at(this.#cost, to)) continue;
      this.#cost[to] = cost;
      this.#from[to] = from;
      this.#ratio[to] = ratio;
    }
  }

  /** The piece behind the last one that is seen. */
  #end(from: number, to: number): number {
    let end = to;
    while (end > from && at(this.#paragraph.spaces, end - 1) === 1) end -= 1;
    return end;
  }

  #rest(from: number, to: number): number {
    const { widths, startTrims, endTrims } = this.#paragraph;
    const end = this.#end(from, to);
    if (end === from) return this.#room(from);
    const last = end - 1;
    const natural =
      at(this.#sums.width, last) -
      at(this.#sums.width, from) +
      at(widths, last) -
      at(startTrims, from) -
      at(endTrims, last);
    return this.#room(from) - natural;
  }

  #room(from: number): number {
    const { measurePx, indentPx } = this.#options;
    return from === 0 ? measurePx - indentPx : measurePx;
  }

  #leastRest(from: number, to: number): number {
    return this.#rest(from, to) + this.#shrink(from, to);
  }

  #shrink(from: number, to: number): number {
    return this.#sum(this.#sums.shrink, from, to);
  }

  /** How a line is stretched (above 0) or squeezed (down to -1); NaN where it cannot be. */
  #ratioOf(from: number, to: number, rest: number, last: boolean): number {
    if (rest < -EPSILON_PX) {
      const ratio = rest / this.#shrink(from, to);
      return ratio >= -1 - EPSILON_PX ? ratio : Number.NaN;
    }
    if (last || this.#options.ragged || rest <= EPSILON_PX) return 0;
    const stretch = this.#sum(this.#sums.stretch, from, to);
    if (stretch === 0) {
      const lack = rest / (RIGID_SHARE * this.#options.measurePx);
      return lack < 1 ? lack * WIDEST : LOOSEST;
    }
    const ratio = rest / stretch;
    return Math.min(ratio > 1 ? Math.max(ratio, this.#evenRatio(from, to, rest)) : ratio, LOOSEST);
  }

  /** How a line is stretched between its characters, once its word spaces have given first what they give readily (C13). */
  #evenRatio(from: number, to: number, rest: number): number {
    const gaps = this.#sum(this.#sums.gaps, from, to);
    if (gaps === this.#sum(this.#sums.spaces, from, to)) return 0;
    const even = (rest - this.#sum(this.#sums.spaceStretch, from, to)) / gaps;
    return even / (STRETCH_EM.ideograph * this.#paragraph.emPx);
  }

  /** Of what stands between the pieces of a line. */
  #sum(sums: Float64Array, from: number, to: number): number {
    return at(sums, Math.max(this.#end(from, to) - 1, from)) - at(sums, from);
  }

  #costOf(from: number, to: number, ratio: number, kind: number): number {
    const bad = ratio < 0 ? -ratio * COST.squeeze : Math.min(ratio, WIDEST);
    const contrast = from === 0 ? 0 : Math.abs(ratio - at(this.#ratio, from));
    let cost = COST.line + bad + bad * bad + contrast * COST.contrast;
    if (ratio > WIDEST) cost += COST.short + (COST.shortBy * this.#rest(from, to)) / this.#options.measurePx;
    if (this.#options.ragged && kind !== GapKind.forced)
      cost += COST.ragged * (Math.max(this.#rest(from, to), 0) / this.#options.measurePx) ** 2;
    if (from > 0 && this.#startsAlike(from)) cost += COST.stack;
    if (kind === GapKind.emergency) cost += COST.emergency;
    if (kind === GapKind.unwelcome) cost += COST.unwelcome;
    if (kind === GapKind.hyphen) cost += this.#endedIn(from, GapKind.hyphen) ? COST.hyphens : COST.hyphen;
    if (kind === GapKind.forced && from > 0 && to === this.#paragraph.count) {
      const weight = at(this.#sums.weight, to) - at(this.#sums.weight, from);
      if (weight < LEAST_WEIGHT) cost += this.#options.runts ? COST.runt : Number.POSITIVE_INFINITY;
    }
    return cost;
  }

  /** Whether the line before `from` ends in such a gap. */
  #endedIn(from: number, kind: number): boolean {
    return from > 0 && at(this.#paragraph.breaks, from - 1) === kind;
  }

  /** Whether a line begins with the character with which the one before begins: stacked, they catch the eye. */
  #startsAlike(from: number): boolean {
    const { firsts } = this.#paragraph;
    return at(firsts, from) === at(firsts, at(this.#from, from));
  }

  #trace(): ComposedLine[] {
    const lines: ComposedLine[] = [];
    const { count, breaks } = this.#paragraph;
    for (let to = count; to > 0; ) {
      const from = at(this.#from, to);
      const last = this.#options.ragged || to === count || at(breaks, to - 1) === GapKind.forced;
      const short = !last && at(this.#ratio, to) > WIDEST;
      lines.push({ from, to: this.#end(from, to), restPx: this.#rest(from, to), last, short });
      to = from;
    }
    return lines.reverse();
  }
}
