import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type BuildReport, build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { paragraphs } from './pages.ts';
import { type PageFacts, type PdfFacts, type PlacedText, readPdf } from './pdf-facts.ts';

const LONG = '天地玄黄宇宙洪荒'.repeat(6);

const FILES: Readonly<Record<string, string>> = {
  '00.md': '# 序\n\n文',
  '10.md': '---\nkind: part\nshort-title: 上篇\n---\n\n# 上篇　天地',
  '11.md': `# 山川\n\n${paragraphs(1, 8)}\n\n## 高山\n\n${paragraphs(2, 12)}\n\n## ${LONG}\n\n${paragraphs(3, 12)}`,
  '12.md': `---\nshort-title: 草木\n---\n\n# 草木虫鱼\n\n${paragraphs(4, 24)}`,
  'book.yaml': `title: 山川草木集
language: zh-CN
spine:
  front: [cover, half-title, title-page, colophon, contents, 00.md]
  body: [10.md, 11.md, 12.md]
editions:
  across:
    format: pdf
    trim: A5
    bleed: 3
    body-size: 10
    leading: 18
    type-area: { characters: 28, lines: 20 }
    running-heads: { verso: '{part}・{chapter}', recto: '{section|chapter}' }
    folios: { template: '— {folio} —', position: head-outer, hidden: true }
  fore-edge:
    format: pdf
    trim: A5
    bleed: 3
    body-size: 10
    leading: 18
    type-area: { characters: 40, lines: 14 }
    writing-mode: vertical
    running-heads: { position: fore-edge }
    folios: { position: fore-edge }
`,
};

const PT_PER_MM = 72 / 25.4;
const BLEED = 3 * PT_PER_MM;
const TRIM = { width: 148 * PT_PER_MM, height: 210 * PT_PER_MM };
const BODY = 10;
const PITCH = 18;

let folder: string;
let report: BuildReport;
let across: PdfFacts;
let foreEdge: PdfFacts;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-furniture-'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  report = await build(folder, { progress: silentProgress, notice: () => {} });
  const read = (edition: string): Promise<PdfFacts> =>
    readPdf(readFileSync(report.files.find((file) => file.edition === edition)?.path ?? ''));
  across = await read('across');
  foreEdge = await read('fore-edge');
});
after(() => rm(folder, { recursive: true, force: true }));

/** The type area, points from the media's lower left corner; it is centred. */
function areaOf(width: number, height: number) {
  const left = BLEED + (TRIM.width - width) / 2;
  const bottom = BLEED + (TRIM.height - height) / 2;
  return { left, right: left + width, bottom, top: bottom + height };
}
const ACROSS = areaOf(28 * BODY, 19 * PITCH + BODY);
const DOWN = areaOf(13 * PITCH + BODY, 40 * BODY);

const isRecto = (index: number): boolean => index % 2 === 0;
const joined = (texts: readonly PlacedText[]): string =>
  texts
    .map(({ text }) => text)
    .join('')
    .trim();

/** What stands above the type area, in one line. */
function above(page: PageFacts | undefined): readonly PlacedText[] {
  return (page?.texts ?? []).filter(({ baseline }) => baseline > ACROSS.top);
}

/** What stands beside it, but for the hidden number. */
function beside(page: PageFacts | undefined): readonly PlacedText[] {
  return (page?.texts ?? []).filter(({ x, size }) => size > 5.5 && (x < DOWN.left - 1 || x > DOWN.right + 1));
}

/** Pages by what they are: the cover and its back, display parts, contents, preface, part, chapters. */
const COVER = [0, 1];
const DISPLAY = [2, 3, 4, 5];
const CONTENTS = 6;
const PREFACE = 8;
const PART = 10;
const CHAPTER = 12;

