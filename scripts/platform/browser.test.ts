import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { BuildError } from '../model/build-error.ts';
import { openBrowser } from './browser.ts';

// In a process of its own: it looks at what the process leaves running, and changes its folder.

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-test-browser-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const notices: string[] = [];
const notice = (message: string): void => void notices.push(message);

/** The folder in which the browser of a page keeps everything. */
function sessionOf(page: Page): string {
  const argument = page
    .browser()
    .process()
    ?.spawnargs.find((each) => each.startsWith('--user-data-dir='));
  assert.ok(argument);
  return dirname(argument.slice('--user-data-dir='.length));
}

/** Living processes that have a text in their command line (Linux; elsewhere none are seen). */
function processesWith(text: string): readonly string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((id) => {
    if (!/^\d+$/u.test(id)) return false;
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(text);
    } catch {
      return false;
    }
  });
}

/** Waits until a condition holds; the test's own time limit ends it otherwise. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('should open a browser that prints, and leave neither process nor folder', async () => {
  const browser = await openBrowser({ notice });
  const page = await browser.newPage();
  const session = sessionOf(page);
  await page.setContent('<p lang="zh-CN">你好，世界。</p>');
  const pdf = await page.pdf();
  assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), '%PDF-');
  assert.match(browser.version, /^\d+(\.\d+){3}$/);
  assert.ok(existsSync(session));
  await browser.close();
  await browser.close();
  assert.equal(existsSync(session), false);
  assert.deepEqual(processesWith(session), []);
  await assert.rejects(browser.newPage(), { code: 'browser-closed' });
});

test('should not show the page any font of the system, nor the network', async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.end('<p>here</p>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const browser = await openBrowser({ notice });
  try {
    for (const host of ['127.0.0.1', 'localhost']) {
      const lost = await browser.newPage();
      await assert.rejects(lost.goto(`http://${host}:${address.port}/`), /net::/);
    }
    assert.equal(requests, 0);
    // A tab of its own: the error page of a refused navigation may still be on its way into the old one.
    const page = await browser.newPage();
    const families = ['serif', 'sans-serif', 'monospace', 'DejaVu Sans', 'Noto Serif CJK SC', 'Open Sans'];
    const spans = families.map((family) => `<span style="font: 40px '${family}', ${family}">illWm</span>`);
    await page.setContent(spans.join('<br>'));
    const question = '[...document.querySelectorAll("span")].map((span) => span.offsetWidth)';
    const widths: unknown = await page.evaluate(question);
    assert.ok(Array.isArray(widths));
    if (process.platform === 'linux') assert.equal(new Set(widths).size, 1, String(widths));
  } finally {
    await browser.close();
    server.close();
  }
});

test('should kill the browser when the signal comes while it works', async () => {
  const controller = new AbortController();
  const browser = await openBrowser({ notice, signal: controller.signal });
  const page = await browser.newPage();
  const session = sessionOf(page);
  const working = assert.rejects(page.evaluate('new Promise(() => {})'));
  controller.abort(new Error('stopped by the user'));
  await working;
  await browser.close();
  assert.equal(existsSync(session), false);
  assert.deepEqual(processesWith(session), []);
  await assert.rejects(browser.newPage(), /stopped by the user/);
});

test('should end a browser that hangs, so that whoever waits for it hears of it', async () => {
  notices.length = 0;
  const browser = await openBrowser({ notice, patience: 800 });
  const page = await browser.newPage();
  const session = sessionOf(page);
  assert.equal(await page.evaluate('const end = Date.now() + 1500; while (Date.now() < end);'), undefined);
  assert.deepEqual(notices, [], 'a tab that computes does not hang');
  const waiting = page.evaluate('new Promise(() => {})');
  process.kill(page.browser().process()?.pid ?? 0, 'SIGSTOP');
  await assert.rejects(waiting, /closed/i);
  assert.match(notices.join(), /does not answer/);
  await assert.rejects(browser.newPage(), { code: 'browser-closed' });
  await browser.close();
  assert.equal(existsSync(session), false);
  assert.deepEqual(processesWith(session), []);
});

test('should not open anything when the signal has come already', async () => {
  const signal = AbortSignal.abort(new Error('stopped'));
  await assert.rejects(openBrowser({ notice, signal }), /stopped/);
});

test('should leave nothing when the signal comes while it starts', async () => {
  for (const wait of [1, 30, 80]) {
    const controller = new AbortController();
    const { signal } = controller;
    setTimeout(() => controller.abort(new Error('stopped')), wait);
    // On a fast machine the browser may be open before the signal; then it is killed just the same.
    const browser = await openBrowser({ notice, signal }).catch((error: unknown) => {
      assert.match(String(error), /stopped/);
    });
    await until(() => signal.aborted);
    await browser?.close();
  }
});

test('should end with our process: by its signals, its exit and its death', async () => {
  for (const end of ['SIGINT', 'SIGTERM', 'exit', 'SIGKILL'] as const) {
    const temporary = await mkdtemp(join(folder, 'tmp-'));
    const child = openElsewhere(temporary);
    await until(child.ready);
    if (end === 'exit') child.process.stdin?.end('exit\n');
    else child.process.kill(end);
    await child.gone;
    await until(() => processesWith(join(temporary, 'banxin-browser-')).length === 0);
    // Nobody is left to remove the folder of a process that was killed.
    if (end !== 'SIGKILL') assert.deepEqual(readdirSync(temporary), [], end);
  }
});

test('should not start another browser than the one named, and name the variable', async () => {
  const missing = join(folder, 'missing');
  await assert.rejects(
    openBrowser({ notice, env: { ...process.env, PUPPETEER_EXECUTABLE_PATH: missing } }),
    (error) => {
      assert.ok(error instanceof BuildError);
      assert.equal(error.code, 'browser-missing');
      assert.match(error.message, /PUPPETEER_EXECUTABLE_PATH/);
      return true;
    },
  );
});

test('should not crash on a program that cannot be started or is no browser', async () => {
  const plain = join(folder, 'plain');
  await writeFile(plain, 'no program');
  const foreign = join(folder, 'foreign');
  await writeFile(foreign, '#!/no/such/interpreter\n');
  await chmod(foreign, 0o755);
  for (const path of [plain, foreign, '/bin/false']) {
    await assert.rejects(
      openBrowser({ notice, env: { ...process.env, PUPPETEER_EXECUTABLE_PATH: path } }),
      (error) => {
        assert.ok(error instanceof BuildError, String(error));
        assert.equal(error.code, 'browser-start-failed');
        assert.ok(error.message.includes(path));
        return true;
      },
    );
  }
  assert.deepEqual(processesWith(folder), []);
});

test('should not run code that a book lays beside itself as a configuration of puppeteer', async () => {
  const book = await mkdtemp(join(folder, 'book-'));
  const trace = join(book, 'ran');
  await writeFile(
    join(book, '.puppeteerrc.cjs'),
    `require('node:fs').writeFileSync(${JSON.stringify(trace)}, ''); module.exports = {};`,
  );
  const before = process.cwd();
  process.chdir(book);
  try {
    const browser = await openBrowser({ notice });
    await browser.close();
  } finally {
    process.chdir(before);
  }
  assert.equal(existsSync(trace), false);
});

interface Elsewhere {
  readonly process: ChildProcess;
  /** Whether the browser is open. */
  readonly ready: () => boolean;
  /** Resolves when the process is over. */
  readonly gone: Promise<void>;
}

/** Opens a browser in a process of its own, which closes it on signals as a command does. */
function openElsewhere(temporary: string): Elsewhere {
  const script = `
    import { openBrowser } from ${JSON.stringify(import.meta.resolve('./browser.ts'))};
    const browser = await openBrowser({ notice() {} });
    for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => browser.close().then(() => process.exit(1)));
    process.stdin.once('data', () => process.exit(0));
    process.stdout.write('ready');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, TMPDIR: temporary, TSX_DISABLE_CACHE: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let heard = '';
  child.stdout.on('data', (chunk: Buffer) => {
    heard += chunk.toString('utf8');
  });
  return {
    process: child,
    ready: () => heard.includes('ready') || child.exitCode !== null,
    gone: new Promise((resolve) => child.once('close', () => resolve())),
  };
}
