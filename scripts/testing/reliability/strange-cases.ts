import { pngOf } from '../png.ts';
import type { ReliabilityCase } from './reliability-case.ts';

/** Something strange but honest: chapters that are set whole. */
export interface StrangeCase extends ReliabilityCase {
  /** Its chapters by their paths. */
  readonly files: Readonly<Record<string, string>>;
  /** Pictures beside them. */
  readonly pictures?: Readonly<Record<string, Uint8Array>>;
}

const SENTENCE = '天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。寒来暑往，秋收冬藏。';

const prose = (characters: number): string =>
  SENTENCE.repeat(Math.ceil(characters / SENTENCE.length)).slice(0, characters);

/** One chapter in a file of its own. */
function chapter(
  name: string,
  path: string,
  body: string,
  result = 'set whole',
  tells: readonly string[] = [],
): StrangeCase {
  return { name, files: { [path]: `# ${path.replace(/\.md$/, '')}\n\n${body}\n` }, tells, result };
}

const rows = (count: number, columns: number): string =>
  [
    `|${'栏|'.repeat(columns)}`,
    `|${'-|'.repeat(columns)}`,
    ...Array.from({ length: count }, (_, at) => `|${`${at}|`.repeat(columns)}`),
  ].join('\n');

const MISSING_GLYPHS = 'set whole; of characters that the fonts lack it is told';

/** Everything of it stands in one book. */
export const STRANGE_CASES: readonly StrangeCase[] = [
  { name: 'an empty file', files: { '空.md': '' }, tells: [], result: 'a chapter of nothing' },
  {
    name: 'a file of nothing but white space',
    files: { '白.md': ' \n\u3000\n\t\n' },
    tells: [],
    result: 'a chapter of nothing',
  },
  {
    name: 'a chapter without text',
    files: { '题.md': '# 有题无文\n' },
    tells: [],
    result: 'its heading alone',
  },
  {
    name: 'a byte order mark and CRLF',
    files: { '标.md': `\uFEFF# 标\r\n\r\n${prose(50)}\r\n换行\r\n` },
    tells: [],
    result: 'read as without them',
  },
  chapter(
    'NUL and other control characters',
    '零.md',
    '甲\u0000乙\u0001丙\u001B[31m丁\u007F戊',
    MISSING_GLYPHS,
    ['warning glyph-missing'],
  ),
  chapter(
    'lone surrogates and impossible characters by reference',
    '代.md',
    '甲&#xD800;乙&#xDFFF;丙&#x110000;丁&#0;戊',
  ),
  chapter('indents of U+3000', '缩.md', `\u3000\u3000${prose(60)}`, 'set once', ['warning indent-typed']),
  chapter('combining kana marks, in both forms', '仮.md', 'か\u3099き\u3099ハ\u309A、がぎパ'),
  chapter(
    'variation sequences of ideographs',
    '異.md',
    '葛\u{E0101}飾区と葛\u{E0100}城市、辻\u{E0101}',
    'set whole; of forms that the fonts lack, which are printed plain, it is told',
    ['warning glyph-missing'],
  ),
  chapter('private-use characters', '私.md', '甲\uE000乙\u{F0000}丙', MISSING_GLYPHS, [
    'warning glyph-missing',
  ]),
  chapter('supplementary planes', '補.md', '𠮷野家で𩸽を食べる。𠀋𡈽', MISSING_GLYPHS, [
    'warning glyph-missing',
  ]),
  chapter('right-to-left runs', '右.md', '他说“שלום עולם”，又说“مرحبا بالعالم”，如此。', MISSING_GLYPHS, [
    'warning glyph-missing',
  ]),
  chapter('emoji and their sequences', '表.md', '好👍，家👨‍👩‍👧‍👦，旗🇨🇳，肤👍🏽。', MISSING_GLYPHS, [
    'warning glyph-missing',
  ]),
  chapter('a paragraph of 13,000 characters', '長.md', prose(13_000)),
  chapter('a table of 500 rows', '行.md', rows(500, 3)),
  chapter('a table of 17 columns', '列.md', rows(4, 17)),
  chapter(
    'a line of code of 300 columns',
    '碼.md',
    `\`\`\`\n${'x = f(y); '.repeat(30)}\n\`\`\``,
    'turned over at its measure',
    ['info code-line-long'],
  ),
  chapter(
    'a chapter of 2,000 notes',
    '注.md',
    [
      ...Array.from({ length: 200 }, (_, at) =>
        Array.from({ length: 10 }, (_none, one) => `文[^${at * 10 + one}]`).join(''),
      ),
      ...Array.from({ length: 2000 }, (_, at) => `[^${at}]: 释`),
    ].join('\n\n'),
  ),
  chapter('a note of three pages', '釋.md', `甲[^a]乙\n\n[^a]: ${prose(2500)}`),
  chapter(
    'lists six deep',
    '層.md',
    Array.from({ length: 6 }, (_, at) => `${'  '.repeat(at)}- ${prose(30)}`).join('\n'),
  ),
  {
    ...chapter('a picture taller than the page', '高.md', '![长图](長圖.png "长图")'),
    pictures: { '長圖.png': pngOf(20, 4000, 1, new Uint8Array(80_000)) },
  },
  chapter('a heading of four lines', '標.md', `## ${prose(90).replaceAll(/[，。]/g, '')}\n\n正文`),
  {
    name: 'two chapters of the same title',
    files: { '同一.md': '# 同题\n\n甲\n', '同二.md': '# 同题\n\n乙\n' },
    tells: [],
    result: 'both in the contents',
  },
  {
    name: 'names of files and folders with full-width marks and spaces',
    files: { '第一部（上）　序/正文 ：“一”。.md': '# 名\n\n![图](<图 （一）.png>)\n' },
    pictures: { '第一部（上）　序/图 （一）.png': pngOf(20, 20, 1, new Uint8Array(400)) },
    tells: [],
    result: 'found as they are called',
  },
];

/** A book of its own, which takes too long for each run of the tests: `npm run verify:external` builds it. */
export const THOUSAND_CHAPTERS: StrangeCase = {
  name: '1,000 chapters of one page',
  files: Object.fromEntries(
    Array.from({ length: 1000 }, (_, at) => [
      `千/${String(at).padStart(3, '0')}.md`,
      `# 千${at}\n\n${prose(80)}\n`,
    ]),
  ),
  tells: [],
  result: 'each on its page, and in the contents',
};
