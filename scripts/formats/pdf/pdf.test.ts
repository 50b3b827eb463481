import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber } from 'pdf-lib';
import { build } from '../../pipeline.ts';
import { silentProgress } from '../../platform/progress.ts';
import { readPdf } from '../../testing/pdf-facts.ts';

const FILLER = Array.from({ length: 40 }, () => '天地玄黄宇宙洪荒日月盈昃辰宿列张。'.repeat(6)).join('\n\n');

test('should lead links to their places: notes and back, an id of Han, one with a percent sign', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'banxin-links-'));
  try {
    const text = `# 题\n\n甲[图](#图一)乙[百](#100%)丙\n\n${FILLER}\n\n文[^a]<span id="图一">图</span>\n\n${FILLER}\n\n<p id="100%">百</p>\n\n[^a]: 注`;
    await writeFile(join(folder, 'a.md'), text);
    await writeFile(join(folder, 'book.yaml'), 'title: 书\nlanguage: zh-CN\nspine: { body: [a.md] }\n');
    const report = await build(folder, { format: 'pdf', progress: silentProgress, notice: () => {} });
    const bytes = await readFile(report.files[0]?.path ?? '');
    const { pages, links } = await readPdf(bytes);
    const pageOf = (mark: string): number =>
      pages.findLastIndex(({ texts }) => texts.some((run) => run.text.includes(mark)));
    const [first, call, last] = [pageOf('甲'), pageOf('图'), pageOf('百')];
    assert.ok(first >= 0 && first < call && call < last, `${first}, ${call}, ${last}`);
    const ofText = links.filter(({ from }) => from >= first);
    assert.deepEqual(ofText, [
      { from: first, to: call },
      { from: first, to: last },
      { from: call, to: call },
      { from: call, to: call },
    ]);
    // 图 begins a run of its own, since it has an element of its own: the link leads to its left edge and above it.
    const run = pages[call]?.texts.find(({ text: one }) => one.startsWith('图'));
    const raw = await PDFDocument.load(bytes);
    const place = raw.catalog
      .lookup(PDFName.of('Dests'), PDFDict)
      .entries()
      .find(([name]) => name.decodeText() === encodeURIComponent('图一'))?.[1];
    assert.ok(place instanceof PDFArray && run !== undefined);
    const [left = 0, top = 0] = [2, 3].map((index) => place.lookup(index, PDFNumber).asNumber());
    assert.ok(Math.abs(left - run.x) < 0.5, `${left}, ${run.x}`);
    assert.ok(top > run.baseline && top < run.baseline + 2 * run.size, `${top}, ${run.baseline}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
