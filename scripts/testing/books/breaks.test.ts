import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import {
  bookGlyphs,
  buildFeatureBook,
  drawnBookOf,
  type FeatureBook,
  framesOf,
  linesByPage,
  offOneGrid,
  type PageOrders,
  pagesWith,
  placeOf,
  reported,
  type TextGlyph,
  textOf,
} from '../feature-book.ts';

// 100 × 130 mm, 20 characters of 10 pt by 15 lines of 16 pt.
const PAGE: PageOrders = {
  trim: { width: 100, height: 130 },
  bleed: 0,
  body: 10,
  pitch: 16,
  characters: 20,
  lines: 15,
};

/** Paragraphs of Markdown without inline marks, as they are printed. */
function paragraphsIn(folder: URL): readonly string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return files.flatMap((name) =>
    readFileSync(new URL(name, folder), 'utf8')
      .split(/\n{2,}/)
      .map((block) => block.replace(/<rt>.*?<\/rt>|<rp>.*?<\/rp>|<[^>]*>|[*`]/g, ''))
      .filter((block) => !/^[#:>|!-]|^---|\[/m.test(block)),
  );
}

/** No page begins or ends with one line of a paragraph that goes over it (B08), and no paragraph ends in one character (B07). */
function assertParagraphs(
  book: Pick<FeatureBook, 'pages'>,
  page: PageOrders,
  paragraphs: readonly string[],
  leastLast: number,
): void {
  const glyphs = bookGlyphs(book.pages, page);
  let divided = 0;
  for (const paragraph of paragraphs) {
    const place = placeOf(glyphs, paragraph);
    assert.ok(place.length > 0, `${paragraph} is not drawn in one piece`);
    const lines = linesByPage(place);
    if (lines.length > 1) divided += 1;
    assert.ok(
      lines.length === 1 || lines.every((count) => count > 1),
      `${paragraph}: ${lines.join(' + ')} lines`,
    );
    const last = place.at(-1);
    const onLast = place.filter(({ line, pageIndex }) => line === last?.line && pageIndex === last.pageIndex);
    const letters = onLast.filter(({ character }) => /\p{L}/u.test(character)).length;
    const isOneLine = onLast.length === place.length;
    assert.ok(isOneLine || letters >= leastLast, `${paragraph} ends with ${textOf(onLast)}`);
  }
  assert.ok(divided > 0, 'no paragraph over pages');
}

describe('breaks by order', () => {
  let book: FeatureBook;
  let next: FeatureBook;
  const pageOf = (one: FeatureBook, text: string): number => {
    const [first, ...others] = pagesWith(one.pages, text);
    assert.ok(first !== undefined && others.length === 0, `${text} on ${[first, ...others].join()}`);
    return first;
  };
  before(async () => {
    book = await buildFeatureBook('breaks');
    next = await buildFeatureBook('breaks', { edition: 'next-page' });
  });

  it('should build without a word, on the grid', () => {
    for (const { report, pages } of [book, next]) {
      assert.deepEqual(reported(report), []);
      assert.deepEqual(offOneGrid(pages, PAGE), []);
    }
  });

  it('should open chapters on rectos, or on the next page (E05)', () => {
    const openings = ['海水要走九道', '盐船平底', '账本共有三册', '盐田停晒以后'];
    for (const text of openings) assert.equal(pageOf(book, text) % 2, 0, text);
    const from = openings.map((text) => pageOf(next, text));
    // From the second on; the first page of the body is always a recto.
    from.slice(1).forEach((page, index) => {
      const before = next.pages.slice(from[index], page);
      assert.ok(textOf(before.at(-1)?.glyphs ?? []) !== '', `a blank page before ${openings[index + 1]}`);
    });
    assert.ok(from.some((page) => page % 2 === 1));
  });

  it('should begin pages, rectos and versos where the author says', () => {
    for (const one of [book, next]) {
      const page = pageOf(one, '从盐田到县城');
      assert.equal(page, pageOf(one, '盐船平底') + 1);
      const recto = pageOf(one, '夜里行船');
      assert.equal(recto % 2, 0);
      assert.ok(recto > page && recto <= page + 2);
      assert.equal(pageOf(one, '有一年大雾'), recto + 1);
    }
  });

  it('should leave as many pages blank as ordered: no text, no head, no folio', () => {
    for (const one of [book, next]) {
      const [fog, road, cat] = ['有一年大雾', '后来修了公路', '再后来猫也不见'].map((text) =>
        pageOf(one, text),
      );
      assert.deepEqual([road, cat], [(fog ?? 0) + 2, (fog ?? 0) + 5]);
      for (const index of [(fog ?? 0) + 1, (road ?? 0) + 1, (road ?? 0) + 2])
        assert.deepEqual(one.pages[index]?.glyphs, [], `page ${index + 1}`);
    }
  });

  it('should leave blank pages before rectos blank, and have heads on no opening (F02)', () => {
    const blank = book.pages.flatMap(({ glyphs }, index) => (glyphs.length === 0 ? [index] : []));
    assert.deepEqual(
      blank.map((index) => book.pdf.pages[index]?.label),
      ['ii', '9', '11', '12', '18'],
    );
  });

  it('should begin a column, at the head of the first', () => {
    const glyphs = bookGlyphs(book.pages, PAGE);
    const [first] = placeOf(glyphs, '船上的规矩有七条');
    const [second] = placeOf(glyphs, '另外四条');
    assert.ok(first !== undefined && second !== undefined);
    assert.deepEqual([second.pageIndex, second.line], [first.pageIndex, first.line]);
    assert.ok(second.x - first.x > 9 * PAGE.body);
    // Text is drawn in its order: the columns before what stands below them.
    const [below] = placeOf(glyphs, '莫家的船最后一次');
    assert.ok(below !== undefined && glyphs.indexOf(first) < glyphs.indexOf(below));
  });

  it('should keep what is to be kept on one page', () => {
    const kept = placeOf(
      bookGlyphs(book.pages, PAGE),
      '莫家的船最后一次出门，装的不是盐，是嫁妆：一只樟木箱，两床被，一面镜子，一个装稻粒的竹筒。船走得很慢，岸上的人跟着走，走到第二道闸才散。',
    );
    assert.equal(linesByPage(kept).length, 1);
  });
});

describe('breaks by order in a vertical book', () => {
  it('should begin pages and leave one blank, from right to left', async () => {
    const { pages, pdf, report } = await buildFeatureBook('breaks-vertical');
    assert.deepEqual(reported(report), []);
    assert.equal(pdf.readingDirection, 'R2L');
    const order = ['雪が降ると', 'そうなる前に', '春になって', '村の子ども'].map((text) =>
      pagesWith(pages, text),
    );
    assert.deepEqual(order, [[6], [7], [9], [10]]);
    assert.deepEqual(pages[8]?.glyphs, []);
  });
});

describe('paragraphs over pages', () => {
  it('should have two lines at least before and behind a page break, and no lone character: Chinese', async () => {
    const folder = new URL('./breaks/manuscript/', import.meta.url);
    const files = Object.fromEntries(
      ['01-field.md', '03-ledger.md'].map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
    );
    // Short pages part many paragraphs.
    const page = { ...PAGE, lines: 7, characters: 16 };
    const book = await drawnBookOf({ ...files, 'book.yaml': bookYaml('zh-CN', page) });
    assertParagraphs(
      book,
      page,
      paragraphsIn(folder).filter((text) => Object.values(files).join('').includes(text)),
      2,
    );
  });

  it('should have them in vertical Japanese', async () => {
    const folder = new URL('./breaks-vertical/manuscript/', import.meta.url);
    for (const [characters, lines] of [
      [24, 11],
      [16, 8],
    ] as const) {
      const page = { ...PAGE, lines, characters, vertical: true };
      const book = await drawnBookOf({ ...dataOf(folder), 'book.yaml': bookYaml('ja', page) });
      assertParagraphs(book, page, paragraphsIn(folder), 1);
      assert.deepEqual(offOneGrid(book.pages, page), []);
    }
  });

  it('should have them in Korean', async () => {
    const folder = new URL('../data/ko/', import.meta.url);
    const page = { ...PAGE, lines: 7, characters: 20 };
    const book = await drawnBookOf({ ...dataOf(folder), 'book.yaml': bookYaml('ko', page) });
    assertParagraphs(book, page, paragraphsIn(folder), 1);
  });
});

function dataOf(folder: URL): Record<string, string> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return Object.fromEntries(files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
}

/** Files in natural order, chapters on the next page. */
function bookYaml(language: string, { trim, body, pitch, characters, lines, vertical }: PageOrders): string {
  return `title: 书
language: ${language}
spine: { front: [] }
editions:
  print:
    format: pdf
    trim: { width: ${trim.width}, height: ${trim.height} }
    body-size: ${body}
    leading: ${pitch}
    type-area: { characters: ${characters}, lines: ${lines} }
    writing-mode: ${vertical === true ? 'vertical' : 'horizontal'}
    chapter-start: page
    running-heads: false
`;
}

const SENTENCE = '海水要走九道池子才成盐，头一道池子叫纳潮，潮来时开闸，潮退前落闸。';

/** What may stand behind a heading: its first words, or `frame` for a picture. */
const FOLLOWERS: Readonly<Record<string, readonly [text: string, begins: string]>> = {
  'a paragraph': [SENTENCE.repeat(3), '海水要走'],
  'another heading': [`### 次\n\n${SENTENCE.repeat(3)}`, '海水要走'],
  'two headings': [`### 次\n\n#### 再次\n\n${SENTENCE.repeat(3)}`, '海水要走'],
  'a table': ['| 年 | 担 |\n|---|---|\n| 壬寅 | 六百 |\n| 癸卯 | 五百 |\n| 甲辰 | 七百 |', '年担'],
  'a titled table': ['表：盐账\n\n| 年 | 担 |\n|---|---|\n| 壬寅 | 六百 |\n| 癸卯 | 五百 |', '盐账'],
  'a list': ['- 耙盐的工\n- 挑盐的工\n- 看闸的工\n- 修船的工', '耙盐的工'],
  'a list of paragraphs': [`1. ${SENTENCE}\n\n   ${SENTENCE}\n\n2. ${SENTENCE}`, '海水要走'],
  code: ['```\nyan = 1\nchao = 2\nzha = 3\n```', 'yan=1'],
  'a figure': ['![盐田](yan.jpg){width=10 lines=4}', 'frame'],
  'a quotation': [`> ${SENTENCE.repeat(2)}`, '海水要走'],
  'an admonition': [`:::note[记]\n${SENTENCE.repeat(2)}\n:::`, '记'],
};

describe('headings at every place of a page (E04)', () => {
  for (const [level, marks] of [1, 2, 3, 4].map((level) => [level, '#'.repeat(level)] as const)) {
    for (const vertical of [false, true]) {
      it(`should have two lines of what follows below them: level ${level}${vertical ? ', vertical' : ''}`, async () => {
        const page = { ...PAGE, vertical };
        const files: Record<string, string> = {};
        const kinds = Object.entries(FOLLOWERS);
        kinds.forEach(([, [text]], kind) => {
          for (let offset = 0; offset < page.lines; offset += 1) {
            const filler = Array.from({ length: offset }, () => '一行字').join('\n\n');
            files[`${kind}-${String(offset).padStart(2, '0')}.md`] =
              `${filler}\n\n${marks} 题${String.fromCodePoint(0x4e00 + kind * 40 + offset + 300)}\n\n${text}\n\n${SENTENCE}`;
          }
        });
        const rules = 'rules: { heading-skipped: off }\n';
        const book = await drawnBookOf({ ...files, 'book.yaml': `${bookYaml('zh-CN', page)}\n${rules}` });
        assert.deepEqual(reported(book.report), []);
        const glyphs = bookGlyphs(book.pages, page);
        const byPage = book.pages.map((): TextGlyph[] => []);
        for (const glyph of glyphs) byPage[glyph.pageIndex]?.push(glyph);
        kinds.forEach(([name, [, begins]], kind) => {
          for (let offset = 0; offset < page.lines; offset += 1) {
            const what = `${name} after ${offset} lines`;
            const title = `题${String.fromCodePoint(0x4e00 + kind * 40 + offset + 300)}`;
            const heading = placeOf(glyphs, title).at(-1);
            assert.ok(heading !== undefined, what);
            const onPage = byPage[heading.pageIndex] ?? [];
            const behind = onPage.slice(onPage.indexOf(heading) + 1);
            if (begins === 'frame') {
              const frames = framesOf(
                book.pages[heading.pageIndex] ?? { glyphs: [], pictures: [], fills: [] },
              );
              const lines = new Set(behind.map(({ line }) => line));
              assert.ok(frames.length === 1 || lines.size > 1, what);
              continue;
            }
            const text = textOf(behind);
            assert.ok(text.includes(begins), `${what}: ${text}`);
            const followers = behind.slice(text.indexOf(begins));
            const lines = new Set(followers.filter(({ turned }) => !turned).map(({ line }) => line));
            assert.ok(lines.size > 1 || begins === 'yan=1', `${what}: ${text}`);
          }
        });
      });
    }
  }
});

describe('the last page of a chapter (B08)', () => {
  it('should have two lines at least, wherever the chapter ends', async () => {
    const files: Record<string, string> = {};
    const count = (PAGE.lines + 3) * PAGE.characters;
    for (let extra = 0; extra < 12; extra += 1)
      files[`${String(extra).padStart(2, '0')}.md`] =
        `${'盐'.repeat(count + extra * 20 - 70)}。\n\n${'田'.repeat(30)}。\n\n终。`;
    const book = await drawnBookOf({ ...files, 'book.yaml': bookYaml('zh-CN', PAGE) });
    const glyphs = bookGlyphs(book.pages, PAGE);
    const ends = glyphs.filter(({ character }) => character === '终');
    assert.equal(ends.length, 12);
    for (const { pageIndex } of ends) {
      const lines = new Set(glyphs.filter((glyph) => glyph.pageIndex === pageIndex).map(({ line }) => line));
      assert.ok(lines.size > 1, `page ${pageIndex + 1}`);
    }
  });
});
