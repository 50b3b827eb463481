import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPlace } from '../model/diagnostic.ts';
import { memoryFiles } from './memory-files.ts';
import { readManuscript } from './read-manuscript.ts';

/** Reads a book with this book.yaml and some chapters. */
async function read(yaml: string, more: Readonly<Record<string, string>> = {}) {
  const files = memoryFiles({
    '/book/manuscript/book.yaml': yaml,
    '/book/manuscript/01.md': '# 一\n\n这是第一章。',
    '/book/manuscript/02.md': '# 二\n',
    ...more,
  });
  return readManuscript('/book', files, {});
}

/** `line:column rule` of every diagnostic, all in book.yaml unless another file is shown. */
async function places(yaml: string, more: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const { diagnostics } = await read(yaml, more);
  return diagnostics.map(({ place, ruleId }) => {
    const where = place === undefined ? '-' : formatPlace(place);
    return `${where.replace('manuscript/book.yaml:', '')} ${ruleId}`;
  });
}

const HEAD = 'title: 山中\nlanguage: zh-CN\n';

test('should tell all mistakes at once, each at its place, sorted', async () => {
  const yaml = [
    'titel: 山中', // 1: unknown, and title is missing
    'language: zh', // 2
    'contributors:', // 3
    '  - name: 王一', // 4
    '    role: auther', // 5
    '    born: 1970', // 6
    '  - role: editor', // 7: no name
    'date: 2023-02-30', // 8
    'spine:', // 9
    '  body: [01.md, 03.md, ./01.md, ../x.md, titlepage]', // 10
    'editions:', // 11
    '  print:', // 12
    '    format: pdf', // 13
    '    trim: a5', // 14
    '    bleed: -1', // 15
    '  pocket: {format: pdf, type-area: {characters: 28, lines: 60}}', // 16
    '__proto__: {a: 1}', // 17
  ].join('\n');
  assert.deepEqual(await places(yaml), [
    'manuscript/02.md:1:1 file-unlisted',
    '1:1 config-missing-key',
    '1:1 config-unknown-key',
    '2:11 config-value',
    '5:11 config-value',
    '6:5 config-unknown-key',
    '7:5 config-missing-key',
    '8:7 config-value',
    '10:17 file-missing',
    '10:24 spine-duplicate',
    '10:33 path-outside',
    '10:42 spine-entry',
    '14:11 config-value',
    '15:12 config-value',
    '16:36 page-area',
    '17:1 config-unknown-key',
  ]);
});

test('should say what was meant', async () => {
  const { diagnostics, manuscript } = await read(
    `${HEAD}coverImage: a.png\neditions: {print: {format: pfd}}\nrights: 5`,
  );
  assert.equal(manuscript, undefined);
  assert.deepEqual(
    diagnostics.map(({ message, help }) => `${message} | ${help}`),
    [
      'Unexpected key `coverImage` | Did you mean `cover-image`?',
      'Unexpected `pfd` in `editions.print.format`, expected `pdf`, `epub` or `cover` | Did you mean `pdf`?',
      "Unexpected `5` in `rights`, expected a copyright note in one line | Put it in quotes: '5'.",
    ],
  );
});

test('should tell of duplicate keys together with other mistakes', async () => {
  assert.deepEqual(await places('title: 山中\ntitle: 山下\nlanguage: en\nfoo: 1\n'), [
    '2:1 config-duplicate-key',
    '3:11 config-value',
    '4:1 config-unknown-key',
  ]);
});

test('should tell of mistakes before a syntax error, and not of what the error hides', async () => {
  const yaml =
    'foo: 1\nlanguage: en\nbar: 1\ncontributors: [{name: 王一, role: author}\nspine: {body: [03.md]}\n';
  assert.deepEqual(await places(yaml), [
    '1:1 config-unknown-key',
    '2:11 config-value',
    '3:1 config-unknown-key',
    '5:1 config-syntax',
  ]);
});

test('should tell of tabs, unknown tags, second documents and odd keys as syntax', async () => {
  assert.deepEqual(await places(`${HEAD}spine:\n\tbody: [01.md]\n`), ['4:1 config-syntax']);
  assert.deepEqual(await places('title: !!js/function x\nlanguage: ja\n'), ['1:8 config-syntax']);
  assert.deepEqual(await places(`${HEAD}---\ntitle: b\n`), ['3:1 config-syntax']);
  assert.deepEqual(await places(`${HEAD}? [a, b]\n: c\n`), ['3:3 config-syntax']);
  assert.deepEqual(await places(`${HEAD}rights: *nowhere\n`), ['3:9 config-syntax']);
});

