import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Random, seeded } from '../../testing/random.ts';
import {
  type BreakLine,
  type BreakNote,
  breakPages,
  type PageBreak,
  type PageCapacity,
} from './break-pages.ts';

const TEN_LINES: PageCapacity = { heightPx: 100, noteGapPx: 10 };

/** Lines of 10 px; `-` may not begin a page, a digit calls that note. */
function linesOf(pattern: string): BreakLine[] {
  return [...pattern].map((mark, index) => ({
    start: index * 10,
    end: index * 10 + 10,
    allowed: mark !== '-',
    notes: /\d/.test(mark) ? [Number(mark)] : [],
  }));
}

const note = (lines: number): BreakNote => ({ lineHeights: new Array<number>(lines).fill(10) });

/** Pages as `from–to` and the note pieces as `n:from–to`. */
function told(pages: readonly PageBreak[]): readonly string[] {
  return pages.map(({ from, to, notes, overfull }) => {
    const pieces = notes.map((piece) => ` ${piece.note}:${piece.fromLine}–${piece.toLine}`).join('');
    return `${from}–${to}${pieces}${overfull ? ' overfull' : ''}`;
  });
}

function breaks(pattern: string, ...notes: readonly BreakNote[]): readonly string[] {
  return told(breakPages(linesOf(pattern), notes, TEN_LINES));
}

describe('pages of text', () => {
  it('should be filled to the last line', () => {
    assert.deepEqual(breaks('|'.repeat(25)), ['0–10', '10–20', '20–25']);
    assert.deepEqual(breaks('|'.repeat(20)), ['0–10', '10–20']);
  });

  it('should be none for no lines', () => {
    assert.deepEqual(breaks(''), []);
  });

  it('should end earlier where the next may not begin', () => {
    assert.deepEqual(breaks('||||||||---||||'), ['0–7', '7–15']);
  });

  it('should not be left by a heading at their foot', () => {
    assert.deepEqual(breaks('|||||||||--|||'), ['0–8', '8–14']);
  });

  it('should begin where they may not only when there is no other way', () => {
    assert.deepEqual(breaks(`|${'-'.repeat(14)}|`), ['0–10', '10–16']);
  });

  it('should count gaps between blocks, but none at the head of a page', () => {
    const lines = [
      { start: 0, end: 60, allowed: true, notes: [] },
      { start: 90, end: 100, allowed: true, notes: [] },
      { start: 130, end: 140, allowed: true, notes: [] },
    ];
    assert.deepEqual(told(breakPages(lines, [], TEN_LINES)), ['0–2', '2–3']);
  });

  it('should bear the browser’s rounding', () => {
    const lines = linesOf('||||||||||').map((line) => ({ ...line, end: line.end + 0.3 }));
    assert.deepEqual(told(breakPages(lines, [], TEN_LINES)), ['0–10']);
  });

  it('should hold a box that is too tall alone, and say so', () => {
    const lines = [
      { start: 0, end: 10, allowed: true, notes: [] },
      { start: 10, end: 130, allowed: true, notes: [] },
      { start: 130, end: 140, allowed: true, notes: [] },
    ];
    assert.deepEqual(told(breakPages(lines, [], TEN_LINES)), ['0–1', '1–2 overfull', '2–3']);
  });
});

describe('notes', () => {
  it('should stand on the page of their call, the gap above them (F06)', () => {
    assert.deepEqual(breaks('||0|||||||||', note(2)), ['0–7 0:0–2', '7–12']);
  });

  it('should be together below the text in the order of their calls', () => {
    assert.deepEqual(breaks('01||||||', note(1), note(1)), ['0–7 0:0–1 1:0–1', '7–8']);
  });

  it('should push the line that calls them to the next page when the page is full enough', () => {
    assert.deepEqual(breaks('||||||||0|', note(3)), ['0–8', '8–10 0:0–3']);
  });

  it('should be divided rather than leave a page half empty', () => {
    const [first, second] = breaks('||0|||||||', note(8));
    assert.match(first ?? '', /^0–\d+ 0:0–[1-7]$/);
    assert.match(second ?? '', / 0:[1-7]–8$/);
  });

  it('should flow on over pages when they are longer than one', () => {
    const pages = breakPages(linesOf('0||'), [note(25)], TEN_LINES);
    assert.deepEqual(pages.flatMap(({ notes }) => notes.map(({ fromLine }) => fromLine))[0], 0);
    assert.equal(
      pages.reduce(
        (sum, { notes }) => sum + notes.reduce((lines, one) => lines + one.toLine - one.fromLine, 0),
        0,
      ),
      25,
    );
  });

  it('should not trickle over many pages line by line, but take half of each', () => {
    assert.deepEqual(breaks(`||||0${'|'.repeat(15)}`, note(12)), [
      '0–8 0:0–1',
      '8–13 0:1–5',
      '13–15 0:5–12',
      '15–20',
    ]);
  });

  it('should not take more than they need from the page after', () => {
    assert.deepEqual(breaks('||||||0|||||||', note(5)), ['0–6', '6–10 0:0–5', '10–14']);
    assert.deepEqual(breaks('||||0||||||||', note(7)), ['0–8 0:0–1', '8–11 0:1–7', '11–13']);
  });

  it('should not be lost when their line fills the page', () => {
    const lines = [{ start: 0, end: 100, allowed: true, notes: [0] }];
    assert.deepEqual(told(breakPages(lines, [note(2)], TEN_LINES)), ['0–1', '1–1 0:0–2']);
  });

  it('should not keep a page for a note without lines', () => {
    assert.deepEqual(breaks('0|', note(0)), ['0–2 0:0–0']);
  });

  it('should set a note line that is higher than a page, once', () => {
    const pages = breakPages(linesOf('0|'), [{ lineHeights: [300] }], TEN_LINES);
    assert.equal(
      pages.flatMap(({ notes }) => notes).filter(({ fromLine, toLine }) => toLine > fromLine).length,
      1,
    );
  });
});

