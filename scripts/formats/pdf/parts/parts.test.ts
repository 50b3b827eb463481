import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PageInfo } from '../../../model/pagination.ts';
import { pageParts } from './page-parts.ts';
import { renumbered } from './renumber.ts';
import { joinTrueType, readTrueType, type TrueType, type TrueTypeGlyph, writeTrueType } from './true-type.ts';
import { joinUnicodeMaps, readUnicodeMap, writeUnicodeMap } from './unicode-map.ts';

/** Pages of chapters, one letter each; `-` is blank. */
function pagesOf(chapters: string): PageInfo[] {
  return [...chapters].map((chapter) => ({
    label: '',
    side: 'recto',
    ...(chapter === '-' ? {} : { chapter }),
  }));
}

const boundsOf = (chapters: string, least: number): string =>
  pageParts(pagesOf(chapters), { whole: 0, least })
    .map(({ from, to }) => chapters.slice(from, to))
    .join(' ');

describe('parts', () => {
  it('should begin with chapters; blank pages stay behind the chapter before', () => {
    assert.equal(boundsOf('aabbb-ccddd', 2), 'aa bbb- cc ddd');
    assert.equal(boundsOf('aaabbbccc', 2), 'aaa bbb ccc');
  });

  it('should not grow without end in a long chapter, nor leave a page or two alone', () => {
    assert.equal(boundsOf('aaaaaaaaaaaaab', 4), 'aaaaaaaa aaaaab');
    assert.equal(boundsOf('aaaabbbbc', 4), 'aaaa bbbbc');
  });

  it('should be one of a short book', () => {
    assert.deepEqual(pageParts(pagesOf('ab'.repeat(500))), [{ from: 0, to: 1000 }]);
    assert.ok(pageParts(pagesOf('ab'.repeat(501))).length > 1);
    assert.deepEqual(pageParts([]), [{ from: 0, to: 0 }]);
  });
});

describe('numbers of another file', () => {
  const moved = (source: string): string =>
    renumbered(source, {
      object: (number) => number + 100,
      parentKey: 7,
      ids: new Map([['(node1)', '(element-1)']]),
    });

  it('should be those of references and keys of the parent tree', () => {
    assert.equal(
      moved('<</P 3 0 R\n/K [4 0 R 5 <</Obj 6 0 R>>]>>'),
      '<</P 103 0 R\n/K [104 0 R 5 <</Obj 106 0 R>>]>>',
    );
    assert.equal(moved('<</StructParents 5\n/StructParent 6>>'), '<</StructParents 12\n/StructParent 13>>');
    assert.equal(moved('[1 0 R]'), '[101 0 R]');
  });

  it('should be those of ids, and of what names them', () => {
    assert.equal(
      moved('<</ID (node1)\n/A <</Headers [(node1) (node2)]>>>>'),
      '<</ID (element-1)\n/A <</Headers [(element-1) (node2)]>>>>',
    );
  });

  it('should not be those of strings, names and other numbers', () => {
    for (const source of [
      '<</Title (see 1 0 R, \\) and (2 0 R))>>',
      '<</ID <31203020>>>',
      '<</F1 /G3>>',
      '[1 0 0 1 0 0]',
      '<</StructParentsOf 5>>',
      '[0 0 RG]',
      '-1.5 0 Rx',
    ])
      assert.equal(moved(source), source);
  });
});

const glyph = (advance: number, ...outline: number[]): TrueTypeGlyph => ({
  outline: Buffer.from(outline),
  advance,
  bearing: outline.length % 100,
});
const NO_GLYPH = glyph(0);

/** A program of glyphs, its fixed tables filled with what they need. */
function programOf(...glyphs: TrueTypeGlyph[]): TrueType {
  const head = Buffer.alloc(54);
  head.writeUInt16BE(1000, 18);
  const maxp = Buffer.alloc(32);
  maxp.writeUInt16BE(glyphs.length, 6);
  const tables = new Map([
    ['head', head],
    ['hhea', Buffer.alloc(36)],
    ['maxp', maxp],
  ]);
  return { tables, unitsPerEm: 1000, glyphs };
}

describe('subsets of a font', () => {
  const A = glyph(500, 1, 2, 3, 4);
  const B = glyph(600, 5, 6);
  const C = glyph(700, 7, 8);

  it('should be joined glyph by glyph, whichever has more', () => {
    const joined = joinTrueType(programOf(A, NO_GLYPH, C), programOf(A, B, NO_GLYPH, B));
    assert.deepEqual(joined?.glyphs, [A, B, C, B]);
    assert.equal(joined?.tables.get('maxp')?.readUInt16BE(6), 4);
  });

  it('should be the same glyphs when written and read, in short places and long ones', () => {
    const many = Array.from({ length: 70_000 }, (_, index) => index % 256);
    for (const program of [
      programOf(A, B, NO_GLYPH, C),
      programOf(A, glyph(1, ...many), glyph(2, ...many)),
    ]) {
      const bytes = writeTrueType(program);
      assert.deepEqual(readTrueType(bytes)?.glyphs, program.glyphs);
      let sum = 0;
      for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
      assert.equal(sum, 0xb1b0_afba, 'the sum of a whole font');
    }
  });

  it('should take padding for nothing', () => {
    assert.ok(joinTrueType(programOf(A), programOf({ ...A, outline: Buffer.from([1, 2, 3, 4, 0, 0]) })));
  });

  it('should not be joined when a number has two glyphs, or two widths', () => {
    assert.equal(joinTrueType(programOf(A), programOf(B)), undefined);
    assert.equal(joinTrueType(programOf(A), programOf({ ...A, advance: 501 })), undefined);
  });
});

describe('characters of glyphs', () => {
  const TEXT = `2 beginbfchar\n<0001> <0020>\n<0030> <D842DFB7>\nendbfchar\n1 beginbfrange\n<007F> <0081> <53E3>\nendbfrange\n`;

  it('should be read alone and in ranges, and written', () => {
    const map = readUnicodeMap(TEXT);
    assert.deepEqual(
      [...map],
      [
        [1, '0020'],
        [0x30, 'D842DFB7'],
        [0x7f, '53E3'],
        [0x80, '53E4'],
        [0x81, '53E5'],
      ],
    );
    assert.deepEqual(readUnicodeMap(writeUnicodeMap(map)), map);
    const many = new Map(Array.from({ length: 250 }, (_, code) => [code, '4E00'] as const));
    assert.deepEqual(readUnicodeMap(writeUnicodeMap(many)), many);
    assert.ok(!/\b[1-9]\d\d+ beginbfchar/.test(writeUnicodeMap(many).replaceAll('100 begin', '')));
  });

  it('should be joined, but not where they differ', () => {
    const map = readUnicodeMap(TEXT);
    assert.equal(joinUnicodeMaps(map, new Map([[2, '0041']]))?.size, 6);
    assert.equal(joinUnicodeMaps(map, new Map([[1, '00A0']])), undefined);
  });
});
