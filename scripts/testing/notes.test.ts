import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import JSZip from 'jszip';
import { PNG } from '../formats/epub/fixture.ts';
import { noteMark } from '../model/note-mark.ts';
import { type BuildReport, build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { NOTES_BOOK } from './notes-book.ts';
import { type PdfFacts, type PlacedText, readPdf } from './pdf-facts.ts';

const PAGE = `
    trim: A5
    body-size: 10.5
    leading: 18
    chapter-start: page
    running-heads: false
    folios: false`;
const CONFIG = `title: 注
language: zh-CN
spine:
  front: [contents]
  body: [01.md, 02.md]
editions:
  foot:
    format: pdf${PAGE}
    type-area: { characters: 28, lines: 20 }
    notes: { numbering: chapter }
  ends:
    format: pdf${PAGE}
    type-area: { characters: 28, lines: 20 }
    notes: { place: chapter, style: circled }
  down:
    format: pdf${PAGE}
    type-area: { characters: 40, lines: 14 }
    writing-mode: vertical
    notes: { place: page, style: arabic }
  popups: { format: epub, notes: { style: circled } }
  endnotes: { format: epub, notes: { place: chapter, style: asterisk } }
  rearnotes: { format: epub, notes: { place: book, numbering: book } }
`;

const PT_PER_MM = 72 / 25.4;
const TRIM = { width: 148 * PT_PER_MM, height: 210 * PT_PER_MM };
/** The type area stands in the middle of the trim. */
const AREA = {
  left: (TRIM.width - 28 * 10.5) / 2,
  right: (TRIM.width + 28 * 10.5) / 2,
  bottom: (TRIM.height - (19 * 18 + 10.5)) / 2,
};
/** 小五 beside 五号; 31 of them and a half-em for the number at least in 28 characters of the text (F06). */
const NOTE = { size: 9, indent: 28 * 10.5 - 31 * 9, pitch: 13.5 };

let folder: string;
let report: BuildReport;
const fileOf = (edition: string): Uint8Array =>
  readFileSync(report.files.find((file) => file.edition === edition)?.path ?? '');

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-notes-'));
  for (const [name, text] of Object.entries({ ...NOTES_BOOK, 'book.yaml': CONFIG }))
    await writeFile(join(folder, name), text);
  await writeFile(join(folder, 'a.png'), PNG);
  report = await build(folder, { progress: silentProgress, notice: () => {} });
});

after(() => rm(folder, { recursive: true, force: true }));

const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.4;
const visible = (pdf: PdfFacts): readonly (readonly PlacedText[])[] =>
  pdf.pages.map(({ texts }) => texts.filter(({ text }) => text.trim() !== ''));
const joined = (texts: readonly PlacedText[]): string =>
  texts
    .map(({ text }) => text)
    .join('')
    .replace(/\s/g, '');

/** Lines of a page by their baselines. */
function linesOf(texts: readonly PlacedText[]): readonly { readonly left: number; readonly right: number }[] {
  const baselines = [...new Set(texts.map(({ baseline }) => baseline))];
  return baselines.map((one) => {
    const line = texts.filter(({ baseline }) => baseline === one);
    return {
      left: Math.min(...line.map(({ x }) => x)),
      right: Math.max(...line.map(({ x, width }) => x + width)),
    };
  });
}

it('should be built without a word: every mark has a glyph, every note a place', () => {
  assert.deepEqual(report.diagnostics, []);
  assert.equal(report.files.length, 6);
});

