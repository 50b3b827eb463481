import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BuildError } from '../model/build-error.ts';
import type { BrowserSession } from './browser.ts';
import { openEarly, withBrowser } from './with-browser.ts';

function sessions(): { open: () => Promise<BrowserSession>; opened: () => number; closed: () => number } {
  let opened = 0;
  let closed = 0;
  const open = async (): Promise<BrowserSession> => {
    opened += 1;
    return {
      version: '1',
      origin: 'package',
      newPage: () => Promise.reject(new Error('not in this test')),
      close: async () => {
        closed += 1;
      },
    };
  };
  return { open, opened: () => opened, closed: () => closed };
}

const loss = (): Error =>
  Object.assign(new Error('Protocol error (Page.printToPDF): Target closed'), { name: 'TargetCloseError' });

test('should replace a browser that dies once, and close both', async () => {
  const browser = sessions();
  const notices: string[] = [];
  let runs = 0;
  const result = await withBrowser(
    browser.open,
    async () => {
      runs += 1;
      if (runs === 1) throw loss();
      return 'book';
    },
    (message) => notices.push(message),
  );
  assert.deepEqual([result, runs, browser.opened(), browser.closed(), notices.length], ['book', 2, 2, 2, 1]);
});

test('should report a browser that dies twice as a BuildError', async () => {
  const browser = sessions();
  const failing = withBrowser(
    browser.open,
    () => Promise.reject(loss()),
    () => {},
  );
  await assert.rejects(failing, (error) => error instanceof BuildError && error.code === 'browser-crashed');
  assert.deepEqual([browser.opened(), browser.closed()], [2, 2]);
});

test('should not run a task again that failed by itself', async () => {
  const browser = sessions();
  await assert.rejects(
    withBrowser(
      browser.open,
      () => Promise.reject(new RangeError('mine')),
      () => {},
    ),
    RangeError,
  );
  assert.deepEqual([browser.opened(), browser.closed()], [1, 1]);
});

test('should not replace a browser that ended because the work was stopped', async () => {
  const browser = sessions();
  const controller = new AbortController();
  const stopped = withBrowser(
    browser.open,
    async () => {
      controller.abort(new Error('stopped'));
      throw loss();
    },
    () => assert.fail('nothing to tell'),
    controller.signal,
  );
  await assert.rejects(stopped, /stopped/);
  assert.deepEqual([browser.opened(), browser.closed()], [1, 1]);
});

test('should take the browser that was opened early, and open others after it', async () => {
  const browser = sessions();
  const early = openEarly(browser.open);
  assert.equal(browser.opened(), 1);
  let runs = 0;
  await withBrowser(
    early.open,
    async () => {
      runs += 1;
      if (runs === 1) throw loss();
    },
    () => {},
  );
  await early.discard();
  assert.deepEqual([browser.opened(), browser.closed()], [2, 2]);
});

test('should close an early browser that is not needed, and stop one that is still starting', async () => {
  const browser = sessions();
  const ready = openEarly(browser.open);
  await ready.discard();
  await ready.discard();
  assert.deepEqual([browser.opened(), browser.closed()], [1, 1]);
  const starting = openEarly(
    (unneeded) =>
      new Promise((_, reject) => {
        unneeded?.addEventListener('abort', () => reject(unneeded.reason), { once: true });
      }),
  );
  await starting.discard();
});

test('should tell of an early browser that failed to start only when it is taken', async () => {
  const failing = (): Promise<BrowserSession> =>
    Promise.reject(new BuildError('browser-missing', 'none', 'x'));
  await openEarly(failing).discard();
  const early = openEarly(failing);
  await new Promise((resolve) => setImmediate(resolve));
  await assert.rejects(early.open(), /none/);
});
