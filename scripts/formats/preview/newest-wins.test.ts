import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newestWins } from './newest-wins.ts';

/** Work that ends when it is told to. */
function manualWork(): { work: () => Promise<void>; runs: number[]; finish: () => void } {
  const ends: (() => void)[] = [];
  const runs: number[] = [];
  const work = (): Promise<void> => {
    runs.push(runs.length + 1);
    return new Promise((resolve) => ends.push(resolve));
  };
  return { work, runs, finish: () => ends.shift()?.() };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('should run at once', async () => {
  const { work, runs } = manualWork();
  newestWins(work).request();
  await settled();
  assert.deepEqual(runs, [1]);
});

test('should not run twice at a time, and run once more for whatever was asked meanwhile', async () => {
  const { work, runs, finish } = manualWork();
  const builds = newestWins(work);
  builds.request();
  builds.request();
  builds.request();
  await settled();
  builds.request();
  assert.deepEqual(runs, [1]);
  finish();
  await settled();
  assert.deepEqual(runs, [1, 2]);
  finish();
  await builds.idle();
  assert.deepEqual(runs, [1, 2]);
});

test('should run again after it has been idle', async () => {
  const { work, runs, finish } = manualWork();
  const builds = newestWins(work);
  for (const expected of [1, 2]) {
    builds.request();
    await settled();
    finish();
    await builds.idle();
    assert.equal(runs.length, expected);
  }
});

test('should not be busy when nothing was asked for', async () => {
  const { work, runs } = manualWork();
  await newestWins(work).idle();
  assert.deepEqual(runs, []);
});

test('should tell a run that another one has been asked for, and no other', async () => {
  const signals: AbortSignal[] = [];
  const builds = newestWins((outdated) => {
    signals.push(outdated);
    return outdated.aborted || signals.length > 1
      ? Promise.resolve()
      : new Promise((resolve) => outdated.addEventListener('abort', () => resolve()));
  });
  builds.request();
  await settled();
  assert.equal(signals[0]?.aborted, false);
  builds.request();
  await builds.idle();
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [true, false],
  );
});
