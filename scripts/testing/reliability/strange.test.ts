import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fromHtml } from 'hast-util-from-html';
import { toString as plainText } from 'hast-util-to-string';
import JSZip from 'jszip';
import { treesOf } from '../../model/book.ts';
import { type BuildReport, build } from '../../pipeline.ts';
import { silentProgress } from '../../platform/progress.ts';
import { assemble, manuscriptOf } from '../books.ts';
import { type PdfFacts, readPdf } from '../pdf-facts.ts';
import { STRANGE_CASES, type StrangeCase } from './strange-cases.ts';

let folder: string;
let report: BuildReport;
let pdf: PdfFacts;
/** The text of both books, and the titles of the EPUB's contents. */
let texts: Readonly<Record<'pdf' | 'epub', string>>;
let contents: readonly string[];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-strange-'));
  await writeBook();
  report = await build(folder, { progress: silentProgress, notice: () => {} });
  assert.deepEqual(
    report.diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  const bytesOf = (edition: string): Promise<Buffer> =>
    readFile(report.files.find((file) => file.edition === edition)?.path ?? '');
  pdf = await readPdf(await bytesOf('print'));
  const epub = await JSZip.loadAsync(await bytesOf('ebook'));
  const read = async (wanted: RegExp): Promise<string> => {
    const files = Object.values(epub.files).filter(({ name }) => wanted.test(name));
    return (await Promise.all(files.map((file) => file.async('string')))).join('');
  };
  texts = {
    pdf: pdf.pages.flatMap((page) => page.texts.map(({ text }) => text)).join(''),
    epub: plainText(fromHtml((await read(/\/c\d+[^/]*\.xhtml$/)).replace(/<head>[\s\S]*?<\/head>/g, ''))),
  };
  contents = Array.from(
    (await read(/toc\.xhtml$/)).matchAll(/<a [^>]*>([^<]*)<\/a>/g),
    ([, title]) => title ?? '',
  );
});
after(() => rm(folder, { recursive: true }));

async function writeBook(): Promise<void> {
  const spine = STRANGE_CASES.flatMap(({ files }) => Object.keys(files));
  const plain = 'running-heads: false, folios: false';
  const yaml = [
    'title: 奇',
    'language: zh-CN',
    `spine: { front: [], body: ${JSON.stringify(spine)} }`,
    `editions: { print: { format: pdf, trim: A5, ${plain} }, ebook: { format: epub } }`,
  ];
  const files = STRANGE_CASES.flatMap((one) => [
    ...Object.entries(one.files),
    ...Object.entries(one.pictures ?? {}),
  ]);
  for (const [path, content] of [...files, ['book.yaml', yaml.join('\n')] as const]) {
    const file = join(folder, 'manuscript', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** What a case is told of, once each. */
function toldOf({ files }: StrangeCase): readonly string[] {
  const own = report.diagnostics.filter(({ place }) =>
    Object.keys(files).some((path) => place?.file === `manuscript/${path}`),
  );
  return [...new Set(own.map(({ severity, ruleId }) => `${severity} ${ruleId}`))].sort();
}

/** How often each character stands in a text; digits are left out, as pages, notes and items are numbered. */
function counted(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const character of text.normalize('NFC').replace(/[\s\d\p{Cc}•◦▪–]/gu, ''))
    counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

/** What a text has not as often as the manuscript, but for some characters. */
function differences(text: string, but: ReadonlySet<string>): readonly string[] {
  const chapters = assemble(manuscriptOf(sourcesOf())).book.chapters.flatMap(treesOf);
  const [wanted, found] = [counted(chapters.map((tree) => plainText(tree)).join('')), counted(text)];
  return [...new Set([...wanted.keys(), ...found.keys()])]
    .filter((character) => !but.has(character) && wanted.get(character) !== found.get(character))
    .map((character) => `${character} ${found.get(character) ?? 0} for ${wanted.get(character) ?? 0}`);
}

function sourcesOf(): Readonly<Record<string, string>> {
  const files = STRANGE_CASES.flatMap((one) => Object.entries(one.files));
  return Object.fromEntries(files.map(([path, text]) => [path, text.replace(/^\uFEFF/, '')]));
}

/** Heads of tables, and their titles, stand on each of their pages. */
const REPEATED = '栏表（续）';

describe('a strange book', () => {
  for (const one of STRANGE_CASES) {
    it(`should be set whole: ${one.name}`, () => assert.deepEqual(toldOf(one), one.tells));
  }

  it('should have every character of the manuscript in the EPUB, as often as that', () => {
    assert.deepEqual(differences(texts.epub, new Set()), []);
  });

  it('should have them in the PDF, but for those that are told to have no glyph, and selectors', () => {
    const missing = report.diagnostics
      .filter(({ ruleId }) => ruleId === 'glyph-missing')
      .map(({ message }) => /U\+([0-9A-F]+)\)/.exec(message)?.[1] ?? '')
      .map((point) => String.fromCodePoint(Number.parseInt(point, 16)));
    assert.deepEqual(differences(texts.pdf, new Set([...missing, '\u200D', ...REPEATED])), []);
  });

  it('should tell of each problem once', () => {
    const told = report.diagnostics.map((one) => JSON.stringify(one));
    assert.equal(new Set(told).size, told.length);
  });

  it('should list chapters of one title both', () => {
    assert.equal(contents.filter((title) => title === '同题').length, 2);
    assert.equal(pdf.outline.filter(({ title }) => title === '同题').length, 2);
  });
});
