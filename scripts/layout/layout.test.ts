import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Edition } from '../model/edition.ts';
import type { LayoutPlan } from '../model/pagination.ts';
import { type Layouter, openLayouter } from '../testing/laid-out.ts';
import {
  ALPHABET,
  assertFaithful,
  firstOf,
  HORIZONTAL,
  paragraphs,
  prose,
  STILL_WITH_GAP_PX,
  textOf,
  VERTICAL,
} from '../testing/pages.ts';
import { seeded } from '../testing/random.ts';

let layouter: Layouter;
before(async () => {
  layouter = await openLayouter(ALPHABET);
});
after(() => layouter?.close());

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
      assertFaithful(laid, STILL_WITH_GAP_PX);
    });

    it('should not cut a surrogate pair in two', async () => {
      const laid = await layouter.layOut(`${'𠂇'.repeat(400)}\n\n**${'𠂇'.repeat(300)}**`, edition, freeze);
      assertFaithful(laid);
      assert.ok(laid.pages.length > 4);
      for (const page of laid.pages) assert.equal(firstOf(page)?.character, '𠂇');
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
        `${paragraphs(4, 2)}\n\n\`\`\`\n${code.join('\n')}\n\`\`\``,
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
      const numbers = laid.pages.flatMap((page) =>
        page.notes.map((note) => Number(/^\d+(?=注)/.exec(note)?.[0])),
      );
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

  it('should end its lines where they were measured, not where its addresses would let them too', async () => {
    const address = `https://example.org/${'long-path/'.repeat(6)}`;
    const laid = await layouter.layOut(`${prose(seeded(9), 20)} ${address} 天地`, {
      ...HORIZONTAL,
      composer: false,
    });
    const opportunities = await laid.evaluate(
      `[...document.querySelectorAll('bx-body p')].map((p) => p.querySelectorAll('wbr').length + 1 - Math.round(p.getBoundingClientRect().height / 18))`,
    );
    assert.deepEqual(opportunities, [0]);
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
