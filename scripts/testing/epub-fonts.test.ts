import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import { Direction, Face, Font, Blob as FontBlob, Buffer as GlyphBuffer, shape } from 'harfbuzzjs';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import JSZip from 'jszip';
import { FACES, faceFile } from '../fonts/registry.ts';
import { textOf } from '../formats/epub/fixture.ts';
import { visit } from '../model/visit.ts';
import { npmFontFiles } from '../platform/font-files.ts';

const REPO = fileURLToPath(new URL('../../', import.meta.url));
const EPOCH = Date.UTC(2024, 4, 6, 7, 8, 10) / 1000;
const MARKS = '「天」，（地）。《玄》——黄……';

/** As a reader has it: names and bytes of an unpacked EPUB. */
type Files = ReadonlyMap<string, Uint8Array>;

let folder: string;
let han: readonly string[];
let whole: Face;
const editions = new Map<string, { readonly bytes: Uint8Array; readonly files: Files }>();

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-fonts-'));
  const source = FACES['zh-CN']['Banxin Serif'];
  whole = new Face(new FontBlob(await npmFontFiles().read(source.name, faceFile(source, 400))));
  han = [...whole.collectUnicodes()]
    .filter((code) => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code < 0x4000))
    .slice(0, 8000)
    .map((code) => String.fromCodePoint(code));
  await writeBook();
  // Two builds in two time zones; those of the first are read.
  for (const zone of ['UTC', 'America/Los_Angeles']) await buildIn(zone);
  for (const name of ['ebook', 'bare']) {
    const bytes = new Uint8Array(await readFile(join(folder, 'UTC', `fonts-${name}.epub`)));
    editions.set(name, { bytes, files: await unpack(bytes) });
  }
});

after(() => rm(folder, { recursive: true, force: true }));

async function writeBook(): Promise<void> {
  const lines: string[] = [];
  for (let at = 0; at < han.length; at += 200) lines.push(han.slice(at, at + 200).join(''));
  const config = `title: 字
name: fonts
language: zh-CN
spine: { front: [cover] }
editions:
  ebook: { format: epub, writing-mode: vertical }
  bare: { format: epub, epub: { fonts: false } }
`;
  const texts = {
    'book.yaml': config,
    '01.md': `# 第一章${han[7000]}\n\n${MARKS}一注[^1]。\n\n${lines.join('\n\n')}\n\n[^1]: 甲注。\n`,
    '02.md': `# 第二章\n\n**黑${han[7001]}**一注[^1]，\`code ${han[7002]}\`，$x^2$。\n\n> 引${han[7003]}\n\n[^1]: 乙注。\n`,
  };
  await mkdir(join(folder, 'book'));
  for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, 'book', name), text);
}

async function buildIn(zone: string): Promise<void> {
  const args = ['scripts/banxin.mjs', 'build', join(folder, 'book'), '--out', join(folder, zone)];
  const env = { ...process.env, TZ: zone, SOURCE_DATE_EPOCH: String(EPOCH) };
  await promisify(execFile)(process.execPath, args, { cwd: REPO, env });
}

async function unpack(bytes: Uint8Array): Promise<Files> {
  const zip = await JSZip.loadAsync(bytes);
  const entries = Object.values(zip.files).map(
    async (file) => [file.name, await file.async('uint8array')] as const,
  );
  return new Map(await Promise.all(entries));
}

function filesOf(edition: string): Files {
  return editions.get(edition)?.files ?? assert.fail(edition);
}

function text(files: Files, name: string): string {
  return new TextDecoder().decode(files.get(`OEBPS/${name}`) ?? assert.fail(name));
}

/** Enclosed faces by family and weight, as the style sheet names them. */
function facesOf(): ReadonlyMap<string, Face> {
  const files = filesOf('ebook');
  const rules = text(files, 'style.css').matchAll(
    /@font-face \{\s*font-family: "([^"]+)";[^}]*font-weight: (\d+);[^}]*url\("([^"]+)"\)/g,
  );
  const faces = new Map<string, Face>();
  for (const [, family, weight, url] of rules) {
    const bytes = files.get(`OEBPS/${url}`) ?? assert.fail(url);
    faces.set(`${family} ${weight}`, new Face(new FontBlob(bytes)));
  }
  return faces;
}

