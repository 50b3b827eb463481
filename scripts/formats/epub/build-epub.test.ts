import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import { fromHtml } from 'hast-util-from-html';
import JSZip from 'jszip';
import { visit } from '../../model/visit.ts';
import { buildEpub } from './build-epub.ts';
import { chapterOf, hast, inputOf, PNG, RARE, sampleBook, textOf } from './fixture.ts';

let bytes: Uint8Array;
let files: Record<string, string>;

async function unpack(epub: Uint8Array): Promise<Record<string, string>> {
  const zip = await JSZip.loadAsync(epub);
  const texts = Object.values(zip.files).map(
    async (file) => [file.name, await file.async('string')] as const,
  );
  return Object.fromEntries(await Promise.all(texts));
}

function bodyText(xhtml: string): string {
  const start = xhtml.indexOf('<section');
  return textOf(fromHtml(xhtml.slice(start, xhtml.lastIndexOf('</body>')).trimEnd(), { fragment: true }));
}

/** Local headers of a ZIP file as they lie there (APPNOTE 4.3.7), sizes from the headers themselves. */
function localHeaders(
  zip: Uint8Array,
): { name: string; method: number; extra: number; time: number; size: number }[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const headers = [];
  let offset = 0;
  while (view.getUint32(offset, true) === 0x04034b50) {
    const nameLength = view.getUint16(offset + 26, true);
    const extra = view.getUint16(offset + 28, true);
    headers.push({
      name: new TextDecoder().decode(zip.subarray(offset + 30, offset + 30 + nameLength)),
      method: view.getUint16(offset + 8, true),
      time: view.getUint32(offset + 10, true),
      size: view.getUint32(offset + 22, true),
      extra,
    });
    offset += 30 + nameLength + extra + view.getUint32(offset + 18, true);
  }
  return headers;
}

before(async () => {
  bytes = await buildEpub(await inputOf(sampleBook()));
  files = await unpack(bytes);
});

describe('the EPUB as an archive', () => {
  it('should begin with its type, stored and without extra field (OCF 3.3 §4.3)', () => {
    const [first] = localHeaders(bytes);
    assert.deepEqual([first?.name, first?.method, first?.extra, first?.size], ['mimetype', 0, 0, 20]);
    assert.equal(new TextDecoder().decode(bytes.subarray(30, 58)), 'mimetypeapplication/epub+zip');
  });

  it('should hold the other files by name, packed, with one date and no folders or empty files', () => {
    const [, ...rest] = localHeaders(bytes);
    const names = rest.map(({ name }) => name);
    assert.deepEqual(names, [...names].sort());
    assert.ok(rest.every(({ name, size, method }) => !name.endsWith('/') && size > 0 && method === 8));
    assert.equal(new Set(rest.map(({ time }) => time)).size, 1);
    // 2024-05-06 07:08:08 as DOS counts: date above, time below, in steps of two seconds.
    const date = ((2024 - 1980) << 9) | (5 << 5) | 6;
    const time = (7 << 11) | (8 << 5) | 4;
    assert.equal(rest[0]?.time, ((date << 16) | time) >>> 0);
  });

  it('should not fail for a date before ZIP begins', async () => {
    const epub = await buildEpub({ ...(await inputOf(sampleBook())), modified: new Date(0) });
    assert.equal(localHeaders(epub)[0]?.time, ((1 << 5) | 1) * 0x10000);
  });

  it('should not hold pictures that the text does not show', () => {
    const images = Object.keys(files).filter((name) => name.includes('/images/'));
    assert.equal(images.length, 2);
  });
});

