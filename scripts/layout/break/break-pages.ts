/** One line or box, as the breaker sees it. */
export interface BreakLine {
  /** Where it begins and ends in the direction of the flow, px. */
  readonly start: number;
  readonly end: number;
  /** Whether a page may begin with it. */
  readonly allowed: boolean;
  /** Indices of the notes called on it, in order. */
  readonly notes: readonly number[];
}

/** A note: the heights of its lines, px. */
export interface BreakNote {
  readonly lineHeights: readonly number[];
}

/** Sizes of the page, px. */
export interface PageCapacity {
  /** Height of the type area, the last line's lower half-leading included. */
  readonly heightPx: number;
  /** Least room between the text and the first note, the rule in it (F06: a line or more). */
  readonly noteGapPx: number;
}

/** A run of a note's lines set on one page. */
export interface NotePiece {
  readonly note: number;
  readonly fromLine: number;
  /** Behind the last line. */
  readonly toLine: number;
}

/** One page: lines `from` up to but not including `to`, and the notes at its foot. */
export interface PageBreak {
  readonly from: number;
  readonly to: number;
  readonly notes: readonly NotePiece[];
  /** The first line is higher than the page, so the page cannot hold it. */
  readonly overfull: boolean;
}

/** A page less full than this part, for the sake of a note kept whole, divides the note instead. */
const LEAST_FILL = 0.6;
/** The part of a page that a note from the page before may claim until it is finished. */
const CARRIED_SHARE = 0.5;
/** Chromium rounds positions to 1/64 px. */
const EPSILON_PX = 0.5;

/**
 * Fills pages with lines, greedily: every line is placed once and in order, each note begins on the page of its call
 * (F06), no page is over-full unless one box alone is. Pure, and linear in lines.
 */
export function breakPages(
  lines: readonly BreakLine[],
  notes: readonly BreakNote[],
  capacity: PageCapacity,
): readonly PageBreak[] {
  const pages: PageBreak[] = [];
  let carried: readonly NotePiece[] = [];
  let from = 0;
  while (from < lines.length || carried.length > 0) {
    const page = fillPage(lines, notes, capacity, from, carried);
    pages.push(page.page);
    carried = page.carried;
    from = page.page.to;
  }
  return pages;
}

interface FilledPage {
  readonly page: PageBreak;
  readonly carried: readonly NotePiece[];
}

function fillPage(
  lines: readonly BreakLine[],
  notes: readonly BreakNote[],
  capacity: PageCapacity,
  from: number,
  carried: readonly NotePiece[],
): FilledPage {
  const start = lines[from]?.start ?? 0;
  const room = (to: number): number =>
    capacity.heightPx + EPSILON_PX - (to === from ? 0 : (lines[to - 1]?.end ?? 0) - start);
  const asked = (to: number): NotePiece[] => [...carried, ...notesOfLines(lines, notes, from, to)];
  const whole = (to: number): boolean => noteHeight(asked(to), notes, capacity) <= room(to);

  let furthest = from;
  while (furthest < lines.length && room(furthest + 1) >= 0 && whole(furthest + 1)) furthest += 1;
  const best = lastAllowed(lines, from, furthest);
  const textHeight = best === undefined ? 0 : (lines[best - 1]?.end ?? 0) - start;
  const filled = (textHeight + noteHeight(asked(best ?? from), notes, capacity)) / capacity.heightPx;
  const blocked = furthest < lines.length && room(furthest + 1) >= 0;
  if (best !== undefined && !(blocked && filled < LEAST_FILL)) {
    return { page: { from, to: best, notes: asked(best), overfull: false }, carried: [] };
  }
  return divideNotes(lines, notes, capacity, { from, furthest, asked, room });
}

interface Attempt {
  readonly from: number;
  readonly furthest: number;
  readonly asked: (to: number) => NotePiece[];
  readonly room: (to: number) => number;
}

/**
 * Takes as many lines as leave room for one line of every note and for the share of those from the page before, and
 * carries the rest of the last note over.
 */
