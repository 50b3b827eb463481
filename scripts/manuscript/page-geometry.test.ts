import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MM_PER_PT, typeArea } from '../model/geometry.ts';
import type { Language } from '../model/metadata.ts';
import type { EditionConfig } from './edition-schema.ts';
import { pageGeometry } from './page-geometry.ts';
import { TRIM_NAMES, trimSize } from './trim-sizes.ts';

function page(config: Omit<EditionConfig, 'format'> = {}, language: Language = 'zh-CN') {
  return pageGeometry({ format: 'pdf', ...config }, language).page;
}

function problems(config: Omit<EditionConfig, 'format'>, language: Language = 'zh-CN') {
  const found = pageGeometry({ format: 'pdf', ...config }, language).problems;
  return found.map(({ severity, ruleId, path }) => `${severity} ${ruleId} ${path.join('.')}`);
}

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 0.01, `expected ${expected}, not ${actual}`);
}

test('should give a Chinese A5 its 28 × 27 characters, centred (A01, A02, A06)', () => {
  const a5 = page();
  assert.deepEqual([a5.charactersPerLine, a5.linesPerPage, a5.bodySizePt, a5.pitchPt], [28, 27, 10.5, 18]);
  near(a5.insideMm, (148 - 28 * 10.5 * MM_PER_PT) / 2);
  near(a5.topMm, (210 - (26 * 18 + 10.5) * MM_PER_PT) / 2);
  assert.equal(a5.bleedMm, 0);
  assert.equal(a5.writingMode, 'horizontal');
});

test("should give a Japanese A5 jlreq's own example and a Korean book 신국판", () => {
  const ja = page({}, 'ja');
  assert.deepEqual([ja.charactersPerLine, ja.linesPerPage, ja.bodySizePt, ja.pitchPt], [35, 28, 9, 17]);
  const ko = page({}, 'ko');
  assert.deepEqual([ko.charactersPerLine, ko.linesPerPage, ko.bodySizePt, ko.pitchPt], [31, 29, 10, 17]);
  assert.deepEqual(ko.trim, { widthMm: 152, heightMm: 225 });
});

test('should count a vertical type area with its axes swapped (A02)', () => {
  const bunko = page({ trim: '文庫', 'writing-mode': 'vertical' }, 'ja');
  assert.deepEqual([bunko.charactersPerLine, bunko.linesPerPage], [38, 16]);
  near(bunko.insideMm, (105 - (15 * 14 + 8.5) * MM_PER_PT) / 2);
  near(bunko.topMm, (148 - 38 * 8.5 * MM_PER_PT) / 2);
});

test('should know a preset by its size, however the trim was named', () => {
  assert.deepEqual(page({ trim: { width: 140, height: 203 } }), page({ trim: '大32开' }));
  assert.deepEqual(page({ trim: 'da-32kai' }), page({ trim: '大32开' }));
});

test('should keep every default page free of problems', () => {
  for (const trim of TRIM_NAMES) {
    for (const language of ['zh-CN', 'zh-TW', 'ja', 'ko'] as const) {
      for (const mode of ['horizontal', 'vertical'] as const) {
        assert.deepEqual(
          problems({ trim, 'writing-mode': mode }, language),
          [],
          `${trim} ${language} ${mode}`,
        );
      }
    }
  }
});

test('should derive whole characters and lines with some 15 % left on each side', () => {
  const derived = page({ trim: { width: 120, height: 170 } });
  const area = typeArea(derived);
  assert.ok(Number.isInteger(derived.charactersPerLine) && Number.isInteger(derived.linesPerPage));
  assert.ok(derived.insideMm / 120 >= 0.15 && derived.insideMm / 120 < 0.17);
  assert.ok(derived.topMm / 170 >= 0.15 && derived.topMm / 170 < 0.19);
  near(derived.insideMm * 2 + area.widthMm, 120);
});

test('should shift the type area by the gutter and set its head by `top` (A06)', () => {
  near(page({ gutter: 2 }).insideMm, page().insideMm + 2);
  assert.equal(page({ gutter: 2 }).topMm, page().topMm);
  assert.equal(page({ top: 18 }).topMm, 18);
});

test('should read leading below 4 as a ratio, and from 4 on as points', () => {
  assert.equal(page({ leading: 1.7 }).pitchPt, 17.85);
  assert.equal(page({ leading: 17 }).pitchPt, 17);
  assert.equal(page({ 'body-size': 10, leading: 2 }).pitchPt, 20);
});

