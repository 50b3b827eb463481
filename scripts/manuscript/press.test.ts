import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DEFAULT_LIMITS, PRESS_MARKS } from '../model/press.ts';
import type { EditionConfig } from './edition-schema.ts';
import { pressProblems, readPress, withPrinter } from './press.ts';

const FOLDER = new URL('../../styles/press/printers/', import.meta.url);
const SHIPPED = new Map(
  readdirSync(fileURLToPath(FOLDER)).map((name) => [
    name.replace(/\.yaml$/, ''),
    readFileSync(new URL(name, FOLDER), 'utf8'),
  ]),
);

describe('press of an edition', () => {
  it('should be black in a PDF/X-4 without marks where nothing is said', () => {
    assert.deepEqual(readPress({}), {
      color: 'k',
      profile: 'fogra39',
      standard: 'x-4',
      marks: [],
      overprintBlack: true,
      intent: 'relative',
      downsample: false,
      limits: DEFAULT_LIMITS,
    });
    assert.equal(readPress({ color: 'gray' }).profile, 'gray');
    assert.equal(readPress({ color: 'rgb' }).standard, 'none');
  });

  it('should have all marks or those listed, in one order', () => {
    assert.deepEqual(readPress({ marks: true }).marks, PRESS_MARKS);
    assert.deepEqual(readPress({ marks: ['slug', 'crop'] }).marks, ['crop', 'slug']);
  });

  it('should not claim a standard of inks for RGB, nor stand in an EPUB', () => {
    const idsOf = (config: EditionConfig) => pressProblems(config).map(({ ruleId }) => ruleId);
    assert.deepEqual(idsOf({ format: 'pdf', press: { color: 'rgb', standard: 'x-4' } }), ['press-conflict']);
    assert.deepEqual(idsOf({ format: 'epub', press: {} }), ['config-unused']);
    assert.deepEqual(idsOf({ format: 'pdf', press: { color: 'rgb' } }), []);
  });
});

describe('a printing house', () => {
  it('should be asked by name, each that comes with Banxin, and the author count more', () => {
    assert.ok(SHIPPED.size >= 5);
    for (const printer of SHIPPED.keys()) {
      const { config, problems } = withPrinter({ format: 'pdf', press: { printer } }, SHIPPED);
      assert.deepEqual(problems, []);
      assert.ok(config.press?.color !== undefined && config.press.standard !== undefined, printer);
    }
    const own = { printer: 'taiwan-offset', 'ink-limit': 280 };
    const { press } = withPrinter({ format: 'pdf', press: own }, SHIPPED).config;
    assert.deepEqual([press?.['ink-limit'], press?.standard], [280, 'x-1a']);
  });

  it('should be told when it is not known or not written as `press` is', () => {
    const problem = (printers: ReadonlyMap<string, string>) =>
      withPrinter({ format: 'pdf', press: { printer: 'mine' } }, printers).problems[0]?.message;
    assert.match(problem(SHIPPED) ?? '', /Unexpected printing house `mine`, expected one of `china-book`/);
    for (const text of ['colour: k', 'color: [', 'printer: other', '- k'])
      assert.match(
        problem(new Map([['mine', text]])) ?? '',
        /Unexpected `styles\/press\/printers\/mine.yaml`/,
        text,
      );
    assert.deepEqual(withPrinter({ format: 'pdf' }, SHIPPED).problems, []);
  });
});
