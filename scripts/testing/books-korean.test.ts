import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type BuildReport, build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { type PdfFacts, readPdf } from './pdf-facts.ts';
import { type DrawnPage, drawnPages, type Glyph } from './pdf-glyphs.ts';
import { newBook } from './preview-reader.ts';

// A Korean book of 신국판 (152 × 225 mm), 31 characters of 10 pt by 29 lines of 17 pt; and the same in vertical lines.
const BOOK = fileURLToPath(new URL('./data/ko/', import.meta.url));
const PT_PER_MM = 72 / 25.4;
const BODY = 10;
const PITCH = 17;
const TRIM = { width: 152 * PT_PER_MM, height: 225 * PT_PER_MM };
const MEASURE = 31 * BODY;
const LEFT = (TRIM.width - MEASURE) / 2;
const RIGHT = LEFT + MEASURE;
const TOP = (TRIM.height + 28 * PITCH + BODY) / 2;

interface Edition {
  readonly pdf: PdfFacts;
  readonly pages: readonly DrawnPage[];
}

let folder: string;
let report: BuildReport;
let horizontal: Edition;
let vertical: Edition;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-korean-'));
  report = await build(BOOK, { out: folder, progress: silentProgress, notice: () => {} });
  const read = async (edition: string): Promise<Edition> => {
    const bytes = readFileSync(report.files.find((file) => file.edition === edition)?.path ?? '');
    return { pdf: await readPdf(bytes), pages: await drawnPages(bytes) };
  };
  horizontal = await read('print');
  vertical = await read('vertical');
});

after(() => rm(folder, { recursive: true, force: true }));

const textOf = (glyphs: readonly Glyph[]): string => glyphs.map(({ character }) => character).join('');
const isBody = ({ size }: Glyph): boolean => Math.abs(size - BODY) < 0.01;
const bodyPages = ({ pdf, pages }: Edition): readonly DrawnPage[] =>
  pages.filter((_, index) => /^\d+$/.test(pdf.pages[index]?.label ?? '')).slice(0, -2);

/** The visible glyphs of each line of body text, from the top. */
function linesOf({ glyphs }: DrawnPage): readonly (readonly Glyph[])[] {
  const lines = new Map<number, Glyph[]>();
  for (const glyph of glyphs.filter((one) => isBody(one) && one.character.trim() !== '' && one.y < TOP)) {
    const line = Math.round(glyph.y);
    lines.set(line, [...(lines.get(line) ?? []), glyph]);
  }
  return [...lines.values()];
}

describe('Korean book', () => {
  it('should build without diagnostics', () => {
    assert.deepEqual(report.diagnostics, []);
  });

  it('should say its language, be bound on the left, and draw Korean forms from embedded TrueType (C08)', () => {
    assert.equal(horizontal.pdf.language, 'ko');
    assert.equal(horizontal.pdf.readingDirection, 'L2R');
    for (const { name, kind, embedded, hasToUnicode } of horizontal.pdf.fonts) {
      assert.match(name, /Noto(?:SerifKR|SansKR|SansMono)/);
      assert.deepEqual([kind, embedded, hasToUnicode], ['CIDFontType2', true, true], name);
    }
  });

  it('should break lines between words only', () => {
    const source = ['01-naru.md', '02-deungdae.md']
      .map((file) => readFileSync(join(BOOK, file), 'utf8'))
      .join('\n');
    const words = new Set(source.replace(/<rt>.*?<\/rt>|<[^>]*>|[*>|]|\[\^\w+\]/g, ' ').match(/[^\s]+/g));
    const joined = [...words].join(' ');
    for (const page of bodyPages(horizontal)) {
      const lines = linesOf(page).map(textOf);
      lines.slice(1).forEach((line, index) => {
        const [before, after] = [lines[index]?.slice(-2) ?? '', line.slice(0, 2)];
        if (!/^\p{Script=Hangul}{2}$/u.test(before) || !/^\p{Script=Hangul}{2}$/u.test(after)) return;
        assert.ok(!joined.includes(before + after), `${before}/${after} are one word`);
      });
    }
  });

  it('should justify full lines to the measure by the spaces alone (B06)', () => {
    let full = 0;
    for (const page of bodyPages(horizontal)) {
      for (const line of linesOf(page)) {
        const last = line.at(-1);
        if (last === undefined) continue;
        const end = last.x + last.width;
        assert.ok(end < RIGHT + 0.5, `${textOf(line)} ends at ${end}`);
        if (end > RIGHT - 1) full += 1;
        line.slice(1).forEach((glyph, index) => {
          const before = line[index];
          if (before === undefined || !/\p{Script=Hangul}{2}/u.test(before.character + glyph.character))
            return;
          const gap = glyph.x - before.x - before.width;
          assert.ok(gap < 0.1 || gap > 1.5, `${before.character}${glyph.character}: ${gap} pt`);
        });
      }
    }
    assert.ok(full > 20, `${full} full lines`);
  });

  it('should set no gap between a number and its counter', () => {
    const page = bodyPages(horizontal)[0];
    const text = page?.glyphs.filter(isBody) ?? [];
    const at = textOf(text).indexOf('12센');
    const [digit, counter] = [text[at + 1], text[at + 2]];
    assert.ok(digit !== undefined && counter !== undefined);
    assert.ok(Math.abs(counter.x - digit.x - digit.width) < 0.1);
  });

  it('should set every line on the grid (A07)', () => {
    for (const [number, page] of bodyPages(horizontal).entries()) {
      const baselines = linesOf(page).map(([first]) => ((TOP - (first?.y ?? 0)) / PITCH) % 1);
      for (const baseline of baselines)
        assert.ok(Math.abs(baseline - (baselines[0] ?? 0)) < 0.05, `page ${number + 1}: ${baseline}`);
    }
  });

  it('should not leave the dot of an emphasised word on the line before it (D01)', async () => {
    const text = Array.from(
      { length: 40 },
      (_, count) => `${'나루 '.repeat(12)}${'물'.repeat(count % 10)} *기다림 말씀* `,
    );
    const emphasised = await newBook({
      'book.yaml': 'title: 책\nlanguage: ko\nspine: { body: [a.md] }\neditions: { print: { format: pdf } }\n',
      'a.md': text.join('\n\n'),
    });
    const { diagnostics } = await build(emphasised, {
      out: folder,
      progress: silentProgress,
      notice: () => {},
    });
    assert.deepEqual(diagnostics, []);
    await rm(emphasised, { recursive: true });
  });

  it('should read the vertical edition from right to left, with corner brackets and numbers upright (A09, C09, D10)', () => {
    assert.equal(vertical.pdf.readingDirection, 'R2L');
    const glyphs = bodyPages(vertical).flatMap((page) => page.glyphs.filter(isBody));
    const text = textOf(glyphs);
    assert.ok(text.includes('『서두르는 배는 가라앉고'), text.slice(0, 400));
    assert.doesNotMatch(text, /[“”‘’]/);
    const at = text.indexOf('12');
    const [first, second] = [glyphs[at], glyphs[at + 1]];
    assert.ok(first !== undefined && second !== undefined && !first.turned);
    assert.equal(first.y, second.y);
    assert.ok(second.x + second.width - first.x < 1.01 * BODY);
  });
});
