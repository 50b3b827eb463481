import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type BuildReport, build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { type PdfFacts, readPdf } from './pdf-facts.ts';
import { type DrawnPage, drawnPages, type Glyph } from './pdf-glyphs.ts';

// A Japanese book of 四六判, 43 characters of 9 pt by 16 lines of 16 pt, without bleed.
const BOOK = fileURLToPath(new URL('./data/ja-vertical/', import.meta.url));
const PT_PER_MM = 72 / 25.4;
const TRIM = { width: 127 * PT_PER_MM, height: 188 * PT_PER_MM };
const BODY = 9;
const PITCH = 16;
const AREA = { width: 15 * PITCH + BODY, height: 43 * BODY };
const RIGHT = (TRIM.width + AREA.width) / 2;
const LEFT = RIGHT - AREA.width;
const TOP = (TRIM.height + AREA.height) / 2;
const FOOT = TOP - AREA.height;

let folder: string;
let report: BuildReport;
let pdf: PdfFacts;
let pages: readonly DrawnPage[];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-vertical-'));
  report = await build(BOOK, { out: folder, progress: silentProgress, notice: () => {} });
  const bytes = readFileSync(report.files[0]?.path ?? '');
  pdf = await readPdf(bytes);
  pages = await drawnPages(bytes);
});

after(() => rm(folder, { recursive: true, force: true }));

const textOf = (glyphs: readonly Glyph[]): string => glyphs.map(({ character }) => character).join('');
const isBody = ({ size }: Glyph): boolean => Math.abs(size - BODY) < 0.01;
const isInArea = ({ x, y }: Glyph): boolean =>
  x > LEFT - PITCH && x < RIGHT + PITCH && y < TOP && y > FOOT - 1;
/** The middle of an upright glyph across its line. */
const axis = ({ x, width }: Glyph): number => x + width / 2;
/** Pages of the author's text. */
const bodyPages = (): readonly DrawnPage[] =>
  pages.filter(({ glyphs }, index) => {
    const isNumbered = /^\d+$/.test(pdf.pages[index]?.label ?? '');
    return isNumbered && index < pages.length - 1 && glyphs.length > 0;
  });

/** The glyphs of the first place where a text is drawn. */
function find(text: string, wanted: (glyph: Glyph) => boolean = isBody): readonly Glyph[] {
  for (const { glyphs } of pages) {
    const all = glyphs.filter(wanted);
    const characters = all.map(({ character }) => character);
    for (let at = 0; at < all.length; at += 1) {
      if (
        text.startsWith(characters[at] ?? '') &&
        characters.slice(at, at + [...text].length).join('') === text
      )
        return all.slice(at, at + [...text].length);
    }
  }
  throw new assert.AssertionError({ message: `${text} is not drawn` });
}

