import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import type { Element, ElementContent, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import JSZip from 'jszip';
import { loadBook } from '../load-book.ts';
import type { Chapter } from '../model/book.ts';
import { visit } from '../model/visit.ts';
import { EPUB_BOOKS, type MadeEpub, makeEpubs, PROFILES } from './epub-books.ts';

/** A finished EPUB, unpacked. */
interface Unpacked extends MadeEpub {
  /** Texts by their paths in the archive. */
  readonly files: ReadonlyMap<string, string>;
  /** Path of the package document, and its folder with a slash. */
  readonly opf: string;
  readonly folder: string;
}

async function unpack(made: MadeEpub): Promise<Unpacked> {
  const zip = await JSZip.loadAsync(made.bytes);
  const entries = Object.values(zip.files).filter(({ name }) => /\.(?:xhtml|opf|ncx|css|xml)$/.test(name));
  const files = new Map(
    await Promise.all(entries.map(async (entry) => [entry.name, await entry.async('string')] as const)),
  );
  const opf = /full-path="([^"]*)"/.exec(files.get('META-INF/container.xml') ?? '')?.[1] ?? '';
  for (const { name } of Object.values(zip.files)) if (!files.has(name)) files.set(name, '');
  return { ...made, files, opf, folder: opf.slice(0, opf.lastIndexOf('/') + 1) };
}

/** The document that holds an id of a chapter. */
function documentOf({ files }: Unpacked, { id, headings }: Chapter): string {
  const names = [id, headings[0]?.id ?? id];
  const found = [...files.values()].find((text) =>
    names.some((name) => text.includes('<section') && text.includes(`id="${name}"`)),
  );
  return found ?? assert.fail(`no document of ${id}`);
}

/** Body of a document, as a reading system parses it. */
function bodyOf(xhtml: string): Root {
  return fromHtml(xhtml.slice(xhtml.indexOf('<section'), xhtml.lastIndexOf('</body>')).trimEnd(), {
    fragment: true,
  });
}

/** The text of a tree, without what has a meaning on pages only; what an EPUB says in its place is. */
function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  if (node.type === 'element') {
    const { properties } = node;
    if ('dataPageOf' in properties || 'dataPageCount' in properties) return '';
    const words = properties['dataWithoutPages'];
    if (typeof words === 'string') return words;
  }
  return (node.children as ElementContent[]).map(textOf).join('');
}

/** Chapters of the author's. */
function written({ book }: MadeEpub): readonly Chapter[] {
  return book.chapters.filter(({ part }) => part === undefined);
}

/** Attributes whose loss is a loss of meaning. */
const ATTRIBUTES = [
  ...['start', 'value', 'reversed', 'scope', 'headers', 'colSpan', 'rowSpan', 'span'],
  ...['width', 'height', 'dateTime', 'viewBox', 'd', 'altText', 'alttext', 'display', 'mathvariant'],
  ...['id', 'cite', 'title', 'ariaLabel', 'preserveAspectRatio'],
];

/** `element attribute=value` of all such attributes of trees, sorted. */
function attributesIn(trees: readonly Nodes[]): readonly string[] {
  const found: string[] = [];
  for (const tree of trees) {
    visit(tree, 'element', ({ tagName, properties }: Element) => {
      for (const name of ATTRIBUTES) {
        const value = properties[name];
        if (value === undefined || value === null || value === false) continue;
        // An id may move to the element within.
        const owner = name === 'id' ? '' : `${tagName} `;
        found.push(`${owner}${name.toLowerCase()}=${value === true ? '' : String(value)}`);
      }
    });
  }
  return found.sort();
}

