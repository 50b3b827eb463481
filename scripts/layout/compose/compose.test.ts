import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Language } from '../../model/metadata.ts';
import { composeText, EM, piecesOf, STYLE } from '../../testing/composed-text.ts';
import { seeded } from '../../testing/random.ts';
import { adjustLine } from './adjust-line.ts';
import { kinsokuOf } from './character-classes.ts';
import { GapKind } from './paragraph.ts';
import { PieceClasses } from './piece-classes.ts';

const LANGUAGES: readonly Language[] = ['zh-CN', 'zh-TW', 'ja', 'ko'];

function textsOf(...order: Parameters<typeof composeText>): readonly string[] {
  return composeText(...order)?.texts ?? [];
}

const HAN = [...'的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会'];
const MARKS = [...'，，。、；：？！“《（', '——', '……', '·', '”', '》', '）', '。”', '），'];
const WORDS = ['Chromium', 'a', 'Web', '2026', '3.14', 'CSS', 'well-known'];

function anyText(seed: number): string {
  const random = seeded(seed);
  let text = '';
  for (let count = random.int(5, 165); count > 0; count -= 1) {
    text += (random.chance(0.05) ? random.pick(WORDS) : '') + random.pick(HAN);
    if (random.chance(0.12)) text += random.pick(MARKS);
  }
  return text;
}

