import type { ComposedLine } from './choose-breaks.ts';
import { GapKind, type Paragraph } from './paragraph.ts';

/** Texts of more lines are no headings. */
const MOST_LINES = 12;
/** Rounding of widths, px. */
const EPSILON_PX = 0.01;
/** What a line more than the measure demands costs; a word that is parted costs more. */
const MORE_LINES = 0.1;

/**
 * Chooses the lines of a heading or a caption: as few as the measure allows, or one more where a word would be parted
 * otherwise, alike in length and parted between phrases.
 * @param costs of ending a line in each gap, against the squared difference of a line from the mean, in measures
 * @returns `undefined` where one line holds it all, or no lines can
 */
export function chooseBalanced(
  paragraph: Paragraph,
  costs: Float64Array,
  measurePx: number,
): readonly ComposedLine[] | undefined {
  const shape = new Shape(paragraph, costs, measurePx);
  for (let number = 1; number <= MOST_LINES; number += 1) {
    const fewest = shape.lines(number);
    if (fewest === undefined) continue;
    if (number === 1) return undefined;
    const more = shape.lines(number + 1);
    return more !== undefined && more.cost + MORE_LINES < fewest.cost ? more.lines : fewest.lines;
  }
  return undefined;
}

interface Shaped {
  readonly cost: number;
  readonly lines: readonly ComposedLine[];
}

/** Searches all ways to set a short text in so many lines. */
class Shape {
  readonly #paragraph: Paragraph;
  readonly #costs: Float64Array;
  readonly #measurePx: number;
  readonly #widths: LineWidths;

  constructor(paragraph: Paragraph, costs: Float64Array, measurePx: number) {
    this.#paragraph = paragraph;
    this.#costs = costs;
    this.#measurePx = measurePx;
    this.#widths = new LineWidths(paragraph);
  }

  lines(number: number): Shaped | undefined {
    const { count } = this.#paragraph;
    const meanPx = this.#widths.between(0, count) / number;
    let cost = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
    cost[0] = 0;
    /** For each line, and each place it may end: where it begins. */
    const begins: Int32Array[] = [];
    for (let line = 0; line < number; line += 1) {
      const [next, begin] = this.#addLine(cost, meanPx);
      cost = next;
      begins.push(begin);
    }
    const total = cost[count] as number;
    return total === Number.POSITIVE_INFINITY ? undefined : { cost: total, lines: this.#trace(begins) };
  }

  #addLine(cost: Float64Array, meanPx: number): [Float64Array<ArrayBuffer>, Int32Array] {
    const { count, breaks } = this.#paragraph;
    const next = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
    const begin = new Int32Array(count + 1);
    for (let from = 0; from < count; from += 1) {
      if (cost[from] === Number.POSITIVE_INFINITY) continue;
      for (let to = from + 1; to <= count; to += 1) {
        const width = this.#widths.between(from, to);
        // Behind a space or a mark a line may be shorter again, so the search goes on a little.
        if (width > this.#measurePx * 1.5) break;
        const parting = to === count ? 0 : (this.#costs[to - 1] as number);
        const uneven = ((width - meanPx) / this.#measurePx) ** 2;
        const total = (cost[from] as number) + parting + uneven;
        if (width <= this.#measurePx + EPSILON_PX && total < (next[to] as number)) {
          next[to] = total;
          begin[to] = from;
        }
        if (breaks[to - 1] === GapKind.forced) break;
      }
    }
    return [next, begin];
  }

  #trace(begins: readonly Int32Array[]): ComposedLine[] {
    const chosen: ComposedLine[] = [];
    let to = this.#paragraph.count;
    for (const begin of begins.toReversed()) {
      const from = begin[to] as number;
      chosen.push({ from, to: this.#widths.end(from, to), restPx: 0, last: true, short: false });
      to = from;
    }
    return chosen.reverse();
  }
}

/** Widths of lines without what vanishes at their ends. */
class LineWidths {
  readonly #paragraph: Paragraph;
  readonly #sums: Float64Array;

  constructor(paragraph: Paragraph) {
    this.#paragraph = paragraph;
    this.#sums = new Float64Array(paragraph.count + 1);
    for (let index = 0; index < paragraph.count; index += 1) {
      const piece = (paragraph.widths[index] as number) + (paragraph.gaps[index] as number);
      this.#sums[index + 1] = (this.#sums[index] as number) + piece;
    }
  }

  /** The piece behind the last one that is seen. */
  end(from: number, to: number): number {
    let end = to;
    while (end > from && this.#paragraph.spaces[end - 1] === 1) end -= 1;
    return end;
  }

  between(from: number, to: number): number {
    const { widths, startTrims, endTrims } = this.#paragraph;
    const last = this.end(from, to) - 1;
    if (last < from) return 0;
    const before = (this.#sums[last] as number) - (this.#sums[from] as number);
    return before + (widths[last] as number) - (startTrims[from] as number) - (endTrims[last] as number);
  }
}
