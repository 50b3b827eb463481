import type { BreakNote, NotePiece, PageCapacity } from './break-input.ts';

/** A note from its first line to its last. */
export function wholeNote(note: number, notes: readonly BreakNote[]): NotePiece {
  return { note, fromLine: 0, toLine: notes[note]?.lineHeights.length ?? 0 };
}

/** Height of a page's notes with the gap above them; 0 for none, px. */
export function heightOfNotes(
  pieces: readonly NotePiece[],
  notes: readonly BreakNote[],
  capacity: PageCapacity,
): number {
  if (pieces.length === 0) return 0;
  return pieces.reduce((sum, piece) => sum + heightOf(piece, notes), capacity.noteGapPx);
}

function heightOf(piece: NotePiece, notes: readonly BreakNote[]): number {
  const heights = notes[piece.note]?.lineHeights ?? [];
  let height = 0;
  for (let line = piece.fromLine; line < piece.toLine; line += 1) height += heights[line] ?? 0;
  return height;
}

/** Notes as far as a page had room for them. */
export interface TakenNotes {
  readonly placed: readonly NotePiece[];
  readonly rest: readonly NotePiece[];
  /** Every note has at least its next line on the page. */
  readonly begun: boolean;
}

/** Sets note lines until the room is used up; what is left follows on the next page. */
export function takeNotes(
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
