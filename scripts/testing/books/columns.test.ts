import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  areaOf,
  buildFeatureBook,
  edgesOf,
  type FeatureBook,
  framesOf,
  glyphsOf,
  lineOf,
  offGrid,
  type PageOrders,
  pagesWith,
  reported,
} from '../feature-book.ts';
import type { DrawnPage, Glyph } from '../pdf-glyphs.ts';

const PAGE: PageOrders = {
  trim: { width: 120, height: 165 },
  bleed: 0,
  body: 8,
  pitch: 12,
  characters: 34,
  lines: 30,
};

const VERTICAL: PageOrders = {
  trim: { width: 128, height: 182 },
  bleed: 0,
  body: 9,
  pitch: 14.25,
  characters: 44,
  lines: 18,
  vertical: true,
};

/** A column: where its lines begin and end, in points along them. */
interface Column {
  readonly start: number;
  readonly end: number;
}

/** The columns of a page; whole characters wide, whole characters apart (A01). */
function columnsOf(page: PageOrders, count: number, gap: number): readonly Column[] {
  const area = areaOf(page);
  const characters = (page.characters - gap * (count - 1)) / count;
  assert.ok(Number.isInteger(characters), `${characters} characters`);
  const origin = page.vertical === true ? -area.top : area.left;
  return Array.from({ length: count }, (_, index) => {
    const start = origin + index * (characters + gap) * page.body;
    return { start, end: start + characters * page.body };
  });
}

/** Where a glyph begins and ends along its line. */
function along({ x, y, width, turned, size }: Glyph, page: PageOrders): Column {
  if (page.vertical !== true) return { start: x, end: x + width };
  if (turned) return { start: -y, end: width - y };
  return { start: -(y + 0.88 * size), end: 0.12 * size - y };
}

/** Text of the body's size in the type area. */
function bodyOf({ glyphs }: DrawnPage, page: PageOrders): readonly Glyph[] {
  const area = areaOf(page);
  return glyphs.filter(
    ({ size, x, y }) =>
      Math.abs(size - page.body) < 0.01 &&
      x > area.left - page.body &&
      x < area.right + page.body &&
      y < area.top &&
      y > area.bottom - 1,
  );
}

/** Index of the column in which a glyph stands; -1 for none. */
function columnOf(glyph: Glyph, columns: readonly Column[], page: PageOrders): number {
  const { start, end } = along(glyph, page);
  // Marks at the ends of lines are half empty, and a hanging one may be a little over.
  return columns.findIndex(
    (column) => start > column.start - 0.6 * page.body && end < column.end + 0.6 * page.body,
  );
}

/** The lines of each column of a page that hold body text. */
function linesOf(
  one: DrawnPage,
  columns: readonly Column[],
  page: PageOrders,
): readonly (readonly number[])[] {
  const found = columns.map(() => new Set<number>());
  for (const glyph of bodyOf(one, page)) found[columnOf(glyph, columns, page)]?.add(lineOf(glyph, page).line);
  return found.map((lines) => [...lines].sort((a, b) => a - b));
}

function pageWith(pages: readonly DrawnPage[], text: string): DrawnPage {
  const [index, ...others] = pagesWith(pages, text);
  assert.deepEqual(others, [], `${text} is drawn once`);
  const page = pages[index ?? -1];
  assert.ok(page !== undefined, `${text} is drawn`);
  return page;
}

function firstOf(pages: readonly DrawnPage[], text: string): Glyph {
  const [first] = glyphsOf(pageWith(pages, text), text);
  assert.ok(first !== undefined);
  return first;
}

/** What holds of every page in columns. */
function shouldBeInColumns(
  read: () => readonly DrawnPage[],
  page: PageOrders,
  columns: readonly Column[],
): void {
  it('should set every character of the text inside a column (A01)', () => {
    for (const [index, one] of read().entries()) {
      for (const glyph of bodyOf(one, page))
        assert.notEqual(
          columnOf(glyph, columns, page),
          -1,
          `page ${index + 1}: ${glyph.character} between columns`,
        );
    }
  });

  it('should fill lines to the edges of whole characters (A01, B06)', () => {
    let full = 0;
    let all = 0;
    for (const one of read()) {
      const ends = new Map<string, number>();
      for (const glyph of bodyOf(one, page)) {
        const key = `${columnOf(glyph, columns, page)} ${lineOf(glyph, page).line}`;
        ends.set(key, Math.max(ends.get(key) ?? Number.NEGATIVE_INFINITY, along(glyph, page).end));
      }
      for (const [key, end] of ends) {
        const column = columns[Number(key.split(' ')[0])];
        all += 1;
        if (Math.abs(end - (column?.end ?? 0)) < 0.55 * page.body) full += 1;
      }
    }
    assert.ok(full > all * 0.7, `${full} of ${all} lines are full`);
  });

  it('should read down each column, then the next one', () => {
    for (const [index, one] of read().entries()) {
      const places = bodyOf(one, page).map((glyph) => ({
        glyph,
        column: columnOf(glyph, columns, page),
        line: lineOf(glyph, page).line,
      }));
      places.slice(1).forEach(({ glyph, column, line }, at) => {
        const last = places[at];
        if (last === undefined) return;
        const goesOn = column === last.column && (line === last.line || line > last.line);
        // A band below columns begins in the first one again.
        const isNext = column > last.column || (column < last.column && line > last.line);
        assert.ok(goesOn || isNext, `page ${index + 1}: ${last.glyph.character}${glyph.character}`);
      });
    }
  });

  it('should keep every line of every column on one grid (A07)', () => {
    for (const [index, one] of read().entries())
      assert.deepEqual(offGrid(one, page), [], `page ${index + 1}`);
  });

  it('should not let text run into pictures', () => {
    for (const one of read()) {
      for (const frame of framesOf(one).map(edgesOf)) {
        for (const { x, y, width, size, character } of one.glyphs) {
          const [middleX, middleY] = [x + width / 2, y + size * 0.38];
          const isOn =
            middleX > frame.left && middleX < frame.right && middleY > frame.bottom && middleY < frame.top;
          assert.ok(!isOn, `${character} stands on a picture`);
        }
      }
    }
  });
}

