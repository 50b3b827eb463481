#!/usr/bin/env node
import { relative } from 'node:path';
import { Command, Option } from 'commander';
import { init } from './init.ts';
import { BuildError } from './model/build-error.ts';
import { hasError } from './model/diagnostic.ts';
import type { FormatName } from './model/edition.ts';
import { type BuildReport, build, check } from './pipeline.ts';
import { packageVersion } from './platform/package-files.ts';
import { silentProgress, terminalProgress } from './platform/progress.ts';
import { formatCounts, formatDiagnostics, formatSummary } from './report.ts';

/** Nothing to report; errors of the author's; anything else. */
const EXIT = { ok: 0, manuscript: 1, other: 2 } as const;

interface BuildFlags {
  readonly format?: FormatName;
  readonly edition?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const abort = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () =>
    abort.abort(new BuildError('interrupted', `Stopped by ${name}`, 'Nothing was written.')),
  );
}

const program = new Command('banxin')
  .description('版心: books in Chinese, Japanese and Korean from Markdown, as PDF, EPUB and live preview')
  .version(await packageVersion());

program
  .command('build [book]')
  .description('build the editions of a book (a folder with manuscript/ or just Markdown files)')
  .addOption(new Option('--format <format>', 'only editions of this format').choices(['pdf', 'epub']))
  .option('--edition <name>', 'only this edition')
  .option('--out <folder>', "folder for the finished books (default: the book's dist/)")
  .option('--json', 'report as JSON on standard output')
  .action((book: string | undefined, flags: BuildFlags) => runBuild(book ?? '.', flags));

program
  .command('check [book]')
  .description('read and check a book without building it')
  .option('--json', 'report as JSON on standard output')
  .action((book: string | undefined, flags: BuildFlags) => runCheck(book ?? '.', flags));

program
  .command('preview [book]')
  .description('serve the very pages as spreads on 127.0.0.1, following the files')
  .option('--edition <name>', 'the edition to show (default: the first PDF)')
  .option('--port <number>', 'port (default: any free one)', Number)
  .action(async (book: string | undefined, flags: { edition?: string; port?: number }) => {
    const { runPreview } = await import('./preview.ts');
    await guarded(() => runPreview(book ?? '.', { ...flags, signal: abort.signal }));
  });

program
  .command('init [book]')
  .description('write a book.yaml from what is found: title, language, authors, order')
  .action(async (book: string | undefined) => {
    await guarded(async () => {
      const { diagnostics, path, found } = await init(book ?? '.');
      process.stderr.write(formatDiagnostics(diagnostics));
      if (path === undefined) process.exitCode = EXIT.manuscript;
      process.stdout.write(
        path === undefined
          ? `${formatCounts(diagnostics)}: nothing was written\n`
          : `${found.map((line) => `  ${line}\n`).join('')}  ${relative(process.cwd(), path) || path}\n`,
      );
    });
  });

await program.parseAsync();

async function runBuild(book: string, flags: BuildFlags): Promise<void> {
  const started = performance.now();
  const progress = flags.json ? silentProgress : terminalProgress(process.stderr);
  await guarded(async () => {
    const report = await build(book, {
      ...(flags.format === undefined ? {} : { format: flags.format }),
      ...(flags.edition === undefined ? {} : { edition: flags.edition }),
      ...(flags.out === undefined ? {} : { out: flags.out }),
      signal: abort.signal,
      progress,
      notice: (message) => process.stderr.write(`note: ${message}\n`),
    });
    progress.done();
    const seconds = (performance.now() - started) / 1000;
    printReport(report, flags, formatSummary(report, seconds, process.cwd()), { seconds });
  });
}

async function runCheck(book: string, flags: BuildFlags): Promise<void> {
  const progress = flags.json ? silentProgress : terminalProgress(process.stderr);
  await guarded(async () => {
    const report = await check(book, { progress });
    progress.done();
    printReport(report, flags, `  ${formatCounts(report.diagnostics)}\n`, {});
  });
}

function printReport(report: BuildReport, flags: BuildFlags, summary: string, more: object): void {
  const failed = hasError(report.diagnostics);
  if (flags.json) process.stdout.write(`${JSON.stringify({ ok: !failed, ...report, ...more }, null, 2)}\n`);
  else {
    process.stderr.write(formatDiagnostics(report.diagnostics));
    process.stdout.write(failed ? `${formatCounts(report.diagnostics)}: nothing was written\n` : summary);
  }
  process.exitCode = failed ? EXIT.manuscript : EXIT.ok;
}

/** Environment failures are a message and a hint, never a stack trace. */
async function guarded(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (error instanceof BuildError)
      process.stderr.write(`error: ${error.message}  [${error.code}]\n    ${error.hint}\n`);
    else if (error instanceof TypeError) process.stderr.write(`error: ${error.message}\n`);
    else
      process.stderr.write(
        `error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    process.exitCode = EXIT.other;
  }
}
