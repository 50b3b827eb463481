import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { BuildError } from './model/build-error.ts';
import { runPreview } from './preview.ts';
import {
  BAR,
  CONFIG,
  chapter,
  DESK,
  inView,
  newBook,
  openReader,
  openTab,
  start,
} from './testing/preview-reader.ts';

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

describe('a preview of a hostile book', () => {
  it('should run nothing of it, fetch nothing for it, and go nowhere', async (t) => {
    const folder = await newBook({
      'book.yaml': 'title: 恶\nlanguage: zh-CN\neditions:\n  print: { format: pdf, trim: A6 }\n',
      '01.md': HOSTILE,
      'images/evil.svg': EVIL_SVG,
    });
    const [reader, preview] = await Promise.all([openReader(), start(folder, { editor: 'none' })]);
    t.after(async () => {
      await Promise.all([preview.stop(), reader.close()]);
      await rm(folder, { recursive: true });
    });
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
    assert.equal(page.url().replace(/#.*$/, ''), preview.url);
    assert.deepEqual(
      requests.filter((url) => !url.startsWith(preview.url)),
      [],
    );
    const picture = await reader.browser.newPage();
    await picture.goto(`${preview.url}manuscript/images/evil.svg`);
    assert.equal(await picture.evaluate(`window.pwned`), undefined);
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

  it('should show the edition that is asked for; vertical books have their recto on the left', async (t) => {
    const [reader, preview] = await Promise.all([openReader(), start(folder, { edition: 'shu' })]);
    t.after(() => Promise.all([preview.stop(), reader.close()]));
    const { page } = await openTab(reader, preview.url);
    const first = await page.evaluate(`(() => {
      const { left, width } = document.querySelector('bx-leaf').getBoundingClientRect();
      return document.documentElement.className + (left + width / 2 < innerWidth / 2 ? ' left' : ' right');
    })()`);
    assert.equal(first, 'vertical left');
    await page.keyboard.press('ArrowLeft');
    assert.ok(Number(await page.evaluate(`${DESK}.scrollTop`)) > 0);
  });

  it('should begin with a broken manuscript, tell what is wrong, and go where the address says once it is mended', async (t) => {
    await writeFile(join(folder, 'manuscript/02.md'), '![图](../outside.png)');
    const [reader, preview] = await Promise.all([openReader(), start(folder)]);
    t.after(() => Promise.all([preview.stop(), reader.close()]));
    const page = await reader.browser.newPage();
    await page.goto(`${preview.url}#page=2`);
    await page.waitForFunction(
      `${BAR}?.querySelector('.panel').textContent.includes('manuscript/02.md:1:1')`,
    );
    assert.equal(await page.evaluate(`document.querySelector('bx-page')`), null);
    await writeFile(join(folder, 'manuscript/02.md'), chapter('第二章', '乙', 6));
    await page.waitForFunction(`(${inView}).includes('2')`);
  });

  it('should listen elsewhere by order alone, and say what that means', async (t) => {
    const notices: string[] = [];
    const preview = await start(folder, { host: '0.0.0.0', notice: (message) => notices.push(message) });
    t.after(() => preview.stop());
    assert.match(preview.url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    assert.equal((await fetch(preview.url)).status, 200);
    assert.equal(notices.filter((one) => one.includes('0.0.0.0')).length, 1);
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
    await assert.rejects(runPreview(folder, { signal, editor: 'javascript:{file}' }), TypeError);
    for (const port of [Number.NaN, -1, 65536, 1.5]) {
      await assert.rejects(runPreview(folder, { signal, port }), TypeError);
    }
  });
});
