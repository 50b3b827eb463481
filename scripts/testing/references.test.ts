import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import JSZip from 'jszip';
import { type BuildReport, build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { type PageFacts, type PdfFacts, readPdf } from './pdf-facts.ts';
import { REFERENCE_BOOK } from './reference-book.ts';

let folder: string;
let report: BuildReport;
let pdf: PdfFacts;
let epub: Uint8Array;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-references-'));
  for (const [name, text] of Object.entries(REFERENCE_BOOK)) await writeFile(join(folder, name), text);
  report = await build(folder, { progress: silentProgress, notice: () => {} });
  const bytesOf = (edition: string): Promise<Uint8Array> =>
    readFile(report.files.find((file) => file.edition === edition)?.path ?? '');
  pdf = await readPdf(await bytesOf('print'));
  epub = await bytesOf('ebook');
});

after(() => rm(folder, { recursive: true, force: true }));

const textOf = (page: PageFacts): string =>
  page.texts
    .map(({ text }) => text)
    .join('')
    .replace(/\s/g, '');

/** The one page whose text holds all of these. */
function pageWith(...texts: readonly string[]): PageFacts {
  const [page, ...others] = pdf.pages.filter((one) => texts.every((text) => textOf(one).includes(text)));
  assert.ok(page !== undefined && others.length === 0, texts.join(' '));
  return page;
}

describe('references in a PDF', () => {
  it('should have no mistake to tell of', () => {
    assert.deepEqual(report.diagnostics, []);
  });

  it('should name the page on which their target stands', () => {
    const trade = pageWith('互市文').label;
    assert.ok(Number(trade) > 2);
    const page = textOf(pageWith('国门见'));
    assert.ok(page.includes(`国门见图1，货运见表1，第${trade}页讲互市，参看“互市”（第${trade}页）。`), page);
  });

  it('should be listed with their pages: contents, figures, tables', () => {
    const trade = pageWith('互市文').label ?? '';
    const contents = textOf(pageWith('目录', '第一章口岸', '更早'));
    for (const entry of ['插图目录', '表格目录', `互市${trade}`, '索引']) {
      assert.ok(contents.includes(entry), `${entry} in ${contents}`);
    }
    assert.ok(textOf(pageWith('插图目录', '图1')).includes('图1国门1'));
    assert.ok(textOf(pageWith('表格目录', '表1')).includes(`表1货运量${pageWith('2022', '1500').label}`));
  });

  it('should list what is cited, in the order of the text', () => {
    assert.ok(textOf(pageWith('研究已有')).includes('研究已有[1,2]。'));
    const list = textOf(pageWith('口岸史[M]'));
    assert.ok(list.includes('[1]王越.口岸史[M].北京:中华书局,2020.'), list);
    assert.ok(list.includes('[2]KNUTHDE.LiterateProgramming[J].TheComputerJournal,1984.'), list);
  });

  it('should have parts that made lists have in the outline', () => {
    assert.deepEqual(
      pdf.outline.filter(({ level }) => level === 1).map(({ title }) => title),
      ['目录', '插图目录', '表格目录', '第一章　口岸', '第二章　贸易', '参考文献', '索引'],
    );
  });

  it('should not print marks of the index, nor name pages of targets', () => {
    const all = pdf.pages.map(textOf).join('');
    assert.doesNotMatch(all, /chongqing|data-|\{page\}|#/);
    const index = textOf(pageWith('索引', '边贸'));
    assert.match(index, /B边贸见口岸C重庆.*K口岸.*陆路/);
  });
});

describe('references in an EPUB', () => {
  it('should pass EPUBCheck', async () => {
    const { valid, messages } = await EpubCheck.validate(epub);
    const found = messages.filter(({ severity }) => severity !== 'usage' && severity !== 'info');
    assert.deepEqual([valid, found], [true, []]);
  });

  it('should say nothing of pages, and lead to every place', async () => {
    const zip = await JSZip.loadAsync(epub);
    const file = async (name: string): Promise<string> =>
      (await zip.file(`OEBPS/${name}`)?.async('string')) ?? '';
    const chapter = await file('c05.xhtml');
    assert.ok(chapter.replace(/<[^>]*>/g, '').includes('国门见图1，货运见表1，“互市”讲互市，参看“互市”。'));
    const references = await file('c07.xhtml');
    assert.match(references, /epub:type="bibliography" role="doc-bibliography"/);
    assert.match(references, /<li class="reference" id="bx-ref-1" lang="zh-CN"/);
    assert.match(await file('c06.xhtml'), /<a role="doc-biblioref" href="c07.xhtml#bx-ref-1">1<\/a>/);
    const index = await file('c08.xhtml');
    assert.match(index, /class="part-index" role="doc-index"/);
    assert.match(index, /口岸<\/span>　<span class="index-pages"><a href="c05.xhtml#c05-i1">1<\/a>、/);
    for (const name of Object.keys(zip.files).filter((one) => one.endsWith('.xhtml'))) {
      const text = (await zip.file(name)?.async('string')) ?? '';
      assert.doesNotMatch(text, /data-(?:page|index|see|read|ref|without)|contents-leader/, name);
    }
  });
});
