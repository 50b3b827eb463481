import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { editionOf } from '../testing/books.ts';
import { type Layouter, openLayouter } from '../testing/laid-out.ts';
import {
  ALPHABET,
  assertFaithful,
  HORIZONTAL,
  PAGE,
  paragraphs,
  prose,
  textOf,
  VERTICAL,
} from '../testing/pages.ts';
import { seeded } from '../testing/random.ts';

/** Rounding of Chromium's layout, px. */
const STILL_PX = 0.1;

let layouter: Layouter;
before(async () => {
  layouter = await openLayouter(ALPHABET);
});
after(() => layouter?.close());

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

describe('pages of running text', () => {
  it('should have nothing that is positioned, clipped or layered; other pages are clipped', async () => {
    const picture = '<img src="a.png" alt="">';
    const text = `${prose(seeded(60), 300, ['*宇宙*', '<ruby>漢字<rt>かんじ</rt></ruby>'])}[^a]\n\n## 题\n\n- ${prose(seeded(61), 200)}\n\n${picture}\n\n${prose(seeded(62), 200)}\n\n[^a]: 注文`;
    for (const edition of [HORIZONTAL, VERTICAL]) {
      const laid = await layouter.layOut(text, edition);
      const pages = (await laid.evaluate(`[...document.querySelectorAll('bx-page')].map((page) => ({
        bare: [page, ...page.querySelectorAll('*')].every((one) => {
          const style = getComputedStyle(one);
          return style.position === 'static' && style.overflow === 'visible' && /^(none|size)$/.test(style.contain);
        }),
        clipped: getComputedStyle(page).overflow === 'clip',
        only: page.querySelector('img') === null,
      }))`)) as { bare: boolean; clipped: boolean; only: boolean }[];
      assert.ok(pages.some(({ only }) => only) && pages.some(({ only }) => !only));
      for (const page of pages) assert.deepEqual([page.bare, page.clipped], [page.only, !page.only]);
    }
  });

  it('should have the notes end at the foot of the type area, and the folio below it', async () => {
    const laid = await layouter.layOut(`${prose(seeded(63), 60)}[^a]。\n\n[^a]: 注文`, HORIZONTAL);
    const [notes, folio, foot] = (await laid.evaluate(`(() => {
      const box = (name) => document.querySelector(name).getBoundingClientRect();
      return [box('bx-notes').bottom, box('bx-folio').top, box('bx-body').bottom];
    })()`)) as [number, number, number];
    assert.ok(Math.abs(notes - foot) < STILL_PX, `${notes} and ${foot}`);
    // 1.5 em from the type area, which the last line's half-leading of 3 px exceeds.
    assert.ok(Math.abs(folio - foot - (1.5 * 12 - 3)) < STILL_PX, `${folio} and ${foot}`);
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
