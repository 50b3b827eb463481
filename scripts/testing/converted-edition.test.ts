import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import JSZip from 'jszip';
import { build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { readPdf } from './pdf-facts.ts';

const CONFIG = `title: 软件与头发
language: zh-CN
name: convert
contributors: [{ name: 王发, role: author }]
spine: { front: [title-page, contents], body: [01.md], back: [index] }
editions:
  mainland: { format: pdf }
  taiwan: { format: pdf, language: zh-TW }
  taiwan-ebook: { format: epub, language: zh-TW }
`;

const TEXT = `# 发展的头发

他说：“干净的里面有‘面条’。”It’s “fine”。[^1] <span data-index>软件</span>里的\`软件\`，<span lang="ja">国体</span>。

![山后的云](a.png "后来的云")

[^1]: 注释在这里。
`;

let folder: string;
const paths = new Map<string, string>();

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-convert-'));
  await mkdir(join(folder, 'manuscript'));
  await writeFile(join(folder, 'manuscript', 'book.yaml'), CONFIG);
  await writeFile(join(folder, 'manuscript', '01.md'), TEXT);
  const report = await build(folder, { out: folder, progress: silentProgress, notice: () => {} });
  assert.deepEqual(
    report.diagnostics.map(({ ruleId }) => ruleId),
    // The face of Taiwan has no glyph for the code.
    ['glyph-missing', 'image-missing'],
  );
  for (const { edition, path } of report.files) paths.set(edition, path);
});
after(() => rm(folder, { recursive: true, force: true }));

async function textOf(edition: string): Promise<string> {
  const pdf = await readPdf(await readFile(paths.get(edition) ?? ''));
  return pdf.pages
    .flatMap(({ texts }) => texts.map(({ text }) => text))
    .join('')
    .replaceAll(/\s/g, '');
}

describe('an edition in the Chinese of another region', () => {
  it('should have its characters, words and quotation marks on the pages, in generated parts too (C09)', async () => {
    const text = await textOf('taiwan');
    for (const expected of [
      '軟體與頭髮',
      '發展的頭髮',
      '他說：「乾淨的裡面有『麵條』。」',
      '註釋在這裡',
      '後來的雲',
      '目錄',
    ])
      assert.ok(text.includes(expected), `${expected} in ${text}`);
    assert.doesNotMatch(text, /[发说里后]/u);
  });

  it('should leave code, other languages and quotations in them as they are', async () => {
    const text = await textOf('taiwan');
    assert.ok(text.includes('国体'), text);
    assert.ok(text.includes('It’s“fine”'), text);
  });

  it('should leave the other editions as they were written', async () => {
    const text = await textOf('mainland');
    assert.ok(text.includes('他说：“干净的里面有‘面条’。”'), text);
    assert.doesNotMatch(text, /[發說裡後]/u);
  });

  it('should say its language to readers of the EPUB', async () => {
    const zip = await JSZip.loadAsync(await readFile(paths.get('taiwan-ebook') ?? ''));
    const files = Object.values(zip.files).filter(({ name }) => /\.(xhtml|opf)$/.test(name));
    for (const file of files) {
      const content = await file.async('string');
      assert.match(content, /xml:lang="zh-TW"|<dc:language[^>]*>zh-TW</, file.name);
      assert.doesNotMatch(content, /zh-CN/, file.name);
    }
    const all = await Promise.all(files.map((file) => file.async('string')));
    assert.ok(all.some((content) => content.includes('軟體</span>裡的<code>软件</code>')));
  });
});
