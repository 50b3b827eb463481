#!/usr/bin/env node
import { relative, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { checkEpub } from './check-epub.ts';
import { checkPdf } from './check-pdf.ts';
import { fix } from './fix.ts';
import { init } from './init.ts';
import { BuildError } from './model/build-error.ts';
import { hasError } from './model/diagnostic.ts';
import type { FormatName } from './model/edition.ts';
import type { Progress } from './model/progress.ts';
import { type BuildReport, build, check } from './pipeline.ts';
import { packageVersion } from './platform/package-files.ts';
import { silentProgress, terminalProgress } from './platform/progress.ts';
import { formatCounts, formatDiagnostics, formatExamined, formatFixed, formatSummary } from './report.ts';
import { formatFailure, placedFrom, REPORTERS, type ReporterName, writeReport } from './reporters.ts';

/** Nothing to report; errors of the author's; anything else but a signal. */
const EXIT = { ok: 0, manuscript: 1, other: 2 } as const;

/** Exit codes of commands that a signal stopped, as shells have them: 128 and the signal's number. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

interface ReportFlags {
  readonly reporter: ReporterName;
}

interface CheckFlags extends ReportFlags {
  readonly fix?: boolean;
}

interface BuildFlags extends ReportFlags {
  readonly format?: FormatName;
  readonly edition?: string;
  readonly out?: string;
  readonly cache: boolean;
}

interface PreviewFlags {
  readonly edition?: string;
  readonly port?: number;
  readonly host?: string;
  readonly editor: string;
}

const version = await packageVersion();

/** How a command tells what it found. */
const reporter = () =>
  new Option(
    '--reporter <form>',
    'how to report: sarif for code scanning, github for annotations of its workflows',
  )
    .choices(REPORTERS)
    .default('text');
const asJson = () =>
  new Option('--json', 'one JSON document on standard output: --reporter json').implies({ reporter: 'json' });

const abort = new AbortController();
// SIGHUP: the terminal was closed.
let stopped: keyof typeof SIGNALS | undefined;
for (const name of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) {
  process.once(name, () => {
    stopped ??= name;
    abort.abort(new BuildError('interrupted', `Stopped by ${name}`, 'Nothing was written.'));
  });
}

/** The exit code of a command that failed. */
function failureCode(): number {
  return stopped === undefined ? EXIT.other : SIGNALS[stopped];
}

const program = new Command('banxin')
  .description('版心: books in Chinese, Japanese and Korean from Markdown, as PDF, EPUB and live preview')
  .version(version);

program
  .command('build [book]')
  .description('build the editions of a book (a folder with manuscript/ or just Markdown files)')
  .addOption(
    new Option('--format <format>', 'only editions of this format').choices(['pdf', 'epub', 'cover']),
  )
  .option('--edition <name>', 'only this edition')
  .option('--out <folder>', "folder for the finished books (default: the book's dist/)")
  .option('--no-cache', 'build anew what has not changed since it was built')
  .addOption(reporter())
  .addOption(asJson())
  .action((book: string | undefined, flags: BuildFlags) => runBuild(book ?? '.', flags));

program
  .command('check [book]')
  .description(
    'read and check a book without building it, or examine a finished .pdf as a printing house would, a finished .epub as a store would',
  )
  .option('--fix', 'first mend in the Markdown files what rules of prose find (docs/diagnostics.md)')
  .addOption(reporter())
  .addOption(asJson())
  .action((book: string | undefined, flags: CheckFlags) => runCheck(book ?? '.', flags));

program
  .command('preview [book]')
  .description('serve the very pages on 127.0.0.1, following the files')
  .option('--edition <name>', 'the edition to show (default: the first PDF)')
  .option('--port <number>', 'port (default: any free one)', Number)
  .option('--host <address>', 'listen at this address; without it, this machine alone can look (127.0.0.1)')
  .addOption(
    new Option(
      '--editor <editor>',
      'what opens the manuscript at a click: vscode, vscodium, cursor, zed, idea, textmate, none, or a URL with {file}, {line} and {column}',
    )
      .env('BANXIN_EDITOR')
      .default('vscode'),
  )
  .action(async (book: string | undefined, flags: PreviewFlags) => {
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
  const progress = progressFor(flags);
  await reported(book, flags, async () => {
    const report = await build(book, {
      ...(flags.format === undefined ? {} : { format: flags.format }),
      ...(flags.edition === undefined ? {} : { edition: flags.edition }),
      ...(flags.out === undefined ? {} : { out: flags.out }),
      cache: flags.cache,
      signal: abort.signal,
      progress,
      notice,
    });
    progress.done();
    const seconds = (performance.now() - started) / 1000;
    return { report, seconds, summary: formatSummary(report, seconds, process.cwd()) };
  });
}

async function runCheck(book: string, flags: CheckFlags): Promise<void> {
  const examineFile = /\.pdf$/i.test(book)
    ? checkPdf
    : /\.epub$/i.test(book)
      ? (path: string) => checkEpub(path, notice)
      : undefined;
  if (examineFile !== undefined) {
    const examine = async () => {
      const report = await examineFile(book);
      return { report, summary: formatExamined(report) };
    };
    return reported(book, flags, examine, { writes: false });
  }
  const progress = progressFor(flags);
  await reported(book, flags, async () => {
    const fixed = flags.fix === true ? await fix(book) : [];
    const report = await check(book, { progress });
    progress.done();
    const summary = `  ${formatCounts(report.diagnostics)}\n`;
    return { report: { ...report, ...(flags.fix === true && { fixed }) }, summary };
  });
}

function notice(message: string): void {
  process.stderr.write(`note: ${message}\n`);
}

function progressFor({ reporter }: ReportFlags): Progress {
  return reporter === 'text' ? terminalProgress(process.stderr) : silentProgress;
}

/** Runs a command and tells what it came to. */
async function reported(
  book: string,
  { reporter }: ReportFlags,
  run: () => Promise<{ report: BuildReport; summary: string; seconds?: number }>,
  { writes = true } = {},
): Promise<void> {
  await guarded(async () => {
    const outcome = await run().catch((failure: unknown) => {
      if (failure instanceof BuildError) return { failure, summary: '' };
      throw failure;
    });
    const report = 'report' in outcome ? outcome.report : undefined;
    const diagnostics = placedFrom(process.cwd(), resolve(book), report?.diagnostics ?? []);
    const isRefused = hasError(diagnostics);
    const { stdout, stderr } = writeReport(reporter, {
      ...outcome,
      ...(report !== undefined && { report: { ...report, diagnostics } }),
      summary:
        formatFixed(report?.fixed ?? []) +
        (isRefused && writes ? `${formatCounts(diagnostics)}: nothing was built\n` : outcome.summary),
      version,
    });
    process.stderr.write(stderr);
    process.stdout.write(stdout);
    process.exitCode = report === undefined ? failureCode() : isRefused ? EXIT.manuscript : EXIT.ok;
  });
}

/** Failures are a message and a hint, never a stack trace, unless they are ours. */
async function guarded(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (error instanceof BuildError) process.stderr.write(formatFailure(error));
    else if (error instanceof TypeError) process.stderr.write(`error: ${error.message}\n`);
    else
      process.stderr.write(
        `error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    process.exitCode = failureCode();
  }
}
