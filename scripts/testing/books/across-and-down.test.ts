import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  areaOf,
  buildBookOf,
  type FeatureBook,
  glyphsOf,
  isBody,
  offOneGrid,
  type PageOrders,
  reported,
} from '../feature-book.ts';
import type { DrawnPage, Glyph } from '../pdf-glyphs.ts';

// 100 × 130 mm, 20 characters of 10 pt by 15 lines of 17 pt; in vertical lines 25 by 12.
const ACROSS: PageOrders = {
  trim: { width: 100, height: 130 },
  bleed: 0,
  body: 10,
  pitch: 17,
  characters: 20,
  lines: 15,
};
const DOWN: PageOrders = { ...ACROSS, characters: 25, lines: 12, vertical: true };

const edition = ({ characters, lines, vertical = false }: PageOrders): string =>
  `{ format: pdf, without: [colophon], trim: { width: 100, height: 130 }, body-size: 10, leading: 17, type-area: { characters: ${characters}, lines: ${lines} }${vertical ? ', writing-mode: vertical' : ''} }`;

const BOOK = {
  'book.yaml': `title: 讀音\nlanguage: zh-TW\nspine: { body: [01.md] }\neditions:\n  across: ${edition(ACROSS)}\n  down: ${edition(DOWN)}\n`,
  '01.md': `山{莊|ㄓㄨㄤˋ}水{了|˙ㄌㄜ}火，${'雨落在江上，船慢慢地走，人都不說話。'.repeat(4)}

${'{雙|ㄕㄨㄤ}{好|ㄏㄠˇ}{漢字|ㄏㄢˋ ㄗˋ}'.repeat(12)}。

甲[丙丁戊己庚辛壬]{.jiazhu}乙，${'雨落在江上，船慢慢地走，人都不說話。'.repeat(3)}

:::vertical
牀前明冰光，疑是地上霜，12年。

舉頭望。
:::

:::horizontal{lines=6}
竪排書中橫排，這樣寫，GDP也是。
:::

日{北京|Běi|jīng}月{裝床|zhuāng|chuáng}星，${'雨落在江上，船慢慢地走，人都不說話。'.repeat(4)}
`,
};

let across: FeatureBook;
let down: FeatureBook;
before(async () => {
  across = await buildBookOf(BOOK, 'across');
  down = await buildBookOf(BOOK, 'down');
});

/** The first place of each character, on whatever page. */
function find({ pages }: FeatureBook, ...characters: readonly string[]): readonly Glyph[] {
  return characters.map((character) => {
    const [found] = pages.flatMap((page) => glyphsOf(page, character)).filter(({ size }) => size < 16);
    assert.ok(found !== undefined, `${character} is not drawn`);
    return found;
  });
}

