import { spawn } from 'node:child_process';
import type { Browser } from 'puppeteer';
import type { Machine } from './browser-discovery.ts';
import type { BrowserEngine } from './browser-engine.ts';
import type { SessionFolder } from './browser-session.ts';
import { errorMessage } from './file-error.ts';

/** A browser that is there and can be started. */
export interface Startable {
  /** Path of the program. */
  readonly executable: string;
  /** `shell` for the old headless mode, the only one the package has; true for the new one. */
  readonly headless: 'shell' | true;
  /** Folder of libraries to use where the machine lacks some (Linux). */
  readonly libraries?: string | undefined;
}

/** What starting needs besides the browser. */
export interface StartOptions {
  /** Puppeteer. */
  readonly engine: BrowserEngine;
  /** Where the browser writes. */
  readonly session: SessionFolder;
  /** Where it is to run. */
  readonly machine: Machine;
  /** Kills a browser that is starting. */
  readonly signal?: AbortSignal | undefined;
  /** For the user: something is not as it should be. */
  readonly notice: (message: string) => void;
}

/** Time for a start on a busy machine, in ms. */
const START_TIME = 60_000;

/** Time a program gets to say why it does not start, in ms. */
const EXPLAIN_TIME = 10_000;

/**
 * What puppeteer does not already pass (it switches off background networking, sync, extensions, default
 * apps, the first run and /dev/shm). Glyph positions must not be hinted to pixels, as they go to paper.
 * The network is closed in the browser too, although every request is answered by us: a gap in the
 * interception must not become a request.
 */
const FLAGS: readonly string[] = [
  '--font-render-hinting=none',
  '--disable-gpu',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--no-default-browser-check',
  '--no-pings',
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--lang=en-US',
];

/** How Chromium says that the system does not let it build its sandbox (zygote_host_impl_linux.cc). */
const NO_SANDBOX = /No usable sandbox|SUID sandbox helper|Failed to move to new namespace/u;

/**
 * Starts a browser, with the sandbox wherever the machine allows it.
 * @throws Error that says why it does not start; the signal's reason when aborted
 */
export async function startBrowser(target: Startable, options: StartOptions): Promise<Browser> {
  const env = await loadableEnvironment(target, options);
  // Chromium's sandbox refuses to work for root.
  const root = options.machine.uid === 0;
  const open = root ? [...FLAGS, '--no-sandbox'] : FLAGS;
  try {
    return await startAgain(() => launch(target, options, env, open), options.signal);
  } catch (error) {
    const said = await explain(target, options, env, open);
    if (root || !NO_SANDBOX.test(said)) throw new Error(reason(said, error), { cause: error });
    const browser = await launch(target, options, env, [...FLAGS, '--no-sandbox']);
    options.notice(
      'The browser runs without its sandbox, because this system does not allow unprivileged user namespaces.',
    );
    return browser;
  }
}

/** How puppeteer tells that a browser has ended while it was asked something. */
const ENDED =
  /^(?:TargetClose|ConnectionClosed)Error|main frame too early|detached Frame|(?:Session|Connection) closed/;

/** Tries once more what ends while it starts, for want of memory or by another's hand. */
export async function startAgain<Result>(
  attempt: () => Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  try {
    return await attempt();
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof Error) || !ENDED.test(`${error.name} ${error.message}`)) throw error;
    return attempt();
  }
}

