import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BuildError } from '../model/build-error.ts';
import { build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { ARTICLE } from './article.ts';
import { epubVerdicts } from './epub-verdicts.ts';
import { type Check, type ExpectedPdf, samePdf, samplePdf, soundEpub, soundPdf } from './external-checks.ts';
import { generateBook } from './generate-book.ts';
import { packedPackage } from './packed-package.ts';
import { partedPdf } from './parted-pdf.ts';
import { writePressBook, writePressSample } from './press-book.ts';
import { type PressFile, pressBookChecks, pressChecks } from './press-checks.ts';
import { thousandChapters } from './thousand-chapters.ts';

// `npm run verify:external`: programs that others wrote judge finished books, the sample and a generated one with
// notes. It needs Debian's packages (external-tools.ts); a program that is missing is a failure.

const REPO = fileURLToPath(new URL('../../', import.meta.url));
const PT_PER_MM = 72 / 25.4;
const TRIM = { width: 148 * PT_PER_MM, height: 210 * PT_PER_MM };
const BLEED = 3 * PT_PER_MM;
/** 28 × 27 characters of 10.5 pt on 18 pt, in the middle of the trim (book.yaml of the sample). */
const AREA = { width: 28 * 10.5, height: 26 * 18 + 10.5 };

const SAMPLE: ExpectedPdf = {
  title: '扩大开放 彰显作为　畅通便捷的经贸交流通道',
  trim: TRIM,
  bleed: BLEED,
  bodyFrom: 9,
  typeArea: {
    left: BLEED + (TRIM.width - AREA.width) / 2,
    top: BLEED + (TRIM.height - AREA.height) / 2,
    ...AREA,
  },
  bodyText: ARTICLE,
  outline: [
    '1 目录 @7',
    '1 扩大开放 彰显作为　畅通便捷的经贸交流通道 @9',
    '2 立足区位优势 全面提升口岸开放能级 @9',
    '2 拓展经贸交流 加强跨区域通道建设 @12',
    '2 深化区域合作 积极融入新发展格局 @14',
  ],
  pageLabels: ['0 封面 from 1', '2 /r from 1', '8 /D from 1'],
};

const GENERATED = { characters: 20_000, chapters: 3, notes: 0.15 };

/** What is verified; words on the command line choose of it. */
const PARTS = {
  sample: verifySample,
  generated: verifyGenerated,
  parts: verifyParts,
  press: verifyPress,
  profiles: verifyProfiles,
  strange: () => judge('strange', [thousandChapters(folder)]),
  package: () => judge('npm package', packedPackage(folder)),
};
const asked = process.argv.slice(2);

let passed = 0;
let failed = 0;
const folder = await mkdtemp(join(tmpdir(), 'banxin-external-'));
try {
  for (const [name, verify] of Object.entries(PARTS)) {
    if (asked.length === 0 || asked.includes(name)) await verify();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

async function verifySample(): Promise<void> {
  const files = await built('sample', REPO);
  if (files === undefined) return;
  await judge('sample', [...soundPdf(files.pdf), ...samplePdf(files.pdf, SAMPLE), ...soundEpub(files.epub)]);
}

async function verifyGenerated(): Promise<void> {
  const manuscript = join(folder, 'generated');
  await generateBook(manuscript, GENERATED);
  await judge('generated', [{ name: 'has notes', run: () => countNotes(manuscript) }]);
  const files = await built('generated', manuscript);
  if (files === undefined) return;
  await judge('generated', [...soundPdf(files.pdf), ...soundEpub(files.epub)]);
}

/** A book printed in parts, beside the same book printed at once. */
async function verifyParts(): Promise<void> {
  const manuscript = join(folder, 'parts');
  await generateBook(manuscript, GENERATED);
  const [whole, parted] = [join(folder, 'whole.pdf'), join(folder, 'parted.pdf')];
  const run: Check['run'] = async () => {
    const printed = await partedPdf(manuscript, 4);
    await Promise.all([writeFile(whole, printed.whole), writeFile(parted, printed.parted)]);
    return { ok: printed.parts.length > 2, figure: `${printed.parts.length} parts` };
  };
  await judge('parts', [{ name: 'print', run }]);
  await judge('parts', [...soundPdf(parted), ...samePdf(parted, whole)]);
}

/** Editions for the press of the sample and of a book in colour, as programs that others wrote see them. */
async function verifyPress(): Promise<void> {
  const [sample, book] = [join(folder, 'press-sample'), join(folder, 'press')];
  await writePressSample(join(REPO, 'manuscript'), sample);
  await writePressBook(book);
  await verifyEditions('press sample', sample, () => []);
  await verifyEditions('press', book, pressBookChecks);
}

async function verifyEditions(
  name: string,
  book: string,
  more: (file: PressFile) => readonly Check[],
): Promise<void> {
  const paths = new Map<string, string>();
  const run: Check['run'] = async () => {
    const { files } = await build(book, { progress: silentProgress, notice: (line) => console.log(line) });
    for (const { edition, path } of files) paths.set(edition, path);
    return { ok: files.length > 0, figure: `${files.length} editions` };
  };
  await judge(name, [{ name: 'build', run }]);
  const screen = paths.get('screen') ?? '';
  for (const [edition, pdf] of paths) {
    if (edition === 'screen') continue;
    const file = { edition, pdf, screen, folder };
    await judge(`${name} ${edition}`, [...soundPdf(pdf), ...pressChecks(file), ...more(file)]);
  }
}

/** EPUBs of each language and direction in each profile, as a table of errors/warnings. */
async function verifyProfiles(): Promise<void> {
  const table = await epubVerdicts(join(folder, 'profiles'));
  for (const line of table.lines) console.log(line);
  await judge('profiles', [
    {
      name: 'epubcheck',
      run: async () => ({
        ok: table.sound === table.all,
        figure: `${table.sound} of ${table.all} EPUBs 0/0`,
      }),
    },
  ]);
}

async function countNotes(manuscript: string): ReturnType<Check['run']> {
  const names = await readdir(manuscript);
  const texts = await Promise.all(names.map((name) => readFile(join(manuscript, name), 'utf8')));
  const notes = texts.join('\n').match(/^\[\^\d+\]:/gm)?.length ?? 0;
  return { ok: notes > 0, figure: `${notes} notes` };
}

/** Paths of a book's finished PDF and EPUB; undefined, with a line of the report, when it could not be built. */
async function built(name: string, book: string): Promise<{ pdf: string; epub: string } | undefined> {
  const out = join(folder, `${name}-out`);
  await mkdir(out);
  let files: { pdf: string; epub: string } | undefined;
  const run: Check['run'] = async () => {
    const report = await build(book, { out, progress: silentProgress, notice: (line) => console.log(line) });
    const paths = report.files.map(({ path }) => path);
    const pdf = paths.find((path) => path.endsWith('.pdf'));
    const epub = paths.find((path) => path.endsWith('.epub'));
    const errors = report.diagnostics.filter(({ severity }) => severity === 'error');
    if (pdf === undefined || epub === undefined) {
      return { ok: false, figure: ['no PDF or no EPUB', ...errors.map(({ message }) => message)].join('; ') };
    }
    files = { pdf, epub };
    return { ok: true, figure: `${paths.length} books, Chromium ${report.browser}` };
  };
  await judge(name, [{ name: 'build', run }]);
  return files;
}

async function judge(book: string, checks: readonly Check[]): Promise<void> {
  for (const { name, run } of checks) {
    const { ok, figure } = await run().catch((error: unknown) => ({ ok: false, figure: describe(error) }));
    if (ok) passed += 1;
    else failed += 1;
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${book}: ${name}: ${figure}`);
  }
}

function describe(error: unknown): string {
  if (error instanceof BuildError) return `${error.message} ${error.hint}`;
  return error instanceof Error ? error.message : String(error);
}
