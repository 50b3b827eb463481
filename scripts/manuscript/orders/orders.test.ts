import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatPlace } from '../../model/diagnostic.ts';
import { memoryFiles } from '../memory-files.ts';
import { type ReadManuscript, readManuscript } from '../read-manuscript.ts';
import { readToml } from './toml.ts';

function read(contents: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}) {
  const absolute = Object.entries(contents).map(([path, text]) => [`/book/${path}`, text]);
  return readManuscript('/book', memoryFiles(Object.fromEntries(absolute), { links }), {});
}

/** The author's entries of the spine, levels and titles of parts included. */
function spineOf({ manuscript, draft }: ReadManuscript): readonly string[] {
  return ((manuscript ?? draft)?.spine ?? []).flatMap((item) => {
    if (item.kind === 'generated') return [];
    if (item.kind === 'part') return [`${item.matter} # ${item.title}`];
    return [`${item.matter} ${item.path}${item.level === undefined ? '' : ` ${item.level}`}`];
  });
}

function told({ diagnostics }: ReadManuscript): readonly string[] {
  return diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(
      ({ place, ruleId, severity }) =>
        `${severity} ${ruleId} ${place === undefined ? '-' : formatPlace(place)}`,
    );
}

const SUMMARY = `# Summary

[前言](preface.md)

# 上编

- [一](a.md)
  - [一之一](a/one.md)
- [二](<b c.md>)
- [未写]()

# 下编

- [三](./c.md)

---

[后记](post.md)
`;

const PAGES = {
  'src/preface.md': '# 前言',
  'src/a.md': '# 一',
  'src/a/one.md': '# 一之一',
  'src/b c.md': '# 二',
  'src/c.md': '# 三',
  'src/post.md': '# 后记',
};

describe('order of mdBook', () => {
  it('should read parts, sections, front and back matter, and book.toml', async () => {
    const toml =
      '[book]\ntitle = "山中" # x\nauthors = [\n  "王一", # 一\n  \'李二\',\n]\nlanguage = "zh-TW"\n';
    const result = await read({
      ...PAGES,
      'book.toml': toml,
      'src/SUMMARY.md': SUMMARY,
      'CONTRIBUTING.md': '',
    });
    assert.deepEqual(spineOf(result), [
      'front src/preface.md',
      'body # 上编',
      'body src/a.md',
      'body src/a/one.md 2',
      'body src/b c.md',
      'body # 下编',
      'body src/c.md',
      'back src/post.md',
    ]);
    assert.deepEqual(told(result), []);
    assert.deepEqual(result.manuscript?.metadata, {
      title: '山中',
      language: 'zh-TW',
      contributors: [
        { name: '王一', role: 'author' },
        { name: '李二', role: 'author' },
      ],
    });
    const infos = result.diagnostics.map(({ message }) => message);
    assert.ok(
      infos.some((message) => message.includes('未写')),
      'a chapter without a file is told',
    );
    assert.ok(infos.some((message) => /`山中`.*`src\/SUMMARY\.md`/.test(message)));
  });

  it('should place the preface before the contents', async () => {
    const { manuscript } = await read({ ...PAGES, 'src/SUMMARY.md': SUMMARY });
    const front = manuscript?.spine.filter(({ matter }) => matter === 'front');
    assert.deepEqual(
      front?.slice(-2).map((item) => (item.kind === 'generated' ? item.part : item.kind)),
      ['file', 'contents'],
    );
  });

  it('should tell of files that are not listed, and of listed ones that are missing or outside', async () => {
    const text =
      '- [一](a.md)\n- [二](no.md)\n- [三](../../out.md)\n- [四](%2e%2e/%2e%2e/out.md)\n- [五](https://a.b/c.md)\n- [六](link.md)\n';
    const result = await read(
      { 'src/SUMMARY.md': text, 'src/a.md': '', 'src/extra.md': '' },
      { '/book/src/link.md': '/out.md' },
    );
    assert.deepEqual(told(result), [
      'error file-missing src/SUMMARY.md:2:3',
      'warning order-skipped src/SUMMARY.md:3:3',
      'warning order-skipped src/SUMMARY.md:4:3',
      'error file-missing src/SUMMARY.md:6:3',
      'warning file-unlisted src/extra.md:1:1',
    ]);
  });

  it('should read the folder that book.toml names, and tell of values that it does not understand', async () => {
    const result = await read({
      'book.toml': '[other]\ntitle = "no"\n[book]\nsrc = "text"\ntitle = 3\n',
      'text/SUMMARY.md': '- [一](a.md)\n',
      'text/a.md': '# 题',
    });
    assert.deepEqual(spineOf(result), ['body text/a.md']);
    assert.deepEqual(told(result), ['warning order-syntax book.toml:5:1']);
    assert.equal(result.manuscript?.metadata.title, '题');
  });
});

