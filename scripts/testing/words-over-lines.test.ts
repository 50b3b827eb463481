import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Diagnostic } from '../model/diagnostic.ts';
import { build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { drawnPages, type Glyph } from './pdf-glyphs.ts';

const SIZE = 10.5;
const MEASURE = 18;

const CONFIG = `title: 断词
language: zh-CN
name: words
spine: { body: [01.md] }
editions:
  print:
    format: pdf
    trim: A5
    body-size: ${SIZE}
    leading: 18
    type-area: { characters: ${MEASURE}, lines: 27 }
`;

const LONG_NAME = 'unbreakablenameofcode';

const TEXT = `# 关于标点挤压的问题：以《中文排版》为例

这个系统依赖于implementation documentation，其中包括了internationalization的说明，还有implementation of typographical communication，看起来相当复杂，但是我们可以做到。

甲乙imple­mentation不必断开，丙丁戊己庚辛壬癸子丑寅卯辰imple­mentation断开了。

前面的几个字\`${LONG_NAME}\`后面的几个字还有几个字，一二三四五六七八九十。

再说<span lang="fr">internationalisation extraordinairement</span>不断，也就是不断。
`;

interface DrawnLine {
  readonly text: string;
  /** From the first glyph's origin to the end of the last one's advance, em of the text. */
  readonly length: number;
  /** The widest distance between two Han beside each other less their em, em. */
  readonly widestGap: number;
  readonly size: number;
}

let folder: string;
let lines: readonly DrawnLine[];
let diagnostics: readonly Diagnostic[];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-words-'));
  const manuscript = join(folder, 'manuscript');
  await mkdir(manuscript);
  await writeFile(join(manuscript, 'book.yaml'), CONFIG);
  await writeFile(join(manuscript, '01.md'), TEXT);
  const report = await build(folder, { out: folder, progress: silentProgress, notice: () => {} });
  diagnostics = report.diagnostics;
  assert.equal(report.paragraphs?.left, 0);
  const pages = await drawnPages(await readFile(report.files[0]?.path ?? ''));
  lines = linesOf(pages.at(-1)?.glyphs ?? []);
});
after(() => rm(folder, { recursive: true, force: true }));

function linesOf(glyphs: readonly Glyph[]): DrawnLine[] {
  const heights = [...new Set(glyphs.map(({ y }) => Math.round(y)))].sort((a, b) => b - a);
  return heights
    .map((height) => glyphs.filter(({ y }) => Math.round(y) === height))
    .map((row) => {
      const sorted = row.filter(({ character }) => character.trim() !== '').sort((a, b) => a.x - b.x);
      const [first, last] = [sorted[0], sorted.at(-1)];
      const size = first?.size ?? SIZE;
      const gaps = sorted.slice(1).flatMap((glyph, index) => {
        const before = sorted[index] as Glyph;
        const areHan = /\p{sc=Han}{2}/u.test(before.character + glyph.character);
        return areHan ? [(glyph.x - before.x) / size - 1] : [];
      });
      return {
        text: sorted.map(({ character }) => character).join(''),
        length: ((last?.x ?? 0) + (last?.width ?? 0) - (first?.x ?? 0)) / SIZE,
        widestGap: Math.max(0, ...gaps),
        size,
      };
    });
}

const lineWith = (text: string): DrawnLine => {
  const found = lines.find((line) => line.text.includes(text));
  assert.ok(found !== undefined, `${text} in ${lines.map((line) => line.text).join('|')}`);
  return found;
};

describe('words over lines', () => {
  it('should part words by patterns, with a hyphen at the very end of the line, where gaps would open otherwise', () => {
    const line = lineWith('其中包括了');
    assert.match(line.text, /[a-z]-$/);
    assert.ok(Math.abs(line.length - MEASURE) < 0.05, `${line.length} em`);
    const next = lines[lines.indexOf(line) + 1];
    assert.match(next?.text ?? '', /^[a-z]{3}/);
    for (const { widestGap, text } of lines) assert.ok(widestGap <= 0.26, `${text}: ${widestGap}`);
  });

  it('should show a hyphen at a soft hyphen only where the line ends there', () => {
    assert.match(lineWith('甲乙').text, /imple\u00ad?mentation/);
    const parted = lines.filter(({ text }) => /imple\u00ad?-$/.test(text));
    assert.equal(parted.length, 1);
  });

  it('should leave a line short before a name that cannot be parted, rather than open its gaps, and tell where', () => {
    const line = lineWith('前面的几个字');
    assert.equal(line.text, '前面的几个字');
    assert.ok(line.widestGap < 0.01, `${line.widestGap}`);
    const told = diagnostics.filter(({ ruleId }) => ruleId === 'line-short');
    assert.deepEqual(
      told.map(({ place }) => place?.line),
      [7, 9],
    );
  });

  it('should not part words of a language without patterns', () => {
    assert.ok(lineWith('internationalisation').text.includes('internationalisation'));
    assert.ok(lineWith('extraordinairement').text.includes('extraordinairement'));
  });

  it('should part a heading between its phrases (H02)', () => {
    const heading = lines.filter(({ size }) => size > SIZE * 1.5).map(({ text }) => text);
    assert.deepEqual(heading, ['关于标点挤压的问题：', '以《中文排版》为例']);
  });
});
