import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Face, Blob as FontBlob } from 'harfbuzzjs';
import JSZip from 'jszip';
import { build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { writeEpubBook } from './epub-books.ts';
import { openReader, type Reader } from './preview-reader.ts';
import { readInEpubJs } from './reading-system.ts';
import type { SeenDocument, SeenText } from './reading-system-page.ts';

let folder: string;
let reader: Reader;
const epubs = new Map<string, Uint8Array>();

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-reader-'));
  reader = await openReader();
});

after(async () => {
  await reader?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A book of ours as epub.js shows one of its documents. */
async function seenOf(name: string, edition: string, href: string): Promise<SeenDocument> {
  const book = join(folder, name);
  await writeEpubBook(name, book);
  const { files } = await build(book, { edition, progress: silentProgress, notice: () => {} });
  const bytes = await readFile(files[0]?.path ?? '');
  epubs.set(name, bytes);
  const { seen, errors } = await readInEpubJs(reader.browser, bytes, href);
  assert.deepEqual(errors, []);
  return seen;
}

/** Whether a text begins in a window of 480 × 640 px. */
function isInWindow({ text, x, y, width, height }: SeenText): boolean {
  return text !== '' && width > 0 && height > 0 && x >= 0 && y >= 0 && x + width <= 480 && y + height <= 640;
}

describe('an EPUB in epub.js', () => {
  it('should run down and from right to left in a vertical book, its files in folders of their own', async () => {
    const seen = await seenOf('ja-vertical', 'ebpaj', 'xhtml/p-001.xhtml');
    assert.deepEqual([seen.direction, seen.turns, seen.writingMode], ['rtl', 'rtl', 'vertical-rl']);
    assert.ok(isInWindow(seen.heading) && isInWindow(seen.paragraph));
    assert.ok(
      seen.heading.x > seen.paragraph.x + seen.paragraph.width,
      'the text stands left of its heading',
    );
    assert.deepEqual([...new Set(seen.fonts)].sort(), ['Banxin Math', 'Banxin Sans', 'Banxin Serif']);
    assert.equal(seen.family, '"Banxin Serif"');
    assert.equal(seen.digits.text, '12');
    assert.ok(seen.digits.height < seen.em * 1.2, 'two digits stand side by side (D10)');
    assert.ok(seen.call.text === '2' && seen.call.width > seen.call.height, "a note's number stands upright");
    assert.equal(
      seen.contents,
      '図目次 表目次 港町の朝(船着き場(市場の声(海藻))) 灯台守の手紙 第二部　帰港(冬の海) 索引',
    );
    assert.deepEqual(seen.landmarks, {
      ...{ cover: '表紙', titlepage: '扉', toc: '目次', bodymatter: '本文', 'copyright-page': '奥付' },
      ...{ loi: '図目次', lot: '表目次' },
    });
    assert.deepEqual([seen.pages > 1, seen.turnedTo], [true, 2]);
  });

  it('should enclose the marks of emphasis, which no text holds', async () => {
    const zip = await JSZip.loadAsync(epubs.get('ja-vertical') ?? new Uint8Array());
    const faces = Object.values(zip.files).filter(({ name }) => /SerifJP-400.*\.ttf$/.test(name));
    assert.ok(faces.length > 0, Object.keys(zip.files).join(' '));
    const known = new Set<number>();
    for (const face of faces)
      for (const code of new Face(new FontBlob(await face.async('uint8array'))).collectUnicodes())
        known.add(code);
    assert.ok(known.has(0xfe45) && known.has(0x2022));
  });

  it('should run across in a horizontal book', async () => {
    const seen = await seenOf('ko-horizontal', 'default', 'c06.xhtml');
    assert.deepEqual([seen.direction, seen.turns, seen.writingMode], ['ltr', 'ltr', 'horizontal-tb']);
    assert.ok(isInWindow(seen.heading) && isInWindow(seen.paragraph));
    assert.ok(seen.heading.y + seen.heading.height < seen.paragraph.y, 'the text stands below its heading');
    assert.deepEqual([...new Set(seen.fonts)].sort(), ['Banxin Math', 'Banxin Sans', 'Banxin Serif']);
    assert.equal(
      seen.contents,
      '그림 차례 표 차례 항구의 아침(부두(시장의 소리(미역))) 등대지기의 편지 제2부 귀항(겨울 바다) 찾아보기',
    );
    assert.equal(seen.landmarks['bodymatter'], '본문');
    assert.deepEqual([seen.pages > 1, seen.turnedTo], [true, 2]);
  });
});
