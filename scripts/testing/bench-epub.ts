import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeEpub } from '../formats/epub/build-epub.ts';
import { inputOf } from '../formats/epub/fixture.ts';
import { packEpub } from '../formats/epub/packager.ts';
import { isComplete, loadBook } from '../load-book.ts';
import { build } from '../pipeline.ts';
import { programPath, runProgram } from '../platform/programs.ts';
import { silentProgress } from '../platform/progress.ts';
import { bookForEdition } from '../prepare-book.ts';
import { generateBook } from './generate-book.ts';

// EPUBs of a generated book beside Pandoc's of the same text, in turns: `npm run bench:epub [-- <millions of characters>]`.
// All times are medians; Pandoc is left out where it is not on the PATH.

/** Turns. */
const RUNS = 3;

const millions = Number(process.argv[2] ?? 1);
const root = await mkdtemp(join(tmpdir(), 'banxin-bench-'));
try {
  for (const notes of [0, 0.15]) await compare(notes);
} finally {
  await rm(root, { recursive: true, force: true });
}

/** A book of so many notes to a paragraph, in every way. */
async function compare(notes: number): Promise<void> {
  const book = join(root, `book-${notes}`);
  await generateBook(book, { characters: millions * 1e6, chapters: Math.ceil(millions * 40), notes });
  const config = (fonts: boolean): string =>
    `title: 书\nname: bench\nlanguage: zh-CN\neditions:\n  ebook: { format: epub, epub: { fonts: ${fonts} } }\n`;
  const rows: Record<string, Measured[]> = {
    'Banxin, without fonts': [],
    'Banxin, with fonts': [],
    Pandoc: [],
  };
  for (let run = 0; run < RUNS; run += 1) {
    for (const fonts of [false, true]) {
      await writeFile(join(book, 'book.yaml'), config(fonts));
      rows[`Banxin, with${fonts ? '' : 'out'} fonts`]?.push(await ours(book));
    }
    if (programPath('pandoc') !== undefined) rows['Pandoc']?.push(await pandocs(book));
  }
  const packing = await packed(book);
  console.log(
    `\n${packing.characters} characters, ${notes} notes to a paragraph; documents made in ${packing.composeMs} ms, packed in ${packing.packMs} ms: ${packing.bytes} bytes\n`,
  );
  const pandoc = rows['Pandoc']?.length ? medianOf(rows['Pandoc']) : undefined;
  console.log('| | bytes | ÷ Pandoc | seconds | ÷ Pandoc |\n|---|---|---|---|---|');
  for (const [name, measured] of Object.entries(rows)) {
    if (measured.length === 0) continue;
    const { bytes, seconds } = medianOf(measured);
    const ratio = (value: number, other: number | undefined): string =>
      other === undefined ? '' : (value / other).toFixed(2);
    console.log(
      `| ${name} | ${bytes} | ${ratio(bytes, pandoc?.bytes)} | ${seconds.toFixed(2)} | ${ratio(seconds, pandoc?.seconds)} |`,
    );
  }
}

/** A file that was made, and the whole time from the text to it. */
interface Measured {
  readonly bytes: number;
  readonly seconds: number;
}

async function ours(book: string): Promise<Measured> {
  const started = performance.now();
  const { files } = await build(book, { out: join(root, 'out'), progress: silentProgress, notice: () => {} });
  return { bytes: files[0]?.bytes ?? 0, seconds: (performance.now() - started) / 1000 };
}

async function pandocs(book: string): Promise<Measured> {
  const file = join(root, 'pandoc.epub');
  const texts = (await readdir(book)).filter((name) => name.endsWith('.md')).sort();
  // Notes of different files have the same names.
  const args = ['--file-scope', '-o', file, ...texts.map((name) => join(book, name))];
  const started = performance.now();
  const { exitCode, stderr } = await runProgram(
    'pandoc',
    [...args, '--metadata', 'title=书', '--metadata', 'lang=zh-CN'],
    (name) => new Error(name),
  );
  const seconds = (performance.now() - started) / 1000;
  if (exitCode !== 0) throw new Error(stderr);
  return { bytes: (await stat(file)).size, seconds };
}

/** The last two steps alone, without fonts: the book as documents, and these as a file. */
async function packed(book: string) {
  const loaded = await loadBook(book);
  const edition = loaded.manuscript?.editions[0];
  if (!isComplete(loaded) || edition === undefined) throw new Error('Expected a whole book');
  const input = { ...(await inputOf(bookForEdition(loaded, edition, new Set()))), fonts: [] };
  const composeMs: number[] = [];
  const packMs: number[] = [];
  let parts = composeEpub(input);
  let bytes = 0;
  for (let run = 0; run < 2 * RUNS; run += 1) {
    const started = performance.now();
    parts = composeEpub(input);
    const composed = performance.now();
    bytes = (await packEpub(parts)).length;
    composeMs.push(composed - started);
    packMs.push(performance.now() - composed);
  }
  const characters = parts.documents.reduce(
    (sum, { xhtml }) => sum + xhtml.replace(/<[^>]*>/g, '').length,
    0,
  );
  return { characters, bytes, composeMs: Math.round(middle(composeMs)), packMs: Math.round(middle(packMs)) };
}

function medianOf(measured: readonly Measured[]): Measured {
  return { bytes: measured[0]?.bytes ?? 0, seconds: middle(measured.map(({ seconds }) => seconds)) };
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
