import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import JSZip from 'jszip';
import { build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { drawnPages, type Glyph } from './pdf-glyphs.ts';

const SIZE = 10.5;
const PITCH = 18;

const CONFIG = `title: 公式
language: zh-CN
name: formulas
spine: { body: [01.md] }
editions:
  print: { format: pdf, trim: A5, body-size: ${SIZE}, leading: ${PITCH}, type-area: { characters: 28, lines: 27 } }
  down: { format: pdf, writing-mode: vertical, trim: A5, body-size: ${SIZE}, leading: ${PITCH} }
  ebook: { format: epub }
`;

const TEXT = `# 公式

甲一$E=mc^2$乙，${'还有几个字，'.repeat(10)}

$$ {#eq-sum}
\\sum_{i=1}^{n} i = \\frac{\\sqrt{\\pi}}{2}
$$

丙见[](#eq-sum)，第[{number}](#eq-sum)号。

$$
a+b
$$

丁

戊$x$己$a+b=c$庚$\\frac{a}{b}$辛$\\sqrt{2}$壬
`;

let folder: string;
let glyphs: readonly Glyph[];
let down: readonly Glyph[];
let epub: Buffer;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-formulas-'));
  await mkdir(join(folder, 'manuscript'));
  await writeFile(join(folder, 'manuscript', 'book.yaml'), CONFIG);
  await writeFile(join(folder, 'manuscript', '01.md'), TEXT);
  const report = await build(folder, { out: folder, progress: silentProgress, notice: () => {} });
  assert.deepEqual(report.diagnostics, []);
  assert.equal(report.paragraphs?.left, 0);
  const bytes = await Promise.all(report.files.map(({ path }) => readFile(path)));
  [glyphs = [], down = []] = await Promise.all(
    bytes.slice(0, 2).map(async (pdf) => (await drawnPages(pdf)).at(-1)?.glyphs ?? []),
  );
  epub = bytes[2] ?? Buffer.alloc(0);
});
after(() => rm(folder, { recursive: true, force: true }));

/** The first glyph of a text that is drawn in one go. */
function glyphAt(text: string): Glyph {
  const drawn = glyphs.map(({ character }) => character);
  const at = drawn.findIndex((_, index) => drawn.slice(index, index + [...text].length).join('') === text);
  assert.ok(at >= 0, `${text} in ${drawn.join('')}`);
  return glyphs[at] as Glyph;
}

/** Glyphs that are drawn in this order. */
function sequence(drawn: readonly Glyph[], text: string): readonly Glyph[] {
  const expected = [...text];
  const at = drawn.findIndex((_, index) =>
    expected.every((character, offset) => drawn[index + offset]?.character === character),
  );
  assert.ok(at >= 0, `${text} in ${drawn.map(({ character }) => character).join('')}`);
  return drawn.slice(at, at + expected.length);
}

describe('formulas', () => {
  it('should be drawn by the face for formulas, variables in italics, radicals too', () => {
    for (const character of ['𝐸', '𝑚', '∑', '√', '𝜋']) {
      const glyph = glyphs.find((one) => one.character === character);
      assert.ok(glyph !== undefined, character);
      assert.match(glyph.font, /STIXTwoMath/, character);
    }
  });

  it('should leave the text around them on its grid (A07)', () => {
    const lines = ['甲一', '丙见', '丁'].map((text) => glyphAt(text).y);
    for (const y of lines) {
      const off = (((lines[0] ?? 0) - y) / PITCH) % 1;
      assert.ok(Math.min(off, 1 - off) < 0.02, `${off} lines`);
    }
  });

  it('should have their number at the end of the line, where they have an id, and be named by it', () => {
    const number = glyphAt('(1)');
    const start = glyphAt('丙').x - 2 * SIZE;
    assert.ok(number.x > start + 25 * SIZE, `${number.x}`);
    assert.ok(Math.abs(number.y - (glyphs.find(({ character }) => character === '∑')?.y ?? 0)) < PITCH);
    glyphAt('见式(1)，第1号');
    assert.equal(glyphs.filter(({ character }) => character === '(').length, 2);
  });

  it('should stand a little apart from the text before and behind, as wide as they are drawn', () => {
    const row = sequence(glyphs, '戊𝑥己𝑎+𝑏=𝑐庚𝑎𝑏辛√2壬');
    const ends = row.map(({ x, width }) => x + width);
    const gap = (at: number): number => ((row[at]?.x ?? 0) - (ends[at - 1] ?? 0)) / SIZE;
    for (const at of [1, 2, 3, 8, 9, 11, 12, 14])
      assert.ok(gap(at) > 0.1 && gap(at) < 0.3, `${gap(at)} em before ${row[at]?.character}`);
  });

  describe('in vertical lines', () => {
    const row = (): readonly Glyph[] => sequence(down, '戊𝑥己𝑎+𝑏=𝑐庚𝑎𝑏辛√2壬');
    /** Where a character begins and ends along its line, in ems from the page's head down; no letter fills its em. */
    const along = ({ y, size, width, turned, font }: Glyph): readonly [number, number] => {
      const ascent = font.startsWith('STIX') ? 0.7 : 0.88;
      return turned
        ? [-y / SIZE, (width - y) / SIZE]
        : [-(y + ascent * size) / SIZE, -(y - 0.12 * size) / SIZE];
    };

    it('should be turned but for what is no wider than a character (D11)', () => {
      const turned = row().filter((glyph) => glyph.turned);
      assert.equal(turned.map(({ character }) => character).join(''), '𝑎+𝑏=𝑐√2');
    });

    it('should touch nothing before or behind them', () => {
      const places = row().map(along);
      places.forEach(([start], at) => {
        const [, before = start] = places[at - 1] ?? [];
        assert.ok(
          start > before - 0.06 && start < before + 0.7,
          `${start - before} em before ${row()[at]?.character}`,
        );
      });
    });

    it('should stand in the middle of their line, on the baseline of turned letters', () => {
      const middle = (row()[0]?.x ?? 0) + SIZE / 2;
      for (const { character, x, size, width, turned } of row()) {
        // The sign hangs from its line.
        if (character === '√') continue;
        const off = turned ? x - middle + 0.38 * SIZE : x + Math.min(width, size) / 2 - middle;
        assert.ok(Math.abs(off) < 1, `${character} ${off} pt off`);
      }
    });
  });

  it('should be MathML in an EPUB without a fault', async () => {
    const { messages } = await EpubCheck.validate(epub);
    assert.deepEqual(
      messages.filter(({ severity }) => severity !== 'info' && severity !== 'usage'),
      [],
    );
    const zip = await JSZip.loadAsync(epub);
    const contents = await Promise.all(Object.values(zip.files).map((file) => file.async('string')));
    assert.ok(
      contents.some((content) => /<math [^>]*xmlns="http:\/\/www.w3.org\/1998\/Math\/MathML"/.test(content)),
    );
    assert.ok(contents.some((content) => /properties="[^"]*mathml/.test(content)));
  });
});
