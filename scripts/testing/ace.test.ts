import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import JSZip from 'jszip';
import { buildEpub } from '../formats/epub/build-epub.ts';
import { ace } from '../formats/epub/examine/ace.ts';
import { inputOf, sampleBook } from '../formats/epub/fixture.ts';
import { build } from '../pipeline.ts';
import { type BrowserSession, openBrowser } from '../platform/browser.ts';
import { silentProgress } from '../platform/progress.ts';
import { makeEpubs } from './epub-books.ts';
import { NOTES_BOOK } from './notes-book.ts';
import { REFERENCE_BOOK } from './reference-book.ts';

let folder: string;
let session: BrowserSession;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-ace-'));
  session = await openBrowser({ notice: () => {} });
});

after(async () => {
  await session.close();
  await rm(folder, { recursive: true, force: true });
});

/** What Ace has against an EPUB; to have run is part of the answer. */
async function violationsOf(name: string, bytes: Uint8Array): Promise<readonly string[]> {
  const path = join(folder, `${name}.epub`);
  await writeFile(path, bytes);
  const examined = { bytes, path, folder: join(folder, `${name}-report`) };
  await mkdir(examined.folder);
  const found = await ace(() => session.newPage()).examine(examined);
  if (found === undefined) return ['Ace is not installed'];
  return ['ran', ...found.map(({ severity, message, place }) => `${severity} ${place?.file}: ${message}`)];
}

test('should find violations, each in its document', async () => {
  const zip = await JSZip.loadAsync(await buildEpub(await inputOf(sampleBook())));
  const break_ = async (file: string, from: RegExp, to: string): Promise<void> => {
    const text = (await zip.file(file)?.async('string')) ?? '';
    assert.match(text, from);
    zip.file(file, text.replace(from, to));
  };
  await break_('OEBPS/c05.xhtml', / alt="[^"]+"/, '');
  await break_('OEBPS/c06.xhtml', / xml:lang="[^"]*" lang="[^"]*"/, '');
  await break_('OEBPS/content.opf', /<meta property="schema:accessibilityHazard">.*?<\/meta>/, '');
  const [ran, ...found] = await violationsOf('broken', await zip.generateAsync({ type: 'uint8array' }));
  assert.equal(ran, 'ran');
  assert.ok(
    found.some((one) => /^error OEBPS\/c05\.xhtml: image-alt: Ensure/.test(one)),
    found.join('\n'),
  );
  assert.ok(
    found.some((one) => /^error OEBPS\/c06\.xhtml: html-has-lang/.test(one)),
    found.join('\n'),
  );
  assert.ok(
    found.some((one) => /^error OEBPS\/content\.opf: metadata-accessibilityhazard/i.test(one)),
    found.join('\n'),
  );
});

test('should have no violation in Ace by DAISY: a book of every element', async () => {
  const bytes = await buildEpub(await inputOf(sampleBook()));
  assert.deepEqual(await violationsOf('elements', bytes), ['ran']);
});

test('should have no violation in Ace by DAISY: the sample book', async () => {
  const repo = fileURLToPath(new URL('../../', import.meta.url));
  const report = await build(repo, {
    format: 'epub',
    out: folder,
    progress: silentProgress,
    notice: () => {},
  });
  const [file] = report.files;
  assert.ok(file !== undefined);
  assert.deepEqual(await violationsOf('sample', await readFile(file.path)), ['ran']);
});

test('should have no violation in Ace by DAISY: lists, references, an index', async () => {
  const book = join(folder, 'references');
  await mkdir(book);
  for (const [name, text] of Object.entries(REFERENCE_BOOK)) await writeFile(join(book, name), text);
  const report = await build(book, { format: 'epub', progress: silentProgress, notice: () => {} });
  assert.deepEqual(await violationsOf('lists', await readFile(report.files[0]?.path ?? '')), ['ran']);
});

test('should have no violation in Ace by DAISY: a glossary, notes behind chapters, and behind the text', async () => {
  const book = join(folder, 'notes');
  await mkdir(book);
  const editions = ['chapter', 'book'].map(
    (place) => `  ${place}: { format: epub, notes: { place: ${place} } }\n`,
  );
  const config = `title: 注\nlanguage: zh-CN\neditions:\n${editions.join('')}`;
  const glossary =
    '# 术语\n\n[版心]{.term}\n\n:::glossary{pages=true}\n版心\n天头\n: 印有文字的部分。\n:::\n';
  for (const [name, text] of Object.entries({ ...NOTES_BOOK, 'z.md': glossary, 'book.yaml': config }))
    await writeFile(join(book, name), text);
  const { files } = await build(book, { out: folder, progress: silentProgress, notice: () => {} });
  assert.equal(files.length, 2);
  for (const { edition, path } of files)
    assert.deepEqual(await violationsOf(`notes-${edition}`, await readFile(path)), ['ran']);
});

for (const [name, profile] of [
  ['ja-vertical', 'ebpaj'],
  ['ja-horizontal', 'kindle'],
  ['zh-hans-horizontal', 'cn'],
  ['zh-hant-vertical', 'tw'],
  ['ko-horizontal', 'default'],
] as const) {
  test(`should have no violation in Ace by DAISY: ${name} for ${profile}`, async () => {
    const [made] = await makeEpubs(name, [profile]);
    assert.deepEqual(await violationsOf(name, made?.bytes ?? assert.fail()), ['ran']);
  });
}
