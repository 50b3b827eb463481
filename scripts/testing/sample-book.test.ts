import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import { Face, Blob as FontBlob } from 'harfbuzzjs';
import JSZip from 'jszip';
import { type BuildReport, build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { ARTICLE, captionsLast } from './article.ts';
import { bare } from './external-readings.ts';
import { type Box, type PdfFacts, readPdf, textInside } from './pdf-facts.ts';

const REPO = fileURLToPath(new URL('../../', import.meta.url));
const PT_PER_MM = 72 / 25.4;
/** A5 with 3 mm bleed, 28 × 27 characters of 10.5 pt on 18 pt (book.yaml of the sample). */
const BLEED = 3 * PT_PER_MM;
const TRIM = { width: 148 * PT_PER_MM, height: 210 * PT_PER_MM };
const AREA = { width: 28 * 10.5, height: 26 * 18 + 10.5 };
const FIRST_BODY_PAGE = 8;
/** From the type area's head to the first baseline, pt. */
const FIRST_BASELINE = 9.89;

let folder: string;
let report: BuildReport;
let pdf: PdfFacts;
let epub: JSZip;
let epubBytes: Uint8Array;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-sample-'));
  report = await build(REPO, { out: folder, progress: silentProgress, notice: () => {} });
  const bytesOf = (edition: string): Uint8Array =>
    readFileSync(report.files.find((file) => file.edition === edition)?.path ?? '');
  pdf = await readPdf(bytesOf('print'));
  epubBytes = bytesOf('ebook');
  epub = await JSZip.loadAsync(epubBytes);
});

after(() => rm(folder, { recursive: true, force: true }));

/** The type area of a page, in points from the media's lower left corner, a little larger for descenders. */
function typeArea(index: number): Box {
  const inside = (TRIM.width - AREA.width) / 2;
  const left = BLEED + inside;
  const top = BLEED + (TRIM.height + AREA.height) / 2;
  assert.ok(index >= 0);
  return [left - 1, top - AREA.height - 1, left + AREA.width + 1, top + 1];
}

test('should set every character of the article once and in order (PDF)', () => {
  const body = pdf.pages.slice(FIRST_BODY_PAGE).map((page, index) => textInside(page, typeArea(index)));
  assert.equal(captionsLast(body.join('')), captionsLast(ARTICLE));
});

