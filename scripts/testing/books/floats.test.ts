import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import {
  areaOf,
  bodyLines,
  buildFeatureBook,
  type Edges,
  edgesOf,
  type FeatureBook,
  framesOf,
  glyphsOf,
  isBody,
  offGrid,
  type PageOrders,
  pagesWith,
  reported,
  textOf,
  trimOf,
} from '../feature-book.ts';
import type { DrawnPage } from '../pdf-glyphs.ts';

/** A figure: the end of its caption, the words that call for it, and where it is ordered to stand. */
interface Figure {
  readonly caption: string;
  readonly call: string;
  readonly place: 'inline' | 'auto' | 'top' | 'bottom' | 'page' | 'spread' | 'row';
}

const BOOKS: readonly {
  readonly name: string;
  readonly page: PageOrders;
  readonly pictures: Readonly<Record<string, readonly [number, number]>>;
  readonly source: string;
  readonly figures: readonly Figure[];
}[] = [
  {
    name: 'floats',
    page: { trim: { width: 110, height: 150 }, bleed: 3, body: 10, pitch: 16, characters: 24, lines: 20 },
    pictures: {
      'images/scroll.png': [160, 60],
      'images/map.png': [90, 120],
      'images/before.png': [115, 80],
    },
    source: 'floats/manuscript/01-ferry.md',
    figures: [
      { caption: '只露出上面三级。', call: '来，见图1。', place: 'inline' },
      { caption: '渡船全貌。　白沙湾文化站 摄', call: '全貌见图2', place: 'auto' },
      { caption: '最高一道刻痕在一人半高处。', call: '在石柱上，见图3', place: 'top' },
      { caption: '货物在船上的摆法。', call: '货物的摆法见图4', place: 'bottom' },
      { caption: '中间留白处是江。', call: '见图5', place: 'spread' },
      { caption: '江面空阔。', call: '可以对照着看', place: 'row' },
      { caption: '块礁石上看过去的。', call: '可以对照着看', place: 'row' },
      { caption: '白沙湾大桥与渡口旧址全图。', call: '全图见图8', place: 'page' },
    ],
  },
  {
    name: 'floats-vertical',
    page: {
      trim: { width: 120, height: 160 },
      bleed: 3,
      body: 10,
      pitch: 17,
      characters: 33,
      lines: 15,
      vertical: true,
    },
    pictures: {
      'images/emaki.png': [360, 180],
      'images/zu.png': [90, 120],
      'images/asa.png': [110, 130],
    },
    source: 'floats-vertical/manuscript/01-saka.md',
    figures: [
      { caption: '手前が郵便局。', call: '駅前の様子は図', place: 'inline' },
      { caption: '町史編纂室蔵', call: 'その間取りを図', place: 'auto' },
      { caption: '南側の文字盤。', call: '時計台の姿は図', place: 'top' },
      { caption: '荷車の積み方。', call: '荷車の積み方は図', place: 'bottom' },
      { caption: '右から左へ下りてくる。', call: '絵巻が寺に残っている', place: 'spread' },
      { caption: '朝の船。', call: '船は一そうしかないと思っていた', place: 'row' },
      { caption: '同じ岸壁から写した。', call: '船は一そうしかないと思っていた', place: 'row' },
      { caption: '油坂測量図。', call: '測量の図は図', place: 'page' },
    ],
  },
];

/** Chromium draws pictures at whole px: they may be half of one, 0.375 pt, from their place. */
const ROUNDING = 0.38;
/** A line of text makes up for whole px of its baseline, a picture beside it does not: up to a px apart. */
const WHOLE_PX = 0.9;

