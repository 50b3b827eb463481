import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { type DrawnPage, drawnPages, type Glyph } from './pdf-glyphs.ts';
import { seeded } from './random.ts';

const SIZE = 10;
const MEASURE = 21;

const edition = (writingMode: string): string => `
    format: pdf
    trim: { width: 176, height: 250 }
    body-size: ${SIZE}
    leading: 18
    writing-mode: ${writingMode}
    type-area: { characters: ${MEASURE}, lines: 24 }`;

const CONFIG = `title: 臺灣
language: zh-TW
name: taiwan
spine: { body: [01.md] }
editions:
  across:${edition('horizontal')}
  down:${edition('vertical')}
`;

const CLAUSES = [
  '山路慢慢高了',
  '霧從谷底升起來',
  '林子裏沒有聲音',
  '我們停下來等',
  '挑夫坐在石頭上',
  '天色將晚',
  '看得見海',
];

function text(): string {
  const random = seeded(3);
  const sentence = (): string =>
    `${Array.from({ length: random.int(2, 6) }, () => random.pick(CLAUSES)).join('，')}。`;
  const paragraph = (): string => Array.from({ length: random.int(3, 7) }, sentence).join('');
  return `# 臺灣\n\n${Array.from({ length: 40 }, paragraph).join('\n\n')}\n`;
}

let folder: string;
const editions = new Map<string, readonly DrawnPage[]>();

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-taiwan-'));
  await mkdir(join(folder, 'manuscript'));
  await writeFile(join(folder, 'manuscript', 'book.yaml'), CONFIG);
  await writeFile(join(folder, 'manuscript', '01.md'), text());
  const report = await build(folder, { out: folder, progress: silentProgress, notice: () => {} });
  assert.deepEqual(report.diagnostics, []);
  assert.equal(report.paragraphs?.left, 0);
  for (const { edition: name, path } of report.files)
    editions.set(name, (await drawnPages(await readFile(path))).slice(-8));
});
after(() => rm(folder, { recursive: true, force: true }));

/** From the character before a comma or stop to the one behind it, less the em of the first, em: faces draw marks where they like. */
function advances(name: string): number[] {
  const along = (glyph: Glyph): number => (name === 'down' ? -glyph.y : glyph.x);
  const across = (glyph: Glyph): number => Math.round(name === 'down' ? glyph.x : glyph.y);
  return (editions.get(name) ?? []).flatMap(({ glyphs }) => {
    const body = glyphs.filter(({ size }) => Math.abs(size - SIZE) < 0.1);
    const lines = new Map<number, Glyph[]>();
    for (const glyph of body) lines.set(across(glyph), [...(lines.get(across(glyph)) ?? []), glyph]);
    return [...lines.values()].flatMap((line) => {
      const sorted = line.sort((a, b) => along(a) - along(b));
      return sorted.slice(2).flatMap((glyph, index) => {
        const [before, mark] = sorted.slice(index) as [Glyph, Glyph];
        return /[，。]/.test(mark.character) ? [(along(glyph) - along(before)) / SIZE - 1] : [];
      });
    });
  });
}

describe('marks in the middle of their em, as Taiwan and Hong Kong print them (C08)', () => {
  // Where a glyph begins in lines that run down differs by some hundredths of an em in this face; a squeezed half is 0.5.
  for (const [name, least] of [
    ['across', 0.99],
    ['down', 0.85],
  ] as const) {
    it(`should never be squeezed: ${name}`, () => {
      const found = advances(name);
      assert.ok(found.length > 200, `${found.length} marks`);
      assert.ok(Math.min(...found) > least, `${Math.min(...found)} em`);
      assert.ok(Math.max(...found) < 1.35, `${Math.max(...found)} em`);
    });
  }

  it('should end a line with their whole em, and begin none', () => {
    const ends = (editions.get('across') ?? []).flatMap(({ glyphs }) => {
      const body = glyphs.filter(({ size }) => Math.abs(size - SIZE) < 0.1);
      const start = Math.min(...body.map(({ x }) => x));
      assert.ok(body.every(({ x, character }) => x > start + 1 || !/[，。]/.test(character)));
      return body
        .filter(({ x, character }) => /[，。]/.test(character) && x > start + (MEASURE - 1.6) * SIZE)
        .map(({ x }) => (x - start) / SIZE);
    });
    assert.ok(ends.length > 10, `${ends.length} marks`);
    for (const end of ends) assert.ok(Math.abs(end - (MEASURE - 1)) < 0.05, `${end} em`);
  });
});
