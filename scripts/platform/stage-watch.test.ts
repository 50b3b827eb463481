import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BuildError } from '../model/build-error.ts';
import type { BrowserSession } from './browser.ts';
import { silentProgress } from './progress.ts';
import { patienceFor, watchStages } from './stage-watch.ts';
import { withBrowser } from './with-browser.ts';

const NAME = 'Measuring lines, breaking pages';

/** A browser whose tabs fail when it is closed, as real ones do. */
function sessionOf(): { readonly session: BrowserSession; readonly closed: Promise<void> } {
  let close = (): void => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const newPage = (): Promise<never> => Promise.reject(new Error('not in this test'));
  return { session: { version: '1', origin: 'package', newPage, close: async () => close() }, closed };
}

test('should end a browser in which a stage tells nothing, twice, and name the stage', async () => {
  const notices: string[] = [];
  let opened = 0;
  let closed = Promise.resolve();
  const failing = withBrowser(
    async () => {
      opened += 1;
      const one = sessionOf();
      closed = one.closed;
      return one.session;
    },
    (session) =>
      watchStages(
        session,
        silentProgress,
        async (progress) => {
          progress.stage(NAME);
          await closed;
          throw Object.assign(new Error('Target closed'), { name: 'TargetCloseError' });
        },
        20,
      ),
    (message) => void notices.push(message),
  );
  await assert.rejects(failing, (error) => {
    assert.ok(error instanceof BuildError);
    assert.equal(error.code, 'stage-hung');
    assert.ok(error.message.includes(`“${NAME}”`), error.message);
    return true;
  });
  assert.equal(opened, 2);
  assert.deepEqual(notices, [
    `“${NAME}” has told nothing for 0 s, and its browser was ended; a new one begins again.`,
  ]);
});

test('should leave alone what fails by itself, and what goes on telling', async () => {
  const { session } = sessionOf();
  const failing = watchStages(session, silentProgress, () => Promise.reject(new RangeError('mine')), 60_000);
  await assert.rejects(failing, RangeError);
  const told: number[] = [];
  const progress = { ...silentProgress, step: (done: number) => void told.push(done) };
  const answer = await watchStages(
    { close: () => assert.fail('it was closed') },
    progress,
    async (watched) => {
      for (let step = 0; step < 30; step += 1) {
        watched.step(step, 30);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return 'book';
    },
    100,
  );
  assert.deepEqual([answer, told.length], ['book', 30]);
});

test('should give long books more time', () => {
  assert.ok(patienceFor(0) >= 600_000);
  assert.ok(patienceFor(3_000_000) >= 6 * patienceFor(0));
});
