import { posix, win32 } from 'node:path';

/** Where the browser came from; written into the build report, since layout depends on it. */
export type BrowserOrigin = 'environment' | 'puppeteer-cache' | 'package' | 'system' | 'download';

/** Environment variables, as `process.env` gives them; these are the ones we read ourselves. */
export interface Environment {
  /** Any other variable, passed on to the browser. */
  readonly [name: string]: string | undefined;
  /** Home folder (POSIX). */
  readonly HOME?: string | undefined;
  /** The user's folder for caches (XDG Base Directory Specification). */
  readonly XDG_CACHE_HOME?: string | undefined;
  /** The user's folder for data of this machine (Windows). */
  readonly LOCALAPPDATA?: string | undefined;
  /** Where puppeteer keeps its browsers. */
  readonly PUPPETEER_CACHE_DIR?: string | undefined;
  /** Version of Chrome to use from that cache or to download, instead of puppeteer's own. */
  readonly PUPPETEER_CHROME_VERSION?: string | undefined;
  /** Base address of a mirror for downloads. */
  readonly PUPPETEER_CHROME_DOWNLOAD_BASE_URL?: string | undefined;
}

/** What decides which browsers can run here. */
export interface Machine {
  /** As `process.platform`. */
  readonly platform: NodeJS.Platform;
  /** As `process.arch`. */
  readonly arch: string;
  /** Whether the C library is glibc; on musl (Alpine) no browser runs that was built for glibc. */
  readonly glibc: boolean;
  /** Home folder, empty when there is none. */
  readonly home: string;
  /** Folder for temporary files. */
  readonly temporary: string;
  /** Numeric user, absent on Windows. */
  readonly uid?: number;
}

/** One way to get a browser, not yet tried. */
export type Candidate =
  | { readonly origin: 'environment'; readonly path: string }
  | { readonly origin: 'puppeteer-cache'; readonly folder: string; readonly version?: string }
  | { readonly origin: 'package' }
  | { readonly origin: 'system'; readonly path: string; readonly name: string }
  | {
      readonly origin: 'download';
      readonly fetch: boolean;
      readonly version?: string;
      readonly mirror?: string;
    };

/** The variable by which a user decides; it is the only one that rules out all other ways. */
export const EXECUTABLE_VARIABLE = 'PUPPETEER_EXECUTABLE_PATH';

/**
 * The ways to a browser, best first. A pinned browser comes before whatever is installed, because lines
 * and pages depend on its version; an earlier download counts as pinned. Nothing is touched here.
 */
export function candidates(env: Environment, machine: Machine): readonly Candidate[] {
  const path = env[EXECUTABLE_VARIABLE];
  // Whoever names a browser wants that one: another would give other lines without a word.
  if (path !== undefined && path !== '') return [{ origin: 'environment', path }];
  const join = machine.platform === 'win32' ? win32.join : posix.join;
  const version = text(env.PUPPETEER_CHROME_VERSION);
  const mirror = text(env.PUPPETEER_CHROME_DOWNLOAD_BASE_URL);
  const pinned = version === undefined ? {} : { version };
  const source = mirror === undefined ? {} : { mirror };
  const downloadable = hasDownload(machine);
  const list: Candidate[] = [];
  const cache = text(env.PUPPETEER_CACHE_DIR) ?? (machine.home && join(machine.home, '.cache', 'puppeteer'));
  if (downloadable && cache !== '') list.push({ origin: 'puppeteer-cache', folder: cache, ...pinned });
  if (hasPackage(machine)) list.push({ origin: 'package' });
  if (downloadable) list.push({ origin: 'download', fetch: false, ...pinned, ...source });
  list.push(...systemBrowsers(env, machine));
  if (downloadable && !skipsDownload(env))
    list.push({ origin: 'download', fetch: true, ...pinned, ...source });
  return list;
}

/** The npm package holds a browser for Linux on x64 only. */
function hasPackage(machine: Machine): boolean {
  return machine.platform === 'linux' && machine.arch === 'x64' && machine.glibc;
}

/** Chrome for Testing is built for these; for Linux on ARM and for musl there is none. */
function hasDownload(machine: Machine): boolean {
  if (machine.platform === 'linux') return machine.arch === 'x64' && machine.glibc;
  return machine.platform === 'darwin' || machine.platform === 'win32';
}

