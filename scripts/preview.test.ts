import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer';
import { BuildError } from './model/build-error.ts';
import { build } from './pipeline.ts';
import { openBrowser } from './platform/browser.ts';
import { loadEngine } from './platform/browser-engine.ts';
import { silentProgress } from './platform/progress.ts';
import { type PreviewOptions, runPreview } from './preview.ts';

const CONFIG = `title: 预览
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

function chapter(title: string, mark: string, count: number): string {
  const paragraphs = Array.from({ length: count }, (_, index) => `${mark}${index + 1}段。${PARAGRAPH}`);
  return `# ${title}\n\n${paragraphs.join('\n\n')}\n`;
}

/** What a manuscript must not be able to do. */
const HOSTILE = `# 恶

<script>window.pwned = 'script'</script>
<p onclick="window.pwned = 'click'" onmouseover="window.pwned = 'hover'">点我</p>
<svg onload="window.pwned = 'svg'"><script>window.pwned = 'svg'</script></svg>
<a href="javascript:window.pwned='link'">链接甲</a>
<a href="https://example.com/away">链接乙</a>
<style>@import 'https://example.com/a.css'; bx-page { display: none }</style>
<iframe src="https://example.com/"></iframe>
<link rel="stylesheet" href="https://example.com/b.css">

![图](images/evil.svg)
`;
const EVIL_SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><script>window.pwned = 'picture'</script><image href="https://example.com/c.png" width="1" height="1"/><rect width="40" height="40"/></svg>`;

interface Reader {
  readonly browser: Browser;
  close(): Promise<void>;
}

/**
 * A second copy of the browser that `openBrowser` finds: that one reaches no address at all, this one 127.0.0.1 and
 * nothing else.
 */
async function openReader(): Promise<Reader> {
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

async function newBook(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'banxin-preview-'));
  await mkdir(join(folder, 'manuscript/images'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'manuscript', name), text);
  return folder;
}

interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

async function start(folder: string, options: Partial<PreviewOptions> = {}): Promise<Running> {
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
async function openTab(reader: Reader, url: string): Promise<{ page: Page; requests: string[] }> {
  const page = await reader.browser.newPage();
  await page.setViewport({ width: 1000, height: 700 });
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  await page.waitForSelector('bx-page');
  return { page, requests };
}

// In the page. Source text, for the loader of TypeScript rewrites functions that are handed to `evaluate`.
const DESK = `document.querySelector('bx-desk')`;
const BAR = `document.querySelector('bx-bar').shadowRoot`;
const text = (label: string): string =>
  `document.querySelector('bx-page[data-label="${label}"]')?.textContent`;
const inView = `[...document.querySelectorAll('bx-page')].filter((page) => {
  const { top, bottom } = page.getBoundingClientRect();
  return (top + bottom) / 2 > 0 && (top + bottom) / 2 < innerHeight;
}).map((page) => page.dataset.label)`;

describe('a preview of a book', () => {
  let folder: string;
  let reader: Reader;
  let preview: Running;
  let page: Page;
  let requests: string[];
  const write = (name: string, content: string): Promise<void> =>
    writeFile(join(folder, 'manuscript', name), content);
  const reset = async (): Promise<void> => {
    await write('book.yaml', CONFIG);
    await write('01.md', chapter('第一章', '甲', 12));
    await write('02.md', chapter('第二章', '乙', 24));
  };
  const evaluate = <Value>(script: string): Promise<Value> => page.evaluate(script) as Promise<Value>;
  const until = (script: string): Promise<unknown> => page.waitForFunction(script, { timeout: 30_000 });
  /** Goes to a page and waits until the view has come to rest. */
  const goTo = async (label: string): Promise<void> => {
    await evaluate(`location.hash = 'page=${label}'`);
    await until(`(${inView}).includes('${label}')`);
    await evaluate(`history.replaceState(null, '', location.pathname)`);
  };

  before(async () => {
    folder = await newBook({});
    await reset();
    [reader, preview] = await Promise.all([openReader(), start(folder)]);
    ({ page, requests } = await openTab(reader, preview.url));
    await evaluate(`window.sameDocument = true`);
  });
  after(async () => {
    await preview?.stop();
    await reader?.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    await reset();
    await until(`(${text('2')})?.includes('甲4段') && !document.body.textContent.includes('改')`);
    await until(`${BAR}.querySelector('.badge').textContent === '0'`);
    await page.keyboard.press('Home');
    await page.keyboard.press('0');
  });

  it('should show as many pages as a build lays out', async () => {
    const out = await mkdtemp(join(tmpdir(), 'banxin-preview-out-'));
    const report = await build(folder, { edition: 'print', out, progress: silentProgress, notice: () => {} });
    await rm(out, { recursive: true });
    assert.equal(await evaluate(`document.querySelectorAll('bx-page').length`), report.files[0]?.pages);
  });

  it('should show the text of each page on it, in the faces of the book', async () => {
    assert.match(await evaluate(text('1')), /第一章.*甲1段/s);
    assert.match(await evaluate(text('2')), /甲4段/);
    assert.doesNotMatch(await evaluate(text('1')), /甲9段/);
    const faces = await evaluate<string[]>(`[...document.fonts].map((face) => face.status)`);
    assert.ok(faces.length > 0);
    assert.deepEqual([...new Set(faces)], ['loaded']);
  });

  it('should lay page 1 alone on the right, and then verso left and recto right', async () => {
    const sides = await evaluate<string[][]>(`[...document.querySelectorAll('bx-spread')].map((spread) =>
      [...spread.querySelectorAll('bx-leaf')].map((leaf) => {
        const { left, width } = leaf.getBoundingClientRect();
        return leaf.className + (left + width / 2 < innerWidth / 2 ? ' left' : ' right');
      }))`);
    assert.deepEqual(sides[0], ['recto right']);
    assert.deepEqual(sides[1], ['verso left', 'recto right']);
  });

  it('should cut the bleed away and show the trim', async () => {
    const [left, top, width, ratio] = await evaluate<number[]>(`(() => {
      const leaf = document.querySelector('bx-leaf').getBoundingClientRect();
      const whole = document.querySelector('bx-page').getBoundingClientRect();
      return [leaf.left - whole.left, leaf.top - whole.top, whole.width - leaf.width, leaf.height / leaf.width];
    })()`);
    const bleed = (width ?? 0) / 2;
    assert.ok(bleed > 1);
    assert.ok(Math.abs((left ?? 0) - bleed) < 0.1 && Math.abs((top ?? 0) - bleed) < 0.1);
    assert.ok(Math.abs((ratio ?? 0) - 148 / 105) < 0.01);
  });

  it('should fit a spread into the window, and zoom by keys without losing the spread', async () => {
    await goTo('4');
    const height = `document.querySelector('bx-spread').getBoundingClientRect().height`;
    const fitted = await evaluate<number>(height);
    assert.ok(Math.abs(fitted - (await evaluate<number>(`${DESK}.clientHeight`))) < 2);
    const shown = await evaluate<string[]>(inView);
    await page.keyboard.press('+');
    assert.ok((await evaluate<number>(height)) > fitted);
    await page.keyboard.press('0');
    assert.equal(await evaluate(height), fitted);
    assert.deepEqual(await evaluate(inView), shown);
  });

  it('should move by spreads with the keys, and not beyond the ends', async () => {
    await page.keyboard.press('ArrowUp');
    assert.equal(await evaluate(`${DESK}.scrollTop`), 0);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageDown');
    const pitch = await evaluate<number>(`document.querySelector('bx-spread').offsetHeight`);
    assert.equal(await evaluate(`${DESK}.scrollTop`), 2 * pitch);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await evaluate(`${DESK}.scrollTop`), pitch);
    await page.keyboard.press('End');
    const end = await evaluate<number>(`${DESK}.scrollTop`);
    await page.keyboard.press('PageDown');
    assert.equal(await evaluate(`${DESK}.scrollTop`), end);
  });

  it('should go to a page by its label, and say when there is none', async () => {
    const field = `${BAR}.querySelector('.page-field')`;
    const enter = async (label: string): Promise<void> => {
      await evaluate(`${field}.focus()`);
      await page.keyboard.type(label);
      await page.keyboard.press('Enter');
    };
    await enter('5');
    assert.ok((await evaluate<string[]>(inView)).includes('5'));
    await enter('999');
    assert.ok((await evaluate<string[]>(inView)).includes('5'));
    assert.match(await evaluate(`${BAR}.querySelector('.status').textContent`), /999/);
  });

  it('should follow deep links to a page and to a line of the manuscript', async () => {
    const linked = await openTab(reader, `${preview.url}#source=manuscript/02.md:33`);
    await linked.page.waitForFunction(`${DESK}.scrollTop > 0`);
    const texts = await linked.page.evaluate(
      `(${inView}).map((label) => document.querySelector('bx-page[data-label="' + label + '"]').textContent).join()`,
    );
    assert.match(String(texts), /乙16段/);
    await linked.page.evaluate(`location.hash = 'page=2'`);
    await linked.page.waitForFunction(`(${inView}).includes('2')`);
    await linked.page.close();
  });

  it('should name the place of what is clicked twice', async () => {
    await goTo('2');
    const spot = await evaluate<{ x: number; y: number }>(`(() => {
      const found = [...document.querySelectorAll('bx-page[data-label="2"] p')].find((p) => p.textContent.startsWith('甲4段'));
      const { left, top } = found.getBoundingClientRect();
      return { x: left + 60, y: top + 8 };
    })()`);
    await page.mouse.click(spot.x, spot.y, { count: 2 });
    assert.equal(await evaluate(`${BAR}.querySelector('.status').textContent`), 'manuscript/01.md:9:1');
  });

  it('should show an edit on its page, without reloading or moving, and leave other pages alone', async () => {
    await goTo('4');
    const scroll = await evaluate<number>(`${DESK}.scrollTop`);
    await evaluate(`document.querySelector('bx-page[data-label="1"]').kept = true`);
    await write('02.md', chapter('第二章', '乙', 24).replace('乙3段', '乙改段'));
    await until(`document.body.textContent.includes('乙改段')`);
    assert.equal(await evaluate(`${DESK}.scrollTop`), scroll);
    assert.equal(await evaluate(`window.sameDocument`), true);
    assert.equal(await evaluate(`document.querySelector('bx-page[data-label="1"]').kept`), true);
  });

  it('should stay with the text when pages before it are added and taken away', async () => {
    await goTo('8');
    await evaluate(
      `window.shown = document.querySelector('bx-page[data-label="8"]').textContent.slice(0, -1)`,
    );
    const before = await evaluate<number>(`${DESK}.scrollTop`);
    await write('01.md', chapter('第一章改', '甲', 40));
    await until(`document.body.textContent.includes('第一章改')`);
    const labels = await evaluate<string[]>(inView);
    assert.ok(!labels.includes('8'), labels.join());
    const here = `(${inView}).map((label) => document.querySelector('bx-page[data-label="' + label + '"]').textContent).join()`;
    assert.ok(
      await evaluate(
        `(${here}).includes(window.shown.slice(0, 40)) || (${here}).includes(window.shown.slice(60, 100))`,
      ),
    );
    await reset();
    await until(`!document.body.textContent.includes('第一章改')`);
    assert.equal(await evaluate(`${DESK}.scrollTop`), before);
  });

  it('should show atomic saves, one after another', async () => {
    for (const mark of ['改一', '改二', '改三']) {
      const temporary = join(folder, 'manuscript/.01.md.swp');
      await writeFile(temporary, chapter(mark, '甲', 12));
      await rename(temporary, join(folder, 'manuscript/01.md'));
      await until(`(${text('1')}).includes('${mark}')`);
    }
  });

  it('should show the newest of changes that overlap', async () => {
    for (const mark of ['改一', '改二', '改三', '改四']) {
      await write('01.md', chapter(mark, '甲', 12));
      // Longer than a change takes to settle, shorter than a build.
      await new Promise((resolve) => setTimeout(resolve, 90));
    }
    await until(`(${text('1')}).includes('改四')`);
  });

  it('should keep the last good pages when the manuscript has errors, and tell where they are', async () => {
    await goTo('4');
    const scroll = await evaluate<number>(`${DESK}.scrollTop`);
    const before = await evaluate(`${DESK}.textContent`);
    await write('01.md', `${chapter('第一章', '甲', 12)}\n见[乙](nowhere.md)<b>改</b>。\n`);
    await until(`${BAR}.querySelector('.panel').textContent.includes('manuscript/01.md:27:2')`);
    assert.equal(await evaluate(`${BAR}.querySelector('.badge').dataset.severity`), 'error');
    assert.equal(await evaluate(`${DESK}.textContent`), before);
    assert.equal(await evaluate(`${DESK}.scrollTop`), scroll);
    await write('book.yaml', 'title: [');
    await until(`${BAR}.querySelector('.panel').textContent.includes('manuscript/book.yaml:1')`);
    assert.equal(await evaluate(`${DESK}.textContent`), before);
    await reset();
    await until(`${BAR}.querySelector('.panel').hidden`);
  });

  it('should tell of a theme that is missing, and go on', async () => {
    await write('book.yaml', CONFIG.replace('format: pdf,', 'format: pdf, theme: nowhere,'));
    await until(`${BAR}.querySelector('.panel').textContent.includes('nowhere')`);
    await reset();
    await until(`${BAR}.querySelector('.panel').hidden`);
  });

  it("should follow the book's own styles", async () => {
    const color = `getComputedStyle(document.querySelector('bx-page p')).color`;
    const before = await evaluate(color);
    await cp(new URL('../styles/themes/plain/', import.meta.url), join(folder, 'styles/themes/plain'), {
      recursive: true,
    });
    await writeFile(join(folder, 'styles/themes/plain/theme.css'), 'p { color: rgb(1, 2, 3) }');
    await until(`${color} === 'rgb(1, 2, 3)'`);
    await rm(join(folder, 'styles'), { recursive: true });
    await until(`${color} === '${before}'`);
  });

  it('should show diagnostics as text, never as HTML', async () => {
    await write('01.md', `${chapter('第一章', '甲', 12)}\n[改](<img/src=x onerror=window.pwned=1>.md)\n`);
    await until(`${BAR}.querySelector('.panel').textContent.includes('onerror')`);
    assert.equal(
      await evaluate(`${BAR}.querySelector('.panel img') === null && window.pwned === undefined`),
      true,
    );
  });

  it('should not ask anyone but 127.0.0.1', () => {
    assert.ok(requests.length > 3);
    assert.deepEqual(
      requests.filter((url) => !url.startsWith(preview.url)),
      [],
    );
  });
});

