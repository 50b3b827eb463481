import { pageStyles } from './formats/pages/render-book.ts';
import { openEpub } from './formats/preview/epub-files.ts';
import type { EditionRef } from './formats/preview/messages.ts';
import type { PreviewBuild } from './formats/preview/preview-server.ts';
import { type Snapshot, snapshotCss, takeSnapshot } from './formats/preview/snapshot.ts';
import { LiveBook, type LiveState, type QuickOptions } from './live-book.ts';
import type { CompleteBook } from './load-book.ts';
import { BuildError } from './model/build-error.ts';
import { sortDiagnostics } from './model/diagnostic.ts';
import type { Edition } from './model/edition.ts';
import type { Manuscript } from './model/manuscript.ts';
import { editionNamed, makeEditions } from './pipeline.ts';
import { type BrowserSession, openBrowser } from './platform/browser.ts';
import { npmFontFiles } from './platform/font-files.ts';
import { shadowedFiles } from './platform/package-files.ts';
import { silentProgress } from './platform/progress.ts';

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

/** The chapter that is being read, before the others. */
export interface FirstBuild {
  /** Index of a page of it as it was before. */
  readonly page: number;
  /** Given its pages among the old ones of the others. */
  readonly show: (snapshot: Snapshot) => void;
}

/** What stays open between builds: the browser, and the book as it was read. */
export interface Workshop {
  /**
   * Reads the book and makes what is to be shown of it.
   * @param first what is shown before the rest where all pages have to be laid out anew, as after a change of styles
   * @param signal gives up before anything is laid out
   */
  build(choice: Choice, first?: FirstBuild, signal?: AbortSignal): Promise<WorkshopBuild>;
  /**
   * Makes the pages of the last build's choice anew where only texts of a few chapters changed, and that reaches into no
   * other; `undefined` elsewhere, `unchanged` where the files say what is shown already. What rules find in the whole
   * book is left to {@link build}.
   */
  buildQuickly(options?: QuickOptions): Promise<PreviewBuild | 'unchanged' | undefined>;
  /**
   * The last pages in styles that changed since, as long as they are not laid out anew: their lines are written into
   * them and stay. `undefined` where the styles are the same. May be asked while a build is under way.
   */
  restyle(): Promise<PreviewBuild | undefined>;
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
  // The session may be another one by then.
  const book = new LiveBook({ folder, fonts: npmFontFiles(), session: () => session });
  const files = shadowedFiles(folder);
  let last: LastPages | undefined;
  const keep: KeepPages = (edition, { snapshot, diagnostics }) => {
    if (snapshot !== undefined) last = { edition, snapshot, diagnostics };
  };
  return {
    async build(choice, first, signal) {
      try {
        return await buildOnce(book, choice, session, { keep, first, signal });
      } catch (error) {
        if (options.signal.aborted || signal?.aborted === true || isForTheUser(error)) throw error;
        // A browser that crashed or hung is replaced once; the second failure is told.
        await session.close().catch(() => undefined);
        session = await openBrowser(options);
        return buildOnce(book, choice, session, { keep });
      }
    },
    async buildQuickly(quickly) {
      const reading = await book.readQuickly(quickly);
      if (reading === undefined || reading === 'unchanged') return reading;
      const { state, diagnostics } = reading;
      if (state === undefined) return undefined;
      const quick = { snapshot: snapshotOf(state), diagnostics: sortDiagnostics(diagnostics) };
      keep(state.edition, quick);
      return quick;
    },
    async restyle() {
      if (last === undefined) return undefined;
      const { edition, diagnostics } = last;
      const css = snapshotCss(edition, (await pageStyles(files, edition.theme)).css);
      // While the styles were read, another edition may have been laid out, or another have read them.
      if (edition !== last.edition || css === last.snapshot.css) return undefined;
      last = { ...last, snapshot: { ...last.snapshot, css } };
      return { snapshot: last.snapshot, diagnostics };
    },
    close: () => session.close(),
  };
}

/** The newest pages. */
interface LastPages {
  readonly edition: Edition;
  readonly snapshot: Snapshot;
  readonly diagnostics: PreviewBuild['diagnostics'];
}

/** Who is told of a build, and when it ends. */
interface BuildOrders {
  readonly keep: KeepPages;
  readonly first?: FirstBuild | undefined;
  readonly signal?: AbortSignal | undefined;
}

type KeepPages = (edition: Edition, build: PreviewBuild) => void;

function isForTheUser(error: unknown): boolean {
  return error instanceof BuildError && error.code !== 'browser-closed';
}

async function buildOnce(
  book: LiveBook,
  choice: Choice,
  session: BrowserSession,
  { keep, first, signal }: BuildOrders,
): Promise<WorkshopBuild> {
  const reading = await book.read(
    (manuscript) => chooseEdition(manuscript, choice),
    first && { page: first.page, show: (state) => first.show(snapshotOf(state)) },
    signal,
  );
  const diagnostics = sortDiagnostics(reading.diagnostics);
  const { loaded, made, state } = reading;
  const { manuscript } = loaded;
  if (manuscript === undefined) return { diagnostics };
  const edition = chooseEdition(manuscript, choice);
  const choices = {
    editions: manuscript.editions.map(({ name, format }) => ({ name, format })),
    themes: await loaded.files.list('styles/themes'),
    edition: edition.name,
    theme: edition.theme,
  };
  if (state !== undefined) {
    const build = { snapshot: snapshotOf(state), diagnostics };
    keep(edition, build);
    return { choices, ...build };
  }
  if (made === undefined) return { choices, diagnostics };
  const tabs = withTabs(session);
  try {
    return { choices, ...(await makeEpub(made.drawn, made.edition, tabs.session)) };
  } finally {
    await tabs.close();
  }
}

function chooseEdition({ editions }: Manuscript, { edition: name, theme }: Choice): Edition {
  const first = editions.find(({ format }) => format === 'pdf') ?? editions[0];
  const edition = name === undefined && first !== undefined ? first : editionNamed(editions, name ?? '');
  return theme === undefined ? edition : { ...edition, theme };
}

function snapshotOf({ live, book, edition, css, loaded }: LiveState): Snapshot {
  return takeSnapshot({ live, book, edition, styles: css, pictures: loaded.assets });
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
