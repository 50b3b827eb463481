import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BuildError } from '../model/build-error.ts';
import { formatPlace } from '../model/diagnostic.ts';
import { DEFAULT_EPUB } from '../model/epub-profile.ts';
import type { SpineItem } from '../model/manuscript.ts';
import { type MemoryOptions, memoryFiles } from './memory-files.ts';
import { type ReadManuscript, readManuscript } from './read-manuscript.ts';

const YAML = 'title: 山中\nlanguage: zh-CN\n';

function read(contents: Readonly<Record<string, string | Uint8Array>>, options?: MemoryOptions) {
  return readManuscript('/book', memoryFiles(contents, options), {});
}

function told({ diagnostics }: ReadManuscript): string[] {
  return diagnostics.map(
    ({ place, ruleId }) => `${place === undefined ? '-' : formatPlace(place)} ${ruleId}`,
  );
}

function names(spine: readonly SpineItem[] | undefined): string[] {
  return (spine ?? []).map(
    (item) =>
      `${item.matter} ${item.kind === 'file' ? item.path : item.kind === 'part' ? item.title : item.part}`,
  );
}

test('should read a whole book', async () => {
  const yaml = `title: 山中十日
subtitle: 一次采访
series: {title: 山河, number: 2}
contributors:
  - {name: 王一, role: author, sort: wang yi}
  - {name: 李二, role: photographer}
language: zh-CN
identifier: urn:example:9787302511236
publisher: 山中社
date: 2023-04
rights: 版权所有
edition-statement: 2023年4月第1版
description: >
  一本书。
name: shanzhong
cover-image: images/封面.png
spine: {front: [cover, preface.md], body: [./02.md, parts/01.md], back: [colophon]}
markdown: {credits: false}
editions:
  print: {format: pdf, theme: report, bleed: 3, chapter-start: page, fpo: error}
  ebook: {format: epub}
`;
  const { manuscript, diagnostics } = await read({
    '/book/manuscript/book.yaml': yaml,
    '/book/manuscript/preface.md': '\uFEFF前言\r\n',
    '/book/manuscript/02.md': '# 二',
    '/book/manuscript/parts/01.md': '# 一',
    '/book/manuscript/images/封面.png': Uint8Array.of(1),
  });
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(manuscript?.metadata, {
    title: '山中十日',
    subtitle: '一次采访',
    series: { title: '山河', number: 2 },
    contributors: [
      { name: '王一', role: 'author', sort: 'wang yi' },
      { name: '李二', role: 'photographer' },
    ],
    language: 'zh-CN',
    identifier: 'urn:example:9787302511236',
    publisher: '山中社',
    date: '2023-04',
    rights: '版权所有',
    editionStatement: '2023年4月第1版',
    description: '一本书。',
  });
  assert.equal(manuscript.name, 'shanzhong');
  assert.equal(manuscript.coverImage, 'images/封面.png');
  assert.deepEqual([manuscript.folder, manuscript.bookFolder], ['/book/manuscript', '/book']);
  assert.deepEqual(names(manuscript.spine), [
    'front cover',
    'front preface.md',
    'body 02.md',
    'body parts/01.md',
    'back colophon',
  ]);
  const preface = manuscript.spine[1];
  assert.equal(preface?.kind === 'file' && preface.text, '前言\r\n');
  assert.deepEqual(manuscript.markdown, { newline: 'join', extensions: { credits: false } });
  assert.deepEqual(
    manuscript.editions.map(({ page, furniture: _furniture, notes: _notes, ...rest }) => ({
      ...rest,
      bleedMm: page.bleedMm,
    })),
    [
      {
        ...UNSAID,
        name: 'print',
        format: 'pdf',
        theme: 'report',
        chapterStart: 'page',
        fpo: 'error',
        bleedMm: 3,
      },
      { ...UNSAID, name: 'ebook', format: 'epub', theme: 'plain', fpo: 'warn', epub: DEFAULT_EPUB },
    ],
  );
});

/** What an edition is when book.yaml does not say. */
const TEXT = { tateChuYoko: true, quotationMarks: 'by-language', hangingPunctuation: false, composer: true };
const UNSAID = { ...TEXT, chapterStart: 'recto', columns: 1, without: [], bleedMm: 0 };

test('should fill in what a short book.yaml leaves out', async () => {
  const { manuscript, diagnostics } = await read({
    '/book/book.yaml': YAML,
    '/book/10.md': '',
    '/book/9.md': '',
    '/book/README.md': '',
    '/book/_draft.md': '',
    '/book/.hidden.md': '',
    '/book/notes.txt': '',
    '/book/parts/x.md': '',
    '/book/folder.md/x.md': '',
  });
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(names(manuscript?.spine), [
    'front cover',
    'front half-title',
    'front title-page',
    'front colophon',
    'front contents',
    'body 9.md',
    'body 10.md',
  ]);
  assert.deepEqual(
    manuscript?.editions.map(({ name, format, theme }) => [name, format, theme]),
    [
      ['print', 'pdf', 'plain'],
      ['ebook', 'epub', 'plain'],
    ],
  );
  assert.deepEqual(
    manuscript.editions.map(({ page }) => [page.charactersPerLine, page.linesPerPage]),
    [
      [28, 27],
      [28, 27],
    ],
  );
  assert.equal(manuscript.folder, '/book');
  assert.equal('coverImage' in manuscript, false);
});

