import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { floatsOf, told } from '../../testing/break-lines.ts';
import { type Random, seeded } from '../../testing/random.ts';
import type {
  BreakFloat,
  BreakInput,
  BreakLine,
  BreakNote,
  FloatPlace,
  ForcedBreak,
  PageBreak,
  PageCapacity,
} from './break-input.ts';
import { breakPages } from './break-pages.ts';

interface RandomBook {
  readonly input: BreakInput;
  readonly capacity: PageCapacity;
}

const PLACES: readonly FloatPlace[] = ['auto', 'top', 'bottom', 'page', 'spread', 'column'];
const ORDERS: readonly ForcedBreak[] = ['page', 'column', 'recto', 'verso'];

/** Lines, boxes, gaps, forbidden starts, notes, floats, columns and orders at random, at times taller than a page. */
function randomBook(random: Random): RandomBook {
  const capacity: PageCapacity = {
    heightPx: random.int(3, 40) * 10,
    pitchPx: 10,
    noteGapPx: random.int(0, 20),
    firstSide: random.pick(['recto', 'verso']),
    notesOn: random.chance(0.2) ? 'spread' : 'page',
  };
  const notes: BreakNote[] = [];
  const floats: BreakFloat[] = [];
  const columns: number[] = [];
  const lines: BreakLine[] = [];
  let at = 0;
  const count = random.int(1, 150);
  const calls = random.pick([0, 0.02, 0.2]);
  const floating = random.pick([0, 0, 0.03]);
  const orders = random.pick([0, 0, 0.03]);
  const addNotes = (): number[] => {
    const called: number[] = [];
    while (random.chance(calls)) {
      called.push(notes.length);
      const length = random.chance(0.1) ? random.int(0, 120) : random.int(1, 5);
      notes.push({
        lineHeights: Array.from({ length }, () => (random.chance(0.05) ? random.int(5, 60) : 8)),
      });
    }
    return called;
  };
  let group: number | undefined;
  for (let index = 0; index < count; index += 1) {
    at += random.chance(0.1) ? random.int(0, 30) : 0;
    if (random.chance(0.04)) group = random.chance(0.5) ? undefined : columns.push(random.int(2, 3)) - 1;
    const height = random.chance(0.03) ? random.int(10, 500) : 10;
    let line: BreakLine = { start: at, end: at + height, allowed: random.chance(0.6), notes: [] };
    if (group !== undefined) line = { ...line, group };
    if (random.chance(0.02)) line = { ...line, lead: 20 };
    if (random.chance(orders)) line = { ...line, forced: random.pick(ORDERS) };
    if (line.forced !== undefined && line.forced !== 'column') line = { ...line, blanks: random.int(0, 2) };
    if (random.chance(floating)) {
      const place = random.pick(PLACES);
      const called = addNotes();
      if (place === 'auto') {
        line = { ...line, movable: floats.length, notes: called };
        floats.push({ place, heightPx: height, notes: called });
      } else {
        line = { ...line, floats: [floats.length] };
        const span = random.chance(0.3) ? { span: random.int(1, 2) } : {};
        floats.push({ place, heightPx: random.int(1, 45) * 10, notes: called, ...span });
      }
    }
    lines.push({ ...line, notes: [...line.notes, ...addNotes()] });
    if (line.movable !== undefined)
      floats[line.movable] = { ...(floats[line.movable] as BreakFloat), notes: lines.at(-1)?.notes ?? [] };
    at += height;
  }
  return { input: { lines, notes, floats, columns }, capacity };
}

/** Height of a page's text, floats and notes, px. */
function heightOfPage({ input, capacity }: RandomBook, page: PageBreak): { text: number; all: number } {
  const pieces = page.notes.filter(({ fromLine, toLine }) => toLine > fromLine);
  const notes = pieces.reduce((sum, piece) => {
    const heights = input.notes[piece.note]?.lineHeights.slice(piece.fromLine, piece.toLine) ?? [];
    return sum + heights.reduce((total, height) => total + height, 0);
  }, 0);
  const floats = [...page.top, ...page.bottom].reduce(
    (sum, one) => sum + (input.floats[one]?.heightPx ?? 0),
    0,
  );
  const gap = pieces.length > 0 ? capacity.noteGapPx : 0;
  const text = page.bands.reduce((sum, band) => sum + band.heightPx, 0);
  return { text, all: text + floats + notes + gap };
}

