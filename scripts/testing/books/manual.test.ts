import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import { type BuildReport, build } from '../../pipeline.ts';
import { silentProgress } from '../../platform/progress.ts';
import { type PdfFacts, readPdf } from '../pdf-facts.ts';

const DOCS = fileURLToPath(new URL('../../../docs/', import.meta.url));

let folder: string;
let report: BuildReport;
let pdf: PdfFacts;

const bytesOf = (edition: string): Promise<Buffer> =>
  readFile(report.files.find((file) => file.edition === edition)?.path ?? '');

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-manual-'));
  await cp(DOCS, folder, { recursive: true });
  report = await build(folder, { out: join(folder, 'out'), progress: silentProgress, notice: () => {} });
  // Examples of code may be turned over, which is only information.
  assert.deepEqual(
    report.diagnostics.filter(({ severity }) => severity !== 'info'),
    [],
  );
  pdf = await readPdf(await bytesOf('print'));
});
after(() => rm(folder, { recursive: true, force: true }));

describe('the manual, set by Banxin', () => {
  it('should have every heading of its files in the outline and on its pages', async () => {
    const files = (await readdir(DOCS)).filter((name) => name.endsWith('.md'));
    const texts = await Promise.all(files.map((name) => readFile(join(DOCS, name), 'utf8')));
    const outside = texts.map((text) => text.replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, ''));
    const headings = outside.flatMap((text) =>
      [...text.matchAll(/^#{1,2} (.*)$/gm)].map(([, title = '']) => title.replaceAll('`', '')),
    );
    assert.ok(headings.length > 20, `${headings.length} headings`);
    const outline = pdf.outline.map(({ title }) => title);
    const printed = pdf.pages
      .flatMap(({ texts: pieces }) => pieces.map(({ text }) => text))
      .join('')
      .replaceAll(/\s/g, '');
    for (const heading of headings) {
      assert.ok(outline.includes(heading), heading);
      assert.ok(printed.includes(heading.replaceAll(/\s/g, '')), heading);
    }
  });

  it('should be an EPUB without a fault', async () => {
    const result = await EpubCheck.validate(await bytesOf('ebook'));
    assert.deepEqual(
      result.messages.filter(({ severity }) => severity !== 'info' && severity !== 'usage'),
      [],
    );
  });
});
