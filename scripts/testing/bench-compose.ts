import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { generateBook } from './generate-book.ts';
import { type LineFacts, lineFacts } from './line-facts.ts';
import { drawnPages } from './pdf-glyphs.ts';
import { RIVALS, type Rival } from './rivals.ts';

// How lines are set with and without the composer, and by other typesetters where they are installed (`xelatex`, `typst`),
// from where the glyphs of finished PDFs stand: `npm run bench:compose [-- <thousands of characters>]`.

const HEAD = [
  '| lines run | measure | lines by | lines | kinsoku | split | runts | > 0.08 em | > 0.25 em | worst gap, em | half marks at ends | edge, em | compose ms |',
  '|---|---|---|---|---|---|---|---|---|---|---|---|---|',
];

/** Characters a line. */
const MEASURES = [22, 28, 37];
const SIZE = 10.5;
const LEADING = 18;

const thousands = Number(process.argv[2] ?? 200);
const root = await mkdtemp(join(tmpdir(), 'banxin-compose-'));
try {
  const rows: string[] = [];
  for (const vertical of [false, true]) {
    for (const measure of MEASURES) {
      for (const composer of [false, true]) rows.push(await ownRow({ vertical, measure, composer }));
      // Neither of them sets lines that run down.
      if (!vertical) for (const rival of RIVALS) rows.push(...(await rivalRow(rival, measure)));
    }
  }
  process.stdout.write(`${[...HEAD, ...rows].join('\n')}\n`);
} finally {
  await rm(root, { recursive: true, force: true });
}

interface Setting {
  readonly vertical: boolean;
  readonly measure: number;
  readonly composer: boolean;
}

async function ownRow({ vertical, measure, composer }: Setting): Promise<string> {
  const folder = join(root, `${vertical ? 'v' : 'h'}${measure}${composer ? 'c' : 'b'}`);
  const manuscript = await generated(folder);
  await writeFile(join(manuscript, 'book.yaml'), configOf({ vertical, measure, composer }));
  const report = await build(folder, { out: folder, progress: silentProgress, notice: () => {} });
  const errors = report.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  const bytes = await readFile(report.files[0]?.path ?? '');
  const facts = lineFacts(await drawnPages(bytes), { size: SIZE, measure, vertical });
  const name = composer ? '**composer**' : 'browser';
  return rowOf(vertical, measure, name, facts, String(Math.round(report.layout.composeMs)));
}

/** A row, none where the rival is not installed. */
async function rivalRow({ name, set }: Rival, measure: number): Promise<string[]> {
  const manuscript = await generated(join(root, `${name.replaceAll(/[^A-Za-z]/g, '')}${measure}`));
  const bytes = await set(manuscript, { sizePt: SIZE, leadingPt: LEADING, measure });
  if (bytes === undefined) return [];
  const facts = lineFacts(await drawnPages(bytes), { size: SIZE, measure, vertical: false });
  return [rowOf(false, measure, name, facts, '–')];
}

async function generated(folder: string): Promise<string> {
  const manuscript = join(folder, 'manuscript');
  await generateBook(manuscript, { characters: thousands * 1000, chapters: 10, notes: 0 });
  return manuscript;
}

function rowOf(
  vertical: boolean,
  measure: number,
  name: string,
  facts: LineFacts,
  composeMs: string,
): string {
  const share = (part: number, whole: number): string =>
    `${((100 * part) / Math.max(whole, 1)).toFixed(2)} %`;
  return `| ${[
    vertical ? 'vertical' : 'horizontal',
    measure,
    name,
    facts.lines,
    facts.kinsoku,
    facts.splitPairs,
    facts.runts,
    share(facts.loose, facts.lines),
    facts.gaping,
    facts.worstGap.toFixed(3),
    share(facts.halfMarkEnds, facts.markEnds),
    facts.worstEdge.toFixed(3),
    composeMs,
  ].join(' | ')} |`;
}

function configOf({ vertical, measure, composer }: Setting): string {
  return `title: 行
language: zh-CN
name: lines
editions:
  print:
    format: pdf
    trim: { width: 210, height: 297 }
    body-size: ${SIZE}
    leading: ${LEADING}
    writing-mode: ${vertical ? 'vertical' : 'horizontal'}
    type-area: { characters: ${measure}, lines: 27 }
    composer: ${composer}
`;
}
