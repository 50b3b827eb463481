import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatPlace } from '../model/diagnostic.ts';
import { DEFAULT_FURNITURE, type Furniture } from '../model/furniture.ts';
import { fillTemplate } from '../model/head-template.ts';
import { memoryFiles } from './memory-files.ts';
import { readManuscript } from './read-manuscript.ts';

const HEAD = 'title: 山中\nlanguage: zh-CN\neditions:\n  print:\n    format: pdf\n';

async function read(keys: string) {
  const files = memoryFiles({ '/book/book.yaml': HEAD + keys, '/book/01.md': '# 一' });
  return readManuscript('/book', files, {});
}

async function furnitureOf(keys: string): Promise<Furniture> {
  const { manuscript, diagnostics } = await read(keys);
  assert.deepEqual(diagnostics, []);
  assert.ok(manuscript?.editions[0] !== undefined);
  return manuscript.editions[0].furniture;
}

async function told(keys: string): Promise<string[]> {
  const { diagnostics } = await read(keys);
  return diagnostics.map(({ place, severity, ruleId, message, help }) =>
    [place && formatPlace(place), severity, ruleId, message, help].join(' | '),
  );
}

describe('running heads and folios in book.yaml', () => {
  it('should be the book, the section or chapter, and arabic numbers when nothing is ordered', async () => {
    assert.deepEqual(await furnitureOf(''), DEFAULT_FURNITURE);
    assert.deepEqual(await furnitureOf('    running-heads: {}\n    folios: {}\n'), DEFAULT_FURNITURE);
  });

  it('should be read with everything that is given', async () => {
    const { heads, folios } = await furnitureOf(
      "    running-heads: { verso: '{chapter}', recto: false, heading: last, position: foot-inner }\n" +
        "    folios: { template: '— {folio} —', style: han, front: continuous, position: foot-centre, openings: false, hidden: true }\n",
    );
    assert.equal(fillTemplate(heads.verso, { chapter: '章' }), '章');
    assert.deepEqual(heads.recto, []);
    assert.deepEqual([heads.heading, heads.position], ['last', 'foot-inner']);
    assert.equal(fillTemplate(folios.template, { folio: '一' }), '— 一 —');
    const { template: _template, ...rest } = folios;
    assert.deepEqual(rest, {
      style: 'han',
      front: 'continuous',
      position: 'foot-centre',
      openings: false,
      hidden: true,
    });
  });

  it('should be none for false, and for an empty text', async () => {
    const { heads, folios } = await furnitureOf('    running-heads: false\n    folios: false\n');
    assert.deepEqual([heads.verso, heads.recto, folios.template], [[], [], []]);
    assert.deepEqual((await furnitureOf("    running-heads: { verso: '' }\n")).heads.verso, []);
  });

  it('should number in Han down the fore edge, the front matter too (F03)', async () => {
    const { folios } = await furnitureOf('    writing-mode: vertical\n    folios: { position: fore-edge }\n');
    assert.deepEqual([folios.style, folios.front], ['han', 'han']);
  });

  it('should be reported at their place where a name is unknown, a bracket open, a word wrong', async () => {
    const found = await told(
      "    running-heads:\n      verso: '{book} {sektion}'\n      recto: '[{chapter}'\n      position: top\n    folios: { style: Roman, front: true, prefix: x }\n",
    );
    assert.deepEqual(
      found.map((one) => one.split(' | ').slice(0, 3).join(' ')),
      [
        'book.yaml:7:14 error config-value',
        'book.yaml:8:14 error config-value',
        'book.yaml:9:17 error config-value',
        'book.yaml:10:22 error config-value',
        'book.yaml:10:36 error config-value',
        'book.yaml:10:42 error config-unknown-key',
      ],
    );
    assert.match(
      found[0] ?? '',
      /`\{sektion\}` in `editions\.print\.running-heads\.verso`.*Did you mean `\{section\}`/,
    );
    assert.match(found[1] ?? '', /Unexpected `\[`/);
  });

  it('should be warned of where a margin has no room for them', async () => {
    const keys =
      '    trim: A5\n    margins: { top: 5, bottom: 20, inside: 15, outside: 15 }\n    leading: 18\n';
    const found = await told(keys);
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /warning \| page-furniture \| Unexpected head margin of 6\.\d mm/);
    assert.deepEqual(await told(`${keys}    running-heads: false\n`), []);
  });
});