/** Columns of a chapter's last page end at one height, give or take a line. */
function assertBalanced(one: DrawnPage, columns: readonly Column[], page: PageOrders): void {
  const lines = linesOf(one, columns, page);
  const counts = lines.map(({ length }) => length);
  assert.ok(Math.min(...counts) > 0, 'no column is empty');
  assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, `columns of ${counts.join(', ')} lines`);
}

for (const { edition, count, spans } of [
  { edition: 'two', count: 2, spans: { tofu: [1, 1], wok: [0, 1] } },
  { edition: 'three', count: 3, spans: { tofu: [1, 2], wok: [1, 2] } },
] as const) {
  describe(`text in ${edition} columns`, () => {
    const columns = columnsOf(PAGE, count, 2);
    const area = areaOf(PAGE);
    let book: FeatureBook;
    let pages: readonly DrawnPage[];

    before(async () => {
      book = await buildFeatureBook('columns', { edition });
      // The second chapter has columns of its own.
      pages = book.pages.slice(0, -1);
    });

    it('should build without errors', () => {
      assert.deepEqual(reported(book.report), []);
    });

    shouldBeInColumns(() => pages, PAGE, columns);

    it('should end evenly at the end of a chapter', () => {
      assertBalanced(pageWith(pages, '重新在田埂上排起来'), columns, PAGE);
    });

    it('should fill pages that the text goes on behind', () => {
      for (const one of pages.slice(0, -1)) {
        const ends = linesOf(one, columns, PAGE).map((lines) => lines.at(-1) ?? 0);
        const last = Math.max(...ends);
        // A heading takes three lines, two more stay with it.
        for (const end of ends) assert.ok(last - end < 5, `columns end in lines ${ends.join(', ')}`);
      }
    });

    it('should set the title across the columns', () => {
      const [first] = glyphsOf(book.pages[0] ?? { glyphs: [], pictures: [], fills: [] }, '赶集');
      assert.ok(first !== undefined && first.size > PAGE.body * 1.5);
      const middle = first.x + first.width;
      assert.ok(Math.abs(middle - (area.left + area.right) / 2) < 1, 'in the middle of the measure');
    });

    it('should set notes of every column at the foot of its page, across the columns (F06)', () => {
      for (const { call, note } of [
        { call: '站在桥下', note: '石桥长十九步' },
        { call: '听得出是哪一', note: '镰刀按月份打' },
        { call: '从尾说到头', note: '凳子二十七张' },
      ]) {
        const at = pageWith(pages, note);
        const [first] = glyphsOf(at, note);
        assert.ok(first !== undefined);
        assert.ok(
          bodyOf(at, PAGE).some(({ character }) => character === call.at(-1)),
          `${note} is on the page of its call`,
        );
        const lowest = Math.min(...bodyOf(at, PAGE).map(({ y }) => y));
        assert.ok(first.y < lowest - PAGE.pitch, `${note} stands below all columns`);
        assert.ok(first.x < area.left + 3 * PAGE.body);
      }
      const long = glyphsOf(pageWith(pages, '镰刀按月份打'), '十月的割草').at(-1);
      assert.ok((long?.x ?? 0) > (columns[0]?.end ?? 0), 'a note has the whole measure');
    });

    it('should set figures across as many columns as they need, at their head (F09)', () => {
      for (const [caption, span] of [
        ['桥头的豆腐摊', spans.tofu],
        ['支在风口的油锅，烟', spans.wok],
      ] as const) {
        const one = pageWith(pages, caption);
        const [frame] = framesOf(one).map(edgesOf);
        const [from, to] = [columns[span[0]], columns[span[1]]];
        assert.ok(frame !== undefined && from !== undefined && to !== undefined);
        if (to.end - from.start < area.right - area.left - 1) {
          assert.ok(Math.abs(frame.left - from.start) < 0.5 && Math.abs(frame.right - to.end) < 0.5, caption);
        } else {
          const middle = (frame.left + frame.right) / 2;
          assert.ok(Math.abs(middle - (area.left + area.right) / 2) < 0.5, `${caption} across the measure`);
        }
        const beside = bodyOf(one, PAGE).filter((glyph) => {
          const column = columnOf(glyph, columns, PAGE);
          return column >= span[0] && column <= span[1];
        });
        for (const { y, character } of beside)
          assert.ok(y < frame.bottom, `${character} stands below the figure`);
        const [first] = glyphsOf(one, caption);
        assert.ok(
          first !== undefined && frame.bottom - first.y < PAGE.pitch * 1.5,
          'the caption is at its picture',
        );
      }
    });
  });
}