describe('the EPUB as a book', () => {
  it('should pass EPUBCheck without a warning', async () => {
    const { valid, messages } = await EpubCheck.validate(bytes);
    const found = messages.filter(({ severity }) => severity !== 'usage' && severity !== 'info');
    assert.deepEqual([valid, found], [true, []]);
  });

  it('should pass EPUBCheck in every language, vertical, and without fonts, headings and contents', async () => {
    for (const language of ['zh-TW', 'zh-HK', 'ja', 'ko'] as const) {
      const { metadata } = sampleBook();
      const book = {
        ...sampleBook(),
        metadata: { title: metadata.title, contributors: [], language },
        chapters: [chapterOf('c01', '<p>字</p>')],
      };
      const epub = await buildEpub({ ...(await inputOf(book)), fonts: [], pageProgression: 'rtl' });
      const { messages } = await EpubCheck.validate(epub);
      const found = messages.filter(({ severity }) => severity !== 'usage' && severity !== 'info');
      assert.deepEqual([language, found], [language, []]);
      const opf = (await unpack(epub))['OEBPS/content.opf'] ?? '';
      assert.ok(opf.includes('page-progression-direction="rtl"') && !opf.includes('idref="nav"'));
    }
  });

  it('should keep the text of every chapter code point by code point', () => {
    for (const chapter of sampleBook().chapters.filter(
      ({ part }) => part === undefined || part === 'colophon',
    )) {
      const expected = textOf(chapter.content) + chapter.notes.map((note) => textOf(note.content)).join('');
      const xhtml = files[`OEBPS/${chapter.id}.xhtml`] ?? '';
      assert.equal(bodyText(xhtml), expected);
      assert.doesNotMatch(xhtml, /&#x?(?!D;|26;|3C;|x26;|x3C;)[0-9a-f]+;/i);
    }
    assert.ok(files['OEBPS/c05.xhtml']?.includes(RARE));
  });

  it('should resolve every link inside the book', () => {
    const documents = Object.entries(files).filter(([name]) => name.endsWith('.xhtml'));
    const places = new Set<string>(Object.keys(files));
    for (const [name, xhtml] of documents) {
      visit(fromHtml(xhtml), 'element', ({ properties }) => {
        if (typeof properties['id'] === 'string') places.add(`${name}#${properties['id']}`);
      });
    }
    let count = 0;
    for (const [name, xhtml] of documents) {
      for (const [, reference = ''] of xhtml.matchAll(/(?:href|src)="([^"]*)"/g)) {
        if (/^https?:/.test(reference)) continue;
        count += 1;
        const target = reference.startsWith('#') ? name + reference : `OEBPS/${reference}`;
        assert.ok(places.has(target), `${name}: ${reference}`);
      }
    }
    assert.ok(count > 20);
    for (const [, source = ''] of (files['OEBPS/toc.ncx'] ?? '').matchAll(/src="([^"]*)"/g)) {
      assert.ok(places.has(`OEBPS/${source}`), source);
    }
  });

  it('should say who made it, in which series, and which way its pages turn', () => {
    const opf = files['OEBPS/content.opf'] ?? '';
    for (const expected of [
      '<dc:title id="title">样本 &amp; &lt;书&gt;</dc:title>',
      '<dc:creator id="person-1">张三</dc:creator>',
      '<meta refines="#person-1" property="file-as">Zhang, San</meta>',
      '<dc:contributor id="person-2">李四</dc:contributor>',
      '<meta refines="#person-2" property="role" scheme="marc:relators">bkd</meta>',
      '<meta refines="#series" property="group-position">2</meta>',
      '<meta property="dcterms:modified">2024-05-06T07:08:09Z</meta>',
      'properties="cover-image"',
      'properties="mathml svg"',
      'page-progression-direction="ltr"',
    ]) {
      assert.ok(opf.includes(expected), expected);
    }
  });

  it('should make the contents page from the navigation document', () => {
    const opf = files['OEBPS/content.opf'] ?? '';
    const spine = [...opf.matchAll(/idref="([^"]*)"/g)].map(([, id]) => id);
    assert.deepEqual(spine, ['c01', 'c03', 'nav', 'c05', 'c06', 'c07']);
  });

  it('should set notes at the end of their chapter with a way back', () => {
    const xhtml = files['OEBPS/c05.xhtml'] ?? '';
    assert.match(xhtml, /<a class="note-call"[^>]*href="#c05-n1" epub:type="noteref">1<\/a>/);
    assert.match(
      xhtml,
      /<section class="notes" epub:type="footnotes" aria-label="注释"><aside class="note" id="c05-n1" role="doc-footnote" epub:type="footnote">/,
    );
    assert.match(xhtml, /<a class="note-number" href="#c05-n1-call" role="doc-backlink">1<\/a>/);
  });

  it('should give a note without a number an arrow back', async () => {
    const [aside] = hast('<aside class="note"><p>注。</p></aside>').children;
    assert.ok(aside?.type === 'element');
    const chapter = chapterOf('c01', '<p>甲<a class="note-call" id="n1-call" href="#n1">1</a></p>', {
      notes: [{ id: 'n1', number: 1, content: aside }],
    });
    const unpacked = await unpack(await buildEpub(await inputOf({ ...sampleBook(), chapters: [chapter] })));
    assert.ok(
      unpacked['OEBPS/c01.xhtml']?.includes(
        '<p>注。<a class="note-back" aria-label="返回正文" href="#n1-call" role="doc-backlink">↑</a></p>',
      ),
    );
  });

  it('should keep one picture that is cover and figure at once', async () => {
    const input = await inputOf(sampleBook());
    const epub = await buildEpub({ ...input, cover: { bytes: PNG, mediaType: 'image/png' } });
    assert.match(
      (await unpack(epub))['OEBPS/content.opf'] ?? '',
      /id="cover-image"[^>]*properties="cover-image"/,
    );
    assert.equal((await EpubCheck.validate(epub)).valid, true);
  });

  it('should not run text as a template', async () => {
    const evil = '<%= 1 + 1 %>{{identifier}}{{{title}}}<%- include("x") %>';
    const { metadata } = sampleBook();
    const chapter = chapterOf('c01', '', {
      title: evil,
      headings: [{ id: 'x', level: 1, title: evil }],
      content: { type: 'root', children: [{ type: 'text', value: evil }] },
    });
    const book = {
      ...sampleBook(),
      metadata: { ...metadata, title: evil, description: evil },
      chapters: [chapter],
    };
    const epub = await buildEpub({ ...(await inputOf(book)), identifier: evil, css: `/* ${evil} */` });
    const unpacked = await unpack(epub);
    assert.equal(bodyText(unpacked['OEBPS/c01.xhtml'] ?? ''), evil);
    for (const name of ['content.opf', 'toc.ncx', 'toc.xhtml']) {
      assert.ok(unpacked[`OEBPS/${name}`]?.includes('&lt;%= 1 + 1 %&gt;{{identifier}}{{{title}}}'), name);
    }
  });

  it('should name who certified which conformance, and pass EPUBCheck with it', async () => {
    const accessibility = {
      conformsTo: 'wcag-2.1-aa',
      certifiedBy: '某认证机构',
      credential: 'https://example.org/credential',
      report: 'https://example.org/report',
    } as const;
    const epub = await buildEpub({ ...(await inputOf(sampleBook())), accessibility });
    const opf = (await unpack(epub))['OEBPS/content.opf'] ?? '';
    for (const expected of [
      '<meta property="dcterms:conformsTo" id="conformance">EPUB Accessibility 1.1 - WCAG 2.1 Level AA</meta>',
      '<meta property="a11y:certifiedBy" refines="#conformance" id="certifier">某认证机构</meta>',
      '<meta property="a11y:certifierCredential" refines="#certifier">https://example.org/credential</meta>',
      '<link rel="a11y:certifierReport" refines="#certifier" href="https://example.org/report" />',
    ]) {
      assert.ok(opf.includes(expected), expected);
    }
    const { messages } = await EpubCheck.validate(epub);
    assert.deepEqual(
      messages.filter(({ severity }) => severity !== 'usage' && severity !== 'info'),
      [],
    );
  });

  it('should not claim conformance, nor metadata that was not given', async () => {
    const { metadata } = sampleBook();
    const book = {
      ...sampleBook(),
      metadata: { title: metadata.title, contributors: [], language: metadata.language },
    };
    const opf = (await unpack(await buildEpub(await inputOf(book))))['OEBPS/content.opf'] ?? '';
    assert.doesNotMatch(
      opf,
      /conformsTo|dc:creator|dc:publisher|dc:date|dc:rights|dc:description|collection|anonymous/,
    );
  });

  it('should not hold the half-title, places of the manuscript, or anything to fetch', () => {
    assert.equal(files['OEBPS/c02.xhtml'], undefined);
    for (const [name, text] of Object.entries(files)) {
      if (!/\.(?:xhtml|css)$/.test(name)) continue;
      assert.doesNotMatch(
        text,
        /data-source|<script|@import|url\(["']?https?:|unicode-bidi|[^-\w]direction:/,
        name,
      );
    }
  });

  it('should not build with a template missing', async () => {
    const input = await inputOf(sampleBook());
    await assert.rejects(buildEpub({ ...input, templates: { ...input.templates, 'nav-entry': '' } }), {
      code: 'epub-template',
    });
  });
});