describe('a preview of a hostile book', () => {
  it('should run nothing of it, fetch nothing for it, and go nowhere', async () => {
    const folder = await newBook({
      'book.yaml': 'title: 恶\nlanguage: zh-CN\neditions:\n  print: { format: pdf, trim: A6 }\n',
      '01.md': HOSTILE,
      'images/evil.svg': EVIL_SVG,
    });
    const [reader, preview] = await Promise.all([openReader(), start(folder)]);
    const { page, requests } = await openTab(reader, preview.url);
    await page.waitForSelector('bx-page img');
    for (const part of ['p', 'a', 'img']) {
      await page.evaluate(`document.querySelectorAll('bx-page ${part}').forEach((element) => {
        for (const type of ['click', 'auxclick', 'mouseover']) element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
      })`);
    }
    // Even what sanitising might miss meets the policy.
    await page.evaluate(`(() => {
      const holder = document.createElement('div');
      holder.innerHTML = '<p onclick="window.pwned = 1">x</p><img src="x" onerror="window.pwned = 2">';
      document.querySelector('bx-page').append(holder);
      holder.firstChild.click();
    })()`);
    await page.waitForNetworkIdle({ concurrency: 1 });
    assert.equal(await page.evaluate(`window.pwned`), undefined);
    assert.equal(page.url(), preview.url);
    assert.deepEqual(
      requests.filter((url) => !url.startsWith(preview.url)),
      [],
    );
    const picture = await reader.browser.newPage();
    await picture.goto(`${preview.url}manuscript/images/evil.svg`);
    assert.equal(await picture.evaluate(`window.pwned`), undefined);
    await preview.stop();
    await reader.close();
    await rm(folder, { recursive: true });
  });
});

