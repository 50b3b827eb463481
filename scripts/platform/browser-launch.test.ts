import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, test } from 'node:test';
import type { LaunchOptions } from 'puppeteer';
import type { Machine } from './browser-discovery.ts';
import { type BrowserEngine, loadEngine } from './browser-engine.ts';
import { unsupported } from './browser-features.ts';
import { lackingLibraries, type StartOptions, startAgain, startBrowser } from './browser-launch.ts';
import { sessionFolder } from './browser-session.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-test-launch-'));
});
after(() => rm(folder, { recursive: true, force: true }));

// Without glibc no question is put to the dynamic loader, so a shell script can play the browser.
const USER: Machine = {
  platform: 'linux',
  arch: 'x64',
  glibc: false,
  home: '',
  temporary: tmpdir(),
  uid: 1000,
};

interface Played {
  readonly options: StartOptions;
  readonly executable: string;
  readonly launches: LaunchOptions[];
  readonly notices: string[];
}

/** A program that says something and ends, and a puppeteer that tells how it was started. */
async function play(said: string, machine: Machine): Promise<Played> {
  const executable = join(folder, `browser-${Math.random().toString(36).slice(2)}`);
  await writeFile(executable, `#!/bin/sh\necho '${said}' >&2\nexit 1\n`);
  await chmod(executable, 0o755);
  const real = loadEngine();
  const launches: LaunchOptions[] = [];
  const launch: BrowserEngine['launch'] = async (options) => {
    launches.push(options);
    const open = options.args?.includes('--no-sandbox') === true;
    throw new Error(open ? 'started without sandbox' : 'Target closed');
  };
  const session = await sessionFolder(folder, {}, 'linux', undefined);
  const notices: string[] = [];
  const notice = (message: string): void => void notices.push(message);
  const options = { engine: { ...real, launch }, session, machine, notice };
  return { options, executable, launches, notices };
}

const NO_SANDBOX = '[7:7:1124/1:FATAL:zygote_host_impl_linux.cc(133)] No usable sandbox! If you run Ubuntu';

test('should start again without the sandbox where the system allows none', async () => {
  const { options, executable, launches } = await play(NO_SANDBOX, USER);
  await assert.rejects(startBrowser({ executable, headless: true }, options), /started without sandbox/);
  assert.deepEqual(
    launches.map((launch) => launch.args?.includes('--no-sandbox')),
    [false, true],
  );
});

test('should not give up the sandbox for any other failure, but say what the browser says', async () => {
  const said = '[7:7:1124/1:FATAL:main.cc(1)] Check failed: no display';
  const { options, executable, launches, notices } = await play(said, USER);
  await assert.rejects(startBrowser({ executable, headless: true }, options), {
    message: 'Check failed: no display',
  });
  assert.equal(launches.length, 1);
  assert.deepEqual(notices, []);
});

test('should not try the sandbox as root, nor start twice', async () => {
  const { options, executable, launches } = await play(NO_SANDBOX, { ...USER, uid: 0 });
  await assert.rejects(startBrowser({ executable, headless: true }, options), /No usable sandbox/);
  assert.deepEqual(
    launches.map((launch) => launch.args?.includes('--no-sandbox')),
    [true],
  );
});

test('should not weaken the browser by its flags', async () => {
  const { options, executable, launches } = await play('', USER);
  await assert.rejects(startBrowser({ executable, headless: true }, options));
  const [launch] = launches;
  for (const flag of launch?.args ?? []) {
    assert.doesNotMatch(
      flag,
      /single-process|disable-web-security|no-sandbox|js-flags|remote-debugging-port/,
    );
  }
  assert.equal(launch?.pipe, true);
  assert.equal(launch?.protocolTimeout, 0);
  assert.equal(launch?.handleSIGINT, false);
  assert.equal(launch?.handleSIGTERM, false);
  assert.equal(launch?.handleSIGHUP, false);
});

