import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import type { Element, Root } from 'hast';
import { toString as plainText } from 'hast-util-to-string';
import { visit, visitParents } from '../../model/visit.ts';
import {
  areaOf,
  bookGlyphs,
  buildFeatureBook,
  type FeatureBook,
  offOneGrid,
  type PageOrders,
  placeOf,
  reported,
  type TextGlyph,
  textOf,
} from '../feature-book.ts';
import { parse } from '../parse.ts';

// 110 × 140 mm: 24 characters of 10 pt by 16 lines of 16 pt; in vertical lines 30 by 14.
const ACROSS: PageOrders = {
  trim: { width: 110, height: 140 },
  bleed: 0,
  body: 10,
  pitch: 16,
  characters: 24,
  lines: 16,
};
const DOWN: PageOrders = { ...ACROSS, characters: 30, lines: 14, vertical: true };

const FOLDER = new URL('./nested/manuscript/', import.meta.url);

/** The files of the manuscript as they are parsed. */
function manuscript(): readonly Root[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => parse(readFileSync(new URL(name, FOLDER), 'utf8')).content);
}

/** Their own words, the titles of admonitions without a label among them. */
function manuscriptText(): string {
  return manuscript()
    .map((content) => {
      visit(content, 'element', (node: Element) => {
        const title = { tip: '提示', warning: '警告' }[String(node.properties['dataAdmonition'])];
        if (title !== undefined) node.children = [{ type: 'text', value: title }];
      });
      return plainText(content);
    })
    .join('')
    .replace(/\s/g, '');
}

/** What stands before an item: bullets, numbers in either script. */
const MARKER = /[•◦▪‣○●■\d.一二三四五六七八九十、]/u;