describe('any book', () => {
  const books = Array.from({ length: 600 }, (_, index) => {
    const book = randomBook(seeded(index + 1));
    return { seed: index + 1, book, pages: breakPages(book.input, book.capacity) };
  });

  it('should have every line once and in order', () => {
    for (const { seed, book, pages } of books) {
      let next = 0;
      for (const { from, to, bands } of pages) {
        assert.equal(from, next, `seed ${seed}`);
        assert.ok(to >= from, `seed ${seed}`);
        let at = from;
        for (const column of bands.flatMap(({ columns }) => columns)) {
          assert.equal(column.from, at, `seed ${seed}`);
          at = column.to;
        }
        assert.equal(at, to, `seed ${seed}`);
        next = to;
      }
      assert.equal(next, book.input.lines.length, `seed ${seed}`);
    }
  });

  it('should have every float once, none before its reference, those of a kind in order', () => {
    for (const { seed, book, pages } of books) {
      const { floats, lines } = book.input;
      const set = new Map<number, number>();
      pages.forEach((page, number) => {
        for (const one of floatsOf(page)) {
          if (page.spread === 'second') continue;
          assert.ok(!set.has(one), `seed ${seed}: float ${one} twice`);
          set.set(one, number);
          const called = lines.findIndex((line) => line.floats?.includes(one) || line.movable === one);
          assert.ok(called < page.to, `seed ${seed}: float ${one} before its reference`);
        }
      });
      floats.forEach(({ place }, index) => {
        if (place !== 'auto') assert.ok(set.has(index), `seed ${seed}: float ${index} is lost`);
      });
      const tops = pages
        .flatMap((page) =>
          page.spread === 'second'
            ? []
            : [...page.top, ...page.bands.flatMap((band) => band.floats.map((one) => one.float))],
        )
        .filter((one) => floats[one]?.place === 'top');
      assert.deepEqual(
        tops,
        [...tops].sort((x, y) => x - y),
        `seed ${seed}`,
      );
    }
  });

  it('should have every note line once and in order', () => {
    for (const { seed, book, pages } of books) {
      const set = pages.flatMap(({ notes }) => notes).filter(({ fromLine, toLine }) => toLine > fromLine);
      const next = book.input.notes.map(() => 0);
      for (const { note: index, fromLine, toLine } of set) {
        assert.equal(fromLine, next[index], `seed ${seed}`);
        next[index] = toLine;
      }
      assert.deepEqual(
        next,
        book.input.notes.map(({ lineHeights }) => lineHeights.length),
        `seed ${seed}`,
      );
    }
  });

  it('should begin a note on the page of its call, or on the recto of its spread', () => {
    for (const { seed, book, pages } of books) {
      const { lines, floats } = book.input;
      const begun = new Set<number>();
      pages.forEach((page, number) => {
        const { notes, from, to } = page;
        const held = new Set([
          ...lines.slice(from, to).flatMap((line) => line.notes),
          ...floatsOf(page).flatMap((one) => floats[one]?.notes ?? []),
        ]);
        for (const { note: index, fromLine, toLine } of notes) {
          if (fromLine > 0 || toLine === 0 || begun.has(index)) continue;
          begun.add(index);
          const before = pages[number - 1];
          const waited =
            book.capacity.notesOn === 'spread' ||
            before?.kind === 'floats' ||
            held.has(index) ||
            crowded(before);
          assert.ok(waited, `seed ${seed}: note ${index} on page ${number + 1}`);
        }
      });
    }
  });

  it('should have no page over-full, but with one box or one note line alone', () => {
    for (const { seed, book, pages } of books) {
      for (const page of pages) {
        const { all } = heightOfPage(book, page);
        if (all <= book.capacity.heightPx + 0.5) continue;
        const noteLines = page.notes.reduce((sum, { fromLine, toLine }) => sum + toLine - fromLine, 0);
        const alone = page.overfull
          ? page.to <= page.from + 1 && noteLines === 0
          : page.to === page.from && noteLines === 1;
        assert.ok(alone, `seed ${seed}: ${told([page])[0]}`);
      }
    }
  });

  it('should not begin a page where it may not, unless nothing else fits', () => {
    for (const { seed, book, pages } of books) {
      for (const { from, to, top, bottom, notes } of pages) {
        const next = book.input.lines[to];
        if (next === undefined || next.allowed || next.forced !== undefined || to === from) continue;
        const other = book.input.lines.slice(from + 1, to).some(({ allowed }) => allowed);
        assert.equal(other, false, `seed ${seed}: ${from}–${to}`);
        // Without what comes from the pages before there would be more room on the next.
        const own = new Set(book.input.lines.slice(from, to).flatMap((line) => line.floats ?? []));
        const isShared =
          [...top, ...bottom].some((one) => !own.has(one)) || notes.some(({ fromLine }) => fromLine > 0);
        assert.equal(isShared, false, `seed ${seed}: ${from}–${to} beside floats or notes`);
      }
    }
  });

  it('should not have an empty page but those ordered blank', () => {
    for (const { seed, pages } of books) {
      for (const page of pages) {
        const { kind, from, to, notes } = page;
        const noteLines = notes.some(({ fromLine, toLine }) => toLine > fromLine);
        const holds = to > from || floatsOf(page).length > 0 || noteLines;
        assert.equal(holds, kind !== 'blank', `seed ${seed}`);
      }
    }
  });

  it('should begin pages where the author orders', () => {
    for (const { seed, book, pages } of books) {
      book.input.lines.forEach((line, index) => {
        if (line.forced === undefined || line.forced === 'column' || index === 0) return;
        const at = pages.findIndex(({ from, to }) => from === index && to > index);
        assert.ok(at >= 0, `seed ${seed}: line ${index}`);
        const side = (at + (book.capacity.firstSide === 'recto' ? 0 : 1)) % 2 === 0 ? 'recto' : 'verso';
        if (line.forced === 'recto' || line.forced === 'verso')
          assert.equal(side, line.forced, `seed ${seed}`);
        const before = pages.slice(pages.findIndex(({ to }) => to === index) + 1, at);
        const blanks = before.filter(({ kind }) => kind === 'blank').length;
        const most = (line.blanks ?? 0) + (line.forced === 'page' ? 0 : 1);
        // A float over a spread may need another one.
        const spreads = before.filter(({ spread }) => spread === 'first').length;
        assert.ok(blanks >= (line.blanks ?? 0) && blanks <= most + spreads, `seed ${seed}: ${blanks} blank`);
      });
    }
  });

  it('should be the same each time', () => {
    for (const { book, pages } of books.slice(0, 20)) {
      assert.deepEqual(breakPages(book.input, book.capacity), pages);
    }
  });
});

/** A page so crowded that a note called on it could not begin there. */
function crowded(page: PageBreak | undefined): boolean {
  return page !== undefined && page.to <= page.from + 1;
}
