import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fromHtml } from 'hast-util-from-html';
import { toString as plainText } from 'hast-util-to-string';
import JSZip from 'jszip';
import { refusalOf } from '../../formats/preview/admission.ts';
import { readManuscript } from '../../manuscript/read-manuscript.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { type BuildReport, build, check } from '../../pipeline.ts';
import { disk } from '../../platform/disk.ts';
import { silentProgress } from '../../platform/progress.ts';
import { readPdf } from '../pdf-facts.ts';
import { pngOf } from '../png.ts';
import {
  BUILT_CASES,
  CONFIG_CASES,
  PREVIEW_CASES,
  REFUSED_CASES,
  type UntrustedCase,
} from './untrusted-cases.ts';

/** Stands in files beside the book, and nowhere in it. */
const SECRET = '机密';

let folder: string;
let server: Server;
let requests = 0;
let report: BuildReport;
let refused: BuildReport;
let pdf: string;
let epub: JSZip;
let epubText: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-untrusted-'));
  server = createServer((_, response) => {
    requests += 1;
    response.end(SECRET);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  for (const name of ['outside.md', 'outside.png']) await writeFile(join(folder, name), SECRET);
  await writeBook('built', BUILT_CASES);
  await writeTheme();
  await writeBook('refused', REFUSED_CASES);
  report = await build(join(folder, 'built'), { progress: silentProgress, notice: () => {} });
  refused = await check(join(folder, 'refused'), { progress: silentProgress });
  assert.deepEqual(
    report.diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  const bytesOf = (edition: string): Promise<Buffer> =>
    readFile(report.files.find((file) => file.edition === edition)?.path ?? '');
  const { pages } = await readPdf(await bytesOf('print'));
  pdf = pages.flatMap(({ texts }) => texts.map(({ text }) => text)).join('');
  epub = await JSZip.loadAsync(await bytesOf('ebook'));
  const documents = Object.values(epub.files).filter(({ name }) => name.endsWith('.xhtml'));
  const texts = await Promise.all(documents.map((file) => file.async('string')));
  epubText = plainText(fromHtml(texts.join('')));
});
after(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

function withPlaces(text: string): string {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return text.replaceAll('WEB', `http://127.0.0.1:${port}`).replaceAll('OUTSIDE', join(folder, 'outside.md'));
}

/** A chapter for each case: `00.md`, `01.md` … */
async function writeBook(name: string, cases: readonly UntrustedCase[]): Promise<void> {
  const manuscript = join(folder, name, 'manuscript');
  await mkdir(join(manuscript, 'images'), { recursive: true });
  const spine = cases.map((_, at) => fileOf(at)).join(', ');
  const editions = '{ print: { format: pdf, trim: A5, theme: evil }, ebook: { format: epub } }';
  await writeFile(
    join(manuscript, 'book.yaml'),
    `title: 恶\nlanguage: zh-CN\nspine: { front: [contents], body: [${spine}] }\neditions: ${editions}\nrules: { alt-missing: 'off', line-short: 'off' }\n`,
  );
  for (const [at, { markdown, frontMatter }] of cases.entries()) {
    const front = frontMatter === undefined ? '' : `---\n${frontMatter}\n---\n\n`;
    await writeFile(join(manuscript, fileOf(at)), withPlaces(`${front}# 第${at}\n\n${markdown}\n`));
  }
  await writePictures(join(manuscript, 'images'));
  await symlink(join(folder, 'outside.md'), join(manuscript, 'link.md'));
  await writeFile(join(manuscript, 'again.md'), '{{#include again.md}}\n');
}

function fileOf(at: number): string {
  return `${String(at).padStart(2, '0')}.md`;
}

async function writePictures(images: string): Promise<void> {
  const svg = (inner: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inner}</svg>`;
  const huge = Buffer.from(pngOf(2, 2, 1, Uint8Array.of(0, 0, 0, 0)));
  huge.writeUInt32BE(30_000, 16);
  huge.writeUInt32BE(30_000, 20);
  const tenfold = Array.from(
    { length: 8 },
    (_, at) => `<g id="a${at + 1}">${`<use href="#a${at}"/>`.repeat(10)}</g>`,
  );
  const entities = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'web.svg': withPlaces(
      svg(
        '<style>@import "WEB/a.css"; @font-face { font-family: x; src: url(WEB/f) } rect { fill: url(WEB/b#c) }</style><script>fetch("WEB/d")</script><rect width="9" height="9" onclick="fetch(\'WEB/e\')"/><image href="WEB/g.png"/><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="WEB/h"/></foreignObject>',
      ),
    ),
    'self.svg': svg(
      '<g id="a"><use href="#b"/><rect width="9" height="9"/></g><g id="b"><use href="#a"/></g><set/>',
    ),
    'bomb.svg': svg(`<g id="a0"><rect/></g>${tenfold.join('')}<use href="#a8"/>`),
    'entities.svg': entities + svg('<text>&b;</text>'),
    'huge.png': huge,
    'cut.jpg': Buffer.from('ffd8ffc0000b080001000201011100ffda00080101000000003f0012', 'hex'),
    'text.png': '甲',
    'a&b"<c>\'%2e.png': pngOf(2, 2, 1, Uint8Array.of(0, 0, 0, 0)),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(images, name), content);
  await symlink(join(images, '../../../outside.png'), join(images, 'link.png'));
  await symlink('/dev/zero', join(images, 'device.png'));
}

/** A theme and a template of the book's own that fetch, and look for what is not theirs. */
async function writeTheme(): Promise<void> {
  const book = join(folder, 'built');
  await mkdir(join(book, 'styles/themes/evil'), { recursive: true });
  await mkdir(join(book, 'templates/html'), { recursive: true });
  const css = `@import 'WEB/a.css'; @import url(file://OUTSIDE);
    @font-face { font-family: Evil; src: url(WEB/f.woff2); }
    p { background: url(WEB/b.png); } h1 { font-family: Evil; background: url(../../../outside.png); }
    bx-page { background: url('file://OUTSIDE'), url(javascript:alert(1)); list-style-image: url(WEB/c.png); }
    .x::before { content: '</style><script>document.title = 1</script>'; }`;
  await writeFile(join(book, 'styles/themes/evil/theme.css'), withPlaces(css));
  const template =
    '<nav><h1>目录</h1><p onclick="x()">{{constructor}}{{#constructor.constructor}}{{/constructor.constructor}}<%= process.env.HOME %></p><script>fetch("WEB/t")</script><img src="WEB/u.png"></nav>';
  await writeFile(join(book, 'templates/html/contents.mustache'), withPlaces(template));
}

function toldOf({ diagnostics }: BuildReport, { toldIn }: UntrustedCase, at: number): readonly string[] {
  const file = `manuscript/${toldIn ?? fileOf(at)}`;
  const own = diagnostics.filter(({ place }) => place?.file === file);
  return [...new Set(own.map(({ severity, ruleId }) => `${severity} ${ruleId}`))].sort();
}

const bare = (text: string): string => text.replace(/\s/g, '');

describe('an untrusted book', () => {
  for (const [at, one] of BUILT_CASES.entries()) {
    it(`should be built, whatever it tries: ${one.name}`, async () => {
      assert.deepEqual(toldOf(report, one, at), one.tells.toSorted());
      if (one.shows === undefined) return;
      const wanted = bare(one.shows);
      for (const [format, text] of Object.entries({ pdf, epub: epubText }))
        assert.ok(bare(text).includes(wanted), `${format}: ${bare(text)}`);
    });
  }

  it('should ask nothing of the network, and tell what it would have asked for', () => {
    assert.equal(requests, 0);
    const asked = report.diagnostics.filter(({ ruleId }) => ruleId === 'request-refused');
    const paths = asked.map(({ message }) => /`([^`]*)`/.exec(message)?.[1]?.replace(/^.*\//, ''));
    for (const path of ['f.woff2', 'b.png', 'c.png']) assert.ok(paths.includes(path), paths.join());
  });

  it('should hold nothing from beside the book, and nothing that acts', async () => {
    assert.ok(!pdf.includes(SECRET));
    for (const [name, file] of Object.entries(epub.files)) {
      if (!/\.(?:xhtml|svg|css|opf|ncx)$/.test(name)) continue;
      const text = await file.async('string');
      assert.ok(!text.includes(SECRET), name);
      const tags = text.match(/<[a-z][^>]*>/gi) ?? [];
      for (const tag of tags) {
        assert.doesNotMatch(
          tag,
          /^<(?:\w+:)?(?:script|iframe|object|embed|link rel="(?!stylesheet)|base|form)\b/i,
          name,
        );
        assert.doesNotMatch(
          tag,
          /\son[a-z]+=|=["']\s*(?:javascript|vbscript|file|data:text)|127\.0\.0\.1/i,
          name,
        );
      }
      if (!name.endsWith('.xhtml')) assert.doesNotMatch(text, /@import|url\(["']?(?:https?|file):/, name);
    }
  });

  it('should name files of the EPUB itself, whatever pictures are called', () => {
    for (const name of Object.keys(epub.files)) assert.match(name, /^[\w./-]+$/);
  });

  for (const [at, one] of REFUSED_CASES.entries()) {
    it(`should be refused: ${one.name}`, () => {
      assert.deepEqual(toldOf(refused, one, at), one.tells.toSorted());
    });
  }

  it('should tell what is refused at its place, and read no file for it', () => {
    assert.ok(refused.diagnostics.every(({ place }: Diagnostic) => (place?.line ?? 1) >= 1));
    assert.ok(!JSON.stringify(refused.diagnostics).includes(SECRET));
  });
});

describe('an untrusted book.yaml', () => {
  for (const [at, { name, yaml, tells }] of CONFIG_CASES.entries()) {
    it(`should be refused: ${name}`, async () => {
      const book = join(folder, `config-${at}`);
      await mkdir(book);
      await writeFile(join(book, '01.md'), '# 章\n\n甲\n');
      await writeFile(join(book, 'book.yaml'), `title: 书\nlanguage: zh-CN\n${withPlaces(yaml)}\n`);
      const { diagnostics, manuscript } = await readManuscript(book, disk, {});
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      const told = new Set(errors.map(({ severity, ruleId }) => `${severity} ${ruleId}`));
      assert.deepEqual([...told].sort(), tells);
      assert.equal(manuscript, undefined);
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    });
  }
});

describe('a foreign request to the preview', () => {
  for (const { name, method, url = '/', headers, tells } of PREVIEW_CASES) {
    it(`should be refused: ${name}`, () => {
      assert.deepEqual(
        [String(refusalOf({ method, headers, url }, { host: '127.0.0.1', port: 4000 }))],
        tells,
      );
    });
  }
});
