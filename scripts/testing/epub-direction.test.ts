import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import JSZip from 'jszip';
import { build } from '../pipeline.ts';
import { type BrowserSession, openBrowser } from '../platform/browser.ts';
import { silentProgress } from '../platform/progress.ts';

const CONFIG = `title: 港の記
language: ja
name: direction
spine: { body: [01.md] }
editions:
  down: { format: epub, writing-mode: vertical }
  across: { format: epub, writing-mode: horizontal }
`;

const TEXT = `# 港

それは12月の夜で、灯台が見えた。

${'港の町は静かで、船が戻る。'.repeat(60)}

| 船 | 数 |
|---|---|
| 帆船 | 三 |
`;

let folder: string;
let session: BrowserSession;
const epubs = new Map<string, Buffer>();

before(async () => {
  session = await openBrowser({ notice: () => {} });
  folder = await mkdtemp(join(tmpdir(), 'banxin-direction-'));
  await mkdir(join(folder, 'manuscript'));
  await writeFile(join(folder, 'manuscript', 'book.yaml'), CONFIG);
  await writeFile(join(folder, 'manuscript', '01.md'), TEXT);
  const report = await build(folder, { out: folder, progress: silentProgress, notice: () => {} });
  for (const { edition, path } of report.files) epubs.set(edition, await readFile(path));
});
after(async () => {
  await session?.close();
  await rm(folder, { recursive: true, force: true });
});

/** How a browser, as a reading system that knows CSS, sets the chapter. */
async function drawn(edition: string) {
  const zip = await JSZip.loadAsync(epubs.get(edition) ?? Buffer.alloc(0));
  const files = Object.values(zip.files);
  const contents = await Promise.all(
    files.filter(({ name }) => name.endsWith('.xhtml')).map((file) => file.async('string')),
  );
  const chapter = contents.find((content) => content.includes('灯台が見えた')) ?? '';
  const css = await files.find(({ name }) => name.endsWith('.css'))?.async('string');
  const page = await session.newPage();
  await page.setViewport({ width: 600, height: 400 });
  await page.setContent(chapter.replace('</head>', `<style>${css}</style></head>`));
  return page.evaluate(
    ([heading, paragraph, digits]) => ({
      mode: getComputedStyle(document.documentElement).writingMode,
      em: Number.parseFloat(getComputedStyle(document.body).fontSize),
      heading: document.querySelector(heading)?.getBoundingClientRect().toJSON() as DOMRect,
      paragraph: document.querySelector(paragraph)?.getBoundingClientRect().toJSON() as DOMRect,
      digits: document.querySelector(digits)?.getBoundingClientRect().toJSON() as DOMRect | undefined,
    }),
    ['h1', 'p', '.tcy'] as const,
  );
}

describe('the direction of an EPUB', () => {
  it('should run down and from right to left in a vertical book, two digits side by side in one em (A09, D10)', async () => {
    const { mode, em, heading, paragraph, digits } = await drawn('down');
    assert.equal(mode, 'vertical-rl');
    assert.ok(paragraph.x + paragraph.width <= heading.x + 1, 'the text stands left of the heading');
    assert.ok(digits !== undefined && Math.abs(digits.height - em) < em * 0.2, `${digits?.height} px`);
  });

  it('should run across in a horizontal book, and say so', async () => {
    const { mode, heading, paragraph, digits } = await drawn('across');
    assert.equal(mode, 'horizontal-tb');
    assert.ok(paragraph.y >= heading.y + heading.height - 1, 'the text stands below the heading');
    assert.equal(digits, undefined);
  });

  for (const [edition, progression, mode] of [
    ['down', 'rtl', 'vertical-rl'],
    ['across', 'ltr', 'horizontal-tb'],
  ] as const) {
    it(`should name its page progression and the old names of its writing mode: ${edition}`, async () => {
      const bytes = epubs.get(edition) ?? Buffer.alloc(0);
      const zip = await JSZip.loadAsync(bytes);
      const read = async (ending: string): Promise<string> =>
        (await Object.values(zip.files)
          .find(({ name }) => name.endsWith(ending))
          ?.async('string')) ?? '';
      assert.match(await read('.opf'), new RegExp(`page-progression-direction="${progression}"`));
      const css = await read('.css');
      for (const name of ['writing-mode', '-epub-writing-mode', '-webkit-writing-mode'])
        assert.match(css, new RegExp(`\\s${name}: ${mode};`));
      const { messages } = await EpubCheck.validate(bytes);
      assert.deepEqual(
        messages.filter(({ severity }) => severity !== 'info' && severity !== 'usage'),
        [],
      );
    });
  }
});