describe('orders of other tools', () => {
  it('should read GitBook’s SUMMARY.md and book.json', async () => {
    const result = await read({
      'book.json': '{"title": "山中", "author": "王一", "language": "zh-hans", "root": "./docs"}',
      'docs/SUMMARY.md':
        '# 目录\n\n* [序](README.md)\n* [一](a.md)\n  * [甲](a.md#x)\n  * [乙](b.md)\n\n## 附\n\n* [三](c.md)\n',
      'docs/README.md': '# 序',
      'docs/a.md': '',
      'docs/b.md': '',
      'docs/c.md': '',
    });
    const spine = [
      'body docs/README.md',
      'body docs/a.md',
      'body docs/b.md 2',
      'body # 附',
      'body docs/c.md',
    ];
    assert.deepEqual(spineOf(result), spine);
    assert.deepEqual(told(result), []);
    assert.deepEqual(result.manuscript?.metadata.contributors, [{ name: '王一', role: 'author' }]);
  });

  it('should read the nav of mkdocs.yml, tags and anchors in it left alone', async () => {
    const yaml = `site_name: 山中
theme: {language: zh}
markdown_extensions:
  - x: !!python/name:os.system
nav:
  - index.md
  - 上编:
    - 一: a.md
    - 二: [b/index.md, b/c.md]
  - https://a.b
`;
    const result = await read({
      'mkdocs.yml': yaml,
      'docs/index.md': '',
      'docs/a.md': '',
      'docs/b/index.md': '',
      'docs/b/c.md': '',
    });
    assert.deepEqual(spineOf(result), [
      'body docs/index.md',
      'body # 上编',
      'body docs/a.md',
      'body docs/b/index.md',
      'body docs/b/c.md 2',
    ]);
    assert.equal(result.manuscript?.metadata.title, '山中');
  });

  it('should read Docsify’s sidebar, endings left out', async () => {
    const result = await read({
      '_sidebar.md': '* [首页](/)\n* 上编\n  * [一](/a)\n  * [二](b.md)\n',
      'README.md': '',
      'a.md': '',
      'b.md': '',
    });
    assert.deepEqual(spineOf(result), ['body README.md', 'body # 上编', 'body a.md', 'body b.md']);
    assert.deepEqual(told(result), []);
  });

  it('should read vivliostyle.config.json, and never run the same as a program', async () => {
    const config = {
      title: '山中',
      author: '王一 <a@b.c>',
      language: 'ja',
      size: '182mm,257mm',
      entryContext: './text',
      entry: ['b.md', { path: 'a.md', title: '一' }, 'c.html', { rel: 'contents' }],
    };
    const result = await read({
      'vivliostyle.config.json': JSON.stringify(config, null, 1),
      'text/a.md': '',
      'text/b.md': '',
    });
    assert.deepEqual(spineOf(result), ['body text/b.md', 'body text/a.md']);
    assert.deepEqual(told(result), ['warning order-skipped vivliostyle.config.json:13:3']);
    const page = result.manuscript?.editions[0]?.page;
    assert.deepEqual([page?.trim.widthMm, page?.trim.heightMm], [182, 257]);
    const program = await read({ 'vivliostyle.config.js': 'throw 1', 'a.md': '' });
    assert.deepEqual(told(program), ['warning order-program vivliostyle.config.js:1:1']);
  });

  it('should read a contents page in HTML', async () => {
    const html = `<!DOCTYPE html><html lang="ja"><title>山の本</title>
<nav role="doc-toc"><ol><li><a href="b.html">二</a></li>
<li><a href="a/index.html#x">一</a></li><li><a href="c.html">三</a></li></ol></nav>`;
    const result = await read({ 'content/index.html': html, 'content/b.md': '', 'content/a/index.md': '' });
    assert.deepEqual(spineOf(result), ['body content/b.md', 'body content/a/index.md']);
    assert.deepEqual(told(result), ['warning order-skipped content/index.html:3:44']);
    assert.equal(result.manuscript?.metadata.title, '山の本');
    assert.equal(result.manuscript.metadata.language, 'ja');
  });

  it('should go by numbers in front matter', async () => {
    const page = (key: string, value: number) => `---\n${key}: ${value}\n---\n\n# 题\n`;
    const result = await read({
      'docs/z.md': page('sidebar_position', 1),
      'docs/a.md': page('sidebar_position', 10),
      'docs/m.md': '',
      'docs/part/_category_.json': '{"label": "中编", "position": 2}',
      'docs/part/two.md': page('weight', 2),
      'docs/part/one.md': page('order', 1),
    });
    assert.deepEqual(spineOf(result), [
      'body docs/z.md',
      'body # 中编',
      'body docs/part/one.md',
      'body docs/part/two.md',
      'body docs/a.md',
      'body docs/m.md',
    ]);
  });

  it('should find a book in the only folder with text', async () => {
    const result = await read({
      'README.md': '# 仓库',
      'second/book.toml': '[book]\ntitle = "山中"\n',
      'second/src/SUMMARY.md': '- [二](b.md)\n- [一](a.md)\n- [三](c.md)\n',
      'second/src/a.md': '',
      'second/src/b.md': '',
    });
    assert.deepEqual(spineOf(result), ['body second/src/b.md', 'body second/src/a.md']);
    assert.deepEqual(told(result), ['error file-missing second/src/SUMMARY.md:3:3']);
  });

  it('should not take a folder of numbered pages, or a list without files, for the book beside it', async () => {
    const result = await read({
      '1.md': '',
      '2.md': '',
      'SUMMARY.md': '# 提要\n\n- 一句话\n',
      'docs/a.md': '---\nweight: 1\n---\n',
    });
    assert.deepEqual(spineOf(result), ['body 1.md', 'body 2.md']);
  });

  it('should end where links lead in a circle', async () => {
    const result = await read({ 'text/1.md': '', 'text/in/2.md': '' }, { '/book/text/in/up': '/book/text' });
    assert.deepEqual(spineOf(result), ['body text/1.md', 'body text/in/2.md']);
  });

  it('should go by names where there is nothing else, into the only folder with text', async () => {
    const result = await read({ 'text/10.md': '', 'text/2.md': '', 'text/in/1.md': '', 'dist/x.md': '' });
    assert.deepEqual(spineOf(result), ['body text/2.md', 'body text/10.md', 'body text/in/1.md']);
    const several = await read({ 'one/1.md': '', 'two/1.md': '' });
    assert.deepEqual(told(several), ['error book-empty -']);
    assert.match(several.diagnostics[0]?.help ?? '', /`one`, `two`/);
  });

  it('should say that other markup is not read', async () => {
    const { diagnostics } = await read({ 'catalog.yml': 'CHAPS: [a.re]', 'a.re': '= 一' });
    assert.deepEqual(
      diagnostics.map(({ ruleId }) => ruleId),
      ['book-empty'],
    );
    assert.match(diagnostics[0]?.help ?? '', /Re:VIEW/);
  });

  it('should serve a book.yaml without a spine', async () => {
    const result = await read({
      'book.yaml': 'title: 山中\nlanguage: zh-CN\n',
      'SUMMARY.md': '- [二](b.md)\n- [一](a.md)\n',
      'a.md': '',
      'b.md': '',
    });
    assert.deepEqual(spineOf(result), ['body b.md', 'body a.md']);
    assert.deepEqual(
      result.diagnostics.map(({ severity, ruleId }) => `${severity} ${ruleId}`),
      ['info book-assumed'],
    );
  });

  it('should let book.yaml open parts and lower sections', async () => {
    const result = await read({
      'book.yaml':
        'title: 山中\nlanguage: zh-CN\nspine:\n  body:\n    - part: 上编\n    - a.md\n    - { file: b.md, level: 2, title: 乙 }\n    - {}\n',
      'a.md': '',
      'b.md': '',
    });
    assert.deepEqual(spineOf(result), ['body # 上编', 'body a.md', 'body b.md 2']);
    assert.deepEqual(told(result), ['error config-value book.yaml:8:7']);
  });
});

describe('the reader of TOML', () => {
  it('should read strings and lists of strings, and nothing else', () => {
    const text = [
      'top = "a\\u4e00\\"b"',
      '[book]',
      "title = 'C:\\x' # end",
      'authors = ["甲, #1", "乙"]',
      'description = """',
      '两行',
      '字"""',
      'n = 1',
      '[[x]]',
      'title = "other"',
    ].join('\n');
    assert.deepEqual(Object.fromEntries([...readToml(text)].map(([key, { value }]) => [key, value])), {
      top: 'a一"b',
      'book.title': 'C:\\x',
      'book.authors': ['甲, #1', '乙'],
      'book.description': '两行\n字',
      'book.n': undefined,
      '[[.title': 'other',
    });
  });

  it('should not be caught by a value without an end', () => {
    assert.equal(
      readToml(`[book]\nauthors = [\n${'"a",\n'.repeat(5000)}`).get('book.authors')?.value,
      undefined,
    );
  });
});
