import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  breaks,
  float,
  floats,
  linesOf,
  note,
  pagesOf,
  placed,
  TEN_LINES,
  told,
  withFloats,
} from '../../testing/break-lines.ts';
import type { BreakInput, BreakLine, BreakNote, ForcedBreak, PageBreak } from './break-input.ts';
import { breakPages } from './break-pages.ts';

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

  it('should take nothing from a page that they leave: no room, no gap before them', () => {
    // Line 8 is a figure that leaves its place, and calls for one that goes to the foot of the next page.
    const { lines, ...rest } = withFloats('||||||||a|||', [float('auto', 4), float('bottom', 3)]);
    const calling = lines.map((line, index) => {
      const moved = index < 8 ? line : { ...line, start: line.start + 5, end: line.end + 5 };
      return index === 8 ? { ...moved, floats: [1] } : moved;
    });
    const pages = breakPages({ lines: calling, ...rest }, TEN_LINES);
    assert.deepEqual(placed(pages), ['0–10', '10–12 top 0 bottom 1']);
    assert.deepEqual(
      pages.flatMap(({ bands }) => bands.map(({ heightPx }) => heightPx)),
      [95, 20],
    );
    const last = breakPages({ lines: calling.slice(0, 9), ...rest }, TEN_LINES);
    assert.equal(last[0]?.bands[0]?.heightPx, 80);
  });

  it('should stand on pages of a chapter that has no text', () => {
    assert.deepEqual(floats('', float('page', 5), float('top', 4)), ['floats 0–0 top 0', 'floats 0–0 top 1']);
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

  it('should rather be uneven than part what belongs together, if no page is too low for it', () => {
    const together = (count: number) => {
      const input = inColumns(2, 0, count);
      const lines = input.lines.map((line, index) => ({ ...line, allowed: index === 0 }));
      return columnsOf(breakPages({ ...input, lines }, TEN_LINES));
    };
    assert.deepEqual(together(4), ['0–4']);
    assert.deepEqual(together(12), ['0–6 6–12']);
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
  const blanked = (at: number, order: Pick<BreakLine, 'forced' | 'blanks'>): readonly string[] =>
    placed(
      pagesOf(linesOf('|'.repeat(6)).map((line, index) => (index === at ? { ...line, ...order } : line))),
    );
  const forced = (at: number, order: ForcedBreak): readonly string[] => blanked(at, { forced: order });

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
    assert.deepEqual(blanked(3, { forced: 'page', blanks: 1 }), ['0–3', 'blank 3–3', '3–6']);
    assert.deepEqual(blanked(0, { forced: 'page', blanks: 1 }), ['blank 0–0', '0–6']);
  });

  it('should leave as many pages blank as there are orders, and one more for a side', () => {
    const two = ['blank 3–3', 'blank 3–3'];
    assert.deepEqual(blanked(3, { forced: 'page', blanks: 2 }), ['0–3', ...two, '3–6']);
    assert.deepEqual(blanked(3, { forced: 'verso', blanks: 1 }), ['0–3', ...two, '3–6']);
    assert.deepEqual(blanked(3, { forced: 'recto', blanks: 1 }), ['0–3', 'blank 3–3', '3–6']);
  });

  it('should leave pages blank behind the last line', () => {
    const behind = breakPages(
      { lines: linesOf('||'), notes: [], floats: [], columns: [], blanksBehind: 2 },
      TEN_LINES,
    );
    assert.deepEqual(placed(behind), ['0–2', 'blank 2–2', 'blank 2–2']);
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
