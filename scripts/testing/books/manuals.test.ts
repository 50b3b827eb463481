import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  bookGlyphs,
  buildBookOf,
  type FeatureBook,
  type PageOrders,
  pagesWith,
  reported,
  type TextGlyph,
  textOf,
} from '../feature-book.ts';

// 100 × 130 mm: 20 characters of 10 pt by 15 lines of 16 pt.
const PAGE: PageOrders = {
  trim: { width: 100, height: 130 },
  bleed: 0,
  body: 10,
  pitch: 16,
  characters: 20,
  lines: 15,
};

const CONFIG = `title: 手册
language: zh-CN
spine: { front: [] }
editions:
  print:
    format: pdf
    trim: { width: 100, height: 130 }
    body-size: 10
    leading: 16
    type-area: { characters: 20, lines: 15 }
    chapter-start: page
    running-heads: false
    folios: false
`;

/** Chapters in which ever more lines stand before what is tried. */
function atEveryPlace(block: (count: number) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: PAGE.lines }, (_, count) => {
      const name = String(count + 10);
      return [`${name}.md`, [...Array<string>(count).fill('垫高一行。'), block(count)].join('\n\n')];
    }),
  );
}

const build = (files: Readonly<Record<string, string>>): Promise<FeatureBook> =>
  buildBookOf({ 'book.yaml': CONFIG, ...files });

describe('the line before code, a table or a list', () => {
  const NAMES = ['文件甲', '文件乙', '下列丙：', '表丁'];
  const HANDLES = ['code-one', 'code-two', '其一', '表头'];
  const PLAIN = '如此而已。';
  let book: FeatureBook;
  before(async () => {
    book = await build(
      atEveryPlace(() =>
        [
          `${NAMES[0]}\n\n\`\`\`\n${HANDLES[0]}\nb\nc\nd\n\`\`\``,
          `${NAMES[1]}\n\n\`\`\`\n${HANDLES[1]}\n\`\`\``,
          `${NAMES[2]}\n\n1. ${HANDLES[2]}\n2. 其二`,
          `${NAMES[3]}\n\n| ${HANDLES[3]} |\n|---|\n| 一 |\n| 二 |`,
          `${PLAIN}\n\n- 项戊\n- 项己`,
        ].join('\n\n'),
      ),
    );
  });

  it('should never be parted from it by a page’s end', () => {
    assert.deepEqual(reported(book.report), []);
    for (const [index, name] of NAMES.entries()) {
      const handle = HANDLES[index] ?? '';
      const found = pagesWith(book.pages, name);
      assert.ok(found.length > 5, name);
      for (const page of found) {
        const at = (text: string): number => textOf(book.pages[page]?.glyphs ?? []).lastIndexOf(text);
        assert.ok(at(handle) > at(name), `${name} on page ${page + 1}`);
      }
    }
  });

  it('should not keep a list that it does not announce', () => {
    const parted = pagesWith(book.pages, PLAIN).some(
      (page) => !textOf(book.pages[page]?.glyphs ?? []).includes('项戊'),
    );
    assert.ok(parted);
  });
});

describe('a figure that is all of its section', () => {
  for (const mode of ['horizontal', 'vertical']) {
    it(`should stay with its heading, however large it is, and no heading be alone in ${mode} lines`, async () => {
      const figure = '![说明](none.png){lines=60}';
      const book = await buildBookOf({
        'book.yaml': `${CONFIG}    writing-mode: ${mode}\n`,
        ...atEveryPlace(() => `## 图示\n\n${figure}\n\n## 下节\n\n${'正文。'.repeat(10)}`),
      });
      assert.deepEqual(reported(book.report), []);
      const headed = pagesWith(book.pages, '图示');
      assert.equal(headed.length, PAGE.lines);
      for (const page of headed) assert.ok(pagesWith(book.pages, '说明').includes(page), `page ${page + 1}`);
    });

    it(`should be as large where it has left its place in ${mode} lines`, async () => {
      const book = await buildBookOf({
        'book.yaml': `${CONFIG}    writing-mode: ${mode}\n`,
        ...atEveryPlace(() => `## 图示\n\n![说明](none.png){lines=60}\n\n${'正文。'.repeat(20)}`),
      });
      assert.deepEqual(reported(book.report), []);
      assert.equal(pagesWith(book.pages, '说明').length, PAGE.lines);
    });
  }
});

describe('long names and addresses', () => {
  it('should not leave the Han beside them far apart', async () => {
    const book = await build({
      '10.md': [
        '- 书名的指定 https://docs.example.org/create-book#%E6%9B%B8%E5%90%8D%E3%81%AE%E6%8C%87%E5%AE%9A',
        '示例十二，根据`config.case_sensitive`的值调用`search`或`search_case_insensitive`即可。',
      ].join('\n\n'),
    });
    assert.deepEqual(reported(book.report), []);
    const glyphs = bookGlyphs(book.pages, PAGE);
    const isHan = ({ character }: TextGlyph): boolean => /\p{Script=Han}/u.test(character);
    const advances = glyphs.flatMap((glyph, index) => {
      const next = glyphs[index + 1];
      const isPair = next !== undefined && isHan(glyph) && isHan(next) && next.line === glyph.line;
      return isPair ? [next.x - glyph.x] : [];
    });
    assert.ok(advances.length > 10);
    assert.ok(Math.max(...advances) < 1.5 * PAGE.body, `${Math.max(...advances)} pt`);
    assert.match(textOf(book.pages.flatMap(({ glyphs }) => glyphs)).replaceAll(' ', ''), /book#%E6%9B%B8/);
  });

  it('should not part an option from its hyphens', async () => {
    const texts = Array.from({ length: 20 }, (_, count) => `${'长'.repeat(count)}\`cargo --help\`文`);
    const book = await build({ '10.md': texts.join('\n\n') });
    const glyphs = bookGlyphs(book.pages, PAGE);
    const hyphens = glyphs.filter(
      ({ character }, index) => character === '-' && glyphs[index + 1]?.character === 'h',
    );
    assert.equal(hyphens.length, texts.length);
    for (const hyphen of hyphens) {
      const next = glyphs[glyphs.indexOf(hyphen) + 1];
      assert.equal(next?.line, hyphen.line);
    }
  });
});

describe('a picture in a table', () => {
  it('should end above the rule below it, and fit below the table’s head', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="HEIGHT"><path d="M0 0h100v9000h-100z" fill="#123456"/></svg>';
    const heights = [20, 32, 42.67, 64, 106.67, 900];
    const book = await build({
      ...Object.fromEntries(
        heights.map((height, index) => [`${index}.svg`, svg.replace('HEIGHT', String(height))]),
      ),
      '10.md': heights
        .map((_, index) => `| 图 | 说明 |\n|---|---|\n| ![形](${index}.svg) | 文字 |`)
        .join('\n\n正文。\n\n'),
    });
    assert.deepEqual(reported(book.report), []);
    let count = 0;
    for (const { fills } of book.pages) {
      const rules = fills.filter(({ colour, height }) => colour === '#000000' && height > 1 && height < 2);
      for (const picture of fills.filter(({ colour }) => colour === '#123456')) {
        count += 1;
        const middle = picture.y + picture.height / 2;
        const tops = rules.filter(({ y }) => y < middle).map(({ y, height }) => y + height);
        assert.ok(tops.length > 0);
        assert.ok(picture.y > Math.max(...tops), `${picture.y} over ${Math.max(...tops)}`);
      }
    }
    assert.equal(count, heights.length);
  });
});
