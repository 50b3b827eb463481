import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from './pipeline.ts';
import { silentProgress } from './platform/progress.ts';
import { type PageFacts, readPdf } from './testing/pdf-facts.ts';
import { openReader, openTab, start } from './testing/preview-reader.ts';

/** Text on one baseline: where it begins and where it stands, pt from the page's lower left corner. */
interface Line {
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
}

/** How far a line of the preview may stand from that of the PDF, pt. */
const STILL_PT = 0.5;
/** Half a mark of the body's size, pt. */
const HALF_MARK_PT = 10.5 / 2;

/** Characters with their places as the preview shows them; source text for the page. */
const SHOWN = `[...document.querySelectorAll('bx-page')].map((page) => {
  const zoom = Number(document.querySelector('bx-desk').style.getPropertyValue('--bx-zoom'));
  const sheet = page.getBoundingClientRect();
  const range = document.createRange();
  const runs = [];
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    // Chromium works with whole px above the baseline.
    const ascent = Math.round(0.88 * Number.parseFloat(getComputedStyle(node.parentElement).fontSize)) * zoom;
    for (let at = 0; at < node.length; at += 1) {
      if (node.data[at].trim() === '') continue;
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const rect = range.getBoundingClientRect();
      if (rect.width === 0) continue;
      const pt = (px) => (px / zoom) * 0.75;
      runs.push({ text: node.data[at], x: pt(rect.left - sheet.left), baseline: pt(sheet.bottom - rect.top - ascent) });
    }
  }
  return { label: page.dataset.label, runs };
})`;

/** Joins what stands on one baseline, from the head of the page to its foot. */
function linesOf(runs: readonly Line[]): readonly Line[] {
  const lines: Line[][] = [];
  for (const run of [...runs].sort((one, other) => other.baseline - one.baseline)) {
    const line = lines.at(-1);
    if (line?.[0] !== undefined && line[0].baseline - run.baseline < 1) line.push(run);
    else lines.push([run]);
  }
  return lines.map((line) => {
    const sorted = line.sort((one, other) => one.x - other.x);
    const text = sorted.map((run) => run.text.replace(/\s/gu, '')).join('');
    return { text, x: sorted[0]?.x ?? 0, baseline: sorted[0]?.baseline ?? 0 };
  });
}

function printed(page: PageFacts): readonly Line[] {
  return linesOf(page.texts.filter(({ text }) => text.trim() !== ''));
}

describe('the pages of a preview', () => {
  const sample = fileURLToPath(new URL('..', import.meta.url));
  let out: string;
  let pdf: readonly PageFacts[];
  let shown: readonly { readonly label: string; readonly runs: readonly Line[] }[];

  before(async () => {
    out = await mkdtemp(join(tmpdir(), 'banxin-preview-pages-'));
    const report = await build(sample, { edition: 'print', out, progress: silentProgress, notice: () => {} });
    pdf = (await readPdf(await readFile(report.files[0]?.path ?? ''))).pages;
    const [reader, preview] = await Promise.all([openReader(), start(sample, { edition: 'print' })]);
    try {
      const { page } = await openTab(reader, preview.url);
      // All leaves are filled by and by; in the overview all of the sample's are in sight, and laid out.
      await page.waitForFunction(`document.querySelectorAll('bx-page').length === ${pdf.length}`);
      await page.keyboard.press('4');
      await page.waitForFunction(
        `[...document.querySelectorAll('bx-page')].every((page) => page.getBoundingClientRect().width > 0)`,
      );
      await page.keyboard.press('3');
      await page.evaluate(
        `document.querySelectorAll('bx-spread').forEach((cell) => { cell.style.contentVisibility = 'visible' })`,
      );
      shown = (await page.evaluate(SHOWN)) as typeof shown;
    } finally {
      await Promise.all([preview.stop(), reader.close()]);
    }
  });
  after(() => rm(out, { recursive: true }));

  it("should be the PDF's, page by page", () => {
    assert.ok(pdf.length > 10);
    assert.deepEqual(
      shown.map(({ label }) => label),
      // Pages without a number have a name in readers of PDFs.
      pdf.map(({ label = '' }) => (label === '封面' ? '' : label)),
    );
  });

  it('should hold the same lines with the same text', () => {
    let lines = 0;
    pdf.forEach((page, index) => {
      const expected = printed(page).map(({ text }) => text);
      lines += expected.length;
      assert.deepEqual(
        linesOf(shown[index]?.runs ?? []).map(({ text }) => text),
        expected,
        `page ${page.label}`,
      );
    });
    assert.ok(lines > 150, `${lines} lines`);
  });

  it('should begin each line where the PDF begins it', () => {
    pdf.forEach((page, index) => {
      const lines = linesOf(shown[index]?.runs ?? []);
      printed(page).forEach(({ text, x, baseline }, at) => {
        const line = lines[at];
        // Of an opening mark that lost its first half the PDF tells where the whole one would begin (C07).
        const lost = /^[（“‘「『《〈【〔［｛]/u.test(text) ? HALF_MARK_PT : 0;
        const from = (line?.x ?? Number.NaN) - x;
        const isThere =
          (Math.abs(from) < STILL_PT || Math.abs(from - lost) < STILL_PT) &&
          Math.abs((line?.baseline ?? Number.NaN) - baseline) < STILL_PT;
        assert.ok(
          isThere,
          `page ${page.label}, ${text}: ${line?.x}, ${line?.baseline} is not ${x}, ${baseline}`,
        );
      });
    });
  });
});
