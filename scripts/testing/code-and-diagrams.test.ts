import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import JSZip from 'jszip';
import { build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { glyphsOf, textOf } from './feature-book.ts';
import { told } from './parse.ts';
import { type DrawnPage, drawnPages } from './pdf-glyphs.ts';

const PITCH = 18;
const LINES = 40;

const CONFIG = `title: 代码与图
language: zh-CN
name: code
spine: { body: [01.md] }
editions:
  print: { format: pdf, trim: A5, body-size: 10.5, leading: ${PITCH}, type-area: { characters: 28, lines: 27 } }
  ebook: { format: epub }
`;

const CODE = Array.from({ length: LINES }, (_, index) => `const v${index} = ${index};`);

const TEXT = `# 代码与图

见[](#lst-long)、[](#fig-flow)。

\`\`\`js title="长的代码" {15-30} numbers {#lst-long}
${CODE.join('\n').replace('= 3;', '= 3; // (1)')}
\`\`\`

1. 第四行。

\`\`\`mermaid title="手续" {#fig-flow}
flowchart LR
  A[申报] -- 合格 --> B[放行]
\`\`\`

\`\`\`mermaid title="错的"
flowchart LR
  A[ --> B
\`\`\`

末段。
`;

let folder: string;
let pages: readonly DrawnPage[];
let xhtml: string;
let epub: Buffer;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-code-'));
  await mkdir(join(folder, 'manuscript'));
  await writeFile(join(folder, 'manuscript', 'book.yaml'), CONFIG);
  await writeFile(join(folder, 'manuscript', '01.md'), TEXT);
  const report = await build(folder, { out: folder, progress: silentProgress, notice: () => {} });
  const fence = TEXT.split('\n').findIndex((line) => line.includes('错的')) + 1;
  assert.deepEqual(told(report.diagnostics), [`warning diagram-undrawn manuscript/01.md:${fence}:1`]);
  const [pdf, packed] = await Promise.all(report.files.map(({ path }) => readFile(path)));
  pages = await drawnPages(pdf ?? Buffer.alloc(0));
  epub = packed ?? Buffer.alloc(0);
  const zip = await JSZip.loadAsync(epub);
  const files = await Promise.all(zip.file(/xhtml$/).map((file) => file.async('string')));
  xhtml = files.find((file) => file.includes('<svg')) ?? '';
});
after(() => rm(folder, { recursive: true, force: true }));

const isMono = ({ font }: { readonly font: string }): boolean => /Mono/.test(font);

/** Pages that hold code, its letters and numbers in the order in which they are drawn. */
function codePages(): readonly string[] {
  return pages.map(({ glyphs }) => textOf(glyphs.filter(isMono))).filter((text) => text.includes('const'));
}

describe('a listing over pages', () => {
  it('should have its number and title above it, and in what refers to it', () => {
    const all = textOf(pages.flatMap(({ glyphs }) => glyphs));
    assert.match(all, /见代码1、图1。代码1\s*长的代码/);
  });

  it('should go on with all its lines, their numbers apart: who copies code does not copy them', () => {
    const found = codePages().map((text) => text.replaceAll(/\s/g, ''));
    assert.equal(found.length, 2);
    const numbers = found.map((text) => /^\d+/.exec(text)?.[0] ?? '');
    assert.equal(numbers.join(''), CODE.map((_, index) => index + 1).join(''));
    assert.equal(
      found.map((text, index) => text.slice(numbers[index]?.length)).join(''),
      CODE.join('').replaceAll(' ', ''),
    );
  });

  it('should have keywords in the bold face, and nothing else of its lines', () => {
    const bold = pages.flatMap(({ glyphs }) => glyphs.filter(({ font }) => /Mono-Bold/.test(font)));
    assert.equal(textOf(bold).replaceAll(/\s/g, ''), 'const'.repeat(LINES));
  });

  it('should have the ground of marked lines on both pages', () => {
    const marked = pages.map(({ fills }) => fills.filter(({ colour }) => colour === '#d9d9d9').length > 0);
    assert.equal(marked.filter(Boolean).length, 2);
  });

  it('should stand on the grid (A07)', () => {
    for (const { glyphs } of pages) {
      const ys = glyphs
        .filter(({ character, font }) => character === '=' && isMono({ font }))
        .map(({ y }) => y);
      for (const y of ys) {
        const off = (((ys[0] ?? 0) - y) / PITCH) % 1;
        assert.ok(Math.min(off, 1 - off) < 0.02, `${off} lines`);
      }
    }
  });

  it('should have its callout at the line’s end and before the item', () => {
    const all = textOf(pages.flatMap(({ glyphs }) => glyphs)).replaceAll(/\s/g, '');
    assert.match(all, /constv3=3;①/);
    assert.match(all, /①第四行。/);
    assert.doesNotMatch(all, /\/\/|\(1\)/);
  });
});

describe('a diagram', () => {
  it('should be drawn in the book’s own face, its words as text, in black and greys', () => {
    const page = pages.find((one) => textOf(one.glyphs).includes('申报'));
    assert.ok(page !== undefined);
    for (const word of ['申报', '放行', '合格']) {
      for (const { font } of glyphsOf(page, word)) assert.match(font, /NotoSansSC/);
    }
    for (const { colour } of page.fills) assert.match(colour, /^#(..)\1\1$/);
    assert.match(textOf(page.glyphs), /图1\s*手续/);
  });

  it('should be code under its caption where it is wrong', () => {
    const all = textOf(pages.flatMap(({ glyphs }) => glyphs)).replaceAll(/\s/g, '');
    assert.match(all, /图2错的flowchartLRA\[-->B/);
    assert.doesNotMatch(all, /flowchartLRA\[申报/);
  });
});

describe('code and diagrams in an EPUB', () => {
  it('should be lines with numbers beside them, and drawings with a name', () => {
    assert.match(
      xhtml,
      /<span class="code-line marked" data-number="20"><span class="code-keyword">const<\/span>/,
    );
    assert.match(xhtml, /<svg [^>]*role="img" aria-label="图1　手续"/);
    assert.match(xhtml, />申报</);
    assert.doesNotMatch(xhtml, /foreignObject|<style|<script|style=/);
  });

  it('should have no errors by EPUBCheck', async () => {
    const { messages } = await EpubCheck.validate(new Uint8Array(epub));
    assert.deepEqual(
      messages.filter(({ severity }) => severity === 'error' || severity === 'fatal'),
      [],
    );
  });
});
