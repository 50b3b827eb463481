import { relative } from 'node:path';
import type { BrowserStore, StoredBrowser } from './browser-engine.ts';
import { cachedFolder, presentFolder } from './cache-folder.ts';

/** What to download and how. */
export interface DownloadOptions {
  /** Exact version of Chrome for Testing. */
  readonly version: string;
  /** Caches that may hold it, best first. */
  readonly roots: readonly string[];
  /** Base address of a mirror; the library's own when absent. */
  readonly mirror?: string | undefined;
  /** Stops waiting; an unfinished download is left to the end of the process. */
  readonly signal?: AbortSignal | undefined;
  /** Told the part done, from 0 to 1. */
  readonly progress?: ((fraction: number) => void) | undefined;
}

/** A connection that says nothing for so long is dead, in ms; the library itself would wait for ever. */
const STALL = 60_000;

/** The executable of an earlier download, or undefined. */
export async function downloadedBrowser(
  store: BrowserStore,
  options: Pick<DownloadOptions, 'version' | 'roots'>,
): Promise<string | undefined> {
  const folder = await presentFolder({ roots: options.roots, name: folderName(options.version) });
  return folder === undefined ? undefined : executableIn(store, folder, options.version);
}

/**
 * Downloads Chrome for Testing into a cache of ours. Not into puppeteer's, whose folder appears before
 * it is whole, so that an interrupted download would be taken for a browser for ever after.
 * @throws whatever stopped the download; the signal's reason when aborted
 */
export async function downloadBrowser(store: BrowserStore, options: DownloadOptions): Promise<string> {
  const folder = await cachedFolder({
    roots: options.roots,
    name: folderName(options.version),
    fill: (target) => install(store, target, options),
  });
  return executableIn(store, folder, options.version);
}

function folderName(version: string): string {
  // The version may come from a variable; it must not lead out of the cache.
  return `chrome-${version.replace(/[^\w.-]/gu, '_').replace(/^\.+/u, '_')}`;
}

function executableIn(store: BrowserStore, cacheDir: string, buildId: string): string {
  return store.computeExecutablePath({ browser: 'chrome', cacheDir, buildId });
}

async function install(store: BrowserStore, cacheDir: string, options: DownloadOptions): Promise<void> {
  const { signal, progress, version, mirror } = options;
  signal?.throwIfAborted();
  const watch = new StallWatch();
  const gaveUp = new Promise<never>((_, reject) => watch.start(reject, signal));
  const downloadProgressCallback = (done: number, total: number): void => {
    // The unpacking that follows the last byte reports nothing and may take long on a slow disk.
    if (total > 0 && done < total) watch.alive();
    else watch.stop();
    if (total > 0) progress?.(done / total);
  };
  const mirrored = mirror === undefined ? {} : { baseUrl: mirror };
  const stored: StoredBrowser = { browser: 'chrome', cacheDir, buildId: version };
  const installing = store.install({ ...stored, ...mirrored, downloadProgressCallback });
  // Once it was given up, nobody waits for its failure any more.
  installing.catch(() => {});
  try {
    const { executablePath } = await Promise.race([installing, gaveUp]);
    const inside = relative(cacheDir, executablePath);
    if (inside.startsWith('..')) throw new Error(`Unexpected place of the browser: \`${inside}\`.`);
  } finally {
    watch.end();
  }
}

/** Gives a download up when it stands still or is aborted. Keeps no process alive after `end`. */
class StallWatch {
  #timer: NodeJS.Timeout | undefined;
  #over: (() => void) | undefined;
  #ended = false;
  #stalled = (): void => {};

  start(giveUp: (reason: unknown) => void, signal: AbortSignal | undefined): void {
    const aborted = (): void => giveUp(signal?.reason);
    signal?.addEventListener('abort', aborted, { once: true });
    this.#over = () => signal?.removeEventListener('abort', aborted);
    this.#stalled = () =>
      giveUp(new Error(`The download stood still for ${STALL / 1000} seconds, so it was given up.`));
    this.alive();
  }

  alive(): void {
    this.stop();
    // A download that was given up still reports.
    if (!this.#ended) this.#timer = setTimeout(this.#stalled, STALL);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  end(): void {
    this.#ended = true;
    this.stop();
    this.#over?.();
  }
}
