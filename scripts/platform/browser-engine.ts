import { createRequire } from 'node:module';
import type { Browser, LaunchOptions } from 'puppeteer';

/** The part of `@puppeteer/browsers` we use; it knows where Chrome for Testing lies and how to get it. */
export interface BrowserStore {
  /** Path of the executable in a store, whether or not it is there. Throws on an unknown platform. */
  computeExecutablePath(options: StoredBrowser): string;
  /** Downloads and unpacks; answers to proxy variables. */
  install(
    options: StoredBrowser & {
      baseUrl?: string;
      downloadProgressCallback: (done: number, total: number) => void;
    },
  ): Promise<{ readonly executablePath: string }>;
}

/** One browser in a store. */
export interface StoredBrowser {
  /** Always Chrome: the headless shell of the store lacks nothing, but Chrome is what users have. */
  readonly browser: 'chrome';
  /** Folder of the store. */
  readonly cacheDir: string;
  /** Exact version. */
  readonly buildId: string;
}

/** Puppeteer without its configuration files. */
export interface BrowserEngine {
  /** Starts a browser. */
  launch(options: LaunchOptions): Promise<Browser>;
  /** Where downloaded browsers lie. */
  readonly store: BrowserStore;
  /** The version of Chrome that this puppeteer is made for. */
  readonly chromeVersion: string;
}

/**
 * Loads puppeteer's own parts instead of `puppeteer` itself, which on import looks for
 * `.puppeteerrc.cjs` and the like from the working folder upwards *and runs it*: a book's folder could
 * run code by being built. The parts are found from puppeteer, so that no layout of `node_modules`
 * matters. Loading takes 0.2 s, so it is done when a browser is wanted.
 */
export function loadEngine(): BrowserEngine {
  const load = createRequire(import.meta.resolve('puppeteer'));
  const core: { launch: BrowserEngine['launch'] } = load('puppeteer-core');
  const store: BrowserStore = load('@puppeteer/browsers');
  const revisions: { PUPPETEER_REVISIONS: { chrome: string } } = load('puppeteer-core/internal/revisions.js');
  return { launch: core.launch, store, chromeVersion: revisions.PUPPETEER_REVISIONS.chrome };
}
