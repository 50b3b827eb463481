import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { openBrowser } from '../platform/browser.ts';
import { loadEngine } from '../platform/browser-engine.ts';
import { type PreviewOptions, runPreview } from '../preview.ts';

/** A small book of two chapters, horizontal and vertical. */
export const CONFIG = `title: 预览
language: zh-CN
spine:
  front: [title-page]
  body: [01.md, 02.md]
editions:
  print: { format: pdf, trim: A6, bleed: 3, body-size: 9, leading: 15, type-area: { characters: 24, lines: 20 } }
  shu: { format: pdf, trim: A6, bleed: 3, body-size: 9, leading: 15, writing-mode: vertical }
`;
const PARAGRAPH =
  '春江潮水连海平，海上明月共潮生。滟滟随波千万里，何处春江无月明。江流宛转绕芳甸，月照花林皆似霰。';

/** A chapter of numbered paragraphs, each two lines of its file after the one before; the first is on line 3. */
export function chapter(title: string, mark: string, count: number): string {
  const paragraphs = Array.from({ length: count }, (_, index) => `${mark}${index + 1}段。${PARAGRAPH}`);
  return `# ${title}\n\n${paragraphs.join('\n\n')}\n`;
}

/** A browser that reads previews. */
export interface Reader {
  readonly browser: Browser;
  /** Ends it. */
  close(): Promise<void>;
}

/**
 * A second copy of the browser that `openBrowser` finds: that one reaches no address at all, this one 127.0.0.1 and
 * nothing else.
 */
export async function openReader(): Promise<Reader> {
  const session = await openBrowser({ notice: () => {} });
  const spawned = (await session.newPage()).browser().process();
  assert.ok(spawned, 'the browser is a process of ours');
  const { pid, spawnfile, spawnargs } = spawned;
  const browser = await loadEngine().launch({
    executablePath: spawnfile,
    headless: spawnargs.includes('--headless=new') ? true : 'shell',
    args: [
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
      '--no-proxy-server',
      '--disable-gpu',
      ...(spawnargs.includes('--no-sandbox') ? ['--no-sandbox'] : []),
    ],
    env: await environmentOf(pid),
    pipe: true,
  });
  return {
    browser,
    async close() {
      await browser.close();
      await session.close();
    },
  };
}

/** The environment in which the found browser runs: its libraries may not be where the system looks. */
async function environmentOf(pid: number | undefined): Promise<Record<string, string | undefined>> {
  const text = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  const entries = text.split('\0').flatMap((entry) => {
    const at = entry.indexOf('=');
    return at < 0 ? [] : [[entry.slice(0, at), entry.slice(at + 1)] as const];
  });
  return entries.length === 0 ? { ...process.env } : Object.fromEntries(entries);
}

/** Writes a manuscript into a new temporary folder and gives the book's folder. */
export async function newBook(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'banxin-preview-'));
  await mkdir(join(folder, 'manuscript/images'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'manuscript', name), text);
  return folder;
}

/** A preview under way. */
export interface Running {
  /** Where it is served. */
  readonly url: string;
  /** Aborts it and waits for its end. */
  stop(): Promise<void>;
}

/** Starts a preview and waits for its URL. */
export async function start(folder: string, options: Partial<PreviewOptions> = {}): Promise<Running> {
  const abort = new AbortController();
  let ended: Promise<void> | undefined;
  const url = await new Promise<string>((resolve, reject) => {
    ended = runPreview(folder, { signal: abort.signal, notice: () => {}, print: resolve, ...options });
    ended.then(() => reject(new Error('The preview ended')), reject);
  });
  return {
    url,
    async stop() {
      abort.abort();
      await ended;
    },
  };
}

/** A tab with a preview, and everything it asked for. */
export async function openTab(reader: Reader, url: string): Promise<{ page: Page; requests: string[] }> {
  const page = await reader.browser.newPage();
  await page.setViewport({ width: 1000, height: 700 });
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  await page.waitForSelector('bx-page');
  return { page, requests };
}

/**
 * Expressions for the page: source text, for the loader of TypeScript rewrites functions that are handed to `evaluate`.
 * This one is the element that scrolls.
 */
export const DESK = `document.querySelector('bx-desk')`;
/** The tree of the toolbar and the diagnostics. */
export const BAR = `document.querySelector('bx-bar').shadowRoot`;
/** The text of the page of a label. */
export const text = (label: string): string =>
  `document.querySelector('bx-page[data-label="${label}"]')?.textContent`;
/** Labels of the pages whose middle is in view. */
export const inView = `[...document.querySelectorAll('bx-page')].filter((page) => {
  const { top, bottom } = page.getBoundingClientRect();
  return (top + bottom) / 2 > 0 && (top + bottom) / 2 < innerHeight;
}).map((page) => page.dataset.label)`;
