import {
  type BreakInput,
  EPSILON_PX,
  type NotePiece,
  type PageBreak,
  type PageCapacity,
} from './break-input.ts';
import { heightOfNotes, takeNotes, wholeNote } from './note-pieces.ts';
import { FLOAT_SHARE, PageDraft, type PageStart } from './page-draft.ts';

/** A page less full than this part, for the sake of a note kept whole, divides the note instead. */
const LEAST_FILL = 0.6;
/** The part of a page that a note from the page before may claim until it is finished. */
const CARRIED_SHARE = 0.5;
/** How many lines a page may give to the page after it, for a chapter's end not to stand alone. */
const MOST_TAKEN_BACK = 4;

/**
 * Fills pages with lines, greedily: every line is placed once and in order, each note begins on the page of its call
 * (F06) or on the recto of its spread (F08), each float stands on the page of its reference or after it (F09), no page
 * is over-full unless one box alone is. Pure, and linear in lines.
 */
export function breakPages(input: BreakInput, capacity: PageCapacity): readonly PageBreak[] {
  const breaker = new PageBreaker(input, capacity);
  breaker.run();
  return breaker.pages;
}

class PageBreaker {
  readonly pages: PageBreak[] = [];
  readonly #input: BreakInput;
  readonly #capacity: PageCapacity;
  #from = 0;
  #carried: readonly NotePiece[] = [];
  /** Floats that wait for a page, in order. */
  #pending: readonly number[] = [];
  /** Blank pages already left before the line at which the next page begins. */
  #blanksLeft = 0;

  constructor(input: BreakInput, capacity: PageCapacity) {
    this.#input = input;
    this.#capacity = capacity;
    // Floats without a line of text that could call for them.
    if (input.lines.length === 0) this.#pending = [...input.floats.keys()];
  }