/** Puppeteer's own switches against downloading; `0`, `false`, `off` and nothing mean no. */
function skipsDownload(env: Environment): boolean {
  const names = [
    'PUPPETEER_SKIP_DOWNLOAD',
    'PUPPETEER_CHROME_SKIP_DOWNLOAD',
    'PUPPETEER_SKIP_CHROME_DOWNLOAD',
  ];
  return names.some((name) => !['', '0', 'false', 'off'].includes((env[name] ?? '').toLowerCase()));
}

function text(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/** Chrome first, since its releases are what the pinned browsers are built from; then its relatives. */
function systemBrowsers(env: Environment, machine: Machine): readonly Candidate[] {
  const found = (name: string, paths: readonly string[]): readonly Candidate[] =>
    paths.map((path) => ({ origin: 'system', path, name }));
  switch (machine.platform) {
    case 'darwin':
      return MAC_APPLICATIONS.flatMap(([name, app]) =>
        found(
          name,
          ['', machine.home].map((root) => `${root}/Applications/${app}.app/Contents/MacOS/${app}`),
        ),
      ).filter((candidate, at, all) => all.findIndex((other) => samePath(candidate, other)) === at);
    case 'win32': {
      const roots = ['PROGRAMFILES', 'ProgramW6432', 'ProgramFiles(x86)', 'LOCALAPPDATA'];
      const folders = [...new Set(roots.map((root) => text(env[root])).filter((root) => root !== undefined))];
      return WINDOWS_PROGRAMS.flatMap(([name, program]) =>
        found(
          name,
          folders.map((folder) => win32.join(folder, program)),
        ),
      );
    }
    default:
      return LINUX_PROGRAMS.flatMap(([name, ...paths]) => found(name, paths));
  }
}

function samePath(a: Candidate, b: Candidate): boolean {
  return a.origin === 'system' && b.origin === 'system' && a.path === b.path;
}

const MAC_APPLICATIONS: readonly (readonly [name: string, app: string])[] = [
  ['Chrome', 'Google Chrome'],
  ['Chromium', 'Chromium'],
  ['Edge', 'Microsoft Edge'],
];

const WINDOWS_PROGRAMS: readonly (readonly [name: string, program: string])[] = [
  ['Chrome', 'Google\\Chrome\\Application\\chrome.exe'],
  ['Chromium', 'Chromium\\Application\\chrome.exe'],
  ['Edge', 'Microsoft\\Edge\\Application\\msedge.exe'],
];

/**
 * Fixed places instead of a search of PATH: a folder of the author's on PATH must not decide which
 * program is started. The snap is left out, since it sees neither our temporary folder nor our fonts.
 */
const LINUX_PROGRAMS: readonly (readonly [name: string, ...paths: string[]])[] = [
  ['Chrome', '/opt/google/chrome/chrome', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'],
  ['Chromium', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/lib/chromium/chromium'],
  ['Edge', '/opt/microsoft/msedge/msedge', '/usr/bin/microsoft-edge-stable', '/usr/bin/microsoft-edge'],
];

/**
 * Folders that may hold our unpacked browser, best first: the user's cache, then a private one beside
 * the temporary files, for machines where there is no home or it cannot be written.
 */
export function cacheRoots(env: Environment, machine: Machine): readonly string[] {
  const join = machine.platform === 'win32' ? win32.join : posix.join;
  const roots: string[] = [];
  const xdg = text(env.XDG_CACHE_HOME);
  const local = text(env.LOCALAPPDATA);
  // A relative XDG path is to be ignored (XDG Base Directory Specification 0.8, "Basics").
  if (xdg !== undefined && posix.isAbsolute(xdg) && machine.platform !== 'win32')
    roots.push(join(xdg, 'banxin'));
  else if (machine.platform === 'win32' && local !== undefined) roots.push(join(local, 'banxin', 'Cache'));
  else if (machine.home !== '') {
    const caches = machine.platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'];
    roots.push(join(machine.home, ...caches, 'banxin'));
  }
  // The user's number keeps apart the folders of several users of one machine.
  roots.push(join(machine.temporary, machine.uid === undefined ? 'banxin' : `banxin-${machine.uid}`));
  return roots;
}
