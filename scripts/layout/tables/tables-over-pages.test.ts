import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Edition } from '../../model/edition.ts';
import { pitchPx } from '../../model/geometry.ts';
import { type LaidOut, type Layouter, openLayouter } from '../../testing/laid-out.ts';
import { ALPHABET, HORIZONTAL, PAGE, prose, VERTICAL } from '../../testing/pages.ts';
import { seeded } from '../../testing/random.ts';

let layouter: Layouter;
before(async () => {
  layouter = await openLayouter(`${ALPHABET}：年甲乙续表：资料来源`);
});
after(() => layouter?.close());

const PITCH = pitchPx(PAGE);
const SETTINGS: readonly (readonly [string, Edition])[] = [
  ['horizontal', HORIZONTAL],
  ['vertical', VERTICAL],
];

/** Each row of the pages' tables, page by page: `text↓rows` of its cells, `*` before what is repeated. */
async function rowsOf(laid: LaidOut): Promise<readonly (readonly string[])[]> {
  return (await laid.evaluate(`[...document.querySelectorAll('bx-page')].map((page) =>
    [...page.querySelectorAll('bx-body :is(tbody, tfoot) > tr')].map((row) => [...row.cells].map((cell) =>
      (cell.dataset.repeated === undefined ? '' : '*') + cell.textContent + (cell.rowSpan > 1 ? '↓' + cell.rowSpan : '')
    ).join('|')))`)) as string[][];
}