test('should not start anything after an abort', async () => {
  const { options, executable, launches } = await play('', USER);
  const signal = AbortSignal.abort(new Error('stopped'));
  await assert.rejects(startBrowser({ executable, headless: true }, { ...options, signal }), /stopped/);
  assert.equal(launches.length, 0);
});

test('should read from the list of the loader what is missing or too old', () => {
  const list = [
    "./chromium: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found (required by ./chromium)",
    '\tlinux-vdso.so.1 (0x00007fee83ce3000)',
    '\tlibnspr4.so => not found',
    '\tlibnss3.so => not found',
    '\tlibm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007fee83a19000)',
  ].join('\n');
  assert.deepEqual(lackingLibraries(list), ['libnspr4.so', 'libnss3.so', 'libc.so.6 (GLIBC_2.38)']);
  const stopped = './b: error while loading shared libraries: libx.so.1: cannot open shared object file';
  assert.deepEqual(lackingLibraries(stopped), ['libx.so.1']);
});

test('should not miss a library where all are found, nor in what is no list', () => {
  const list =
    '\tlibm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f)\n\t/lib64/ld-linux-x86-64.so.2 (0x1)';
  for (const text of [list, '', '\tstatically linked\n', 'Chromium 153.0.8010.0\n']) {
    assert.deepEqual(lackingLibraries(text), []);
  }
});

test('should name the CSS that a browser does not know', () => {
  assert.deepEqual(unsupported([true, true, true, true]), []);
  assert.deepEqual(unsupported([false, true, true, true]), ['text-autospace: normal']);
});

test('should not take a strange answer for support', () => {
  for (const answer of [undefined, null, 'yes', [], [1, 1, 1, 1]])
    assert.equal(unsupported(answer).length, 4);
});

test('should keep the fonts and the preferences of the machine out of the environment', async () => {
  const env = { FONTCONFIG_SYSROOT: '/x', LANG: 'zh_CN.UTF-8', PATH: '/bin' };
  const session = await sessionFolder(folder, env, 'linux', '/fonts & more');
  const { FONTCONFIG_SYSROOT, FONTCONFIG_FILE = '', LANG, PATH } = session.env;
  assert.deepEqual([FONTCONFIG_SYSROOT, LANG, PATH], [undefined, 'C.UTF-8', '/bin']);
  assert.match(await readFile(FONTCONFIG_FILE, 'utf8'), /<dir>\/fonts &amp; more<\/dir>/);
  await session.remove();
  await session.remove();
});

test('should not touch fonts and temporary folder where they cannot be chosen', async () => {
  const env = { FONTCONFIG_FILE: '/etc/fonts/mine.conf', TMPDIR: '/t' };
  const session = await sessionFolder(folder, env, 'darwin', undefined);
  assert.deepEqual(session.env, env);
});

test('should not fail without a word when there is no place for temporary files', async () => {
  const nowhere = join(folder, 'nowhere');
  await assert.rejects(sessionFolder(nowhere, {}, 'linux', undefined), { code: 'temporary-folder' });
});

describe('a browser that ends while it starts', () => {
  const failing = (name: string, message: string, times: number) => {
    let count = 0;
    const attempt = async (): Promise<number> => {
      count += 1;
      if (count <= times) throw Object.assign(new Error(message), { name });
      return count;
    };
    return () => startAgain(attempt, undefined);
  };

  it('should be started once more, in whatever words that is told', async () => {
    for (const [name, message] of [
      ['TargetCloseError', 'Protocol error (Target.setAutoAttach): Target closed'],
      ['ConnectionClosedError', 'Connection closed.'],
      ['Error', "Attempted to use detached Frame 'DCEF'."],
      ['Error', 'Requesting main frame too early!'],
    ] as const) {
      assert.equal(await failing(name, message, 1)(), 2, message);
      await assert.rejects(failing(name, message, 2), { message });
    }
  });

  it('should not be started again for another failure', async () => {
    await assert.rejects(failing('Error', 'spawn ENOENT', 1), { message: 'spawn ENOENT' });
  });
});
