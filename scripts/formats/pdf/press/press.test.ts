import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { PreflightReport } from '../../../model/preflight.ts';
import { build } from '../../../pipeline.ts';
import { silentProgress } from '../../../platform/progress.ts';
import { type ColorFacts, readColors, readOutputIntent, readPictures } from '../../../testing/pdf-colors.ts';
import { type PdfFacts, readPdf } from '../../../testing/pdf-facts.ts';
import { drawnPages } from '../../../testing/pdf-glyphs.ts';
import { DEEP, FOUR_COLORS, writePressBook } from '../../../testing/press-book.ts';
import { colorEngine } from './color-engine.ts';

interface Built {
  readonly bytes: Uint8Array;
  readonly raw: PDFDocument;
  readonly facts: PdfFacts;
  readonly colors: ColorFacts;
}

const books = new Map<string, Built>();
const examined = new Map<string, PreflightReport>();
const FOGRA39 = new URL('../../../../styles/press/profiles/FOGRA39L_coated.icc', import.meta.url);
let diagnostics: readonly Diagnostic[] = [];
let folder = '';

function book(name: string): Built {
  const found = books.get(name);
  assert.ok(found !== undefined, name);
  return found;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-press-'));
  await writePressBook(folder);
  const report = await build(folder, { format: 'pdf', progress: silentProgress, notice: () => {} });
  diagnostics = report.diagnostics;
  for (const { edition, path, preflight } of report.files) {
    if (preflight !== undefined) examined.set(edition, preflight);
    const bytes = await readFile(path);
    const raw = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    books.set(edition, { bytes, raw, facts: await readPdf(bytes), colors: readColors(raw) });
  }
  assert.equal(books.size, 7, JSON.stringify(report.diagnostics));
});

after(() => rm(folder, { recursive: true, force: true }));

describe('every file for the press', () => {
  it('should have the text, the tags and the outline of the file of the screen', () => {
    const textOf = ({ facts }: Built) =>
      facts.pages.map(({ texts }) => texts.map(({ text }) => text).join('\n'));
    const screen = book('screen');
    for (const name of ['k', 'gray', 'cmyk', 'x1a']) {
      const one = book(name);
      assert.deepEqual(textOf(one), textOf(screen), name);
      assert.ok(one.facts.tagged, name);
      assert.deepEqual(one.facts.outline, screen.facts.outline, name);
      assert.ok(one.facts.fonts.every(({ kind, embedded }) => kind === 'CIDFontType2' && embedded));
    }
    assert.ok(screen.colors.hasRgb, 'else nothing is shown');
  });

  it('should be filled up to whole sheets by blank pages at the end, where that is ordered', () => {
    const [sheets, gray] = [book('sheets').facts.pages, book('gray').facts.pages];
    assert.ok(gray.length < 16, `${gray.length} pages`);
    assert.equal(sheets.length, 16);
    sheets.forEach(({ texts }, index) => {
      const here = gray[index]?.texts.map(({ text }) => text) ?? [];
      assert.deepEqual(
        texts.map(({ text }) => text),
        here,
        `page ${index + 1}`,
      );
    });
  });

  it('should have nothing in RGB', () => {
    for (const name of ['k', 'gray', 'cmyk', 'x1a']) {
      const { colors } = book(name);
      assert.ok(!colors.hasRgb, name);
      assert.deepEqual(
        [...colors.operators].filter((one) => /rg$/i.test(one)),
        [],
        name,
      );
      assert.deepEqual(
        colors.images.filter((space) => space.includes('ICCBased')),
        [],
        name,
      );
    }
  });
});

describe('a book in black ink', () => {
  it('should be in the black plate alone: text, rules, tints and pictures', () => {
    const { operators, images, plates } = book('k').colors;
    const inks = [...operators].filter((one) => /k$/i.test(one));
    assert.ok(inks.includes('0 0 0 1 k') && inks.length > 2, inks.join());
    assert.deepEqual(
      inks.filter((one) => !/^0 0 0 [\d.]+ k$/i.test(one)),
      [],
    );
    assert.deepEqual(new Set(images), new Set(['/DeviceGray']));
    assert.deepEqual(plates, new Set());
  });

  it('should be grey where grey is ordered, and keep its links without a standard', () => {
    const { colors, facts, raw } = book('gray');
    assert.deepEqual(
      [...colors.operators].filter((one) => /k$/i.test(one)),
      [],
    );
    assert.ok(colors.operators.has('0 g'));
    assert.deepEqual(facts.links, book('screen').facts.links);
    assert.ok(facts.links.length > 0);
    assert.equal(readOutputIntent(raw), undefined);
  });
});

