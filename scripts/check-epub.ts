import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { ace } from './formats/epub/examine/ace.ts';
import type { Checker } from './formats/epub/examine/checker.ts';
import { EPUBCHECK_FOR_NODE, epubCheck } from './formats/epub/examine/epubcheck.ts';
import { examineEpub } from './formats/epub/examine/examine-epub.ts';
import { BuildError } from './model/build-error.ts';
import { sortDiagnostics } from './model/diagnostic.ts';
import { NO_TIME } from './model/pagination.ts';
import type { BuildReport } from './pipeline.ts';
import { type BrowserSession, openBrowser } from './platform/browser.ts';
import { type ProgramResult, programPath, runProgram } from './platform/programs.ts';

/**
 * Examines a finished EPUB, of whatever program, as a store would, and lets the checkers examine it that are there.
 * @param notice told of the machine, such as a browser that is none of ours
 * @throws BuildError `file-unreadable` when there is no such file
 */
export async function checkEpub(file: string, notice: (message: string) => void): Promise<BuildReport> {
  const path = resolve(file);
  const bytes = await readFile(path).catch((cause: unknown) => {
    const message = `The file \`${basename(path)}\` cannot be read`;
    throw new BuildError('file-unreadable', message, 'Check its path.', { cause });
  });
  const folder = await mkdtemp(join(tmpdir(), 'banxin-check-'));
  const browser = new LateBrowser(notice);
  try {
    const checkers: readonly Checker[] = [
      EPUBCHECK_FOR_NODE,
      epubCheck(runIfThere),
      ace(() => browser.newPage()),
    ];
    const { diagnostics, checkers: verdicts } = await examineEpub({ bytes, path, folder }, checkers);
    return {
      files: [{ edition: '', path, bytes: bytes.length }],
      diagnostics: sortDiagnostics(diagnostics),
      checkers: verdicts,
      layout: NO_TIME,
    };
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runIfThere(name: string, args: readonly string[]): Promise<ProgramResult | undefined> {
  if (programPath(name) === undefined) return undefined;
  return runProgram(name, args, (missing) => new Error(`\`${missing}\` is not on the PATH`));
}

/** A browser that starts when the first tab is asked for. */
class LateBrowser {
  readonly #notice: (message: string) => void;
  #session: Promise<BrowserSession> | undefined;

  constructor(notice: (message: string) => void) {
    this.#notice = notice;
  }

  async newPage() {
    this.#session ??= openBrowser({ notice: this.#notice });
    return (await this.#session).newPage();
  }

  async close(): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    await session?.close();
  }
}