test('should give an absent list of a spine its default, without what is listed elsewhere', async () => {
  const { manuscript, diagnostics } = await read({
    '/book/book.yaml': `${YAML}spine: {back: [colophon, 后记.md]}`,
    '/book/1.md': '',
    '/book/后记.md': '',
  });
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(names(manuscript?.spine), [
    'front cover',
    'front half-title',
    'front title-page',
    'front contents',
    'body 1.md',
    'back colophon',
    'back 后记.md',
  ]);
});

test('should put the colophon last in Japanese and Korean books that do not list it (G03, G04)', async () => {
  const last = async (yaml: string) => {
    const { manuscript } = await read({ '/book/book.yaml': yaml, '/book/1.md': '' });
    return names(manuscript?.spine).slice(-2);
  };
  for (const language of ['ja', 'ko'])
    assert.deepEqual(await last(`title: 山\nlanguage: ${language}`), ['body 1.md', 'back colophon']);
  assert.deepEqual(await last('title: 山\nlanguage: zh-TW'), ['front contents', 'body 1.md']);
  const listed = 'title: 山\nlanguage: ja\nspine: {front: [colophon]}';
  assert.deepEqual(await last(listed), ['front colophon', 'body 1.md']);
});

test('should take a folder of Markdown files for a book, and say what it assumed', async () => {
  const { manuscript, diagnostics } = await read({
    '/book/1.md': '正文',
    '/book/2.md': '# 雪国\n\nトンネルを抜けると',
  });
  assert.deepEqual(
    diagnostics.map(({ severity, ruleId, place }) => [severity, ruleId, place]),
    [['info', 'book-assumed', undefined]],
  );
  assert.match(diagnostics[0]?.message ?? '', /`雪国`.*`ja`/);
  assert.deepEqual(manuscript?.metadata, { title: '雪国', contributors: [], language: 'ja' });
  assert.equal(manuscript.name, '雪国');
  assert.equal(manuscript.editions[0]?.page.charactersPerLine, 35);
});

test('should fall back to the name of the folder, and to space for Korean', async () => {
  const files = memoryFiles({ '/b/하늘/manuscript/1.md': '죽는 날까지 하늘을 우러러' });
  const { manuscript } = await readManuscript('/b/하늘/', files, {});
  assert.equal(manuscript?.metadata.title, '하늘');
  assert.equal(manuscript.markdown.newline, 'space');
});

test('should tell of a language that it took from the text', async () => {
  const { manuscript, diagnostics } = await read({
    '/book/book.yaml': 'title: 山中',
    '/book/1.md': '這個時代來了',
  });
  assert.deepEqual(
    diagnostics.map(({ severity, place }) => [severity, place]),
    [['info', { file: 'book.yaml', line: 1, column: 1 }]],
  );
  assert.equal(manuscript?.metadata.language, 'zh-TW');
});

test('should refuse a book without Markdown files', async () => {
  assert.deepEqual(told(await read({ '/book/notes.txt': '' })), ['- book-empty']);
  assert.deepEqual(told(await read({ '/book/README.md': '# 说明' })), ['- book-empty']);
  assert.deepEqual(told(await read({ '/book/manuscript/book.yaml': YAML })), [
    'manuscript/book.yaml:1:1 book-empty',
  ]);
  const none = { '/book/book.yaml': `${YAML}spine: {body: []}\n`, '/book/1.md': '' };
  assert.deepEqual(told(await read(none)), ['1.md:1:1 file-unlisted', 'book.yaml:3:1 book-empty']);
});

test('should have the configuration in one place under one name', async () => {
  const chapter = { '/book/manuscript/1.md': '一' };
  assert.deepEqual(told(await read({ ...chapter, '/book/book.yaml': YAML })), [
    'book.yaml:1:1 config-misplaced',
  ]);
  assert.deepEqual(told(await read({ ...chapter, '/book/book.yml': YAML })), [
    'book.yml:1:1 config-misplaced',
  ]);
  assert.deepEqual(told(await read({ ...chapter, '/book/manuscript/book.yml': YAML })), [
    'manuscript/book.yml:1:1 config-name',
  ]);
  const both = { ...chapter, '/book/book.yaml': YAML, '/book/manuscript/book.yaml': 'language: zh' };
  assert.deepEqual(told(await read(both)), [
    'book.yaml:1:1 config-misplaced',
    'manuscript/book.yaml:1:1 config-missing-key',
    'manuscript/book.yaml:1:11 config-value',
  ]);
});

