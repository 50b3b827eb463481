import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { build } from '../../../pipeline.ts';
import { silentProgress } from '../../../platform/progress.ts';
import { readBars } from '../../../testing/barcode-reader.ts';
import { readColors, readOutputIntent } from '../../../testing/pdf-colors.ts';
import { type PdfFacts, type PlacedText, readPdf } from '../../../testing/pdf-facts.ts';

const BOOK = `
title: 江河ABC
subtitle: 田野笔记
language: zh-CN
contributors: [{ name: 李长河, role: author }]
publisher: 版心出版社
identifier: ISBN 978-7-100-12345-7
description: 一本关于日子的书。
colophon: { price: 59.80元 }
spine: { front: [], body: [a.md] }
editions:
  print: { format: pdf, trim: A5 }
  jacket:
    format: cover
    press: { color: cmyk }
    cover:
      spine: 12.4
      flaps: { width: 80, front: 前勒口, back: 后勒口 }
      add-on: '54999'
      pictures: { front: sky.svg, back: none.png }
  thin: { format: cover, cover: { paper: { caliper: 0.1 } } }
  right: { format: pdf, trim: A5, writing-mode: vertical }
  mirrored: { format: cover, cover: { of: right, spine: 20 } }
  booklet: { format: pdf, trim: A5, bleed: 3, imposition: { kind: booklet, creep: 0.5 } }
  spreads: { format: pdf, trim: A5, imposition: { kind: two-up, sheet: A4 } }
  right-booklet: { format: pdf, trim: A5, writing-mode: vertical, imposition: booklet }
`;
const SKY =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 14" width="10" height="14"><rect width="10" height="14" fill="#c33"/></svg>';
/** Six pages, or three spreads and a half. */
const TEXT = Array.from(
  { length: 6 },
  (_, index) => `# 章${'甲乙丙丁戊己'[index]}\n\n${'文'.repeat(500)}\n`,
).join('\n');

interface Built {
  readonly raw: PDFDocument;
  readonly facts: PdfFacts;
}

const pt = (mm: number): number => (mm * 72) / 25.4;
const books = new Map<string, Built>();
let diagnostics: readonly Diagnostic[] = [];
let folder = '';

function book(name: string): Built {
  const found = books.get(name);
  assert.ok(found !== undefined, `${name}: ${JSON.stringify(diagnostics)}`);
  return found;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-cover-'));
  const manuscript = join(folder, 'manuscript');
  await mkdir(manuscript, { recursive: true });
  await Promise.all([
    writeFile(join(manuscript, 'book.yaml'), BOOK),
    writeFile(join(manuscript, 'a.md'), TEXT),
    writeFile(join(manuscript, 'sky.svg'), SKY),
  ]);
  const report = await build(folder, { progress: silentProgress, notice: () => {} });
  diagnostics = report.diagnostics;
  for (const { edition, path } of report.files) {
    const bytes = await readFile(path);
    const raw = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    books.set(edition, { raw, facts: await readPdf(bytes) });
  }
});

after(() => rm(folder, { recursive: true, force: true }));

function placed({ facts }: Built, text: string): PlacedText {
  const found = facts.pages[0]?.texts.find((one) => one.text === text);
  assert.ok(found !== undefined, `${text}: ${facts.pages[0]?.texts.map((one) => one.text).join('|')}`);
  return found;
}

/** The operators of the only page. */
function contentsOf({ raw }: Built): string {
  const contents = raw.getPage(0).node.lookup(PDFName.of('Contents'));
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((one) => raw.context.lookup(one)) : [contents];
  return streams
    .map((one) =>
      one instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(one).decode()).toString('latin1') : '',
    )
    .join('\n');
}

function near(actual: number, expected: number, within: number): void {
  assert.ok(Math.abs(actual - expected) <= within, `${actual}, expected ${expected}`);
}

