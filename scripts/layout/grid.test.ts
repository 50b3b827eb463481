import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import {
  baselinesOffGrid,
  bodyRuns,
  gridLine,
  type LineGrid,
  type PdfFacts,
  readPdf,
} from '../testing/pdf-facts.ts';
import { newBook } from '../testing/preview-reader.ts';

const HAN =
  '天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈';
const PT_PER_MM = 72 / 25.4;
const TRIM = { width: 148, height: 210 };
const SIZE = 10.5;
/** Tables are set a little smaller, on the same lines. */
const SIZES = [SIZE, SIZE * 0.9];
/** Code that a page's end divides, and text behind its second piece. */
const CODE = `\`\`\`\n${'let a = 1;\n'.repeat(45)}\`\`\`\n\n文`;

/** Every element of a text, each between paragraphs, so that what it does to the grid shows in what follows. */
const ELEMENTS = (turn: number): readonly string[] => [
  `*着重${HAN.slice(0, 20)}*与*Latin word*`,
  `<ruby>漢字<rt>かんじ</rt></ruby>${HAN.slice(0, 21)}<ruby>洪荒<rt>こうこう</rt></ruby>`,
  `**粗*重*体** \`code()\` x<sup>2</sup>H<sub>2</sub>O <small>小字</small> [链接](https://example.org/) ~~删~~ <mark>记</mark> <kbd>Ctrl</kbd>`,
  `呼注[^${turn}]，Mixed Latin gjpqy 与 2023 年。`,
  `# 章${turn}`,
  `## 节<ruby>題<rt>だい</rt></ruby>`,
  `### 小*节*`,
  `#### ${HAN}四级`,
  `##### 五级`,
  `###### 六级`,
  `> 引*文*${HAN}\n>\n> > 深${HAN}`,
  `- 项${HAN}\n- *项*\n  - 子${HAN}\n\n1. 一\n2. 二`,
  `\`\`\`\n短\n\nlet long = '${'abcdefghij '.repeat(9)}';\n${'x'.repeat(70)}\n\`\`\``,
  `| 天 | 地 |\n|---|--:|\n| ${HAN} | 黄 |\n| *宇* | 宙\` c \` |`,
  `<dl><dt>词</dt><dd>释${HAN}</dd></dl>`,
  `<details><summary>概</summary>详${HAN}</details>`,
  `---`,
  `![图](images/a.svg "图题"){width=10 lines=3}`,
  `![图](images/a.svg "不齐的图"){width=11}`,
  `${HAN}![](images/a.svg)${HAN}`,
];
const TEXT = [1, 2, 3]
  .flatMap((turn) => [
    ...ELEMENTS(turn).flatMap((element, index) => [
      element,
      `${HAN}${'续'.repeat((turn * 7 + index * 5) % 23)}。`,
    ]),
    `[^${turn}]: 注*文*${HAN}`,
  ])
  .join('\n\n')
  .concat(`\n\n${CODE}`);
/** One paragraph of many pages, dots and readings on every line. */
const LONG = `*${HAN.slice(0, 3)}*${HAN}<ruby>漢<rt>かん</rt></ruby>`.repeat(60);
const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="53"><rect width="50" height="53" fill="#bbb"/></svg>';

/** Loose and tight, a pitch that is no whole number of layout units among them. */
const BOOKS = [
  { mode: 'horizontal', leading: 18, characters: 28, lines: 27 },
  { mode: 'horizontal', leading: 15.75, characters: 28, lines: 30 },
  { mode: 'vertical', leading: 18, characters: 40, lines: 19 },
  { mode: 'vertical', leading: 16.1, characters: 40, lines: 20 },
] as const;

for (const { mode, leading, characters, lines } of BOOKS) {
  const vertical = mode === 'vertical';
  describe(`the line grid of a ${mode} book, ${leading} pt`, () => {
    let folder: string;
    let pdf: PdfFacts;
    before(async () => {
      folder = await newBook({
        'book.yaml': `title: 书\nlanguage: zh-CN\nspine: { body: [a.md, b.md] }\neditions:\n  print: { format: pdf, trim: A5, body-size: ${SIZE}, leading: ${leading}, type-area: { characters: ${characters}, lines: ${lines} }, writing-mode: ${mode} }\n`,
        'a.md': TEXT,
        'b.md': `${LONG}\n`,
        'images/a.svg': PICTURE,
      });
      const out = await mkdtemp(join(tmpdir(), 'banxin-grid-'));
      const report = await build(folder, { out, progress: silentProgress, notice: () => {} });
      pdf = await readPdf(readFileSync(report.files[0]?.path ?? ''));
      await rm(out, { recursive: true });
    });
    after(() => rm(folder, { recursive: true, force: true }));

    /** The type area is centred on the trim, so the grid is the same on rectos and versos. */
    const extent = (lines - 1) * leading + SIZE;
    const grid: LineGrid = vertical
      ? { vertical, first: (TRIM.width * PT_PER_MM + extent) / 2 - SIZE / 2, pitch: leading }
      : { vertical, first: (TRIM.height * PT_PER_MM + extent) / 2 - SIZE * 0.88, pitch: leading };

    it('should set every line of every page on the grid (A07, E01, D03, D06)', () => {
      assert.ok(pdf.pages.length > 12);
      const off = pdf.pages.flatMap((page, index) =>
        baselinesOffGrid(page, grid, SIZES).map((run) => ({
          page: index + 1,
          ...run,
          ...gridLine(run, grid),
        })),
      );
      assert.deepEqual(off, []);
    });

    it('should end full pages on the last line of the grid (A08)', () => {
      const lastLines = pdf.pages.map((page) =>
        Math.max(...bodyRuns(page, [SIZE]).map((run) => gridLine(run, grid).line)),
      );
      const inner = lastLines.slice(-4, -1);
      assert.deepEqual(inner, [lines - 1, lines - 1, lines - 1]);
      assert.ok(Math.max(...lastLines) === lines - 1, 'no page is longer');
    });

    it('should paint dots, not write them (D01)', () => {
      const text = pdf.pages.flatMap((page) => page.texts.map((run) => run.text)).join('');
      assert.doesNotMatch(text, /[•·﹅◦●]/);
    });
  });
}
