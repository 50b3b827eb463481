import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { coverProblems, pageConfig, readCover } from './cover.ts';
import type { EditionConfig } from './edition-schema.ts';
import { impositionProblems, readImposition } from './imposition.ts';

const PLACE = { file: 'book.yaml', line: 1, column: 1 };
const LISTED = {
  ebook: { format: 'epub' },
  print: {
    format: 'pdf',
    trim: 'A5',
    'writing-mode': 'vertical',
    press: { color: 'k' },
    imposition: 'booklet',
  },
};

const faults = (config: EditionConfig, listed: Readonly<Record<string, unknown>> = LISTED): string[] =>
  coverProblems(config, listed).map(
    ({ severity, ruleId, path }) => `${severity} ${ruleId} ${path.join('.')}`,
  );

describe('an edition that is a cover', () => {
  it('should take the page of the edition that it is for, but neither its press nor its sheets', () => {
    const page = pageConfig({ format: 'cover', press: { color: 'cmyk' } }, LISTED);
    assert.deepEqual(
      [page.format, page.trim, page['writing-mode'], page.bleed],
      ['cover', 'A5', 'vertical', 3],
    );
    assert.deepEqual(page.press, { color: 'cmyk', marks: ['crop'] });
    assert.equal(page.imposition, undefined);
    assert.equal(pageConfig({ format: 'cover' }, LISTED).press, undefined);
    assert.deepEqual(pageConfig({ format: 'cover', press: { marks: false } }, LISTED).press?.marks, false);
    // Editions of pages are left alone.
    assert.deepEqual(pageConfig({ format: 'pdf' }, LISTED), { format: 'pdf' });
  });

  it('should be for the first edition in PDF, on paper of 80 g/m², unless it orders others', () => {
    const cover = readCover({ format: 'cover' }, LISTED, PLACE);
    assert.deepEqual(
      [cover?.of, cover?.paper, cover?.flapMm, cover?.spineMm],
      ['print', { gsm: 80 }, 0, undefined],
    );
    const ordered = { paper: { caliper: 0.1 }, flaps: { width: 80, front: '字' }, spine: 9 };
    const other = readCover({ format: 'cover', cover: ordered }, LISTED, PLACE);
    assert.deepEqual(
      [other?.paper, other?.flapMm, other?.flapTexts],
      [{ caliperMm: 0.1 }, 80, { front: '字' }],
    );
    assert.equal(other?.spineMm, 9);
    assert.equal(readCover({ format: 'pdf', cover: {} }, LISTED, PLACE), undefined);
  });

  it('should name an edition in PDF', () => {
    assert.deepEqual(faults({ format: 'cover', cover: { of: 'print' } }), []);
    for (const of of ['ebook', 'pritn', 'constructor'])
      assert.deepEqual(faults({ format: 'cover', cover: { of } }), ['error config-value cover.of']);
    assert.deepEqual(faults({ format: 'cover' }, { ebook: { format: 'epub' } }), [
      'error config-value cover.of',
    ]);
  });

  it('should tell of keys that say nothing, and of pictures outside the folder', () => {
    assert.deepEqual(faults({ format: 'cover', trim: 'A4' }), ['warning config-unused trim']);
    assert.deepEqual(faults({ format: 'pdf', cover: {} }), ['warning config-unused cover']);
    assert.deepEqual(faults({ format: 'cover', cover: { pictures: { front: '../a.png' } } }), [
      'error path-outside cover.pictures.front',
    ]);
  });
});

describe('pages on sheets', () => {
  it('should be read by name or with their paper, and only of PDFs', () => {
    assert.deepEqual(readImposition('booklet'), { kind: 'booklet', creepMm: 0 });
    assert.deepEqual(readImposition({ kind: 'two-up', sheet: 'A4', creep: 0.1 }), {
      kind: 'two-up',
      sheet: { widthMm: 297, heightMm: 210 },
      creepMm: 0.1,
    });
    assert.equal(impositionProblems({ format: 'epub', imposition: 'booklet' })[0]?.ruleId, 'config-unused');
    assert.deepEqual(impositionProblems({ format: 'pdf', imposition: 'booklet' }), []);
  });
});
