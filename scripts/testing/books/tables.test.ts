import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import {
  areaOf,
  buildFeatureBook,
  type FeatureBook,
  glyphsOf,
  isBody,
  offGrid,
  type PageOrders,
  pagesWith,
  reported,
  textOf,
} from '../feature-book.ts';
import type { DrawnPage, Glyph } from '../pdf-glyphs.ts';

interface TableBook {
  readonly name: string;
  readonly source: string;
  readonly page: PageOrders;
  /** The long table: its title, the cells of its head, and the line above its continuations. */
  readonly title: string;
  readonly head: readonly string[];
  readonly continued: string;
  /** The turned table: its title, the first cell of its head and of its last row, and the text behind it. */
  readonly turned: { readonly title: string; readonly head: string; readonly last: string };
}

const BOOKS: readonly TableBook[] = [
  {
    name: 'tables',
    source: 'tables/manuscript/01-tides.md',
    page: { trim: { width: 120, height: 165 }, bleed: 3, body: 10, pitch: 16, characters: 26, lines: 22 },
    title: '历年潮位',
    head: ['年份', '最高', '最低', '守站人', '备注'],
    continued: '（续表）',
    turned: { title: '仪器清单', head: '编号', last: '丙字一号' },
  },
  {
    name: 'tables-korean',
    source: 'tables-korean/manuscript/01-lights.md',
    page: { trim: { width: 120, height: 165 }, bleed: 0, body: 10, pitch: 17, characters: 26, lines: 20 },
    title: '일곱 섬의 등대',
    head: ['해', '섬', '주기', '거리', '적요'],
    continued: '(계속)',
    turned: { title: '등대지기가 쓰던 물건', head: '쓰임새', last: '망원경' },
  },
  {
    name: 'tables-vertical',
    source: 'tables-vertical/manuscript/01-shio.md',
    page: {
      trim: { width: 120, height: 165 },
      bleed: 0,
      body: 10,
      pitch: 17,
      characters: 34,
      lines: 15,
      vertical: true,
    },
    title: '秋の潮',
    head: ['日', '潮', '高さ', '空もよう'],
    continued: '（続き）',
    turned: { title: '道具', head: '作った人', last: '鉛のおもり' },
  },
];

/** Size of tables in ems of the body (styles/base/blocks.css). */
const TABLE_EM = 0.9;
const WORDS = /[\p{L}\p{N}]/u;

