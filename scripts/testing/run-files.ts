import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

// A worker of the test runner (run.ts): one file of the queue after the other, each under a suite of its path.
// Files are taken by making a folder, which of several processes only one can.

/** A test file of the queue. */
export interface QueuedFile {
  /** Absolute. */
  readonly path: string;
  /** Whether its worker takes no other. */
  readonly alone: boolean;
}

/** How long what the tests left running may go on after the last of them, ms. */
const GRACE_MS = 60_000;

const queue = process.env['BANXIN_TEST_QUEUE'] ?? '';
const files = JSON.parse(readFileSync(join(queue, 'files.json'), 'utf8')) as readonly QueuedFile[];

for (const [index, { path, alone }] of files.entries()) {
  if (!take(index)) continue;
  await runFile(path);
  writeFileSync(join(queue, `${index}.done`), '');
  if (alone) break;
}
// A server or browser that a test did not close keeps the process alive.
setTimeout(() => {
  process.stderr.write(
    `error: still running after the tests: ${process.getActiveResourcesInfo().join(', ')}\n`,
  );
  process.exit(1);
}, GRACE_MS).unref();

function take(index: number): boolean {
  try {
    mkdirSync(join(queue, String(index)));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function runFile(path: string): Promise<void> {
  const name = relative(process.cwd(), path);
  let tests = 0;
  // Ends with the suite's last test; what the file registers while it is loaded belongs to the suite.
  await describe(name, async () => {
    beforeEach(() => {
      tests += 1;
    });
    try {
      await import(pathToFileURL(path).href);
    } catch (error) {
      test('should load', () => {
        throw error;
      });
    }
  });
  if (tests === 0) await test(`${name} should have a test`, () => assert.fail('none was run'));
}
