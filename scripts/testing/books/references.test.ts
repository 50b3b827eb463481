import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  areaOf,
  bookGlyphs,
  buildBookOf,
  buildFeatureBook,
  type FeatureBook,
  framesOf,
  offOneGrid,
  type PageOrders,
  pagesWith,
  placeOf,
  reported,
  type TextGlyph,
  textOf,
} from '../feature-book.ts';
import { seeded } from '../random.ts';

// 105 × 148 mm: 22 characters of 10 pt by 17 lines of 16 pt; in vertical lines 30 by 12.
const PAGE: PageOrders = {
  trim: { width: 105, height: 148 },
  bleed: 0,
  body: 10,
  pitch: 16,
  characters: 22,
  lines: 17,
};
const DOWN: PageOrders = { ...PAGE, characters: 30, lines: 12, vertical: true };

/** A line of contents or a list: its words and the label at its end. */
interface Entry {
  readonly words: string;
  readonly label: string;
  /** Where the label ends, along the line. */
  readonly end: number;
}

/** Glyphs in lines, by page and place across the lines. */
function linesOf(
  glyphs: readonly TextGlyph[],
  { vertical = false }: PageOrders,
): readonly (readonly TextGlyph[])[] {
  const lines = new Map<string, TextGlyph[]>();
  for (const glyph of glyphs) {
    const key = `${glyph.pageIndex} ${vertical ? glyph.line : Math.round(glyph.y)}`;
    lines.set(key, [...(lines.get(key) ?? []), glyph]);
  }
  return [...lines.values()];
}

/** Entries of the parts that list others, on pages from the one with a heading on until another heading. */
function entriesOf(
  { pages }: FeatureBook,
  page: PageOrders,
  heading: string,
  pageCount: number,
): readonly Entry[] {
  const all = bookGlyphs(pages, page);
  const first = pages.findIndex((_, index) =>
    textOf(all.filter(({ pageIndex }) => pageIndex === index)).startsWith(heading),
  );
  const glyphs = all.filter(({ pageIndex }) => pageIndex >= first && pageIndex < first + pageCount);
  return linesOf(glyphs, page).flatMap((line): Entry[] => {
    const text = textOf(line);
    const label = /[0-9ivxlc]+$/.exec(text)?.[0];
    const last = line.at(-1);
    if (label === undefined || last === undefined) return [];
    const end = page.vertical === true ? last.y : last.x + last.width;
    return [{ words: text.slice(0, -label.length), label, end }];
  });
}

/** Titles in the order of the contents, and words behind each heading by which its page is found. */
const HEADINGS: readonly (readonly [title: string, beginning: string])[] = [
  ['前言', '渠有三十里'],
  ['第一章源头', '渠从龙眼泉来'],
  ['寻泉', '寻泉的人姓郗'],
  ['青石', '青石如今立在'],
  ['凿子的下落', '一说凿子顺水'],
  ['分水', '水出洞口，先分'],
  ['第二章闸与桥', '三十里渠有'],
  ['头道闸', '头道闸门最高'],
  ['断水闸', '断水闸门没有水'],
  ['第三章守渠的人', '守渠的人不多'],
  ['守闸人', '守闸人老佟'],
  ['送水人', '旱年有送水人'],
  ['画水人', '画水人姓水'],
  ['第四章地名', '地名是渠的账'],
  ['有水的地名', '迎水、双柳、过龙'],
  ['没水的地名', '断水、旧渠'],
  ['余话', '书写到这里'],
];