test('should set every character of the article once and in order (EPUB)', async () => {
  const chapter = (await epub.file('OEBPS/c06.xhtml')?.async('string')) ?? '';
  const text = chapter
    .slice(chapter.indexOf('<body'))
    .replace(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&');
  assert.equal(bare(text), bare(ARTICLE));
});

test('should not turn characters into Kangxi radicals, nor leave break marks in the text', () => {
  const text = pdf.pages.flatMap((page) => page.texts.map((run) => run.text)).join('');
  assert.doesNotMatch(text, /[\u2E80-\u2FDF\u200B\u2060\u00AD]/);
});

test('should write exact page boxes (TrimBox A5, MediaBox with the bleed)', () => {
  for (const { trimBox, mediaBox } of pdf.pages) {
    assert.ok(
      Math.abs(trimBox[2] - trimBox[0] - 419.53) < 0.1 && Math.abs(trimBox[3] - trimBox[1] - 595.28) < 0.1,
    );
    assert.ok(Math.abs(trimBox[0] - BLEED) < 0.1 && Math.abs(trimBox[1] - BLEED) < 0.1);
    assert.deepEqual(mediaBox.slice(0, 2), [0, 0]);
    assert.ok(Math.abs(mediaBox[2] - TRIM.width - 2 * BLEED) < 0.1);
    assert.ok(Math.abs(mediaBox[3] - TRIM.height - 2 * BLEED) < 0.1);
  }
});

test('should embed every font as CID TrueType with a text layer, and no Type 3', () => {
  assert.ok(pdf.fonts.length >= 3);
  for (const font of pdf.fonts) {
    assert.deepEqual([font.kind, font.embedded, font.hasToUnicode], ['CIDFontType2', true, true], font.name);
    assert.match(font.name, /Noto(Serif|Sans)SC/);
  }
});

test('should say title, author and language, and be tagged', () => {
  assert.equal(pdf.title, '扩大开放 彰显作为　畅通便捷的经贸交流通道');
  assert.match(pdf.author ?? '', /^胡日查; 韩学文/);
  assert.equal(pdf.language, 'zh-CN');
  assert.equal(pdf.tagged, true);
});

test('should give the outline the levels of the headings', () => {
  assert.deepEqual(
    pdf.outline.map(({ title, level, page }) => [level, title, page]),
    [
      [1, '目录', 6],
      [1, '扩大开放 彰显作为　畅通便捷的经贸交流通道', 8],
      [2, '立足区位优势 全面提升口岸开放能级', 8],
      [2, '拓展经贸交流 加强跨区域通道建设', 11],
      [2, '深化区域合作 积极融入新发展格局', 13],
    ],
  );
});

test('should label pages: cover, roman front matter, arabic body (F04)', () => {
  assert.deepEqual(
    pdf.pages.map((page) => page.label),
    ['封面1', '封面2', 'i', 'ii', 'iii', 'iv', 'v', 'vi', '1', '2', '3', '4', '5', '6', '7', '8'].map(
      (label) => (label.startsWith('封面') ? '封面' : label),
    ),
  );
});

test('should print in the contents the label of the page each link leads to (F05)', () => {
  const contents = pdf.pages[6];
  assert.ok(contents !== undefined);
  const targets = pdf.links.filter((link) => link.from === 6).map((link) => pdf.pages[link.to]?.label ?? '');
  assert.deepEqual(targets, ['1', '1', '4', '6']);
  const numbers = contents.texts.filter((run) => /^\d+$/.test(run.text.trim()) && run.x > 300);
  assert.deepEqual(
    numbers.map((run) => run.text.trim()),
    targets,
  );
  const ends = numbers.map((run) => run.x + run.width);
  assert.ok(Math.max(...ends) - Math.min(...ends) < 0.5, 'numbers are flush right');
});

test('should print running heads by side, and none on openings, blanks and title pages (F01, F02)', () => {
  const outside = (index: number): string =>
    (pdf.pages[index]?.texts ?? [])
      .filter((run) => run.baseline > typeArea(index)[3])
      .map((run) => run.text)
      .join('')
      // pdf.js tells a gap as a space, whichever space it was.
      .replace(/\s+/g, ' ')
      .trim();
  assert.equal(outside(9), '扩大开放 彰显作为 畅通便捷的经贸交流通道');
  assert.equal(outside(10), '立足区位优势 全面提升口岸开放能级');
  assert.equal(outside(14), '深化区域合作 积极融入新发展格局');
  for (const index of [2, 3, 4, 5, 6, 7, 8]) assert.equal(outside(index), '', `page ${index + 1}`);
});

test('should leave blank pages really blank, and open body and front parts on a recto (E05)', () => {
  for (const index of [1, 3, 7]) assert.deepEqual(pdf.pages[index]?.texts, [], `page ${index + 1}`);
  assert.equal(pdf.pages.length, 16);
});

test('should set every line of body text on the line grid (A07)', () => {
  for (const [index, page] of pdf.pages.entries()) {
    if (index < FIRST_BODY_PAGE) continue;
    const lines = page.texts.filter(
      (run) => Math.abs(run.size - 10.5) < 0.01 && /\p{Script=Han}/u.test(run.text),
    );
    const top = BLEED + (TRIM.height + AREA.height) / 2;
    for (const run of lines) {
      // The headline's own lines are set in the middle of a whole number of grid lines (E01).
      if (index === FIRST_BODY_PAGE && run.text.startsWith('——')) continue;
      const offset = (top - run.baseline) % 18;
      assert.ok(Math.abs(offset - FIRST_BASELINE) < 0.05 * 18, `page ${index + 1}: ${run.text}`);
    }
  }
});

test('should justify full lines to the measure of 28 characters (A01, B06)', () => {
  const page = pdf.pages[12];
  assert.ok(page !== undefined);
  const [left, , right] = typeArea(12);
  const edges = new Map<number, number>();
  for (const run of page.texts) {
    if (run.x < left || Math.abs(run.size - 10.5) > 0.01) continue;
    const line = Math.round(run.baseline);
    // The second half of a mark is blank, and none of the line (C06).
    const half = /[，。、；：！？”）》]$/u.test(run.text) ? 10.5 / 2 : 0;
    edges.set(line, Math.max(edges.get(line) ?? 0, run.x + run.width - half));
  }
  const full = [...edges.values()].filter((edge) => edge > right - 3);
  assert.ok(full.length >= 15, `${full.length} full lines`);
  for (const edge of full) assert.ok(Math.abs(edge - (right - 1)) < 0.1 * 10.5);
});

test('should warn of each missing picture once at its place, and set a frame without text', () => {
  const missing = report.diagnostics.filter((diagnostic) => diagnostic.ruleId === 'image-missing');
  assert.deepEqual(
    missing.map(({ severity, place }) => [severity, place?.file]),
    new Array(4).fill(['warning', 'manuscript/01-article.md']),
  );
});

test('should pass EPUBCheck without errors and warnings', async () => {
  const result = await EpubCheck.validate(epubBytes);
  assert.deepEqual(
    result.messages.filter((message) => message.severity !== 'info' && message.severity !== 'usage'),
    [],
  );
});

test('should give the EPUB a cover picture, nested contents, and fonts', async () => {
  const names = Object.keys(epub.files);
  assert.equal(names[0], 'mimetype');
  assert.ok(names.some((name) => name.endsWith('.ttf')));
  const nav = (await epub.file('OEBPS/toc.xhtml')?.async('string')) ?? '';
  assert.match(nav, /深化区域合作 积极融入新发展格局/);
  const opf = (await epub.file('OEBPS/content.opf')?.async('string')) ?? '';
  assert.match(opf, /properties="cover-image"/);
  assert.match(opf, /page-progression-direction="ltr"/);
  assert.doesNotMatch(opf, /isbn|dc:publisher/i);
});

test('should enclose in the EPUB a glyph for every character it shows', async () => {
  const covered = new Set<number>();
  for (const [name, file] of Object.entries(epub.files)) {
    if (!name.endsWith('.ttf')) continue;
    for (const point of new Face(new FontBlob(await file.async('uint8array'))).collectUnicodes())
      covered.add(point);
  }
  for (const [name, file] of Object.entries(epub.files)) {
    if (!name.endsWith('.xhtml')) continue;
    const text = (await file.async('string')).replace(/<[^>]*>/g, '').replace(/[\s\u3000]/g, '');
    for (const character of text)
      assert.ok(covered.has(character.codePointAt(0) ?? 0), `${name}: ${character}`);
  }
});

test('should print folios where they belong, and none on title pages, colophon and blanks (F02, F04)', () => {
  const folio = (index: number): string =>
    (pdf.pages[index]?.texts ?? [])
      .filter((run) => run.baseline < typeArea(index)[1])
      .map((run) => run.text)
      .join('');
  for (const index of [1, 2, 3, 4, 5, 7]) assert.equal(folio(index), '', `page ${index + 1}`);
  assert.deepEqual([6, 8, 9, 15].map(folio), ['v', '1', '2', '8']);
});

test('should cut the cover of the EPUB to the trim, without bleed and sheet', async () => {
  const opf = (await epub.file('OEBPS/content.opf')?.async('string')) ?? '';
  const item = /<item\b[^>]*properties="cover-image"[^>]*>/.exec(opf)?.[0] ?? '';
  const bytes = await epub.file(`OEBPS/${/href="([^"]+)"/.exec(item)?.[1]}`)?.async('nodebuffer');
  assert.ok(bytes !== undefined);
  // The frame header of a baseline JPEG (ITU-T T.81, B.2.2): marker, length, precision, height, width.
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  const [height, width] = [bytes.readUInt16BE(frame + 5), bytes.readUInt16BE(frame + 7)];
  assert.ok(Math.abs(width - (height * 148) / 210) <= 3, `${width} px wide, ${height} px high`);
  // As many pixels as shops take, and not fewer.
  assert.ok(width * height <= 3_500_000 && width * height > 3_400_000, `${width * height} pixels`);
});