describe('lines of a paragraph', () => {
  it('should squeeze a mark rather than open gaps (C13)', () => {
    // With 七, the line is a quarter of an em too long; without it, nearly one too short.
    const set = composeText('一，二，三四五六AB七八九十一二三四五六', 10);
    assert.equal(set?.texts[0], '一，二，三四五六AB七');
    assert.ok(Math.abs((set?.widths[0] ?? 0) - 10) < 1e-9);
  });

  it('should open no gap between Han by more than a quarter of an em for a line of many word spaces, but leave it short (C13)', () => {
    let short = 0;
    for (let letters = 4; letters < 30; letters += 1) {
      const set = composeText(`甲乙丙 AB 丁戊己 CD 庚辛壬 EF ${'x'.repeat(letters)} 甲乙丙丁`, 20);
      for (const [index, { from, to, ...line }] of (set?.lines ?? []).entries()) {
        if (line.short) short += 1;
        if (line.last || line.short) continue;
        const gaps = set?.read.opportunities.slice(from, to - 1).filter((one) => one === 1).length ?? 0;
        const gap = (20 - (set?.widths[index] ?? 0)) / gaps;
        assert.ok(gap < 0.251, `${set?.texts[index]}: ${gap} em`);
      }
    }
    assert.ok(short > 0);
  });

  it('should not take a line for short in which nothing can be stretched and little lacks', () => {
    const word = (letters: number): string =>
      `甲乙丙丁戊己庚辛壬癸${'x'.repeat(letters)}甲乙丙丁戊己庚辛壬癸甲`;
    assert.deepEqual(composeText(word(19), 10)?.texts[1], 'x'.repeat(19));
    assert.equal(
      composeText(word(19), 10)?.lines.some(({ short }) => short),
      false,
    );
  });

  it('should take half of the mark at a line end, and of the bracket at a line start (C06, C07)', () => {
    const set = composeText('一二三四五六七八九，（二三四五六七八九十一二三', 9.5);
    assert.deepEqual(set?.texts.slice(0, 2), ['一二三四五六七八九，', '（二三四五六七八九十']);
    assert.deepEqual(set?.widths.slice(0, 2), [9.5, 9.5]);
  });

  it('should keep the blank behind a Japanese full stop (C06)', () => {
    const set = composeText('一二三四五六七八九。一二三四五六七八九十', 10, { language: 'ja' });
    assert.equal(set?.widths[0], 10);
  });

  it('should let a Japanese stop or comma hang beyond a line when it is ordered, and no other mark (C12)', () => {
    const order = { language: 'ja', hanging: true } as const;
    const text = '一二三四五六七八九十。二三四五六七八九」一二三四五六七八九十、二三';
    const set = composeText(text, 10, order);
    assert.deepEqual(set?.texts.slice(0, 2), ['一二三四五六七八九十。', '二三四五六七八九」一']);
    assert.equal(set?.widths[0], 10);
    assert.equal(composeText(text, 10, { language: 'ja' })?.texts[0], '一二三四五六七八九');
  });

  it('should let adjacent marks share a half where one is a bracket, and no others (C05)', () => {
    const gapOf = (pair: string, language: Language = 'zh-CN'): number =>
      (piecesOf(pair, language).paragraph.gaps[0] ?? 0) / EM;
    for (const pair of ['。”', '」、', '」「', '（《', '》）', '，“']) assert.equal(gapOf(pair), -0.5, pair);
    for (const pair of ['。！', '，，', '一，', '（一', '——“', '？！']) assert.equal(gapOf(pair), 0, pair);
  });

  it('should take nothing from a thin mark in the middle of its em, as Japanese faces draw ！ and ： (C08)', () => {
    const rules = { language: 'ja', vertical: false, hangingPunctuation: false } as const;
    const blanksOf = (start: number, end: number) =>
      new PieceClasses(rules, { blanks: () => ({ start: start * EM, end: end * EM }), hangulSpace: () => 0 });
    assert.equal(blanksOf(0.44, 0.44).sign('！', 'stop', STYLE).blankEnd, 0);
    assert.equal(blanksOf(0.19, 0.69).sign('！', 'stop', STYLE).blankEnd, EM / 2);
  });

  it('should rather keep a number with the year, month or day it counts, but not at any price', () => {
    // The comma's half lets 月 stand on the first line as well.
    assert.equal(textsOf('一二三，四五六在12月一日到二日之间又有新的地方', 10)[0], '一二三，四五六在12月');
    const { breaks } = piecesOf('2023年').paragraph;
    assert.equal(breaks[0], GapKind.unwelcome);
    assert.equal(piecesOf('15国').paragraph.breaks[0], GapKind.allowed);
  });

  it('should leave no lone character on a last line (B07)', () => {
    for (let count = 11; count < 80; count += 1) {
      const lines = textsOf('字'.repeat(count), 10, { indent: 2 });
      const last = lines.at(-1) ?? '';
      assert.ok(lines.length === 1 || last.length >= 2, `${count}: ${last}`);
    }
  });

  it('should begin two lines alike, one below the other, more rarely than chance does', () => {
    let pairs = 0;
    let alike = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const starts = textsOf(anyText(seed), 22).map((line) => line.slice(0, 1));
      pairs += Math.max(starts.length - 1, 0);
      alike += starts.filter((start, index) => start === starts[index + 1]).length;
    }
    assert.ok(alike * HAN.length < pairs * 0.75, `${alike} of ${pairs}`);
  });

  it('should open no gap in ragged lines, keep them alike in length, and leave no runt either', () => {
    const text = '甲乙丙丁戊己庚Chromium甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛，甲乙丙丁戊己庚辛壬癸甲';
    const [even, ragged] = [composeText(text, 10), composeText(text, 10, { ragged: true })];
    assert.equal(ragged?.texts.join(''), text);
    // Justified, the first line would be stretched by three ems or be left short.
    assert.ok(even?.lines.some(({ last, restPx }) => !last && restPx > 2 * EM));
    assert.ok(ragged?.lines.every(({ last, short }) => last && !short));
    for (const [index, width] of (ragged?.widths ?? []).entries()) {
      const { from, to } = ragged?.lines[index] ?? { from: 0, to: 0 };
      let natural = 0;
      for (let piece = from; piece < to; piece += 1) natural += ragged?.read.paragraph.widths[piece] ?? 0;
      assert.ok(width <= natural / EM + 0.126 * 2, `${ragged?.texts[index]}: ${width}`);
      assert.ok(width <= 10 + 1e-9);
    }
    for (let count = 11; count < 60; count += 1)
      assert.ok((textsOf('字'.repeat(count), 10, { ragged: true }).at(-1)?.length ?? 0) >= 2, `${count}`);
  });

  it('should not part signs, numbers and their units, words (C02, C16, C17)', () => {
    for (let lead = 0; lead < 12; lead += 1) {
      const text = `${'字'.repeat(lead)}甲——乙……丙3.14丁￥25戊80%己word庚`;
      for (const line of textsOf(text, 8)) {
        assert.doesNotMatch(line, /^[…%.]|￥$|\d$(?!)/u);
      }
      const joined = textsOf(text, 8).join('|');
      assert.doesNotMatch(joined, /—\|—|…\|…|\d\|[\d.%]|\.\|\d|￥\||[a-z]\|[a-z]/u, joined);
    }
  });

  for (const language of LANGUAGES) {
    it(`should try each mark of ${language} at every place, and begin and end no line with one that must not`, () => {
      const { notAtStart, notAtEnd } = kinsokuOf(language);
      for (const [codes, edge] of [
        [notAtStart, 'start'],
        [notAtEnd, 'end'],
      ] as const) {
        for (const code of codes) {
          const mark = String.fromCodePoint(code);
          for (let lead = 4; lead < 22; lead += 1) {
            const word = language === 'ko' ? '가나 ' : '字字';
            const text = `${word.repeat(lead).slice(0, lead)}${mark}${word.repeat(12)}`;
            const lines = textsOf(text, 9, { language });
            lines.forEach((line, index) => {
              if (edge === 'start' && index > 0)
                assert.ok(!line.startsWith(mark), `${mark}: ${lines.join('|')}`);
              if (edge === 'end' && index < lines.length - 1)
                assert.ok(!line.endsWith(mark), `${mark}: ${lines.join('|')}`);
            });
          }
        }
      }
    });
  }

  it('should stretch neither inside signs nor behind what opens nor before what closes (C14)', () => {
    const { paragraph } = piecesOf('一“二”，三——四·五（六');
    const forbidden = [1, 2, 3, 5, 6, 7, 8, 10];
    assert.deepEqual(
      [...paragraph.stretches].flatMap((stretch, index) =>
        stretch === 0 && index < paragraph.count - 1 ? [index] : [],
      ),
      forbidden,
    );
  });

  it('should keep the spaces of code as they are, and leave a line of code alone to the browser', () => {
    // Two characters, a word of code, its space, a word: only the first gap may be stretched.
    const code = { ...piecesOf('甲乙ab cd').paragraph, stretches: Float64Array.of(0.4, 0, 0, 0, 0) };
    const spacingOf = (from: number): number[] => {
      const spacing = new Float64Array(code.count);
      const line = { from, to: code.count, restPx: 3, last: false, short: false };
      adjustLine(code, line, Uint8Array.of(1, 1, 0, 1, 0), spacing);
      return [...spacing].slice(from, -1);
    };
    assert.equal(code.count, 5);
    assert.deepEqual(spacingOf(0), [0, -3, 0, -3]);
    assert.deepEqual(spacingOf(2), [0, 0]);
  });

  it('should widen spaces of Korean alone, and part words only there', () => {
    const { paragraph } = piecesOf('한국어 문장은 띄어', 'ko');
    [...paragraph.stretches].slice(0, -1).forEach((stretch, index) => {
      assert.equal(stretch > 0, paragraph.spaces[index] === 1, String(index));
      assert.equal(paragraph.breaks[index] === GapKind.allowed, paragraph.spaces[index] === 1, String(index));
    });
  });
});