interface RandomBook {
  readonly lines: readonly BreakLine[];
  readonly notes: readonly BreakNote[];
  readonly capacity: PageCapacity;
}

/** Lines, boxes, gaps, forbidden starts and notes at random, at times taller than a page. */
function randomBook(random: Random): RandomBook {
  const capacity = { heightPx: random.int(3, 40) * 10, noteGapPx: random.int(0, 20) };
  const notes: BreakNote[] = [];
  const lines: BreakLine[] = [];
  let at = 0;
  const count = random.int(1, 150);
  const calls = random.pick([0, 0.02, 0.2]);
  for (let index = 0; index < count; index += 1) {
    at += random.chance(0.1) ? random.int(0, 30) : 0;
    const height = random.chance(0.03) ? random.int(10, 500) : 10;
    const called: number[] = [];
    while (random.chance(calls)) {
      called.push(notes.length);
      const length = random.chance(0.1) ? random.int(0, 120) : random.int(1, 5);
      notes.push({
        lineHeights: Array.from({ length }, () => (random.chance(0.05) ? random.int(5, 60) : 8)),
      });
    }
    lines.push({ start: at, end: at + height, allowed: random.chance(0.6), notes: called });
    at += height;
  }
  return { lines, notes, capacity };
}

function heightOfNotes({ notes, capacity }: RandomBook, page: PageBreak): number {
  const pieces = page.notes.filter(({ fromLine, toLine }) => toLine > fromLine);
  if (pieces.length === 0) return 0;
  return pieces.reduce((sum, piece) => {
    const heights = notes[piece.note]?.lineHeights.slice(piece.fromLine, piece.toLine) ?? [];
    return sum + heights.reduce((total, height) => total + height, 0);
  }, capacity.noteGapPx);
}

describe('any book', () => {
  const books = Array.from({ length: 400 }, (_, index) => {
    const book = randomBook(seeded(index + 1));
    return { seed: index + 1, book, pages: breakPages(book.lines, book.notes, book.capacity) };
  });

  it('should have every line once and in order', () => {
    for (const { seed, book, pages } of books) {
      let next = 0;
      for (const { from, to } of pages) {
        assert.equal(from, next, `seed ${seed}`);
        assert.ok(to >= from, `seed ${seed}`);
        next = to;
      }
      assert.equal(next, book.lines.length, `seed ${seed}`);
    }
  });

  it('should have every note line once and in order', () => {
    for (const { seed, book, pages } of books) {
      const set = pages.flatMap(({ notes }) => notes).filter(({ fromLine, toLine }) => toLine > fromLine);
      const next = book.notes.map(() => 0);
      let last = 0;
      for (const { note: index, fromLine, toLine } of set) {
        assert.equal(fromLine, next[index], `seed ${seed}`);
        assert.ok(index >= last, `seed ${seed}: note ${index} behind ${last}`);
        next[index] = toLine;
        last = index;
      }
      assert.deepEqual(
        next,
        book.notes.map(({ lineHeights }) => lineHeights.length),
        `seed ${seed}`,
      );
    }
  });

  it('should not have a note before the page of its call', () => {
    for (const { seed, book, pages } of books) {
      pages.forEach(({ notes, to }) => {
        for (const { note: index } of notes) {
          const call = book.lines.findIndex((line) => line.notes.includes(index));
          assert.ok(call < to, `seed ${seed}`);
        }
      });
    }
  });

  it('should have no page over-full, but with one box or one note line alone', () => {
    for (const { seed, book, pages } of books) {
      for (const page of pages) {
        const text =
          page.to === page.from
            ? 0
            : (book.lines[page.to - 1]?.end ?? 0) - (book.lines[page.from]?.start ?? 0);
        const used = text + heightOfNotes(book, page);
        if (used <= book.capacity.heightPx + 0.5) {
          assert.equal(page.overfull, false, `seed ${seed}`);
          continue;
        }
        const noteLines = page.notes.reduce((sum, { fromLine, toLine }) => sum + toLine - fromLine, 0);
        const alone = page.overfull
          ? page.to === page.from + 1 && noteLines === 0
          : page.to === page.from && noteLines === 1;
        assert.ok(alone, `seed ${seed}: ${told([page])[0]}`);
      }
    }
  });

  it('should not begin a page where it may not, unless nothing else fits', () => {
    for (const { seed, book, pages } of books) {
      for (const { from, to } of pages) {
        const next = book.lines[to];
        if (next === undefined || next.allowed || to === from) continue;
        const other = book.lines.slice(from + 1, to).some(({ allowed }) => allowed);
        assert.equal(other, false, `seed ${seed}: ${from}–${to}`);
      }
    }
  });

  it('should not have an empty page', () => {
    for (const { seed, pages } of books) {
      for (const { from, to, notes } of pages) {
        assert.ok(to > from || notes.some(({ fromLine, toLine }) => toLine > fromLine), `seed ${seed}`);
      }
    }
  });

  it('should be the same each time', () => {
    for (const { book, pages } of books.slice(0, 20)) {
      assert.deepEqual(breakPages(book.lines, book.notes, book.capacity), pages);
    }
  });
});
