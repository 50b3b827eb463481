import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Edition } from '../model/edition.ts';
import { pitchPx } from '../model/geometry.ts';
import { type LaidOut, type Layouter, openLayouter } from '../testing/laid-out.ts';
import {
  ALPHABET,
  assertFaithful,
  firstOf,
  HORIZONTAL,
  PAGE,
  paragraphs,
  prose,
  STILL_WITH_GAP_PX,
  textOf,
  VERTICAL,
} from '../testing/pages.ts';
import { seeded } from '../testing/random.ts';

let layouter: Layouter;
before(async () => {
  layouter = await openLayouter(`${ALPHABET}：`);
});
after(() => layouter?.close());

const PITCH = pitchPx(PAGE);

const SETTINGS: readonly (readonly [string, Edition])[] = [
  ['horizontal', HORIZONTAL],
  ['vertical', VERTICAL],
];

/** Lays out what must fit: nothing lost, no line in another place than measured, nothing to report. */
async function layOut(
  text: string | Readonly<Record<string, string>>,
  edition: Edition,
  stillPx?: number,
): Promise<LaidOut> {
  const laid = await layouter.layOut(text, edition);
  assert.deepEqual(laid.pagination.diagnostics, []);
  assertFaithful(laid, stillPx);
  return laid;
}

/** How far elements begin behind the head of the type area, in lines. */
async function lineOf(laid: LaidOut, selector: string): Promise<number[]> {
  const offsets =
    await laid.evaluate(`[...document.querySelectorAll(${JSON.stringify(`bx-body ${selector}`)})]
    .map((one) => [one.getBoundingClientRect(), one.closest('bx-body').getBoundingClientRect()])
    .map(([one, body]) => document.documentElement.classList.contains('vertical')
      ? body.right - one.right : one.top - body.top)`);
  return (offsets as number[]).map((offset) => offset / PITCH);
}

/** A chapter for every place of a page: so many lines stand before what is tried. */
function atEveryPlace(block: string): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: PAGE.linesPerPage }, (_, count) => {
      const before = Array<string>(count).fill('天地');
      return [`${count}.md`, [...before, block, `玄黄${prose(seeded(count), 40)}`].join('\n\n')];
    }),
  );
}

const lines = (count: number, seed: number): string =>
  Array.from({ length: count }, (_, line) => prose(seeded(seed + line), 5 + line)).join('\n');
const quoted = (text: string): string => text.replace(/^/gm, '> ');
const inItem = (text: string): string => text.replace(/^/gm, '  ').replace(/^ {2}/, '- ');

const BLOCKS: Readonly<Record<string, string>> = {
  code: `\`\`\`\n${lines(12, 1)}\n\`\`\``,
  listing: `\`\`\`c title="天地" {2-11} start=95\n${lines(12, 1)}\n\`\`\``,
  'highlighted code': `<pre><code data-numbers="8">${lines(12, 1).replaceAll(/^(.)(.*)$/gm, '<span class="code-keyword">$1</span>$2')}</code></pre>`,
  admonition: `:::note[题]\n${paragraphs(3, 3)}\n\n- 项\n- ${prose(seeded(4), 40)}\n:::`,
  verse: `:::verse[题]\n${lines(3, 20)}\n\n${lines(9, 30)}\n\n${lines(2, 40)}\n:::`,
  dialogue: `:::dialogue\n天：${prose(seeded(5), 60)}\n玄黄：${prose(seeded(6), 60)}\n\n${prose(seeded(7), 30)}\n:::`,
  epigraph: `:::epigraph\n${prose(seeded(8), 40)}\n——天地\n:::`,
  'definition list': `天地\n: ${prose(seeded(9), 50)}\n\n玄黄\n: 项\n: ${prose(seeded(10), 50)}`,
};

