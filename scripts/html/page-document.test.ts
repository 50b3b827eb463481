import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString as textOf } from 'hast-util-to-string';
import { DEFAULT_FURNITURE } from '../model/furniture.ts';
import type { PageGeometry } from '../model/geometry.ts';
import { fillTemplate } from '../model/head-template.ts';
import type { Manuscript } from '../model/manuscript.ts';
import { visit } from '../model/visit.ts';
import { assemble, BARE_METADATA, editionOf, manuscriptOf, SMALL_PAGE } from '../testing/books.ts';
import { layoutPlan } from './layout-plan.ts';
import { pageDocument, rootVariables } from './page-document.ts';

function documentOf(
  files: Readonly<Record<string, string>>,
  css = '',
  rest: Partial<Manuscript> = {},
): string {
  const { book } = assemble(manuscriptOf(files, rest));
  return pageDocument(book, layoutPlan(book, editionOf()), SMALL_PAGE, css);
}

/** Elements of a name as a browser finds them. */
function find(html: string, tagName: string): Element[] {
  const found: Element[] = [];
  visit(fromHtml(html), 'element', (node) => {
    if (node.tagName === tagName) found.push(node);
  });
  return found;
}

describe('the lines of notes (F06)', () => {
  const variables = (style: 'arabic' | 'bracketed', page: Partial<PageGeometry>): readonly string[] =>
    [...rootVariables({ ...SMALL_PAGE, ...page }, style).matchAll(/--note-(?:size|indent): ([\d.]+)px/g)].map(
      ([, px]) => `${Number(px) * 0.75} pt`,
    );

  it('should be one grade smaller, and whole characters behind the number', () => {
    // 294 pt are 31 characters of 9 pt and a number of 15 pt, 30 and one of 24 pt.
    const page = { bodySizePt: 10.5, charactersPerLine: 28 };
    assert.deepEqual(variables('arabic', page), ['9 pt', '15 pt']);
    assert.deepEqual(variables('bracketed', page), ['9 pt', '24 pt']);
    assert.deepEqual(variables('arabic', { bodySizePt: 12, charactersPerLine: 30 }), ['10.5 pt', '24 pt']);
    assert.deepEqual(variables('arabic', { bodySizePt: 9, charactersPerLine: 40 }), ['7.5 pt', '15 pt']);
  });

  it('should leave more room for Han numbers in brackets', () => {
    const page = { bodySizePt: 10, charactersPerLine: 40, writingMode: 'vertical' } as const;
    const [size = '', indent = ''] = variables('bracketed', page);
    assert.equal(size, '8.5 pt');
    assert.ok(Number.parseFloat(indent) >= 3.5 * 8.5 && Number.parseFloat(indent) < 4.5 * 8.5, indent);
  });
});

describe('the layout document', () => {
  it('should hold a section for each chapter and its notes apart', () => {
    const html = documentOf({ 'a.md': '# 甲\n\n文[^a]\n\n[^a]: 注', 'b.md': '乙' });
    assert.deepEqual(
      find(html, 'section').map(({ properties }) => [properties['id'], properties['className']]),
      [
        ['c01', ['chapter', 'body-matter']],
        ['c02', ['chapter', 'body-matter']],
      ],
    );
    assert.equal(find(html, 'bx-flow').map(textOf).join('').replace(/\s/g, ''), '甲文1乙');
    assert.equal(find(html, 'bx-notes-flow').map(textOf).join('').replace(/\s/g, ''), '1注');
  });

  it('should escape the title', () => {
    const html = documentOf({ 'a.md': '文' }, '', {
      metadata: { ...BARE_METADATA, title: '</title><script>x</script>' },
    });
    assert.deepEqual(find(html, 'script'), []);
    assert.equal(find(html, 'title').map(textOf).join(''), '</title><script>x</script>');
  });

  for (const css of [
    'p::after { content: "</style><script>alert(1)</script>" }',
    '/* </STYLE ><img src=x onerror=alert(1)> */',
    '<!-- </style><script></script> -->',
  ]) {
    it(`should not be left by styles through ${css.slice(0, 30)}…`, () => {
      const html = documentOf({ 'a.md': '文' }, css);
      assert.deepEqual([...find(html, 'script'), ...find(html, 'img')], []);
      assert.equal(find(html, 'style').length, 1);
      assert.equal(find(html, 'section').length, 1);
    });
  }

  it('should not change other styles', () => {
    const css = "p > b { content: 'a</b>' } a::before { content: '\\201C' }";
    assert.ok(
      find(documentOf({ 'a.md': '文' }, css), 'style')
        .map(textOf)
        .join('')
        .endsWith(css),
    );
  });

  it('should ask for pictures by URLs of their paths', () => {
    const html = documentOf({ 'a.md': '![甲](图/a%23b%3fc%25d.png)\n\n文[^a]\n\n[^a]: ![乙](e%20f.png)' });
    const base = String(find(html, 'base')[0]?.properties['href']);
    assert.deepEqual(
      find(html, 'img').map(({ properties }) =>
        decodeURIComponent(new URL(String(properties['src']), base).pathname),
      ),
      ['/manuscript/图/a#b?c%d.png', '/manuscript/e f.png'],
    );
  });

  it('should let nothing run and nothing leave, even if sanitising failed', () => {
    const [policy] = find(documentOf({ 'a.md': '文' }), 'meta').filter(
      ({ properties }) => properties['httpEquiv'],
    );
    const content = String(policy?.properties['content']);
    assert.match(content, /^default-src 'none'/);
    assert.doesNotMatch(content, /script-src|\*|https?:\/\/(?!book\.invalid)/);
  });

  it('should not change the book', () => {
    const { book } = assemble(manuscriptOf({ 'a.md': '- 甲\n\n![乙](a%20b.png)\n\n文[^a]\n\n[^a]: 注' }));
    const before = JSON.stringify(book);
    pageDocument(book, layoutPlan(book, editionOf()), SMALL_PAGE, '');
    assert.equal(JSON.stringify(book), before);
  });
});

