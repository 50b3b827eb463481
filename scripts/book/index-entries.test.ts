import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import type { IndexEntry } from '../model/book.ts';
import type { IndexOrder, Manuscript } from '../model/manuscript.ts';
import type { Language } from '../model/metadata.ts';
import { assemble, BARE_METADATA, manuscriptOf } from '../testing/books.ts';
import { told } from '../testing/parse.ts';

const WITH_INDEX = { kind: 'generated', matter: 'back', part: 'index' } as const;

function indexOf(text: string, rest: Partial<Manuscript> = {}) {
  const { book, diagnostics } = assemble(
    manuscriptOf([{ kind: 'file', matter: 'body', path: 'a.md', text }, WITH_INDEX], rest),
  );
  const [chapter] = book.chapters;
  return {
    groups: book.index,
    entries: book.index.flatMap(({ entries }) => entries),
    told: told(diagnostics),
    html: chapter === undefined ? '' : toHtml(chapter.content).replace(/ data-source="[^"]*"/g, ''),
  };
}

const mark = (entry: string, rest = ''): string => `文<span data-index="${entry}"${rest}></span>`;

/** Groups as `label: entry entry`. */
function sorted(language: Language, indexOrder: IndexOrder, words: readonly (string | [string, string])[]) {
  const text = words
    .map((word) => (typeof word === 'string' ? mark(word) : mark(word[0], ` data-reading="${word[1]}"`)))
    .join('');
  const { groups, told } = indexOf(text, {
    metadata: { ...BARE_METADATA, language },
    references: { contentsDepth: 2, figures: 'auto', tables: 'auto', listings: 'auto', indexOrder },
  });
  return {
    groups: groups.map(({ label, entries }) => `${label}: ${entries.map((entry) => entry.text).join(' ')}`),
    told,
  };
}

const brief = ({ text, places, children }: IndexEntry): unknown => [
  text,
  places.map(({ id, until }) => (until === undefined ? id : `${id}..${until}`)).join(' '),
  ...children.map(brief),
];

describe('index marks', () => {
  it('should be taken from the text, which keeps its words and gets ids', () => {
    const { entries, html } = indexOf('<span data-index>口岸</span>与<span data-index="海关"></span>。');
    assert.deepEqual(entries.map(brief), [
      ['海关', 'c01-i2'],
      ['口岸', 'c01-i1'],
    ]);
    assert.equal(html, '<p><span id="c01-i1">口岸</span>与<span id="c01-i2"></span>。</p>');
  });

  it('should be found on any element, in notes, captions and headings, and keep an id', () => {
    const { entries } = indexOf(
      '# <b data-index id="own">口岸</b>\n\n文[^a]\n\n[^a]: <dfn data-index>海关</dfn>',
    );
    assert.deepEqual(entries.map(brief), [
      ['海关', 'c01-i2'],
      ['口岸', 'own'],
    ]);
  });

  it('should gather the places of an entry and of its sub-entries, in order', () => {
    const { entries } = indexOf(
      `${mark('口岸')}${mark('口岸!陆路')}${mark('口岸')}<span data-index="口岸!">空港</span>`,
    );
    assert.deepEqual(entries.map(brief), [['口岸', 'c01-i1 c01-i3', ['空港', 'c01-i4'], ['陆路', 'c01-i2']]]);
  });

  it('should make ranges of a start and an end', () => {
    const { entries, told } = indexOf(
      `${mark('口岸', ' data-range="start"')}${mark('口岸')}${mark('口岸', ' data-range="end"')}`,
    );
    assert.deepEqual(entries.map(brief), [['口岸', 'c01-i2 c01-i1..c01-i3']]);
    assert.deepEqual(told, []);
  });

  it('should point to other entries: instead of pages, or beside them', () => {
    const { entries } = indexOf(
      `${mark('边贸', ' data-see="边境贸易"')}${mark('边境贸易', ' data-see-also="口岸；海关"')}${mark('口岸')}${mark('海关')}`,
    );
    const [full, short] = entries;
    assert.deepEqual(
      [short?.text, short?.places, short?.see],
      ['边贸', [], [{ text: '边境贸易', id: full?.id }]],
    );
    assert.deepEqual([full?.places.length, full?.seeAlso.map(({ text }) => text)], [1, ['口岸', '海关']]);
  });

  it('should write a mark of exclamation that is written twice', () => {
    assert.deepEqual(indexOf(mark('雅虎!!')).entries.map(brief), [['雅虎!', 'c01-i1']]);
  });

  it('should not be parted from a note behind them', () => {
    const { entries, html } = indexOf(
      `<span data-index>口岸</span>[^a]，海关<span data-index="海关"></span>[^a]\n\n[^a]: 注`,
    );
    assert.deepEqual(
      entries.map(({ text }) => text),
      ['海关', '口岸'],
    );
    assert.match(html, /海<span class="no-break">关<span id="c01-i2"><\/span><sup>/);
  });

  it('should be told of at their place when they are wrong', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['<span data-index></span>', 'error index-mark'],
      [mark('一!二!三'), 'error index-mark'],
      [mark('一', ' data-range="middle"'), 'error index-mark'],
      [mark('一', ' data-range="start"'), 'error index-range'],
      [mark('一', ' data-range="end"'), 'error index-range'],
      [mark('一', ' data-see="无"'), 'warning index-see'],
      [mark('一', ' data-reading="xyz"'), 'error index-reading'],
      [`${mark('一', ' data-reading="yi"')}${mark('一', ' data-reading="yao"')}`, 'warning index-reading'],
    ];
    for (const [text, problem] of cases) {
      assert.deepEqual(
        indexOf(`文\n\n${text}`).told.filter((line) => !line.includes('part-empty')),
        [`${problem} a.md:3:1`],
        text,
      );
    }
  });

  it('should be told of when the spine has no index', () => {
    const { diagnostics } = assemble(manuscriptOf({ 'a.md': mark('口岸') }));
    assert.deepEqual(told(diagnostics), ['info index-not-ordered']);
  });
});