describe('running heads and folios above the type area', () => {
  it('should have texts by their side and page: part and chapter, section or chapter (F01)', () => {
    const texts = across.pages.map((page) => joined(above(page)).replace(/\s+/g, ' '));
    assert.equal(texts[CHAPTER + 1], '— 4 — 上篇・山川');
    const rectos = texts.filter((_text, index) => isRecto(index) && index > CHAPTER);
    assert.ok(
      rectos.some((text) => /^高山 — \d+ —$/.test(text)),
      texts.join('\n'),
    );
    assert.ok(
      texts.some((text) => /^草木 — \d+ —$/.test(text)),
      'the short title',
    );
    assert.ok(texts.every((text) => !text.includes('虫鱼')));
  });

  it('should stand at the outer edge, the folio outside, 1.5 to 2 em apart, more than an em above the text (F03)', () => {
    let seen = 0;
    across.pages.forEach((page, index) => {
      const texts = above(page).filter(({ text }) => text.trim() !== '');
      if (texts.length < 2) return;
      seen += 1;
      const ordered = texts.toSorted((a, b) => a.x - b.x);
      const left = Math.min(...ordered.map(({ x }) => x));
      const right = Math.max(...ordered.map(({ x, width }) => x + width));
      if (isRecto(index)) assert.ok(Math.abs(right - ACROSS.right) < 1, `page ${index + 1} ends at ${right}`);
      else assert.ok(Math.abs(left - ACROSS.left) < 1, `page ${index + 1} begins at ${left}`);
      assert.match((isRecto(index) ? ordered.at(-1) : ordered[0])?.text ?? '', /—/);
      const size = ordered[0]?.size ?? 0;
      for (const { baseline } of ordered) {
        const distance = baseline - ACROSS.top;
        assert.ok(distance > BODY && distance < 2 * BODY, `page ${index + 1}: ${distance} pt`);
      }
      const gap = gapBetween(ordered);
      assert.ok(gap > 1.45 * size && gap < 2.05 * size, `page ${index + 1}: ${gap} pt apart`);
    });
    assert.ok(seen > 5);
  });

  it('should be shortened before they leave the type area, with a warning at the heading', () => {
    const texts = across.pages.map((page) => joined(above(page)));
    const long = texts.filter((text) => text.startsWith('天地玄黄'));
    assert.ok(
      long.length > 0 && long.every((text) => text.includes('…') && text.includes('—')),
      texts.join('\n'),
    );
    for (const page of across.pages) {
      for (const { x, width } of above(page))
        assert.ok(x > ACROSS.left - 1 && x + width < ACROSS.right + 1, `${x} to ${x + width}`);
    }
    const told = report.diagnostics.filter(({ ruleId }) => ruleId === 'running-head-long');
    assert.ok(told.length > 0);
    for (const { severity, place } of told) assert.deepEqual([severity, place?.file], ['warning', '11.md']);
    assert.ok((told[0]?.place?.line ?? 0) > 5);
  });

  it('should not be on the cover, blank pages, title pages, the colophon and the divisional title (F02)', () => {
    for (const index of [...COVER, ...DISPLAY, CONTENTS + 1, PREFACE + 1, PART, PART + 1])
      assert.equal(joined(above(across.pages[index])), '', `page ${index + 1}`);
  });

  it('should be a folio alone where a chapter, the contents or the preface opens (F02)', () => {
    assert.equal(joined(above(across.pages[CONTENTS])), '— v —');
    assert.equal(joined(above(across.pages[PREFACE])), '— vii —');
    assert.equal(joined(above(across.pages[CHAPTER])), '— 3 —');
  });
});

