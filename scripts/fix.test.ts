import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { PROSE_RULES } from './check/check-book.ts';
import { fix, fixText } from './fix.ts';
import type { Language } from './model/metadata.ts';
import { check } from './pipeline.ts';
import { silentProgress } from './platform/progress.ts';
import { BARE_METADATA, manuscriptOf } from './testing/books.ts';

/** A text as one rule leaves it. */
function fixedBy(id: string, text: string, language: Language = 'zh-CN'): string {
  const rules = PROSE_RULES.filter((rule) => rule.id === id);
  assert.equal(rules.length, 1, id);
  const manuscript = manuscriptOf({}, { metadata: { ...BARE_METADATA, language } });
  const once = fixText(text, rules, manuscript);
  // A second run finds nothing.
  assert.equal(fixText(once.text, rules, manuscript).places, 0, once.text);
  return once.text;
}

const CASES: Readonly<
  Record<
    string,
    {
      readonly mends: readonly (readonly [string, string, Language?])[];
      readonly leaves: readonly (string | readonly [string, Language])[];
    }
  >
> = {
  'marks-half-width': {
    mends: [
      ['春天来了,花开了;真好:看!是吗?', '春天来了，花开了；真好：看！是吗？'],
      ['春天, 花开', '春天，花开'],
      ['他说,“好”,就走', '他说，“好”，就走'],
      ['完.', '完。'],
      ['口岸(国门)很大', '口岸（国门）很大'],
      ['**春天**,`a,b`花,[链接](a,b.md)开,花', '**春天**,`a,b`花，[链接](a,b.md)开，花'],
      ['> 春天,\n> 花开,好', '> 春天,\n> 花开，好'],
      ['| 春,天 | a |\n|---|---|\n| 花,开 | b |', '| 春，天 | a |\n|---|---|\n| 花，开 | b |'],
      ['春は,花', '春は、花', 'ja'],
      ['文[^a]\n\n[^a]: 甲,乙', '文[^a]\n\n[^a]: 甲，乙'],
    ],
    leaves: [
      '3:15 与 f(x)',
      '春天, English',
      '约翰.史密斯',
      'It runs down (竖排, 縦書き), or across',
      '春天\\,花',
      '`春天,花`',
      '```\n春天,花\n```',
      '    春天,花',
      '$春,天$',
      '<kbd>春天,花</kbd>',
      '<div title="春天,花">\n春天,花\n</div>',
      '<b title="春天,花">春</b>',
      '---\ntitle: 春天,花\n---\n\n文',
      '![春天,花](a.png "春天,花"){credit="春,天"}',
      '<https://example.org/春,天>',
      'https://example.org/春,天',
      '[a]: b.md "春天,花"\n\n[春][a]',
      '春\n: 花',
      '가,나',
      ['春天,花', 'ko'],
    ],
  },
  'ellipsis-dots': {
    mends: [
      ['他说...', '他说……'],
      ['他说。。。走了', '他说……走了'],
      ['他…走了', '他……走了'],
      ['他说......走', '他说……走'],
      ['“...”', '“……”'],
    ],
    leaves: ['a...b', '他……走', '1...9', '他说.............', '他说..', 'wait…'],
  },
  'dash-hyphens': {
    mends: [
      ['春天--花开', '春天——花开'],
      ['春天 --- 花开', '春天——花开'],
      ['> 行路难。\n>\n> --李白', '> 行路难。\n>\n> ——李白'],
    ],
    leaves: [
      '使用 --help',
      '春天 --help 花',
      'a--b',
      '北京-上海',
      '北京—上海',
      '| 春 |\n|--|\n| 花 |',
      '文\n\n--\n\n文',
    ],
  },
  'quotes-straight': {
    mends: [
      ['他说"好"。', '他说“好”。'],
      ['函数"foo"返回"值"', '函数“foo”返回“值”'],
      ["他说'好人'。", '他说‘好人’。'],
      ['"甲"，"乙"', '「甲」，「乙」', 'ja'],
      ['他說"好"', '他說「好」', 'zh-TW'],
    ],
    leaves: [
      '他说"好。',
      '5" 的管',
      'say "hello" to',
      "don't 走",
      '[春](a.md "花")',
      '[春]{lang="ja"}',
      '甲 "" 乙',
    ],
  },
  'space-at-mark': {
    mends: [
      ['春天， 花开 。', '春天，花开。'],
      ['好！ 走', '好！走'],
    ],
    leaves: ['春天 花开', ':::verse\n春天， 花\n:::', ['え！ まさか', 'ja'], '春天，\n花', '甲 '],
  },
  'space-han-latin': {
    mends: [['使用 Rust 语言 3 次', '使用Rust语言3次']],
    leaves: ['Rust language', '使用\nRust', '`a` 与 `b`'],
  },
  'space-between-han': {
    mends: [['春天 来了', '春天来了']],
    leaves: ['# 目 录', '第一章　春', ':::verse\n春 天\n:::'],
  },
  'alphanumerics-full-width': {
    mends: [['２０２３年ＧＤＰ', '2023年GDP']],
    leaves: ['2023年', '（春）：', ['２人', 'ja']],
  },
  'indent-typed': {
    mends: [
      ['　　春天来了。\n\n　　花开了。', '春天来了。\n\n花开了。'],
      ['> 　春天', '> 春天'],
    ],
    leaves: [':::verse\n　　春天\n:::', '第一章　春', '# 　春'],
  },
};

