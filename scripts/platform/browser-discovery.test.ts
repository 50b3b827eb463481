import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cacheRoots, candidates, type Environment, type Machine } from './browser-discovery.ts';

const LINUX: Machine = {
  platform: 'linux',
  arch: 'x64',
  glibc: true,
  home: '/home/li',
  temporary: '/var/tmp',
  uid: 1000,
};
const MAC: Machine = { ...LINUX, platform: 'darwin', arch: 'arm64', glibc: false, home: '/Users/li' };
const WINDOWS: Machine = {
  platform: 'win32',
  arch: 'x64',
  glibc: false,
  home: 'C:\\Users\\li',
  temporary: 'C:\\Temp',
};

/** The order of origins, equal neighbours as one. */
function origins(env: Environment, machine: Machine): readonly string[] {
  const all = candidates(env, machine).map((candidate) =>
    candidate.origin === 'download' ? (candidate.fetch ? 'download' : 'downloaded') : candidate.origin,
  );
  return all.filter((origin, at) => origin !== all[at - 1]);
}

function systemPaths(env: Environment, machine: Machine): readonly string[] {
  return candidates(env, machine).flatMap((candidate) =>
    candidate.origin === 'system' ? [candidate.path] : [],
  );
}

test('should try pinned browsers before those of the system, and a download last', () => {
  assert.deepEqual(origins({}, LINUX), ['puppeteer-cache', 'package', 'downloaded', 'system', 'download']);
});

test('should try nothing but the browser that the variable names', () => {
  assert.deepEqual(candidates({ PUPPETEER_EXECUTABLE_PATH: '/opt/b' }, LINUX), [
    { origin: 'environment', path: '/opt/b' },
  ]);
});

test('should not take an empty variable for a browser', () => {
  assert.ok(!origins({ PUPPETEER_EXECUTABLE_PATH: '' }, LINUX).includes('environment'));
});

test('should not try the package where it has no browser', () => {
  for (const machine of [MAC, WINDOWS, { ...LINUX, arch: 'arm64' }, { ...LINUX, glibc: false }]) {
    assert.ok(!origins({}, machine).includes('package'), JSON.stringify(machine));
  }
});

test('should not download where there is no Chrome for Testing', () => {
  assert.deepEqual(origins({}, { ...LINUX, arch: 'arm64' }), ['system']);
  assert.deepEqual(origins({}, { ...LINUX, glibc: false }), ['system']);
});

test('should not download when puppeteer is told not to, but use an earlier download', () => {
  for (const name of ['PUPPETEER_SKIP_DOWNLOAD', 'PUPPETEER_SKIP_CHROME_DOWNLOAD']) {
    assert.deepEqual(origins({ [name]: '1' }, MAC), ['puppeteer-cache', 'downloaded', 'system']);
  }
});

test('should download although the switch is there, when it says no', () => {
  for (const value of ['', '0', 'false', 'OFF']) {
    assert.ok(origins({ PUPPETEER_SKIP_DOWNLOAD: value }, MAC).includes('download'), value);
  }
});

test('should pass on the version and the mirror', () => {
  const env = {
    PUPPETEER_CHROME_VERSION: '150.0.1.2',
    PUPPETEER_CHROME_DOWNLOAD_BASE_URL: 'https://mirror.example/chrome',
    PUPPETEER_CACHE_DIR: '/srv/browsers',
  };
  const list = candidates(env, LINUX);
  assert.deepEqual(list[0], { origin: 'puppeteer-cache', folder: '/srv/browsers', version: '150.0.1.2' });
  assert.deepEqual(list.at(-1), {
    origin: 'download',
    fetch: true,
    version: '150.0.1.2',
    mirror: 'https://mirror.example/chrome',
  });
});

test('should not look for the cache of a puppeteer without a home', () => {
  assert.ok(!origins({}, { ...LINUX, home: '' }).includes('puppeteer-cache'));
});

test('should look at the usual places of each system, Chrome first', () => {
  assert.equal(systemPaths({}, LINUX)[0], '/opt/google/chrome/chrome');
  assert.ok(systemPaths({}, LINUX).includes('/usr/bin/chromium'));
  assert.ok(systemPaths({}, LINUX).includes('/opt/microsoft/msedge/msedge'));
  assert.equal(
    systemPaths({}, MAC)[1],
    '/Users/li/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  );
  const windows = { PROGRAMFILES: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\li\\AppData\\Local' };
  assert.equal(
    systemPaths(windows, WINDOWS)[0],
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  );
  assert.ok(
    systemPaths(windows, WINDOWS).includes('C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe'),
  );
});

test('should not name a place twice', () => {
  const windows = { PROGRAMFILES: 'C:\\Program Files', ProgramW6432: 'C:\\Program Files' };
  for (const paths of [systemPaths({}, { ...MAC, home: '' }), systemPaths(windows, WINDOWS)]) {
    assert.equal(new Set(paths).size, paths.length);
  }
});

test('should not search PATH, on which a book could lay a program', () => {
  assert.deepEqual(systemPaths({ PATH: '/book/bin' }, LINUX), systemPaths({}, LINUX));
});

test('should keep the cache where the system keeps caches', () => {
  assert.deepEqual(cacheRoots({}, LINUX), ['/home/li/.cache/banxin', '/var/tmp/banxin-1000']);
  assert.equal(cacheRoots({ XDG_CACHE_HOME: '/c' }, LINUX)[0], '/c/banxin');
  assert.equal(cacheRoots({}, MAC)[0], '/Users/li/Library/Caches/banxin');
  assert.equal(cacheRoots({ LOCALAPPDATA: 'C:\\L' }, WINDOWS)[0], 'C:\\L\\banxin\\Cache');
});

test('should not take a relative XDG path, nor a home that is not there', () => {
  assert.equal(cacheRoots({ XDG_CACHE_HOME: 'cache' }, LINUX)[0], '/home/li/.cache/banxin');
  assert.deepEqual(cacheRoots({}, { ...LINUX, home: '' }), ['/var/tmp/banxin-1000']);
});
