import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { breaks, linesOf, note, pagesOf, told } from '../../testing/break-lines.ts';

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
