import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Edition } from '../model/edition.ts';
import type { LayoutPlan } from '../model/pagination.ts';
import { editionOf, SMALL_PAGE } from '../testing/books.ts';
import { type LaidOut, type Layouter, openLayouter, type SetPage } from '../testing/laid-out.ts';
import { type Random, seeded } from '../testing/random.ts';

const HAN = [...'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏𠮷一二三四五六七八九十题注项引文码'];
const LATIN = ['PDF', 'Chromium', 'a', '2023', '3.14', 'EPUB3'];
const MARKS = ['，', '。', '、', '；', '：“', '”', '（', '）', '《', '》', '——', '……'];
const ALPHABET = `${HAN.join('')}${MARKS.join('')}·かんじふりがな漢字 !-~${String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 33 + index))}`;

const PAGE: Edition['page'] = {
  ...SMALL_PAGE,
  charactersPerLine: 14,
  linesPerPage: 9,
  trim: { widthMm: 80, heightMm: 80 },
};
const HORIZONTAL = editionOf({ page: PAGE });
const VERTICAL = editionOf({ page: { ...PAGE, writingMode: 'vertical' } });

/** How far a character may move when its line is frozen and cut, px. */
const STILL_PX = 0.1;
/** The same where Latin and Han meet in different elements: there Chromium sets the gap of ⅛ em by how a line ends. */
const STILL_WITH_GAP_PX = 12 / 8 + STILL_PX;
/** A reading on a page's first line finds no line before it whose gap it could use. */
const READING_PX = 6;
/** Glyph boxes are a little higher than the lines of small type. */
const GLYPH_PX = 2;

let layouter: Layouter;
before(async () => {
  layouter = await openLayouter(ALPHABET);
});
after(() => layouter?.close());

/** Text as an author writes it: Han, at times Latin, marks and what stands inline. */
function prose(random: Random, length: number, inline: readonly string[] = []): string {
  let text = '';
  for (let count = 0; count < length; count += 1) {
    if (inline.length > 0 && random.chance(0.12)) text += random.pick(inline);
    else if (random.chance(0.05)) text += random.pick(LATIN);
    else text += random.pick(HAN);
    if (random.chance(0.12)) text += random.pick(MARKS);
  }
  return text;
}

function paragraphs(seed: number, count: number, inline: readonly string[] = []): string {
  const random = seeded(seed);
  return Array.from({ length: count }, () => `${prose(random, random.int(5, 150), inline)}。`).join('\n\n');
}

const textOf = (characters: readonly { readonly character: string }[]): string =>
  characters.map(({ character }) => character).join('');

/** Every character of the flow is on the pages, once, in order, in its line and place; nothing leaves the type area. */
function assertFaithful({ flow, pages }: LaidOut, stillPx = STILL_PX, stillAcrossPx = STILL_PX): void {
  assert.equal(textOf(pages.flatMap(({ characters }) => characters)), textOf(flow));
  let at = 0;
  pages.forEach((page, number) => {
    assert.ok(page.overflowPx < GLYPH_PX, `page ${number + 1} overflows by ${page.overflowPx} px`);
    let shift: number | undefined;
    for (const { character, inline, block } of page.characters) {
      const original = flow[at];
      at += 1;
      const place = `page ${number + 1}, character ${at} ${JSON.stringify(character)}`;
      if (inline === undefined || original?.inline === undefined) continue;
      if (character.trim() !== '') {
        assert.ok(Math.abs(inline - original.inline) < stillPx, `${place}: ${original.inline} → ${inline}`);
      }
      shift ??= (block ?? 0) - (original.block ?? 0);
      const moved = (block ?? 0) - (original.block ?? 0) - shift;
      assert.ok(Math.abs(moved) < stillAcrossPx, `${place}: moved by ${moved} px across the lines`);
    }
  });
}

/** The first visible character of a page. */
function firstOf(
  page: SetPage | undefined,
): { readonly character: string; readonly inline?: number } | undefined {
  return page?.characters.find(({ character, inline }) => inline !== undefined && character.trim() !== '');
}

