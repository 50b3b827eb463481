import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { titleAdmonitions } from '../html/admonition-titles.ts';
import type { LayoutPlan } from '../model/pagination.ts';
import { bookForEdition } from '../prepare-book.ts';
import { editionOf } from '../testing/books.ts';
import { faultsOf } from '../testing/faults.ts';
import { type Layouter, openLayouter } from '../testing/laid-out.ts';
import { ALPHABET, PAGE } from '../testing/pages.ts';

// What random manuscripts have found, each as small as it could be made.

/** A page of 20 characters by 16 lines. */
const page = { ...PAGE, charactersPerLine: 20, linesPerPage: 16, trim: { widthMm: 100, heightMm: 120 } };
const EDITIONS = {
  horizontal: editionOf({ page }),
  vertical: editionOf({ page: { ...page, writingMode: 'vertical' } }),
};

const HAN = '天地玄黄宇宙洪荒日月盈昃';
const lines = (count: number, line = HAN): string => Array<string>(count).fill(line).join('\n');
const code = (text: string): string => `\`\`\`\n${text}\n\`\`\``;
const table = (rows: readonly string[]): string =>
  ['| 天 |', '| --- |', ...rows.map((row) => `| ${row} |`)].join('\n');

interface Odd {
  readonly what: string;
  readonly text: string;
  /** What the author is told. */
  readonly told?: readonly string[];
  readonly freeze?: LayoutPlan['freeze'];
}

const ODD: readonly Odd[] = [
  {
    what: 'a figure that leaves a box which holds nothing else',
    text: `:::warning\n![天](a.png "${HAN.repeat(3)}"){place=top width=6 lines=5}\n:::`,
  },
  {
    what: 'a figure out of its place between blocks set apart by a line',
    text: `天\n\n${code(lines(2))}\n\n![天](a.png){place=bottom width=6 lines=3}\n\n${code(lines(2))}`,
  },
  {
    what: 'a figure that leaves for want of room between blocks set apart by a line',
    text: `天\n\n${code(lines(4))}\n\n![天](a.png){width=6 lines=12}\n\n${code(lines(3))}`,
  },
  {
    what: 'a table alone on a page for floats, a note in it',
    text: `表：天 {place=top}\n\n${table(['天', '地', '玄', '黄[^1]', ...Array<string>(7).fill('宇')])}\n\n[^1]: 注`,
  },
  {
    what: 'a table ordered to the head that is higher than a page',
    text: `天\n\n表：天 {place=top}\n\n${table(Array<string>(20).fill('宇'))}`,
    told: ['table-place'],
  },
  {
    what: 'a table ordered to be turned within a list',
    text: `- 天\n\n  表：天 {wide=turn}\n\n  ${table(['天', '地']).replaceAll('\n', '\n  ')}\n- 地`,
    told: ['table-place'],
  },
  {
    what: 'code turned over where what follows would have room beside its indent',
    text: code(`天\n  ${'x'.repeat(42)}\n 二，黄宇天宇一五——题题十a地\n  往地——收宙暑地宿辰二列张秋`),
    freeze: 'all',
  },
  {
    what: 'code parted from its indent by a page',
    text: `# 天\n\n![天](a.png){lines=8}\n\n${code(` ${'x'.repeat(58)}\n${lines(9)}`)}`,
  },
  {
    what: 'code in a note that goes on',
    text: `${Array<string>(9).fill('天').join('\n\n')}\n\n天[^1]\n\n天\n\n天\n\n[^1]: 注\n\n    ${code(lines(6)).replaceAll('\n', '\n    ')}`,
  },
  {
    what: 'code of three lines in a note, as high as four of the note',
    text: `天[^1]\n\n[^1]: 注\n\n    ${code(HAN.repeat(6)).replaceAll('\n', '\n    ')}`,
    freeze: 'all',
  },
  {
    what: 'a fraction in lines that are frozen',
    text: `${HAN.repeat(3)}$\\frac{a}{b}$${HAN.repeat(3)}`,
    freeze: 'all',
  },
  { what: 'empty rows of a table', text: table(['天', '', '地', '', '', '玄', '黄']) },
  {
    what: 'a cell over two rows that is higher than both',
    text: `<table><thead><tr><th>天</th><th>地</th><th>玄</th></tr></thead><tbody><tr><td rowspan="2">天<br>地<br>玄</td><td>洪四二秋</td><td>盈𠂇</td></tr><tr><td>辰注）</td><td>码</td></tr><tr><td colspan="2">天。暑八玄；2023藏</td><td>十题</td></tr></tbody></table>\n\n天`,
  },
  {
    what: 'figures side by side in a quotation',
    text: '> :::side-by-side\n> ![天](a.png "天"){lines=4}\n> ![地](b.png "地地地地地地地地地"){lines=6}\n> :::',
  },
  {
    what: 'a long caption in an item of a list',
    text: `- 天\n\n  ![天](a.png "${HAN.repeat(3)}"){width=14 lines=6}`,
  },
  {
    what: 'verse kept whole whose lines are turned over',
    text: `:::verse\n天\n\n黄十码暑……地十张二天，地二注黄昃3.14列二来：“引——宇；秋六、宙、地\n七来三八\n:::`,
    freeze: 'all',
  },
  {
    what: 'a caption of balanced lines',
    text: '![天](a.png "玄月辰四一九文列文八七PDF，3.14往题日（宇昃九）张"){lines=9}',
    freeze: 'all',
  },
  {
    what: 'a figure behind columns',
    text: `:::columns\n${HAN.repeat(6)}\n:::\n\n<figure><figcaption>天</figcaption></figure>`,
  },
  {
    what: 'a figure behind columns that leaves their page',
    text: `:::columns\n${HAN.repeat(14)}\n:::\n\n![天](a.png){width=6 lines=9}\n\n地`,
  },
  {
    what: 'a long heading in columns, indented by no more than a fifth of them in vertical lines',
    text: `:::columns\n## ${HAN.repeat(5)}\n\n天\n:::`,
  },
  {
    what: 'figures side by side in columns',
    text: ':::columns\n天\n\n:::side-by-side\n![天](a.png "天"){lines=4}\n![地](b.png "地"){lines=6}\n:::\n:::',
  },
  {
    what: 'a figure across columns in its place',
    text: ':::columns\n天\n\n![天](a.png){place=inline width=12 lines=4 span=all}\n\n地\n:::',
  },
  {
    what: 'a last line that would nearly fit on the one before',
    text: '天地玄黄宇宙洪荒日月盈昃辰宿列张EPUB3：“一宙（六地洪2023往五注七冬<sup>2</sup>列<sub>i</sub>',
    freeze: 'all',
  },
];

