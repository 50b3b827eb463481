import {
  type Band,
  type BreakFloat,
  type BreakInput,
  type BreakLine,
  EPSILON_PX,
  type LineRange,
  type NotePiece,
  type PageCapacity,
} from './break-input.ts';
import { balancedHeight, type ColumnFloats, fillColumns, heightOfLines, placeInColumns } from './columns.ts';
import { heightOfNotes, wholeNote } from './note-pieces.ts';

/** The part of a page that floats may take beside text; more than that stands on a page of floats. */
export const FLOAT_SHARE = 0.75;

/** What a page takes over from the pages before it. */
export interface PageStart {
  /** Its first line. */
  readonly from: number;
  /** Notes that go on, and notes that wait for the recto of their spread. */
  readonly carried: readonly NotePiece[];
  /** Floats already at its head and foot. */
  readonly top: readonly number[];
  readonly bottom: readonly number[];
  /** A float before those of this page still waits: none may overtake it. */
  readonly waiting: boolean;
}

/** The floats of a page that ends at some line. */
export interface DraftFloats {
  readonly top: readonly number[];
  readonly bottom: readonly number[];
  /** At the head or the foot of some of its columns. */
  readonly columns: readonly number[];
  /** For the pages after it, in order. */
  readonly deferred: readonly number[];
}

const NO_FLOATS: DraftFloats = { top: [], bottom: [], columns: [], deferred: [] };

interface FloatDecision {
  readonly line: number;
  readonly float: number;
  /** A number: in the columns of that band. */
  readonly at: 'top' | 'bottom' | 'deferred' | number;
}

/** A band of the page that lines are still added to. */
interface OpenBand {
  readonly from: number;
  readonly group: number | undefined;
  /** Height of the bands above it, px. */
  readonly above: number;
  /** Between it and the band above, px. */
  readonly gap: number;
}

/**
 * A page while lines are added to it. What was decided for a line never depends on the lines behind it, so the page
 * can end at any line it has reached.
 */
export class PageDraft {
  /** Behind the last line added. */
  to: number;
  readonly #input: BreakInput;
  readonly #capacity: PageCapacity;
  readonly #start: PageStart;
  readonly #bands: OpenBand[] = [];
  /** Height of the text by number of lines, px. */
  readonly #heights: number[] = [0];
  readonly #decisions: FloatDecision[] = [];
  /** Its lines that call notes, in order; a few behind its end may be among them. */
  readonly #calling: number[] = [];

  constructor(input: BreakInput, capacity: PageCapacity, start: PageStart) {
    this.#input = input;
    this.#capacity = capacity;
    this.#start = start;
    this.to = start.from;
    const first = input.lines[start.from];
    for (const float of start.top) {
      const at = this.#standsInColumns(float, first?.group) ? 0 : 'top';
      this.#decisions.push({ line: start.from - 1, float, at });
    }
    for (const float of start.bottom) {
      const at = this.#standsInColumns(float, first?.group) ? 0 : 'bottom';
      this.#decisions.push({ line: start.from - 1, float, at });
    }
  }

  /** Adds lines while the page `fits`, up to `limit` or to a break of the author's. */
  grow(limit: number, fits: (to: number) => boolean): void {
    while (this.to < limit && !this.endsByOrder && this.#add(fits)) {
      /* every call adds one line */
    }
  }