const SETTINGS: readonly (readonly [string, Edition, LayoutPlan['freeze']])[] = [
  ['horizontal, all lines frozen', HORIZONTAL, 'all'],
  ['horizontal, divided paragraphs frozen', HORIZONTAL, 'divided'],
  ['vertical, all lines frozen', VERTICAL, 'all'],
  ['vertical, divided paragraphs frozen', VERTICAL, 'divided'],
];

const INLINE = [
  '**天地玄黄**',
  '*宇宙*',
  '[洪荒日月盈昃](https://example.org/)',
  '<ruby>漢<rt>かん</rt></ruby>',
  '列·张',
  '`PDF`',
  '~~秋收~~',
  'H<sub>2</sub>O',
  '**寒*来*暑**往',
];

for (const [name, edition, freeze] of SETTINGS) {
  describe(`pages, ${name}`, () => {
    it('should keep every line of plain paragraphs', async () => {
      const laid = await layouter.layOut(paragraphs(1, 14), edition, freeze);
      assert.ok(laid.pages.length > 5);
      assertFaithful(laid);
    });

    it('should keep every line of paragraphs with emphasis, links, readings, code and bound characters', async () => {
      const laid = await layouter.layOut(paragraphs(2, 14, INLINE), edition, freeze);
      assert.ok(laid.pages.length > 5);
      assertFaithful(laid, STILL_WITH_GAP_PX, READING_PX);
    });

    it('should not cut a surrogate pair in two', async () => {
      const laid = await layouter.layOut(`${'𠮷'.repeat(400)}\n\n**${'𠮷'.repeat(300)}**`, edition, freeze);
      assertFaithful(laid);
      assert.ok(laid.pages.length > 4);
      for (const page of laid.pages) assert.equal(firstOf(page)?.character, '𠮷');
    });

    it('should keep headings, quotations, lists, code and tables whole and in place', async () => {
      const random = seeded(3);
      const text = [
        `# ${prose(random, 20)}`,
        prose(random, 90),
        `> ${prose(random, 120)}`,
        `## ${prose(random, 8)}`,
        `- ${prose(random, 60)}\n- ${prose(random, 40)}\n  - ${prose(random, 70)}\n- 项`,
        `1. ${prose(random, 90)}\n\n   ${prose(random, 60)}\n2. 项`,
        prose(random, 60),
        '| 天 | 地 |\n|---|---|\n| 玄 | 黄 |\n| 宇 | 宙 |',
        `### ${prose(random, 4)}`,
        prose(random, 130),
        ':::credits\n（天地 玄黄）\n:::',
      ].join('\n\n');
      const laid = await layouter.layOut(text, edition, freeze);
      assert.ok(laid.pages.length > 4);
      assertFaithful(laid);
    });

    it('should keep the lines of code, the empty ones too', async () => {
      const code = Array.from({ length: 30 }, (_, index) =>
        index % 5 === 3 ? '' : `${' '.repeat(index % 4)}let a${index} = ${index};`,
      );
      const laid = await layouter.layOut(
        `${paragraphs(4, 2)}\n\n\`\`\`\n${code.join('\n')}\n\`\`\`\n\n文`,
        edition,
        freeze,
      );
      assertFaithful(laid);
    });

    it('should set notes at the foot of the page of their call, whole and in order', async () => {
      const random = seeded(5);
      const names = Array.from({ length: 12 }, (_, index) => `n${index}`);
      const text = names.map((note) => `${prose(random, 30)}[^${note}]，${prose(random, 40)}。`).join('\n\n');
      const notes = names.map((note) => `[^${note}]: 注${prose(random, random.int(5, 60))}`).join('\n\n');
      const laid = await layouter.layOut(`${text}\n\n${notes}`, edition, freeze);
      assertFaithful(laid, STILL_WITH_GAP_PX);
      const numbers = laid.pages.flatMap((page) => page.notes.map((note) => Number(/^\d+/.exec(note)?.[0])));
      assert.deepEqual(
        [...new Set(numbers.filter((number) => number > 0))],
        names.map((_, index) => index + 1),
      );
      for (const [index] of names.entries()) {
        const id = `c01-n${index + 1}`;
        assert.equal(laid.pagination.pageOfId[id], laid.pagination.pageOfId[`${id}-call`], id);
      }
    });

    it('should let a note longer than a page flow on', async () => {
      const note = prose(seeded(6), 500);
      const laid = await layouter.layOut(
        `文[^a]，${prose(seeded(7), 200)}\n\n[^a]: ${note}`,
        edition,
        freeze,
      );
      assertFaithful(laid);
      const pieces = laid.pages.flatMap((page) => page.notes);
      assert.ok(pieces.length > 2, `${pieces.length} pieces`);
      assert.equal(pieces.join(''), `1${note}`);
      assert.equal(laid.pages.filter((page) => page.html.includes('id="c01-n1"')).length, 1);
    });
  });
}