let layouter: Layouter;
before(async () => {
  layouter = await openLayouter(`${ALPHABET}：备注提示重要警告小心续表图`, (book, edition) =>
    bookForEdition({ book: titleAdmonitions(book), fillParts: (one) => one }, edition, new Set()),
  );
});
after(() => layouter?.close());

describe('odd blocks', () => {
  for (const { what, text, told = [], freeze = 'divided' } of ODD) {
    for (const [name, edition] of Object.entries(EDITIONS)) {
      it(`should set ${what} whole, in its place and on the grid, ${name}`, async () => {
        const laid = await layouter.layOut(text, edition, freeze);
        assert.deepEqual(
          laid.pagination.diagnostics.map(({ ruleId }) => ruleId),
          told,
        );
        assert.deepEqual(await faultsOf(laid, edition.notes.place), []);
      });
    }
  }
});

describe('a figure that may not leave its place', () => {
  for (const [name, edition] of Object.entries(EDITIONS)) {
    /** Whether it stands on the first page behind so many lines, and its height in lines. */
    const figureBehind = async (count: number, orders = ''): Promise<unknown> => {
      const before = Array<string>(count).fill('天地玄黄');
      const text = [...before, `- 日月盈昃\n\n  ![天](a.png)${orders}`, HAN.repeat(9)].join('\n\n');
      const laid = await layouter.layOut(text, edition);
      assert.deepEqual(laid.pagination.diagnostics, []);
      assert.deepEqual(await faultsOf(laid, edition.notes.place), []);
      return laid.evaluate(`(() => {
        const figure = document.querySelector('figure');
        const { width, height } = figure.getBoundingClientRect();
        const px = document.documentElement.classList.contains('vertical') ? width : height;
        return [document.querySelector('bx-page').contains(figure), Math.round(px / parseFloat(getComputedStyle(document.body).lineHeight))];
      })()`);
    };

    it(`should be set a quarter smaller at most rather than leave a hole before it (F09), ${name}`, async () => {
      const whole = name === 'vertical' ? 12 : 13;
      assert.deepEqual(await figureBehind(2), [true, whole]);
      assert.deepEqual(await figureBehind(4), [true, 11]);
      assert.deepEqual(await figureBehind(5), [true, 10]);
      assert.deepEqual(await figureBehind(7), [false, whole]);
      assert.deepEqual(await figureBehind(5, '{lines=11}'), [false, whole]);
    });
  }
});