test('should warn of files that are in no list, beside every listed file', async () => {
  const { manuscript, diagnostics } = await read({
    '/book/book.yaml': `${YAML}spine: {front: [], body: [parts/1.md]}`,
    '/book/10.md': '',
    '/book/9.md': '',
    '/book/parts/1.md': '',
    '/book/parts/2.md': '',
    '/book/parts/_3.md': '',
    '/book/other/4.md': '',
  });
  assert.deepEqual(
    diagnostics.map(({ severity, ruleId, place }) => [severity, ruleId, place?.file]),
    [
      ['warning', 'file-unlisted', '10.md'],
      ['warning', 'file-unlisted', '9.md'],
      ['warning', 'file-unlisted', 'parts/2.md'],
    ],
  );
  assert.deepEqual(names(manuscript?.spine), ['body parts/1.md']);
});

test('should suggest the unlisted file that was meant, and know a file by another name', async () => {
  const { diagnostics } = await read(
    {
      '/book/book.yaml': `${YAML}spine:\n  body:\n    - Intro.md\n    - 1.md\n    - alias.md\n`,
      '/book/intro.md': '',
      '/book/1.md': '',
    },
    { links: { '/book/alias.md': '/book/1.md' } },
  );
  assert.deepEqual(
    diagnostics.map(({ ruleId, place, help }) => [ruleId, place?.line, help]),
    [
      ['file-missing', 5, 'Did you mean `intro.md`?'],
      ['spine-duplicate', 7, 'Keep one of the two entries.'],
      ['file-unlisted', 1, 'List it under `spine`, or begin its name with `_` to keep it out.'],
    ],
  );
});

test('should not list a folder outside, even when a link in it leads back', async () => {
  const { diagnostics } = await read(
    { '/book/book.yaml': `${YAML}spine: {body: [linked/back.md]}`, '/book/1.md': '', '/else/secret.md': '' },
    { links: { '/book/linked': '/else', '/else/back.md': '/book/1.md' } },
  );
  assert.deepEqual(diagnostics, []);
});

test('should place bytes that are not UTF-8 in their file', async () => {
  const gbk = Uint8Array.of(0x23, 0x20, 0x0a, 0x61, 0xd6, 0xd0);
  assert.deepEqual(told(await read({ '/book/manuscript/book.yaml': YAML, '/book/manuscript/1.md': gbk })), [
    'manuscript/1.md:2:2 file-encoding',
  ]);
  assert.deepEqual(told(await read({ '/book/book.yaml': gbk, '/book/1.md': '' })), [
    'book.yaml:2:2 file-encoding',
  ]);
});

test('should refuse a cover picture that is missing or outside', async () => {
  const cover = async (path: string) =>
    told(
      await read({ '/book/book.yaml': `${YAML}cover-image: ${path}`, '/book/1.md': '', '/cover.png': '' }),
    );
  assert.deepEqual(await cover('cover.png'), ['book.yaml:3:14 file-missing']);
  assert.deepEqual(await cover('../cover.png'), ['book.yaml:3:14 path-outside']);
  assert.deepEqual(await cover('/cover.png'), ['book.yaml:3:14 path-outside']);
  assert.deepEqual(await cover('https://example.org/cover.png'), ['book.yaml:3:14 path-outside']);
  assert.deepEqual(await cover('1.md'), []);
});

test('should date the book by its newest file, or by SOURCE_DATE_EPOCH', async () => {
  const files = memoryFiles(
    { '/book/book.yaml': YAML, '/book/1.md': '', '/book/_other.md': '' },
    {
      modified: {
        '/book/book.yaml': new Date('2024-03-01T00:00:00Z'),
        '/book/1.md': new Date('2024-02-01T00:00:00Z'),
        '/book/_other.md': new Date('2025-01-01T00:00:00Z'),
      },
    },
  );
  const newest = await readManuscript('/book', files, {});
  assert.equal(newest.manuscript?.modified.toISOString(), '2024-03-01T00:00:00.000Z');
  const fixed = await readManuscript('/book', files, { sourceDateEpoch: '0' });
  assert.equal(fixed.manuscript?.modified.getTime(), 0);
});

test('should refuse a SOURCE_DATE_EPOCH that is no number of seconds', async () => {
  const files = memoryFiles({ '/book/1.md': '一' });
  for (const sourceDateEpoch of ['', '-1', '1.5', '1e3', ' 1', 'now', '999999999999']) {
    await assert.rejects(
      readManuscript('/book', files, { sourceDateEpoch }),
      (error) => error instanceof BuildError && error.code === 'source-date-epoch-invalid',
      sourceDateEpoch,
    );
  }
});

test('should not take a file or nothing for a book', async () => {
  const files = memoryFiles({ '/book/1.md': '一' });
  for (const path of ['/book/1.md', '/nowhere']) {
    await assert.rejects(
      readManuscript(path, files, {}),
      (error) => error instanceof BuildError && error.code === 'book-missing',
    );
  }
});