describe('a paragraph over two pages', () => {
  it('should be cut at a full line and go on without an indent', async () => {
    const laid = await layouter.layOut(prose(seeded(8), 300), HORIZONTAL);
    assertFaithful(laid);
    for (const [index, page] of laid.pages.entries()) {
      if (index < laid.pages.length - 1) assert.match(page.html, /<p[^>]* data-cut="soft"/);
      if (index > 0) assert.match(page.html, /<p[^>]* data-continued=""/);
    }
    assert.ok((firstOf(laid.pages[0])?.inline ?? 0) > 20, 'the first line has its indent');
    assert.ok((firstOf(laid.pages[1])?.inline ?? 0) < 8, 'the continued piece has none');
    const indents = await laid.evaluate(
      "[...document.querySelectorAll('p[data-continued]')].map((p) => getComputedStyle(p).textIndent)",
    );
    assert.deepEqual([...new Set(indents as string[])], ['0px']);
  });

  it('should leave two lines on either page (B08)', async () => {
    for (let seed = 20; seed < 24; seed += 1) {
      const laid = await layouter.layOut(paragraphs(seed, 8), HORIZONTAL);
      const counts = await laid.evaluate(
        `[...document.querySelectorAll('bx-body p[data-cut], bx-body p[data-continued]')].map((p) => Math.round(p.getBoundingClientRect().height / 18))`,
      );
      for (const count of counts as number[]) assert.ok(count >= 2, `seed ${seed}: ${counts}`);
    }
  });

  it('should not stretch a line that ends in a hard break', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => `天地${index}`);
    const laid = await layouter.layOut(lines.join('\\\n'), HORIZONTAL);
    assertFaithful(laid);
    assert.ok(laid.pages.length > 3);
    assert.match(laid.pages[0]?.html ?? '', /<p[^>]* data-cut="hard"/);
    assert.doesNotMatch(laid.pages.map(({ html }) => html).join(''), /data-cut="soft"/);
  });

  it('should have its id once, in the first piece', async () => {
    const laid = await layouter.layOut(
      `天\n\n<p id="x">${prose(seeded(9), 300)}</p>\n\n[地](#x)`,
      HORIZONTAL,
    );
    assertFaithful(laid);
    assert.deepEqual(
      laid.pages.map(({ html }) => html.match(/id="x"/g)?.length ?? 0),
      [1, ...laid.pages.slice(1).map(() => 0)],
    );
    assert.equal(laid.pagination.pageOfId['x'], 0);
  });

  it('should not have any id twice in a book of everything', async () => {
    const text = `# 题\n\n## 天\n\n${paragraphs(10, 5, INLINE)}\n\n1. <b id="b">${prose(seeded(11), 200)}</b>\n\n文[^a]\n\n[^a]: ${prose(seeded(12), 300)}`;
    const laid = await layouter.layOut(
      { 'a.md': text, 'b.md': text.replace('id="b"', 'id="d"') },
      HORIZONTAL,
    );
    const ids = (await laid.evaluate(
      "[...document.querySelectorAll('[id]')].map((one) => one.id)",
    )) as string[];
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.includes('b') && ids.includes('c01') && ids.includes('c02'));
  });

  it('should keep the place of its source in every piece', async () => {
    const laid = await layouter.layOut(`天\n\n${prose(seeded(13), 300)}`, HORIZONTAL);
    for (const page of laid.pages) assert.match(page.html, /<p[^>]* data-source="a\.md:3:1"/);
  });

  it('should be cut inside a long reading only if there is no other way, and never lose text', async () => {
    const ruby = Array.from({ length: 120 }, () => '<ruby>漢字漢字<rt>かんじかんじ</rt></ruby>').join('、');
    const laid = await layouter.layOut(`${paragraphs(14, 2)}\n\n${ruby}\n\n文`, HORIZONTAL);
    assert.equal(textOf(laid.pages.flatMap(({ characters }) => characters)), textOf(laid.flow));
  });
});

