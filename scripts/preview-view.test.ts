import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer';
import { pngOf } from './testing/png.ts';
import {
  BAR,
  chapter,
  DESK,
  inView,
  newBook,
  openReader,
  openTab,
  type Reader,
  type Running,
  start,
} from './testing/preview-reader.ts';

const CONFIG = `title: 预览
language: zh-CN
spine: { front: [title-page], body: [01.md, 02.md, 03.md] }
editions:
  print: { format: pdf, trim: A6, bleed: 3, body-size: 9, leading: 15, type-area: { characters: 24, lines: 20 }, fpo: warn }
  shu: { format: pdf, trim: A6, bleed: 3, body-size: 9, leading: 15, writing-mode: vertical, fpo: warn }
  ebook: { format: epub, theme: plain, fpo: warn }
`;

/** On one page: a note, a picture of too few pixels, one that is not there, a character of no face. */
const PLATES = `# 图与注

正文有注[^1]，也有没有字形的字😀。

![小图](images/small.png)

![缺图](images/none.png)

[^1]: 注文在页下。
`;

describe('what a preview looks like', () => {
  let folder: string;
  let reader: Reader;
  let preview: Running;
  let page: Page;
  const evaluate = <Value>(script: string): Promise<Value> => page.evaluate(script) as Promise<Value>;
  const until = (script: string): Promise<unknown> => page.waitForFunction(script, { timeout: 20_000 });
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key as 'a');
  };
  /** Sends an order as an editor does. */
  const post = async (path: string): Promise<number> =>
    (await fetch(new URL(path, preview.url), { method: 'POST' })).status;
  /** Rectangles of what an overlay draws on the page of a label, px of the window. */
  const drawn = (label: string, selector: string): Promise<DOMRect[]> =>
    evaluate(`[...document.querySelector('bx-leaf[data-label="${label}"] > bx-guides').shadowRoot
      .querySelectorAll('${selector}')].map((shape) => shape.getBoundingClientRect().toJSON())`);
  const near = (actual: number, expected: number, by = 1): void =>
    assert.ok(Math.abs(actual - expected) < by, `${actual} is not ${expected}`);

  before(async () => {
    folder = await newBook({
      'book.yaml': CONFIG,
      '01.md': chapter('第一章', '甲', 12),
      '02.md': chapter('第二章', '乙', 12),
      '03.md': PLATES,
    });
    const picture = pngOf(48, 12, 1, new Uint8Array(48 * 12).fill(90));
    await writeFile(join(folder, 'manuscript/images/small.png'), picture);
    [reader, preview] = await Promise.all([openReader(), start(folder)]);
    ({ page } = await openTab(reader, preview.url));
  });
  after(async () => {
    await preview?.stop();
    await reader?.close();
    await rm(folder, { recursive: true });
  });

  it('should show spreads, single pages, pages below each other and all of them, at the same page', async () => {
    await evaluate(`location.hash = 'page=3'`);
    await until(`(${inView}).includes('3')`);
    assert.deepEqual(await evaluate(inView), ['2', '3']);
    await press('2');
    assert.deepEqual(await evaluate(inView), ['3']);
    const [leaf, desk] = await evaluate<[DOMRect, DOMRect]>(
      `['bx-leaf[data-label="3"]', 'bx-desk'].map((name) => document.querySelector(name).getBoundingClientRect().toJSON())`,
    );
    near((leaf?.left ?? 0) + (leaf?.width ?? 0) / 2, (desk?.left ?? 0) + (desk?.width ?? 0) / 2, 10);
    await press('3', '-', '-', '-');
    const tops = await evaluate<number[]>(
      `['3', '4'].map((label) => document.querySelector('bx-leaf[data-label="' + label + '"]').getBoundingClientRect().top)`,
    );
    assert.ok((tops[1] ?? 0) > (tops[0] ?? 0) && (tops[1] ?? 0) < 700, tops.join());
    await press('4');
    assert.ok((await evaluate<string[]>(inView)).length > 6);
    assert.equal(await evaluate(`document.querySelector('bx-leaf[aria-current]').dataset.label`), '3');
    await page.click('bx-leaf[data-label="5"]');
    await until(`${DESK}.dataset.mode === 'continuous' && (${inView}).includes('5')`);
    await press('0', '1');
    assert.deepEqual(await evaluate(inView), ['4', '5']);
  });

  it('should zoom about the pointer, and fit the width', async () => {
    const left = `document.querySelector('bx-leaf[data-label="5"]').getBoundingClientRect().left`;
    const at = { x: 700, y: 400 };
    const part = async (): Promise<number> =>
      (at.x - (await evaluate<number>(left))) /
      (await evaluate<number>(`Number(${DESK}.style.getPropertyValue('--bx-zoom'))`));
    await press('9');
    const width = await evaluate<number>(`document.querySelector('bx-leaf[data-label="5"]').offsetWidth`);
    near(2 * width + 40, await evaluate(`${DESK}.clientWidth`), 2);
    const before = await part();
    await evaluate(
      `${DESK}.dispatchEvent(new WheelEvent('wheel', { ctrlKey: true, deltaY: -80, clientX: ${at.x}, clientY: ${at.y}, bubbles: true, cancelable: true }))`,
    );
    await until(`document.querySelector('bx-leaf[data-label="5"]').offsetWidth > ${width + 50}`);
    near(await part(), before, 12);
    await press('0');
  });

  it('should list chapters with their pages, and go to a heading', async () => {
    await press('c');
    const entries = `[...${BAR}.querySelectorAll('.entries button')]`;
    const listed = await evaluate<string[]>(`${entries}.map((one) => one.textContent)`);
    assert.deepEqual(
      listed.slice(-3).map((text) => text.replace(/\d+$/, '')),
      ['第一章', '第二章', '图与注'],
    );
    const plates = /\d+$/.exec(listed.at(-1) ?? '')?.[0] ?? '';
    await evaluate(`${entries}.at(-1).click()`);
    await until(`(${inView}).includes('${plates}')`);
    await until(`${entries}.at(-1).hasAttribute('aria-current')`);
    await press('g');
    await page.keyboard.type('第一');
    await press('Enter');
    await until(`(${inView}).includes('1')`);
    await until(`location.hash === '#page=1'`);
    await press('Escape');
    assert.equal(await evaluate(`${BAR}.querySelector('.panel').hidden`), true);
  });

  it('should find text over lines, mark it, and go from place to place', async () => {
    await press('f');
    await page.keyboard.type('乙７段');
    await until(`${BAR}.querySelectorAll('.hits li').length === 1`);
    const label = await evaluate<string>(`${BAR}.querySelector('.hits .folio').textContent`);
    await until(`(${inView}).includes('${label}')`);
    assert.equal(await evaluate(`CSS.highlights.get('banxin-here').size`), 1);
    await evaluate(`${BAR}.querySelector('.find input').select()`);
    // A line ends within this in some paragraph or other.
    await page.keyboard.type('海上明月共潮生');
    await until(`${BAR}.querySelectorAll('.hits li').length === 24`);
    const here = `${BAR}.querySelector('.hits [aria-current] .folio').textContent`;
    const first = await evaluate(here);
    for (let step = 0; step < 8; step += 1) await press('Enter');
    assert.notEqual(await evaluate(here), first);
    // What the end of a page divides: its last characters and the first of the next one.
    const divided = await evaluate<string>(`(() => {
      const rest = document.querySelector('bx-body [data-continued]');
      const before = document.querySelectorAll('bx-leaf');
      const at = [...before].indexOf(rest.closest('bx-leaf'));
      const text = (leaf) => leaf.querySelector('bx-body').textContent.trim();
      return text(before[at - 1]).slice(-4) + text(before[at]).slice(0, 4);
    })()`);
    await evaluate(`${BAR}.querySelector('.find input').select()`);
    await page.keyboard.type(divided);
    await until(
      `${BAR}.querySelectorAll('.hits li').length >= 1 && ${BAR}.querySelector('.hits mark').textContent === '${divided}'`,
    );
    await until(`CSS.highlights.get('banxin-here').size >= 1`);
    assert.ok(
      (
        await evaluate<string[]>(`[...CSS.highlights.get('banxin-hit')].map((range) => range.toString())`)
      ).includes(divided.slice(0, 4)),
    );
    await press('Escape');
    assert.equal(await evaluate(`CSS.highlights.has('banxin-hit')`), false);
  });

  it('should draw the type area, grid and baselines where the text stands', async () => {
    await evaluate(`location.hash = 'page=2'`);
    await until(`(${inView}).includes('2')`);
    for (const name of ['area', 'baselines', 'trim', 'bleed', 'safety', 'margins', 'register'])
      await evaluate(`${BAR}.querySelector('#view-menu input[value=${name}]').click()`);
    const zoom = await evaluate<number>(`Number(${DESK}.style.getPropertyValue('--bx-zoom'))`);
    const pt = (zoom * 96) / 72;
    const [area] = await drawn('2', 'rect.area');
    const [trim] = await drawn('2', 'rect.trim');
    const [bleed] = await drawn('2', 'rect.bleed');
    const leaf = await evaluate<DOMRect>(
      `document.querySelector('bx-leaf[data-label="2"]').getBoundingClientRect().toJSON()`,
    );
    near(area?.width ?? 0, 24 * 9 * pt);
    near(area?.height ?? 0, (19 * 15 + 9) * pt);
    near(trim?.left ?? 0, leaf.left);
    near(leaf.left - (bleed?.left ?? 0), (3 / 25.4) * 72 * pt);
    // The first line of a full page: its em boxes fill the first row of the type area, edge to edge.
    const line = await evaluate<DOMRect>(`(() => {
      const paragraph = document.querySelector('bx-page[data-label="2"] bx-body p');
      const range = document.createRange();
      range.selectNodeContents(paragraph);
      return range.getClientRects()[0].toJSON();
    })()`);
    near(line.top, area?.top ?? 0, 1.5);
    const baselines = await drawn('2', 'line.baselines');
    assert.equal(baselines.length, 20);
    near((baselines[0]?.top ?? 0) - (area?.top ?? 0), 0.88 * 9 * pt);
    near((baselines[1]?.top ?? 0) - (baselines[0]?.top ?? 0), 15 * pt);
    assert.deepEqual(await drawn('2', 'rect.register'), [], 'no line is off the grid');
    await press('o');
    assert.equal(await evaluate(`document.querySelectorAll('bx-guides').length`), 0);
  });

  it('should point out notes, missing pictures, too few pixels and characters without a glyph', async () => {
    for (const name of ['notes', 'fpo', 'resolution', 'glyphs', 'overflow'])
      await evaluate(`${BAR}.querySelector('#view-menu input[value=${name}]').click()`);
    await press('g');
    await page.keyboard.type('图与注');
    await press('Enter');
    const label = await evaluate<string>(`document.querySelector('bx-leaf[aria-current]').dataset.label`);
    await until(`document.querySelector('bx-leaf[data-label="${label}"] > bx-guides') !== null`);
    const count = async (name: string, on = label): Promise<number> =>
      (await drawn(on, `rect.${name}`)).length;
    const missing = await evaluate<string>(`document.querySelector('.fpo').closest('bx-leaf').dataset.label`);
    assert.deepEqual(
      [
        await count('notes'),
        await count('fpo', missing),
        await count('resolution'),
        await count('glyphs'),
        await count('overflow'),
      ],
      [1, 1, 1, 1, 0],
    );
    const told = await evaluate<string>(
      `document.querySelector('bx-leaf[data-label="${label}"] > bx-guides').shadowRoot.querySelector('text.resolution').textContent`,
    );
    const width = await evaluate<number>(
      `document.querySelector('bx-page[data-label="${label}"] img').getBoundingClientRect().width / Number(${DESK}.style.getPropertyValue('--bx-zoom'))`,
    );
    assert.equal(told, `${Math.round(48 / (width / 96))} ppi`);
    // Text that is moved off its place.
    const paragraph = `document.querySelector('bx-page[data-label="${label}"] bx-body p')`;
    const register = `${BAR}.querySelector('#view-menu input[value=register]')`;
    await evaluate(`${paragraph}.style.translate = '-60px 6px'; ${register}.click()`);
    assert.ok((await count('overflow')) > 0);
    assert.ok((await count('register')) > 0);
    await evaluate(`${paragraph}.style.translate = ''; ${register}.click()`);
    const [notes] = await drawn(label, 'rect.notes');
    const area = await evaluate<DOMRect>(
      `document.querySelector('bx-page[data-label="${label}"] bx-body').getBoundingClientRect().toJSON()`,
    );
    near((notes?.top ?? 0) + (notes?.height ?? 0), area.bottom, 3);
  });

  it('should find again what was set, in a new tab and in a window of another size', async () => {
    await press('2');
    const other = await openTab(reader, preview.url);
    assert.equal(await other.page.evaluate(`${DESK}.dataset.mode`), 'single');
    await other.page.waitForSelector('bx-guides');
    await other.page.close();
    await press('1', 'o');
  });

  it('should scroll to the place that an editor sends', async () => {
    await evaluate(`location.hash = 'page=1'`);
    await until(`(${inView}).includes('1')`);
    assert.equal(await post(`/show?source=${encodeURIComponent(join(folder, 'manuscript/02.md'))}:17`), 204);
    await until(
      `(${inView}).some((label) => document.querySelector('bx-page[data-label="' + label + '"]').textContent.includes('乙8段'))`,
    );
    assert.match(await evaluate(`${BAR}.querySelector('.status').textContent`), /manuscript\/02\.md:17/);
    await evaluate(
      `window.opened = []; HTMLAnchorElement.prototype.click = function () { opened.push(this.href) }`,
    );
    await press('e');
    const [opened = ''] = await evaluate<string[]>(`window.opened`);
    assert.match(opened, /^vscode:\/\/file\/.*\/manuscript\/0[12]\.md:\d+:1$/);
  });

  it('should let whoever uses a screen reader and the keyboard alone use it', async () => {
    const axe = createRequire(createRequire(import.meta.url).resolve('@daisy/ace-core'));
    await evaluate(await readFile(axe.resolve('@daisy/axe-core-for-ace/axe.min.js'), 'utf8'));
    const violations = (): Promise<string[]> =>
      evaluate(`axe.run(document.querySelector('bx-bar')).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`);
    for (const key of ['c', 'f', 'd', '?']) {
      await press(key);
      assert.deepEqual(await violations(), [], key);
      await press('Escape');
    }
    for (const name of ['view', 'edition']) {
      await evaluate(`${BAR}.querySelector('#${name}-menu').showPopover()`);
      assert.deepEqual(await violations(), [], name);
      await evaluate(`${BAR}.querySelector('#${name}-menu').hidePopover()`);
    }
    assert.equal(await evaluate(`${DESK}.getAttribute('aria-label')`), 'Pages of the book');
  });

  it('should speak the language of the browser', async () => {
    const other = await reader.browser.newPage();
    await other.evaluateOnNewDocument(`Object.defineProperty(navigator, 'language', { value: 'ko-KR' })`);
    await other.goto(preview.url);
    await other.waitForSelector('bx-page');
    assert.match(String(await other.evaluate(`${BAR}.querySelector('.tabs').textContent`)), /차례찾기문제/);
    assert.equal(await other.evaluate(`${BAR}.querySelector('.interface').lang`), 'ko');
    await other.close();
  });

  it('should turn by a swipe of a finger', async () => {
    await evaluate(`location.hash = 'page=3'`);
    await until(`(${inView}).includes('3')`);
    const client = await page.createCDPSession();
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number): Promise<unknown> =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: 300 }] });
    await touch('touchStart', 700);
    for (const x of [650, 600, 550, 500]) await touch('touchMove', x);
    await touch('touchEnd');
    await until(`(${inView}).includes('5')`);
    await client.detach();
  });

  it('should show another edition, an EPUB in a reader, and the pages again', async () => {
    await evaluate(`${BAR}.querySelector('#edition-menu input[value=shu]').click()`);
    await until(`document.documentElement.classList.contains('vertical')`);
    const first = await evaluate<DOMRect>(
      `document.querySelector('bx-leaf.recto').getBoundingClientRect().toJSON()`,
    );
    assert.ok(first.left + first.width / 2 < 500, 'recto lies on the left');
    await evaluate(`${BAR}.querySelector('#edition-menu input[value=ebook]').click()`);
    await until(`document.querySelector('bx-reader iframe')?.contentDocument?.body?.textContent.length > 0`);
    assert.equal(await evaluate(`getComputedStyle(${DESK}).display`), 'none');
    const entries = `[...${BAR}.querySelectorAll('.entries button')]`;
    await until(`${entries}.some((one) => one.textContent.includes('第二章'))`);
    await evaluate(`${entries}.find((one) => one.textContent.includes('第二章')).click()`);
    await until(
      `document.querySelector('bx-reader iframe')?.contentDocument?.body?.textContent.includes('乙1段')`,
    );
    await writeFile(join(folder, 'manuscript/02.md'), chapter('第二章改', '乙', 12));
    await until(
      `document.querySelector('bx-reader iframe')?.contentDocument?.body?.textContent.includes('第二章改')`,
    );
    assert.equal(
      await evaluate(`document.querySelector('bx-reader iframe').sandbox.contains('allow-scripts')`),
      false,
    );
    assert.equal(await post('/show?edition=print'), 204);
    await until(
      `!document.documentElement.hasAttribute('data-epub') && document.documentElement.classList.contains('horizontal')`,
    );
    await until(`document.body.textContent.includes('第二章改')`);
    assert.equal(await post('/show?edition=nope'), 404);
  });

  it('should build the file of an edition, say how far it is, and lead to it', async () => {
    const line = `${BAR}.querySelector('.build-line')`;
    await evaluate(`${BAR}.querySelector('.buttons button.build').click()`);
    await until(`${line}?.classList.contains('running')`);
    await until(`${line}.classList.contains('done')`);
    const response = await fetch(await evaluate<string>(`${line}.querySelector('a').href`));
    assert.equal((await response.text()).slice(0, 5), '%PDF-');
    await writeFile(join(folder, 'manuscript/03.md'), '![图](../outside.png)');
    await until(`${BAR}.querySelector('.badge').dataset.severity === 'error'`);
    await evaluate(`${BAR}.querySelector('.buttons button.build').click()`);
    await until(`${line}.classList.contains('failed')`);
    assert.match(await evaluate(`${line}.textContent`), /manuscript\/03\.md:1:1/);
  });
});
