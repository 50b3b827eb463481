import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { titleAdmonitions } from '../html/admonition-titles.ts';
import type { Edition } from '../model/edition.ts';
import type { PageGeometry } from '../model/geometry.ts';
import { bookForEdition } from '../prepare-book.ts';
import { anyManuscript } from '../testing/any-manuscript.ts';
import { editionOf } from '../testing/books.ts';
import { faultsOf } from '../testing/faults.ts';
import { type Layouter, openLayouter } from '../testing/laid-out.ts';
import { ALPHABET, PAGE } from '../testing/pages.ts';
import { seeded } from '../testing/random.ts';

/** A page of 20 characters by 16 lines, and one of 30 for columns. */
const page: PageGeometry = {
  ...PAGE,
  charactersPerLine: 20,
  linesPerPage: 16,
  trim: { widthMm: 100, heightMm: 120 },
};
const vertical = (geometry: PageGeometry): PageGeometry => ({ ...geometry, writingMode: 'vertical' });
const wide = { ...page, charactersPerLine: 30, trim: { widthMm: 140, heightMm: 160 } };
const notes = (place: Edition['notes']['place']): Edition['notes'] => ({ ...editionOf().notes, place });

const EDITIONS: Readonly<Record<string, Edition>> = {
  horizontal: editionOf({ page }),
  vertical: editionOf({ page: vertical(page) }),
  'horizontal in two columns': editionOf({ page: wide, columns: 2 }),
  'vertical in two columns': editionOf({ page: vertical(wide), columns: 2 }),
  'horizontal, notes on the recto': editionOf({ page, notes: notes('spread') }),
  'vertical, notes on the recto': editionOf({ page: vertical(page), notes: notes('spread') }),
  'horizontal, notes behind the chapter': editionOf({ page, notes: notes('chapter') }),
  'vertical, notes behind the chapter': editionOf({ page: vertical(page), notes: notes('chapter') }),
};

/** How many manuscripts each edition is tried with. */
const MANUSCRIPTS = 3;
/** Blocks of each. */
const BLOCKS = 16;

/** Notes of a line, code and a quotation; the lines of the code move the page's end through them. */
const NOTES_WITH_BLOCKS = [
  `天${Array.from({ length: 12 }, (_, at) => `[^n${at}]`).join('地')}`,
  ...Array.from(
    { length: 12 },
    (_, at) =>
      `[^n${at}]: 注天地\n\n    \`\`\`\n${'    天地\n'.repeat((at % 3) + 1)}    \`\`\`\n\n    > 玄黄`,
  ),
].join('\n\n');

/** What the author may be told of a manuscript without mistakes. */
const TOLD = new Set(['table-small', 'table-place', 'line-short', 'running-head-long']);

let layouter: Layouter;
before(async () => {
  layouter = await openLayouter(`${ALPHABET}：备注释提示重要警告小心续表图`, (book, edition) =>
    bookForEdition({ book: titleAdmonitions(book), fillParts: (one) => one }, edition, new Set()),
  );
});
after(() => layouter?.close());

describe('any manuscript', () => {
  Object.entries(EDITIONS).forEach(([name, edition], at) => {
    for (let count = 0; count < MANUSCRIPTS; count += 1) {
      const seed = at * MANUSCRIPTS + count + 1;
      const freeze = seed % 3 === 0 ? 'all' : 'divided';
      const composer = seed % 2 === 0;
      const lines = `${composer ? "the composer's" : "the browser's"} lines, ${freeze} frozen`;
      it(`should be set whole, in its place and on the grid: seed ${seed}, ${name}, ${lines}`, async () => {
        const manuscript = anyManuscript(seeded(seed), BLOCKS);
        const laid = await layouter.layOut(manuscript, { ...edition, composer }, freeze);
        assert.deepEqual(
          laid.pagination.diagnostics.filter(({ ruleId }) => !TOLD.has(ruleId)),
          [],
        );
        assert.deepEqual(await faultsOf(laid, edition.notes.place), []);
      });
    }
  });

  for (const name of ['horizontal, notes behind the chapter', 'vertical, notes behind the chapter']) {
    it(`should leave no gap behind what ends a page within a note: ${name}`, async () => {
      const laid = await layouter.layOut(NOTES_WITH_BLOCKS, EDITIONS[name] ?? assert.fail());
      assert.deepEqual(laid.pagination.diagnostics, []);
      assert.equal(
        await laid.evaluate(`document.querySelectorAll('li[data-cut] > pre:last-child').length > 0`),
        true,
      );
    });
  }
});