for (const [name, edition] of SETTINGS) {
  describe(`blocks over pages, ${name}`, () => {
    for (const [kind, block] of Object.entries(BLOCKS)) {
      it(`should keep ${kind} and what follows on the grid, wherever a page cuts it`, async () => {
        const laid = await layOut(atEveryPlace(block), edition);
        assert.ok(laid.pages.length > PAGE.linesPerPage);
        for (const line of await lineOf(laid, 'section > p'))
          assert.ok(Math.abs(line - Math.round(line)) < 0.02, `line ${line}`);
      });
    }

    it('should divide all of them in quotations, items and one another', async () => {
      const all = Object.values(BLOCKS);
      const nested = [
        ...all.map(quoted),
        ...all.map(inItem),
        `- ${prose(seeded(50), 20)}\n\n${quoted(BLOCKS['code'] ?? '').replace(/^/gm, '  ')}`,
        `::::warning[注]\n${all.filter((block) => !block.startsWith(':::note')).join('\n\n')}\n::::`,
        quoted(quoted(`${paragraphs(51, 2)}\n\n${BLOCKS['verse']}`)),
      ];
      const laid = await layOut(nested.join('\n\n'), edition, STILL_WITH_GAP_PX);
      assert.ok(laid.pages.length > 20);
    });

    it('should drop the line before a block at the head of a page, and only there', async () => {
      const laid = await layOut(`天\n\n${BLOCKS['epigraph']}\n\n::page-break\n\n${BLOCKS['verse']}`, edition);
      const [epigraph] = await lineOf(laid, '.epigraph');
      const [verse] = await lineOf(laid, '.verse');
      assert.ok(Math.abs((epigraph ?? 0) - 2) < 0.02, `${epigraph}`);
      assert.ok(Math.abs(verse ?? 1) < 0.02, `${verse}`);
    });

    it('should keep the line between columns and what stands above and below', async () => {
      const text = `天\n\n::::columns\n:::verse\n天\n地\n:::\n::::\n\n${BLOCKS['epigraph']}`;
      const laid = await layouter.layOut(text, edition);
      assert.deepEqual(laid.pagination.diagnostics, []);
      const [columns] = await lineOf(laid, 'bx-columns');
      const [epigraph] = await lineOf(laid, '.epigraph');
      assert.ok(Math.abs((columns ?? 0) - 2) < 0.02, `${columns}`);
      const height = await laid.evaluate("parseFloat(document.querySelector('bx-columns').style.blockSize)");
      assert.ok(Math.abs((epigraph ?? 0) - 3 - Number(height) / PITCH) < 0.02, `${epigraph}`);
    });

    it('should set them beside figures that leave their place', async () => {
      const figure = '<figure data-place="top"><figcaption>天</figcaption></figure>';
      const text = atEveryPlace(`${BLOCKS['verse']}\n\n${figure}\n\n${BLOCKS['admonition']}`);
      const laid = await layouter.layOut(text, edition);
      assert.deepEqual(laid.pagination.diagnostics, []);
    });

    it('should keep a stanza of four lines and a kept passage on one page', async () => {
      const stanza = lines(4, 60);
      for (const block of [
        `:::verse\n${stanza}\n:::`,
        `:::keep\n${prose(seeded(61), 30)}\n\n${prose(seeded(62), 30)}\n:::`,
      ]) {
        const laid = await layOut(atEveryPlace(block), edition);
        const pieces = await laid.evaluate("document.querySelectorAll('bx-body .keep').length");
        assert.equal(pieces, PAGE.linesPerPage);
      }
    });

    it('should keep the credits of a report with two lines of it (H06)', async () => {
      const credits = ':::credits\n天地\n:::';
      const laid = await layOut(
        Object.fromEntries(
          Array.from({ length: PAGE.linesPerPage + 1 }, (_, count) => [
            `${count}.md`,
            [...Array<string>(count + 2).fill('玄'), credits].join('\n\n'),
          ]),
        ),
        edition,
      );
      const held = (await laid.evaluate(`[...document.querySelectorAll('bx-page:has(.credits)')]
        .map((page) => page.querySelectorAll('section > p').length)`)) as number[];
      assert.equal(held.length, PAGE.linesPerPage + 1);
      for (const count of held) assert.ok(count >= 2, held.join());
    });

    it('should hang the turns of a conversation behind the names, on the next page too', async () => {
      const laid = await layOut(`:::dialogue\n天：${prose(seeded(63), 200)}\n:::`, edition);
      assert.ok(laid.pages.length > 1);
      const size = edition.page.bodySizePt / 0.75;
      for (const [index, page] of laid.pages.entries()) {
        const indent = (firstOf(page)?.inline ?? 0) / size;
        // A mark at a line's start may have lost its first half.
        assert.ok(Math.abs(indent - (index === 0 ? 0 : 2)) < 0.6, `page ${index + 1}: ${indent} em`);
      }
    });
  });
}

