import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import type { QueuedFile } from './run-files.ts';

// The repository's test runner: `tsx scripts/testing/run.ts [word …]` runs every `scripts/**/*.test.ts` whose path
// contains one of the words. `node --test` is not used: on Node 20 it knows no globs and passes when it finds nothing,
// and to start a process and load the modules takes ten times as long as most files' tests. So a few workers
// (run-files.ts) share the files: each takes the next one of a queue, and a file that changes its process for good
// (environment, signals) says so with a comment that begins with `// In a process of its own`.

const SCRIPTS = fileURLToPath(new URL('../', import.meta.url));
const WORKER = `${SCRIPTS}testing/run-files.ts`;

/** Two at a time: the tests with a browser need room. */
const CONCURRENCY = 2;

const words = process.argv.slice(2);
const files = testFiles(words);
if (files.length === 0) {
  process.stderr.write(
    `error: no test file${words.length > 0 ? ` has ${words.join(' or ')} in its path` : ''}\n`,
  );
  process.exitCode = 1;
} else {
  runFiles(files);
}

function testFiles(wanted: readonly string[]): string[] {
  return readdirSync(SCRIPTS, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path.endsWith('.test.ts'))
    .filter((path) => wanted.length === 0 || wanted.some((word) => `scripts/${path}`.includes(word)))
    .sort()
    .map((path) => SCRIPTS + path);
}

function runFiles(paths: readonly string[]): void {
  const queued = paths.map((path) => queuedFile(path)).sort((a, b) => b.rank - a.rank);
  const queue = mkdtempSync(join(tmpdir(), 'banxin-tests-'));
  writeFileSync(join(queue, 'files.json'), JSON.stringify(queued));
  process.env['BANXIN_TEST_QUEUE'] = queue;
  process.on('exit', () => {
    reportUnfinished(queued, queue);
    rmSync(queue, { recursive: true });
  });
  // Whoever stops a run that hangs is told which files did not end.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  // The loader reaches the children by the environment: `run({ execArgv })` is younger than Node 20. Its full URL,
  // since a test may start a process in another folder. The flags that this process was started with would load it
  // a second time.
  process.env['NODE_OPTIONS'] =
    `${process.env['NODE_OPTIONS'] ?? ''} --import ${import.meta.resolve('tsx')}`.trim();
  process.execArgv = [];
  const alone = queued.filter((file) => file.alone).length;
  const workers = Array<string>(alone + Math.min(CONCURRENCY, queued.length - alone)).fill(WORKER);
  const results = run({ files: workers, concurrency: CONCURRENCY });
  results.on('test:fail', ({ name }) => {
    process.exitCode = 1;
    if (paths.includes(resolve(name))) process.stderr.write(`failed: ${name}\n`);
  });
  results.compose(new spec()).pipe(process.stdout);
}

/** Those alone first, so that a worker meets them before any other; then those with a browser, which take longest. */
function queuedFile(path: string): QueuedFile & { readonly rank: number } {
  const text = readFileSync(path, 'utf8');
  const alone = /^\/\/ In a process of its own/m.test(text);
  const browser = /\/(pipeline|browser|laid-out|feature-book|preview-reader|cli)\.ts'/.test(text);
  return { path, alone, rank: Number(alone) * 2 + Number(browser) };
}

/** A worker that hangs or dies has taken a file and not ended it; then others may not have been begun. */
function reportUnfinished(queued: readonly QueuedFile[], queue: string): void {
  for (const [index, { path }] of queued.entries()) {
    if (existsSync(join(queue, `${index}.done`))) continue;
    const state = existsSync(join(queue, String(index))) ? 'not ended' : 'not begun';
    process.stderr.write(`${state}: ${relative(process.cwd(), path)}\n`);
    process.exitCode = 1;
  }
}
