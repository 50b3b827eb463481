import type {
  BreakFloat,
  BreakInput,
  BreakLine,
  BreakNote,
  FloatPlace,
  PageBreak,
  PageCapacity,
} from '../layout/break/break-input.ts';
import { breakPages } from '../layout/break/break-pages.ts';

/** A page of ten lines of 10 px. */
export const TEN_LINES: PageCapacity = {
  heightPx: 100,
  pitchPx: 10,
  noteGapPx: 10,
  firstSide: 'recto',
  notesOn: 'page',
};

/** Lines of 10 px; `-` may not begin a page, a digit calls that note. */
export function linesOf(pattern: string): BreakLine[] {
  return [...pattern].map((mark, index) => ({
    start: index * 10,
    end: index * 10 + 10,
    allowed: mark !== '-',
    notes: /\d/.test(mark) ? [Number(mark)] : [],
  }));
}

/** A note of lines of 10 px. */
export const note = (lines: number): BreakNote => ({ lineHeights: new Array<number>(lines).fill(10) });

/** Pages as `from–to` and the note pieces as `n:from–to`. */
export function told(pages: readonly PageBreak[]): readonly string[] {
  return pages.map(({ from, to, notes, overfull }) => {
    const pieces = notes.map((piece) => ` ${piece.note}:${piece.fromLine}–${piece.toLine}`).join('');
    return `${from}–${to}${pieces}${overfull ? ' overfull' : ''}`;
  });
}

/** Pages of lines and notes alone. */
export function pagesOf(lines: readonly BreakLine[], notes: readonly BreakNote[] = []): readonly PageBreak[] {
  return breakPages({ lines, notes, floats: [], columns: [] }, TEN_LINES);
}

/** {@link told} of lines and notes alone. */
export function breaks(pattern: string, ...notes: readonly BreakNote[]): readonly string[] {
  return told(pagesOf(linesOf(pattern), notes));
}

/** Floats of some lines of 10 px. */
export const float = (place: FloatPlace, lines: number): BreakFloat => ({
  place,
  heightPx: lines * 10,
  notes: [],
});

/** Lines as {@link linesOf}, `A` and the like call for that float, `a` is an `auto` float in its place. */
export function withFloats(pattern: string, floats: readonly BreakFloat[]): BreakInput {
  let at = 0;
  const lines = [...pattern].map((mark): BreakLine => {
    const index = mark.toLowerCase().charCodeAt(0) - 97;
    const height = /[a-z]/.test(mark) ? (floats[index]?.heightPx ?? 10) : 10;
    const line = { start: at, end: at + height, allowed: mark !== '-', notes: [] };
    at += height;
    if (/[A-Z]/.test(mark)) return { ...line, floats: [index] };
    return /[a-z]/.test(mark) ? { ...line, movable: index } : line;
  });
  return { lines, notes: [], floats, columns: [] };
}

/** Pages as `kind from–to` with the floats at head and foot. */
export function placed(pages: readonly PageBreak[]): readonly string[] {
  return pages.map(({ kind, from, to, top, bottom, spread }) =>
    [
      kind === 'text' ? '' : `${kind} `,
      `${from}–${to}`,
      top.length > 0 ? ` top ${top.join()}` : '',
      bottom.length > 0 ? ` bottom ${bottom.join()}` : '',
      spread === undefined ? '' : ` ${spread}`,
    ].join(''),
  );
}

/** {@link placed} of lines and floats alone. */
export function floats(pattern: string, ...all: readonly BreakFloat[]): readonly string[] {
  return placed(breakPages(withFloats(pattern, all), TEN_LINES));
}

/** Every float of a page. */
export function floatsOf({ top, bottom, bands }: PageBreak): readonly number[] {
  return [...top, ...bottom, ...bands.flatMap((band) => band.floats.map(({ float }) => float))];
}
