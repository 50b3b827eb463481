import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subsetFaces } from '../fonts/subset-faces.ts';
import { pageStyles } from '../formats/pages/render-book.ts';
import { loadFlow } from '../formats/pages/render-pages.ts';
import { printPdf } from '../formats/pdf/print-pdf.ts';
import { layoutPlan } from '../html/layout-plan.ts';
import { DOCUMENT_ORIGIN, pageDocument } from '../html/page-document.ts';
import { layoutBundle } from '../layout/bundle.ts';
import type { PageGeometry } from '../model/geometry.ts';
import { build, loadBook } from '../pipeline.ts';
import { openBrowser } from '../platform/browser.ts';
import { npmFontFiles } from '../platform/font-files.ts';
import { silentProgress } from '../platform/progress.ts';
import { generateBook } from './generate-book.ts';
import { watchMemory } from './process-memory.ts';

// Ratios to Chromium's own `page.pdf` of the same text, measured beside it: `npm run bench [-- <millions> …]`, or
// `npm run bench -- <folder>` for a book of your own.

const millions = process.argv.slice(2).map(Number);
const folders = Number.isNaN(millions[0]) ? [process.argv[2] ?? ''] : undefined;
const root = await mkdtemp(join(tmpdir(), 'banxin-bench-'));
try {
  console.log(
    '| characters | pages | build s | engine ms (measure + break + emit) | peak MB | page.pdf alone s | build ÷ alone | engine ÷ alone |',
  );
  console.log('|---|---|---|---|---|---|---|---|');
  for (const book of folders ?? (await generated(millions.length > 0 ? millions : [0.1, 0.5, 1])))
    await measure(book);
} finally {
  await rm(root, { recursive: true, force: true });
}

async function generated(sizes: readonly number[]): Promise<string[]> {
  const made: string[] = [];
  for (const size of sizes) {
    const folder = join(root, `${size}`);
    await generateBook(folder, { characters: size * 1e6, chapters: Math.ceil(size * 50), notes: 0.15 });
    made.push(folder);
  }
  return made;
}

async function measure(folder: string): Promise<void> {
  const alone = await plainPrint(folder);
  const memory = watchMemory();
  const started = performance.now();
  const report = await build(folder, {
    format: 'pdf',
    out: join(root, 'out'),
    progress: silentProgress,
    notice: () => {},
  });
  const seconds = (performance.now() - started) / 1000;
  const peak = memory.stop();
  const { measureMs, breakMs, emitMs } = report.layout;
  const engine = measureMs + breakMs + emitMs;
  const cells = [
    alone.characters,
    report.files[0]?.pages ?? 0,
    seconds.toFixed(1),
    `${Math.round(engine)} (${[measureMs, breakMs, emitMs].map(Math.round).join(' + ')})`,
    peak,
    alone.seconds.toFixed(1),
    (seconds / alone.seconds).toFixed(2),
    (engine / 1000 / alone.seconds).toFixed(2),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/** Seconds for starting Chromium, loading the same text, styles and fonts, and printing it without the engine. */
async function plainPrint(folder: string): Promise<{ seconds: number; characters: number }> {
  const { manuscript, book: parts, fillParts, files } = await loadBook(folder);
  const edition = manuscript?.editions.find((one) => one.format === 'pdf');
  if (parts === undefined || edition === undefined)
    throw new Error(`Expected a book with a PDF edition in ${folder}`);
  const book = fillParts(parts);
  const html = pageDocument(
    book,
    layoutPlan(book, edition),
    edition.page,
    (await pageStyles(files, edition.theme)) + plainCss(edition.page),
  );
  const engine = await layoutBundle();
  const started = performance.now();
  const session = await openBrowser({ notice: () => {} });
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
    await printPdf(page);
  } finally {
    await session.close();
  }
  return { seconds: (performance.now() - started) / 1000, characters: html.replace(/<[^>]*>/g, '').length };
}

/** The flow as Chromium prints it by itself: visible, in pages of about the same type area. */
function plainCss(page: PageGeometry): string {
  return `
    @page { size: ${page.trim.widthMm}mm ${page.trim.heightMm}mm; margin: ${page.topMm}mm ${page.insideMm}mm; }
    bx-flow, bx-notes-flow { position: static; visibility: visible; inline-size: auto; }
    bx-flow > section { break-before: page; }`;
}