  run(): void {
    const { lines } = this.#input;
    while (this.#from < lines.length || this.#carried.length > 0 || this.#pending.length > 0) {
      if (this.#addFloatPages()) continue;
      // Before a page left blank come what floats and notes there still are.
      const closes = this.#from >= lines.length || this.#isBlankDue();
      const { top, bottom, rest } = this.#placePending(closes);
      if (closes && top.length + bottom.length + this.#carried.length === 0) {
        // By order, or since only a float over a spread is left, which must begin on a verso.
        this.#push({ kind: 'blank' });
        if (rest.length === 0) this.#blanksLeft += 1;
        continue;
      }
      this.#addText(
        { from: this.#from, carried: this.#carried, top, bottom, waiting: rest.length > 0 },
        rest,
        closes ? this.#from : lines.length,
      );
    }
    for (let blanks = 0; blanks < (this.#input.blanksBehind ?? 0); blanks += 1) this.#push({ kind: 'blank' });
  }

  get #side(): 'recto' | 'verso' {
    const first = this.#capacity.firstSide === 'recto' ? 0 : 1;
    return (this.pages.length + first) % 2 === 0 ? 'recto' : 'verso';
  }

  #push(page: Partial<PageBreak> & Pick<PageBreak, 'kind'>): void {
    const nothing = { bands: [], top: [], bottom: [], notes: [], overfull: false };
    this.pages.push({ from: this.#from, to: this.#from, ...nothing, ...page });
  }

  /** A blank page must come before the next line: the author orders one, or the line must stand on the other side. */
  #isBlankDue(): boolean {
    const { forced, blanks = 0 } = this.#input.lines[this.#from] ?? {};
    const isOtherSide = (forced === 'recto' || forced === 'verso') && forced !== this.#side;
    return this.#blanksLeft < blanks || isOtherSide;
  }

  /** Sets the first waiting float on pages of its own when it must have them. */
  #addFloatPages(): boolean {
    const [float] = this.#pending;
    if (float === undefined || this.#carried.length > 0) return false;
    const { place, heightPx } = this.#float(float);
    const room = this.#capacity.heightPx - heightPx + EPSILON_PX;
    const called = this.#float(float).notes.map((note) => wholeNote(note, this.#input.notes));
    // Notes stand below it where there is room, else on the next page.
    const awaits = place === 'spread' || this.#notesAwaitRecto();
    const notes = awaits
      ? { placed: [], rest: called }
      : takeNotes(called, this.#input.notes, this.#capacity, room);
    const page = { kind: 'floats', top: [float], notes: notes.placed, overfull: room < 0 } as const;
    if (place === 'spread') {
      if (this.#side !== 'verso') return false;
      this.#push({ ...page, spread: 'first' });
      this.#push({ ...page, spread: 'second' });
    } else if (place === 'page' || heightPx > this.#capacity.heightPx * FLOAT_SHARE) {
      this.#push(page);
    } else {
      return false;
    }
    this.#pending = this.#pending.slice(1);
    this.#carried = notes.rest;
    return true;
  }

  /** The waiting floats that a page takes, at most {@link FLOAT_SHARE} of it unless it has no text. */
  #placePending(withoutText: boolean): { top: number[]; bottom: number[]; rest: number[] } {
    const top: number[] = [];
    const bottom: number[] = [];
    let left = this.#capacity.heightPx * (withoutText ? 1 : FLOAT_SHARE);
    let taken = 0;
    for (const float of this.#pending) {
      const { place, heightPx } = this.#float(float);
      if (place === 'page' || place === 'spread' || heightPx > left + EPSILON_PX) break;
      if (place === 'bottom') bottom.push(float);
      else if (bottom.length > 0) break;
      else top.push(float);
      left -= heightPx;
      taken += 1;
    }
    return { top, bottom, rest: this.#pending.slice(taken) };
  }

  /** Adds a page whose text ends before the line `limit` at the latest. */
  #addText(start: PageStart, rest: readonly number[], limit: number): void {
    const { lines } = this.#input;
    let page = this.#fill(start, limit);
    if (this.#isLoneLine(page.draft, page.to) && page.carried.length === 0) {
      // The last page of a chapter holds two lines at least (B08).
      const shorter = this.#fill(start, lines.length - 2);
      if (lines[shorter.to]?.allowed === true && shorter.to >= lines.length - MOST_TAKEN_BACK) page = shorter;
    }
    const floats = page.draft.floats(page.to);
    this.#push({
      kind:
        page.to === start.from && start.top.length + start.bottom.length > 0 && page.notes.length === 0
          ? 'floats'
          : 'text',
      from: start.from,
      to: page.to,
      bands: page.draft.bands(page.to, page.noteHeightPx),
      top: floats.top,
      bottom: floats.bottom,
      notes: page.notes,
      overfull: page.overfull,
    });
    if (page.to > this.#from) this.#blanksLeft = 0;
    this.#from = page.to;
    this.#carried = page.carried;
    this.#pending = [...rest, ...floats.deferred];
  }

  /** Behind `to` one line of text is left, which would stand alone on a page. */
  #isLoneLine(draft: PageDraft, to: number): boolean {
    const { lines } = this.#input;
    const last = lines[lines.length - 1];
    if (to !== lines.length - 1 || last === undefined || last.forced !== undefined || draft.endsByOrder)
      return false;
    return last.group === undefined && last.end - last.start < this.#capacity.pitchPx * 1.5;
  }

  #fill(start: PageStart, limit: number): FilledPage {
    const { lines } = this.#input;
    const draft = new PageDraft(this.#input, this.#capacity, start);
    const awaits = this.#notesAwaitRecto();
    const fits = (to: number): boolean => {
      const room = draft.room(to);
      return room >= 0 && ((awaits && to < lines.length) || draft.noteHeight(to) <= room);
    };
    draft.grow(limit, fits);
    const { endsByOrder } = draft;
    const best = endsByOrder ? draft.to : this.#lastAllowed(start.from, draft.to);
    const end = best ?? (isEmpty(start) ? draft.to : start.from);
    if (awaits && end > start.from && end < lines.length) {
      return { draft, to: end, notes: [], noteHeightPx: 0, carried: draft.notes(end), overfull: false };
    }
    const textEnd = best ?? start.from;
    const used = this.#capacity.heightPx + EPSILON_PX - draft.room(textEnd) + draft.noteHeight(textEnd);
    const blocked = draft.to < limit && !endsByOrder && this.#textWouldFit(draft);
    if (best !== undefined && !(blocked && used / this.#capacity.heightPx < LEAST_FILL)) {
      const notes = draft.notes(best);
      return { draft, to: best, notes, noteHeightPx: draft.noteHeight(best), carried: [], overfull: false };
    }
    return this.#divideNotes(start, limit);
  }

  /** Whether only its notes keep the next line off the page. */
  #textWouldFit(draft: PageDraft): boolean {
    const next = this.#input.lines[draft.to];
    const before = this.#input.lines[draft.to - 1];
    const height = next === undefined ? 0 : next.end - (before?.end ?? next.start);
    return draft.room(draft.to) - height >= 0;
  }

  /**
   * Takes as many lines as leave room for one line of every note and for the share of those from the page before, and
   * carries the rest of the last note over.
   */
  #divideNotes(start: PageStart, limit: number): FilledPage {
    const { lines, notes } = this.#input;
    const { from } = start;
    const carried = start.carried.length;
    const draft = new PageDraft(this.#input, this.#capacity, start);
    const fits = (to: number): boolean => {
      const room = draft.room(to);
      if (room < 0) return false;
      const pieces = draft.notes(to);
      const taken = takeNotes(pieces, notes, this.#capacity, room);
      // Without its share a long note would trickle through the book, a line a page.
      const finished = taken.rest.length <= pieces.length - carried;
      return taken.begun && (finished || room >= this.#capacity.heightPx * CARRIED_SHARE);
    };
    draft.grow(limit, fits);
    const best = draft.endsByOrder ? draft.to : this.#lastAllowed(from, draft.to);
    // What may not be parted here is parted only where a whole page could not hold it.
    let to = best ?? (isEmpty(start) ? draft.to : from);
    const stuck = to === from && from < lines.length && isEmpty(start);
    if (stuck) {
      // Nothing fits: the line goes alone, whatever its height.
      draft.grow(from + 1, () => true);
      to = draft.to;
    }
    const room = draft.room(to);
    const taken = takeNotes(draft.notes(to), notes, this.#capacity, room);
    const noteHeightPx = heightOfNotes(taken.placed, notes, this.#capacity);
    return { draft, to, notes: taken.placed, noteHeightPx, carried: taken.rest, overfull: stuck && room < 0 };
  }

  /** On the verso of a spread notes wait for its recto (傍注, F08). */
  #notesAwaitRecto(): boolean {
    return this.#capacity.notesOn === 'spread' && this.#side === 'verso';
  }

  /** The furthest end of a page at which the next page may begin; `undefined` when there is none behind `from`. */
  #lastAllowed(from: number, furthest: number): number | undefined {
    const { lines } = this.#input;
    for (let to = furthest; to > from; to -= 1) {
      if (to === lines.length || lines[to]?.allowed === true) return to;
    }
    return undefined;
  }

  #float(index: number): BreakInput['floats'][number] {
    const float = this.#input.floats[index];
    if (float === undefined) throw new RangeError(`No float ${index}`);
    return float;
  }
}

/** Nothing stands on the page but the text that it is to hold. */
function isEmpty({ carried, top, bottom }: PageStart): boolean {
  return carried.length + top.length + bottom.length === 0;
}

interface FilledPage {
  readonly draft: PageDraft;
  readonly to: number;
  readonly notes: readonly NotePiece[];
  /** Height of the notes with the gap above them, px. */
  readonly noteHeightPx: number;
  readonly carried: readonly NotePiece[];
  readonly overfull: boolean;
}