for (const [name, edition, page] of [
  ['horizontal', 'print', PAGE],
  ['vertical', 'vertical', DOWN],
] as const) {
  describe(`references, ${name}`, () => {
    let book: FeatureBook;
    let glyphs: readonly TextGlyph[];
    /** The label of the page on which a text begins. */
    const labelOf = (text: string): string => {
      const [first] = placeOf(glyphs, text);
      assert.ok(first !== undefined, `${text} is not drawn`);
      return book.pdf.pages[first.pageIndex]?.label ?? '';
    };
    before(async () => {
      book = await buildFeatureBook('references', { edition });
      glyphs = bookGlyphs(book.pages, page);
    });

    it('should build without a word, on the grid', () => {
      assert.deepEqual(reported(book.report), []);
      assert.deepEqual(offOneGrid(book.pages, page), []);
    });

    it('should list chapters and sections with the labels of their pages, right edges equal (F05)', () => {
      const entries = entriesOf(book, page, '目录', page.vertical === true ? 3 : 2);
      const inContents = entries.slice(0, HEADINGS.length + 3);
      const body = inContents.slice(2, -1);
      assert.deepEqual(
        body.map(({ words }) => words),
        HEADINGS.map(([title]) => title),
      );
      assert.deepEqual(
        body.map(({ label }) => label),
        HEADINGS.map(([, beginning]) => labelOf(beginning)),
      );
      for (const { words, end } of entries) {
        const edge = page.vertical === true ? areaOf(page).bottom : areaOf(page).right;
        // A figure's right side bearing; in vertical lines the number stands in the last em.
        const slack = page.vertical === true ? page.body : 0.6;
        assert.ok(Math.abs(end - edge) < slack, `${words} ends at ${end}, the measure at ${edge}`);
      }
    });

    it('should list figures and tables with the labels of their pages', () => {
      const framed = book.pages.flatMap((one, index) => (framesOf(one).length > 0 ? [index] : []));
      assert.equal(framed.length, 3);
      assert.deepEqual(
        entriesOf(book, page, '插图目录', 1).map(({ label }) => label),
        framed.map((index) => book.pdf.pages[index]?.label),
      );
      assert.deepEqual(
        entriesOf(book, page, '表格目录', 1).map(({ words, label }) => [words, label]),
        [
          ['表1闸门一览', labelOf('头道闸壬午')],
          ['表2桥与里程', labelOf('迎水桥二里')],
        ],
      );
    });

    it('should say numbers, titles and pages of what they lead to', () => {
      const text = textOf(glyphs).replace(/[『』]/g, (mark) => (mark === '『' ? '“' : '”'));
      for (const reference of [
        `都在第${labelOf('守闸人老佟')}页那位`,
        '先看第二章也可以，先看图1-1也可以',
        '终年不断，见图1-1。',
        `都写在第${labelOf('一说凿子顺水')}页。`,
        '木桥十一座，见表1。',
        '号子从《“分水”》一节',
        '里程见表2，样子像图1-2放倒了',
        '却记得表1里每一行',
        '只在“青石”背面',
        `青蛋因鹅得名，见第${labelOf('水出洞口，先分')}页。`,
        `请回到“前言”（第${labelOf('渠有三十里')}页）再看一遍`,
      ])
        assert.ok(text.includes(reference), reference);
    });

    it('should not part a number from what it counts', () => {
      for (const reference of ['图1-1', '表1', `第${labelOf('水出洞口，先分')}页。`]) {
        const places = allPlaces(glyphs, reference).filter((place) =>
          place.every(({ size }) => Math.abs(size - page.body) < 0.1),
        );
        assert.ok(places.length > 0, reference);
        for (const place of places)
          assert.equal(
            linesOf(
              place.filter(({ turned }) => !turned),
              page,
            ).length,
            1,
            textOf(place),
          );
      }
    });

    it('should lead where they say: every link of the contents goes to the page of its label', () => {
      const { pages, links } = book.pdf;
      const contents = links.filter(({ from }) => pages[from]?.label === 'iii');
      assert.ok(contents.length >= 5, `${contents.length} links`);
      const labels = new Set(entriesOf(book, page, '目录', 1).map(({ label }) => label));
      for (const { to } of contents) assert.ok(labels.has(pages[to]?.label ?? ''), `page ${to}`);
    });

    it('should have an index that names every page of a marked text and no other, ranges merged', () => {
      const index = pagesWith(book.pages, '索引').at(-1) ?? 0;
      const body = glyphs.filter(({ pageIndex }) => pageIndex < index);
      const text = textOf(glyphs.filter(({ pageIndex }) => pageIndex >= index));
      const pagesOf = (...marked: readonly string[]): readonly number[] =>
        marked.flatMap((one) =>
          allPlaces(body, one).flatMap(([first]) => (first === undefined ? [] : [first.pageIndex])),
        );
      const between = (from: string, to: string): readonly number[] => {
        const [[start] = [], [end] = []] = [placeOf(body, from), placeOf(body, to)];
        const count = (end?.pageIndex ?? 0) - (start?.pageIndex ?? 0) + 1;
        return Array.from({ length: count }, (_, at) => (start?.pageIndex ?? 0) + at);
      };
      const entries: Readonly<Record<string, readonly number[]>> = {
        // The words as they are marked, with what tells them from those that are not.
        分水法: between('水出洞口，先分', '就是小半个时辰'),
        木桥: pagesOf('木桥十一座'),
        石桥: pagesOf('石桥四座', '石桥里老人桥'),
        泉: pagesOf('泉来。', '泉在山腰', '泉的人姓郗', '泉写到尽头桥'),
        闸门: pagesOf(
          '闸门”的人',
          '闸门的人嘴里',
          '闸门，被守闸',
          '闸门九道',
          '闸门最高',
          '闸门没有水',
          '闸门的门槛',
        ),
      };
      for (const [entry, places] of Object.entries(entries)) {
        assert.ok(places.length > 0, entry);
        const labels = merged(places, book);
        assert.ok(text.includes(entry + labels), `${entry} ${labels} in ${text}`);
      }
      assert.ok(text.includes('断水见闸门'), text);
      assert.ok(text.includes('参见桥'), text);
    });

    it('should have the index in two columns as even as their entries let them be', () => {
      const first = pagesWith(book.pages, '索引').at(-1) ?? 0;
      const area = areaOf(page);
      const entries = glyphs.filter(({ pageIndex, size }) => pageIndex === first && size < page.body);
      const isFirst = ({ x, y }: TextGlyph): boolean =>
        page.vertical === true ? y > (area.top + area.bottom) / 2 : x < (area.left + area.right) / 2;
      const lines = [entries.filter(isFirst), entries.filter((glyph) => !isFirst(glyph))].map((column) => {
        const numbers = column.filter(({ turned }) => !turned).map(({ line }) => line);
        return [Math.min(...numbers), Math.max(...numbers)] as const;
      });
      const [[head, foot] = [0, 0], [nextHead, nextFoot] = [0, 0]] = lines;
      assert.equal(head, nextHead);
      assert.ok(Math.abs(foot - nextFoot) <= 3, `${foot} and ${nextFoot}`);
      // No letter of a group stands last in its column.
      for (const letter of entries.filter(({ character }) => /[A-Z]/.test(character))) {
        const column = entries.filter((one) => isFirst(one) === isFirst(letter));
        assert.ok(column.indexOf(letter) < column.length - 1, letter.character);
      }
    });
  });
}