describe('notes at the foot of the page', () => {
  let pages: readonly (readonly PlacedText[])[];
  before(async () => {
    pages = visible(await readPdf(fileOf('foot')));
  });

  it('should be one grade smaller, in whole characters of their own size, flush with the text (F06)', () => {
    const lines = pages.flatMap((texts) => linesOf(texts.filter(({ size }) => near(size, NOTE.size))));
    const full = lines.filter(({ left, right }) => left > AREA.left + 1 && right - left > 30.5 * NOTE.size);
    assert.ok(full.length >= 5, String(full.length));
    for (const { left, right } of full) {
      assert.ok(near(left, AREA.left + NOTE.indent), String(left));
      assert.ok(near(right, AREA.right), String(right));
    }
    assert.ok(lines.every(({ right }) => right < AREA.right + 0.4));
  });

  it('should have their numbers before them at the edge of the text', () => {
    const numbers = pages.flat().filter(({ text, size }) => /^\d+$/.test(text) && near(size, NOTE.size));
    assert.ok(numbers.length > 13);
    for (const { x } of numbers) assert.ok(near(x, AREA.left), String(x));
  });

  it('should end at the foot of the type area', () => {
    const page = pages.find((texts) => joined(texts).includes('题注。')) ?? [];
    const lowest = Math.min(...page.map(({ baseline }) => baseline));
    // Noto's baseline is 0.12 em above the foot of its em box.
    assert.ok(Math.abs(lowest - AREA.bottom - 0.12 * NOTE.size) < 1, `${lowest} above ${AREA.bottom}`);
  });

  it('should be called solid behind their words, never at the start of a line (C18, F07)', () => {
    const calls = pages.flatMap((texts) =>
      texts.flatMap((text, index) =>
        /^\d+$/.test(text.text) && text.size < 7 ? [{ call: text, before: texts[index - 1] }] : [],
      ),
    );
    assert.ok(calls.length > 100, String(calls.length));
    for (const { call, before } of calls) {
      assert.ok(call.x > AREA.left + 3, `${before?.text}${call.text} at ${call.x}`);
      // In justified lines every gap is widened.
      const gap = call.x - (before?.x ?? 0) - (before?.width ?? 0);
      if (before?.text.endsWith('又') || before?.text === '文')
        assert.ok(gap < 0.1, `${before.text}${call.text}: ${gap}`);
    }
  });

  it('should not be called in the contents', async () => {
    assert.equal(joined(pages[0] ?? []).replace(/\d/g, ''), '目录口岸通道尾声');
    const { outline } = await readPdf(fileOf('foot'));
    assert.deepEqual(
      outline.map(({ title }) => title),
      ['目录', '口岸', '通道', '尾声'],
    );
  });
});

describe('notes behind the chapter', () => {
  let pdf: PdfFacts;
  before(async () => {
    pdf = await readPdf(fileOf('ends'));
  });

  it('should be set once, in order, over as many pages as they take', () => {
    const text = joined(
      visible(pdf)
        .flat()
        .filter(({ size }) => near(size, NOTE.size)),
    );
    const expected = Array.from(
      { length: 20 },
      (_, index) => `${noteMark(index + 2, 'circled')}第${index}条，${'寒来暑往秋收冬藏'.repeat(30)}。`,
    );
    assert.ok(text.endsWith(`①尾注。${expected.join('')}`), text.slice(-200));
    assert.equal(text.split('天地玄黄宇宙洪荒日月盈昃辰宿列张').length - 1, 12);
  });

  it('should keep their own pitch and the type area', () => {
    for (const texts of visible(pdf)) {
      const baselines = [
        ...new Set(texts.filter(({ size }) => near(size, NOTE.size)).map(({ baseline }) => baseline)),
      ];
      baselines.slice(1).forEach((baseline, index) => {
        const step = (baselines[index] ?? 0) - baseline;
        assert.ok(step < NOTE.pitch + 0.2 || step > 30, `${step}`);
      });
      for (const { baseline } of texts) assert.ok(baseline > AREA.bottom, String(baseline));
    }
  });

  it('should be named in the outline and not in the contents', () => {
    assert.deepEqual(
      pdf.outline.map(({ title, level }) => `${level} ${title}`),
      ['1 目录', '1 口岸', '2 通道', '2 注释', '1 尾声', '2 注释'],
    );
    assert.doesNotMatch(joined(visible(pdf)[0] ?? []), /注释/);
  });

  it('should lead to their calls and be led to', () => {
    const pageOf = (text: string): number => visible(pdf).findIndex((texts) => joined(texts).includes(text));
    const [call, note] = [pageOf('文②，又'), pageOf('①题注。')];
    assert.ok(call >= 0 && note > call);
    assert.ok(pdf.links.some(({ from, to }) => from === call && to === note));
    assert.ok(pdf.links.some(({ from, to }) => from === note && to === call));
  });
});

