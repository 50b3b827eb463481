import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { BuildError } from '../model/build-error.ts';
import { writeFailure } from './file-error.ts';
import { writeAll, writeWhole } from './output.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const folders: string[] = [];
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-test-output-'));
  folders.push(folder);
});
after(() => Promise.all(folders.map((each) => rm(each, { recursive: true, force: true }))));

test('should make the folders and the file', async () => {
  const path = join(folder, '书', '版心.pdf');
  await writeWhole(path, bytes('新'));
  assert.equal(await readFile(path, 'utf8'), '新');
  assert.deepEqual(await readdir(join(folder, '书')), ['版心.pdf']);
});

test('should replace the last file, also by an empty or a large one', async () => {
  const path = join(folder, 'book.pdf');
  const large = new Uint8Array(9 * 1024 * 1024).fill(7);
  for (const content of [bytes('old'), large, new Uint8Array()]) {
    await writeWhole(path, content);
    assert.ok((await readFile(path)).equals(content));
  }
});

test('should take names as long as the file system does', async () => {
  const path = join(folder, `${'版'.repeat(80)}.pdf`);
  await writeWhole(path, bytes('x'));
  assert.equal(await readFile(path, 'utf8'), 'x');
});

test('should write the several files of one build', async () => {
  const files = ['a.pdf', 'b/c.epub'].map((name) => ({ path: join(folder, name), bytes: bytes(name) }));
  await writeAll(files);
  assert.deepEqual((await readdir(folder)).sort(), ['a.pdf', 'b']);
  assert.equal(await readFile(join(folder, 'b', 'c.epub'), 'utf8'), 'b/c.epub');
});

test('should replace a link, not write through it', async () => {
  const [outside, path] = [join(folder, 'outside'), join(folder, 'book.pdf')];
  await writeFile(outside, 'keep');
  await symlink(outside, path);
  await writeWhole(path, bytes('new'));
  assert.equal(await readFile(outside, 'utf8'), 'keep');
});

test('should not touch any last good file when one of several cannot be written', async () => {
  const good = join(folder, 'a.pdf');
  await writeFile(good, 'old');
  await writeFile(join(folder, 'file'), '');
  const files = [
    { path: good, bytes: bytes('new') },
    { path: join(folder, 'file', 'b.epub'), bytes: bytes('new') },
  ];
  await assert.rejects(writeAll(files), isBuildError('output-not-writable', /`.*b\.epub`/));
  assert.equal(await readFile(good, 'utf8'), 'old');
  assert.deepEqual((await readdir(folder)).sort(), ['a.pdf', 'file']);
});

test('should leave no temporary file when the rename fails', async () => {
  const path = join(folder, 'book.pdf');
  await mkdir(join(path, 'inside'), { recursive: true });
  await assert.rejects(writeWhole(path, bytes('new')), isBuildError('output-not-writable', /folder/));
  assert.deepEqual(await readdir(folder), ['book.pdf']);
});

test('should not replace even an empty folder', async () => {
  const path = join(folder, 'book.pdf');
  await mkdir(path);
  await assert.rejects(writeWhole(path, bytes('new')), isBuildError('output-not-writable', /folder/));
});

test('should not write into a folder that cannot be written, and keep what is in it', async () => {
  const path = join(folder, 'book.pdf');
  await writeFile(path, 'old');
  await chmod(folder, 0o555);
  // Root may write everywhere, so it steps aside for a moment.
  const root = process.getuid?.() === 0;
  if (root) process.seteuid?.(65_534);
  try {
    await assert.rejects(writeWhole(path, bytes('new')), isBuildError('output-not-writable', /permission/));
  } finally {
    if (root) process.seteuid?.(0);
    await chmod(folder, 0o755);
  }
  assert.equal(await readFile(path, 'utf8'), 'old');
  assert.deepEqual(await readdir(folder), ['book.pdf']);
});

test('should not write anything after an abort', async () => {
  const path = join(folder, 'book.pdf');
  await writeFile(path, 'old');
  const reason = new Error('stopped by the user');
  await assert.rejects(writeWhole(path, bytes('new'), AbortSignal.abort(reason)), reason);
  assert.equal(await readFile(path, 'utf8'), 'old');
  assert.deepEqual(await readdir(folder), ['book.pdf']);
});

test('should stop between two pieces and remove what it has written', async () => {
  const controller = new AbortController();
  const path = join(folder, 'book.pdf');
  const writing = writeWhole(path, new Uint8Array(64 * 1024 * 1024), controller.signal);
  setImmediate(() => controller.abort(new Error('stopped')));
  await assert.rejects(writing, /stopped/);
  assert.deepEqual(await readdir(folder), []);
});

test('should not take two files of the same path', async () => {
  const path = join(folder, 'book.pdf');
  const twice = [
    { path, bytes: bytes('a') },
    { path, bytes: bytes('b') },
  ];
  await assert.rejects(writeAll(twice), TypeError);
  assert.deepEqual(await readdir(folder), []);
});

test('should name full disks and missing permissions with a hint', () => {
  for (const [code, expected] of [
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'output-not-writable'],
    ['EROFS', 'output-not-writable'],
  ] as const) {
    const error = writeFailure('dist/book.pdf', Object.assign(new Error(code), { code }));
    assert.ok(error instanceof BuildError);
    assert.equal(error.code, expected);
    assert.match(error.message, /`dist\/book\.pdf`/);
    assert.ok(error.hint.length > 0);
  }
});

test('should not dress up an error that it does not know', () => {
  const error = new Error('bug');
  assert.equal(writeFailure('dist/book.pdf', error), error);
});

function isBuildError(code: string, message: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof BuildError);
    assert.equal(error.code, code);
    assert.match(error.message, message);
    return true;
  };
}