describe('columns within a page', () => {
  const columns = columnsOf(PAGE, 2, 2);
  const area = areaOf(PAGE);
  let book: FeatureBook;
  let pages: readonly DrawnPage[];

  before(async () => {
    book = await buildFeatureBook('columns', { edition: 'one' });
    pages = book.pages;
  });

  it('should build without errors', () => {
    assert.deepEqual(reported(book.report), []);
  });

  it('should stand between lines of the full measure, a line apart', () => {
    const lineAt = (text: string): number => lineOf(firstOf(pages, text), PAGE).line;
    assert.equal(lineAt('正月的集从初八起') - lineAt('一年有七十三个集'), 2);
    const after = firstOf(pages, '集市历抄在祠堂的墙上');
    const lowest = Math.max(lineAt('不能站人'), lineAt('边，墨冻住了') + 1);
    assert.equal(lineOf(after, PAGE).line - lowest, 2);
    const wide = glyphsOf(
      pageWith(pages, '集市历抄在祠堂的墙上'),
      '每年腊月用石灰刷白，再写一遍。写的人换过好',
    );
    assert.ok((wide.at(-1)?.x ?? 0) > area.right - 2 * PAGE.body, 'the text below has the measure');
  });

  it('should begin a column where the author says', () => {
    const [left, right] = [firstOf(pages, '正月的集从初八起'), firstOf(pages, '七月卖瓜')];
    assert.ok(Math.abs(left.y - right.y) < 0.1, 'both begin in one line');
    assert.ok(Math.abs(right.x - left.x - 18 * PAGE.body) < 0.1, 'a column and a gap apart');
  });

  it('should set its lines inside the columns', () => {
    const one = pageWith(pages, '七月卖瓜');
    const [from, to] = ['正月的集从初八起', '集市历抄在'].map((text) => glyphsOf(one, text)[0]);
    assert.ok(from !== undefined && to !== undefined);
    const inside = bodyOf(one, PAGE).filter(({ y }) => y <= from.y + 0.1 && y > to.y + 0.1);
    assert.ok(inside.length > 180, `${inside.length} characters`);
    for (const glyph of inside) assert.notEqual(columnOf(glyph, columns, PAGE), -1, glyph.character);
  });

  it('should keep the grid above, in and below them (A07)', () => {
    for (const [index, one] of pages.entries()) assert.deepEqual(offGrid(one, PAGE), [], `page ${index + 1}`);
  });
});

describe('vertical text in columns (段組)', () => {
  const columns = columnsOf(VERTICAL, 2, 2);
  const area = areaOf(VERTICAL);
  let book: FeatureBook;
  let pages: readonly DrawnPage[];

  before(async () => {
    book = await buildFeatureBook('columns-vertical');
    pages = book.pages;
  });

  it('should build without errors', () => {
    assert.deepEqual(reported(book.report), []);
  });

  shouldBeInColumns(() => pages, VERTICAL, columns);

  it('should have the first column above the second', () => {
    const [upper, lower] = [firstOf(pages, '島には暦が二つある'), firstOf(pages, 'にくい。そういう日は')];
    assert.ok(upper.y > lower.y + 20 * VERTICAL.body);
    assert.equal(columnOf(upper, columns, VERTICAL), 0);
    assert.equal(columnOf(lower, columns, VERTICAL), 1);
  });

  it('should end evenly at the end of a chapter', () => {
    const one = pageWith(pages, '新しい暦を見ている');
    const ends = linesOf(one, columns, VERTICAL).map((lines) => lines.at(-1) ?? 0);
    assert.ok(Math.abs((ends[0] ?? 0) - (ends[1] ?? 0)) <= 1, `columns end in lines ${ends.join(', ')}`);
  });

  it('should set figures in a column, or across them all', () => {
    const [stone] = framesOf(pageWith(pages, '濡れた線')).map(edgesOf);
    assert.ok(stone !== undefined && columns[1] !== undefined);
    assert.ok(Math.abs(stone.right - area.right) < 30 || stone.right < area.right, 'inside the type area');
    assert.ok(
      stone.top <= -columns[1].start + 1 && stone.bottom >= -columns[1].end - 1,
      'in the lower column',
    );
    const [beach] = framesOf(pageWith(pages, '縄を張る杭')).map(edgesOf);
    assert.ok(beach !== undefined);
    const middle = -(columns[0]?.end ?? 0) - VERTICAL.body;
    assert.ok(beach.top > middle && beach.bottom < middle, 'across both');
    assert.ok(Math.abs(beach.right - area.right) < 1, 'at the head of the page');
  });
});
