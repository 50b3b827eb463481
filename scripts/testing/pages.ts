import assert from 'node:assert/strict';
import type { Edition } from '../model/edition.ts';
import { editionOf, SMALL_PAGE } from './books.ts';
import type { LaidOut, SetPage } from './laid-out.ts';
import { type Random, seeded } from './random.ts';

const HAN = [...'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏𠂇一二三四五六七八九十题注项引文码'];
const LATIN = ['PDF', 'Chromium', 'a', '2023', '3.14', 'EPUB3'];
const MARKS = ['，', '。', '、', '；', '：“', '”', '（', '）', '《', '》', '——', '……'];
/** Every character of {@link prose}, and those that the tests write around it. */
export const ALPHABET = `${HAN.join('')}${MARKS.join('')}·かんじふりがな漢字 !-~${String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 33 + index))}`;

/** A page of 14 characters by 9 lines. */
export const PAGE: Edition['page'] = {
  ...SMALL_PAGE,
  charactersPerLine: 14,
  linesPerPage: 9,
  trim: { widthMm: 80, heightMm: 80 },
};
/** Lines run across it. */
export const HORIZONTAL = editionOf({ page: PAGE });
/** Lines run down it. */
export const VERTICAL = editionOf({ page: { ...PAGE, writingMode: 'vertical' } });

/** How far a character may move when its line is frozen and cut, px. */
const STILL_PX = 0.1;
/** The same where Latin and Han meet in different elements: there Chromium sets the gap of ⅛ em by how a line ends. */
export const STILL_WITH_GAP_PX = 12 / 8 + STILL_PX;
/** Glyph boxes are a little higher than the lines of small type. */
const GLYPH_PX = 2;

/** Text as an author writes it: Han, at times Latin, marks and what stands inline. */
export function prose(random: Random, length: number, inline: readonly string[] = []): string {
  let text = '';
  for (let count = 0; count < length; count += 1) {
    if (inline.length > 0 && random.chance(0.12)) text += random.pick(inline);
    else if (random.chance(0.05)) text += random.pick(LATIN);
    else text += random.pick(HAN);
    if (random.chance(0.12)) text += random.pick(MARKS);
  }
  return text;
}

/** Paragraphs of {@link prose}, the same for one seed. */
export function paragraphs(seed: number, count: number, inline: readonly string[] = []): string {
  const random = seeded(seed);
  return Array.from({ length: count }, () => `${prose(random, random.int(5, 150), inline)}。`).join('\n\n');
}

/** The text of some characters. */
export const textOf = (characters: readonly { readonly character: string }[]): string =>
  characters.map(({ character }) => character).join('');

/** Every character of the flow is on the pages, once, in order, in its line and place; nothing leaves the type area. */
export function assertFaithful({ flow, pages }: LaidOut, stillPx = STILL_PX, stillAcrossPx = STILL_PX): void {
  assert.equal(textOf(pages.flatMap(({ characters }) => characters)), textOf(flow));
  let at = 0;
  pages.forEach((page, number) => {
    assert.ok(
      page.overflowPx < Math.max(GLYPH_PX, stillAcrossPx),
      `page ${number + 1} overflows by ${page.overflowPx} px`,
    );
    let shift: number | undefined;
    for (const { character, inline, block } of page.characters) {
      const original = flow[at];
      at += 1;
      const place = `page ${number + 1}, character ${at} ${JSON.stringify(character)}`;
      if (inline === undefined || original?.inline === undefined) continue;
      if (character.trim() !== '') {
        assert.ok(Math.abs(inline - original.inline) < stillPx, `${place}: ${original.inline} → ${inline}`);
      }
      shift ??= (block ?? 0) - (original.block ?? 0);
      const moved = (block ?? 0) - (original.block ?? 0) - shift;
      assert.ok(Math.abs(moved) < stillAcrossPx, `${place}: moved by ${moved} px across the lines`);
    }
  });
}

/** The first visible character of a page. */
export function firstOf(
  page: SetPage | undefined,
): { readonly character: string; readonly inline?: number } | undefined {
  return page?.characters.find(({ character, inline }) => inline !== undefined && character.trim() !== '');
}