async function launch(
  target: Startable,
  options: StartOptions,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<Browser> {
  const { signal } = options;
  signal?.throwIfAborted();
  try {
    const launched = options.engine.launch({
      executablePath: target.executable,
      headless: target.headless,
      args: [...args],
      env,
      userDataDir: options.session.profile,
      // A port could be used by every user of the machine; and a browser ends when its pipe ends, also
      // if we are killed.
      pipe: true,
      timeout: START_TIME,
      protocolTimeout: 0,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ...(signal === undefined ? {} : { signal }),
    });
    return await whileNotAborted(launched, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/**
 * The answer of a browser, or the signal's reason when aborted: one that is killed in the midst of a question may leave
 * it without an answer for ever.
 */
export async function whileNotAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return answer;
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    const result = await Promise.race([answer, aborted]);
    signal.throwIfAborted();
    return result;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/**
 * The environment in which all libraries are found. Our own ones stand in only where the machine lacks
 * some, since its own get its security updates. Whether it does is asked of the dynamic loader (ld.so(8),
 * LD_TRACE_LOADED_OBJECTS), which takes 15 ms and starts nothing.
 *
 * It also finds out whether the program can be started at all: with a pipe, puppeteer does not listen for
 * a failing spawn, which would end our process.
 */
async function loadableEnvironment(
  target: Startable,
  options: StartOptions,
): Promise<Readonly<Record<string, string>>> {
  const { env } = options.session;
  if (options.machine.platform === 'win32') return env;
  // musl's loader knows no such question.
  if (!options.machine.glibc) {
    const { failure } = await run(target.executable, ['--version'], env, options.signal);
    if (failure !== undefined) throw new Error(failure);
    return env;
  }
  const lacking = await missingLibraries(target.executable, env, options.signal);
  if (lacking.length === 0) return env;
  if (target.libraries === undefined) throw lackError(lacking);
  const { LD_LIBRARY_PATH: existing = '', ...others } = env;
  const path = [existing, target.libraries].filter((part) => part !== '').join(':');
  const helped = { ...others, LD_LIBRARY_PATH: path };
  const still = await missingLibraries(target.executable, helped, options.signal);
  if (still.length > 0) throw lackError(still);
  return helped;
}

function lackError(libraries: readonly string[]): Error {
  return new Error(`it needs system libraries that are not installed: ${libraries.join(', ')}`);
}

/** Libraries that are missing or too old. A program that is a script has none, and is not run. */
async function missingLibraries(
  executable: string,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const asking = { ...env, LD_TRACE_LOADED_OBJECTS: '1', LD_WARN: '1' };
  const { output, failure } = await run(executable, [], asking, signal);
  if (failure !== undefined) throw new Error(failure);
  return lackingLibraries(output);
}

/** Reads the dynamic loader's list: libraries that are not found, and those that lack a needed version. */
export function lackingLibraries(list: string): readonly string[] {
  const missing = [...list.matchAll(/^\s*(\S+) => not found/gmu)].map((match) => match[1] ?? '');
  const unloaded = [...list.matchAll(/error while loading shared libraries: ([^\s:]+): cannot/gu)].map(
    (match) => match[1] ?? '',
  );
  const old = [...list.matchAll(/(\S+): version `([^']+)' not found/gu)].map(
    (match) => `${match[1]?.split('/').at(-1)} (${match[2]})`,
  );
  return [...new Set([...missing, ...unloaded, ...old])];
}

/** Runs the failing program once more to read what it says; puppeteer does not tell. */
async function explain(
  target: Startable,
  options: StartOptions,
  env: Readonly<Record<string, string>>,
  flags: readonly string[],
): Promise<string> {
  const profile = `--user-data-dir=${options.session.profile}`;
  const args = ['--headless', '--disable-dev-shm-usage', profile, ...flags, '--dump-dom', 'about:blank'];
  const { output } = await run(target.executable, args, env, options.signal);
  return output;
}

/** The line that matters in what Chromium says, without its process number and time. */
function reason(said: string, error: unknown): string {
  const lines = said.split('\n').map((line) => line.trim());
  const line = lines.find((text) => /FATAL|error while loading/u.test(text));
  if (line !== undefined) return line.replace(/^\[[^\]]*\]\s*/u, '');
  const closed = error instanceof Error && error.name === 'TargetCloseError';
  return closed ? 'it ended while it was starting' : errorMessage(error);
}

interface Ran {
  /** What it wrote to both streams. */
  readonly output: string;
  /** Why it could not be started at all. */
  readonly failure?: string;
}

async function run(
  executable: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<Ran> {
  signal?.throwIfAborted();
  const ran = await new Promise<Ran>((resolve) => {
    let output = '';
    const child = spawn(executable, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const stop = (): void => {
      killGroup(child.pid);
      child.kill('SIGKILL');
    };
    const timer = setTimeout(stop, EXPLAIN_TIME);
    const over = (result: Ran): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolve(result);
    };
    signal?.addEventListener('abort', stop, { once: true });
    const hear = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error) => over({ output, failure: errorMessage(error) }));
    child.on('close', () => over({ output }));
  });
  signal?.throwIfAborted();
  return ran;
}

/** Ends a program with all it has started (POSIX); one that is gone already is no error. */
export function killGroup(pid: number | undefined): void {
  if (pid === undefined || process.platform === 'win32') return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // ESRCH: everything of it is gone.
  }
}