describe('runPreview', () => {
  let folder: string;
  before(async () => {
    folder = await newBook({
      'book.yaml': CONFIG,
      '01.md': chapter('第一章', '甲', 6),
      '02.md': chapter('第二章', '乙', 6),
    });
  });
  after(() => rm(folder, { recursive: true }));

  it('should show the edition that is asked for; vertical books have their recto on the left', async () => {
    const [reader, preview] = await Promise.all([openReader(), start(folder, { edition: 'shu' })]);
    const { page } = await openTab(reader, preview.url);
    const first = await page.evaluate(`(() => {
      const { left, width } = document.querySelector('bx-leaf').getBoundingClientRect();
      return document.documentElement.className + (left + width / 2 < innerWidth / 2 ? ' left' : ' right');
    })()`);
    assert.equal(first, 'vertical left');
    await page.keyboard.press('ArrowLeft');
    assert.ok(Number(await page.evaluate(`${DESK}.scrollTop`)) > 0);
    await preview.stop();
    await reader.close();
  });

  it('should begin with a broken manuscript, tell what is wrong, and show pages once it is mended', async () => {
    await writeFile(join(folder, 'manuscript/02.md'), '[甲](nowhere.md)');
    const [reader, preview] = await Promise.all([openReader(), start(folder)]);
    const page = await reader.browser.newPage();
    await page.goto(preview.url);
    await page.waitForFunction(
      `${BAR}?.querySelector('.panel').textContent.includes('manuscript/02.md:1:1')`,
    );
    assert.equal(await page.evaluate(`document.querySelector('bx-page')`), null);
    await writeFile(join(folder, 'manuscript/02.md'), chapter('第二章', '乙', 6));
    await page.waitForSelector('bx-page');
    await preview.stop();
    await reader.close();
  });

  it('should leave nothing behind when it is stopped', async () => {
    const preview = await start(folder);
    assert.equal((await fetch(preview.url)).status, 200);
    await preview.stop();
    await assert.rejects(fetch(preview.url));
    const resources = process
      .getActiveResourcesInfo()
      .filter((name) => /FSEvent|TCPServer|Process/.test(name));
    assert.deepEqual(resources, []);
  });

  it('should end quietly when it is stopped before it is ready', async () => {
    const lines: string[] = [];
    const abort = new AbortController();
    const ended = runPreview(folder, {
      signal: abort.signal,
      notice: () => {},
      print: (line) => lines.push(line),
    });
    abort.abort(new BuildError('interrupted', 'Stopped', ''));
    await ended;
    await runPreview(folder, { signal: abort.signal, print: (line) => lines.push(line) });
    assert.deepEqual(lines, []);
  });

  it('should not begin without a book, with an unknown edition, or with a port that is none', async () => {
    const { signal } = new AbortController();
    const code = (expected: string) => (error: unknown) =>
      error instanceof BuildError && error.code === expected;
    await assert.rejects(runPreview(join(folder, 'nowhere'), { signal }), code('book-missing'));
    await assert.rejects(runPreview(folder, { signal, edition: 'nope' }), code('edition-unknown'));
    for (const port of [Number.NaN, -1, 65536, 1.5]) {
      await assert.rejects(runPreview(folder, { signal, port }), TypeError);
    }
  });
});