describe('any text in any measure', () => {
  it('should lose and move nothing', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const text = anyText(seed);
      for (const ems of [8, 13.5, 22, 37]) {
        const set = composeText(text, ems, { indent: seed % 3 });
        if (set === undefined) continue;
        assert.equal(set.texts.join(''), text, `seed ${seed}, ${ems} em`);
      }
    }
  });

  it('should set every line within its measure, and full lines to it by gaps of no more than 0.38 em between Han and Latin, or tell that they are short', () => {
    let full = 0;
    const shortLines: Record<number, number> = {};
    for (let seed = 1; seed <= 400; seed += 1) {
      const text = anyText(seed);
      for (const ems of [8, 12, 22, 37]) {
        const indent = seed % 3;
        const set = composeText(text, ems, { indent });
        if (set === undefined) continue;
        set.lines.forEach(({ from, to, last, short }, index) => {
          const measure = index === 0 ? ems - indent : ems;
          const width = set.widths[index] ?? 0;
          const name = `seed ${seed}, ${ems} em: ${set.texts[index]}`;
          assert.ok(width <= measure + 0.002, `${name}: ${width}`);
          // In short lines of long words there may be no other way.
          if (short) shortLines[ems] = (shortLines[ems] ?? 0) + 1;
          if (last || short) return;
          full += 1;
          let gaps = 0;
          for (let gap = from; gap < to - 1; gap += 1) gaps += set.read.opportunities[gap] ?? 0;
          // Where nothing can be stretched a line may lack a little.
          if (gaps === 0 && measure - width < ems / 16) return;
          assert.ok(
            (measure - width) / Math.max(gaps, 1) < 0.38,
            `${name}: ${measure - width} em in ${gaps} gaps`,
          );
        });
      }
    }
    assert.ok(full > 1000, `${full} full lines`);
    assert.deepEqual(
      Object.keys(shortLines)
        .map(Number)
        .filter((ems) => ems > 22),
      [],
    );
  });

  it('should say so when no line can hold a word', () => {
    assert.equal(composeText('字字字字字字Donaudampfschifffahrtsgesellschaft字字', 8), undefined);
  });
});
