import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import type { Browser, Page } from 'puppeteer';
import { BuildError } from '../model/build-error.ts';
import {
  type BrowserOrigin,
  type Candidate,
  cacheRoots,
  candidates,
  type Environment,
  EXECUTABLE_VARIABLE,
  type Machine,
} from './browser-discovery.ts';
import { downloadBrowser, downloadedBrowser } from './browser-download.ts';
import { type BrowserEngine, loadEngine } from './browser-engine.ts';
import { FIRST_VERSION, missingFeatures } from './browser-features.ts';
import { type Startable, startAgain, startBrowser, whileNotAborted } from './browser-launch.ts';
import {
  type BrowserPackage,
  findBrowserPackage,
  unpackBrowser,
  unpackFallbackFont,
} from './browser-package.ts';
import { watchPulse } from './browser-pulse.ts';
import { type SessionFolder, sessionFolder } from './browser-session.ts';
import { stopBrowser, stopBrowserNow } from './browser-stop.ts';
import { errorMessage } from './file-error.ts';

export type { BrowserOrigin } from './browser-discovery.ts';

/** A running browser of ours. Whoever opens it closes it, also on SIGINT and SIGTERM. */
export interface BrowserSession {
  /** Version of Chromium, for example `153.0.8010.0`; lines depend on it. */
  readonly version: string;
  /** Where the browser came from. */
  readonly origin: BrowserOrigin;
  /**
   * Opens an empty tab.
   * @throws BuildError `browser-closed` after the end or a crash; the signal's reason when aborted
   */
  newPage(): Promise<Page>;
  /** Ends the browser and removes its files; may be called again. Afterwards no process is left. */
  close(): Promise<void>;
}

/** How a browser is opened. */
export interface OpenOptions {
  /** Stops the opening; later, kills the browser. */
  readonly signal?: AbortSignal;
  /** For the user: a sentence about something that is not as it should be. */
  readonly notice: (message: string) => void;
  /** Told how far (0 to 1) the unpacking or the download is; the second argument is an English phrase. */
  readonly progress?: (fraction: number, what: string) => void;
  /** Instead of `process.env`, for tests. */
  readonly env?: Environment;
  /** How long it may not answer before it is taken for hung, ms. */
  readonly patience?: number;
}

interface World {
  readonly env: Environment;
  readonly machine: Machine;
  readonly roots: readonly string[];
  readonly engine: BrowserEngine;
  readonly package: BrowserPackage | undefined;
  readonly fonts: string | undefined;
  readonly options: OpenOptions;
}

/**
 * Opens the best browser there is (see `candidates` for the order), after making sure that it knows the
 * CSS our pages are built on.
 * @throws BuildError `browser-missing`, `browser-too-old`, `browser-start-failed` or `temporary-folder`;
 * the signal's reason when aborted
 */
export async function openBrowser(options: OpenOptions): Promise<BrowserSession> {
  options.signal?.throwIfAborted();
  const world = await lookAround(options);
  const failures: string[] = [];
  let tooOld: BuildError | undefined;
  for (const candidate of candidates(world.env, world.machine)) {
    try {
      const target = await locate(candidate, world);
      if (target !== undefined)
        return await startAgain(() => start(candidate, target, world), options.signal);
    } catch (error) {
      options.signal?.throwIfAborted();
      // The one the user names is the only candidate, and a temporary folder is the same for all.
      if (error instanceof BuildError && error.code === 'temporary-folder') throw error;
      if (candidate.origin === 'environment') throw environmentFailure(candidate.path, error);
      if (error instanceof BuildError && error.code === 'browser-too-old') tooOld ??= error;
      const failure = failureOf(candidate, error);
      failures.push(failure);
      options.notice(failure);
    }
  }
  throw tooOld ?? missing(failures, world.machine);
}

