import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import type { Chapter } from '../model/book.ts';
import { GENERATED_PARTS, type GeneratedPart } from '../model/generated-part.ts';
import { LANGUAGES, type Metadata } from '../model/metadata.ts';
import { assemble, BARE_METADATA, manuscriptOf } from '../testing/books.ts';
import { COLOPHON_LABELS } from './colophon-labels.ts';
import { fillGeneratedParts, type Templates } from './generated-parts.ts';
import { hanNumber } from './labels.ts';

const TEMPLATES: Templates = Object.fromEntries(
  GENERATED_PARTS.map((part) => [
    part,
    readFileSync(new URL(`../../templates/html/${part}.mustache`, import.meta.url), 'utf8'),
  ]),
);

const FULL: Metadata = {
  title: '扩大开放　彰显作为',
  subtitle: '副题',
  series: { title: '丛书名', number: 12 },
  contributors: [
    { name: '摄影甲', role: 'photographer' },
    { name: '作者甲', role: 'author' },
    { name: '作者乙', role: 'author' },
  ],
  language: 'zh-CN',
  identifier: 'ISBN 978-7-5327-1234-5',
  publisher: '某出版社',
  date: '2023-04',
  rights: '版权所有',
  editionStatement: '2023年4月第1版',
};

/** A figure, a table and marks for the index. */
const LISTED = [
  '![国门\\<b>](a.png){#gate}',
  '表：吨\n\n| 数 |\n|---|',
  '<span data-index="口岸<b>">甲</span><span data-index="口岸<b>">甲</span><span data-index="口岸<b>!陆路"></span>',
  '<span data-index="海关" data-range="start"></span>文<span data-index="海关" data-range="end"></span>',
  '<span data-index="门户" data-see="口岸<b>;海关"></span>',
].join('\n\n');

/** The beginning of ids in a generated part: chapters count from 1. */
const inPart = (part: GeneratedPart): string => inChapter(GENERATED_PARTS.indexOf(part) + 1);
/** The same in the files behind them. */
const inFile = (number: number): string => inChapter(GENERATED_PARTS.length + number);
const inChapter = (number: number): string => `c${String(number).padStart(2, '0')}`;

function parts(
  metadata: Metadata,
  templates: Templates = TEMPLATES,
  contentsDepth?: number,
): Readonly<Record<GeneratedPart, Chapter>> {
  const { book } = assemble(
    manuscriptOf(
      [
        ...GENERATED_PARTS.map((part) => ({ kind: 'generated' as const, matter: 'front' as const, part })),
        { kind: 'file', matter: 'body', path: 'a.md', text: `# 甲<乙>\n\n## 一\n\n### 深\n\n${LISTED}` },
        { kind: 'file', matter: 'body', path: 'b.md', text: '没有标题' },
        { kind: 'file', matter: 'back', path: 'c.md', text: '后记\\\n下行\n===' },
      ],
      { metadata },
    ),
  );
  const filled = fillGeneratedParts(book, templates, contentsDepth).chapters;
  return Object.fromEntries(
    filled.flatMap((chapter) => (chapter.part ? [[chapter.part, chapter]] : [])),
  ) as never;
}

function htmlOf(metadata: Metadata, part: GeneratedPart, templates?: Templates): string {
  return toHtml(parts(metadata, templates)[part].content);
}

