import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Page } from 'puppeteer';
import { build } from './pipeline.ts';
import { silentProgress } from './platform/progress.ts';
import {
  BAR,
  CONFIG,
  chapter,
  DESK,
  inView,
  newBook,
  openReader,
  openTab,
  type Reader,
  type Running,
  start,
  text,
} from './testing/preview-reader.ts';

describe('a preview of a book', () => {
  let folder: string;
  let reader: Reader;
  let preview: Running;
  let page: Page;
  let requests: string[];
  const write = (name: string, content: string): Promise<void> =>
    writeFile(join(folder, 'manuscript', name), content);
  /** Writes only what differs, for every write makes a build. */
  const reset = async (): Promise<void> => {
    const files = {
      'book.yaml': CONFIG,
      '01.md': chapter('第一章', '甲', 12),
      '02.md': chapter('第二章', '乙', 24),
    };
    for (const [name, content] of Object.entries(files)) {
      const now = await readFile(join(folder, 'manuscript', name), 'utf8').catch(() => undefined);
      if (now !== content) await write(name, content);
    }
  };
  const evaluate = <Value>(script: string): Promise<Value> => page.evaluate(script) as Promise<Value>;
  const until = (script: string): Promise<unknown> => page.waitForFunction(script, { timeout: 20_000 });
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
    await until(`(${text('2')})?.includes('甲7段') && !document.body.textContent.includes('改')`);
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
    assert.match(await evaluate(text('2')), /甲7段/);
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
    const { leaf, sheet, bleed } = await evaluate<
      Record<'leaf' | 'sheet', DOMRect> & { bleed: number }
    >(`(() => {
      const zoom = Number(${DESK}.style.getPropertyValue('--bx-zoom'));
      return {
        leaf: document.querySelector('bx-leaf').getBoundingClientRect().toJSON(),
        sheet: document.querySelector('bx-page').getBoundingClientRect().toJSON(),
        bleed: 3 * 96 / 25.4 * zoom,
      };
    })()`);
    const near = (actual: number, expected: number): void =>
      assert.ok(Math.abs(actual - expected) < 0.2, `${actual} is not ${expected}`);
    // The page and its bleed lie in the sheet's lower left corner.
    near(leaf.left - sheet.left, bleed);
    near(sheet.bottom - leaf.bottom, bleed);
    near(leaf.height, (leaf.width / 105) * 148);
  });

  it('should fit a spread into the window, and zoom by keys without losing the spread', async () => {
    await goTo('6');
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

  it('should show pages that an edit moves as a tab that is opened anew does', async () => {
    const leaves = `[...document.querySelectorAll('bx-leaf')].map((leaf) => leaf.innerHTML)`;
    const areFilled = `${leaves}.every((html) => html !== '')`;
    for (const count of [30, 31]) {
      await write('01.md', chapter('第一章', '改', count));
      await until(`document.body.textContent.includes('改${count}段')`);
    }
    await until(areFilled);
    const { page: other } = await openTab(reader, preview.url);
    await other.waitForFunction(areFilled);
    const [moved, fresh] = await Promise.all([page, other].map((tab) => tab.evaluate(leaves)));
    await other.close();
    assert.deepEqual(moved, fresh);
    assert.match((fresh as string[]).at(-1) ?? '', /乙24段/);
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

  it('should open the manuscript at the line of what is clicked, in the editor', async () => {
    await goTo('2');
    const spot = await evaluate<{ x: number; y: number }>(`(() => {
      const found = [...document.querySelectorAll('bx-page[data-label="2"] p')].find((p) => p.textContent.startsWith('甲7段'));
      const { left, top } = found.getBoundingClientRect();
      return { x: left + 60, y: top + 8 };
    })()`);
    await evaluate(
      `window.opened = []; HTMLAnchorElement.prototype.click = function () { opened.push(this.href) }`,
    );
    await page.mouse.click(spot.x, spot.y);
    const url = `vscode://file${folder.split('/').map(encodeURIComponent).join('/')}/manuscript/01.md:15:1`;
    assert.deepEqual(await evaluate(`window.opened`), [url]);
    assert.equal(await evaluate(`${BAR}.querySelector('.status').textContent`), 'manuscript/01.md:15:1');
    assert.equal(await evaluate(`${BAR}.querySelector('.status a').href`), url);
    // Text that is being marked is not a click on it.
    await page.mouse.move(spot.x, spot.y);
    await page.mouse.down();
    await page.mouse.move(spot.x + 80, spot.y);
    await page.mouse.up();
    assert.equal(await evaluate(`window.opened.length`), 1);
    await evaluate(`getSelection().removeAllRanges()`);
  });

  it('should show an edit on its page, without reloading or moving, and leave other pages alone', async () => {
    await goTo('6');
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

  it('should follow a checkout: files that come, go and are renamed, and folders in the place of others', async () => {
    const manuscript = join(folder, 'manuscript');
    const [other, before] = [join(folder, '.other'), join(folder, '.before')];
    await cp(manuscript, other, { recursive: true });
    await rename(join(other, '02.md'), join(other, '03.md'));
    await writeFile(join(other, '02.md'), chapter('改版', '丙', 3));
    await writeFile(join(other, 'book.yaml'), CONFIG.replace('[01.md, 02.md]', '[01.md, 02.md, 03.md]'));
    await rename(manuscript, before);
    await rename(other, manuscript);
    await until(`document.body.textContent.includes('改版') && document.body.textContent.includes('乙24段')`);
    await until(`${BAR}.querySelector('.badge').textContent === '0'`);
    // In the place of the folder that is there, as a checkout does it: file by file.
    await rm(join(manuscript, '03.md'));
    await cp(before, manuscript, { recursive: true });
    await until(`!document.body.textContent.includes('改版')`);
    await until(`${BAR}.querySelector('.badge').textContent === '0'`);
    await rm(before, { recursive: true });
  });

  it('should keep the last good pages when the manuscript has errors, and tell where they are', async () => {
    await goTo('6');
    const scroll = await evaluate<number>(`${DESK}.scrollTop`);
    const before = await evaluate(`${DESK}.textContent`);
    await write('01.md', `${chapter('第一章', '甲', 12)}\n![改](../outside.png)\n`);
    await until(`${BAR}.querySelector('.panel').textContent.includes('manuscript/01.md:27:1')`);
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
    await write('book.yaml', `${CONFIG}'<img src=x onerror=window.pwned=1>': 1\n`);
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
