import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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

const TEN_LINES: PageCapacity = {
  heightPx: 100,
  pitchPx: 10,
  noteGapPx: 10,
  firstSide: 'recto',
  notesOn: 'page',
};

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

/** Pages of lines and notes alone. */
function pagesOf(lines: readonly BreakLine[], notes: readonly BreakNote[] = []): readonly PageBreak[] {
  return breakPages({ lines, notes, floats: [], columns: [] }, TEN_LINES);
}

function breaks(pattern: string, ...notes: readonly BreakNote[]): readonly string[] {
  return told(pagesOf(linesOf(pattern), notes));
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
      { start: 140, end: 150, allowed: true, notes: [] },
    ];
    assert.deepEqual(told(pagesOf(lines)), ['0–2', '2–4']);
  });

  it('should bear the browser’s rounding', () => {
    const lines = linesOf('||||||||||').map((line) => ({ ...line, end: line.end + 0.3 }));
    assert.deepEqual(told(pagesOf(lines)), ['0–10']);
  });

  it('should hold a box that is too tall alone, and say so', () => {
    const lines = [
      { start: 0, end: 10, allowed: true, notes: [] },
      { start: 10, end: 130, allowed: true, notes: [] },
      { start: 130, end: 140, allowed: true, notes: [] },
    ];
    assert.deepEqual(told(pagesOf(lines)), ['0–1', '1–2 overfull', '2–3']);
  });
});

describe('notes', () => {
  it('should stand on the page of their call, the gap above them (F06)', () => {
    assert.deepEqual(breaks('||0|||||||||', note(2)), ['0–7 0:0–2', '7–12']);
  });

  it('should be together below the text in the order of their calls', () => {
    assert.deepEqual(breaks('01|||||||', note(1), note(1)), ['0–7 0:0–1 1:0–1', '7–9']);
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
    const pages = pagesOf(linesOf('0||'), [note(25)]);
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
    assert.deepEqual(told(pagesOf(lines, [note(2)])), ['0–1', '1–1 0:0–2']);
  });

  it('should not keep a page for a note without lines', () => {
    assert.deepEqual(breaks('0|', note(0)), ['0–2 0:0–0']);
  });

  it('should set a note line that is higher than a page, once', () => {
    const pages = pagesOf(linesOf('0|'), [{ lineHeights: [300] }]);
    assert.equal(
      pages.flatMap(({ notes }) => notes).filter(({ fromLine, toLine }) => toLine > fromLine).length,
      1,
    );
  });
});

/** Floats of some lines of 10 px. */
const float = (place: FloatPlace, lines: number): BreakFloat => ({ place, heightPx: lines * 10, notes: [] });