describe('generated parts', () => {
  it('should print everything that is given', () => {
    const colophon = htmlOf(FULL, 'colophon');
    for (const line of [
      '<dt>书名</dt><dd>扩大开放　彰显作为</dd>',
      '<dt>副书名</dt><dd>副题</dd>',
      '<dt>丛书</dt><dd>丛书名　之十二</dd>',
      '<dt>作者</dt><dd>作者甲　作者乙</dd><dt>摄影</dt><dd>摄影甲</dd>',
      '<dt>出版</dt><dd>某出版社</dd>',
      '<dt>日期</dt><dd>2023年4月</dd>',
      '<dt>版次</dt><dd>2023年4月第1版</dd>',
      '<dt>书号</dt><dd>ISBN 978-7-5327-1234-5</dd>',
      '<p class="colophon-rights">版权所有</p>',
    ]) {
      assert.ok(colophon.includes(line), `${line} in ${colophon}`);
    }
    assert.match(htmlOf(FULL, 'title-page'), /<span>扩大开放<\/span> <span>彰显作为<\/span>/);
    assert.match(htmlOf(FULL, 'cover'), /丛书名<span class="cover-number">之十二<\/span>/);
  });

  it('should not print a line, a label or an empty paragraph for what is absent (G02)', () => {
    const colophon = htmlOf(BARE_METADATA, 'colophon');
    assert.equal(colophon.match(/<dt>/g)?.length, 1);
    assert.doesNotMatch(colophon, /书号|ISBN|出版|日期|版次|rights/);
    // In Japan the title stands above the lines: there is none.
    assert.doesNotMatch(htmlOf({ ...BARE_METADATA, language: 'ja' }, 'colophon'), /<dl>/);
    for (const part of ['cover', 'title-page', 'half-title'] as const) {
      const html = htmlOf(BARE_METADATA, part);
      assert.doesNotMatch(html, /<p[^>]*>\s*<\/p>|publisher|authors|credit"|series|subtitle|undefined/, part);
    }
  });

  it('should not print a number for a series without one', () => {
    const metadata = { ...BARE_METADATA, series: { title: '丛书名' } };
    assert.match(htmlOf(metadata, 'colophon'), /<dd>丛书名<\/dd>/);
    assert.doesNotMatch(htmlOf(metadata, 'cover'), /number/);
  });

  it('should escape what book.yaml gives', () => {
    const metadata = { ...BARE_METADATA, title: '<img src=x onerror=alert(1)>&amp;' };
    const filled = parts(metadata);
    for (const part of GENERATED_PARTS.filter((one) => filled[one] !== undefined)) {
      assert.doesNotMatch(toHtml(filled[part].content), /<img|<b>/, part);
    }
    assert.match(htmlOf(metadata, 'half-title'), /&#x3C;img src=x onerror=alert\(1\)>&#x26;amp;/);
  });

  it('should not let a template of the book’s own bring script, style or frames', () => {
    const cover =
      '<script>alert(1)</script><style>p{}</style><iframe src="x"></iframe><svg onload="x"></svg>' +
      '<p class="own" onclick="x" style="color:red">{{title}}</p><a href="javascript:x">甲</a>{{{title}}}';
    const metadata = { ...BARE_METADATA, title: '<script>x</script>书' };
    const html = htmlOf(metadata, 'cover', { ...TEMPLATES, cover });
    assert.equal(html, '<p class="own">&#x3C;script>x&#x3C;/script>书</p><a>甲</a>书');
  });

  it('should be empty where there is no template', () => {
    assert.equal(htmlOf(FULL, 'cover', {}), '');
  });

  it('should have words for every language', () => {
    for (const language of LANGUAGES) {
      const html = htmlOf({ ...FULL, language }, 'colophon');
      assert.ok(html.includes(COLOPHON_LABELS[language].publisher), language);
      assert.doesNotMatch(html, /undefined/);
    }
  });
});

describe('contents', () => {
  it('should list chapters and sections behind them, with links and places for page numbers', () => {
    const html = htmlOf(FULL, 'contents');
    const entries = [
      ...html.matchAll(
        /<li class="(contents-\d) keep"><a href="#([^"]*)"><span class="contents-title">(.*?)<\/span>.*?data-page-of="([^"]*)"/g,
      ),
    ];
    assert.deepEqual(
      entries.map((match) => match.slice(1)),
      [
        [
          'contents-1',
          `${inPart('list-of-figures')}-title`,
          '插图目录',
          `${inPart('list-of-figures')}-title`,
        ],
        ['contents-1', `${inPart('list-of-tables')}-title`, '表格目录', `${inPart('list-of-tables')}-title`],
        ['contents-1', `${inPart('index')}-title`, '索引', `${inPart('index')}-title`],
        ['contents-1', `${inFile(1)}-h1`, '甲&#x3C;乙>', `${inFile(1)}-h1`],
        ['contents-2', `${inFile(1)}-h2`, '一', `${inFile(1)}-h2`],
        ['contents-1', `${inFile(3)}-h1`, '后记　下行', `${inFile(3)}-h1`],
      ],
    );
  });

  it('should list a part of the book above its chapters', () => {
    const { book } = assemble(
      manuscriptOf([
        { kind: 'generated', matter: 'front', part: 'contents' },
        { kind: 'file', matter: 'body', path: 'p.md', text: '---\nkind: part\n---\n# 上篇' },
        { kind: 'file', matter: 'body', path: 'a.md', text: '# 甲' },
      ]),
    );
    const html = toHtml(
      fillGeneratedParts(book, TEMPLATES).chapters[0]?.content ?? { type: 'root', children: [] },
    );
    assert.deepEqual(html.match(/contents-(?:part|\d)/g), ['contents-part', 'contents-1']);
  });

  it('should not list deeper headings, chapters without one, or what stands before', () => {
    assert.doesNotMatch(htmlOf(FULL, 'contents'), new RegExp(`深|没有标题|c0[1-4]-|${inFile(2)}-`));
  });

  it('should go as deep as book.yaml says', () => {
    const listed = (depth: number): readonly string[] =>
      [...toHtml(parts(FULL, TEMPLATES, depth).contents.content).matchAll(/class="contents-(\d) /g)].map(
        (match) => match[1] ?? '',
      );
    assert.deepEqual(listed(1), ['1', '1', '1', '1', '1']);
    assert.deepEqual(listed(3), ['1', '1', '1', '1', '2', '3', '1']);
  });

  it('should have a title and a heading of their own, as the cover has a title', () => {
    const { contents, cover, colophon } = parts({ ...FULL, language: 'ja' });
    assert.equal(contents.title, '目次');
    assert.deepEqual(contents.headings, [{ id: `${inPart('contents')}-title`, level: 1, title: '目次' }]);
    assert.equal(cover.title, '表紙');
    assert.deepEqual([colophon.title, colophon.headings], ['', []]);
  });
});

describe('lists of figures and tables', () => {
  it('should have numbers, captions, links and places for page numbers', () => {
    for (const [part, id, label, title] of [
      ['list-of-figures', 'gate', '图1', '国门&#x3C;b>'],
      ['list-of-tables', `${inFile(1)}-t1`, '表1', '吨'],
    ] as const) {
      const html = htmlOf(FULL, part);
      assert.ok(
        html.includes(
          `<a href="#${id}"><span class="contents-title"><span class="caption-number">${label}</span>　${title}</span>`,
        ),
        html,
      );
      assert.equal(html.match(/data-page-of="/g)?.length, 1);
      assert.ok(html.includes(`data-page-of="${id}"`));
    }
  });

  it('should have titles in the language of the book', () => {
    const {
      'list-of-figures': figures,
      'list-of-tables': tables,
      index,
    } = parts({ ...FULL, language: 'ko' });
    assert.deepEqual([figures.title, tables.title, index.title], ['그림 차례', '표 차례', '찾아보기']);
    assert.deepEqual(index.headings, [{ id: `${inPart('index')}-title`, level: 1, title: '찾아보기' }]);
  });
});

describe('the index', () => {
  const lines = (): readonly string[] =>
    [...htmlOf(FULL, 'index').matchAll(/<p class="index-[^>]*>.*?<\/p>/g)].map(([line]) => line);

  it('should have groups in two columns, entries with the ids of their places, and sub-entries', () => {
    assert.match(htmlOf(FULL, 'index'), /<div class="columns" data-columns="2">\s*<p class="index-group/);
    assert.deepEqual(lines().slice(0, 2), [
      '<p class="index-group keep-next">H</p>',
      `<p class="index-entry" id="bx-index-1"><span class="index-term">海关</span>　<span class="index-pages" data-pages-of="${inFile(1)}-i4 ${inFile(1)}-i4..${inFile(1)}-i5 ${inFile(1)}-i5"></span></p>`,
    ]);
    assert.deepEqual(lines().slice(3, 5), [
      `<p class="index-entry keep-next" id="bx-index-2"><span class="index-term">口岸&#x3C;b></span>　<span class="index-pages" data-pages-of="${inFile(1)}-i1 ${inFile(1)}-i2"></span></p>`,
      `<p class="index-subentry" id="bx-index-2-1"><span class="index-term">陆路</span>　<span class="index-pages" data-pages-of="${inFile(1)}-i3"></span></p>`,
    ]);
  });

  it('should point to other entries, with no page of its own', () => {
    assert.equal(
      lines().at(-1),
      '<p class="index-entry" id="bx-index-3"><span class="index-term">门户</span>　<span class="index-pointer"><span class="index-see">见</span><a href="#bx-index-2">口岸&#x3C;b></a>、<a href="#bx-index-1">海关</a></span></p>',
    );
  });
});

describe('numbers of a series', () => {
  it('should be Chinese numerals to 99', () => {
    assert.deepEqual([1, 9, 10, 11, 20, 34, 99].map(hanNumber), [
      '一',
      '九',
      '十',
      '十一',
      '二十',
      '三十四',
      '九十九',
    ]);
  });

  it('should not be tried beyond, or of what is no number of a series', () => {
    assert.deepEqual([0, 100, 1.5, -1].map(hanNumber), ['0', '100', '1.5', '-1']);
  });
});
