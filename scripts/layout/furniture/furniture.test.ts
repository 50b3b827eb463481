import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_FURNITURE, type Furniture, type FurniturePosition } from '../../model/furniture.ts';
import { folio } from './folio.ts';
import { type FurnitureLine, furnitureLines, roomForHead } from './furniture-lines.ts';
import { namingHeadings, type OpenHeading, openAfter } from './headings-on-page.ts';
import { shorten } from './shorten.ts';

describe('a folio', () => {
  it('should be written in digits, in Han digits by their places, or in roman numerals (F03, F04)', () => {
    assert.deepEqual(
      [1, 10, 12, 20, 105, 110, 2023].map((number) => folio(number, 'han')),
      ['一', '一〇', '一二', '二〇', '一〇五', '一一〇', '二〇二三'],
    );
    assert.equal(folio(105, 'arabic'), '105');
    assert.equal(folio(14, 'roman'), 'xiv');
  });

  it('should not be counted with 十 or 百', () => {
    for (let number = 1; number < 1000; number += 1)
      assert.match(folio(number, 'han'), /^[一二三四五六七八九][〇一二三四五六七八九]*$/);
  });
});

describe('the headings that name a page', () => {
  const heading = (text: string): OpenHeading => ({ level: Number(text[0]), title: text, source: '' });
  const all = (texts: string): OpenHeading[] => texts.split(' ').filter(Boolean).map(heading);
  const naming = (open: string, onPage: string, which: 'first' | 'last'): string =>
    namingHeadings(all(open), all(onPage), which)
      .map(({ title }) => title)
      .join(' ');

  it('should be those still open on a page without any (F01)', () => {
    assert.equal(naming('1甲 2乙 3丙', '', 'first'), '1甲 2乙 3丙');
    assert.equal(naming('1甲 2乙 3丙', '', 'last'), '1甲 2乙 3丙');
  });

  it('should be the first of their level on the page, or the last', () => {
    assert.equal(naming('1甲 2乙', '2丙 2丁', 'first'), '1甲 2丙');
    assert.equal(naming('1甲 2乙', '2丙 2丁', 'last'), '1甲 2丁');
    assert.equal(naming('1甲', '2丙 3子 3丑 2丁 3寅', 'first'), '1甲 2丙 3子');
    assert.equal(naming('1甲', '2丙 3子 3丑 2丁', 'last'), '1甲 2丁');
  });

  it('should not name a section with a subsection of another', () => {
    assert.equal(naming('1甲 2乙 3丙', '3子 2丁 3丑', 'first'), '1甲 2丁 3丑');
    assert.equal(naming('1甲 2乙 3丙', '2丁', 'first'), '1甲 2丁');
    assert.equal(naming('1甲', '3子 3丑 4寅', 'first'), '1甲 3子');
    assert.equal(naming('1甲 2乙', '1丙', 'first'), '1丙');
  });

  it('should leave the last of each level open for the pages behind', () => {
    const titles = openAfter(all('1甲 2乙 3丙'), all('2丁 3子 2戊')).map(({ title }) => title);
    assert.deepEqual(titles, ['1甲', '2戊']);
  });
});

describe('a running head that is too long', () => {
  const within = (most: number) => (text: string) => [...text].length <= most;

  it('should be cut between characters, with an ellipsis in its room', () => {
    assert.equal(shorten('天地玄黄宇宙洪荒', within(6)), '天地玄黄宇…');
    assert.equal(shorten('𠂇𠂇𠂇𠂇', within(3)), '𠂇𠂇…');
  });

  it('should not be cut inside a word, before a mark or behind an opening bracket', () => {
    assert.equal(shorten('天地 Chromium 玄黄', within(8)), '天地…');
    assert.equal(shorten('天地，玄黄宇宙', within(4)), '天地…');
    assert.equal(shorten('天地（玄黄宇宙）', within(4)), '天地…');
  });

  it('should be cut inside its only word all the same', () => {
    assert.equal(shorten('Internationalisation', within(8)), 'Interna…');
  });

  it('should not be touched where it fits, nor be more than an ellipsis where nothing does', () => {
    assert.equal(shorten('天地玄黄', within(4)), '天地玄黄');
    assert.equal(shorten('', within(0)), '');
    assert.equal(shorten('天地', within(0)), '…');
  });
});

describe('the lines around a page', () => {
  const orders = (head: FurniturePosition, number: FurniturePosition): Furniture => ({
    ...DEFAULT_FURNITURE,
    heads: { ...DEFAULT_FURNITURE.heads, position: head },
    folios: { ...DEFAULT_FURNITURE.folios, position: number },
  });
  const linesOf = (head: FurniturePosition, number: FurniturePosition): readonly string[] =>
    furnitureLines('书眉', '12', orders(head, number)).map(
      ({ edge, align, items }) =>
        `${edge} ${align}: ${items.map((item) => `${item.text} ${item.align}`).join(', ')}`,
    );

  it('should stand where they are ordered', () => {
    assert.deepEqual(linesOf('head-outer', 'foot-centre'), ['head end: 书眉 end', 'foot centre: 12 centre']);
    assert.deepEqual(linesOf('head-inner', 'head-outer'), ['head both: 书眉 start, 12 end']);
    assert.deepEqual(linesOf('head-centre', 'head-outer'), ['head end: 书眉 centre, 12 end']);
  });

  it('should have the folio outside where both share a corner (jlreq 2.6.1)', () => {
    assert.deepEqual(linesOf('head-outer', 'head-outer'), ['head end: 书眉 end, 12 end']);
    assert.deepEqual(linesOf('foot-inner', 'foot-inner'), ['foot start: 12 start, 书眉 start']);
  });

  it('should have the head at the head of the fore edge and the folio at its foot (F03)', () => {
    assert.deepEqual(linesOf('fore-edge', 'fore-edge'), ['fore-edge both: 书眉 start, 12 end']);
    assert.deepEqual(linesOf('head-outer', 'fore-edge'), ['head end: 书眉 end', 'fore-edge end: 12 end']);
  });

  it('should not be there without a text', () => {
    assert.deepEqual(furnitureLines('', '', DEFAULT_FURNITURE), []);
    const kinds = furnitureLines('', '12', orders('head-outer', 'head-outer')).flatMap(({ items }) => items);
    assert.deepEqual(kinds, [{ kind: 'folio', text: '12', align: 'end' }]);
  });

  it('should give the head the room that the folio leaves', () => {
    const room = (head: FurniturePosition, number: FurniturePosition): number => {
      const line = furnitureLines('书眉', '12', orders(head, number))[0] as FurnitureLine;
      return roomForHead(line, 300, 20, 10);
    };
    assert.equal(room('head-outer', 'foot-outer'), 300);
    assert.equal(room('head-outer', 'head-outer'), 270);
    assert.equal(room('head-inner', 'head-outer'), 270);
    assert.equal(room('head-outer', 'head-centre'), 130);
    assert.equal(room('head-centre', 'head-outer'), 240);
    assert.equal(room('head-centre', 'head-centre'), 270);
  });
});
