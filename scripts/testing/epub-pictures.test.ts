import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import jpeg from 'jpeg-js';
import JSZip from 'jszip';
import { readBitmap } from '../model/bitmap.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';

const CONFIG = `title: 図
language: ja
identifier: 978-4-00-310101-8
spine: { body: [01.md] }
editions:
  whole: { format: epub, epub: { fonts: false } }
  small: { format: epub, epub: { fonts: false, most-megapixels: 0.5 } }
`;

let folder: string;
let large: Buffer;
let diagnostics: readonly Diagnostic[];
const pictures = new Map<string, readonly Uint8Array[]>();
const packages: string[] = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-pictures-'));
  // Left half red, right half blue.
  const [width, height] = [2400, 1600];
  const data = Buffer.alloc(width * height * 4, 255);
  for (let at = 0; at < width * height; at += 1) {
    const isLeft = at % width < width / 2;
    data.set(isLeft ? [255, 0, 0] : [0, 0, 255], at * 4);
  }
  large = jpeg.encode({ width, height, data }, 90).data;
  await writeFile(join(folder, '大きい.jpg'), large);
  await writeFile(join(folder, 'small.jpg'), jpeg.encode({ width: 2, height: 2, data }, 90).data);
  await writeFile(join(folder, 'book.yaml'), CONFIG);
  await writeFile(join(folder, '01.md'), '# 章\n\n本文\n\n![赤と青](大きい.jpg)\n\n![点](small.jpg)\n');
  const report = await build(folder, { out: folder, progress: silentProgress, notice: () => {} });
  diagnostics = report.diagnostics;
  for (const { edition, path } of report.files) {
    const zip = await JSZip.loadAsync(await readFile(path));
    packages.push((await zip.file('OEBPS/content.opf')?.async('string')) ?? '');
    const files = Object.values(zip.files).filter(({ name }) => name.endsWith('.jpg'));
    pictures.set(edition, await Promise.all(files.map((file) => file.async('uint8array'))));
  }
});

after(() => rm(folder, { recursive: true, force: true }));

const sizesOf = (edition: string): readonly number[] =>
  (pictures.get(edition) ?? []).map((bytes) => {
    const [width, height] = readBitmap(bytes)?.size ?? [0, 0];
    return width * height;
  });

describe('pictures of an EPUB with many pixels', () => {
  it('should be told once, at the place of the first, and stay byte for byte', () => {
    const told = diagnostics.filter(({ ruleId }) => ruleId === 'epub-size');
    assert.deepEqual(
      told.map(({ severity, place }) => [severity, place?.file, place?.line]),
      [['info', '01.md', 5]],
    );
    assert.ok(pictures.get('whole')?.some((bytes) => Buffer.from(bytes).equals(large)));
  });

  it('should have as many as the edition wants, in their shape, and others stay', () => {
    const shrunk = (pictures.get('small') ?? []).filter((bytes) => {
      const [width, height] = readBitmap(bytes)?.size ?? [0, 0];
      return Math.abs(width / height - 1.5) < 0.01;
    });
    assert.equal(shrunk.length, 1);
    const { width, height, data } = jpeg.decode(shrunk[0] ?? Buffer.alloc(0), { useTArray: true });
    assert.ok(width * height <= 500_000 && width * height > 490_000, `${width} × ${height}`);
    const colorAt = (x: number): readonly number[] => {
      const at = (Math.floor(height / 2) * width + x) * 4;
      return [...data.subarray(at, at + 3)].map((value) => Math.round(value / 255));
    };
    assert.deepEqual(
      [colorAt(10), colorAt(width - 10)],
      [
        [1, 0, 0],
        [0, 0, 1],
      ],
    );
    assert.ok(sizesOf('small').includes(4));
  });

  it('should not be on a cover that is drawn for them either', () => {
    for (const edition of ['whole', 'small']) {
      const others = sizesOf(edition).filter((pixels) => pixels !== 2400 * 1600);
      assert.ok(
        others.every((pixels) => pixels <= 3_500_000),
        others.join(),
      );
      assert.ok(
        others.some((pixels) => pixels > 3_000_000),
        'the cover is as large as it may be',
      );
    }
  });
});

describe('an EPUB with an ISBN', () => {
  it('should be called by it', () => {
    assert.equal(packages.length, 2);
    for (const opf of packages)
      assert.ok(opf.includes('<dc:identifier id="pub-id">urn:isbn:9784003101018</dc:identifier>'));
  });
});