for (const name of Object.keys(EPUB_BOOKS)) {
  describe(`an EPUB for each profile: ${name}`, () => {
    let all: readonly Unpacked[];
    const isVertical = name.endsWith('vertical');

    before(async () => {
      all = await Promise.all((await makeEpubs(name)).map(unpack));
    });

    it('should have no error and no warning in EPUBCheck for Node', async () => {
      assert.deepEqual(
        all.map(({ profile }) => profile),
        PROFILES,
      );
      for (const { profile, bytes } of all) {
        const { valid, messages } = await EpubCheck.validate(bytes);
        const found = messages.filter(({ severity }) => severity !== 'usage' && severity !== 'info');
        assert.deepEqual([profile, valid, found], [profile, true, []]);
      }
    });

    it('should keep the text code point by code point, IVS, combining kana and U+3000 among it', () => {
      for (const epub of all) {
        for (const chapter of written(epub)) {
          const notes = chapter.notes.map(({ content }) => textOf(content)).join('');
          const expected = [...(textOf(chapter.content) + notes)];
          assert.deepEqual([...textOf(bodyOf(documentOf(epub, chapter)))], expected, epub.profile);
        }
        const text = [...epub.files.values()].join('');
        for (const rare of ['葛\u{E0101}', '𠮷', '𩸽', 'か\u309A', '𠀋', '\u3000'])
          assert.ok(text.includes(rare), `${epub.profile}: ${rare}`);
      }
    });

    it('should keep the attributes that mean something, and the attributes of drawings and formulas', () => {
      for (const epub of all) {
        const chapters = written(epub);
        const before = attributesIn(
          chapters.flatMap(({ content, notes }) => [content, ...notes.map((note) => note.content)]),
        );
        const after = attributesIn(chapters.map((chapter) => bodyOf(documentOf(epub, chapter))));
        const lost = before.filter((one) => !after.includes(one));
        assert.deepEqual(lost, [], epub.profile);
        for (const some of [
          'ol start=3',
          'ol reversed=',
          'li value=9',
          'th scope=col',
          'time datetime=1937-05-31',
          'math display=block',
        ])
          assert.ok(after.includes(some), `${epub.profile}: ${some}`);
        for (const kind of ['colspan=2', 'rowspan=2', 'svg viewbox=', 'math alttext=E = mc^2'])
          assert.ok(
            after.some((one) => one.includes(kind)),
            `${epub.profile}: ${kind}`,
          );
      }
    });

    it('should resolve every link, across chapters, to whole files, from contents, lists and NCX', () => {
      for (const { profile, files } of all) {
        const places = new Set<string>(files.keys());
        for (const [path, text] of files)
          for (const [, id = ''] of text.matchAll(/ id="([^"]*)"/g)) places.add(`${path}#${id}`);
        for (const [path, text] of files) {
          if (!/\.(?:xhtml|ncx)$/.test(path)) continue;
          for (const [, reference = ''] of text.matchAll(/ (?:href|src)="([^"]*)"/g)) {
            const { pathname, hash } = new URL(reference, `file:///${path}`);
            const target = decodeURIComponent(pathname.slice(1) + hash);
            assert.ok(places.has(target), `${profile} ${path}: ${reference}`);
          }
        }
      }
    });

    it('should lead to chapters, sections, figures and tables, in the language of the book', () => {
      for (const { profile, files, folder } of all) {
        const path = folder + (profile === 'ebpaj' ? 'navigation-documents.xhtml' : 'toc.xhtml');
        const nav = files.get(path) ?? '';
        const tree = fromHtml(nav);
        const types: string[] = [];
        let depth = 0;
        const walk = (node: Nodes, lists: number): void => {
          if (node.type === 'element' && node.tagName === 'nav') {
            types.push(String(node.properties['epub:type']));
            assert.ok(node.properties['ariaLabel'] ?? node.properties['ariaLabelledBy']);
          }
          const inner = lists + Number(node.type === 'element' && node.tagName === 'ol');
          depth = Math.max(depth, inner);
          if ('children' in node) for (const child of node.children) walk(child, inner);
        };
        walk(tree, 0);
        assert.deepEqual(types, ['toc', 'loi', 'lot', 'landmarks'], profile);
        assert.equal(depth, 4, 'four levels of headings');
        const landmarks = [...nav.matchAll(/<a epub:type="([^"]*)"[^>]*>([^<]*)</g)];
        assert.deepEqual(
          landmarks.map(([, type]) => type),
          ['cover', 'titlepage', 'toc', 'bodymatter', 'loi', 'lot', 'copyright-page'],
        );
        assert.ok(
          landmarks.every(([, , label = '']) => /[\p{Script=Han}\p{Script=Hangul}ァ-ー]/u.test(label)),
        );
      }
    });

    it('should lead from each line of the contents to the heading that it names', () => {
      for (const { profile, files, folder } of all) {
        const path = folder + (profile === 'ebpaj' ? 'navigation-documents.xhtml' : 'toc.xhtml');
        const toc = /<nav epub:type="toc"[\s\S]*?<\/nav>/.exec(files.get(path) ?? '')?.[0] ?? '';
        const links = [...toc.matchAll(/<a href="([^"#]*)(?:#([^"]*))?">([^<]*)<\/a>/g)];
        assert.ok(links.length > 8, profile);
        for (const [, file = '', id, title = ''] of links) {
          const { pathname } = new URL(file, `file:///${path}`);
          const text = files.get(decodeURIComponent(pathname.slice(1))) ?? '';
          const heading = text
            .slice(text.indexOf(id === undefined ? '<h1' : ` id="${decodeURIComponent(id)}"`))
            .replace(/^[^>]*>/, '')
            .replace(/<rt>.*?<\/rt>|<[^>]*>|\s/g, '');
          const wanted = title.replace(/\s/g, '');
          assert.equal(heading.slice(0, wanted.length), wanted, `${profile} ${file}#${id}`);
        }
      }
    });

    it('should say what the readers of each profile ask for, and to others nothing of it', () => {
      for (const { profile, files, opf, folder } of all) {
        const package_ = files.get(opf) ?? '';
        const [, text = ''] = [...files].find(([, one]) => one.includes('epub:type="noteref"')) ?? [];
        const has = (is: boolean, where: string, what: string) =>
          assert.equal(where.includes(what), is, `${profile}: ${what}`);
        const isGuided = profile === 'ebpaj';
        assert.equal(opf, isGuided ? 'item/standard.opf' : 'OEBPS/content.opf');
        has(isGuided, package_, '<meta property="ebpaj:guide-version">1.1.3</meta>');
        has(isGuided, package_, 'ebpaj: http://www.ebpaj.jp/');
        has(
          isGuided,
          text,
          `<html ${text.match(/<html ([^>]*?)(?: class="[^"]*")?>/)?.[1]} class="${isVertical ? 'vrtl' : 'hltr'}">`,
        );
        for (const path of [
          'xhtml/p-cover.xhtml',
          'xhtml/p-toc.xhtml',
          'xhtml/p-001.xhtml',
          'style/book-style.css',
        ])
          assert.equal(files.has(folder + path), isGuided, path);
        has(profile === 'cn', text, 'duokan-footnote');
        has(['tw', 'kindle'].includes(profile), package_, 'name="primary-writing-mode"');
        if (profile === 'kindle')
          has(true, package_, `content="${isVertical ? 'vertical-rl' : 'horizontal-lr'}"`);
        has(profile === 'kindle', package_, '<guide>');
        has(profile === 'kindle', package_, '<reference type="text"');
        has(true, package_, '<meta name="cover" content="cover-image" />');
        assert.equal(files.has(`${folder}toc.ncx`), !isGuided, profile);
        has(!isGuided, package_, 'toc="ncx"');
        assert.ok(![...files.keys()].includes('META-INF/encryption.xml'), 'no font is obfuscated');
      }
    });

    it('should have the same contents in its NCX, to the same depth', () => {
      for (const { profile, files, folder } of all) {
        const ncx = files.get(`${folder}toc.ncx`);
        if (ncx === undefined) continue;
        const toc =
          /<nav epub:type="toc"[\s\S]*?<\/nav>/.exec(files.get(`${folder}toc.xhtml`) ?? '')?.[0] ?? '';
        const links = [...toc.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)].map(([, href, title]) => [
          title,
          href,
        ]);
        const points = [...ncx.matchAll(/<text>([^<]*)<\/text><\/navLabel><content src="([^"]*)"/g)];
        assert.deepEqual(
          points.map(([, title, href]) => [title, href]),
          links,
          profile,
        );
        assert.match(ncx, /<meta name="dtb:depth" content="4" \/>/);
      }
    });

    it('should turn its pages as its lines run, and say so in all names', () => {
      for (const { profile, files, opf } of all) {
        const progression = isVertical ? 'rtl' : 'ltr';
        assert.match(
          files.get(opf) ?? '',
          new RegExp(`<spine[^>]* page-progression-direction="${progression}"`),
        );
        const css = [...files].find(([path]) => path.endsWith('.css'))?.[1] ?? '';
        const root = /^html \{\n([^}]*writing-mode[^}]*)\}/m.exec(css)?.[1] ?? '';
        const mode = isVertical ? 'vertical-rl' : 'horizontal-tb';
        for (const property of ['-epub-writing-mode', '-webkit-writing-mode', 'writing-mode'])
          assert.match(root, new RegExp(`^ {2}${property}: ${mode};$`, 'm'), profile);
      }
    });

    it('should open its notes in windows of their own, their numbers upright in vertical lines', () => {
      for (const { profile, files, ...epub } of all) {
        const [chapter] = written({ profile, ...epub });
        const xhtml = documentOf({ profile, files, ...epub }, chapter ?? assert.fail());
        const calls = [
          ...xhtml.matchAll(/<a class="note-call([^"]*)"[^>]*href="#([^"]*)" epub:type="noteref"/g),
        ];
        assert.equal(calls.length, 2);
        for (const [, classes = '', id] of calls) {
          const note = new RegExp(
            profile === 'cn'
              ? `<aside class="note" role="doc-footnote" epub:type="footnote"><ol class="note-list duokan-footnote-content"><li class="note-item duokan-footnote-item" id="${id}">.*?href="#${id}-call" role="doc-backlink"`
              : `<aside class="note" id="${id}" role="doc-footnote" epub:type="footnote">.*?href="#${id}-call" role="doc-backlink"`,
          );
          assert.match(xhtml, note, profile);
          if (isVertical && !name.startsWith('zh')) assert.match(classes, /\btcy\b/);
        }
      }
    });
  });
}

it("should be a profile of the book's own before one of Banxin's, its style sheet too", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'banxin-profile-'));
  try {
    await mkdir(join(folder, 'styles/epub'), { recursive: true });
    await writeFile(join(folder, 'styles/epub/ebpaj.yaml'), 'folder: OWN\n');
    await writeFile(join(folder, 'styles/epub/ebpaj.css'), '.own {}\n');
    const editions =
      '  store: { format: epub, epub: { profile: ebpaj } }\n  other: { format: epub, epub: { profile: cn } }\n';
    await writeFile(join(folder, 'book.yaml'), `title: 书\nlanguage: zh-CN\neditions:\n${editions}`);
    await writeFile(join(folder, '01.md'), '# 一\n');
    const { manuscript, files, diagnostics } = await loadBook(folder);
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === 'error'),
      [],
    );
    const [store, other] = (manuscript?.editions ?? []).map(({ epub }) => epub?.profile);
    assert.deepEqual([store?.name, store?.folder, store?.ncx], ['ebpaj', 'OWN', true]);
    assert.deepEqual([other?.name, other?.notes], ['cn', 'list']);
    assert.equal(await files.read('styles/epub/ebpaj.css'), '.own {}\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
