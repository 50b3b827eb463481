import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildCache, type FinishedBooks } from './build-cache.ts';

let root: string;
let book: string;
let cacheFolder: string;
const environment = { ...process.env };
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'banxin-cache-'));
  book = join(root, 'book');
  await mkdir(join(book, 'manuscript/images'), { recursive: true });
  await mkdir(join(book, 'styles/themes/own'), { recursive: true });
  await writeFile(join(book, 'manuscript/book.yaml'), 'title: 书\n');
  await writeFile(join(book, 'manuscript/01.md'), '# 一\n');
  await writeFile(join(book, 'manuscript/images/a.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(book, 'styles/themes/own/theme.css'), 'p {}');
  process.env['XDG_CACHE_HOME'] = join(root, 'cache');
  process.env['SOURCE_DATE_EPOCH'] = '1700000000';
  cacheFolder = join(root, 'cache/banxin/books');
});
after(async () => {
  process.env = environment;
  await rm(root, { recursive: true });
});

const MADE: FinishedBooks<object> = {
  report: { files: [], diagnostics: [], layout: { composeMs: 0, measureMs: 0, breakMs: 0, emitMs: 0 } },
  files: [{ path: '/out/a.pdf', bytes: new Uint8Array([1, 2, 3]) }],
};

const cache = (options = {}): ReturnType<typeof buildCache<object>> => buildCache(book, options);
const isKept = async (options = {}): Promise<boolean> => (await (await cache(options)).read()) !== undefined;

describe('the cache of finished books', () => {
  it('should give back what was kept for the same book, and nothing before', async () => {
    assert.equal(await isKept(), false);
    await (await cache()).write(MADE);
    const read = await (await cache()).read();
    assert.deepEqual(read?.report, MADE.report);
    assert.deepEqual([...(read?.files[0]?.bytes ?? [])], [1, 2, 3]);
    assert.equal(read?.files[0]?.path, '/out/a.pdf');
  });

  it('should give nothing back for a book, options or a machine that differ in anything', async () => {
    const file = (path: string, text: string) => async (): Promise<() => Promise<void>> => {
      const whole = join(book, path);
      const known = await readFile(whole, 'utf8').catch(() => undefined);
      await writeFile(whole, text);
      return async () => (known === undefined ? rm(whole) : writeFile(whole, known));
    };
    const variable = (name: string, value: string) => async (): Promise<() => Promise<void>> => {
      const known = process.env[name];
      process.env[name] = value;
      return async () => {
        if (known === undefined) delete process.env[name];
        else process.env[name] = known;
      };
    };
    const changes: Readonly<Record<string, () => Promise<() => Promise<void>>>> = {
      'another text': file('manuscript/01.md', '# 二\n'),
      'another chapter': file('manuscript/02.md', '# 二\n'),
      'another configuration': file('manuscript/book.yaml', 'title: 书二\n'),
      'another picture': file('manuscript/images/a.svg', '<svg xmlns="http://www.w3.org/2000/svg" id="a"/>'),
      'a picture that was missing': file('manuscript/images/b.svg', '<svg/>'),
      'a hidden file of the manuscript': file('manuscript/.keep', ''),
      'a file named as what Banxin has no need of': file('manuscript/a.test.ts', ''),
      'another style': file('styles/themes/own/theme.css', 'p { color: red }'),
      'a style of its own': file('styles/page.css', 'p {}'),
      'configuration in the wrong place': file('book.yaml', 'title: 书\n'),
      'a file that is a link': async () => {
        const path = join(book, 'manuscript/link.md');
        await symlink(join(book, 'manuscript/01.md'), path);
        return () => rm(path);
      },
      'another date': variable('SOURCE_DATE_EPOCH', '1700000001'),
      'another browser': variable('PUPPETEER_EXECUTABLE_PATH', '/nowhere/chrome'),
    };
    for (const [what, change] of Object.entries(changes)) {
      const undo = await change();
      assert.equal(await isKept(), false, what);
      await undo();
      assert.equal(await isKept(), true, `${what}, undone`);
    }
    assert.equal(await isKept({ format: 'pdf' }), false);
    assert.equal(await isKept({ out: join(root, 'elsewhere') }), false);
  });

  it('should not keep a book that was changed while it was built', async () => {
    const path = join(book, 'manuscript/01.md');
    const begun = await cache();
    await writeFile(path, '# 一，改\n');
    await begun.write(MADE);
    assert.equal(await isKept(), false);
    await writeFile(path, '# 三\n');
    const other = await cache();
    await writeFile(path, '# 四\n');
    await other.write(MADE);
    await writeFile(path, '# 三\n');
    assert.equal(await isKept(), false);
    await writeFile(path, '# 一\n');
  });

  it('should know a book of no fixed date by the dates of its files', async () => {
    delete process.env['SOURCE_DATE_EPOCH'];
    await (await cache()).write(MADE);
    assert.equal(await isKept(), true);
    const path = join(book, 'manuscript/01.md');
    const { atime, mtime } = await stat(path);
    await utimes(path, atime, new Date(mtime.getTime() + 5000));
    assert.equal(await isKept(), false);
    process.env['SOURCE_DATE_EPOCH'] = '1700000000';
  });

  it('should not keep a book with what cannot be read', async () => {
    const path = join(book, 'manuscript/loop.md');
    await symlink(path, path);
    await (await cache()).write(MADE);
    assert.equal(await isKept(), false);
    await rm(path);
  });

  it('should not mind the books that it is written beside, wherever they are', async () => {
    await mkdir(join(book, 'dist'));
    await writeFile(join(book, 'dist/a.pdf'), 'x');
    assert.equal(await isKept(), true);
  });

  it('should give nothing back of what was damaged, or is gone', async () => {
    const [name = ''] = await entriesFor(MADE);
    await writeFile(join(cacheFolder, name, '0'), new Uint8Array([1, 2, 4]));
    assert.equal(await isKept(), false);
    await rm(cacheFolder, { recursive: true });
    assert.equal(await isKept(), false);
    await (await cache()).write(MADE);
    assert.equal(await isKept(), true);
  });

  it('should keep no more than its share', async () => {
    for (let count = 0; count < 30; count += 1) {
      const other = join(cacheFolder, String(count).padStart(40, '0'));
      await mkdir(other);
      await writeFile(join(other, '0'), 'x');
      await utimes(other, count, count);
    }
    await writeFile(join(book, 'manuscript/01.md'), '# 新\n');
    await (await cache()).write(MADE);
    assert.equal((await readdir(cacheFolder)).length, 24);
    assert.equal(await isKept(), true);
  });
});

/** Folders of the cache that give what the book has now. */
async function entriesFor(books: FinishedBooks<object>): Promise<string[]> {
  await rm(cacheFolder, { recursive: true });
  await (await cache()).write(books);
  return readdir(cacheFolder);
}
