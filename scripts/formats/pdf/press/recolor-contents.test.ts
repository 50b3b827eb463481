import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Ink } from '../../../model/ink.ts';
import { ContentScanner } from '../content-scanner.ts';
import { PrintColors } from './print-color.ts';
import { recolorContents } from './recolor-contents.ts';

/** An engine whose inks are the complements. */
const ENGINE = {
  convert: ([red = 0, green = 0, blue = 0]: Uint8Array) =>
    Uint8Array.from([255 - red, 255 - green, 255 - blue, 0]),
};

function recolored(text: string, color: 'k' | 'gray' | 'cmyk' = 'cmyk', overprintBlack = false): string {
  const gold: Ink = { cmyk: [0.2, 0.25, 0.6, 0.25], spot: 'Gold', tint: 0.5 };
  const rich: Ink = { cmyk: [0.6, 0.4, 0.4, 1] };
  const colors = new PrintColors(
    color,
    new Map([
      [0x998050, gold],
      [0x010000, rich],
    ]),
    ENGINE,
  );
  return recolorContents(text, {
    colorOf: (rgb) => colors.of(rgb),
    spotName: ({ ink }) => ink?.spot ?? '',
    overprintBlack,
  }).text;
}

describe('operators', () => {
  it('should be found behind every kind of operand', () => {
    const text =
      '/P <</MCID 0 /A [1 (>>) <</B 2>>]>> BDC (a\\)(b) %c\n) Tj <0a> Tj [(x) -1 (y)]TJ\n% 1 0 0 rg\ntrue null f*';
    const scanner = new ContentScanner(text);
    const found: [string, number][] = [];
    for (let name = scanner.next(); name !== undefined; name = scanner.next())
      found.push([name, scanner.count]);
    assert.deepEqual(found, [
      ['BDC', 2],
      ['Tj', 1],
      ['Tj', 1],
      ['TJ', 1],
      ['f*', 2],
    ]);
  });

  it('should not be looked for in the data of an inline image', () => {
    const scanner = new ContentScanner('q BI /W 1 /H 1 ID 1 0 0 rg EI Q');
    const found: string[] = [];
    for (let name = scanner.next(); name !== undefined; name = scanner.next()) found.push(name);
    assert.deepEqual(found, ['q', 'BI', 'EI', 'Q']);
  });

  it('should be refused unfinished', () => {
    for (const text of ['(a', '[1 2', '<<', '<00', 'ID x'])
      assert.throws(() => new ContentScanner(text).next());
  });
});

describe('numbers', () => {
  it('should be read as they are written', () => {
    const scanner = new ContentScanner('-.5 +3 0.25 12. 007 1.2.3 /n 4.9999999 f');
    scanner.next();
    assert.deepEqual(scanner.numbers().slice(0, 5), [-0.5, 3, 0.25, 12, 7]);
    assert.deepEqual(
      [5, 6, 9].map((index) => scanner.number(index)),
      [Number.NaN, Number.NaN, Number.NaN],
    );
    assert.ok(Math.abs(scanner.number(7) - 5) < 1e-6);
  });
});

describe('colours in the inks of the press', () => {
  it('should have greys in black ink alone, whatever the profile says', () => {
    assert.equal(recolored('0 0 0 rg'), '0 0 0 1 k');
    assert.equal(recolored('.2 .2 .2 RG .2 .2 .2 rg'), '0 0 0 0.8 K 0 0 0 0.8 k');
    assert.equal(recolored('1 1 1 rg'), '0 0 0 0 k');
    assert.equal(recolored('.5 g .5 G'), '0 0 0 0.498 k 0 0 0 0.498 K');
    assert.equal(recolored('1 0 0 rg', 'k'), '0 0 0 0.5016 k');
    assert.equal(recolored('0 0 0 rg .4 .4 .4 RG', 'gray'), '0 g 0.4 G');
  });

  it('should have other colours by the engine', () => {
    assert.equal(recolored('1 0 0 rg'), '0 1 1 0 k');
  });

  it('should have inks of the theme as they were ordered', () => {
    assert.equal(recolored('.6 .5019 .3137 rg'), '/Gold cs 0.5 scn');
    assert.equal(recolored('.0039 0 0 RG'), '0.6 0.4 0.4 1 K');
    assert.equal(recolored('.0039 0 0 rg', 'k'), '0 0 0 1 k');
  });

  it('should change nothing else: strings, names, numbers, other operators', () => {
    const text = '/rg gs (0 0 0 rg) Tj <2e> Tj 0 0 1 scn 1 0 0 1 5 5 cm % 0 0 0 rg\nf';
    assert.equal(recolored(text), text);
  });
});

describe('black text', () => {
  it('should print over what is under it, and nothing else should', () => {
    const over = (text: string): string => recolored(text, 'cmyk', true);
    assert.equal(
      over('0 0 0 rg BT (a) Tj (b) Tj ET BT (c) Tj ET 0 0 9 9 re f'),
      '0 0 0 1 k BT /BxOver gs (a) Tj (b) Tj ET BT (c) Tj ET /BxSpare gs 0 0 9 9 re f',
    );
    assert.equal(
      over('0 0 0 rg BT (a) Tj 1 0 0 rg (b) Tj'),
      '0 0 0 1 k BT /BxOver gs (a) Tj 0 1 1 0 k /BxSpare gs (b) Tj',
    );
    // What `Q` brings back is known: nothing is switched twice.
    assert.equal(
      over('0 0 0 rg q (a) Tj Q f q (b) Tj Q'),
      '0 0 0 1 k q /BxOver gs (a) Tj Q f q /BxOver gs (b) Tj Q',
    );
    for (const text of ['1 0 0 rg (a) Tj', 'q 0 0 0 rg Q (a) Tj', '0 0 0 RG (a) Tj', '0 0 0 rg f'])
      assert.doesNotMatch(over(text), /Bx/, text);
  });
});