for (const [name, edition, page] of [
  ['horizontal', 'print', ACROSS],
  ['vertical', 'vertical', DOWN],
] as const) {
  describe(`blocks in blocks, ${name}`, () => {
    let book: FeatureBook;
    let glyphs: readonly TextGlyph[];
    before(async () => {
      book = await buildFeatureBook('nested', { edition });
      glyphs = bookGlyphs(book.pages, page);
    });

    it('should build without a word, on the grid', () => {
      assert.deepEqual(reported(book.report), []);
      assert.deepEqual(offOneGrid(book.pages, page), []);
      assert.ok(book.pages.length > 10);
    });

    it('should have every character of the manuscript once and in order, and nothing else but markers', () => {
      const wanted = [...manuscriptText()];
      let at = 0;
      const extra: string[] = [];
      // A glyph may stand for several characters: a dash of two.
      for (const character of textOf(glyphs)) {
        if (character === wanted[at]) at += 1;
        else extra.push(character);
      }
      assert.equal(
        wanted.slice(at, at + 30).join(''),
        '',
        `missing after ${wanted.slice(at - 10, at).join('')}`,
      );
      assert.deepEqual(
        extra.filter((one) => !MARKER.test(one)),
        [],
      );
    });

    it('should have nothing outside the type area, tints no further than half a line gap', () => {
      const area = areaOf(page);
      for (const [number, { glyphs: drawn, fills }] of book.pages.entries()) {
        const inside = drawn.filter(({ size }) => size > page.body * 0.8);
        for (const { character, x, y, width, turned } of inside) {
          // Hanging marks and side bearings.
          const slack = page.body * 0.6;
          const right = turned ? x + page.body : x + width;
          assert.ok(
            x > area.left - slack &&
              right < area.right + slack &&
              y > area.bottom - slack &&
              y < area.top + slack,
            `page ${number + 1}: ${character} at ${x}, ${y}`,
          );
        }
        for (const fill of fills.filter(({ colour }) => colour !== '#ffffff' && colour !== '#000000')) {
          const gap = page.pitch * 0.7;
          assert.ok(
            fill.x > area.left - gap &&
              fill.x + fill.width < area.right + gap &&
              fill.y > area.bottom - gap &&
              fill.y + fill.height < area.top + gap,
            `page ${number + 1}: tint ${JSON.stringify(fill)}`,
          );
        }
      }
    });

    it('should count items as they are written: from a number, down, by value, in lists of lists', () => {
      const numbers: Readonly<Record<string, number>> = {
        刻字先写反: 1,
        反字要对着镜子看: 2,
        刻完上蜡: 3,
        '选料，先敲': 7,
        '锯板，一锯': 8,
        痕浅的刨得掉: 1,
        痕深的改做底: 2,
        '阴干，翻面': 9,
        '刨光，顺着纹': 10,
        '画线。': 11,
        '开榫。': 12,
        '起盖，听声': 5,
        '退钉，一枚': 4,
        '松榫，用温水': 3,
        水温以手背: 1,
        浸一夜: 2,
        '分板，写号': 2,
        '晾。': 1,
        甲做第三道: 3,
        甲再做第四道: 4,
        乙做第二十道: 20,
        乙再做第二十一道: 21,
        '第一步，量板': 1,
        '第二步，不量': 2,
        '第三步，照旧': 3,
      };
      for (const [text, number] of Object.entries(numbers)) {
        const [first] = placeOf(glyphs, text);
        assert.ok(first !== undefined, text);
        const marker = page.vertical === true ? `${han(number)}、` : `${number}.`;
        const at = glyphs.indexOf(first);
        const before = textOf(glyphs.slice(Math.max(at - marker.length, 0), at));
        assert.equal(before, marker, text);
      }
    });

    it('should mark no item again that a page has divided', () => {
      // Discs and squares are drawn, circles are stroked.
      const bullets = book.pages.flatMap(({ fills }) =>
        fills.filter(
          ({ colour, width, height }) => colour === '#000000' && width < 5 && Math.abs(width - height) < 0.1,
        ),
      );
      let items = 0;
      for (const tree of manuscript()) {
        visitParents(tree, 'element', (node, ancestors) => {
          const parent = ancestors.at(-1);
          if (node.tagName !== 'li' || parent?.type !== 'element' || parent.tagName !== 'ul') return;
          const lists = ancestors.filter(
            (one) => one.type === 'element' && /^[ou]l$/.test(one.tagName),
          ).length;
          const isTask = String(node.properties['className'] ?? '').includes('task');
          if (!isTask && lists !== 2) items += 1;
        });
      }
      assert.ok(items > 8);
      assert.equal(bullets.length, items);
    });

    it('should turn long lines of code over with an indent, and not cut them', () => {
      const long = placeOf(glyphs, '最里面那只没有算进去');
      const at = glyphs.indexOf(long[0] as TextGlyph);
      const whole = glyphs.slice(
        at,
        at +
          '最里面那只没有算进去因为它的壁厚为零而厚为零的壁程序里是不允许的ButTheCarpenterAllowsItAndSaysThatThoughtNeedsNoWall'
            .length,
      );
      assert.match(textOf(whole), /^最里面.*AndSaysThatThoughtNeedsNoWall$/);
      // In vertical lines the origin of upright glyphs is at their foot, that of turned ones at their head.
      const along = ({ x, y, size, turned }: TextGlyph): number =>
        page.vertical === true ? -y - (turned ? 0 : 0.88 * size) : x;
      const across = (glyph: TextGlyph): number => Math.round(page.vertical === true ? glyph.line : glyph.y);
      const lines = [...new Set(whole.map(across))].map((line) =>
        whole.filter((one) => across(one) === line),
      );
      const starts = lines.map((line) => Math.min(...line.map(along)));
      assert.ok(starts.length > 1);
      for (const start of starts.slice(1)) {
        const indent = (start - (starts[0] ?? 0)) / (whole[0]?.size ?? 1);
        assert.ok(indent > 0.9 && indent < 2.1, `${indent} em`);
      }
    });
  });
}

function han(number: number): string {
  const digits = ['', ...'一二三四五六七八九'];
  const tens = Math.floor(number / 10);
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[number % 10]}`;
}
