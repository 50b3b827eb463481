import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FontFiles } from './fonts/subset-faces.ts';
import type { DiagramCache } from './formats/pages/draw-diagrams.ts';
import { LiveLayout } from './formats/pages/live-pages.ts';
import { pageStyles } from './formats/pages/render-book.ts';
import { clientBundle } from './formats/preview/client-bundle.ts';
import { followFiles } from './formats/preview/follow-files.ts';
import { newestWins } from './formats/preview/newest-wins.ts';
import {
  type PreviewBuild,
  type PreviewFiles,
  startPreviewServer,
} from './formats/preview/preview-server.ts';
import { takeSnapshot } from './formats/preview/snapshot.ts';
import { fillTemplate } from './html/fill-template.ts';
import { isComplete, loadBook, withDiagrams } from './load-book.ts';
import { BuildError } from './model/build-error.ts';
import { type Diagnostic, hasError, sortDiagnostics } from './model/diagnostic.ts';
import type { Edition } from './model/edition.ts';
import type { Manuscript } from './model/manuscript.ts';
import { applyRules } from './model/rules.ts';
import { editionNamed } from './pipeline.ts';
import { type BrowserSession, openBrowser } from './platform/browser.ts';
import { npmFontFiles } from './platform/font-files.ts';
import { shadowedFiles } from './platform/package-files.ts';
import { bookForEdition } from './prepare-book.ts';

/** What to show, and until when. */
export interface PreviewOptions {
  /** Name of the edition; the first PDF when absent. */
  readonly edition?: string;
  /** Port on 127.0.0.1; any free one when absent. */
  readonly port?: number;
  /** Ends the preview. */
  readonly signal: AbortSignal;
  /** Takes the one line of output, the URL; standard output when absent. */
  readonly print?: (line: string) => void;
  /** For sentences about the machine; standard error when absent. */
  readonly notice?: (message: string) => void;
}

/** Banxin's own styles and templates: whoever works on them sees the pages change too. */
const OWN_FOLDERS = ['styles', 'templates'].map((name) =>
  fileURLToPath(new URL(`../${name}`, import.meta.url)),
);

/**
 * Shows a book as spreads in the reader's own browser, following its files until the signal aborts; then server,
 * watcher and browser are gone. A manuscript with errors is shown with its diagnostics, and its last good pages.
 * @throws TypeError for a port that is none
 * @throws BuildError when there is no browser, no book, no such edition, or the port is taken
 */