/** Text of the EPUB by what draws it: the innermost of some elements, by the families that the style sheet gives it. */
function textsByFace(files: Files): ReadonlyMap<string, string> {
  const drawnBy: Readonly<Record<string, readonly string[]>> = {
    h1: ['Banxin Sans 700'],
    strong: ['Banxin Serif 700'],
    code: ['Banxin Mono 400', 'Banxin Sans 400'],
    p: ['Banxin Serif 400'],
    math: ['Banxin Math 400'],
  };
  const texts = new Map<string, string>();
  for (const name of files.keys()) {
    if (!/c\d\d\.xhtml$/.test(name)) continue;
    const tree: Root = fromHtml(new TextDecoder().decode(files.get(name)));
    visit(tree, 'element', (element) => {
      const faces = drawnBy[element.tagName];
      if (faces === undefined) return;
      const own = textOf(withoutInner(element, Object.keys(drawnBy)));
      texts.set(faces.join(), (texts.get(faces.join()) ?? '') + own);
    });
  }
  return texts;
}

function withoutInner(element: Element, names: readonly string[]): Element {
  const children = element.children
    .filter((child) => child.type !== 'element' || !names.includes(child.tagName))
    .map((child) => (child.type === 'element' ? withoutInner(child, names) : child));
  return { ...element, children };
}

/** Glyphs of a text set in a direction. */
function glyphs(face: Face, characters: string, direction: Direction): readonly number[] {
  const buffer = new GlyphBuffer();
  buffer.addText(characters);
  buffer.guessSegmentProperties();
  buffer.setDirection(direction);
  shape(new Font(face), buffer);
  return buffer.getGlyphInfos().map(({ codepoint }) => codepoint);
}

