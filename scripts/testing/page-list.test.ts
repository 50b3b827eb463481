import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import JSZip from 'jszip';
import { build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { readPdf } from './pdf-facts.ts';
import { seeded } from './random.ts';

const CONFIG = `title: 港の記
language: ja
name: pages
identifier: 978-4-00-310101-8
spine: { front: [00.md], body: [01.md, 02.md] }
editions:
  print: { format: pdf, trim: A6 }
  tall: { format: pdf, trim: A6, writing-mode: vertical }
  ebook: { format: epub }
  tate: { format: epub, writing-mode: vertical, page-list: tall }
`;

const random = seeded(7);

/** Sentences of which no six characters stand there twice. */
function prose(count: number): string {
  const word = (length: number) =>
    Array.from({ length }, () =>
      random.pick([...'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほ']),
    ).join('');
  return Array.from(
    { length: count },
    () => `${word(7)}*${word(3)}*{夜|よる}${word(5)}、船${word(4)}[${word(3)}](#minato)${word(4)}。`,
  ).join('');
}

const FIRST = `# 港 {#minato}

${prose(60)}注の所[^1]。

${Array.from({ length: 20 }, () => `- ${prose(2)}`).join('\n')}

| 船 | 数 |
|---|---|
${Array.from({ length: 40 }, () => `| ${prose(1)} | 三 |`).join('\n')}

> ${prose(40)}

[^1]: 注である。
`;

let folder: string;
const files = new Map<string, Buffer>();

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-page-list-'));
  await mkdir(join(folder, 'manuscript'));
  const texts = {
    'book.yaml': CONFIG,
    '00.md': '# 序\n\n序である。\n',
    '01.md': FIRST,
    '02.md': `# 町\n\n${prose(30)}\n`,
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, 'manuscript', name), text);
  const report = await build(folder, { out: folder, progress: silentProgress, notice: () => {} });
  assert.deepEqual(report.diagnostics, []);
  for (const { edition, path } of report.files) files.set(edition, await readFile(path));
});
after(() => rm(folder, { recursive: true, force: true }));

const MARK = /<span id="([^"]+)" role="doc-pagebreak" aria-label="([^"]+)" epub:type="pagebreak"><\/span>/g;

/** The files of an EPUB that are text. */
async function textsOf(edition: string): Promise<ReadonlyMap<string, string>> {
  const zip = await JSZip.loadAsync(files.get(edition) ?? Buffer.alloc(0));
  const names = Object.keys(zip.files).filter((name) => /\.(xhtml|opf|ncx)$/.test(name));
  const read = async (name: string) =>
    [name.replace(/^.*\//, ''), (await zip.file(name)?.async('string')) ?? ''] as const;
  return new Map(await Promise.all(names.sort().map(read)));
}

/** What an XHTML document says, without readings and white space. */
function plain(xhtml: string): string {
  return xhtml
    .replace(/^[\s\S]*<body[^>]*>/, '')
    .replaceAll(/<rt>[^<]*<\/rt>|<rp>[^<]*<\/rp>|<[^>]*>|\s/g, '');
}

/** Every mark of an EPUB, with its document and what stands before and after it there. */
async function marksOf(edition: string) {
  return [...(await textsOf(edition))].flatMap(([file, xhtml]) =>
    [...xhtml.matchAll(MARK)].map((found) => ({
      href: `${file}#${found[1]}`,
      label: found[2] ?? '',
      precedes: plain(xhtml.slice(0, found.index)).slice(-2),
      follows: plain(`<body>${xhtml.slice(found.index)}`).slice(0, 6),
    })),
  );
}

describe('the printed pages in an EPUB', () => {
  for (const [edition, printed] of [
    ['ebook', 'print'],
    ['tate', 'tall'],
  ] as const) {
    it(`should be marked where those of ${printed} begin, each by its folio, and listed in order`, async () => {
      const marks = await marksOf(edition);
      const { pages } = await readPdf(files.get(printed) ?? Buffer.alloc(0));
      const texts = new Map(
        pages.map(({ label, texts: runs }) => [
          label,
          runs
            .map(({ text }) => text)
            .join('')
            .replaceAll(/\s/g, ''),
        ]),
      );
      assert.ok(marks.length >= 8, `${marks.length} marks`);
      assert.equal(marks[0]?.label, 'i');
      for (const [index, { label, precedes, follows }] of marks.entries()) {
        const where = `${label} of ${printed} begins with ${follows}`;
        assert.ok(
          texts.get(label)?.includes(follows.slice(0, 4)),
          `${where}: ${texts.get(label)?.slice(0, 60)}`,
        );
        const previous = texts.get(marks[index - 1]?.label ?? '');
        assert.ok(
          !previous || previous.includes(precedes),
          `the page before ends with ${precedes}: ${where}`,
        );
        assert.ok(!previous?.includes(follows), `not the page before ${where}`);
      }
      const all = await textsOf(edition);
      const [, list = ''] =
        /<nav epub:type="page-list"[^>]*>([\s\S]*?)<\/nav>/.exec(all.get('toc.xhtml') ?? '') ?? [];
      const listed = [...list.matchAll(/<a href="([^"]+)">([^<]+)<\/a>/g)].map(([, href, label]) => ({
        href,
        label,
      }));
      assert.deepEqual(
        listed,
        marks.map(({ href, label }) => ({ href, label })),
      );
      const targets = [
        ...(all.get('toc.ncx') ?? '').matchAll(/<pageTarget [^>]*type="(\w+)" value="(\d+)"/g),
      ];
      assert.deepEqual(
        targets.map(([, type, value]) => [type, value]),
        marks.map(({ label }) => (label === 'i' ? ['front', '1'] : ['normal', label])),
      );
    });
  }

  it('should have their source in the package, and no error but of checkers older than the standard', async () => {
    for (const edition of ['ebook', 'tate']) {
      const opf = (await textsOf(edition)).get('content.opf') ?? '';
      assert.match(opf, /<meta property="pageBreakSource">urn:isbn:9784003101018<\/meta>/);
      assert.match(opf, /<dc:source id="page-source">urn:isbn:9784003101018<\/dc:source>/);
      assert.match(opf, />pageBreakMarkers<[\s\S]*>pageNavigation</);
      const { messages } = await EpubCheck.validate(new Uint8Array(files.get(edition) ?? []));
      assert.deepEqual(
        messages.filter(({ severity }) => severity !== 'info' && severity !== 'usage'),
        [],
      );
    }
  });

  it('should not be in an EPUB that is built alone, whose text is the same', async () => {
    const withPages = await textsOf('ebook');
    await build(folder, { edition: 'ebook', out: folder, progress: silentProgress, notice: () => {} });
    files.set('ebook', await readFile(join(folder, 'pages-ebook.epub')));
    const alone = await textsOf('ebook');
    const whole = [...alone.values()].join('');
    assert.ok(!/pagebreak|page-list|pageList|pageBreak|dc:source/.test(whole));
    for (const [file, xhtml] of alone) {
      if (/^c\d+\.xhtml$/.test(file)) assert.equal((withPages.get(file) ?? '').replaceAll(MARK, ''), xhtml);
    }
  });
});