/** Every place where a text is drawn. */
function allPlaces(glyphs: readonly TextGlyph[], text: string): readonly (readonly TextGlyph[])[] {
  const places: (readonly TextGlyph[])[] = [];
  let rest = glyphs;
  for (let place = placeOf(rest, text); place.length > 0; place = placeOf(rest, text)) {
    places.push(place);
    const last = place.at(-1);
    rest = last === undefined ? [] : rest.slice(rest.indexOf(last) + 1);
  }
  return places;
}

/** Page labels as an index writes them: each once, three and more in a row as a range. */
function merged(places: readonly number[], { pdf }: FeatureBook): string {
  const pages = [...new Set(places)].sort((a, b) => a - b);
  const label = (page: number): string => pdf.pages[page]?.label ?? '';
  const runs = pages.reduce<number[][]>((all, page) => {
    const run = all.at(-1);
    if (run?.at(-1) === page - 1) run.push(page);
    else all.push([page]);
    return all;
  }, []);
  return runs
    .map((run) =>
      run.length > 2 ? `${label(run[0] ?? 0)}–${label(run.at(-1) ?? 0)}` : run.map(label).join('、'),
    )
    .join('、');
}

describe('a book of more than a hundred pages that refers to itself throughout', () => {
  const SECTIONS = 170;
  const page: PageOrders = { ...PAGE, trim: { width: 70, height: 80 }, characters: 12, lines: 10 };
  const name = (section: number): string => String.fromCodePoint(0x4e00 + 500 + section * 7);
  let book: FeatureBook;
  let glyphs: readonly TextGlyph[];
  /** Sections in which each word is marked. */
  const marks: Readonly<Record<string, readonly number[]>> = {
    甲: [1, 2, 3, 8, 9, 10, 11, 40, 90],
    乙: Array.from({ length: 30 }, (_, index) => 85 + index),
    丙: [12, 14, 16, 99, 100, 101, 102, 149],
  };

  before(async () => {
    const random = seeded(9);
    const sections = Array.from({ length: SECTIONS }, (_, at) => {
      // References to places far and near, so that a page number that grows moves what it stands before.
      const targets = Array.from({ length: random.int(1, 4) }, () => random.int(0, SECTIONS - 1));
      const references = targets.map((to) => `〔${name(to)}在[第{page}页](#s${to})〕`).join('，');
      const marked = Object.entries(marks)
        .filter(([, where]) => where.includes(at))
        .map(([word]) => `〈<span data-index>${word}</span>${name(at)}〉`)
        .join('');
      const begin = at === 20 ? '<span data-index="丁" data-range="start"></span>' : '';
      const end = at === 70 ? '<span data-index="丁" data-range="end"></span>' : '';
      const filler = '渠水长流，'.repeat(random.int(1, 12));
      return `## 站${name(at)} {#s${at}}\n\n${begin}【${name(at)}】${references}，${filler}${marked}止。${end}`;
    });
    book = await buildBookOf({
      '01.md': `# 长渠\n\n${sections.join('\n\n')}`,
      'book.yaml': `title: 长渠
language: zh-CN
spine:
  front: [contents]
  body: [01.md]
  back: [index]
editions:
  print:
    format: pdf
    trim: { width: 70, height: 80 }
    body-size: 10
    leading: 16
    type-area: { characters: 12, lines: 10 }
    chapter-start: page
    folios: { front: continuous }
    running-heads: false
`,
    });
    glyphs = bookGlyphs(book.pages, page);
  });

  /** Where each section begins: index of its page. */
  const begins = (): readonly number[] =>
    Array.from({ length: SECTIONS }, (_, at) => placeOf(glyphs, `【${name(at)}】`)[0]?.pageIndex ?? -1);

  it('should settle, from page 1 over 9 and 10 and 99 and 100 to the last', () => {
    // In lines of twelve characters that are half brackets and numbers, some cannot be filled.
    assert.deepEqual(
      reported(book.report).filter((told) => !told.includes('line-short')),
      [],
    );
    assert.ok(book.pages.length > 120, `${book.pages.length} pages`);
  });

  it('should name the page of every target', () => {
    const text = textOf(glyphs);
    const labels = begins().map((index) => book.pdf.pages[index]?.label);
    let count = 0;
    for (const [, word, label] of text.matchAll(/〔(.)在第(\d*)页〕/gu)) {
      const section = Array.from({ length: SECTIONS }, (_, at) => name(at)).indexOf(word ?? '');
      assert.equal(label, labels[section], `section ${section}`);
      count += 1;
    }
    assert.ok(count > 250, `${count} references`);
    for (const [, word, label] of text.matchAll(/站(.)(\d+)(?=站|长|索|$)/gu)) {
      const section = Array.from({ length: SECTIONS }, (_, at) => name(at)).indexOf(word ?? '');
      assert.equal(label, labels[section], `section ${section} in the contents`);
    }
  });

  it('should merge pages of the index over these borders, and have the whole of a range', () => {
    const index = textOf(
      glyphs.filter(({ pageIndex }) => pageIndex >= (pagesWith(book.pages, '索引').at(-1) ?? 0)),
    );
    for (const [word, sections] of Object.entries(marks)) {
      const places = sections.map((at) => placeOf(glyphs, `〈${word}${name(at)}〉`)[0]?.pageIndex ?? -1);
      assert.ok(!places.includes(-1));
      // The word stands behind its bracket, at times on the page behind it.
      const marked = sections.map((at) => placeOf(glyphs, `〈${word}${name(at)}〉`)[1]?.pageIndex ?? -1);
      assert.ok(index.includes(word + merged(marked, book)), `${word}${merged(marked, book)} in ${index}`);
    }
    const from = begins()[20] ?? 0;
    const end = begins()[71] ?? 0;
    const range = /丁(\d+)–(\d+)/.exec(index);
    assert.equal(range?.[1], book.pdf.pages[from]?.label);
    const last = Number(range?.[2]);
    assert.ok([end, end - 1].map((at) => Number(book.pdf.pages[at]?.label)).includes(last), index);
  });
});
