import { readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

// The repository's test runner: `tsx scripts/testing/run.ts [word …]` runs every `scripts/**/*.test.ts` whose path
// contains one of the words. `node --test` is not used: on Node 20 it knows no globs and passes when it finds nothing.

const SCRIPTS = fileURLToPath(new URL('../', import.meta.url));

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

function runFiles(paths: string[]): void {
  // The loader reaches the children by the environment: `run({ execArgv })` is younger than Node 20. Its full URL,
  // since a test may start a process in another folder. The flags that this process was started with would load it
  // a second time.
  process.env['NODE_OPTIONS'] =
    `${process.env['NODE_OPTIONS'] ?? ''} --import ${import.meta.resolve('tsx')}`.trim();
  process.execArgv = [];
  const results = run({ files: paths, concurrency: CONCURRENCY });
  results.on('test:fail', ({ name }) => {
    process.exitCode = 1;
    // A file that fails to load has no test of its own to name it.
    if (paths.includes(name)) process.stderr.write(`failed: ${relative(process.cwd(), name)}\n`);
  });
  results.compose(new spec()).pipe(process.stdout);
}