describe('rules of prose', () => {
  it('should each have cases', () => {
    assert.deepEqual(Object.keys(CASES).sort(), PROSE_RULES.map(({ id }) => id).sort());
  });

  for (const [id, { mends, leaves }] of Object.entries(CASES))
    describe(id, () => {
      for (const [text, mended, language] of mends)
        it(`should mend ${JSON.stringify(text)}`, () => assert.equal(fixedBy(id, text, language), mended));
      for (const one of leaves) {
        const [text, language] = typeof one === 'string' ? [one, 'zh-CN' as const] : one;
        it(`should leave ${JSON.stringify(text)} (${language})`, () =>
          assert.equal(fixedBy(id, text, language), text));
      }
    });

  it('should take no more than linear time for what nobody writes', () => {
    for (const one of ['(', '{', '"', "'", '$', 'a', '@', '春,', '春 ', '[@', '春"', '春--'])
      assert.ok(fixText(one.repeat(6000), PROSE_RULES, manuscriptOf({})).text.length > 0);
  });

  it('should not edit what would change more than prose, and say so', () => {
    const only = [
      {
        ...PROSE_RULES[0],
        id: 'harm',
        check: () => [],
        fixes: () => [[{ start: 0, end: 1, replacement: '# ' }]],
      },
    ];
    const { text, places, left } = fixText('春天', only as never, manuscriptOf({}));
    assert.deepEqual([text, places, left], ['春天', 0, ['harm']]);
  });
});

describe('banxin check --fix', () => {
  const folder = mkdtempSync(join(tmpdir(), 'banxin-fix-'));
  after(() => rmSync(folder, { recursive: true }));

  it('should write back only what was found, with marks of order, line ends and permissions kept', async () => {
    const book = join(folder, 'a');
    mkdirSync(join(book, 'elsewhere'), { recursive: true });
    const head = 'title: 书\nlanguage: zh-CN\n';
    writeFileSync(
      join(book, 'book.yaml'),
      `${head}spine: { body: [01.md, 02.md, 03.md] }\nrules: { ellipsis-dots: off }\n`,
    );
    writeFileSync(join(book, '01.md'), '\uFEFF# 章\r\n\r\n他说,"好"...\r\n使用 Rust 语言。 \r\n');
    chmodSync(join(book, '01.md'), 0o640);
    writeFileSync(join(book, '02.md'), '# 节\n\n没有什么。\n');
    writeFileSync(join(book, 'elsewhere', 'real.md'), '# 丙\n\n春,天\n');
    symlinkSync(join('elsewhere', 'real.md'), join(book, '03.md'));
    const { mtimeMs } = statSync(join(book, '02.md'));
    assert.deepEqual(await fix(book), [
      { path: '01.md', places: 2, left: [] },
      { path: '03.md', places: 1, left: [] },
    ]);
    assert.equal(
      readFileSync(join(book, '01.md'), 'utf8'),
      '\uFEFF# 章\r\n\r\n他说，“好”...\r\n使用 Rust 语言。 \r\n',
    );
    assert.equal(statSync(join(book, '01.md')).mode & 0o777, 0o640);
    assert.equal(statSync(join(book, '02.md')).mtimeMs, mtimeMs);
    assert.equal(readFileSync(join(book, 'elsewhere', 'real.md'), 'utf8'), '# 丙\n\n春，天\n');
    assert.deepEqual(await fix(book), []);
    const { diagnostics } = await check(book, { progress: silentProgress });
    assert.deepEqual(
      diagnostics.map(({ ruleId }) => ruleId).filter((id) => id !== 'file-unlisted'),
      [],
    );
  });

  it('should tell of each file once, of many in sum, and of matters of style only where they are ordered', async () => {
    const book = join(folder, 'b');
    mkdirSync(book);
    for (let number = 1; number <= 20; number += 1)
      writeFileSync(
        join(book, `${String(number).padStart(2, '0')}.md`),
        '# 章\n\n春,天,花 Rust 语言\n\n夏,天\n',
      );
    const files = Array.from({ length: 20 }, (_, index) => `${String(index + 1).padStart(2, '0')}.md`);
    const config = `title: 书\nlanguage: zh-CN\nspine: { body: [${files.join(', ')}] }\n`;
    writeFileSync(join(book, 'book.yaml'), config);
    const told = async (): Promise<readonly string[]> =>
      (await check(book, { progress: silentProgress })).diagnostics.map(
        ({ ruleId, message, place }) => `${ruleId} ${place?.file}:${place?.line}:${place?.column} ${message}`,
      );
    const first = await told();
    assert.equal(first.length, 6);
    assert.equal(
      first[0],
      'marks-half-width 01.md:3:2 Found half-width marks in Chinese or Japanese text: 3 in this file, here the first',
    );
    assert.match(first[5] ?? '', /^marks-half-width 06\.md:3:2 .*: 45 in 15 more files$/);
    writeFileSync(
      join(book, 'book.yaml'),
      `${config}rules: { marks-half-width: off, space-han-latin: info }\n`,
    );
    assert.deepEqual(new Set((await told()).map((one) => one.split(' ')[0])), new Set(['space-han-latin']));
  });
});
