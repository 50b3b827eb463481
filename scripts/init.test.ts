import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { init } from './init.ts';
import { readManuscript } from './manuscript/read-manuscript.ts';
import { BuildError } from './model/build-error.ts';
import type { Manuscript } from './model/manuscript.ts';
import { disk } from './platform/disk.ts';

async function inBook(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'banxin-init-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a book is, places and dates left out, and titles that a heading makes useless. */
function essence(manuscript: Manuscript | undefined): unknown {
  assert.ok(manuscript);
  const { modified: _modified, spine, ...rest } = manuscript;
  const items = spine.map((item) => {
    if (item.kind === 'part') return { ...item, place: '' };
    return item.kind === 'file' && item.text.startsWith('#') ? { ...item, title: '' } : item;
  });
  return { ...rest, spine: items };
}

const BOOKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mdBook: {
    'book.toml':
      '[book]\ntitle = "山中: 一 # 二"\nauthors = ["王一"]\nlanguage = "zh-TW"\ndescription = "一本"\n',
    'src/SUMMARY.md':
      '[序](pre.md)\n\n# 上编: 「甲」\n\n- [一](a.md)\n  - [乙](b.md)\n\n---\n\n[跋](post.md)\n',
    'src/pre.md': '无题',
    'src/a.md': '# 一',
    'src/b.md': '# 二\n\n{{#include a.md}}',
    'src/post.md': '# 跋',
  },
  Vivliostyle: {
    'vivliostyle.config.json': '{"title": "山", "size": "100mm 200mm", "entry": ["b.md", "a.md"]}',
    'a.md': '# あ',
    'b.md': '# い',
  },
  names: { 'manuscript/10.md': '# 十', 'manuscript/9.md': '# 九' },
};

describe('init', () => {
  for (const [name, files] of Object.entries(BOOKS)) {
    it(`should write a book.yaml that reads as the book did without: ${name}`, () =>
      inBook(files, async (folder) => {
        const before = await readManuscript(folder, disk, {});
        const { path = '' } = await init(folder);
        const after = await readManuscript(folder, disk, {});
        assert.deepEqual(essence(after.manuscript), essence(before.manuscript));
        assert.deepEqual(
          after.diagnostics.map(({ ruleId, message }) => [ruleId, message]),
          [],
          await readFile(path, 'utf8'),
        );
      }));
  }

  it('should say what was assumed, and what was found', () =>
    inBook(BOOKS['names'] ?? {}, async (folder) => {
      const { path = '', found } = await init(folder);
      assert.equal(
        await readFile(path, 'utf8'),
        `title: 九 # assumed: the first heading
language: zh-CN # assumed from the text
# Assumed: by the names of the files.
spine:
  front:
    - cover
    - half-title
    - title-page
    - colophon
    - contents
  body:
    - 9.md
    - 10.md
  back: []
`,
      );
      assert.deepEqual(found, ['title: 九', 'language: zh-CN', 'order: names of the files', 'files: 2']);
    }));

  it('should never write over a book.yaml', () =>
    inBook({ 'book.yaml': 'title: 山\nlanguage: ja\n', 'a.md': '' }, async (folder) => {
      await assert.rejects(
        init(folder),
        (error) => error instanceof BuildError && error.code === 'config-exists',
      );
      assert.equal(await readFile(join(folder, 'book.yaml'), 'utf8'), 'title: 山\nlanguage: ja\n');
    }));

  it('should write nothing of a book that has mistakes', () =>
    inBook({ 'src/SUMMARY.md': '- [一](a.md)\n', 'src/b.md': '' }, async (folder) => {
      const { path, diagnostics } = await init(folder);
      assert.equal(path, undefined);
      assert.equal(diagnostics[0]?.ruleId, 'file-missing');
    }));
});
