import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subsetFaces } from '../fonts/subset-faces.ts';
import { pageStyles } from '../formats/pages/render-book.ts';
import { loadFlow } from '../formats/pages/render-pages.ts';
import { printPdf } from '../formats/pdf/print-pdf.ts';
import { layoutPlan } from '../html/layout-plan.ts';
import { DOCUMENT_ORIGIN, pageDocument } from '../html/page-document.ts';
import { layoutBundle } from '../layout/bundle.ts';
import { loadBook } from '../load-book.ts';
import type { PageGeometry } from '../model/geometry.ts';
import { type BuildReport, build } from '../pipeline.ts';
import { openBrowser } from '../platform/browser.ts';
import { npmFontFiles } from '../platform/font-files.ts';
import { silentProgress } from '../platform/progress.ts';
import { generateBook } from './generate-book.ts';
import { watchMemory } from './process-memory.ts';

// Ratios to Chromium's own `page.pdf` of the same text, measured in turns beside it: `npm run bench [-- <millions> …]`,
// or `npm run bench -- <folder>` for a book of your own. What the press adds is measured in the same turns: the builds of the
// editions that have `press` to that of the first PDF that has none. All figures are medians.

/** Builds and plain prints of each book. */
const RUNS = 3;

/** Columns and the names by which the build calls its stages; what is done meanwhile in the background is in them. */
const STAGES: readonly (readonly [column: string, stage: string])[] = [
  ['read ms', 'Reading the manuscript'],
  ['start ms', 'Starting Chromium'],
  ['load ms', 'Reading the pages into Chromium'],
  ['fonts ms', 'Cutting fonts to the characters of the book'],
  ['lay out ms', 'Measuring lines, breaking pages'],
  ['print ms', 'Printing the PDF'],
  ['finish ms', 'Completing the PDF'],
];

/** The editions of a generated book: as it is built without a book.yaml, and for the press. */
const BOOK_YAML = `title: 量书
editions:
  print: { format: pdf }
  k: { format: pdf, press: { color: k, standard: x-4, marks: true } }
  cmyk: { format: pdf, press: { color: cmyk, standard: x-4, marks: true } }
`;

const millions = process.argv.slice(2).map(Number);
const folders = Number.isNaN(millions[0]) ? [process.argv[2] ?? ''] : undefined;
const root = await mkdtemp(join(tmpdir(), 'banxin-bench-'));
try {
  const rows: Row[] = [];
  for (const book of folders ?? (await generated(millions.length > 0 ? millions : [0.1, 0.5, 1, 3])))
    rows.push(await measure(book));
  printTable(rows);
} finally {
  await rm(root, { recursive: true, force: true });
}

/** The columns of a table and their values. */
type Row = Readonly<Record<string, string | number>>;

async function generated(sizes: readonly number[]): Promise<string[]> {
  const made: string[] = [];
  for (const size of sizes) {
    const folder = join(root, `${size}`);
    await generateBook(folder, { characters: size * 1e6, chapters: Math.ceil(size * 50), notes: 0.15 });
    await writeFile(join(folder, 'book.yaml'), BOOK_YAML);
    made.push(folder);
  }
  return made;
}

async function measure(folder: string): Promise<Row> {
  const plain: PlainPrint[] = [];
  const built: Built[] = [];
  const { manuscript } = await loadBook(folder);
  const editions = manuscript?.editions.filter(({ format }) => format === 'pdf') ?? [];
  const edition = editions.find(({ press }) => press === undefined)?.name ?? '';
  const pressed = editions
    .filter(({ press }) => press !== undefined)
    .map(({ name }) => ({ name, runs: [] as Built[] }));
  for (let run = 0; run < RUNS; run += 1) {
    plain.push(await plainPrint(folder));
    built.push(await timedBuild(folder, edition));
    for (const { name, runs } of pressed) runs.push(await timedBuild(folder, name));
  }
  const engineMs = median(
    built,
    ({ report: { layout } }) => layout.composeMs + layout.measureMs + layout.breakMs + layout.emitMs,
  );
  const seconds = median(built, (one) => one.seconds);
  const alone = median(plain, (one) => one.seconds);
  const peak = median(built, (one) => one.peakMb);
  const characters = plain[0]?.characters ?? 0;
  const stages = STAGES.map(([name, title]) => [
    name,
    Math.round(median(built, (one) => one.stageMs.get(title) ?? 0)),
  ]);
  return {
    characters,
    pages: built[0]?.report.files[0]?.pages ?? 0,
    'compose ms': Math.round(median(built, ({ report }) => report.layout.composeMs)),
    'measure ms': Math.round(median(built, ({ report }) => report.layout.measureMs)),
    'break ms': Math.round(median(built, ({ report }) => report.layout.breakMs)),
    'emit ms': Math.round(median(built, ({ report }) => report.layout.emitMs)),
    ...Object.fromEntries(stages),
    'build s': seconds.toFixed(2),
    'peak MB': peak,
    'MB per million': Math.round(peak / (characters / 1e6)),
    'page.pdf pages': plain[0]?.pages ?? 0,
    'page.pdf s': alone.toFixed(2),
    'page.pdf MB': median(plain, (one) => one.peakMb),
    'build ÷ page.pdf': (seconds / alone).toFixed(2),
    'engine ÷ page.pdf': (engineMs / 1000 / alone).toFixed(3),
    ...Object.fromEntries(
      pressed.map(({ name, runs }) => [
        `${name} ÷ build`,
        (median(runs, (one) => one.seconds) / seconds).toFixed(2),
      ]),
    ),
  };
}