/** Lengths along the line of the elements of a selector, in characters of 12 px. */
async function lengthsOf(laid: LaidOut, selector: string): Promise<readonly number[]> {
  return (await laid.evaluate(`[...document.querySelectorAll(${JSON.stringify(`bx-body ${selector}`)})].map((one) => {
    const { width, height } = one.getBoundingClientRect();
    return document.documentElement.classList.contains('vertical') ? height : width;
  })`)) as number[];
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const HEAD = '| 题 | 文 | 数 |\n|---|---|---|\n';

for (const [name, edition] of SETTINGS) {
  describe(`tables over pages, ${name}`, () => {
    it('should divide a cell over thirty rows on its pages, and say on each what it says', async () => {
      const rows = Array.from({ length: 30 }, (_, index) =>
        row(index === 0 ? '天地' : '^', '玄黄', `${index}`),
      );
      const laid = await layouter.layOut(`${HEAD}${rows.join('\n')}`, edition);
      assert.deepEqual(laid.pagination.diagnostics, []);
      const pages = await rowsOf(laid);
      assert.ok(pages.length >= 4, `${pages.length} pages`);
      pages.forEach((page, index) => {
        assert.equal(page[0]?.split('|')[0], `${index === 0 ? '' : '*'}天地↓${page.length}`);
        for (const one of page.slice(1)) assert.match(one, /^玄黄\|\d+$/);
      });
      assert.deepEqual(
        pages.flat().map((one) => Number(one.split('|').at(-1))),
        rows.map((_, index) => index),
      );
    });

    it('should not divide a cell over few rows', async () => {
      const rows = Array.from({ length: 20 }, (_, index) =>
        row(index % 2 === 0 ? `天${index}` : '^', '地', '玄'),
      );
      const laid = await layouter.layOut(`${HEAD}${rows.join('\n')}`, edition);
      assert.deepEqual(laid.pagination.diagnostics, []);
      const pages = await rowsOf(laid);
      assert.ok(pages.length > 2);
      for (const page of pages) assert.match(page[0] ?? '', /^天\d+↓2\|地/);
    });

    it('should not divide a cell where its text has no room', async () => {
      const long = prose(seeded(3), 16).replaceAll(/[a-zA-Z0-9.]/g, '天');
      const rows = [
        ...Array.from({ length: 4 }, (_, index) => row('地', '玄', `${index}`)),
        ...Array.from({ length: 6 }, (_, index) => row(index === 0 ? long : '^', '黄', `${index}`)),
      ];
      const orders = ': {widths="4 3 3"}\n\n';
      const laid = await layouter.layOut(`${orders}${HEAD}${rows.join('\n')}`, edition);
      assert.deepEqual(laid.pagination.diagnostics, []);
      const lines = (await rowsOf(laid)).flat().filter((one) => one.startsWith('*'));
      assert.deepEqual(lines, []);
    });

    it('should divide a row higher than its page at the lines of its cells', async () => {
      const [first, second] = [prose(seeded(1), 220), prose(seeded(2), 60)];
      const text = `天\n\n${HEAD}${row('甲', '乙', '1')}\n${row('题', `${first}**${second}**`, second)}\n${row('甲', '乙', '2')}`;
      const laid = await layouter.layOut(text, edition);
      assert.deepEqual(laid.pagination.diagnostics, []);
      const pages = await rowsOf(laid);
      assert.ok(pages.length >= 3, `${pages.length} pages`);
      // On no page is it more than one row.
      assert.deepEqual(
        pages.map((page) => page.length),
        pages.map((_, index) => (index === 0 || index === pages.length - 1 ? 2 : 1)),
      );
      const cells = pages
        .flat()
        .filter((one) => !/^甲\|/.test(one))
        .map((one) => one.split('|'));
      assert.equal(cells.map((one) => one[1]).join(''), first + second);
      assert.equal(cells.map((one) => one[2]).join(''), second);
      assert.equal(cells.map((one) => one[0]).join(''), '题');
      for (const page of laid.pages) assert.ok(page.overflowPx < 2, `${page.overflowPx}`);
    });

    it('should not set the breaks of a divided cell twice', async () => {
      const parts = Array.from({ length: 9 }, (_, index) => prose(seeded(index + 20), 12));
      const text = `${HEAD}${row('题', parts.join('<br>'), `*${parts.join('<br>')}*`)}\n\n天`;
      const laid = await layouter.layOut(text, edition);
      assert.deepEqual(laid.pagination.diagnostics, []);
      assert.ok(laid.pages.length > 1);
    });

    it('should count the lines of a divided row among those that a cell joins', async () => {
      const text = `${HEAD}${row('甲', prose(seeded(4), 120), '1')}\n${row('^', '乙', '2')}`;
      const laid = await layouter.layOut(text, edition);
      assert.deepEqual(laid.pagination.diagnostics, []);
      const pages = await rowsOf(laid);
      assert.ok(pages.length >= 2);
      assert.match(pages.at(-1)?.[0] ?? '', /^\*甲↓2\|/);
      assert.equal(pages.at(-1)?.[1], '乙|2');
    });

    it('should keep the notes of a table with its last row', async () => {
      const tableOf = (count: number): string =>
        Array.from({ length: count }, (_, index) => row('甲', '乙', `${index}`)).join('\n');
      const chapters = Array.from({ length: PAGE.linesPerPage }, (_, index) => [
        `${index}.md`,
        `${HEAD}${tableOf(index + 1)}\n\n注：天地玄黄。\n\n天`,
      ]);
      const laid = await layouter.layOut(Object.fromEntries(chapters), edition);
      assert.deepEqual(laid.pagination.diagnostics, []);
      const ends = (await rowsOf(laid)).filter((page) => page.some((text) => text.startsWith('注')));
      assert.equal(ends.length, chapters.length);
      for (const page of ends) assert.ok(page.length > 1, page.join());
    });

    it('should have columns as wide as ordered, the rest for those without an order', async () => {
      const cells = row('天地玄黄宇宙', '洪', '荒');
      const laid = await layouter.layOut(`: {widths="3 auto 4"}\n\n${HEAD}${cells}`, edition);
      assert.deepEqual(laid.pagination.diagnostics, []);
      const size = (edition.page.bodySizePt / 0.75) * 0.9;
      const widths = (await lengthsOf(laid, 'tbody td')).map((width) => width / size);
      assert.ok(Math.abs((widths[0] ?? 0) - 4) < 0.05 && Math.abs((widths[2] ?? 0) - 5) < 0.05, `${widths}`);
      const [table = 0] = await lengthsOf(laid, 'table');
      assert.ok(Math.abs(table - 14 * (size / 0.9)) < 1, `${table}`);
    });

    it('should stand in the middle of the measure when all columns are ordered and narrow', async () => {
      const laid = await layouter.layOut(`: {widths="2 2 2"}\n\n${HEAD}${row('天', '地', '玄')}`, edition);
      assert.deepEqual(laid.pagination.diagnostics, []);
      const size = (edition.page.bodySizePt / 0.75) * 0.9;
      const [table = 0] = await lengthsOf(laid, 'table');
      assert.ok(Math.abs(table - 9 * size) < 1, `${table / size}`);
      const [before = 0, after = 0] = (await laid.evaluate(`(() => {
        const [one, all] = ['bx-body table', 'bx-body'].map((name) => document.querySelector(name).getBoundingClientRect());
        return document.documentElement.classList.contains('vertical')
          ? [one.top - all.top, all.bottom - one.bottom] : [one.left - all.left, all.right - one.right];
      })()`)) as number[];
      assert.ok(Math.abs(before - after) < 1 && before > 5, `${before} ${after}`);
    });

    it('should tell of ordered columns that no page can hold', async () => {
      const laid = await layouter.layOut(`: {widths="20 20 20"}\n\n${HEAD}${row('天', '地', '玄')}`, edition);
      assert.ok(laid.pagination.diagnostics.some(({ ruleId }) => ruleId === 'table-too-wide'));
    });

    it('should keep what stands behind a table on the grid, whatever is in its cells', async () => {
      const text = `: {valign=middle decimal=3}\n\n${HEAD}${row('天<br>地<br>玄', '黄', '1')}\n${row('^', '<', '2.5')}\n\n注：天。\n\n天`;
      const laid = await layouter.layOut(text, edition);
      assert.deepEqual(laid.pagination.diagnostics, []);
      const last = laid.pages.at(-1)?.characters.at(-1);
      const lines = (last?.block ?? 0) / PITCH - 0.5;
      assert.ok(Math.abs(lines - Math.round(lines)) < 0.12, `${lines}`);
    });
  });
}