describe('a book in four colours', () => {
  it('should have text in black alone, and inks of the theme as they were ordered', () => {
    const { operators, plates, images } = book('cmyk').colors;
    for (const one of ['0 0 0 1 k', '0 0.85 0.9 0 k', '0.6 0.4 0.4 1 k', '0 0 0 0.6667 k'])
      assert.ok(operators.has(one), `${one}: ${[...operators].join(', ')}`);
    assert.deepEqual(plates, new Set(['PANTONE#20871#20C', 'All']));
    // One is a blend around a cone, one is larger on a page of its own; the SVG is no picture.
    const four = Array.from({ length: 9 }, () => '/DeviceCMYK');
    assert.deepEqual([...images].sort(), [...four, '/DeviceGray', '/DeviceGray']);
  });

  it('should have the very file of a picture in four colours, and what it looks like elsewhere', () => {
    const jpegs = (name: string) =>
      book(name)
        .raw.context.enumerateIndirectObjects()
        .flatMap(([, object]) =>
          object instanceof PDFRawStream && object.dict.get(PDFName.of('Filter'))?.toString() === '/DCTDecode'
            ? [object]
            : [],
        );
    const own = jpegs('cmyk').filter(({ contents }) => FOUR_COLORS.equals(contents));
    assert.deepEqual(
      own.map(({ dict }) => [
        dict.get(PDFName.of('ColorSpace'))?.toString(),
        dict.get(PDFName.of('Decode'))?.toString(),
      ]),
      [['/DeviceCMYK', '[ 1 0 1 0 1 0 1 0 ]']],
    );
    for (const name of ['screen', 'k'])
      assert.ok(!jpegs(name).some(({ contents }) => FOUR_COLORS.equals(contents)), name);
  });

  it('should have no more ink in pictures than the limit', () => {
    for (const { space, bytes: inks = new Uint8Array() } of pictures('cmyk')) {
      if (space !== '/DeviceCMYK') continue;
      for (let at = 0; at < inks.length; at += 4) {
        const sum = [0, 1, 2, 3].reduce((all, ink) => all + (inks[at + ink] ?? 0), 0);
        assert.ok(sum <= 3 * 255, `${sum}`);
      }
    }
  });

  it('should have marks around the bleed, and boxes to a tenth of a point', () => {
    const pt = (mm: number): number => (mm * 72) / 25.4;
    for (const page of book('cmyk').raw.getPages()) {
      const { x, y, width, height } = page.getTrimBox();
      const bleed = page.getBleedBox();
      const media = page.getMediaBox();
      const expected = [pt(15), pt(15), pt(148), pt(210), pt(12), pt(154), pt(178), pt(240)];
      const actual = [x, y, width, height, bleed.x, bleed.width, media.width, media.height];
      actual.forEach((value, index) => {
        assert.ok(Math.abs(value - (expected[index] ?? 0)) < 0.1, `${actual}`);
      });
    }
  });
});

const pictures = (name: string) => readPictures(book(name).raw);

function picture(name: string, size: string) {
  const found = pictures(name).filter((one) => one.size === size);
  assert.equal(found.length, 1, `${name}, ${size}`);
  return found[0] as (typeof found)[number];
}

/** Inks of a pixel, of 255, by its number. */
function pixel(name: string, size: string, number: number): readonly number[] {
  return [...(picture(name, size).bytes ?? [])].slice(number * 4, number * 4 + 4);
}