async function lookAround(options: OpenOptions): Promise<World> {
  const env = options.env ?? process.env;
  const machine = thisMachine(env);
  const roots = cacheRoots(env, machine);
  const found = findBrowserPackage();
  let fonts: string | undefined;
  // Elsewhere than on Linux the browser asks the system for fonts, and cannot be told otherwise.
  if (machine.platform === 'linux' && found !== undefined) {
    try {
      fonts = await unpackFallbackFont(found, roots, options.signal);
    } catch (error) {
      options.signal?.throwIfAborted();
      options.notice(
        `Fonts of this system may show, as the fallback font could not be unpacked: ${errorMessage(error)}`,
      );
    }
  }
  return { env, machine, roots, engine: loadEngine(), package: found, fonts, options };
}

/** The machine as the ways to a browser see it. */
export function thisMachine(env: Environment): Machine {
  const uid = process.getuid?.();
  return {
    platform: process.platform,
    arch: process.arch,
    glibc: process.platform === 'linux' && hasGlibc(),
    home: (process.platform === 'win32' ? undefined : env.HOME) ?? systemHome(),
    temporary: tmpdir(),
    ...(uid === undefined ? {} : { uid }),
  };
}

/** A user without an entry in passwd, as containers have them, has no home. */
function systemHome(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}

function hasGlibc(): boolean {
  const report: unknown = process.report?.getReport();
  if (typeof report !== 'object' || report === null || !('header' in report)) return false;
  const { header } = report;
  return typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
}

/** Makes a candidate startable, or gives undefined when it is simply not there. */
async function locate(candidate: Candidate, world: World): Promise<Startable | undefined> {
  const { engine, roots, options } = world;
  const { signal, progress } = options;
  switch (candidate.origin) {
    case 'environment': {
      if (existsSync(candidate.path)) return { executable: candidate.path, headless: true };
      const problem = `\`${EXECUTABLE_VARIABLE}\` names \`${candidate.path}\`, which does not exist.`;
      throw new BuildError(
        'browser-missing',
        problem,
        'Correct the variable, or unset it to use the pinned browser.',
      );
    }
    case 'puppeteer-cache': {
      const buildId = candidate.version ?? engine.chromeVersion;
      return ifThere(
        engine.store.computeExecutablePath({ browser: 'chrome', cacheDir: candidate.folder, buildId }),
      );
    }
    case 'package': {
      if (world.package === undefined) return undefined;
      const report = (fraction: number): void => progress?.(fraction, 'unpacking the browser');
      const unpacked = await unpackBrowser(world.package, roots, { signal, progress: report });
      return { ...unpacked, headless: 'shell' };
    }
    case 'system':
      return ifThere(candidate.path);
    case 'download': {
      const version = candidate.version ?? engine.chromeVersion;
      if (!candidate.fetch) return ifThere(await downloadedBrowser(engine.store, { version, roots }));
      const report = (fraction: number): void => progress?.(fraction, 'downloading a browser');
      const { mirror } = candidate;
      return ifThere(
        await downloadBrowser(engine.store, { version, roots, mirror, signal, progress: report }),
      );
    }
  }
}

function ifThere(executable: string | undefined): Startable | undefined {
  return executable !== undefined && existsSync(executable) ? { executable, headless: true } : undefined;
}

async function start(candidate: Candidate, target: Startable, world: World): Promise<BrowserSession> {
  const { env, machine, engine, options } = world;
  const { signal, notice } = options;
  const folder = await sessionFolder(machine.temporary, env, machine.platform, world.fonts);
  let browser: Browser | undefined;
  let stopWatch = (): void => {};
  try {
    const started = await startBrowser(target, { engine, session: folder, machine, signal, notice });
    browser = started;
    // Whoever waits for an answer gets an error when it is killed.
    stopWatch = watchPulse(
      started,
      () => {
        notice('The browser does not answer any more and was ended.');
        void stopBrowser(started, folder, true).catch(() => {});
      },
      options.patience,
    );
    const version = (await browser.version()).split('/').at(-1) ?? '';
    const lacking = await whileNotAborted(missingFeatures(browser), signal);
    if (lacking.length > 0) throw outdated(candidate, version, lacking);
    if (candidate.origin === 'system') {
      notice(`Using ${describe(candidate)}, version ${version}: lines may differ from the pinned browser's.`);
    }
    return openSession(browser, folder, { version, origin: candidate.origin, stopWatch }, signal);
  } catch (error) {
    stopWatch();
    if (browser === undefined) await folder.remove();
    else await stopBrowser(browser, folder, true);
    throw error;
  }
}

