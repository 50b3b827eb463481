import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { printCache } from './print-cache.ts';

let root: string;
let folder: string;
const environment = { ...process.env };
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'banxin-prints-'));
  process.env['XDG_CACHE_HOME'] = root;
  folder = join(root, 'banxin/parts');
});
after(async () => {
  process.env = environment;
  await rm(root, { recursive: true });
});

const PART = new Uint8Array([1, 2, 3]);
const read = async (hash = 'a'): Promise<number[] | undefined> => {
  const found = await (await printCache()).read(hash);
  return found && [...found];
};

describe('the cache of printed parts', () => {
  it('should give back what was kept, to the next build too, and nothing else', async () => {
    assert.equal(await read(), undefined);
    await (await printCache()).write('a', PART);
    assert.deepEqual(await read(), [1, 2, 3]);
    assert.equal(await read('b'), undefined);
  });

  it('should give nothing back to another browser, but to a book of another date', async () => {
    for (const [name, value, isKept] of [
      ['PUPPETEER_EXECUTABLE_PATH', '/nowhere/chrome', false],
      ['SOURCE_DATE_EPOCH', '1700000001', true],
    ] as const) {
      const known = process.env[name];
      process.env[name] = value;
      assert.equal((await read()) !== undefined, isKept, name);
      if (known === undefined) delete process.env[name];
      else process.env[name] = known;
    }
    assert.deepEqual(await read(), [1, 2, 3]);
  });

  it('should give nothing back of what was damaged, is not whole or gone', async () => {
    const [name = ''] = await readdir(folder);
    const files = await readdir(join(folder, name));
    const part = files.find((file) => file.length === 64) ?? '';
    await writeFile(join(folder, name, part), new Uint8Array([1, 2, 4]));
    assert.equal(await read(), undefined);
    await rm(join(folder, name, part));
    assert.equal(await read(), undefined);
    await rm(folder, { recursive: true });
    assert.equal(await read(), undefined);
    await (await printCache()).write('a', PART);
    assert.deepEqual(await read(), [1, 2, 3]);
  });

  it('should keep no more than its share, what was asked for last', async () => {
    for (let count = 0; count < 410; count += 1) {
      const other = join(folder, String(count).padStart(40, '0'));
      await mkdir(other);
      await utimes(other, count, count);
    }
    const cache = await printCache();
    await cache.write('new', PART);
    await cache.prune();
    assert.equal((await readdir(folder)).length, 400);
    assert.deepEqual(
      [await read(), await read('new')],
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
    );
  });

  it('should be none where nothing can be written', async () => {
    await rm(folder, { recursive: true });
    await writeFile(folder, '');
    const cache = await printCache();
    process.env['XDG_CACHE_HOME'] = root;
    await cache.write('a', PART);
    await cache.prune();
  });
});