describe('a picture', () => {
  it('should stand upright where EXIF says that it lies on its side', async () => {
    for (const name of ['screen', 'k', 'cmyk', 'x1a']) {
      const { bytes, facts } = book(name);
      const page = facts.pages.findIndex(({ texts }) =>
        texts
          .map(({ text }) => text)
          .join('')
          .startsWith('第二章'),
      );
      const [drawn, ...others] = (await drawnPages(bytes))[page]?.pictures ?? [];
      assert.ok(drawn !== undefined && others.length === 0, `${name}: page ${page + 1}`);
      assert.ok(Math.abs(drawn.height - 2 * drawn.width) < 0.1, `${drawn.width} × ${drawn.height}`);
      assert.ok(
        Math.abs(drawn.across[0]) < 0.01 && drawn.across[1] < 0,
        `its left is above: ${drawn.across}`,
      );
    }
    // One in four colours is turned itself.
    assert.deepEqual(pixel('cmyk', '16 × 32', 8).map(isMuch), [true, false, false, false]);
    assert.deepEqual(pixel('cmyk', '16 × 32', 31 * 16 + 8).map(isMuch), [false, false, false, true]);
  });

  it('should have its own colours where it has 16 bits', async () => {
    const press = { intent: 'relative' } as const;
    const engine = await colorEngine(await readFile(FOGRA39), 4, press);
    const expected = [...engine.convert(Uint8Array.from(DEEP), 'srgb')];
    const actual = pixel('cmyk', '8 × 8', 9);
    expected.forEach((ink, index) => {
      assert.ok(Math.abs(ink - (actual[index] ?? 0)) <= 2, `${actual}, not ${expected}`);
    });
  });

  it('should be converted where its four colours are those of another press', () => {
    // Of this size are the one in cyan and black and one in blue and red; neither is a JPEG any more.
    const corners = pictures('cmyk')
      .filter(({ size }) => size === '32 × 16')
      .map(({ space, bytes }) => [space, ...[...(bytes ?? [])].slice(0, 4).map(isMuch)].join(' '));
    assert.deepEqual(corners.sort(), [
      '/DeviceCMYK true false false false',
      '/DeviceCMYK true true false false',
    ]);
  });

  it('should be line art of one bit where it is black and white', () => {
    for (const name of ['k', 'gray', 'cmyk', 'x1a', 'fine']) {
      const { bits, space, bytes } = picture(name, '20 × 20');
      assert.deepEqual([bits, space], ['1', '/DeviceGray']);
      assert.deepEqual([...(bytes ?? [])].slice(0, 6), [0x55, 0x55, 0x50, 0x55, 0x55, 0x50]);
    }
  });

  it('should be brought down to the resolution where that is ordered, never up, and its mask with it', () => {
    // 64 pixels over the measure of 28 × 10.5 pt are 15.7 an inch, of which 5 are asked for.
    const small = pictures('fine').filter(({ size }) => size === '21 × 21');
    assert.deepEqual(
      small.map(({ space, mask }) => `${space} ${mask}`).sort(),
      ['/DeviceCMYK 21 × 21', '/DeviceCMYK undefined', '/DeviceGray undefined'],
      'a picture with its mask, and one without',
    );
    assert.ok(pictures('fine').some(({ size }) => size === '8 × 8'));
    assert.ok(!pictures('cmyk').some(({ size }) => size === '21 × 21'));
  });

  it('should have its ink told, of a JPEG in four colours too', () => {
    const sums = examined.get('cmyk')?.pages.map(({ inkSum }) => Math.round(inkSum)) ?? [];
    assert.ok(sums.length > 0 && Math.max(...sums) <= 300, sums.join());
  });
});

/** Whether an ink is more than a trace. */
const isMuch = (ink: number): boolean => ink > 150;

describe('the bleed', () => {
  /** Edges of the bleed and the trim of A5 with 3 mm, with room for marks or without. */
  const edges = (marksMm: number) => {
    const pt = (mm: number): number => (mm * 72) / 25.4;
    return {
      left: pt(marksMm),
      cut: pt(marksMm + 3),
      right: pt(marksMm + 154),
      height: pt(216),
      bottom: pt(marksMm),
    };
  };

  it('should be filled by a picture over the whole page, and by nothing printed over that', async () => {
    for (const [name, marksMm] of [
      ['screen', 0],
      ['cmyk', 12],
    ] as const) {
      const { left, right, height, bottom } = edges(marksMm);
      const pages = await drawnPages(book(name).bytes);
      const full = pages.find(({ pictures: [first] }) => first !== undefined && first.height > height - 0.5);
      assert.ok(full !== undefined, name);
      const [drawn] = full.pictures;
      assert.ok(
        drawn !== undefined && drawn.x < left + 0.3 && drawn.x + drawn.width > right - 0.3,
        `${drawn?.x}`,
      );
      assert.ok(drawn.y < bottom + 0.3, `${drawn.y}`);
      assert.equal(full.glyphs.length, 0, 'neither caption nor folio');
    }
  });

  it('should be reached by thumb tabs, each chapter one place lower', async () => {
    const { left, right, cut } = edges(0);
    const tabs = (await drawnPages(book('screen').bytes)).flatMap(({ fills }, page) =>
      fills
        .filter(({ width, height }) => Math.abs(width - (8 * 72) / 25.4) < 1 && height > 60)
        .map(({ x, y, width, height }) => ({ page, x, right: x + width, top: y + height, height })),
    );
    // Four chapters share the height of the type area; the page of the picture has none.
    const tops = [...new Set(tabs.map(({ top }) => Math.round(top)))].sort((a, b) => b - a);
    assert.equal(tops.length, 4, tops.join());
    const step = tabs[0]?.height ?? 0;
    tops.slice(1).forEach((top, index) => {
      assert.ok(Math.abs((tops[index] ?? 0) - top - step) < 1, tops.join());
    });
    for (const { page, x, right: end } of tabs) {
      // Pages with an even index are rectos, whose fore edge is the right one.
      if (page % 2 === 0) assert.ok(end > right - 0.3, `page ${page + 1}: ${x}–${end}`);
      else assert.ok(x < left + 0.3 && end > cut, `page ${page + 1}: ${x}–${end}`);
    }
  });
});