test('should keep the proportion of the leading when only the body size is given', () => {
  assert.equal(page({ 'body-size': 9 }).pitchPt, 15.5);
  assert.notEqual(page({ 'body-size': 9 }).charactersPerLine, 28);
});

test('should floor margins to whole characters and lines and share the remainder', () => {
  const margins = { top: 20, bottom: 20, inside: 20, outside: 22 };
  const floored = page({ margins });
  const area = typeArea(floored);
  assert.equal(floored.charactersPerLine, Math.floor(106 / (10.5 * MM_PER_PT)));
  const remainder = 106 - area.widthMm;
  near(floored.insideMm, 20 + remainder / 2);
  near(148 - floored.insideMm - area.widthMm, 22 + remainder / 2);
  near(floored.topMm - 20, 210 - 20 - floored.topMm - area.heightMm);
});

test('should come back to the same type area from its own margins', () => {
  const a5 = page();
  const area = typeArea(a5);
  const outside = 148 - a5.insideMm - area.widthMm;
  const bottom = 210 - a5.topMm - area.heightMm;
  const back = page({ margins: { top: a5.topMm, bottom, inside: a5.insideMm, outside } });
  assert.deepEqual([back.charactersPerLine, back.linesPerPage], [28, 27]);
});

test('should refuse a type area that does not fit the trim, where it was written', () => {
  assert.deepEqual(problems({ 'type-area': { characters: 28, lines: 40 } }), ['error page-area type-area']);
  assert.deepEqual(problems({ 'type-area': { characters: 40, lines: 60 } }), ['error page-area type-area']);
  assert.deepEqual(problems({ gutter: 40 }), ['error page-area gutter']);
  assert.deepEqual(problems({ top: 60 }), ['error page-area top']);
});

test('should refuse margins that leave no line, and lines of fewer than 8 characters', () => {
  const wide = { top: 20, bottom: 20, inside: 80, outside: 80 };
  assert.deepEqual(problems({ margins: wide }), ['error page-area margins']);
  assert.deepEqual(problems({ margins: { ...wide, inside: 60, outside: 62 } }), [
    'error page-measure margins',
  ]);
  assert.deepEqual(problems({ 'type-area': { characters: 7, lines: 20 } }), [
    'error page-measure type-area.characters',
  ]);
  assert.deepEqual(problems({ 'type-area': { characters: 8, lines: 20 } }), []);
});

test('should warn of more than 40 characters across, but not down (A04)', () => {
  const a4 = { trim: 'A4', 'body-size': 10.5 } as const;
  assert.deepEqual(problems({ ...a4, 'type-area': { characters: 41, lines: 30 } }), [
    'warning page-measure type-area.characters',
  ]);
  assert.deepEqual(problems({ ...a4, 'type-area': { characters: 40, lines: 30 } }), []);
  assert.deepEqual(
    problems({ ...a4, 'writing-mode': 'vertical', 'type-area': { characters: 52, lines: 20 } }),
    [],
  );
});

test('should warn of leading outside 1.5 to 2 times the size, and refuse overlap (A03)', () => {
  const area = { 'type-area': { characters: 20, lines: 10 } };
  assert.deepEqual(problems({ ...area, leading: 1.4 }), ['warning page-leading leading']);
  assert.deepEqual(problems({ ...area, leading: 2.2 }), ['warning page-leading leading']);
  assert.deepEqual(problems({ ...area, leading: 8 }), ['error page-leading leading']);
  assert.deepEqual(problems({ ...area, leading: 1.5 }), []);
  assert.deepEqual(problems({ ...area, leading: 2 }), []);
});

test('should refuse margins beside a type area', () => {
  const margins = { top: 20, bottom: 20, inside: 20, outside: 20 };
  assert.deepEqual(problems({ margins, 'type-area': { characters: 28, lines: 27 }, gutter: 3 }), [
    'error page-conflict type-area',
    'error page-conflict gutter',
  ]);
});

test('should know trims by name and alias, and not by ISO for JIS', () => {
  assert.deepEqual(trimSize('JIS-B5'), { widthMm: 182, heightMm: 257 });
  assert.deepEqual(trimSize('bunko'), trimSize('文庫'));
  assert.equal(trimSize('B5'), undefined);
  assert.equal(trimSize('toString'), undefined);
});
