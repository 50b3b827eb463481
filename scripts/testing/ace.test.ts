import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildEpub } from '../formats/epub/build-epub.ts';
import { inputOf, sampleBook } from '../formats/epub/fixture.ts';
import { build } from '../pipeline.ts';
import { findBrowserPackage, unpackBrowser, unpackFallbackFont } from '../platform/browser-package.ts';
import { silentProgress } from '../platform/progress.ts';
import { NOTES_BOOK } from './notes-book.ts';
import { REFERENCE_BOOK } from './reference-book.ts';

// In a process of its own: Ace takes its browser, fonts and libraries from the environment.

/** What we read of Ace's report: one assertion a document, each with those that failed in it. */
interface AceReport {
  readonly 'earl:result': { readonly 'earl:outcome': string };
  readonly assertions: readonly {
    readonly 'earl:testSubject': { readonly url: string };
    readonly assertions: readonly { readonly 'earl:test': { readonly 'dct:title': string } }[];
  }[];
}

type Ace = (file: string, options: object, runner: unknown) => Promise<readonly [unknown, AceReport]>;

const load = createRequire(import.meta.url);
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-ace-'));
  await useOurBrowser();
});

after(() => rm(folder, { recursive: true, force: true }));

/** Ace starts a browser by itself and takes its path from the environment: the one in the npm package, as we do. */
async function useOurBrowser(): Promise<void> {
  process.env['ACE_TIMEOUT_INITIAL'] ??= '30000';
  const found = findBrowserPackage();
  if (process.env['PUPPETEER_EXECUTABLE_PATH'] !== undefined || found === undefined) return;
  const cache = join(folder, 'browser');
  await mkdir(cache, { mode: 0o700 });
  const { executable, libraries } = await unpackBrowser(found, [cache], {});
  process.env['PUPPETEER_EXECUTABLE_PATH'] = executable;
  // A machine without any font: Chromium ends when a formula asks for one.
  const fonts = await unpackFallbackFont(found, [cache]);
  const configuration = join(folder, 'fonts.conf');
  await writeFile(
    configuration,
    `<fontconfig><dir>${fonts}</dir><cachedir>${folder}/fonts</cachedir></fontconfig>`,
  );
  process.env['FONTCONFIG_FILE'] = configuration;
  // Behind the system's own: only a bare machine lacks libnss3 and libnspr4.
  process.env['LD_LIBRARY_PATH'] = [process.env['LD_LIBRARY_PATH'], libraries].filter(Boolean).join(':');
}

async function violationsOf(name: string, bytes: Uint8Array): Promise<readonly string[]> {
  const file = join(folder, `${name}.epub`);
  await writeFile(file, bytes);
  const ace = load('@daisy/ace-core') as Ace;
  const options = { cwd: folder, outdir: `${name}-report`, silent: true, initLogger: true };
  const [, report] = await ace(file, options, load('@daisy/ace-axe-runner-puppeteer'));
  const violations = report.assertions.flatMap((document) =>
    document.assertions.map(
      (found) => `${document['earl:testSubject'].url}: ${found['earl:test']['dct:title']}`,
    ),
  );
  return [report['earl:result']['earl:outcome'], ...violations];
}

test('should have no violation in Ace by DAISY: a book of every element', async () => {
  const bytes = await buildEpub(await inputOf(sampleBook()));
  assert.deepEqual(await violationsOf('elements', bytes), ['pass']);
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
  assert.deepEqual(await violationsOf('sample', await readFile(file.path)), ['pass']);
});

test('should have no violation in Ace by DAISY: lists, references, an index', async () => {
  const book = join(folder, 'references');
  await mkdir(book);
  for (const [name, text] of Object.entries(REFERENCE_BOOK)) await writeFile(join(book, name), text);
  const report = await build(book, { format: 'epub', progress: silentProgress, notice: () => {} });
  assert.deepEqual(await violationsOf('lists', await readFile(report.files[0]?.path ?? '')), ['pass']);
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
    assert.deepEqual(await violationsOf(`notes-${edition}`, await readFile(path)), ['pass']);
});
