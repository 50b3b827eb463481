import type { DiagramCache } from './formats/pages/draw-diagrams.ts';
import { LiveLayout } from './formats/pages/live-pages.ts';
import { pageStyles } from './formats/pages/render-book.ts';
import { openEpub } from './formats/preview/epub-files.ts';
import type { EditionRef } from './formats/preview/messages.ts';
import type { PreviewBuild } from './formats/preview/preview-server.ts';
import { takeSnapshot } from './formats/preview/snapshot.ts';
import { type CompleteBook, isComplete, loadBook, withDiagrams } from './load-book.ts';
import { BuildError } from './model/build-error.ts';
import { hasError, sortDiagnostics } from './model/diagnostic.ts';
import type { Edition } from './model/edition.ts';
import type { Manuscript } from './model/manuscript.ts';
import { applyRules } from './model/rules.ts';
import { editionNamed, makeEditions } from './pipeline.ts';
import { type BrowserSession, openBrowser } from './platform/browser.ts';
import { npmFontFiles } from './platform/font-files.ts';
import { silentProgress } from './platform/progress.ts';
import { bookForEdition } from './prepare-book.ts';

/** What is to be shown. */
export interface Choice {
  /** Name of the edition; the first PDF when absent. */
  readonly edition?: string;
  /** Theme instead of the edition's own. */
  readonly theme?: string;
}

/** A build, and what else the book could be shown as. */
export interface WorkshopBuild extends PreviewBuild {
  /** Absent as long as book.yaml cannot be read. */
  readonly choices?: {
    readonly editions: readonly EditionRef[];
    readonly themes: readonly string[];
    /** What is shown. */
    readonly edition: string;
    readonly theme: string;
  };
}

/** What stays open between builds: the browser, the fonts, diagrams that were drawn. */
export interface Workshop {
  /** Reads the book and makes what is to be shown of it, in tabs of its own. */
  build(choice: Choice): Promise<WorkshopBuild>;
  close(): Promise<void>;
}

/** What a workshop is told. */
export interface WorkshopOptions {
  readonly signal: AbortSignal;
  /** For sentences about the machine. */
  readonly notice: (message: string) => void;
}

/**
 * Opens a workshop for the book in a folder.
 * @throws BuildError when there is no browser
 */
export async function openWorkshop(folder: string, options: WorkshopOptions): Promise<Workshop> {
  let session = await openBrowser(options);
  const tools: Tools = {
    diagrams: new Map(),
    // The session may be another one by then.
    layout: new LiveLayout(() => session.newPage(), npmFontFiles()),
  };
  return {
    async build(choice) {
      try {
        return await buildOnce(folder, choice, session, tools);
      } catch (error) {
        if (options.signal.aborted || isForTheUser(error)) throw error;
        // A browser that crashed or hung is replaced once; the second failure is told.
        await session.close().catch(() => undefined);
        session = await openBrowser(options);
        return buildOnce(folder, choice, session, tools);
      }
    },
    close: () => session.close(),
  };
}

/** What is kept between builds. */
interface Tools {
  readonly diagrams: DiagramCache;
  readonly layout: LiveLayout;
}

function isForTheUser(error: unknown): boolean {
  return error instanceof BuildError && error.code !== 'browser-closed';
}

async function buildOnce(
  folder: string,
  choice: Choice,
  session: BrowserSession,
  { diagrams, layout }: Tools,
): Promise<WorkshopBuild> {
  const loaded = await loadBook(folder, ({ format, name }) =>
    choice.edition === undefined ? format === 'pdf' : name === choice.edition,
  );
  const { manuscript } = loaded;
  if (manuscript === undefined) return { diagnostics: sortDiagnostics(loaded.diagnostics) };
  const edition = chooseEdition(manuscript, choice);
  const choices = {
    editions: manuscript.editions.map(({ name, format }) => ({ name, format })),
    themes: await loaded.files.list('styles/themes'),
    edition: edition.name,
    theme: edition.theme,
  };
  if (!isComplete(loaded) || hasError(loaded.diagnostics))
    return { choices, diagnostics: sortDiagnostics(loaded.diagnostics) };
  const tabs = withTabs(session);
  try {
    const drawn = await withDiagrams(loaded, tabs.session, npmFontFiles(), diagrams);
    const build =
      edition.format === 'epub' ? makeEpub(drawn, edition, tabs.session) : layOut(drawn, edition, layout);
    return { choices, ...(await build) };
  } finally {
    await tabs.close();
  }
}

function chooseEdition({ editions }: Manuscript, { edition: name, theme }: Choice): Edition {
  const first = editions.find(({ format }) => format === 'pdf') ?? editions[0];
  const edition = name === undefined && first !== undefined ? first : editionNamed(editions, name ?? '');
  return theme === undefined ? edition : { ...edition, theme };
}

async function layOut(drawn: CompleteBook, edition: Edition, layout: LiveLayout): Promise<PreviewBuild> {
  const { manuscript, assets, files, diagnostics } = drawn;
  const book = bookForEdition(drawn, edition, new Set(assets.keys()));
  const { css: styles } = await pageStyles(files, edition.theme);
  const live = await layout.update({ book, edition, assets, css: styles });
  const snapshot = takeSnapshot({ live, book, edition, styles, pictures: assets });
  const found = applyRules(live.diagnostics, manuscript.rules);
  return { snapshot, diagnostics: sortDiagnostics([...diagnostics, ...found]) };
}

async function makeEpub(
  drawn: CompleteBook,
  edition: Edition,
  session: BrowserSession,
): Promise<PreviewBuild> {
  const { report, outputs } = await makeEditions(session, drawn, [edition], { progress: silentProgress });
  const { diagnostics } = report;
  const [file] = outputs;
  if (file === undefined) return { diagnostics };
  return { epub: await openEpub(file.content, drawn.manuscript.metadata), diagnostics };
}

/** The session, keeping its tabs in mind to close them. */
function withTabs(session: BrowserSession): { readonly session: BrowserSession; close(): Promise<void> } {
  const pages: Awaited<ReturnType<BrowserSession['newPage']>>[] = [];
  return {
    session: {
      ...session,
      async newPage() {
        const page = await session.newPage();
        pages.push(page);
        return page;
      },
    },
    async close() {
      await Promise.all(pages.map((page) => page.close().catch(() => undefined)));
    },
  };
}