  /** The author orders the next line onto another page. */
  get endsByOrder(): boolean {
    const forced = this.#input.lines[this.to]?.forced;
    if (forced === undefined || this.to === this.#start.from) return false;
    return forced !== 'column' || this.#input.lines[this.to]?.group === undefined;
  }

  /** Room below the text and the floats when the page ends at `to`; below 0 when they do not fit, px. */
  room(to: number): number {
    const floats = this.floats(to);
    const height = this.#heightOf([...floats.top, ...floats.bottom]);
    return this.#capacity.heightPx + EPSILON_PX - height - this.textHeight(to);
  }

  /** Height of the lines before `to`, px. */
  textHeight(to: number): number {
    return this.#heights[to - this.#start.from] ?? 0;
  }

  /** Where the floats met before `to` go. */
  floats(to: number): DraftFloats {
    if (this.#decisions.length === 0) return NO_FLOATS;
    const decided = this.#decisions.filter(({ line }) => line < to);
    const at = (place: FloatDecision['at']): number[] =>
      decided.filter((decision) => decision.at === place).map(({ float }) => float);
    const columns = decided.flatMap((one) => (typeof one.at === 'number' ? [one.float] : []));
    const [top, bottom, deferred] = [at('top'), at('bottom'), at('deferred')];
    // A page without lines has no columns.
    if (to === this.#start.from) return { top: [...top, ...columns], bottom, columns: [], deferred };
    return { top, bottom, columns, deferred };
  }

  /** Notes from the pages before, then those called on the page when it ends at `to`, in order. */
  notes(to: number): readonly NotePiece[] {
    const { top, bottom, columns } = this.floats(to);
    const called = [...top, ...bottom, ...columns].flatMap((index) => this.#float(index).notes);
    for (const index of this.#calling) {
      if (index < to && !this.#isMoved(index)) called.push(...(this.#input.lines[index]?.notes ?? []));
    }
    called.sort((a, b) => a - b);
    return [...this.#start.carried, ...called.map((note) => wholeNote(note, this.#input.notes))];
  }

  /** Height of {@link notes} with the gap above them, px. */
  noteHeight(to: number): number {
    return heightOfNotes(this.notes(to), this.#input.notes, this.#capacity);
  }

  /** The lines before `to` in their columns; columns that go on behind the page take all the room there is. */
  bands(to: number, noteHeightPx: number): Band[] {
    const open = this.#bands.filter(({ from }) => from < to);
    return open.map((band, index) => {
      const range = { from: band.from, to: open[index + 1]?.from ?? to };
      const balanced = this.#bandHeight(index, range);
      // A band may be left empty by its figures.
      const gap = band.gap > 0 && balanced > 0 ? { gapPx: band.gap } : {};
      if (band.group === undefined) return { floats: [], columns: [range], heightPx: balanced, ...gap };
      const last = index === open.length - 1;
      const goesOn = last && to < this.#input.lines.length && this.#input.lines[to]?.group === band.group;
      const room = this.room(to) + balanced - noteHeightPx;
      const full = Math.floor(room / this.#capacity.pitchPx) * this.#capacity.pitchPx;
      const heightPx = goesOn && !this.#nextIsForced(to) ? Math.max(full, balanced) : balanced;
      const { floats, insets } = this.#columnFloats(index, range.to);
      const columns = fillColumns(this.#input.lines, range, insets, heightPx) ?? [range];
      return { floats, columns, heightPx, ...gap };
    });
  }

  #nextIsForced(to: number): boolean {
    return this.#input.lines[to]?.forced !== undefined;
  }

  #add(fits: (to: number) => boolean): boolean {
    const index = this.to;
    const line = this.#input.lines[index];
    if (line === undefined) return false;
    if (line.notes.length > 0 && this.#calling.at(-1) !== index) this.#calling.push(index);
    const decided = this.#decisions.length;
    const bands = this.#bands.length;
    this.#openBand(index, line);
    this.#setHeight(index + 1);
    if (line.movable !== undefined && line.group === undefined && !fits(index + 1) && this.#mayMove()) {
      this.#decisions.push({ line: index, float: line.movable, at: 'deferred' });
      this.#setHeight(index + 1);
    }
    for (const float of line.floats ?? []) this.#decide(index, float, fits);
    if (fits(index + 1)) {
      this.to = index + 1;
      return true;
    }
    this.#decisions.length = decided;
    this.#bands.length = bands;
    this.#heights.length = index - this.#start.from + 1;
    return false;
  }

  /** A figure leaves its place only for a page that then holds something else. */
  #mayMove(): boolean {
    return this.to > this.#start.from || this.#start.top.length + this.#start.bottom.length > 0;
  }

  #decide(line: number, float: number, fits: (to: number) => boolean): void {
    const { place } = this.#float(float);
    const soFar = this.floats(line + 1);
    const overtakes = this.#start.waiting || soFar.deferred.length > 0;
    // A figure at the head must not stand before one at the foot that comes first.
    const most = this.#capacity.heightPx * FLOAT_SHARE + EPSILON_PX;
    const besideText = this.#heightOf([...soFar.top, ...soFar.bottom, float]) <= most;
    const isAtHead = place === 'top' || place === 'column';
    const possible = place === 'bottom' || (isAtHead && soFar.bottom.length === 0);
    if (!overtakes && besideText && possible) {
      const band = this.#bands.length - 1;
      const inColumns = this.#standsInColumns(float, this.#bands[band]?.group);
      this.#decisions.push({ line, float, at: inColumns ? band : isAtHead ? 'top' : 'bottom' });
      this.#setHeight(line + 1);
      if (fits(line + 1)) return;
      this.#decisions.pop();
      this.#setHeight(line + 1);
    }
    this.#decisions.push({ line, float, at: 'deferred' });
  }

  /** A float narrower than the columns of a band stands in some of them. */
  #standsInColumns(float: number, group: number | undefined): boolean {
    const { span } = this.#float(float);
    return group !== undefined && span !== undefined && span < (this.#input.columns[group] ?? 1);
  }

  /** Floats in a band's columns, as far as they are called for before `to`. */
  #columnFloats(band: number, to: number): ColumnFloats {
    const requests = this.#decisions.flatMap(({ line, float, at }) => {
      const { place, span = 1, heightPx } = this.#float(float);
      if (at !== band || line >= to) return [];
      const edge = place === 'top' ? 'head' : place === 'bottom' ? 'foot' : undefined;
      return [{ float, span, heightPx, ...(edge === undefined ? {} : ({ edge } as const)) }];
    });
    return placeInColumns(requests, this.#input.columns[this.#bands[band]?.group ?? 0] ?? 1);
  }

  #openBand(index: number, line: BreakLine): void {
    const last = this.#bands.at(-1);
    if (last !== undefined && last.group === line.group) return;
    const gap = last === undefined ? 0 : this.#gapBefore(index);
    this.#bands.push({ from: index, group: line.group, above: this.textHeight(index) + gap, gap });
  }

  /** Between a line and the line before it that has not left its place, px. */
  #gapBefore(index: number): number {
    const { lines } = this.#input;
    let gap = 0;
    for (let at = index; at > this.#start.from; at -= 1) {
      gap = Math.max(gap, (lines[at]?.start ?? 0) - (lines[at - 1]?.end ?? 0));
      if (!this.#isMoved(at - 1)) break;
    }
    return gap;
  }

  #setHeight(to: number): void {
    const index = this.#bands.length - 1;
    const band = this.#bands[index];
    if (band === undefined) return;
    this.#heights[to - this.#start.from] = band.above + this.#bandHeight(index, { from: band.from, to });
  }

  #bandHeight(index: number, range: LineRange): number {
    if (this.#bands[index]?.group !== undefined) {
      const { insets } = this.#columnFloats(index, range.to);
      const { pitchPx, heightPx } = this.#capacity;
      return balancedHeight(this.#input.lines, range, insets, pitchPx, heightPx);
    }
    const moves = this.#decisions.some(
      ({ line }) => line >= range.from && line < range.to && this.#isMoved(line),
    );
    return moves ? this.#heightOfPlaced(range) : heightOfLines(this.#input.lines, range);
  }

  /** Height of lines of which some figures have left: what is left meets, the gaps between collapsed, px. */
  #heightOfPlaced({ from, to }: LineRange): number {
    const { lines } = this.#input;
    let height: number | undefined;
    let gap = Number.NEGATIVE_INFINITY;
    for (let index = from; index < to; index += 1) {
      const line = lines[index];
      if (line === undefined) break;
      gap = Math.max(gap, line.start - (lines[index - 1]?.end ?? line.start));
      if (this.#isMoved(index)) continue;
      height = (height === undefined ? (line.lead ?? 0) : height + gap) + line.end - line.start;
      gap = Number.NEGATIVE_INFINITY;
    }
    return height ?? 0;
  }

  /** The line is a figure that left its place. */
  #isMoved(line: number): boolean {
    const movable = this.#input.lines[line]?.movable;
    return movable !== undefined && this.#decisions.some((one) => one.line === line && one.float === movable);
  }

  #heightOf(floats: readonly number[]): number {
    return floats.reduce((sum, index) => sum + this.#float(index).heightPx, 0);
  }

  #float(index: number): BreakFloat {
    const float = this.#input.floats[index];
    if (float === undefined) throw new RangeError(`No float ${index}`);
    return float;
  }
}
