import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findBrowserPackage, unpackBrowser, unpackFallbackFont } from './browser-package.ts';
import { isWhole } from './cache-folder.ts';

const found = findBrowserPackage();
assert.ok(found, 'the package with the browser is a dependency');
const source = found;

let root = '';
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'banxin-test-package-'));
});
after(() => rm(root, { recursive: true, force: true }));

/** Unpacks in a process of its own and gives the path of the program. */
async function unpackElsewhere(): Promise<string> {
  const script = `
    import { findBrowserPackage, unpackBrowser } from ${JSON.stringify(import.meta.resolve('./browser-package.ts'))};
    const { executable } = await unpackBrowser(findBrowserPackage(), [${JSON.stringify(root)}], {});
    process.stdout.write(executable);`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  return (await promisify(execFile)(process.execPath, args, { cwd })).stdout;
}

test('should unpack the browser once when two processes begin together', async () => {
  const [first, second] = await Promise.all([unpackElsewhere(), unpackElsewhere()]);
  assert.equal(first, second);
  assert.deepEqual(await readdir(root), [`chromium-${source.version}`]);
  assert.ok(await isWhole(join(root, `chromium-${source.version}`)));
  assert.equal((await stat(first)).mode & 0o111, 0o111);
});

test('should unpack again when the program was cut short', async () => {
  const parts: number[] = [];
  const options = { progress: (part: number) => void parts.push(part) };
  const { executable, libraries } = await unpackBrowser(source, [root], options);
  assert.deepEqual(parts, []);
  const { size } = await stat(executable);
  await truncate(executable, 1000);
  await unpackBrowser(source, [root], options);
  assert.equal((await stat(executable)).size, size);
  assert.equal(parts.at(-1), 1);
  assert.ok((await readdir(libraries)).includes('libnss3.so'));
  // tar-fs would hand the files to the user number of whoever packed them.
  assert.equal((await stat(join(libraries, 'libnss3.so'))).uid, (await stat(root)).uid);
});

test('should not leave anything of an unpacking that is aborted', async () => {
  const empty = join(root, 'empty');
  const controller = new AbortController();
  const options = {
    signal: controller.signal,
    progress: () => controller.abort(new Error('stopped by the user')),
  };
  await assert.rejects(unpackBrowser(source, [empty], options), /stopped by the user/);
  assert.deepEqual(await readdir(empty), []);
});

test('should not take a damaged archive for a browser', async () => {
  const empty = join(root, 'damaged');
  const damaged = { ...source, bin: join(root, 'no-such-folder') };
  await assert.rejects(unpackBrowser(damaged, [empty], {}), /ENOENT/);
});

test('should unpack the fallback font without the browser', async () => {
  const fonts = await unpackFallbackFont(source, [join(root, 'fonts-only')]);
  assert.deepEqual(await readdir(fonts), ['Open_Sans']);
});