describe('hidden folios', () => {
  const hidden = (page: PageFacts | undefined): readonly PlacedText[] =>
    (page?.texts ?? []).filter(({ size }) => Math.abs(size - 5) < 0.1);

  it('should count every page but the cover and its back, blank ones too, at the binding inside the trim (F04)', () => {
    across.pages.forEach((page, index) => {
      const texts = hidden(page);
      assert.equal(joined(texts), index < 2 ? '' : String(index - 1), `page ${index + 1}`);
      for (const { x, width } of texts) {
        const fromBinding = isRecto(index) ? x - BLEED : BLEED + TRIM.width - x - width;
        assert.ok(
          fromBinding > 3 && fromBinding < 9,
          `page ${index + 1}: ${fromBinding} pt from the binding`,
        );
        assert.ok(isRecto(index) ? x + width < ACROSS.left : x > ACROSS.right);
      }
    });
  });

  it('should not be there unless they are ordered', () => {
    assert.deepEqual(foreEdge.pages.flatMap(hidden), []);
  });
});

describe('running heads and folios down the fore edge', () => {
  it('should be Han numbers, and page labels and contents the same (F03)', () => {
    assert.deepEqual(
      foreEdge.pages.slice(0, CHAPTER + 2).map(({ label }) => label),
      ['封面', '封面', '一', '二', '三', '四', '五', '六', '七', '八', '一', '二', '三', '四'],
    );
    const folio = joined(beside(foreEdge.pages[CHAPTER]));
    assert.equal(folio, '三');
    const contents = foreEdge.pages[CONTENTS]?.texts.map(({ text }) => text).join('') ?? '';
    const targets = foreEdge.links
      .filter(({ from }) => from === CONTENTS)
      .map(({ to }) => foreEdge.pages[to]?.label);
    assert.ok(targets.length >= 5);
    for (const label of targets) assert.ok(label !== undefined && contents.includes(label), label);
    assert.ok(foreEdge.pages.some(({ label }) => label === '一〇'));
  });

  it('should stand a line gap outside, the head 4 em from the head of the type area, the folio 5 em from its foot (F03)', () => {
    let seen = 0;
    foreEdge.pages.forEach((page, index) => {
      const texts = beside(page);
      const letters = texts.filter(({ text }) => text.trim() !== '');
      if (letters.length < 3) return;
      seen += 1;
      for (const { x, size } of letters) {
        const gap = isRecto(index) ? DOWN.left - x - size : x - DOWN.right;
        assert.ok(Math.abs(gap - (PITCH - BODY)) < 1, `page ${index + 1}: ${gap} pt`);
      }
      // An em box reaches about 0.88 em above its base line and 0.12 em below it.
      const top = Math.max(...letters.map(({ baseline, size }) => baseline + 0.88 * size));
      const foot = Math.min(...letters.map(({ baseline, size }) => baseline - 0.12 * size));
      assert.ok(
        Math.abs(DOWN.top - top - 4 * BODY) < 1.5,
        `page ${index + 1}: ${DOWN.top - top} pt from the head`,
      );
      assert.ok(Math.abs(foot - DOWN.bottom - 5 * BODY) < 1.5, `page ${index + 1}: ${foot - DOWN.bottom} pt`);
    });
    assert.ok(seen > 5);
  });

  it('should not stand on the cover, blank pages and display parts', () => {
    for (const index of [...COVER, ...DISPLAY, CONTENTS + 1, PREFACE + 1, PART, PART + 1])
      assert.equal(joined(beside(foreEdge.pages[index])), '', `page ${index + 1}`);
  });
});

describe('page labels', () => {
  it('should be the numbers that are printed, without what stands around them (F04)', () => {
    const labels = across.pages.slice(0, CHAPTER + 2).map(({ label }) => label);
    assert.deepEqual(labels, [
      '封面',
      '封面',
      'i',
      'ii',
      'iii',
      'iv',
      'v',
      'vi',
      'vii',
      'viii',
      '1',
      '2',
      '3',
      '4',
    ]);
  });
});

/** The widest gap between texts of a line. */
function gapBetween(ordered: readonly PlacedText[]): number {
  const gaps = ordered.slice(1).map((one, index) => {
    const before = ordered[index];
    return one.x - (before?.x ?? 0) - (before?.width ?? 0);
  });
  return Math.max(0, ...gaps);
}