describe('notes in vertical lines', () => {
  it('should stand at the left end of the type area, their numbers upright at its head', async () => {
    const pages = visible(await readPdf(fileOf('down')));
    const left = (TRIM.width - (13 * 18 + 10.5)) / 2;
    const top = (TRIM.height + 40 * 10.5) / 2;
    const page = pages.find((texts) => joined(texts).includes('题注')) ?? [];
    const notes = page.filter(({ size }) => near(size, NOTE.size));
    const text = page.filter(({ size }) => near(size, 10.5));
    const rightOfNotes = Math.max(...notes.map(({ x }) => x));
    assert.ok(text.length > 0 && text.every(({ x }) => x > rightOfNotes + NOTE.size));
    const nearest = Math.min(...notes.map(({ x }) => x));
    assert.ok(nearest >= left - 1 && nearest < left + 2 * NOTE.pitch, `${nearest} beside ${left}`);
    const numbers = notes.filter(({ text: mark }) => /^\d+$/.test(mark));
    assert.ok(numbers.length > 2);
    for (const { baseline } of numbers)
      assert.ok(baseline < top && baseline > top - 1.2 * NOTE.size, `${baseline}`);
  });
});

describe('notes in an EPUB', () => {
  const documents = async (edition: string): Promise<Map<string, string>> => {
    const zip = await JSZip.loadAsync(fileOf(edition));
    const names = Object.keys(zip.files).filter((name) => name.endsWith('.xhtml'));
    return new Map(
      await Promise.all(
        names.map(async (name) => [name, (await zip.file(name)?.async('string')) ?? ''] as const),
      ),
    );
  };

  for (const edition of ['popups', 'endnotes', 'rearnotes']) {
    it(`should pass EPUBCheck: ${edition}`, async () => {
      const { messages } = await EpubCheck.validate(fileOf(edition));
      assert.deepEqual(
        messages.filter(({ severity }) => severity !== 'info' && severity !== 'usage'),
        [],
      );
    });
  }

  it('should open in windows of their own where they would stand on a page, in the ordered style', async () => {
    const text = (await documents('popups')).get('OEBPS/c02.xhtml') ?? '';
    assert.match(text, /<a class="note-call"[^>]*epub:type="noteref"[^>]*>①<\/a>/);
    assert.match(text, /<aside [^>]*epub:type="footnote"/);
    assert.doesNotMatch(text, /endnotes/);
  });

  it('should be a section of the chapter where they stand behind it', async () => {
    const text = (await documents('endnotes')).get('OEBPS/c02.xhtml') ?? '';
    assert.match(text, /<section class="endnotes" role="doc-endnotes"[^>]*epub:type="endnotes"/);
    assert.match(
      text,
      /href="#c02-n2-call-2" role="doc-backlink"|role="doc-backlink"[^>]*href="#c02-n2-call-2"/,
    );
    assert.doesNotMatch(text, /<aside|epub:type="footnote"/);
  });

  it('should be a document of their own where they stand behind the text, linked both ways', async () => {
    const files = await documents('rearnotes');
    const notes = files.get('OEBPS/c04.xhtml') ?? '';
    assert.match(notes, /epub:type="endnotes"/);
    assert.match(notes, /href="c02.xhtml#c02-n1-call"/);
    assert.match(files.get('OEBPS/c02.xhtml') ?? '', /href="c04.xhtml#c02-n1"/);
    assert.match(files.get('OEBPS/toc.xhtml') ?? '', /<a href="c04.xhtml">注释<\/a>/);
  });
});