function assertNear(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, expected ${expected}`);
}

describe('vertical Japanese book', () => {
  it('should build without errors', () => {
    assert.deepEqual(
      report.diagnostics.map(({ severity, ruleId }) => [severity, ruleId]),
      [
        // One of its chapters leaves out levels of headings, as its book.yaml says.
        ['info', 'preflight-accessibility'],
        ['warning', 'image-missing'],
      ],
    );
  });

  it('should be bound on the right and read from right to left (A09)', () => {
    assert.equal(pdf.readingDirection, 'R2L');
    assert.equal(pdf.language, 'ja');
    const labels = pdf.pages.map(({ label }) => label);
    assert.deepEqual(labels.slice(labels.indexOf('1'), labels.indexOf('1') + 3), ['1', '2', '3']);
    assert.equal(labels.indexOf('1') % 2, 0, 'page 1 is a recto');
  });

  it('should draw Japanese forms from embedded TrueType faces, and no Type 3 (C08)', () => {
    for (const { name, kind, embedded, hasToUnicode } of pdf.fonts) {
      assert.match(name, /Noto(?:SerifJP|SansJP|SansMono)/);
      assert.deepEqual([kind, embedded, hasToUnicode], ['CIDFontType2', true, true], name);
    }
    assert.ok(pdf.fonts.some(({ name }) => name.includes('NotoSerifJP')));
  });

  it('should set the text in order, down the lines and from line to line to the left', () => {
    const lines = bodyPages().map(({ glyphs }) => glyphs.filter((glyph) => isBody(glyph) && isInArea(glyph)));
    const text = lines.map(textOf).join('');
    for (const piece of [
      '地図で探すなら、半島の付け根から指を12センチほど南へすべらせればいい。鉄道は1958年に途中の駅まで延び、',
      '岬の灯台に灯台守がいたのは1987年までのことで、その後は機械が番をしている。',
      '電気が止まると回転機も止まる。早瀬さんは相棒と二人、交代でレンズを押した。8秒に1回。',
      '一晩に5,400回。それを30年。数を並べてみて、彼はその下に一言だけ書いた。「よく回った」と。',
    ])
      assert.ok(text.includes(piece), piece);
    for (const glyphs of lines) {
      const upright = glyphs.filter(({ turned, character }) => !turned && /[\p{L}ー]/u.test(character));
      upright.slice(1).forEach((glyph, index) => {
        const before = upright[index];
        if (before === undefined) return;
        const step = axis(before) - axis(glyph);
        const isNext = step > PITCH / 2 || (Math.abs(step) < 1 && glyph.y < before.y);
        assert.ok(isNext, `${before.character}${glyph.character}: ${step} pt to the left`);
      });
    }
  });

  it('should set every line on the grid, with readings, emphasis, notes and pictures about (A07, D06)', () => {
    let count = 0;
    for (const [number, { glyphs }] of bodyPages().entries()) {
      for (const glyph of glyphs) {
        if (!isBody(glyph) || glyph.turned || !isInArea(glyph) || !/\p{Script=Han}/u.test(glyph.character))
          continue;
        const off = (RIGHT - BODY / 2 - axis(glyph)) / PITCH;
        assertNear(off, Math.round(off), 0.05, `page ${number + 1}, ${glyph.character}`);
        count += 1;
      }
    }
    assert.ok(count > 600, `${count} characters`);
  });

  it('should keep everything inside the type area but readings, heads and folios (A11)', () => {
    for (const [number, { glyphs }] of bodyPages().entries()) {
      for (const glyph of glyphs.filter(({ size }) => size > BODY * 0.78)) {
        // The second half of a mark at a line's end is blank, and out of it (C06).
        const foot = /[、」』）]/u.test(glyph.character) ? FOOT - BODY / 2 : FOOT;
        const isInside =
          glyph.x > LEFT - 0.5 && glyph.x < RIGHT + 0.5 && glyph.y < TOP + 0.5 && glyph.y > foot - 0.5;
        assert.ok(isInside, `page ${number + 1}: ${glyph.character} at ${glyph.x}, ${glyph.y}`);
      }
    }
  });

  it('should set two digits and double marks side by side within one em, in the middle of the line (D10)', () => {
    for (const text of ['12センチ', '23軒', '10分', '!?', '!!']) {
      const [first, second] = find(text);
      assert.ok(first !== undefined && second !== undefined);
      assert.ok(!first.turned && !second.turned, text);
      assertNear(first.y, second.y, 0.01, `${text} on one baseline`);
      const width = second.x + second.width - first.x;
      assert.ok(width <= 1.01 * BODY, `${text} is ${width} pt wide`);
      const off = (RIGHT - BODY / 2 - (first.x + width / 2)) / PITCH;
      assertNear(off, Math.round(off), 0.05, `${text} in the middle`);
    }
  });

  it('should set four digits, single letters and acronyms one below the other, and turn words (D11)', () => {
    for (const text of ['1958', 'LED', '365日']) {
      const glyphs = find(text);
      glyphs.slice(1).forEach((glyph, index) => {
        const before = glyphs[index];
        assert.ok(before !== undefined && !glyph.turned && !before.turned, text);
        assertNear(axis(glyph), axis(before), 0.2, `${text} on one axis`);
        assertNear(before.y - glyph.y, BODY, 1, `${text}, an em apart`);
      });
    }
    for (const letter of find('A、B、C')) assert.equal(letter.turned, false, letter.character);
    for (const word of ['Café', 'light', '2,400', 'VHF']) {
      const letters = find(word, ({ size }) => size > BODY * 0.78);
      assert.ok(
        letters.every(({ turned }) => turned),
        word,
      );
    }
  });

  it('should leave an eighth of an em between turned letters and kana, and draw the kana on its line', () => {
    const glyphs = find('SHIOとい');
    const [letter, kana] = [glyphs[3], glyphs[4]];
    assert.ok(letter !== undefined && kana !== undefined);
    assert.ok(letter.y - letter.width > kana.y, 'the letter ends above the kana');
    const off = (RIGHT - BODY / 2 - axis(kana)) / PITCH;
    assertNear(off, Math.round(off), 0.03, 'the kana stands in the middle of the line');
  });

  it('should set readings half as large on the right of their characters (D06)', () => {
    const reading = find('くら', ({ size }) => Math.abs(size - BODY / 2) < 0.01);
    const [base] = find('鞍が浦');
    assert.ok(base !== undefined);
    for (const kana of reading) assertNear(axis(kana) - axis(base), BODY * 0.8, 0.1 * BODY, kana.character);
  });

  it('should use vertical forms of marks, brackets and the long vowel (C19)', () => {
    const forms = (wanted: (page: DrawnPage) => boolean): ReadonlyMap<string, number> =>
      new Map(
        pages
          .filter(wanted)
          .flatMap(({ glyphs }) => glyphs)
          .filter(({ font }) => font.includes('Serif'))
          .map(({ character, id }) => [character, id]),
      );
    const colophon = pages.at(-1);
    const [down, across] = [forms((page) => page !== colophon), forms((page) => page === colophon)];
    assert.notEqual(down.get('。'), across.get('。'));
    assert.equal(down.get('書'), across.get('書'));
    for (const text of ['、', '「', '」', '『', '』', 'ー', 'っ']) {
      const glyph = find(text, ({ size }) => size > 0.78 * BODY)[0];
      assert.equal(glyph?.turned, false, `${text} has a form of its own`);
    }
  });

  it('should indent headings by two more ems a level (E03)', () => {
    const starts = [
      ['灯台の仕事', BODY * 1.7, 4],
      ['三つの道しるべ', BODY * 1.33, 6],
      ['火を守る家', BODY * 1.14, 8],
    ] as const;
    for (const [title, size, ems] of starts) {
      const [first] = find(
        title,
        (glyph) => Math.abs(glyph.size - size) < 0.05 && glyph.font.includes('Sans'),
      );
      assert.ok(first !== undefined);
      // The origin lies 0.88 em below the top of the em box.
      assertNear(TOP - first.y - 0.88 * size, ems * BODY, 1, title);
    }
  });

  it('should set the notes of a chapter under a heading smaller than those of its sections, where its text ends', () => {
    const page = pages.find(({ glyphs }) => textOf(glyphs).includes('頼めば見せてもらえる'));
    assert.ok(textOf(page?.glyphs ?? []).includes('灯質には光の色と周期が含まれる'));
    const heading = page?.glyphs.find(
      ({ character, font, size }) => character === '注' && font.includes('Sans') && size > BODY,
    );
    assertNear(heading?.size ?? 0, BODY * 1.14, 0.05, '注');
  });

  it('should number items in Han numerals (一、二、三、)', () => {
    for (const item of ['一、峠の地蔵', '二、坂の途中', '三、波止場']) {
      const text = textOf(bodyPages().flatMap(({ glyphs }) => glyphs.filter(isBody)));
      assert.ok(text.includes(item), item);
    }
  });

  it('should keep the shape of a picture and set its caption horizontally below it (F10)', () => {
    const page = pages.find(({ pictures }) => pictures.length > 0);
    const picture = page?.pictures[0];
    assert.ok(page !== undefined && picture !== undefined);
    assertNear(picture.width / picture.height, 480 / 320, 0.02, 'shape');
    assertNear(picture.width, 6 * PITCH, 0.5, 'width of six lines');
    const caption = page.glyphs.filter(
      ({ font, size }) => font.includes('Sans') && Math.abs(size - 0.8 * BODY) < 0.05,
    );
    const first = caption.slice(0, 8);
    assert.equal(textOf(first), '地蔵の台座の拓本');
    for (const glyph of first) assertNear(glyph.y, first[0]?.y ?? 0, 0.01, 'caption on one baseline');
    assert.ok((first[0]?.y ?? 0) < picture.y, 'caption below the picture');
    const text = page.glyphs.filter((glyph) => isBody(glyph) && isInArea(glyph));
    for (const glyph of text) {
      const isClear = glyph.x > picture.x + picture.width || glyph.x + glyph.width < picture.x;
      assert.ok(isClear, `${glyph.character} stands clear of the picture`);
    }
  });

  it('should give a character that is a picture one em of its line', () => {
    const [before] = find('の字に触れて');
    const [, after] = find('の字に触れて');
    const picture = pages.flatMap(({ pictures }) => pictures).at(-1);
    assert.ok(before !== undefined && after !== undefined && picture !== undefined);
    assertNear(axis(after), axis(before), 0.01, 'in one line');
    assertNear(before.y - after.y, 2 * BODY, 1, 'an em between its neighbours');
    assertNear(picture.x + picture.width / 2, axis(before), 0.5, 'in the middle of the line');
  });

  it('should begin no line with a stop, a closing mark or a small kana, and end none with an opening mark (C01)', () => {
    for (const { glyphs } of bodyPages()) {
      const body = glyphs.filter((glyph) => isBody(glyph) && isInArea(glyph) && !glyph.turned);
      body.slice(1).forEach((glyph, index) => {
        const before = body[index];
        if (before === undefined || axis(before) - axis(glyph) < PITCH / 2) return;
        assert.doesNotMatch(glyph.character, /[、。」』）ーっゃゅょぁぃぅぇぉッャュョ々!?]/u);
        assert.doesNotMatch(before.character, /[「『（]/u);
      });
    }
  });

  it('should set running heads an em above the type area and folios below it, on the outer side (F03)', () => {
    bodyPages().forEach(({ glyphs }, index) => {
      const isRecto = index % 2 === 0;
      const head = glyphs.filter(({ y }) => y > TOP);
      const folio = glyphs.filter((glyph) => glyph.y < FOOT - 2 && !isBody(glyph));
      assert.ok(folio.length > 0, `page ${index + 1} has a folio`);
      assert.equal(textOf(folio), String(index + 1));
      for (const line of [head, folio]) {
        const [first, last] = [line[0], line.at(-1)];
        if (first === undefined || last === undefined) continue;
        const gap = isRecto ? first.x - LEFT : RIGHT - (last.x + last.width);
        assert.ok(gap > -1 && gap < 1, `page ${index + 1}: ${gap} pt from the outer edge`);
      }
      for (const { y } of head) assert.ok(y - TOP > BODY && y - TOP < 2 * BODY, `head ${y - TOP} pt above`);
    });
  });

  it('should list in the contents the pages that the links lead to, each within one em (D10, F05)', () => {
    const contents = pages.findIndex(
      ({ glyphs }) => textOf(glyphs.filter(({ size }) => size > 12)) === '目次',
    );
    const digits = (pages[contents]?.glyphs ?? []).filter(
      ({ character, y }) => /\d/.test(character) && y < FOOT + 2 * BODY && y > FOOT - 1,
    );
    const targets = pdf.links
      .filter(({ from }) => from === contents)
      .map(({ to }) => pdf.pages[to]?.label ?? '');
    assert.equal(textOf(digits), targets.join(''));
    assert.ok(digits.every(({ turned }) => !turned));
  });

  it('should set the colophon horizontally (G01)', () => {
    const last = pages.at(-1)?.glyphs ?? [];
    assert.match(textOf(last), /発行日2024年3月15日/);
    const title = last.filter(({ font }) => font.includes('Sans')).slice(0, 5);
    assert.equal(textOf(title), '潮待ちの町');
    for (const glyph of title) assertNear(glyph.y, title[0]?.y ?? 0, 0.01, 'on one baseline');
  });
});