describe('orders for the layout engine', () => {
  const { book } = assemble(
    manuscriptOf([
      { kind: 'generated', matter: 'front', part: 'cover' },
      { kind: 'generated', matter: 'front', part: 'title-page' },
      { kind: 'generated', matter: 'front', part: 'colophon' },
      { kind: 'generated', matter: 'front', part: 'contents' },
      { kind: 'file', matter: 'body', path: 'a.md', text: '# 甲' },
    ]),
  );

  it('should open parts recto, the colophon on the back of the title page (G01), chapters as the edition says (E05)', () => {
    const starts = (chapterStart: 'recto' | 'page'): readonly string[] =>
      layoutPlan(book, editionOf({ chapterStart })).chapters.map(({ start }) => start);
    assert.deepEqual(starts('page'), ['recto', 'recto', 'verso', 'recto', 'page']);
    assert.deepEqual(starts('recto'), ['recto', 'recto', 'verso', 'recto', 'recto']);
  });

  it('should bring the engine’s own words in the book’s language, and samples of them for their faces', () => {
    const metadata = { ...BARE_METADATA, language: 'ko' } as const;
    const { book } = assemble(manuscriptOf({ 'a.md': '문' }, { metadata }));
    const plan = layoutPlan(book, editionOf());
    assert.deepEqual(plan.labels, { pageSeparator: ', ', pageRange: '–', continued: '(계속)' });
    const [samples] = find(pageDocument(book, plan, SMALL_PAGE, ''), 'bx-samples');
    const numerals = String(samples?.properties['dataNumerals']);
    for (const character of '0123456789ivxlcdm, –') assert.ok(numerals.includes(character), character);
  });

  it('should have a sample of the line above a continued table where there is a table', () => {
    for (const [text, count] of [
      ['文', 0],
      ['| 天 |\n|---|\n| 地 |', 1],
    ] as const) {
      const { book } = assemble(manuscriptOf({ 'a.md': text }));
      const html = pageDocument(book, layoutPlan(book, editionOf()), SMALL_PAGE, '');
      assert.deepEqual(find(html, 'caption').map(textOf), count === 0 ? [] : ['（续表）']);
    }
  });

  it('should not print heads and folios on parts of display, nor count the cover (F02)', () => {
    assert.deepEqual(
      layoutPlan(book, editionOf()).chapters.map(({ bareHead, bareFolio, wholePage }) => [
        bareHead,
        bareFolio,
        wholePage,
      ]),
      [
        [true, true, true],
        [true, true, false],
        [true, true, false],
        [false, false, false],
        [false, false, false],
      ],
    );
  });

  it('should open a part recto and bare, and name the chapters behind it by it, not those of the back matter', () => {
    const { book: parted } = assemble(
      manuscriptOf([
        { kind: 'file', matter: 'body', path: 'a.md', text: '# 甲' },
        { kind: 'file', matter: 'body', path: 'p.md', text: '---\nkind: part\nshort-title: 上\n---\n# 上篇' },
        { kind: 'file', matter: 'body', path: 'b.md', text: '# 乙' },
        { kind: 'file', matter: 'back', path: 'c.md', text: '# 丙' },
      ]),
    );
    const plan = layoutPlan(parted, editionOf({ chapterStart: 'page' }));
    assert.deepEqual(
      plan.chapters.map(({ partTitle, title, start, bareHead }) => [partTitle, title, start, bareHead]),
      [
        ['', '甲', 'page', false],
        ['上', '上', 'recto', true],
        ['上', '乙', 'page', false],
        ['', '丙', 'page', false],
      ],
    );
    assert.match(pageDocument(parted, plan, SMALL_PAGE, ''), /class="chapter divisional-title body-matter"/);
  });

  it('should know the faces of everything that pages will carry', () => {
    const furniture = {
      ...DEFAULT_FURNITURE,
      heads: { ...DEFAULT_FURNITURE.heads, verso: [{ kind: 'text', text: '增' } as const] },
      folios: { ...DEFAULT_FURNITURE.folios, style: 'han', hidden: true } as const,
    };
    const html = pageDocument(book, layoutPlan(book, editionOf({ furniture })), SMALL_PAGE, '');
    const samples = /<bx-samples.*<\/bx-samples>/.exec(html)?.[0] ?? '';
    assert.match(samples, /data-numerals="〇一二三四五六七八九ivxlcdm/);
    assert.match(samples, /<bx-head>[^<]*增[^<]*甲[^<]*…<\/bx-head>/);
    assert.match(samples, /<bx-folio>[^<]*〇一二三四五六七八九[^<]*<\/bx-folio>/);
    assert.match(samples, /<bx-hidden-folio>0123456789</);
    assert.doesNotMatch(samples, /书/);
  });

  it('should head verso pages with the book and recto pages with the chapter (F01)', () => {
    const { chapters, headNames, furniture } = layoutPlan(book, editionOf());
    const values = { ...headNames, chapter: chapters.at(-1)?.title ?? '' };
    assert.equal(fillTemplate(furniture.heads.verso, values), '书');
    assert.equal(fillTemplate(furniture.heads.recto, values), '甲');
  });
});