describe('the order of an index', () => {
  it('should be by pinyin, Latin words in the group of their letter', () => {
    assert.deepEqual(
      sorted('zh-CN', 'pinyin', ['重量', '口岸', '阿尔山', 'PDF', '票', '《边城》', '2023年', '赵']),
      {
        groups: ['#: 2023年', 'A: 阿尔山', 'B: 《边城》', 'K: 口岸', 'P: PDF 票', 'Z: 赵 重量'],
        told: [],
      },
    );
  });

  it('should follow a reading, in pinyin or in characters of the same sound', () => {
    for (const reading of ['chongqing', 'chóng qìng', '虫庆']) {
      assert.deepEqual(
        sorted('zh-CN', 'pinyin', ['车站', ['重庆', reading], '楚', '赵']).groups,
        ['C: 车站 重庆 楚', 'Z: 赵'],
        reading,
      );
    }
  });

  it('should be by strokes, the group named in the characters of the region', () => {
    const words = ['口岸', '一', '三', '阿', 'PDF'];
    assert.deepEqual(sorted('zh-TW', 'stroke', words).groups, [
      'A–Z: PDF',
      '1畫: 一',
      '3畫: 三 口岸',
      '8畫: 阿',
    ]);
    assert.deepEqual(sorted('zh-CN', 'stroke', ['一']).groups, ['1画: 一']);
  });

  it('should be by zhuyin', () => {
    assert.deepEqual(sorted('zh-TW', 'zhuyin', ['衣', '口岸', '八']).groups, [
      'ㄅ: 八',
      'ㄎ: 口岸',
      'ㄧ: 衣',
    ]);
  });

  it('should be by kana rows, with readings from attribute or ruby', () => {
    const { groups, told } = sorted('ja', 'kana', [
      ['港', 'みなと'],
      ['学校', 'がっこう'],
      'カメラ',
      'ぁ',
      'PDF',
      ['税関', 'ゼイカン'],
    ]);
    assert.deepEqual(groups, ['A–Z: PDF', 'あ: ぁ', 'か: 学校 カメラ', 'さ: 税関', 'ま: 港']);
    assert.deepEqual(told, []);
    const ruby = indexOf('<span data-index><ruby>港<rt>みなと</rt></ruby>町</span>', {
      metadata: { ...BARE_METADATA, language: 'ja' },
      references: { contentsDepth: 2, figures: 'auto', tables: 'auto', listings: 'auto', indexOrder: 'kana' },
    });
    assert.deepEqual(
      ruby.groups.map(({ label, entries }) => [label, entries[0]?.text]),
      [['ま', '港町']],
    );
  });

  it('should tell of kanji without a reading, and put them last', () => {
    const { groups, told } = sorted('ja', 'kana', ['港', 'わに']);
    assert.deepEqual(groups, ['わ: わに', '漢字: 港']);
    assert.deepEqual(told, ['warning index-reading a.md:1:1']);
  });

  it('should be by consonants, doubled ones and Hanja with the plain', () => {
    assert.deepEqual(sorted('ko', 'hangul', ['하늘', '까치', '가다', '口岸', '나라', 'PDF', '7일']).groups, [
      'ㄱ: 가다 口岸 까치',
      'ㄴ: 나라',
      'ㅎ: 하늘',
      'A–Z: PDF',
      '#: 7일',
    ]);
  });
});
