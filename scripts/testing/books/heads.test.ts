import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  areaOf,
  bookGlyphs,
  buildFeatureBook,
  type FeatureBook,
  type PageOrders,
  placeOf,
  reported,
  type TextGlyph,
  textOf,
  trimOf,
} from '../feature-book.ts';
import type { Glyph } from '../pdf-glyphs.ts';

// Three editions of one book: 24 characters of 10 pt by 14 lines of 16 pt, and in vertical lines 32 by 12.
const ACROSS: PageOrders = {
  trim: { width: 110, height: 130 },
  bleed: 3,
  body: 10,
  pitch: 16,
  characters: 24,
  lines: 14,
};
const DOWN: PageOrders = {
  ...ACROSS,
  trim: { width: 110, height: 160 },
  bleed: 0,
  characters: 32,
  lines: 12,
  vertical: true,
};

interface Heading {
  readonly level: number;
  readonly title: string;
  /** As heads say it. */
  readonly short?: string;
}

const PARTS: readonly { readonly title: string; readonly chapters: readonly (readonly Heading[])[] }[] = [
  {
    title: '春部',
    chapters: [
      [
        { level: 1, title: '笋' },
        { level: 2, title: '挖笋' },
        { level: 3, title: '看弯' },
        { level: 3, title: '留种' },
        { level: 2, title: '剥笋' },
        { level: 2, title: '煮笋' },
        { level: 2, title: '存笋' },
        { level: 3, title: '开坛' },
      ],
      [
        { level: 1, title: '田埂上的野菜与它们的名字', short: '野菜' },
        { level: 2, title: '荠' },
        { level: 3, title: '认荠' },
        { level: 2, title: '马兰' },
        { level: 2, title: '蒿' },
      ],
    ],
  },
  {
    title: '秋部',
    chapters: [
      [
        { level: 1, title: '根与块' },
        { level: 2, title: '芋' },
        { level: 3, title: '芋的吃法' },
        { level: 2, title: '藕' },
        { level: 2, title: '萝卜' },
        { level: 3, title: '萝卜缨' },
        { level: 3, title: '萝卜干' },
      ],
    ],
  },
];

/** What a page should say in its heads. */
interface Named {
  readonly part: string;
  readonly chapter: string;
  readonly section: string | undefined;
  readonly subsection: string | undefined;
}

/** A built edition and what its pages are. */
class Edition {
  readonly book: FeatureBook;
  readonly page: PageOrders;
  /** Index of the page on which each heading begins, chapter by chapter. */
  readonly chapters: readonly {
    readonly part: string;
    readonly headings: readonly (Heading & { readonly at: number })[];
  }[];
  /** Pages of parts. */
  readonly parts: readonly number[];

  constructor(book: FeatureBook, page: PageOrders) {
    this.book = book;
    this.page = page;
    let rest = bookGlyphs(book.pages, page).filter(({ size }) => size > 10.5);
    const take = (title: string): number => {
      const place = placeOf(rest, title);
      const last = place.at(-1);
      assert.ok(last !== undefined, title);
      rest = rest.slice(rest.indexOf(last) + 1);
      return place[0]?.pageIndex ?? -1;
    };
    take('目录');
    const parts: number[] = [];
    this.chapters = PARTS.flatMap(({ title, chapters }) => {
      parts.push(take(title));
      return chapters.map((headings) => ({
        part: title,
        headings: headings.map((heading) => ({ ...heading, at: take(heading.title) })),
      }));
    });
    this.parts = parts;
  }

