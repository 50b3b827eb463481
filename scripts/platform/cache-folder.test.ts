import assert from 'node:assert/strict';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cachedFolder, isWhole, presentFolder } from './cache-folder.ts';

let base = '';
let count = 0;
before(async () => {
  base = await mkdtemp(join(tmpdir(), 'banxin-test-cache-'));
});
after(() => rm(base, { recursive: true, force: true }));

/** A root of its own for each test. */
function freshRoot(): string {
  count += 1;
  return join(base, `root-${count}`);
}

async function fillWithTwoFiles(folder: string): Promise<void> {
  await mkdir(join(folder, 'lib'));
  await writeFile(join(folder, 'program'), 'program');
  await writeFile(join(folder, 'lib', 'part.so'), 'part');
}

test('should fill a folder once and then find it', async () => {
  const root = freshRoot();
  let fills = 0;
  const fill = async (folder: string): Promise<void> => {
    fills += 1;
    await fillWithTwoFiles(folder);
  };
  const first = await cachedFolder({ roots: [root], name: 'a-1', fill });
  const second = await cachedFolder({ roots: [root], name: 'a-1', fill });
  assert.equal(first, join(root, 'a-1'));
  assert.equal(second, first);
  assert.equal(fills, 1);
  assert.equal((await stat(root)).mode & 0o777, 0o700);
  assert.deepEqual(await readdir(root), ['a-1']);
});

test('should fill again when a file is cut short, gone or unlisted', async () => {
  const root = freshRoot();
  const wanted = { roots: [root], name: 'a-1', fill: fillWithTwoFiles };
  const folder = await cachedFolder(wanted);
  const damages = [
    () => writeFile(join(folder, 'program'), 'prog'),
    () => rm(join(folder, 'lib', 'part.so')),
    () => rm(join(folder, 'complete.json')),
    () => writeFile(join(folder, 'complete.json'), '{"progr'),
    () => rm(join(folder, 'program')).then(() => symlink('/bin/sh', join(folder, 'program'))),
  ];
  for (const damage of damages) {
    await damage();
    assert.equal(await isWhole(folder), false);
    assert.equal(await presentFolder(wanted), undefined);
    assert.equal(await cachedFolder(wanted), folder);
    assert.equal(await readFile(join(folder, 'program'), 'utf8'), 'program');
    assert.ok(await isWhole(folder));
  }
  assert.deepEqual(await readdir(root), ['a-1']);
});

test('should not mind files that a browser added later', async () => {
  const root = freshRoot();
  const folder = await cachedFolder({ roots: [root], name: 'a-1', fill: fillWithTwoFiles });
  await mkdir(join(folder, 'locales'));
  assert.ok(await isWhole(folder));
});

test('should leave nothing behind when filling fails', async () => {
  const root = freshRoot();
  const fill = async (folder: string): Promise<void> => {
    await fillWithTwoFiles(folder);
    throw new Error('archive damaged');
  };
  await assert.rejects(cachedFolder({ roots: [root, freshRoot()], name: 'a-1', fill }), /archive damaged/);
  assert.deepEqual(await readdir(root), []);
});

test('should go on to the next root when the disk of one is full', async () => {
  const [full, free] = [freshRoot(), freshRoot()];
  const fill = async (folder: string): Promise<void> => {
    if (folder.startsWith(full)) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    await fillWithTwoFiles(folder);
  };
  assert.equal(await cachedFolder({ roots: [full, free], name: 'a-1', fill }), join(free, 'a-1'));
  assert.deepEqual(await readdir(full), []);
});

test('should go on to the next root when a part of the path is a file', async () => {
  const file = freshRoot();
  await writeFile(file, '');
  const free = freshRoot();
  const wanted = { roots: [join(file, 'banxin'), free], name: 'a-1', fill: fillWithTwoFiles };
  assert.equal(await cachedFolder(wanted), join(free, 'a-1'));
});

test('should not use a root that is a link', async () => {
  const real = freshRoot();
  await cachedFolder({ roots: [real], name: 'a-1', fill: fillWithTwoFiles });
  const link = freshRoot();
  await symlink(real, link);
  assert.equal(await presentFolder({ roots: [link], name: 'a-1' }), undefined);
  const wanted = { roots: [link], name: 'a-1', fill: fillWithTwoFiles };
  await assert.rejects(cachedFolder(wanted), /belongs to somebody else|EEXIST|ENOTDIR/);
});

test('should not trust what lies in a root that others may write, and close the root', async () => {
  const root = freshRoot();
  const wanted = { roots: [root], name: 'a-1', fill: fillWithTwoFiles };
  await cachedFolder(wanted);
  await chmod(root, 0o777);
  assert.equal(await presentFolder(wanted), undefined);
  await cachedFolder(wanted);
  assert.equal((await stat(root)).mode & 0o777, 0o700);
});

test('should give every one of several at once the same whole folder', async () => {
  const root = freshRoot();
  const wanted = { roots: [root], name: 'a-1', fill: fillWithTwoFiles };
  const folders = await Promise.all(Array.from({ length: 8 }, () => cachedFolder(wanted)));
  assert.deepEqual([...new Set(folders)], [join(root, 'a-1')]);
  assert.ok(await isWhole(join(root, 'a-1')));
  assert.deepEqual(await readdir(root), ['a-1']);
});

test('should remove what killed runs left long ago, but not what is being filled now', async () => {
  const root = freshRoot();
  await cachedFolder({ roots: [root], name: 'a-1', fill: fillWithTwoFiles });
  const [old, fresh] = [join(root, 'b-1.77.aa.tmp'), join(root, 'b-1.78.bb.tmp')];
  await mkdir(old);
  await mkdir(fresh);
  const longAgo = new Date(Date.now() - 3 * 24 * 60 * 60 * 1000);
  await utimes(old, longAgo, longAgo);
  await cachedFolder({ roots: [root], name: 'c-1', fill: fillWithTwoFiles });
  assert.deepEqual((await readdir(root)).sort(), ['a-1', 'b-1.78.bb.tmp', 'c-1']);
});