function openSession(
  browser: Browser,
  folder: SessionFolder,
  { stopWatch, ...about }: Pick<BrowserSession, 'version' | 'origin'> & { stopWatch: () => void },
  signal: AbortSignal | undefined,
): BrowserSession {
  let ended: Promise<void> | undefined;
  const atExit = (): void => stopBrowserNow(browser, folder);
  const end = (force: boolean): Promise<void> => {
    stopWatch();
    ended ??= stopBrowser(browser, folder, force).finally(() => {
      process.off('exit', atExit);
      signal?.removeEventListener('abort', aborted);
    });
    return ended;
  };
  // Whoever awaits close() hears of a failure; an abort that nobody awaits must not end our process.
  const aborted = (): void => void end(true).catch(() => {});
  process.once('exit', atExit);
  signal?.addEventListener('abort', aborted, { once: true });
  return {
    ...about,
    close: () => end(false),
    newPage: async () => {
      signal?.throwIfAborted();
      if (ended === undefined && browser.connected) return browser.newPage();
      const problem = ended === undefined ? 'The browser has crashed.' : 'The browser is already closed.';
      throw new BuildError(
        'browser-closed',
        problem,
        'Run the command again; if it happens again, report it.',
      );
    },
  };
}

function failureOf(candidate: Candidate, error: unknown): string {
  if (error instanceof BuildError && error.code === 'browser-too-old') return error.message;
  const subject = describe(candidate);
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)} could not be used: ${errorMessage(error)}`;
}

function describe(candidate: Candidate): string {
  switch (candidate.origin) {
    case 'environment':
      return `the browser \`${candidate.path}\``;
    case 'puppeteer-cache':
      return "the browser in puppeteer's cache";
    case 'package':
      return 'the browser of the package `@sparticuz/chromium`';
    case 'system':
      return `${candidate.name} of this system (\`${candidate.path}\`)`;
    case 'download':
      return candidate.fetch ? 'a download of Chrome' : 'the Chrome downloaded earlier';
  }
}

function outdated(candidate: Candidate, version: string, lacking: readonly string[]): BuildError {
  const list = lacking.map((feature) => `\`${feature}\``).join(', ');
  return new BuildError(
    'browser-too-old',
    `Version ${version} of ${describe(candidate)} does not know ${list}.`,
    candidate.origin === 'environment'
      ? `Unset \`${EXECUTABLE_VARIABLE}\` or let it name Chromium ${FIRST_VERSION} or later.`
      : `Update it to version ${FIRST_VERSION} or later, or run \`npx puppeteer browsers install chrome\`.`,
  );
}

function environmentFailure(path: string, error: unknown): unknown {
  if (error instanceof BuildError) return error;
  return new BuildError(
    'browser-start-failed',
    `The browser that \`${EXECUTABLE_VARIABLE}\` names (\`${path}\`) does not start: ${errorMessage(error)}`,
    `Try it by hand, or unset \`${EXECUTABLE_VARIABLE}\` to use the pinned browser.`,
    { cause: error },
  );
}

/** Names each way out that exists on this machine. */
function missing(failures: readonly string[], machine: Machine): BuildError {
  const ways = [
    'install Chrome, Chromium or Edge',
    `set \`${EXECUTABLE_VARIABLE}\` to the path of one`,
    'run `npx puppeteer browsers install chrome` (`PUPPETEER_CHROME_DOWNLOAD_BASE_URL` names a mirror, ' +
      '`HTTPS_PROXY` a proxy, and `PUPPETEER_SKIP_DOWNLOAD` must not be set)',
  ];
  if (machine.platform === 'linux' && machine.arch === 'x64') {
    ways.unshift('install the pinned browser with `npm install @sparticuz/chromium`');
  }
  const message = ['No browser was found that can lay out the pages.', ...failures].join('\n');
  return new BuildError('browser-missing', message, `One of these helps: ${ways.join('; ')}.`);
}
