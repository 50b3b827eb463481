import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { noteMark } from '../../model/note-mark.ts';
import { build } from '../../pipeline.ts';
import { silentProgress } from '../../platform/progress.ts';
import { type DrawnPage, drawnPages, type Glyph } from '../pdf-glyphs.ts';

/** Every edition of a book in this folder, its pages as they are drawn. */
async function pagesOf(name: string): Promise<ReadonlyMap<string, readonly DrawnPage[]>> {
  const out = await mkdtemp(join(tmpdir(), 'banxin-notes-'));
  try {
    const book = fileURLToPath(new URL(`./${name}/`, import.meta.url));
    const { files, diagnostics } = await build(book, { out, progress: silentProgress, notice: () => {} });
    assert.deepEqual(diagnostics, []);
    const editions = files.map(
      async ({ edition, path }) => [edition, await drawnPages(readFileSync(path))] as const,
    );
    return new Map(await Promise.all(editions));
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** Body and notes of a page by their sizes; calls are smaller still. */
interface PageText {
  readonly calls: readonly Glyph[];
  readonly numbers: readonly Glyph[];
  readonly notes: readonly Glyph[];
  readonly body: readonly Glyph[];
}

const MARK = /[①-⑳*†‡§〔〕\d]/u;

function partsOf({ glyphs }: DrawnPage, body: number, note: number): PageText {
  const sized = (least: number, most: number): Glyph[] =>
    glyphs.filter(({ size }) => size > least && size < most);
  const notes = sized(note - 0.1, note + 0.1);
  return {
    calls: sized(0, note - 1).filter(({ character, size }) => size < body * 0.7 && MARK.test(character)),
    notes,
    numbers: notes.filter(({ character }) => MARK.test(character)),
    body: sized(body - 0.1, body + 0.1),
  };
}

const textOf = (glyphs: readonly Glyph[]): string => glyphs.map(({ character }) => character).join('');

describe('notes numbered by page (F06)', () => {
  let editions: ReadonlyMap<string, readonly DrawnPage[]>;
  before(async () => {
    editions = await pagesOf('notes-by-page');
  });
  const parts = (edition: string): PageText[] =>
    (editions.get(edition) ?? []).map((page) => partsOf(page, 10.5, 9));
  const count = ({ numbers }: PageText): number => textOf(numbers).match(/[①-⑳]/gu)?.length ?? 0;

  it('should begin with ① on each page, calls and notes alike', () => {
    const pages = parts('circled');
    assert.ok(pages.length > 5);
    for (const [index, page] of pages.entries()) {
      const wanted = Array.from({ length: count(page) }, (_, number) => noteMark(number + 1, 'circled')).join(
        '',
      );
      assert.ok(wanted.length > 1, `page ${index + 1}`);
      assert.equal(textOf(page.numbers), wanted, `notes of page ${index + 1}`);
      assert.equal(textOf(page.calls), wanted, `calls of page ${index + 1}`);
    }
    assert.equal(
      pages.reduce((sum, page) => sum + count(page), 0),
      42,
    );
  });

  it('should be * ** *** † in another edition, the lines the same', () => {
    const circled = parts('circled');
    for (const [index, page] of parts('asterisk').entries()) {
      const notes = count(circled[index] ?? page);
      const wanted = Array.from({ length: notes }, (_, number) => noteMark(number + 1, 'asterisk')).join('');
      assert.equal(textOf(page.calls), wanted, `page ${index + 1}`);
      assert.equal(textOf(page.body), textOf(circled[index]?.body ?? []), `page ${index + 1}`);
    }
  });

  it('should count on over the spread, and begin again on the next', () => {
    let next = 1;
    for (const [index, page] of parts('spread').entries()) {
      // The first page stands alone; from then on an even and an odd page face each other.
      if (index === 0 || index % 2 === 1) next = 1;
      const notes = textOf(page.calls).match(/〔/g)?.length ?? 0;
      const wanted = Array.from({ length: notes }, (_, number) => noteMark(next + number, 'bracketed')).join(
        '',
      );
      assert.equal(textOf(page.calls), wanted, `page ${index + 1}`);
      assert.equal(textOf(page.numbers), wanted, `page ${index + 1}`);
      next += notes;
    }
  });

  it('should stand below the text with a line between, and end where full pages end', () => {
    const pages = parts('circled');
    for (const [index, page] of pages.entries()) {
      const lowest = Math.min(...page.body.map(({ y }) => y));
      const highest = Math.max(...page.notes.map(({ y }) => y));
      assert.ok(lowest - highest > 18, `page ${index + 1}: ${lowest - highest} pt between baselines`);
      const last = Math.min(...page.notes.map(({ y }) => y));
      assert.ok(last < lowest, `page ${index + 1}`);
    }
    const ends = pages.map((page) => Math.min(...page.notes.map(({ y }) => y)));
    assert.ok(
      Math.max(...ends) - Math.min(...ends) < 0.1,
      'the block of notes stands on one foot on every page',
    );
  });
});

describe('notes at the side of a spread (傍注, F08)', () => {
  let pages: readonly DrawnPage[];
  before(async () => {
    pages = (await pagesOf('notes-by-spread')).get('print') ?? [];
  });

  it('should stand on the left page alone, at its left end, those of the right page too', () => {
    const sets = pages.map((page) => partsOf(page, 9, 7.5));
    const all = sets.map(({ notes }) => notes.length);
    sets.forEach(({ notes, body }, index) => {
      const isLast = index === pages.length - 1;
      // Odd pages are left ones in a book bound on the right (A09); only the end of the chapter may be a right page.
      if (index % 2 === 1 && !isLast) assert.equal(notes.length, 0, `page ${index + 1}: ${textOf(notes)}`);
      if (notes.length === 0) return;
      const leftmost = Math.min(...body.map(({ x }) => x));
      assert.ok(Math.max(...notes.map(({ x }) => x)) < leftmost, `page ${index + 1}`);
    });
    assert.ok(all.filter((count) => count > 0).length >= 3, `notes on pages ${all}`);
  });

  it('should be numbered from 1 on each spread, in the order of their calls', () => {
    const sets = pages.map((page) => partsOf(page, 9, 7.5));
    assert.equal(sets.flatMap(({ numbers }) => [...numbers]).length, 20);
    for (let index = 0; index < sets.length; index += index === 0 ? 1 : 2) {
      const spread = sets.slice(index, index === 0 ? 1 : index + 2);
      const called = spread.flatMap(({ calls }) => textOf(calls).split('').map(Number));
      const numbers = spread.flatMap(({ numbers: set }) => textOf(set).split('').map(Number));
      const wanted = called.map((_, number) => number + 1);
      assert.deepEqual(called, wanted, `calls of the spread from page ${index + 1}`);
      assert.deepEqual(numbers, wanted, `notes of the spread from page ${index + 1}`);
    }
  });
});