/** The rows of a pipe table in Markdown, below the line of its title. */
function rowsOf(source: string, title: string): readonly (readonly string[])[] {
  const text = readFileSync(new URL(source, import.meta.url), 'utf8');
  const lines = text.slice(text.indexOf(title)).split('\n').slice(2);
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

for (const { name, source, page, title, head, continued, turned } of BOOKS) {
  const area = areaOf(page);
  const isVertical = page.vertical === true;
  const size = page.body * TABLE_EM;

  /** Along the line, in points. */
  const along = (glyph: Glyph): number => (isVertical ? -glyph.y : glyph.x);
  /** Across the lines, in pitches from the first line of the grid. */
  const across = (glyph: Glyph): number =>
    isVertical
      ? (area.right - page.body / 2 - (glyph.x + glyph.width / 2)) / page.pitch
      : (area.top - 0.88 * page.body - glyph.y) / page.pitch;

  describe(`tables divided between pages: ${name}`, () => {
    let book: FeatureBook;
    let pages: readonly DrawnPage[];
    /** What is of the size of tables in the type area, with the text of the head in the bold face. */
    const cellsOf = (one: DrawnPage): readonly Glyph[] =>
      one.glyphs.filter((glyph) => Math.abs(glyph.size - size) < 0.01 && WORDS.test(glyph.character));

    /** Heads are bold; titles and the lines above continuations are sans, and rows serif. */
    const boldOf = (one: DrawnPage): readonly Glyph[] => cellsOf(one).filter(({ font }) => /Bold/.test(font));
    const rowTextOf = (one: DrawnPage): readonly Glyph[] =>
      cellsOf(one).filter(({ font }) => !/Sans/.test(font));

    /** Pages that hold a piece of the long table. */
    let pieces: readonly DrawnPage[];
    const rows = rowsOf(source, title);

    before(async () => {
      book = await buildFeatureBook(name);
      pages = book.pages;
      const from = pagesWith(pages, title)[0] ?? 0;
      const to = pages.findIndex((one, index) => index > from && !textOf(one.glyphs).includes(continued));
      pieces = pages.slice(from, to);
    });

    it('should build without errors', () => {
      assert.deepEqual(
        reported(book.report).filter((problem) => !problem.includes('table-small')),
        [],
      );
    });

    it('should hold every row once and in order, on several pages', () => {
      assert.ok(pieces.length >= 3, `${pieces.length} pages`);
      const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
      const set = bare(textOf(pieces.flatMap(rowTextOf)));
      let at = -1;
      for (const [first = ''] of rows) {
        const found = set.indexOf(bare(first), at + 1);
        assert.ok(found > at, `${first} follows`);
        at = found;
      }
      // Cells of a row are drawn line by line where they are turned over.
      const sorted = (text: string): string => [...text].sort().join('');
      assert.equal(sorted(set), sorted(rows.map((row) => bare(row.join(''))).join('')));
    });

    it('should have its title once, and the line that says so on each page it goes on to', () => {
      pieces.forEach((one, index) => {
        assert.equal(textOf(one.glyphs).includes(continued), index > 0, `page ${index + 1} of the table`);
      });
      const texts = pages.map(({ glyphs }) => textOf(glyphs)).join('\n');
      assert.equal(texts.split(title).length - 1, 1, 'title');
    });

    it('should repeat its head on each page, above all rows', () => {
      for (const one of pieces) {
        const bold = boldOf(one);
        assert.ok(textOf(bold).startsWith(head.join('')), textOf(bold).slice(0, 30));
        const headLine = Math.max(...bold.slice(0, head.join('').length).map(across));
        for (const glyph of rowTextOf(one))
          assert.ok(across(glyph) > headLine + 0.5, `${glyph.character} above the head`);
      }
    });

    it('should begin a page with the line and the head, at the head of the type area', () => {
      for (const one of pieces.slice(1)) {
        const [label] = glyphsOf(one, continued);
        assert.ok(label !== undefined);
        assert.ok(Math.abs(across(label)) < 0.1, `label in line ${across(label)}`);
        const [first] = boldOf(one);
        assert.ok(first !== undefined && Math.abs(across(first) - 1) < 0.1);
      }
    });

    it('should have its columns at the same place on each page', () => {
      const starts = pieces.map((one) => {
        const bold = boldOf(one);
        let at = 0;
        return head.map((cell) => {
          const glyph = bold[at];
          at += [...cell].length;
          return glyph === undefined ? Number.NaN : Math.round(along(glyph) * 10) / 10;
        });
      });
      for (const one of starts) assert.deepEqual(one, starts[0]);
      const firsts = pieces.map((one) => {
        return Math.min(...rowTextOf(one).map(along));
      });
      for (const first of firsts) assert.ok(Math.abs(first - (firsts[0] ?? 0)) < 0.3, firsts.join(', '));
    });

    it('should have every row on the grid, as the text before and behind it (A07)', () => {
      for (const [number, one] of pages.entries()) {
        assert.deepEqual(offGrid(one, page), [], `page ${number + 1}`);
        for (const glyph of cellsOf(one)) {
          // Captions of tables stand on lines of the grid too, but the quarter turn has none.
          if (glyph.turned || /Sans/.test(glyph.font) || isOnTurnedPage(one)) continue;
          if (isVertical && /[\dA-Za-z]/.test(glyph.character)) continue;
          const off = Math.abs(across(glyph) - Math.round(across(glyph)));
          assert.ok(off < 0.08, `page ${number + 1}: ${glyph.character} is ${off.toFixed(2)} lines off`);
        }
      }
    });

    it('should set the end of one page full but for a row that does not fit', () => {
      for (const one of pieces.slice(0, -1)) {
        const last = Math.max(...cellsOf(one).map(across));
        assert.ok(last > page.lines - 3, `table ends in line ${last}`);
        assert.ok(last < page.lines, `row in line ${last}`);
      }
    });

    const isOnTurnedPage = (one: DrawnPage): boolean =>
      textOf(one.glyphs).includes(turned.title) &&
      !pieces.includes(one) &&
      one.glyphs.every((glyph) => !isBody(glyph, page));

    it('should give a page to a table that is to be turned, and fit it in the type area', () => {
      const one = pages.find(isOnTurnedPage);
      assert.ok(one !== undefined, 'there is a page of the table alone');
      const [first, second] = glyphsOf(one, turned.title);
      assert.ok(first !== undefined && second !== undefined);
      // In a vertical book the table's lines run across; in a horizontal one up the page.
      assert.equal(first.turned, !isVertical);
      if (isVertical) assert.ok(second.x > first.x && Math.abs(second.y - first.y) < 0.1);
      else assert.ok(second.y > first.y && Math.abs(second.x - first.x) < 0.1);
      const [headCell] = glyphsOf(one, turned.head);
      const [last] = glyphsOf(one, turned.last);
      assert.ok(headCell !== undefined && last !== undefined);
      if (isVertical)
        assert.ok(first.y > headCell.y && headCell.y > last.y, 'title, head, rows down the page');
      else
        assert.ok(
          first.x < headCell.x && headCell.x < last.x,
          'title and head at the left, rows to the right',
        );
      const cells = cellsOf(one);
      assert.ok(cells.length > 40, `${cells.length} characters`);
      for (const { x, y, character } of cells) {
        const isInside = x > area.left - 1 && x < area.right + 1 && y > area.bottom - 1 && y < area.top + 1;
        assert.ok(isInside, `${character} at ${x}, ${y}`);
      }
      const rules = one.fills.filter(
        ({ colour, width, height }) => colour === '#000000' && Math.min(width, height) < 2,
      );
      const longest = Math.max(...rules.map(({ width, height }) => Math.max(width, height)));
      const room = isVertical ? area.right - area.left : area.top - area.bottom;
      assert.ok(Math.abs(longest - room) < 1.5, `a rule of ${longest} pt on a page of ${room} pt`);
      const middle = isVertical ? (area.top + area.bottom) / 2 : (area.left + area.right) / 2;
      const heads = rules.filter(({ width, height }) => Math.abs(Math.max(width, height) - longest) < 1);
      const ends = heads.map(({ x, y }) => (isVertical ? y : x));
      const centre = (Math.min(...ends) + Math.max(...ends)) / 2;
      assert.ok(Math.abs(centre - middle) < page.pitch, 'it stands in the middle of the page');
    });
  });
}

describe('tables of one page', () => {
  const [{ page } = { page: undefined }] = BOOKS;
  assert.ok(page !== undefined);
  let book: FeatureBook;
  let pages: readonly DrawnPage[];

  before(async () => {
    book = await buildFeatureBook('tables');
    pages = book.pages;
  });

  const only = (text: string): DrawnPage => {
    const [at, ...others] = pagesWith(pages, text);
    assert.deepEqual(others, [], `${text} is drawn once`);
    const found = pages[at ?? -1];
    assert.ok(found !== undefined, `${text} is drawn`);
    return found;
  };

  it('should not part the rows that a cell spans', () => {
    const pieces = pages
      .map((one) => ({ ...one, glyphs: one.glyphs.filter(({ size }) => Math.abs(size - 9) < 0.01) }))
      .filter(({ glyphs }) => textOf(glyphs).includes('上旬'));
    assert.ok(pieces.length >= 2);
    for (const { glyphs } of pieces) {
      const counts = ['上旬', '中旬', '下旬'].map((word) => textOf(glyphs).split(word).length);
      assert.equal(new Set(counts).size, 1, counts.join(', '));
    }
    for (const month of ['正月', '六月', '七月', '腊月']) {
      const one = pieces.find((piece) => glyphsOf(piece, `${month}上旬`).length > 0);
      const run = one === undefined ? [] : glyphsOf(one, `${month}上旬`);
      assert.ok(
        run.length === 4 && Math.abs((run[0]?.y ?? 0) - (run[2]?.y ?? 1)) < 0.1,
        `${month} beside its first row`,
      );
    }
  });

  it('should keep short cells in one line beside a long one', () => {
    for (const cell of ['守站人', '陆阿春', '十一月', '中旬']) {
      const one = pages.find((candidate) => glyphsOf(candidate, cell).length > 0);
      const run = one === undefined ? [] : glyphsOf(one, cell);
      assert.ok(run.length > 0, cell);
      for (const { y } of run) assert.ok(Math.abs(y - (run[0]?.y ?? 0)) < 0.1, `${cell} in one line`);
    }
  });

  it('should set a wide table smaller, its heads in two lines before it is below the least size (A05)', () => {
    const one = only('刻度与颜色');
    const cells = one.glyphs.filter(({ size }) => Math.abs(size - 7.875) < 0.05);
    assert.ok(textOf(cells).includes('江门牌'));
    assert.ok(cells.length > 100);
    const area = areaOf(page);
    for (const { x, width } of cells) assert.ok(x > area.left - 0.5 && x + width < area.right + 0.5);
  });

  it('should tell of a table that had to be set below it, and keep its words whole', () => {
    const small = book.report.diagnostics.filter(({ ruleId }) => ruleId === 'table-small');
    assert.deepEqual(
      small.map(({ severity, place }) => [severity, place?.file]),
      [['warning', 'manuscript/01-tides.md']],
    );
    const one = only('vermilion');
    for (const word of ['vermilion', 'ultramarine', 'waterproof', 'amethyst']) {
      const run = glyphsOf(one, word);
      assert.ok(run.length === word.length, word);
      assert.ok((run[0]?.size ?? 9) < 7.8);
      for (const { y } of run) assert.ok(Math.abs(y - (run[0]?.y ?? 0)) < 0.1, `${word} in one line`);
    }
  });
});