describe('fonts of an EPUB', () => {
  it('should draw every character of the text that is set in them, 8,000 and more', async () => {
    const faces = facesOf();
    const texts = textsByFace(filesOf('ebook'));
    assert.ok(new Set(texts.get('Banxin Serif 400')).size > 8000);
    assert.equal(texts.size, 5);
    for (const [names, drawn] of texts) {
      const coverage = new Set(
        names.split(',').flatMap((name) => [...(faces.get(name) ?? assert.fail(name)).collectUnicodes()]),
      );
      const lacking = [...new Set(drawn)].filter(
        (one) => /\S/.test(one) && !coverage.has(one.codePointAt(0) ?? 0),
      );
      assert.deepEqual(lacking, [], names);
    }
  });

  it('should not hold characters of no text, and be TrueType', async () => {
    const faces = facesOf();
    assert.ok(!new Set(faces.get('Banxin Sans 700')?.collectUnicodes()).has(han[100]?.codePointAt(0) ?? 0));
    for (const face of faces.values()) assert.ok((face.referenceTable('glyf')?.length ?? 0) > 0);
  });

  it('should have the forms of marks for lines that run down', async () => {
    const faces = facesOf();
    const face = faces.get('Banxin Serif 400') ?? assert.fail();
    const marks = '「」，（）。《》—…天地';
    const turned = (one: Face): readonly string[] =>
      [...marks].filter((mark) => {
        const [down] = glyphs(one, mark, Direction.TTB);
        assert.ok(down !== 0 && down !== undefined);
        return down !== glyphs(one, mark, Direction.LTR)[0];
      });
    // A dash alone is turned with its line (UAX #50), Han not at all.
    assert.deepEqual(turned(face), [...'「」，（）。《》…']);
    assert.deepEqual(turned(whole), turned(face));
    for (const one of ['Banxin Serif 400', 'Banxin Sans 700']) {
      const tags = faces.get(one)?.getTableFeatureTags('GSUB') ?? [];
      assert.ok(tags.includes('vert') && tags.includes('vrt2'), one);
    }
  });

  it('should come with their licences, listed like all files', () => {
    const files = filesOf('ebook');
    const licences = [...files.keys()].filter((name) => /fonts\/.*LICENSE.*\.txt$/.test(name));
    assert.ok(licences.length >= 2);
    for (const name of licences) {
      assert.match(new TextDecoder().decode(files.get(name)), /SIL OPEN FONT LICENSE/i);
      assert.ok(
        text(files, 'content.opf').includes(`href="${name.slice('OEBPS/'.length)}" media-type="text/plain"`),
      );
    }
  });

  it('should be none where the edition orders none, and what the system brings then be named by language', () => {
    const files = filesOf('bare');
    assert.deepEqual(
      [...files.keys()].filter((name) => name.includes('/fonts/')),
      [],
    );
    assert.doesNotMatch(text(files, 'content.opf'), /specified-fonts|font\//);
    const css = text(files, 'style.css');
    assert.doesNotMatch(css, /@font-face/);
    assert.match(css, /body \{[^}]*'Banxin Serif', 'Source Han Serif SC', [^;]*'Songti SC', [^;]*, serif;/);
    assert.match(css, /h6,[^}]*'Banxin Sans', 'Source Han Sans SC', [^;]*'Heiti SC', [^;]*, sans-serif;/);
    assert.match(
      css,
      /blockquote:lang\(zh-CN\) \{\s*font-family: 'Kaiti SC', STKaiti, KaiTi, 'Banxin Serif'/,
    );
    assert.ok((editions.get('bare')?.bytes.length ?? 0) < 120_000);
  });
});

describe('an EPUB as it is built', () => {
  it('should be called by a UUID of version 5, made from the name of the book', () => {
    const [, identifier] =
      /<dc:identifier id="pub-id">([^<]*)</.exec(text(filesOf('ebook'), 'content.opf')) ?? [];
    assert.match(
      identifier ?? '',
      /^urn:uuid:[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
    assert.ok(text(filesOf('bare'), 'content.opf').includes(identifier ?? '?'));
  });

  it('should be the same bytes in two time zones, of the date that is set', async () => {
    for (const name of ['ebook', 'bare']) {
      const other = new Uint8Array(
        await readFile(join(folder, 'America', 'Los_Angeles', `fonts-${name}.epub`)),
      );
      assert.ok(Buffer.from(editions.get(name)?.bytes ?? []).equals(other), name);
      assert.ok(
        text(filesOf(name), 'content.opf').includes(
          '<meta property="dcterms:modified">2024-05-06T07:08:10Z</meta>',
        ),
      );
    }
  });

  it('should pass EPUBCheck with any fonts', async () => {
    for (const [name, { bytes }] of editions) {
      const { messages } = await EpubCheck.validate(bytes);
      const found = messages.filter(({ severity }) => severity !== 'usage' && severity !== 'info');
      assert.deepEqual([name, found], [name, []]);
    }
  });

  it('should have notes of two chapters by names of their own, each with the way to its text and back', () => {
    const files = filesOf('ebook');
    const documents = [...files.keys()].filter((name) => /c\d\d\.xhtml$/.test(name));
    const ids = documents.flatMap((name) =>
      [...new TextDecoder().decode(files.get(name)).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id),
    );
    assert.equal(new Set(ids).size, ids.length);
    const notes = documents.flatMap((name) => {
      const xhtml = new TextDecoder().decode(files.get(name));
      const note = /<aside [^>]*id="([^"]+)" role="doc-footnote" epub:type="footnote">/.exec(xhtml)?.[1];
      if (note === undefined) return [];
      assert.match(xhtml, new RegExp(`role="doc-noteref" href="#${note}" epub:type="noteref"`));
      assert.match(xhtml, new RegExp(`href="#${note}-call" role="doc-backlink"`));
      return [note];
    });
    assert.equal(notes.length, 2);
  });
});