  /** Pages of text but openings, with the chapter they belong to. */
  *textPages(): Iterable<{
    readonly index: number;
    readonly headings: readonly (Heading & { at: number })[];
    readonly part: string;
  }> {
    for (const [number, { headings, part }] of this.chapters.entries()) {
      const first = headings[0]?.at ?? 0;
      const next = this.chapters[number + 1]?.headings[0]?.at ?? this.book.pages.length;
      for (let index = first + 1; index < next && !this.parts.includes(index); index += 1) {
        if (textOf(this.#text(index)) !== '') yield { index, headings, part };
      }
    }
  }

  #text(index: number): readonly TextGlyph[] {
    return bookGlyphs(this.book.pages, this.page).filter(({ pageIndex }) => pageIndex === index);
  }

  get openings(): readonly number[] {
    return this.chapters.map(({ headings }) => headings[0]?.at ?? -1);
  }

  /** Glyphs outside the type area. */
  outside(
    index: number,
    where: (glyph: Glyph, area: ReturnType<typeof areaOf>) => boolean,
  ): readonly Glyph[] {
    const area = areaOf(this.page);
    return (this.book.pages[index]?.glyphs ?? []).filter((glyph) => where(glyph, area));
  }

  head(index: number): string {
    const isHead = ({ x, y, size }: Glyph, { top, left, right }: ReturnType<typeof areaOf>): boolean =>
      this.page.vertical === true ? (x < left - 4 || x > right + 4) && y > top - 220 : y > top && size > 5.5;
    return textOf(this.outside(index, isHead)).trim();
  }

  folio(index: number): string {
    const isFolio = ({ x, y }: Glyph, { bottom, top, left, right }: ReturnType<typeof areaOf>): boolean =>
      this.page.vertical === true ? (x < left - 4 || x > right + 4) && y <= top - 220 : y < bottom - 4;
    return textOf(this.outside(index, isFolio)).trim();
  }
}

/** The first of each level that begins on a page, else the one that is open. */
function namedByFirst(headings: readonly (Heading & { at: number })[], index: number, part: string): Named {
  const of = (level: number) => headings.filter((heading) => heading.level === level);
  const chapter = of(1)[0];
  const section = of(2).find(({ at }) => at === index) ?? of(2).findLast(({ at }) => at < index);
  return {
    part,
    chapter: chapter?.short ?? chapter?.title ?? '',
    section: section?.title,
    subsection: undefined,
  };
}

/** What is open at the page's end. */
function namedByLast(headings: readonly (Heading & { at: number })[], index: number, part: string): Named {
  const open: (string | undefined)[] = [];
  for (const { level, title, short, at } of headings) {
    if (at > index) break;
    open.length = level;
    open[level] = short ?? title;
  }
  return { part, chapter: open[1] ?? '', section: open[2], subsection: open[3] };
}

describe('heads of the first headings, hidden folios', () => {
  let edition: Edition;
  before(async () => {
    edition = new Edition(await buildFeatureBook('heads', { edition: 'first' }), ACROSS);
  });

  it('should name book, part and section on versos, chapter and section on rectos (F01)', () => {
    assert.deepEqual(reported(edition.book.report), []);
    const seen = new Set<string>();
    for (const { index, headings, part } of edition.textPages()) {
      const { chapter, section } = namedByFirst(headings, index, part);
      const recto = section === undefined ? chapter : `${chapter}・${section}`;
      const head = edition.head(index);
      const verso = `四时菜谱・${part}${section === undefined ? '' : `・${section}`}`;
      assert.equal(head, index % 2 === 0 ? recto : verso, `page ${index + 1}`);
      seen.add(head);
    }
    assert.ok(seen.size >= 4, [...seen].join());
    assert.ok(![...seen].some((head) => head.includes('田埂')), 'the short title is used');
  });

  it('should have no head on openings, parts and blank pages, but a folio on openings (F02)', () => {
    for (const index of [...edition.openings, ...edition.parts, 0, 1])
      assert.equal(edition.head(index), '', `page ${index + 1}`);
    for (const index of edition.openings)
      assert.equal(edition.folio(index), edition.book.pdf.pages[index]?.label);
    for (const index of edition.parts) assert.equal(edition.folio(index), '');
  });

  it('should count every page at the binding, inside the trim (F04)', () => {
    const trim = trimOf(ACROSS);
    for (const [index, { glyphs }] of edition.book.pages.entries()) {
      const hidden = glyphs.filter(({ size }) => Math.abs(size - 5) < 0.1);
      assert.equal(textOf(hidden), String(index + 1));
      for (const { x, width } of hidden) {
        const fromBinding = index % 2 === 0 ? x - trim.left : trim.right - x - width;
        assert.ok(fromBinding > 3 && fromBinding < 12, `page ${index + 1}: ${fromBinding} pt`);
      }
    }
  });
});

describe('heads of the last headings, in the middle', () => {
  let edition: Edition;
  const page = { ...ACROSS, bleed: 0 };
  before(async () => {
    edition = new Edition(await buildFeatureBook('heads', { edition: 'last' }), page);
  });

  it('should name what is open at the end of a recto, and the author on versos (F01)', () => {
    assert.deepEqual(reported(edition.book.report), []);
    const subsections: string[] = [];
    for (const { index, headings, part } of edition.textPages()) {
      const { chapter, section, subsection } = namedByLast(headings, index, part);
      const expected = index % 2 === 0 ? (subsection ?? section ?? chapter) : '邵青';
      assert.equal(edition.head(index), expected, `page ${index + 1}`);
      if (index % 2 === 0 && subsection !== undefined) subsections.push(subsection);
    }
    assert.ok(subsections.length > 0);
  });

  it('should stand in the middle with the folios, and not on openings (F02, F03)', () => {
    const area = areaOf(page);
    for (const { index } of edition.textPages()) {
      for (const glyphs of [
        edition.outside(index, ({ y }, { top }) => y > top),
        edition.outside(index, ({ y }, { bottom }) => y < bottom - 4),
      ]) {
        const from = Math.min(...glyphs.map(({ x }) => x));
        const to = Math.max(...glyphs.map(({ x, width }) => x + width));
        assert.ok(Math.abs((from + to) / 2 - (area.left + area.right) / 2) < 1, `page ${index + 1}`);
      }
      assert.equal(edition.folio(index).replaceAll(' ', ''), `·${edition.book.pdf.pages[index]?.label}·`);
    }
    for (const index of edition.openings) assert.equal(edition.folio(index) + edition.head(index), '');
  });
});

describe('heads down the fore edge of a vertical book', () => {
  let edition: Edition;
  before(async () => {
    edition = new Edition(await buildFeatureBook('heads', { edition: 'fore-edge' }), DOWN);
  });

  it('should name the book on versos, the section on rectos, at the outer edge (F03)', () => {
    assert.deepEqual(reported(edition.book.report), []);
    const area = areaOf(DOWN);
    let rectos = 0;
    for (const { index, headings, part } of edition.textPages()) {
      const { chapter, section } = namedByFirst(headings, index, part);
      assert.equal(
        edition.head(index),
        index % 2 === 0 ? (section ?? chapter) : '四时菜谱',
        `page ${index + 1}`,
      );
      if (index % 2 === 0) rectos += 1;
      // Rectos are left pages.
      const outer = edition.outside(index, ({ x }) =>
        index % 2 === 0 ? x < area.left - 4 : x > area.right + 4,
      );
      const inner = edition.outside(index, ({ x }) =>
        index % 2 === 0 ? x > area.right + 4 : x < area.left - 4,
      );
      assert.ok(outer.length > 0);
      assert.deepEqual(inner, [], `page ${index + 1}`);
    }
    assert.ok(rectos > 1);
  });

  it('should number pages 一, 二, 三 … 一〇, one below the other, in folios and contents alike', () => {
    const { pages } = edition.book.pdf;
    const labels = [...edition.openings].map((index) => pages[index]?.label ?? '');
    for (const [at, index] of edition.openings.entries()) assert.equal(edition.folio(index), labels[at]);
    assert.ok(
      labels.some((label) => /^一.$/.test(label)),
      labels.join(),
    );
    const contents = bookGlyphs(edition.book.pages, DOWN).filter(
      ({ pageIndex }) => pageIndex === 2 || pageIndex === 3,
    );
    for (const [at, title] of ['笋', '田埂上的野菜与它们的名字', '根与块'].entries()) {
      const lines = contents.filter(({ line, pageIndex }) =>
        placeOf(contents, title).some((one) => one.line === line && one.pageIndex === pageIndex),
      );
      const number = lines.slice(-[...(labels[at] ?? '')].length);
      assert.equal(textOf(number), labels[at], title);
      number.slice(1).forEach((glyph, index) => {
        const before = number[index];
        assert.ok(before !== undefined && Math.abs(glyph.x - before.x) < 1 && before.y - glyph.y > 8, title);
      });
    }
  });

  it('should leave blank pages without anything', () => {
    const blank = edition.book.pages.filter(({ glyphs }) => glyphs.length === 0);
    assert.ok(blank.length >= 3);
  });
});