interface Built {
  readonly report: BuildReport;
  readonly seconds: number;
  readonly peakMb: number;
  /** Milliseconds of each stage by its name. */
  readonly stageMs: ReadonlyMap<string, number>;
}

async function timedBuild(folder: string, edition: string): Promise<Built> {
  const memory = watchMemory();
  const stageMs = new Map<string, number>();
  const started = performance.now();
  let stage = '';
  let since = started;
  const enter = (name: string): void => {
    const now = performance.now();
    stageMs.set(stage, (stageMs.get(stage) ?? 0) + now - since);
    [stage, since] = [name, now];
  };
  const report = await build(folder, {
    edition,
    out: join(root, 'out'),
    progress: { ...silentProgress, stage: enter },
    notice: () => {},
  });
  enter('');
  return { report, seconds: (performance.now() - started) / 1000, peakMb: memory.stop(), stageMs };
}

function median<Item>(items: readonly Item[], value: (item: Item) => number): number {
  const sorted = items.map(value).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** A row for each figure and a column for each book: there are more figures than books. */
function printTable(rows: readonly Row[]): void {
  for (const [index, name] of Object.keys(rows[0] ?? {}).entries()) {
    console.log(`| ${[name, ...rows.map((row) => row[name])].join(' | ')} |`);
    if (index === 0) console.log(`|${'---|'.repeat(rows.length + 1)}`);
  }
}

interface PlainPrint {
  readonly seconds: number;
  readonly peakMb: number;
  readonly characters: number;
  readonly pages: number;
}

/** Starting Chromium, loading the same text, styles and fonts, and printing it without the engine. */
async function plainPrint(folder: string): Promise<PlainPrint> {
  const { manuscript, book: parts, fillParts, files } = await loadBook(folder);
  const edition = manuscript?.editions.find((one) => one.format === 'pdf');
  if (parts === undefined || edition === undefined)
    throw new Error(`Expected a book with a PDF edition in ${folder}`);
  const book = fillParts(parts, edition);
  const html = pageDocument(
    book,
    layoutPlan(book, edition),
    edition.page,
    (await pageStyles(files, edition.theme)).css + plainCss(edition.page),
  );
  const engine = await layoutBundle();
  const memory = watchMemory();
  const started = performance.now();
  const session = await openBrowser({ notice: () => {} });
  let bytes: Uint8Array;
  try {
    const page = await session.newPage();
    await loadFlow({
      page,
      html,
      engine,
      origin: DOCUMENT_ORIGIN,
      subset: (texts) => subsetFaces(texts, book.metadata.language, npmFontFiles()),
      serve: () => undefined,
      stage: () => {},
    });
    bytes = await printPdf(page);
  } finally {
    await session.close();
  }
  return {
    seconds: (performance.now() - started) / 1000,
    peakMb: memory.stop(),
    characters: html.replace(/<[^>]*>/g, '').length,
    pages:
      Buffer.from(bytes)
        .toString('latin1')
        .match(/\/Type \/Page\b/g)?.length ?? 0,
  };
}

/**
 * The flow as Chromium prints it by itself: visible, in pages of about the same type area. Nothing may be wider than
 * that, or Chromium makes all the text smaller and prints half as many pages.
 */
function plainCss(page: PageGeometry): string {
  return `
    @page { size: ${page.trim.widthMm}mm ${page.trim.heightMm}mm; margin: ${page.topMm}mm ${page.insideMm}mm; }
    bx-flow, bx-notes-flow { position: static; visibility: visible; inline-size: auto; }
    bx-flow > .part-cover { inline-size: auto; block-size: auto; overflow: clip; }
    bx-flow > section { break-before: page; }`;
}
