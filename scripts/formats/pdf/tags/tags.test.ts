import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { checkPdf } from '../../../check-pdf.ts';
import { type BuildReport, build } from '../../../pipeline.ts';
import { silentProgress } from '../../../platform/progress.ts';
import { readText } from '../pdf-syntax.ts';
import { PdfReader } from '../preflight/pdf-reader.ts';
import { metadataOf } from '../preflight/standard-items.ts';
import { type StructureElement, structureOf } from '../preflight/structure-reader.ts';

const FIGURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40"/></svg>';
const TEXT = `# 第一章

正文[网上](https://example.org/)，又见[次章](02.md)。注[^1]。行间 $x^2$，**重**与*斜*，{漢字|かん|じ}，<span lang="en">English</span>。

[^1]: 脚注的文字。

$$
E = mc^2
$$

- 一
- 二
  1. 甲

- [x] 已办

表：表题

| 名 | 数 |
|----|---:|
| 甲 | 1 |

![国门](missing.jpg "图题。")

![画](pic.svg "图二。")

> 引文。

\`\`\`js
const a = 1;
\`\`\`

## 节

<p lang="ja">日本語。</p>

术语

: 解释
`;
const BOOK = `title: 书名
language: zh-CN
contributors: [{ name: 某人, role: author }]
spine: { front: [cover, title-page, contents], body: [01.md, 02.md] }
editions:
  across: { format: pdf, trim: A5, bleed: 0, running-heads: { recto: '{book}' } }
  down: { format: pdf, trim: A5, bleed: 0, writing-mode: vertical, running-heads: { recto: '{book}' } }
`;

interface Built {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly reader: PdfReader;
  readonly elements: readonly StructureElement[];
}

let folder = '';
let report: BuildReport;
const books = new Map<string, Built>();

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-tags-'));
  await writeFile(join(folder, '01.md'), TEXT);
  await writeFile(join(folder, '02.md'), '# 次章\n\n文字。\n');
  await writeFile(join(folder, 'pic.svg'), FIGURE);
  await writeFile(join(folder, 'book.yaml'), BOOK);
  report = await build(folder, { format: 'pdf', progress: silentProgress, notice: () => {} });
  for (const { edition, path } of report.files) {
    const bytes = await readFile(path);
    const reader = new PdfReader(bytes);
    books.set(edition, { path, bytes, reader, elements: structureOf(reader) });
  }
  assert.equal(books.size, 2, JSON.stringify(report.diagnostics));
});

after(() => rm(folder, { recursive: true, force: true }));

/** Elements of a type as they are nested: `LI(Lbl LBody(P))`; pieces of the page are left out. */
const nested = ({ type, kids }: StructureElement): string => {
  const inner = kids.map(nested).join(' ');
  return inner === '' ? type : `${type}(${inner})`;
};
const plain = (text: string): string => text.replaceAll(/\(?NonStruct\)?/g, '').replaceAll(/ +/g, ' ');

for (const edition of ['across', 'down'])
  describe(`a book of the screen, ${edition}`, () => {
    const book = (): Built => books.get(edition) as Built;
    const ofType = (type: string): readonly StructureElement[] =>
      book().elements.filter((one) => one.type === type);
    const alternatives = (type: string): readonly string[] =>
      ofType(type).map(({ entries }) => readText(entries.get('Alt')));

    it('should say that it is PDF/UA-1, and nothing should be found against it', async () => {
      const found = [...report.diagnostics, ...(await checkPdf(book().path)).diagnostics];
      assert.deepEqual(
        found.filter(({ ruleId }) => ruleId === 'preflight-accessibility'),
        [],
      );
      const metadata = metadataOf(book().reader);
      for (const part of [
        '<pdfuaid:part>1</pdfuaid:part>',
        '<rdf:li xml:lang="x-default">书名</rdf:li>',
        '<rdf:li>某人</rdf:li>',
        '<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>',
      ])
        assert.ok(metadata.includes(part), part);
      assert.ok(!metadata.includes('GTS_PDFX'));
    });

    it('should describe figures, missing ones too, and formulas, and have no figure around a figure', () => {
      assert.deepEqual(alternatives('Formula'), ['x^2', 'E = mc^2']);
      const figures = alternatives('Figure');
      assert.equal(figures.length, 2);
      assert.match(figures[0] ?? '', /国门/);
      assert.equal(figures[1], '画');
    });

    it('should nest lists, rubies, tables and notes as ISO 32000 says', () => {
      const lists = ofType('L').map((one) => plain(nested(one)));
      assert.ok(
        lists.some((one) => /^L\(LI\(Lbl LBody\(P.*\)\)\)$/.test(one)),
        lists.join('\n'),
      );
      for (const { kids } of ofType('LI')) assert.equal(kids.at(-1)?.type, 'LBody');
      for (const { kids } of ofType('Ruby'))
        assert.deepEqual(
          kids.map(({ type }) => type),
          ['RB', 'RT'],
        );
      assert.equal(ofType('Ruby').length, 2);
      assert.equal(ofType('TH').length, 2);
      assert.ok(ofType('Strong').length === 0 && ofType('Span').some(({ ownType }) => ownType === 'Strong'));
    });

    it('should keep the languages of parts', () => {
      const languages = book().elements.map(({ entries }) => readText(entries.get('Lang')));
      for (const language of ['zh-CN', 'en', 'ja']) assert.ok(languages.includes(language), language);
    });

    it('should say where links lead', async () => {
      const document = await getDocument({ data: Uint8Array.from(book().bytes), verbosity: 0 }).promise;
      const said: string[] = [];
      for (let page = 1; page <= document.numPages; page += 1)
        for (const { contentsObj } of await (await document.getPage(page)).getAnnotations())
          said.push(contentsObj?.str);
      await document.destroy();
      assert.equal(said.length, ofType('Link').length);
      for (const text of ['https://example.org/', '次章', '节']) assert.ok(said.includes(text), said.join());
      assert.ok(
        said.some((text) => text.includes('脚注的文字。')),
        said.join(),
      );
      assert.ok(said.every((text) => text !== ''));
    });

    it('should not have running heads and folios in its structure', async () => {
      const document = await getDocument({ data: Uint8Array.from(book().bytes), verbosity: 0 }).promise;
      const [inside, outside] = [[], []] as [string[], string[]];
      // Behind the contents, where the title of the book stands only in running heads.
      for (let number = 6; number <= document.numPages; number += 1) {
        const page = await document.getPage(number);
        const { items } = await page.getTextContent({ includeMarkedContent: true });
        let tags: string[] = [];
        for (const item of items) {
          if ('str' in item) (tags.includes('Artifact') ? outside : inside).push(item.str);
          else if (item.type === 'endMarkedContent') tags = tags.slice(0, -1);
          else tags = [...tags, (item as { tag?: string }).tag ?? ''];
        }
      }
      await document.destroy();
      assert.ok(!inside.join('').includes('书名') && inside.join('').includes('脚注的文字'));
      assert.match(outside.join(''), /书名/);
      assert.match(outside.join(''), /\d|[〇一二三四五六七八九十]/);
      assert.ok(!outside.join('').includes('文字'));
    });
  });