describe('a cover for the press', () => {
  it('should be one sheet of back, spine, front and flaps, exact to a tenth of a point', () => {
    const jacket = book('jacket');
    assert.equal(jacket.facts.pages.length, 1);
    const trim = jacket.raw.getPage(0).getTrimBox();
    const bleed = jacket.raw.getPage(0).getBleedBox();
    near(trim.width, pt(2 * 148 + 12.4 + 160), 0.1);
    near(trim.height, pt(210), 0.1);
    near(trim.x - bleed.x, pt(3), 0.1);
    near(bleed.width - trim.width, pt(6), 0.1);
  });

  it('should have the title down the middle of the spine, characters upright', () => {
    const jacket = book('jacket');
    const { x } = jacket.raw.getPage(0).getTrimBox();
    const middle = x + pt(80 + 148 + 6.2);
    const onSpine = jacket.facts.pages[0]?.texts.filter((one) => Math.abs(one.x - middle) < pt(6.2)) ?? [];
    const text = onSpine.map((one) => one.text).join('');
    assert.equal(text.replaceAll(' ', ''), '江河ABC李长河版心出版社');
    const upright = onSpine.filter((one) => /^\p{Script=Han}/u.test(one.text));
    for (const { x: left, size } of upright) near(left + size / 2, middle, 0.3);
    // They run down.
    assert.ok((upright[0]?.baseline ?? 0) > (upright.at(-1)?.baseline ?? 0));
  });

  it('should have what belongs to each panel on it, and nothing in RGB or outside the trim', () => {
    const jacket = book('jacket');
    const trim = jacket.raw.getPage(0).getTrimBox();
    const from = (text: string): number => (placed(jacket, text).x - trim.x) / pt(1);
    assert.ok(from('后勒口') < 80);
    assert.ok(from('一本关于日子的书。') > 80 && from('一本关于日子的书。') < 228);
    assert.ok(from('田野笔记') > 240.4 && from('田野笔记') < 388.4);
    assert.ok(from('前勒口') > 388.4);
    for (const { x, width, baseline, text } of jacket.facts.pages[0]?.texts ?? []) {
      assert.ok(x >= trim.x && x + width <= trim.x + trim.width, text);
      assert.ok(baseline >= trim.y && baseline <= trim.y + trim.height, text);
    }
    assert.ok(!readColors(jacket.raw).hasRgb);
    assert.equal(readOutputIntent(jacket.raw)?.identifier, 'FOGRA39');
  });

  it('should have marks at the folds, outside the bleed', () => {
    const jacket = book('jacket');
    const { x, y, height } = jacket.raw.getPage(0).getTrimBox();
    const streams = [...jacket.raw.context.enumerateIndirectObjects()].flatMap(([, object]) =>
      object instanceof PDFRawStream && object.dict.get(PDFName.of('Subtype'))?.toString() === '/Form'
        ? [Buffer.from(decodePDFRawStream(object).decode()).toString('latin1')]
        : [],
    );
    const marks = streams.find((one) => one.includes('[2 1] 0 d')) ?? '';
    const lines = [...marks.matchAll(/\[2 1\] 0 d\n([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S/g)];
    assert.equal(lines.length, 4);
    for (const [index, mm] of [80, 228, 240.4, 388.4].entries()) {
      const [, left, low, right, high] = (lines[index] ?? []).map(Number);
      near(left ?? 0, x + pt(mm), 0.1);
      assert.equal(left, right);
      assert.ok((low ?? 0) > y + height + pt(3) && (high ?? 0) > (low ?? 0));
    }
  });

  it('should have the bars of the ISBN and of the add-on, in black ink alone, with their digits', () => {
    const jacket = book('jacket');
    const { ean13, addOn, modulePt, inks } = readBars(contentsOf(jacket));
    assert.equal(ean13, '9787100123457');
    assert.equal(addOn, '54999');
    near(modulePt, pt(0.33), 0.001);
    assert.deepEqual(inks, new Set(['0 0 0 1 k']));
    const texts = jacket.facts.pages[0]?.texts.map(({ text }) => text.replaceAll(' ', '')).join('') ?? '';
    assert.ok(texts.includes('9787100123457') && texts.includes('54999'), texts);
    assert.ok(texts.includes('ISBN978-7-100-12345-7') && texts.includes('59.80元'), texts);
  });
});

describe('covers of other books', () => {
  it('should leave a narrow spine empty and say so, and tell of a picture that is not there', () => {
    const thin = book('thin');
    // Six pages are three leaves of a tenth of a millimetre.
    near(thin.raw.getPage(0).getTrimBox().width, pt(296.3), 0.1);
    const texts = thin.facts.pages[0]?.texts.map(({ text }) => text) ?? [];
    assert.equal(texts.filter((text) => text.includes('版心出版社')).length, 1, 'on the front alone');
    const told = diagnostics.map(({ ruleId, place }) => `${ruleId} ${place?.file}:${place?.line}`);
    assert.deepEqual(told, [
      'image-missing manuscript/book.yaml:13',
      'cover-spine-narrow manuscript/book.yaml:21',
    ]);
  });

  it('should have the front on the left where the book is bound on the right', () => {
    const mirrored = book('mirrored');
    const { x } = mirrored.raw.getPage(0).getTrimBox();
    assert.ok(placed(mirrored, '田').x < x + pt(148));
    assert.ok(placed(mirrored, '一本关于日子的书。').x > x + pt(168));
    assert.ok(!readColors(mirrored.raw).plates.has('All'));
  });
});

describe('pages on sheets', () => {
  /** Folios of each side, from left to right. */
  const foliosOf = (name: string): string[] =>
    book(name).facts.pages.map((page) =>
      page.texts
        .filter(({ text }) => /^[1-6]$/.test(text))
        .sort((one, other) => one.x - other.x)
        .map(({ text }) => text)
        .join(' '),
    );

  it('should follow each other when folded: a booklet of six pages has two empty ones', () => {
    assert.deepEqual(foliosOf('booklet'), ['1', '2', '6 3', '4 5']);
    assert.deepEqual(foliosOf('right-booklet'), ['1', '2', '3 6', '5 4']);
    assert.deepEqual(foliosOf('spreads'), ['1', '2 3', '4 5', '6']);
    const at = (name: string): number =>
      folioAt(name, 0, '1') / (book(name).facts.pages[0]?.mediaBox[2] ?? 0);
    assert.ok(at('booklet') > 0.5 && at('spreads') > 0.5 && at('right-booklet') < 0.5);
  });

  const folioAt = (name: string, side: number, folio: string): number =>
    book(name).facts.pages[side]?.texts.find(({ text }) => text === folio)?.x ?? Number.NaN;

  it('should be two trims large, or of the paper that is ordered, and creep to the fold', () => {
    for (const page of book('booklet').raw.getPages()) {
      const { width, height } = page.getMediaBox();
      near(width, pt(296), 0.1);
      near(height, pt(210), 0.1);
    }
    near(book('spreads').raw.getPage(0).getMediaBox().width, pt(297), 0.1);
    near(textFrom(0, pt(148)) - textFrom(2, pt(148)), pt(0.5), 0.05);
    near(textFrom(3, 0) - textFrom(1, 0), pt(0.5), 0.05);
  });

  /** Left edge of the text on a side of the booklet, behind a place. */
  const textFrom = (side: number, from: number): number =>
    Math.min(
      ...(book('booklet').facts.pages[side]?.texts ?? [])
        .filter(({ text, x }) => text.includes('文文') && x > from)
        .map(({ x }) => x),
    );

  it('should keep their text and fonts, and nothing that leads to pages that are no more', () => {
    for (const name of ['booklet', 'spreads', 'right-booklet']) {
      const { facts, raw } = book(name);
      assert.ok(!facts.tagged && facts.outline.length === 0 && facts.links.length === 0);
      assert.ok(facts.fonts.length > 0 && facts.fonts.every(({ embedded }) => embedded));
      const pages = [...raw.context.enumerateIndirectObjects()].filter(
        ([, object]) => object instanceof PDFDict && object.get(PDFName.of('Type'))?.toString() === '/Page',
      );
      assert.equal(pages.length, facts.pages.length);
      const texts = facts.pages.flatMap((page) => page.texts.map(({ text }) => text)).join('');
      assert.equal([...texts].filter((one) => one === '文').length, 3000);
    }
    assert.match(book('booklet').raw.catalog.toString(), /DuplexFlipShortEdge/);
  });
});