describe('PDF/X', () => {
  it('should be PDF/X-4: version, intent with the very profile, metadata, no annotation', async () => {
    const profile = await readFile(FOGRA39);
    for (const name of ['k', 'cmyk']) {
      const { bytes, raw, facts } = book(name);
      assert.equal(Buffer.from(bytes).toString('latin1', 0, 8), '%PDF-1.6');
      const intent = readOutputIntent(raw);
      assert.deepEqual([intent?.identifier, intent?.components], ['FOGRA39', '4']);
      assert.ok(profile.equals(intent?.profile ?? Buffer.alloc(0)));
      assert.deepEqual(facts.links, []);
      // Nor does the structure tree speak of any.
      const left = raw.context.enumerateIndirectObjects().map(([, object]) => object.toString());
      assert.ok(!left.some((source) => /\/OBJR|\/Subtype \/Link/.test(source)), name);
      const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
      const { metadata, info } = await (await task.promise).getMetadata();
      assert.equal(metadata?.get('pdfxid:gts_pdfxversion'), 'PDF/X-4');
      assert.equal(metadata?.get('dc:title'), '印刷');
      assert.deepEqual(metadata?.get('dc:creator'), ['甲']);
      assert.equal((info as Record<string, { name?: string }>)['Trapped']?.name, 'False');
      await task.destroy();
    }
  });

  it('should be PDF/X-1a: version 1.3, a plain table, nothing that can be seen through', () => {
    const { bytes, raw } = book('x1a');
    const text = Buffer.from(bytes).toString('latin1');
    assert.ok(text.startsWith('%PDF-1.3'));
    assert.match(text, /\nxref\n0 \d+\n0000000000 65535 f \n/);
    assert.doesNotMatch(text, /\/ObjStm|\/XRef|\/SMask/);
    assert.match(text, /\/GTS_PDFXVersion \(PDF\/X-1:2001\)/);
    assert.match(text, /\/GTS_PDFXConformance \(PDF\/X-1a:2001\)/);
    assert.deepEqual([readOutputIntent(raw)?.identifier], ['FOGRA39']);
    // An area of a fifth of black, and on it text of half of it.
    const { operators } = book('x1a').colors;
    for (const one of ['0 0 0 0.2 k', '0 0 0 0.6 k']) assert.ok(operators.has(one), one);
    assert.doesNotMatch(text, /\/(?:ca|CA) 0?\.\d|\/Transparency/);
    assert.match(text, /\/Outlines/);
    assert.match(text, /\/StructTreeRoot/);
  });
});

describe('preflight of a build', () => {
  it('should find nothing that would send a file back, and say of small pictures where they are', () => {
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === 'error'),
      [],
    );
    const coarse = diagnostics.filter(({ ruleId }) => ruleId === 'preflight-resolution');
    const lines = coarse.map(({ message, place }) => `${place?.file}:${place?.line} ${message.slice(0, 18)}`);
    assert.ok(lines.includes('manuscript/a.md:5 A colour picture o'), lines.join('\n'));
    assert.ok(lines.includes('manuscript/a.md:3 A grey picture of '), lines.join('\n'));
  });

  it('should tell that links are left out, and how many', () => {
    assert.equal(book('screen').facts.links.length, 1);
    const told = diagnostics.filter(({ ruleId }) => ruleId === 'press-links');
    // What two editions have in common is told once.
    const standards = ['PDF/X-4', 'PDF/X-1a:2001'];
    assert.deepEqual(
      told.map(({ severity, message }) => [severity, message]),
      standards.map((one) => ['info', `1 link is left out: ${one} allows none on pages`]),
    );
  });

  it('should know the plates of each page', () => {
    const platesOf = (name: string) => new Set(examined.get(name)?.pages.flatMap(({ plates }) => plates));
    assert.deepEqual(platesOf('k'), new Set(['K']));
    assert.deepEqual(platesOf('gray'), new Set(['K']));
    assert.deepEqual(platesOf('cmyk'), new Set(['C', 'M', 'Y', 'K', 'PANTONE 871 C']));
    assert.deepEqual(
      examined.get('cmyk')?.items.filter(({ ok }) => !ok),
      [],
    );
    assert.equal(examined.get('x1a')?.standard, 'x-1a');
  });
});