describe('lists over pages', () => {
  /** Number and text of every item that begins here, as HTML counts; the text of an item says its number. */
  const numbers = async (laid: LaidOut): Promise<string[]> =>
    (await laid.evaluate(`[...document.querySelectorAll('bx-body ol')].flatMap((list) => {
      const items = [...list.children];
      let number = list.hasAttribute('start') ? list.start : list.reversed ? items.length : 1;
      return items.map((item) => {
        if (item.hasAttribute('value')) number = item.value;
        const told = number + ' ' + (item.hasAttribute('data-continued') ? '-' : parseInt(item.textContent.trim()));
        number += list.reversed ? -1 : 1;
        return told;
      });
    })`)) as string[];

  /** Items whose texts begin with their numbers. */
  const items = (from: number, count: number, step: number, extra = (_: number): string => ''): string =>
    Array.from({ length: count }, (_, index) => {
      const number = from + index * step;
      return `<li${extra(number)}>${number}题${prose(seeded(number + 70), 10 + (index % 4) * 20)}</li>`;
    }).join('');

  for (const [kind, list] of Object.entries({
    'from one': `<ol>${items(1, 12, 1)}</ol>`,
    'from seven': `<ol start="7">${items(7, 12, 1)}</ol>`,
    'down to one': `<ol reversed>${items(12, 12, -1)}</ol>`,
    'down from thirty': `<ol reversed start="30">${items(30, 12, -1)}</ol>`,
    'from a value on': `<ol>${items(1, 5, 1)}${items(40, 9, 1, (number) => (number === 40 ? ' value="40"' : ''))}</ol>`,
  })) {
    it(`should count on ${kind}, and not mark an item twice`, async () => {
      const places = Array.from({ length: 6 }, (_, before) => [
        `${before}.md`,
        [...Array<string>(before).fill('天'), list].join('\n\n'),
      ]);
      const laid = await layOut(Object.fromEntries(places), HORIZONTAL, STILL_WITH_GAP_PX);
      assert.ok(laid.pages.length > 3 * places.length);
      for (const told of await numbers(laid)) {
        const [number, text] = told.split(' ');
        if (text !== '-') assert.equal(number, text);
      }
    });
  }

  it('should count on in lists in lists', async () => {
    const inner = (count: number): string =>
      Array.from(
        { length: count },
        (_, index) => `   ${index + 1}. ${index + 1}题${prose(seeded(index), 30)}`,
      ).join('\n');
    const text = Array.from({ length: 6 }, (_, index) => `${index + 1}. ${index + 1}题\n${inner(4)}`).join(
      '\n',
    );
    const laid = await layOut(text, HORIZONTAL);
    for (const told of await numbers(laid)) {
      const [number, item] = told.split(' ');
      if (item !== '-') assert.equal(number, item);
    }
  });

  it('should mark each item where it begins, and never again', async () => {
    const item = (seed: number): string => `- ${prose(seeded(seed), 70)}\n\n  ${prose(seeded(seed + 1), 70)}`;
    const laid = await layOut(
      Array.from({ length: 5 }, (_, index) => item(80 + index)).join('\n'),
      HORIZONTAL,
    );
    const marks = (await laid.evaluate(`[...document.querySelectorAll('bx-body li')].map((item) =>
      [item.hasAttribute('data-continued'), getComputedStyle(item).listStyleType].join(' '))`)) as string[];
    assert.equal(marks.filter((mark) => mark === 'false disc').length, 5);
    assert.ok(marks.includes('true none'));
    assert.deepEqual([...new Set(marks)].sort(), ['false disc', 'true none']);
  });

  it('should have one box for a task, and no marker', async () => {
    const laid = await layOut(`- [x] ${prose(seeded(90), 150)}\n- [ ] ${prose(seeded(91), 90)}`, HORIZONTAL);
    assert.ok(laid.pages.length > 1);
    assert.equal(await laid.evaluate("document.querySelectorAll('bx-body input').length"), 2);
    const marks = await laid.evaluate(
      "[...document.querySelectorAll('bx-body li')].map((item) => getComputedStyle(item).listStyleType)",
    );
    assert.deepEqual([...new Set(marks as string[])], ['none']);
  });
});

describe('breaks that the author orders', () => {
  it('should begin a page, and leave one blank', async () => {
    const laid = await layOut('天\n\n::page-break\n\n地\n\n::blank-page\n\n玄', HORIZONTAL);
    assert.deepEqual(
      laid.pages.map((page) => textOf(page.characters).trim()),
      ['天', '地', '', '玄'],
    );
  });

  it('should begin a recto and a verso', async () => {
    const laid = await layOut('天\n\n::recto-break\n\n地\n\n::verso-break\n\n玄', HORIZONTAL);
    const sides = laid.pages.map((page) => [textOf(page.characters).trim(), page.side]);
    assert.deepEqual(sides, [
      ['天', 'recto'],
      ['', 'verso'],
      ['地', 'recto'],
      ['玄', 'verso'],
    ]);
  });

  it('should not leave a page empty at the start of a chapter, nor take room', async () => {
    const laid = await layOut('::page-break\n\n天\n\n::column-break\n\n地', HORIZONTAL);
    assert.equal(laid.pages[0]?.html.includes('天'), true);
    assert.equal(
      laid.pages.some((page) => page.html.includes('<hr')),
      false,
    );
  });
});