function assertNear(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, expected ${expected}`);
}

/** Frames and pictures of a page, as much of each as is seen. */
function picturesOf(page: DrawnPage): readonly Edges[] {
  return [...framesOf(page), ...page.pictures].map(edgesOf);
}

for (const { name, page, pictures, source, figures } of BOOKS) {
  describe(`figures in and out of their place: ${name} (F09, F10)`, () => {
    const area = areaOf(page);
    const trim = trimOf(page);
    const isVertical = page.vertical === true;
    let book: FeatureBook;
    let pages: readonly DrawnPage[];

    before(async () => {
      book = await buildFeatureBook(name, { pictures });
      pages = book.pages;
    });

    /** Index of the only page on which a text is drawn. */
    const pageOf = (text: string): number => {
      const found = pagesWith(pages, text);
      assert.equal(found.length, 1, `${text} is drawn on ${found.length} pages`);
      return found[0] ?? -1;
    };
    const drawn = (index: number): DrawnPage => {
      const one = pages[index];
      assert.ok(one !== undefined);
      return one;
    };
    /** The picture of a caption: the one that is just above it. */
    const pictureOf = (caption: string): Edges => {
      const one = drawn(pageOf(caption));
      const [first] = glyphsOf(one, caption);
      assert.ok(first !== undefined);
      const above = picturesOf(one)
        .filter(({ left, right, bottom }) => bottom > first.y && left <= first.x + 1 && right >= first.x)
        .sort((a, b) => a.bottom - b.bottom);
      assert.ok(above[0] !== undefined, `${caption} has no picture above it`);
      return above[0];
    };
    const figureAt = (place: Figure['place']): Figure => {
      const found = figures.find((figure) => figure.place === place);
      assert.ok(found !== undefined);
      return found;
    };

    it('should build without errors', () => {
      assert.deepEqual(reported(book.report), []);
    });

    it('should never part a caption or credit from its picture (F10)', () => {
      for (const { caption } of figures) {
        const [first] = glyphsOf(drawn(pageOf(caption)), caption);
        const gap = pictureOf(caption).bottom - ((first?.y ?? 0) + page.body * 0.8);
        // Up to two lines of a caption stand between the picture and the end of it.
        assert.ok(gap > 0 && gap < 2.2 * page.pitch, `${caption}: ${gap} pt below its picture`);
      }
    });

    it('should set each figure on the page of its reference or the next, never before it (F09)', () => {
      for (const { caption, call, place } of figures) {
        const [from, to] = [pageOf(call), pageOf(caption)];
        const most = place === 'spread' ? 2 : 1;
        assert.ok(to >= from && to <= from + most, `${caption} on page ${to + 1}, called on ${from + 1}`);
      }
    });

    it('should set every character of the text once and in order, pictures aside', () => {
      const set = pages
        .flatMap(({ glyphs }) => glyphs.filter(({ size }) => Math.abs(size - page.body) < 0.01))
        .filter(({ y }) => y < area.top && y > area.bottom - 1);
      const written = readFileSync(new URL(source, import.meta.url), 'utf8');
      assert.equal(textOf(set).replace(/[^\p{L}]/gu, ''), withReferences(written));
    });

    it('should let the text go on where a figure moves to the next head', () => {
      const { caption, call } = figureAt('auto');
      const at = pageOf(caption);
      assert.equal(at, pageOf(call) + 1);
      // Three lines of a paragraph are not parted, so up to two can be missing (B08).
      const last = bodyLines(drawn(at - 1), page).at(-1) ?? 0;
      assert.ok(last >= page.lines - 3, `the page before ends with line ${last}`);
      assertNear(headEdge(pictureOf(caption)), headEdge(area), WHOLE_PX, 'the picture stands at the head');
    });

    /** The edge of a box where the lines begin to follow each other, and the one where they end. */
    const headEdge = ({ top, right }: Edges): number => (isVertical ? right : top);
    const footEdge = ({ bottom, left }: Edges): number => (isVertical ? left : bottom);

    it('should set figures at the head and the foot of the type area, and text on the other side', () => {
      const top = figureAt('top');
      assertNear(headEdge(pictureOf(top.caption)), headEdge(area), WHOLE_PX, 'head');
      const bottom = figureAt('bottom');
      const edge = footEdge(pictureOf(bottom.caption));
      // Below a horizontal book's picture its caption is the last line.
      const expected = isVertical ? area.left : area.bottom + page.pitch;
      assertNear(edge, expected, isVertical ? 8 : 4, 'foot');
      const lines = bodyLines(drawn(pageOf(top.caption)), page);
      assert.ok((lines[0] ?? 0) > 5, 'no text before the figure at the head');
      assert.ok((bodyLines(drawn(pageOf(bottom.caption)), page).at(-1) ?? 0) < page.lines - 5);
    });

    it('should give a page to a figure that is to have one, as large as it can be', () => {
      const { caption } = figureAt('page');
      const one = drawn(pageOf(caption));
      assert.deepEqual(bodyLines(one, page), []);
      const picture = pictureOf(caption);
      assert.ok(picture.left > area.left - 0.5 && picture.right < area.right + 0.5);
      assertNear(picture.top, area.top, 1, 'top');
      assert.ok(picture.right - picture.left > 0.9 * (area.right - area.left));
    });

    it('should set figures side by side: on one foot line, captions begun in one line', () => {
      const row = figures.filter(({ place }) => place === 'row');
      const [one, other] = row.map(({ caption }) => pictureOf(caption));
      assert.ok(one !== undefined && other !== undefined);
      assertNear(one.bottom, other.bottom, 0.5, 'foot line');
      const first = isVertical ? other : one;
      const second = isVertical ? one : other;
      assertNear(second.left - first.right, page.body, isVertical ? 8 : 0.6, 'gap');
      const numbers = ['6', '7'].map(
        (number) => glyphsOf(drawn(pageOf(row[0]?.caption ?? '')), `${isVertical ? '図' : '图'}${number}`)[0],
      );
      assertNear(numbers[0]?.y ?? 0, numbers[1]?.y ?? 1, 0.1, 'captions');
    });

    it('should spread a picture over two pages, verso first, its halves meeting at the binding', () => {
      const { caption } = figureAt('spread');
      const at = pageOf(caption);
      assert.equal(Number(book.pdf.pages[at]?.label) % 2, 0, 'the first half is on a verso');
      const [first] = picturesOf(drawn(at));
      const [second] = picturesOf(drawn(at + 1));
      assert.ok(first !== undefined && second !== undefined);
      // A vertical book is bound on the right: its verso is a right page.
      if (isVertical) {
        assertNear(first.left, trim.left, ROUNDING, 'binding of the verso');
        assertNear(second.right, trim.right, ROUNDING, 'binding of the recto');
        assertNear(first.right, area.right, 0.5, 'fore edge of the verso');
        assertNear(second.left, area.left, 0.5, 'fore edge of the recto');
      } else {
        assertNear(first.right, trim.right, ROUNDING, 'binding of the verso');
        assertNear(second.left, trim.left, ROUNDING, 'binding of the recto');
        assertNear(first.left, area.left, 0.5, 'fore edge of the verso');
        assertNear(second.right, area.right, 0.5, 'fore edge of the recto');
      }
      assertNear(first.top, second.top, 0.1, 'heads of the halves');
      assertNear(first.bottom, second.bottom, 0.1, 'feet of the halves');
      assert.deepEqual([bodyLines(drawn(at), page), bodyLines(drawn(at + 1), page)], [[], []]);
    });

    it('should keep every line on the grid, after figures too (A07)', () => {
      let count = 0;
      for (const [index, one] of pages.entries()) {
        assert.deepEqual(offGrid(one, page), [], `page ${index + 1}`);
        count += one.glyphs.filter((glyph) => isBody(glyph, page)).length;
      }
      assert.ok(count > 1000, `${count} characters`);
    });

    it('should leave no single line between figures and the page (F09, B08)', () => {
      for (const [index, one] of pages.entries()) {
        const lines = bodyLines(one, page);
        lines.forEach((line, at) => {
          const isAlone = lines[at - 1] !== line - 1 && lines[at + 1] !== line + 1;
          assert.ok(!isAlone, `line ${line} of page ${index + 1} stands alone`);
        });
      }
    });

    it('should not let pictures and text overlap, nor leave the type area but at the binding', () => {
      for (const [index, one] of pages.entries()) {
        const boxes = picturesOf(one);
        for (const { character, x, y, width, size, turned } of one.glyphs) {
          if (turned) continue;
          const [middleX, middleY] = [x + width / 2, y + size * 0.38];
          const covered = boxes.some(
            ({ left, right, top, bottom }) =>
              middleX > left && middleX < right && middleY > bottom && middleY < top,
          );
          assert.ok(!covered, `page ${index + 1}: ${character} stands on a picture`);
        }
        for (const { left, right, top, bottom } of boxes) {
          assert.ok(top < area.top + 1 && bottom > area.bottom - 1, `page ${index + 1}`);
          assert.ok(left > trim.left - ROUNDING && right < trim.right + ROUNDING, `page ${index + 1}`);
        }
      }
    });
  });
}

/** The letters of a manuscript's text, each reference the word of the book's language. */
function withReferences(markdown: string): string {
  const word = /[\u3040-\u30ff]/.test(markdown) ? '図' : '图';
  return markdown
    .replace(/^#.*$|^:::.*$|^!\[.*$/gm, '')
    .replace(/\[\]\(#\w+\)/g, word)
    .replace(/[^\p{L}]/gu, '');
}