export async function runPreview(bookPath: string, options: PreviewOptions): Promise<void> {
  const { signal } = options;
  const port = validPort(options.port);
  const folder = resolve(bookPath);
  const ends: (() => Promise<void>)[] = [];
  try {
    const work = await openWorkshop(folder, options);
    ends.push(() => work.close());
    await followAndServe(work, port, ends);
  } catch (error) {
    // Whatever was under way when the signal came failed because of it.
    if (!signal.aborted) throw error;
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

async function followAndServe(work: Workshop, port: number, ends: (() => Promise<void>)[]): Promise<void> {
  const { folder, options } = work;
  const { signal } = options;
  const notice = noticeOf(options);
  // Followed before anything is read, so that no change falls between the two.
  let missed = false;
  let changed = (): void => {
    missed = true;
  };
  const watcher = await followFiles({
    bookFolder: folder,
    others: OWN_FOLDERS.filter((own) => !own.startsWith(join(folder, '/'))),
    changed: () => changed(),
    failed: (error) => notice(`Some files cannot be followed: ${messageOf(error)}`),
  });
  ends.push(() => watcher.close());
  const first = await work.build();
  const server = await startPreviewServer(await previewFiles(folder), port);
  ends.push(() => server.close());
  server.publish(first);
  const builds = newestWins(async () => {
    if (signal.aborted) return;
    const build = await work.build().catch((error: unknown) => ({ diagnostics: [asDiagnostic(error)] }));
    if (!signal.aborted) server.publish(build);
  });
  changed = builds.request;
  if (missed) builds.request();
  ends.push(() => builds.idle());
  (options.print ?? console.log)(server.url);
  await aborted(signal);
}

/** What stays open between builds. */
interface Workshop {
  readonly folder: string;
  readonly options: PreviewOptions;
  /** Reads the book and lays it out in a tab of its own. */
  build(): Promise<PreviewBuild>;
  close(): Promise<void>;
}

async function openWorkshop(folder: string, options: PreviewOptions): Promise<Workshop> {
  const fonts = npmFontFiles();
  const diagrams: DiagramCache = new Map();
  const open = (): Promise<BrowserSession> =>
    openBrowser({ signal: options.signal, notice: noticeOf(options) });
  let session = await open();
  // The session may be another one by then.
  const layout = new LiveLayout(() => session.newPage(), fonts);
  const layOutNow = (): Promise<PreviewBuild> =>
    layOut(folder, options.edition, session, { fonts, diagrams, layout });
  return {
    folder,
    options,
    async build() {
      try {
        return await layOutNow();
      } catch (error) {
        if (options.signal.aborted || isForTheUser(error)) throw error;
        // A browser that crashed or hung is replaced once; the second failure is told.
        await session.close().catch(() => undefined);
        session = await open();
        return layOutNow();
      }
    },
    close: () => session.close(),
  };
}

/** What is kept between builds. */
interface Tools {
  readonly fonts: FontFiles;
  readonly diagrams: DiagramCache;
  readonly layout: LiveLayout;
}

async function layOut(
  folder: string,
  editionName: string | undefined,
  session: BrowserSession,
  { fonts, diagrams, layout }: Tools,
): Promise<PreviewBuild> {
  const loaded = await loadBook(folder, (edition) =>
    editionName === undefined ? edition.format === 'pdf' : edition.name === editionName,
  );
  if (!isComplete(loaded) || hasError(loaded.diagnostics)) {
    return { diagnostics: sortDiagnostics(loaded.diagnostics) };
  }
  const drawn = await withDiagrams(loaded, session, fonts, diagrams);
  const { manuscript, assets, files, diagnostics } = drawn;
  const edition = chooseEdition(manuscript, editionName);
  const book = bookForEdition(drawn, edition, new Set(assets.keys()));
  const { css: styles } = await pageStyles(files, edition.theme);
  const live = await layout.update({ book, edition, assets, css: styles });
  const { metadata, rules } = manuscript;
  const snapshot = takeSnapshot({ live, metadata, edition, styles, pictures: assets });
  return { snapshot, diagnostics: sortDiagnostics([...diagnostics, ...applyRules(live.diagnostics, rules)]) };
}

function chooseEdition({ editions }: Manuscript, name: string | undefined): Edition {
  const first = editions.find((edition) => edition.format === 'pdf') ?? editions[0];
  return name === undefined && first !== undefined ? first : editionNamed(editions, name ?? '');
}

async function previewFiles(folder: string): Promise<PreviewFiles> {
  const files = shadowedFiles(folder);
  const template = (await files.read('templates/preview/shell.mustache')) ?? '';
  return {
    shell: fillTemplate('templates/preview/shell.mustache', template, { title: basename(folder) }),
    script: await clientBundle(),
    style: (await files.read('styles/formats/preview.css')) ?? '',
  };
}

/** A failure while following is shown beside the last good pages: the next change may mend it. */
function asDiagnostic(error: unknown): Diagnostic {
  const known = error instanceof BuildError;
  return {
    severity: 'error',
    ruleId: known ? error.code : 'preview-failed',
    message: messageOf(error),
    ...(known ? { help: error.hint } : {}),
  };
}

function isForTheUser(error: unknown): boolean {
  return error instanceof BuildError && error.code !== 'browser-closed';
}

function validPort(port: number | undefined): number {
  if (port === undefined) return 0;
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new TypeError(`Expected \`--port\` to be a whole number up to 65535, not \`${port}\``);
}

function noticeOf(options: PreviewOptions): (message: string) => void {
  return options.notice ?? ((message) => process.stderr.write(`note: ${message}\n`));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
