import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'puppeteer';
import { generateBook } from './generate-book.ts';
import { openReader, openTab, start } from './preview-reader.ts';
import { watchMemory } from './process-memory.ts';

// How long an author waits: from a file being written to its page in the reader's browser showing it, beside the time
// from the start of the preview to its first page. `npm run bench:preview [-- <millions of characters> <edits>]`.

const [millions = 0.5, most = 30] = process.argv.slice(2).map(Number);
/** Edits after which memory is compared with that after the first ten. */
const MANY = 200;

const root = await mkdtemp(join(tmpdir(), 'banxin-bench-preview-'));
const reader = await openReader();
try {
  const chapters = Math.ceil(millions * 76);
  await generateBook(root, { characters: millions * 1e6, chapters, notes: 0.15 });
  await writeFile(join(root, 'book.yaml'), 'title: 书\nlanguage: zh-CN\n');
  const began = performance.now();
  const preview = await start(root);
  const { page } = await openTab(reader, preview.url);
  const firstMs = performance.now() - began;
  const pages = await page.evaluate(`document.querySelectorAll('bx-leaf').length`);
  console.log(
    `${millions} M characters, ${chapters} chapters, ${pages} pages; first page after ${seconds(firstMs)} s`,
  );
  const file = await fileOf(Math.ceil(chapters / 2));
  // What is not in sight may be filled later.
  await page.evaluate(`location.hash = 'source=${basename(file)}:1'`);
  const row = (what: string, times: readonly number[]): void => {
    const sorted = [...times].sort((a, b) => a - b);
    const median = sorted[sorted.length >> 1] ?? 0;
    const worst = sorted.at(-1) ?? 0;
    const ratio = ((median / firstMs) * 100).toFixed(1);
    console.log(
      `${what}: median ${Math.round(median)} ms, worst ${Math.round(worst)} ms of ${times.length}; ${ratio} % of the first page`,
    );
  };
  row('a word', await repeat(most, (count) => editWord(page, file, count), pauseMs));
  row(
    'a paragraph, pages move',
    await repeat(Math.ceil(most / 3), (count) => editPages(page, file, count), pauseMs),
  );
  row('a style of the theme', await repeat(3, (count) => editStyle(page, count)));
  const after = async (edits: number): Promise<readonly [client: number, server: number, tree: number]> => {
    await repeat(edits, (count) => editWord(page, file, 1000 + count));
    await new Promise((resolve) => setTimeout(resolve, 5000));
    return [await clientMemory(page), serverMemory(), await treeMemory()];
  };
  const few = await after(10);
  const many = await after(MANY);
  console.log(
    `memory after 10 and ${MANY} more edits, MB: tab ${few[0]} and ${many[0]}, server ${few[1]} and ${many[1]}, processes of server, layout and both browsers ${few[2]} and ${many[2]}`,
  );
  await preview.stop();
} finally {
  await reader.close();
  await rm(root, { recursive: true, force: true });
}

async function repeat(
  times: number,
  work: (count: number) => Promise<number>,
  restMs: (count: number) => number = () => 0,
): Promise<number[]> {
  const spent: number[] = [];
  for (let count = 0; count < times; count += 1) {
    spent.push(await work(count));
    await new Promise((resolve) => setTimeout(resolve, restMs(count)));
  }
  return spent;
}

/** An author saves while everything is read again behind the edit before, and long after that. */
function pauseMs(count: number): number {
  return 200 + ((count * 700) % 3300);
}

/** Files of the manuscript are numbered. */
async function fileOf(chapter: number): Promise<string> {
  const names = [3, 2, 4].map((digits) => `${String(chapter).padStart(digits, '0')}.md`);
  for (const name of names) {
    for (const folder of ['manuscript', '']) {
      const path = join(root, folder, name);
      if (await readFile(path).catch(() => undefined)) return path;
    }
  }
  throw new Error(`No chapter ${chapter} in ${root}`);
}

/** Writes a mark of four characters in the place of the one before, at the head of one of the chapter's first paragraphs. */
async function editWord(page: Page, path: string, count: number): Promise<number> {
  const mark = `改${[...String(1000 + (count % 9000))].map((digit) => '甲乙丙丁戊己庚辛壬癸'[Number(digit)]).join('')}`;
  const text = await readFile(path, 'utf8');
  const blocks = text.replace(/改[甲乙丙丁戊己庚辛壬癸]{4}/g, '').split('\n\n');
  const at = blocks.findIndex((block, index) => index > 2 && /^\p{Script=Han}/u.test(block));
  blocks[at] = mark + (blocks[at] ?? '');
  return untilShown(page, path, blocks.join('\n\n'), mark);
}

/** Adds a paragraph: later pages move. */
async function editPages(page: Page, path: string, count: number): Promise<number> {
  const mark = `增${'甲乙丙丁戊己庚辛壬癸'[count % 10]}${'甲乙丙丁戊己庚辛壬癸'[(count / 10) | 0]}`;
  const [head = '', ...blocks] = (await readFile(path, 'utf8')).split('\n\n');
  const added = `${mark}${'春江潮水连海平，海上明月共潮生。'.repeat(60)}`;
  return untilShown(page, path, [head, added, ...blocks].join('\n\n'), mark);
}

/** Writes a file; milliseconds until a page with the mark has been painted. */
async function untilShown(page: Page, path: string, text: string, mark: string): Promise<number> {
  const shown = page.evaluate(`new Promise((resolve) => {
    const observer = new MutationObserver((records) => {
      if (!records.some(({ addedNodes }) => [...addedNodes].some((node) => node.textContent.includes('${mark}'))))
        return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(resolve, 0));
    });
    observer.observe(document.body, { childList: true, subtree: true });
  })`);
  const began = performance.now();
  await writeFile(path, text);
  await shown;
  return performance.now() - began;
}

/** Orders another colour of headings. */
async function editStyle(page: Page, count: number): Promise<number> {
  const folder = join(root, 'styles/themes/plain');
  await mkdir(folder, { recursive: true });
  const own = await readFile(new URL('../../styles/themes/plain/theme.css', import.meta.url), 'utf8');
  const color = `rgb(${10 + count}, 20, 30)`;
  const shown = page.evaluate(`new Promise((resolve) => {
    const look = () => getComputedStyle(document.querySelector('bx-page h1, bx-page h2')).color === '${color}'
      ? resolve() : setTimeout(look, 4);
    look();
  })`);
  const began = performance.now();
  await writeFile(join(folder, 'theme.css'), `${own}\nh1, h2 { color: ${color}; }\n`);
  await shown;
  return performance.now() - began;
}

async function clientMemory(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  await session.detach();
  return Math.round(usedSize / 1e6);
}

/** Megabytes of objects in the server's heap that something still leads to. */
function serverMemory(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1e6);
}

async function treeMemory(): Promise<number> {
  const watch = watchMemory();
  await new Promise((resolve) => setTimeout(resolve, 300));
  return watch.stop();
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