function divideNotes(
  lines: readonly BreakLine[],
  notes: readonly BreakNote[],
  capacity: PageCapacity,
  attempt: Attempt,
): FilledPage {
  const { from, asked, room } = attempt;
  const carried = asked(from).length;
  const fits = (to: number): boolean => {
    if (room(to) < 0) return false;
    const pieces = asked(to);
    const taken = takeNotes(pieces, notes, capacity, room(to));
    // Without its share a long note would trickle through the book, a line a page.
    const finished = taken.rest.length <= pieces.length - carried;
    return taken.begun && (finished || room(to) >= capacity.heightPx * CARRIED_SHARE);
  };
  let furthest = from;
  while (furthest < lines.length && fits(furthest + 1)) furthest += 1;
  const best = lastAllowed(lines, from, furthest) ?? (furthest > from ? furthest : undefined);
  if (best === undefined && from < lines.length && carried === 0) {
    const to = from + 1;
    const taken = takeNotes(asked(to), notes, capacity, room(to));
    return { page: { from, to, notes: taken.placed, overfull: room(to) < 0 }, carried: taken.rest };
  }
  const to = best ?? from;
  const taken = takeNotes(asked(to), notes, capacity, room(to));
  return { page: { from, to, notes: taken.placed, overfull: false }, carried: taken.rest };
}

/** The furthest end of a page at which the next page may begin; `undefined` when there is none behind `from`. */
function lastAllowed(lines: readonly BreakLine[], from: number, furthest: number): number | undefined {
  for (let to = furthest; to > from; to -= 1) {
    if (to === lines.length || lines[to]?.allowed === true) return to;
  }
  return undefined;
}

function notesOfLines(
  lines: readonly BreakLine[],
  notes: readonly BreakNote[],
  from: number,
  to: number,
): NotePiece[] {
  const pieces: NotePiece[] = [];
  for (let index = from; index < to; index += 1) {
    for (const note of lines[index]?.notes ?? []) {
      pieces.push({ note, fromLine: 0, toLine: notes[note]?.lineHeights.length ?? 0 });
    }
  }
  return pieces;
}

function heightOf(piece: NotePiece, notes: readonly BreakNote[]): number {
  const heights = notes[piece.note]?.lineHeights ?? [];
  let height = 0;
  for (let line = piece.fromLine; line < piece.toLine; line += 1) height += heights[line] ?? 0;
  return height;
}

function noteHeight(
  pieces: readonly NotePiece[],
  notes: readonly BreakNote[],
  capacity: PageCapacity,
): number {
  if (pieces.length === 0) return 0;
  return pieces.reduce((sum, piece) => sum + heightOf(piece, notes), capacity.noteGapPx);
}

interface TakenNotes {
  readonly placed: readonly NotePiece[];
  readonly rest: readonly NotePiece[];
  /** Every note has at least its next line on the page. */
  readonly begun: boolean;
}

/** Sets note lines until the room is used up; what is left follows on the next page. */
function takeNotes(
  pieces: readonly NotePiece[],
  notes: readonly BreakNote[],
  capacity: PageCapacity,
  room: number,
): TakenNotes {
  const placed: NotePiece[] = [];
  const rest: NotePiece[] = [];
  let left = room - (pieces.length > 0 ? capacity.noteGapPx : 0);
  let begun = true;
  for (const piece of pieces) {
    let line = piece.fromLine;
    if (rest.length === 0) {
      for (; line < piece.toLine; line += 1) {
        const height = notes[piece.note]?.lineHeights[line] ?? 0;
        // On a page without text one line is set whatever its height: it would fit on no other page.
        const forced = placed.length === 0 && line === piece.fromLine && room >= capacity.heightPx;
        if (height > left && !forced) break;
        left -= height;
      }
    }
    if (line > piece.fromLine) placed.push({ ...piece, toLine: line });
    else begun = begun && piece.toLine === piece.fromLine;
    if (line < piece.toLine) rest.push({ ...piece, fromLine: line });
  }
  return { placed, rest, begun };
}