/** Lines as {@link linesOf}, `A` and the like call for that float, `a` is an `auto` float in its place. */
function withFloats(pattern: string, floats: readonly BreakFloat[]): BreakInput {
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
function placed(pages: readonly PageBreak[]): readonly string[] {
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

function floats(pattern: string, ...all: readonly BreakFloat[]): readonly string[] {
  return placed(breakPages(withFloats(pattern, all), TEN_LINES));
}

describe('floats (F09)', () => {
  it('should stand at the head or foot of the page of their reference', () => {
    assert.deepEqual(floats('||A|||||||||', float('top', 4)), ['0–6 top 0', '6–12']);
    assert.deepEqual(floats('||A|||||||||', float('bottom', 4)), ['0–6 bottom 0', '6–12']);
  });

  it('should go to the next page where they do not fit, and not before their reference', () => {
    assert.deepEqual(floats('||||||||A|||||', float('top', 4)), ['0–10', '10–14 top 0']);
    assert.deepEqual(floats('||||||||A|||||', float('bottom', 4)), ['0–10', '10–14 bottom 0']);
  });

  it('should not overtake each other', () => {
    assert.deepEqual(floats('|A||B||||||||||||', float('page', 10), float('top', 2)), [
      '0–10',
      'floats 10–10 top 0',
      '10–17 top 1',
    ]);
    assert.deepEqual(floats('|AB|||||||', float('bottom', 3), float('top', 3)), [
      '0–7 bottom 0',
      '7–10 top 1',
    ]);
  });

  it('should have pages of their own, also when they leave too little room for text', () => {
    assert.deepEqual(floats('|A|||||||||||', float('page', 5)), ['0–10', 'floats 10–10 top 0', '10–13']);
    assert.deepEqual(floats('||||||||||A|||||||||||', float('top', 8)), [
      '0–10',
      '10–20',
      'floats 20–20 top 0',
      '20–22',
    ]);
  });

  it('should follow at the end of a chapter, together where they fit', () => {
    assert.deepEqual(floats('||||||||||AB', float('top', 3), float('top', 4)), ['0–10', '10–12 top 0,1']);
    assert.deepEqual(floats('|||||||||A', float('top', 3)), ['0–10', 'floats 10–10 top 0']);
  });

  it('should stay in their place where they fit, and let the text go on where they do not', () => {
    assert.deepEqual(floats('||a||||||||', float('auto', 4)), ['0–7', '7–11']);
    assert.deepEqual(
      floats('|||||||a|||||||', float('auto', 4)),
      ['0–11', '11–15 top 0'].map((one) => one),
    );
  });

  it('should stand over both pages of a spread, verso first', () => {
    assert.deepEqual(floats(`|A${'|'.repeat(20)}`, float('spread', 10)), [
      '0–10',
      'floats 10–10 top 0 first',
      'floats 10–10 top 0 second',
      '10–20',
      '20–22',
    ]);
    assert.deepEqual(floats(`${'|'.repeat(11)}A${'|'.repeat(10)}`, float('spread', 10)), [
      '0–10',
      '10–20',
      '20–22',
      'floats 22–22 top 0 first',
      'floats 22–22 top 0 second',
    ]);
  });

  it('should wait with a blank page for the verso of a spread when the text is at its end', () => {
    assert.deepEqual(floats(`${'|'.repeat(11)}A`, float('spread', 10)), [
      '0–10',
      '10–12',
      'blank 12–12',
      'floats 12–12 top 0 first',
      'floats 12–12 top 0 second',
    ]);
  });

  it('should bring the notes of their captions with them', () => {
    const input = withFloats('||||||||A||||||', [{ ...float('top', 4), notes: [0] }]);
    const pages = breakPages({ ...input, notes: [note(2)] }, TEN_LINES);
    assert.deepEqual(told(pages), ['0–10', '10–13 0:0–2', '13–15']);
    assert.deepEqual(
      pages.map(({ notes }) => notes.length),
      pages.map(({ top }) => top.length),
    );
  });

  it('should be told of when they are higher than a page', () => {
    const pages = breakPages(withFloats('|A', [float('page', 11)]), TEN_LINES);
    assert.deepEqual(
      pages.map(({ overfull }) => overfull),
      [false, true],
    );
  });
});

/** Lines of 10 px, `from` on in columns. */
function inColumns(count: number, alone: number, together: number, behind = 0): BreakInput {
  const lines = linesOf('|'.repeat(alone + together + behind)).map((line, index) =>
    index >= alone && index < alone + together ? { ...line, group: 0 } : line,
  );
  return { lines, notes: [], floats: [], columns: [count] };
}

function columnsOf(pages: readonly PageBreak[]): readonly string[] {
  return pages.map(({ bands }) =>
    bands
      .map(({ columns }) =>
        columns
          .filter(({ from, to }) => to > from)
          .map(({ from, to }) => `${from}–${to}`)
          .join(' '),
      )
      .join(' / '),
  );
}

describe('columns', () => {
  it('should be filled one after the other, and balanced at their end', () => {
    assert.deepEqual(columnsOf(breakPages(inColumns(2, 0, 26), TEN_LINES)), ['0–10 10–20', '20–23 23–26']);
    assert.deepEqual(columnsOf(breakPages(inColumns(3, 0, 36), TEN_LINES)), [
      '0–10 10–20 20–30',
      '30–32 32–34 34–36',
    ]);
  });

  it('should share a page with lines of the full measure above and below', () => {
    assert.deepEqual(columnsOf(breakPages(inColumns(2, 3, 8, 5), TEN_LINES)), [
      '0–3 / 3–7 7–11 / 11–14',
      '14–16',
    ]);
  });

  it('should leave room for the notes called in them', () => {
    const input = inColumns(2, 0, 22);
    const lines = input.lines.map((line, index) => (index === 12 ? { ...line, notes: [0] } : line));
    const pages = breakPages({ ...input, lines, notes: [note(2)] }, TEN_LINES);
    assert.deepEqual(columnsOf(pages), ['0–7 7–14', '14–18 18–22']);
    assert.deepEqual(
      pages.map(({ notes }) => notes.length),
      [1, 0],
    );
  });

  it('should begin where the author says', () => {
    const input = inColumns(2, 0, 8);
    const lines = input.lines.map((line, index) =>
      index === 2 ? { ...line, forced: 'column' as const } : line,
    );
    assert.deepEqual(columnsOf(breakPages({ ...input, lines }, TEN_LINES)), ['0–2 2–8']);
  });

  it('should not begin with a line that may not', () => {
    const input = inColumns(2, 0, 8);
    const lines = input.lines.map((line, index) => (index === 4 ? { ...line, allowed: false } : line));
    assert.deepEqual(columnsOf(breakPages({ ...input, lines }, TEN_LINES)), ['0–5 5–8']);
  });

  it('should hold floats at the head of some of them', () => {
    const input = inColumns(3, 2, 26);
    const lines = input.lines.map((line, index) => (index === 2 ? { ...line, floats: [0] } : line));
    const floats = [{ ...float('top', 3), span: 2 }];
    const [first, second] = breakPages({ ...input, lines, floats }, TEN_LINES);
    assert.deepEqual(first?.bands[1]?.floats, [{ float: 0, column: 1, offsetPx: 0 }]);
    assert.deepEqual(columnsOf(first === undefined ? [] : [first]), ['0–2 / 2–10 10–15 15–20']);
    assert.deepEqual(columnsOf(second === undefined ? [] : [second]), ['20–23 23–26 26–28']);
  });
});

describe('breaks by order', () => {
  const forced = (at: number, order: ForcedBreak, count = 6): readonly string[] =>
    placed(
      pagesOf(
        linesOf('|'.repeat(count)).map((line, index) => (index === at ? { ...line, forced: order } : line)),
      ),
    );

  it('should begin a page', () => {
    assert.deepEqual(forced(3, 'page'), ['0–3', '3–6']);
    assert.deepEqual(forced(3, 'column'), ['0–3', '3–6']);
    assert.deepEqual(forced(0, 'page'), ['0–6']);
  });

  it('should begin a page of a side, a blank one before it where it must', () => {
    assert.deepEqual(forced(3, 'recto'), ['0–3', 'blank 3–3', '3–6']);
    assert.deepEqual(forced(3, 'verso'), ['0–3', '3–6']);
  });

  it('should leave a page blank', () => {
    assert.deepEqual(forced(3, 'blank'), ['0–3', 'blank 3–3', '3–6']);
  });

  it('should hold at a place where no page would begin by itself', () => {
    const lines = linesOf('|||--|').map((line, index) =>
      index === 4 ? { ...line, forced: 'page' as const } : line,
    );
    assert.deepEqual(told(pagesOf(lines)), ['0–4', '4–6']);
  });
});

describe('the end of a chapter (B08)', () => {
  it('should hold two lines at least', () => {
    assert.deepEqual(breaks('|'.repeat(11)), ['0–9', '9–11']);
  });

  it('should hold one where the page before may not end earlier', () => {
    assert.deepEqual(breaks(`|${'-'.repeat(9)}|`), ['0–10', '10–11']);
  });
});

describe('a repeated table head', () => {
  it('should have its room at the head of the pages that go on with the table', () => {
    const lines = linesOf('|'.repeat(22)).map((line, index) => (index > 2 ? { ...line, lead: 20 } : line));
    assert.deepEqual(told(pagesOf(lines)), ['0–10', '10–18', '18–22']);
  });
});

describe('notes of a spread (傍注, F08)', () => {
  const spread = (
    pattern: string,
    firstSide: 'recto' | 'verso',
    ...notes: readonly BreakNote[]
  ): readonly string[] =>
    told(
      breakPages(
        { lines: linesOf(pattern), notes, floats: [], columns: [] },
        { ...TEN_LINES, firstSide, notesOn: 'spread' },
      ),
    );

  it('should stand on the recto, also those called on the verso', () => {
    assert.deepEqual(spread('|0|||||||||||1|||||||', 'verso', note(1), note(2)), [
      '0–10',
      '10–16 0:0–1 1:0–2',
      '16–21',
    ]);
  });

  it('should stand on the verso only when the chapter ends there', () => {
    assert.deepEqual(spread('|0||', 'verso', note(1)), ['0–4 0:0–1']);
  });
});

interface RandomBook {
  readonly input: BreakInput;
  readonly capacity: PageCapacity;
}

const PLACES: readonly FloatPlace[] = ['auto', 'top', 'bottom', 'page', 'spread'];
const ORDERS: readonly ForcedBreak[] = ['page', 'column', 'recto', 'verso', 'blank'];

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

/** Every float of a page. */
function floatsOf({ top, bottom, bands }: PageBreak): readonly number[] {
  return [...top, ...bottom, ...bands.flatMap((band) => band.floats.map(({ float }) => float))];
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
      for (const { from, to } of pages) {
        const next = book.input.lines[to];
        if (next === undefined || next.allowed || next.forced !== undefined || to === from) continue;
        const other = book.input.lines.slice(from + 1, to).some(({ allowed }) => allowed);
        assert.equal(other, false, `seed ${seed}: ${from}–${to}`);
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
        if (line.forced === 'blank') assert.equal(pages[at - 1]?.kind, 'blank', `seed ${seed}`);
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