const near = (actual: number, expected: number, what: string, tolerance = 0.3): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, expected ${expected}`);

/** Blocks that run otherwise have grids of their own. */
const withoutTurned = (page: DrawnPage): DrawnPage => ({
  ...page,
  glyphs: page.glyphs.filter(
    ({ character }) => !'牀前明冰光疑是地上霜年舉頭望竪排書中橫這樣寫也'.includes(character),
  ),
});

/** The middle of an upright glyph's em box. */
const middle = ({ x, y, width, size }: Glyph): { x: number; y: number } => ({
  x: x + width / 2,
  y: y + 0.38 * size,
});

describe('readings of Chinese on pages', () => {
  it('should report nothing, and keep every line on the grid (A07)', () => {
    for (const [book, page] of [
      [across, ACROSS],
      [down, DOWN],
    ] as const) {
      assert.deepEqual(reported(book.report), []);
      assert.equal(book.report.paragraphs?.left, 0);
      assert.deepEqual(offOneGrid(book.pages.map(withoutTurned), page), []);
    }
  });

  it('should set bopomofo in a column at the right of its character, a strip of half an em (D09)', () => {
    const [base, first, second, third, next] = find(across, '莊', 'ㄓ', 'ㄨ', 'ㄤ', '水') as Glyph[];
    assert.ok(base && first && second && third && next);
    for (const symbol of [first, second, third]) {
      near(symbol.size, 3, 'three tenths of the base');
      near(middle(symbol).x, base.x + 11.5, 'in the middle of its three tenths');
    }
    near(middle(second).y, middle(base).y, 'in the middle of the height', 0.6);
    near(first.y - second.y, 3, 'one below the other');
    near(second.y - third.y, 3, 'one below the other');
    assert.ok(next.x - base.x >= 14.9, `the next character stands ${next.x - base.x} behind`);
  });

  it('should set its tone at the upper right of the last symbol, the light one above the first', () => {
    for (const book of [across, down]) {
      const [last, tone, light, symbol] = find(book, 'ㄤ', 'ˋ', '˙', 'ㄌ') as Glyph[];
      assert.ok(last && tone && light && symbol);
      assert.ok(tone.x > last.x && tone.y > last.y - 3, 'the tone stands beside');
      near(middle(light).x, middle(symbol).x, 'the light tone stands above', 0.7);
      assert.ok(light.y > symbol.y, 'the light tone stands above');
    }
  });

  it('should set bopomofo at the right in lines that run down, where it takes no room', () => {
    const [base, symbol, next] = find(down, '莊', 'ㄨ', '水') as Glyph[];
    assert.ok(base && symbol && next);
    near(middle(symbol).x, middle(base).x + 6.5, 'beside the base');
    near(middle(symbol).y, middle(base).y, 'in its middle', 0.6);
    near(base.y - next.y, 10, 'an em down', 1.2);
  });

  it('should set pinyin above, neighbours a quarter of an em apart, over no character without (D08)', () => {
    const [z, h, sun, moon, star] = find(across, 'z', 'h', '日', '月', '星') as Glyph[];
    assert.ok(z && h && sun && moon && star);
    near(z.size, 5, 'half the size');
    const page = across.pages.find(({ glyphs }) => glyphs.includes(z));
    const letters =
      page?.glyphs.filter(({ size, y }) => Math.abs(size - 5) < 0.1 && Math.abs(y - z.y) < 1) ?? [];
    const g = letters.indexOf(z) + 'zhuāng'.length - 1;
    const [end, start] = [letters[g], letters[g + 1]];
    assert.ok(end?.character === 'g' && start?.character === 'c', 'zhuāng and chuáng are beside each other');
    assert.ok(start.x - end.x - end.width >= 2.4, `${start.x - end.x - end.width} pt between them`);
    const right = letters.at(-1);
    assert.ok(z.x >= moon.x + moon.width, 'not over the character before');
    assert.ok(right && right.x + right.width <= star.x, 'not over the character behind');
  });

  it('should keep lines within the type area', () => {
    const { right } = areaOf(ACROSS);
    for (const { glyphs } of across.pages)
      for (const glyph of glyphs.filter((one) => isBody(one, ACROSS)))
        assert.ok(
          glyph.x + glyph.width <= right + 0.6,
          `${glyph.character} ends at ${glyph.x + glyph.width}`,
        );
  });
});

describe('notes within the line (D12)', () => {
  it('should be two rows of small type about the axis of their line, read one after the other', () => {
    const page = across.pages.find((one) => glyphsOf(one, '丙丁戊己庚辛壬').length > 0);
    assert.ok(page !== undefined, 'its rows are drawn one after the other');
    for (const [book, isRow] of [
      [across, ({ y }: Glyph): number => y],
      [down, ({ x }: Glyph): number => x],
    ] as const) {
      const [first, second, base, behind] = find(book, '丙', '庚', '甲', '乙') as Glyph[];
      assert.ok(first && second && base && behind);
      near(first.size, 6, 'six tenths of the text');
      const across12 = (glyph: Glyph): number => isRow({ ...glyph, ...middle(glyph) });
      near(Math.abs(across12(first) - across12(second)), 6, 'solid');
      near((across12(first) + across12(second)) / 2, across12(base), 'about the axis', 0.7);
      near(across12(behind), across12(base), 'in its line', 0.3);
    }
  });
});

describe('blocks that run otherwise than their book', () => {
  const run = (book: FeatureBook, text: string): readonly Glyph[] => {
    const [found] = book.pages.map((page) => glyphsOf(page, text)).filter(({ length }) => length > 0);
    assert.ok(found !== undefined, `${text} is not drawn in one piece`);
    return found;
  };
  const isDown = (glyphs: readonly Glyph[]): boolean => {
    const [first, second] = glyphs.map(middle);
    return (
      first !== undefined && second !== undefined && Math.abs(first.x - second.x) < 0.5 && first.y > second.y
    );
  };

  it('should run down in a book that runs across, and across in one that runs down', () => {
    assert.ok(isDown(run(across, '牀前明冰光')));
    assert.ok(isDown(run(down, '牀前明冰光')));
    assert.ok(!isDown(run(across, '竪排')));
    assert.ok(!isDown(run(down, '竪排')));
  });

  it('should have marks and numbers as the lines of the block do, not those of the book (C09, D10)', () => {
    assert.ok(run(across, '12').length === 2);
    const [one, two] = run(across, '12');
    near(two?.y ?? 0, one?.y ?? 1, 'side by side', 0.1);
    assert.ok((one?.size ?? 10) <= 10 && (two?.x ?? 0) - (one?.x ?? 0) < 6, 'within one em');
    const [g, d] = run(down, 'GDP');
    near(g?.y ?? 0, d?.y ?? 1, 'letters of lines that run across', 0.1);
    assert.equal(g?.turned, false);
  });

  it('should be in the middle of the measure and take whole lines', () => {
    const { left, right, top, bottom } = areaOf(ACROSS);
    const block = [...run(across, '牀前明冰光'), ...run(across, '舉頭望')].map(middle);
    const xs = block.map(({ x }) => x);
    near((Math.min(...xs) + Math.max(...xs)) / 2, (left + right) / 2, 'in the middle', 1);
    assert.ok(block.every(({ y }) => y < top && y > bottom));
  });
});