describe('notes', () => {
  it('should stand where the note stands that calls them', async () => {
    const text = `${prose(seeded(40), 100)}。\n\n${prose(seeded(41), 60)}[^a]${prose(seeded(42), 20)}。\n\n${prose(seeded(43), 100)}\n\n[^a]: 注[^b]文\n\n[^b]: 引文`;
    const laid = await layouter.layOut(text, HORIZONTAL);
    const page = laid.pagination.pageOfId['c01-n1-call'] ?? -1;
    assert.ok(page > 0);
    assert.deepEqual(laid.pages[page]?.notes, ['1注2文', '2引文']);
  });

  it('should have pages of their own in the middle of a paragraph when nothing else fits', async () => {
    const edition = editionOf({ page: { ...PAGE, linesPerPage: 2 } });
    const laid = await layouter.layOut(
      `文[^a]${prose(seeded(44), 80)}\n\n[^a]: ${prose(seeded(45), 120)}`,
      edition,
    );
    assert.equal(textOf(laid.pages.flatMap(({ characters }) => characters)), textOf(laid.flow));
    assert.ok(
      laid.pages.some(({ characters, notes }) => textOf(characters).trim() === '' && notes.length > 0),
    );
  });

  it('should be divided at readings and emphasis without losing any text', async () => {
    const note = prose(seeded(46), 300, ['*宇宙*', '<ruby>漢字<rt>かんじ</rt></ruby>', '`PDF`']);
    for (const edition of [HORIZONTAL, VERTICAL]) {
      const laid = await layouter.layOut(`文[^a]${prose(seeded(47), 120)}\n\n[^a]: ${note}`, edition);
      const pieces = laid.pages.flatMap(({ notes }) => notes).join('');
      assert.equal(pieces, `1${note.replace(/<[^>]*>|[*`]/g, '')}`);
    }
  });

  it('should not have an area on pages without any', async () => {
    const laid = await layouter.layOut(`${prose(seeded(48), 300)}。文[^a]\n\n[^a]: 注`, HORIZONTAL);
    assert.deepEqual(
      laid.pages.map(({ html }) => html.includes('<bx-notes>')),
      laid.pages.map((_, index) => index === laid.pages.length - 1),
    );
  });
});

describe('lists', () => {
  const numbers = `[...document.querySelectorAll('bx-body ol')].flatMap((list) =>
    [...list.children].map((item, index) => [list.start + index, item.hasAttribute('data-continued'), item.textContent.trim().slice(0, 4)]))`;

  it('should count on over pages', async () => {
    const random = seeded(15);
    const items = Array.from(
      { length: 14 },
      (_, index) => `${index + 1}. N${String(index + 1).padStart(2, '0')} ${prose(random, 30)}`,
    );
    const laid = await layouter.layOut(items.join('\n'), HORIZONTAL);
    assertFaithful(laid);
    const found = (await laid.evaluate(numbers)) as [number, boolean, string][];
    const begun = found.filter(([, continued]) => !continued);
    assert.equal(begun.length, 14);
    for (const [number, , text] of begun)
      assert.equal(text.slice(0, 3), `N${String(number).padStart(2, '0')}`);
    assert.ok(found.length > begun.length, 'an item is divided over pages');
  });

  it('should count on from where the author began, and inside another list', async () => {
    const random = seeded(16);
    const inner = Array.from(
      { length: 8 },
      (_, index) => `   ${index + 5}. N${String(index + 5).padStart(2, '0')} ${prose(random, 40)}`,
    );
    const laid = await layouter.layOut(
      `7. N07 ${prose(random, 20)}\n${inner.join('\n')}\n8. N08 文`,
      HORIZONTAL,
    );
    assertFaithful(laid);
    const found = (await laid.evaluate(numbers)) as [number, boolean, string][];
    for (const [number, continued, text] of found) {
      if (!continued) assert.equal(text.slice(0, 3), `N${String(number).padStart(2, '0')}`);
    }
  });

  it('should not mark a divided item twice', async () => {
    const laid = await layouter.layOut(`- ${prose(seeded(17), 300)}`, HORIZONTAL);
    assertFaithful(laid);
    const markers = await laid.evaluate(
      "[...document.querySelectorAll('bx-body li')].map((one) => getComputedStyle(one).listStyleType)",
    );
    assert.deepEqual(markers, ['disc', ...laid.pages.slice(1).map(() => 'none')]);
  });
});

describe('what is printed around the type area', () => {
  const text = {
    'a.md': `# 天\n\n${paragraphs(18, 2)}`,
    'b.md': `# 地\n\n## 玄\n\n${paragraphs(19, 8)}\n\n## 黄\n\n${paragraphs(25, 4)}`,
  };

  it('should head verso pages with the book, recto pages with the section open on them, and no opening (F01, F02)', async () => {
    const { pages, pagination } = await layouter.layOut(
      text,
      editionOf({ page: PAGE, chapterStart: 'recto' }),
    );
    let chapter: string | undefined;
    pages.forEach((page, index) => {
      const opening = pagination.pages[index]?.chapter !== chapter;
      chapter = pagination.pages[index]?.chapter;
      if (opening) assert.equal(page.head, undefined, `page ${index + 1} opens a chapter`);
      else if (page.side === 'verso') assert.equal(page.head, '书');
      else assert.match(page.head ?? '', /^[天玄黄]$/);
    });
    assert.ok(pages.some(({ head }) => head === '黄') && pages.some(({ head }) => head === '玄'));
  });

  it('should leave a blank page before a recto opening bare, and count it (E05)', async () => {
    const short = { 'a.md': '# 天\n\n文', 'b.md': '# 地\n\n文' };
    const { pages, pagination } = await layouter.layOut(
      short,
      editionOf({ page: PAGE, chapterStart: 'recto' }),
    );
    assert.deepEqual(
      pages.map(({ side, label, head, folio, html }) => [side, label, head, folio, html === '']),
      [
        ['recto', '1', undefined, '1', false],
        ['verso', '2', undefined, undefined, true],
        ['recto', '3', undefined, '3', false],
      ],
    );
    assert.equal('chapter' in (pagination.pages[1] ?? {}), false);
    assert.equal(pagination.pageOfId['c02'], 2);
  });

  it('should not be text of the book', async () => {
    const laid = await layouter.layOut(text, HORIZONTAL);
    const bare = await laid.evaluate(
      "[...document.querySelectorAll('bx-head, bx-folio')].every((one) => one.getAttribute('aria-hidden') === 'true')",
    );
    assert.equal(bare, true);
  });
});

describe('what no page can hold', () => {
  it('should be reported with its place, once', async () => {
    const rows = Array.from({ length: 3 }, () => '| 天 |').join('\n');
    const tall = `<table class="keep"><tr><td>${Array.from({ length: 15 }, () => '天').join('<br>')}</td></tr></table>`;
    const { pagination } = await layouter.layOut(`文\n\n${tall}\n\n| 天 |\n|---|\n${rows}`, HORIZONTAL);
    assert.deepEqual(
      pagination.diagnostics.map(({ severity, ruleId, place }) => [severity, ruleId, place?.line]),
      [['error', 'block-too-tall', 3]],
    );
  });

  it('should not be reported of a long paragraph, quotation or list', async () => {
    const { pagination } = await layouter.layOut(
      `> ${prose(seeded(30), 300)}\n\n- ${prose(seeded(31), 300)}`,
      HORIZONTAL,
    );
    assert.deepEqual(pagination.diagnostics, []);
  });
});