test('should not expand aliases without end', async () => {
  const list = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(of).join(', ')}]\n`;
  const bomb = list('a', 'x') + list('b', '*a') + list('c', '*b') + list('d', '*c') + list('e', '*d');
  assert.deepEqual(await places(HEAD + bomb), ['1:1 config-syntax']);
  assert.deepEqual(await places(`${HEAD}spine: &s {body: [*s]}\n`), [
    'manuscript/01.md:1:1 file-unlisted',
    'manuscript/02.md:1:1 file-unlisted',
    '3:1 book-empty',
    '3:12 config-unknown-key',
  ]);
});

test('should use plain aliases, and place what is wrong in them where it stands', async () => {
  const good = `${HEAD}publisher: &us 山中社\nrights: *us\n`;
  assert.equal((await read(good)).manuscript?.metadata.rights, '山中社');
  assert.deepEqual(await places(`${HEAD}editions:\n  a: &a {format: pdf, trim: B5}\n  b: *a\n`), [
    '4:29 config-value',
    '4:29 config-value',
  ]);
});

test('should refuse a file too large or too deep before parsing it', async () => {
  assert.deepEqual(await places(`a: ${'['.repeat(60_000)}`), ['1:1 config-syntax']);
  assert.deepEqual(await places(`${'- '.repeat(30_000)}x`), ['1:1 config-syntax']);
  assert.deepEqual(await places(`${'? '.repeat(30_000)}x`), ['1:1 config-syntax']);
  assert.deepEqual(await places(`${HEAD}description: ${'长'.repeat(70_000)}`), ['1:1 config-syntax']);
});

test('should tell of an empty file, a list and a word as a configuration', async () => {
  assert.deepEqual(await places(''), ['1:1 config-missing-key']);
  assert.deepEqual(await places('# nothing\n'), ['1:1 config-missing-key']);
  assert.deepEqual(await places('- a\n'), ['1:1 config-value']);
  assert.deepEqual(await places('山中\n'), ['1:1 config-value']);
});

test('should refuse a list where a map belongs, once', async () => {
  const yaml = `${HEAD}spine: [01.md, 02.md]\nmarkdown: []\nseries: [a]\neditions:\n  - format: pdf\n`;
  assert.deepEqual(
    (await places(yaml)).filter((one) => !one.includes('unlisted')),
    ['3:8 config-value', '4:11 config-value', '5:9 config-value', '7:3 config-value'],
  );
  assert.deepEqual(await places(`${HEAD}contributors: {name: 王一}\n`), ['3:15 config-value']);
});

test('should place an empty value at its key', async () => {
  assert.deepEqual(await places(`${HEAD}publisher:\neditions:\n`), ['3:1 config-value', '4:1 config-value']);
});

test('should count columns after a BOM, CRLF and rare Han in UTF-16 units', async () => {
  assert.deepEqual(await places('\uFEFFtitle: 山中\r\nlanguage: zh-CN\r\nseries: {title: 𠀀, foo: 1}\r\n'), [
    '3:21 config-unknown-key',
  ]);
});

test('should not let names of the prototype pass, nor reach it', async () => {
  const yaml = `${HEAD}constructor: 1\ntoString: 1\nspine: {__proto__: [01.md]}\neditions: {constructor: {format: pdf}, prototype: {format: pdf}, print: {format: pdf, __proto__: 1}}\n`;
  assert.deepEqual(
    (await places(yaml)).filter((one) => !one.includes('unlisted')),
    [
      '3:1 config-unknown-key',
      '4:1 config-unknown-key',
      '5:9 config-unknown-key',
      '6:12 config-unknown-key',
      '6:40 config-unknown-key',
      '6:87 config-unknown-key',
    ],
  );
  assert.equal(Object.hasOwn(Object.prototype, '0'), false);
});

test('should refuse merge keys, which YAML 1.2 does not have', async () => {
  assert.deepEqual(await places(`${HEAD}<<: {rights: x}\n`), ['3:1 config-unknown-key']);
});

test('should refuse numbers that are none, and text that no output can hold', async () => {
  const edition = (rest: string) => `${HEAD}editions: {print: {format: pdf, ${rest}}}`;
  for (const rest of [
    'bleed: .nan',
    'bleed: .inf',
    'bleed: 1e999',
    "bleed: '3'",
    'bleed: 300',
    'leading: 0',
  ]) {
    assert.deepEqual(
      await places(edition(rest)),
      [`3:${rest.startsWith('leading') ? 42 : 40} config-value`],
      rest,
    );
  }
  assert.deepEqual(await places(edition('type-area: {characters: 28.5, lines: -1}')), [
    '3:57 config-value',
    '3:70 config-value',
  ]);
  assert.deepEqual(await places('title: "山\\u0000中"\nlanguage: zh-CN'), ['1:8 config-value']);
  assert.deepEqual(await places('title: "山\\n中"\nlanguage: zh-CN'), ['1:8 config-value']);
  assert.deepEqual(await places('title: "\\uD800"\nlanguage: zh-CN'), ['1:8 config-value']);
  assert.deepEqual(await places("title: '  '\nlanguage: zh-CN"), ['1:8 config-value']);
});

test('should check inside the alternatives of a value', async () => {
  const yaml = `${HEAD}series: {number: one}\neditions: {print: {format: pdf, trim: {width: 10, hieght: 200}}}\n`;
  assert.deepEqual(await places(yaml), [
    '3:9 config-missing-key',
    '3:18 config-value',
    '4:39 config-missing-key',
    '4:47 config-value',
    '4:51 config-unknown-key',
  ]);
});

test('should take ISO 8601 dates, and refuse days that do not exist', async () => {
  for (const date of ['2023', '2023-04', '2023-04-01', "'2024-02-29'"]) {
    const { manuscript } = await read(`${HEAD}date: ${date}`);
    assert.equal(manuscript?.metadata.date, date.replaceAll("'", ''), date);
  }
  for (const date of [
    '2023-13',
    '2023-00',
    '2023-02-29',
    '2023-4',
    '23',
    '2023.5',
    '2023年',
    '2023-04-01T00:00:00Z',
  ]) {
    assert.deepEqual(await places(`${HEAD}date: ${date}`), ['3:7 config-value'], date);
  }
});

test('should warn where a page is unwise, and still give the book', async () => {
  const yaml = `${HEAD}editions:\n  print:\n    format: pdf\n    trim: A4\n    leading: 1.4\n    type-area: {characters: 44, lines: 30}\n`;
  const { diagnostics, manuscript } = await read(yaml);
  assert.deepEqual(
    diagnostics.map(({ severity, place }) => `${severity} ${place?.line}:${place?.column}`),
    ['warning 7:14', 'warning 8:29'],
  );
  assert.equal(manuscript?.editions[0]?.page.charactersPerLine, 44);
});

test('should know the extensions it is told of, and no others', async () => {
  const yaml = `${HEAD}markdown: {newline: space, deck: false, figure: true, decks: false}\n`;
  assert.deepEqual(await places(yaml), ['3:55 config-unknown-key']);
  const files = memoryFiles({ '/b/book.yaml': `${HEAD}markdown: {ruby: false}`, '/b/1.md': '一' });
  const { manuscript } = await readManuscript('/b', files, {}, ['ruby']);
  assert.deepEqual(manuscript?.markdown, { newline: 'join', extensions: { ruby: false } });
});

test('should read how contents, captions and index are made, with defaults by language', async () => {
  const options = async (yaml: string) => (await read(yaml)).manuscript?.references;
  assert.deepEqual(await options(HEAD), {
    contentsDepth: 2,
    figures: 'auto',
    tables: 'auto',
    listings: 'auto',
    indexOrder: 'pinyin',
  });
  const yaml = `${HEAD}contents: {depth: 3}\ncaptions: {figures: chapter, tables: none, listings: book}\nindex: {order: stroke}\n`;
  assert.deepEqual(await options(yaml), {
    contentsDepth: 3,
    figures: 'chapter',
    tables: 'none',
    listings: 'book',
    indexOrder: 'stroke',
  });
  for (const [language, order] of [
    ['zh-TW', 'stroke'],
    ['zh-HK', 'stroke'],
    ['ja', 'kana'],
    ['ko', 'hangul'],
  ] as const) {
    assert.equal((await options(`title: a\nlanguage: ${language}\n`))?.indexOrder, order);
  }
});

test('should leave the lines to the browser by edition or by book, an edition before its book', async () => {
  const composers = async (yaml: string) =>
    (await read(`${HEAD}${yaml}`)).manuscript?.editions.map(({ composer }) => composer);
  const editions =
    'editions: {a: {format: pdf}, b: {format: pdf, composer: true}, c: {format: pdf, composer: false}}\n';
  assert.deepEqual(await composers(''), [true, true]);
  assert.deepEqual(await composers(editions), [true, true, false]);
  assert.deepEqual(await composers(`composer: false\n${editions}`), [false, true, false]);
  assert.deepEqual(await places(`${HEAD}composer: sometimes\n`), ['3:11 config-value']);
});

test('should tell of marks that are to hang where none can', async () => {
  const places = async (yaml: string) =>
    (await read(yaml)).diagnostics.map(({ ruleId, place }) => [ruleId, place?.line, place?.column]);
  const hanging = (more: string) => `editions: {a: {format: pdf${more}, hanging-punctuation: true}}\n`;
  assert.deepEqual(await places(`title: a\nlanguage: ja\n${hanging('')}`), []);
  assert.deepEqual(await places(`title: a\nlanguage: zh-CN\n${hanging('')}`), [['config-unused', 3, 50]]);
  assert.deepEqual(await places(`title: a\nlanguage: ja\n${hanging(', composer: false')}`), [
    ['config-unused', 3, 67],
  ]);
});

test('should tell of depths, numbers and orders that do not exist, and of an order without use', async () => {
  assert.deepEqual(
    await places(`${HEAD}contents: {depth: 7}\ncaptions: {figures: yes}\nindex: {order: kana, by: a}\n`),
    ['3:19 config-value', '4:21 config-value', '5:16 config-value', '5:22 config-unknown-key'],
  );
  assert.deepEqual(await places('title: a\nlanguage: ja\nindex: {order: pinyin}\n'), ['3:16 config-unused']);
});

test('should read levels of rules, suggest names and refuse to lower what protects', async () => {
  const { manuscript } = await read(`${HEAD}rules: { heading-skipped: off, path-outside: error }\n`);
  assert.deepEqual({ ...manuscript?.rules }, { 'heading-skipped': 'off', 'path-outside': 'error' });
  assert.deepEqual((await read(HEAD)).manuscript?.rules, {});

  const yaml = `${HEAD}rules:\n  heading-skiped: off\n  path-outside: off\n  alt-missing: of\n`;
  const { diagnostics } = await read(yaml);
  assert.deepEqual(
    diagnostics.map(({ ruleId, place, help }) => [ruleId, place?.line, help]),
    [
      ['config-unknown-key', 4, 'Did you mean `heading-skipped`?'],
      ['config-value', 5, undefined],
      ['config-value', 6, 'Did you mean `off`?'],
    ],
  );
  assert.match(diagnostics[1]?.message ?? '', /expected error: what it finds would harm/);
});

test('should read patterns of numbers, and tell of those without a place for one or with too many', async () => {
  const { manuscript } = await read(
    `${HEAD}headings:\n  numbers: { chapter: '第{一}章', section: '{1}.{1}', appendix: '附录{A}' }\n`,
  );
  assert.deepEqual(manuscript?.headingNumbers, {
    chapter: '第{一}章',
    section: '{1}.{1}',
    appendix: '附录{A}',
  });
  const yaml = `${HEAD}headings:\n  numbers:\n    chapter: '{1}.{1}'\n    section: 第一节\n    subsection: '{二}'\n    sections: '{1}'\n`;
  assert.deepEqual(await places(yaml), [
    '5:14 config-value',
    '6:14 config-value',
    '7:17 config-value',
    '8:5 config-unknown-key',
  ]);
});

test('should take the page list of an EPUB from a PDF edition alone', async () => {
  const listed = (name: string, other = 'pdf') =>
    places(
      `title: a\nlanguage: ja\neditions:\n  a: { format: ${other} }\n  b: { format: epub, page-list: ${name} }\n`,
    );
  assert.deepEqual(await listed('a'), []);
  assert.deepEqual(await listed('c'), ['5:33 config-value']);
  assert.deepEqual(await listed('a', 'epub'), ['5:33 config-value']);
  assert.deepEqual(await places('title: a\nlanguage: ja\neditions:\n  a: { format: pdf, page-list: a }\n'), [
    '4:32 config-unused',
  ]);
});
