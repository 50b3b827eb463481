import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import JSZip from 'jszip';
import { downloadBrowser, downloadedBrowser } from './browser-download.ts';
import { type BrowserStore, loadEngine } from './browser-engine.ts';

const VERSION = '150.0.1.2';
const folders: string[] = [];
let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'banxin-test-download-'));
  folders.push(root);
});
after(() => Promise.all(folders.map((each) => rm(each, { recursive: true, force: true }))));

const { store } = loadEngine();

/** A store whose download is played by the test. */
function fakeStore(install: BrowserStore['install']): BrowserStore {
  return { computeExecutablePath: ({ cacheDir }) => join(cacheDir, 'chrome'), install };
}

test('should download from the mirror and find the browser again', async () => {
  // The library's own paths decide where in the archive the program is, so it works on each system.
  const inside = store.computeExecutablePath({ browser: 'chrome', cacheDir: root, buildId: VERSION });
  const top = join(root, 'chrome');
  const [, ...rest] = inside.slice(top.length + 1).split(/[\\/]/u);
  const archive = await new JSZip().file(rest.join('/'), 'program').generateAsync({ type: 'nodebuffer' });
  const asked: string[] = [];
  const { server, address } = await mirror((url) => {
    asked.push(url);
    return archive;
  });
  try {
    const seen: number[] = [];
    const options = {
      version: VERSION,
      roots: [root],
      mirror: address,
      progress: (part: number) => void seen.push(part),
    };
    assert.equal(await downloadedBrowser(store, options), undefined);
    const executable = await downloadBrowser(store, options);
    assert.ok(existsSync(executable));
    assert.equal(await downloadedBrowser(store, options), executable);
    assert.equal(seen.at(-1), 1);
    assert.match(asked[0] ?? '', new RegExp(`^/${VERSION}/`));
    assert.deepEqual(await readdir(root), [`chrome-${VERSION}`]);
  } finally {
    server.close();
  }
});

test('should not leave anything of a download that fails', async () => {
  const { server, address } = await mirror(() => undefined);
  try {
    const options = { version: VERSION, roots: [root], mirror: address };
    await assert.rejects(downloadBrowser(store, options), /404/);
    assert.deepEqual(await readdir(root), []);
  } finally {
    server.close();
  }
});

test('should not leave anything when it is aborted halfway', async () => {
  const controller = new AbortController();
  const stuck = fakeStore(async (options) => {
    await mkdir(join(options.cacheDir, 'chrome-half'));
    options.downloadProgressCallback(1, 2);
    controller.abort(new Error('stopped by the user'));
    return new Promise(() => {});
  });
  const options = { version: VERSION, roots: [root], signal: controller.signal };
  await assert.rejects(downloadBrowser(stuck, options), /stopped by the user/);
  assert.deepEqual(await readdir(root), []);
});

test('should not begin when it is aborted already', async () => {
  const never = fakeStore(() => assert.fail('should not download'));
  const signal = AbortSignal.abort(new Error('stopped'));
  await assert.rejects(downloadBrowser(never, { version: VERSION, roots: [root], signal }), /stopped/);
});

test('should not leave the cache by the name of a version', async () => {
  const playing = fakeStore(async ({ cacheDir }) => {
    await writeFile(join(cacheDir, 'chrome'), 'program');
    return { executablePath: join(cacheDir, 'chrome') };
  });
  const executable = await downloadBrowser(playing, { version: '../../x', roots: [root] });
  assert.equal(dirname(dirname(executable)), root);
});

interface Mirror {
  readonly server: Server;
  readonly address: string;
}

async function mirror(answer: (url: string) => Buffer | undefined): Promise<Mirror> {
  const server = createServer((request, response) => {
    const body = answer(request.url ?? '');
    response.writeHead(body === undefined ? 404 : 200, { 'content-length': body?.length ?? 0 });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const where = server.address();
  assert.ok(where !== null && typeof where === 'object');
  return { server, address: `http://127.0.0.1:${where.port}` };
}
