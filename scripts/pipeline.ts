import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { buildCache, type FinishedBooks } from './build-cache.ts';
import { recordOf, tellChanges } from './build-record.ts';
import type { FixedFile } from './fix.ts';
import { glyphOutlines } from './fonts/glyph-outlines.ts';
import type { FontFiles } from './fonts/subset-faces.ts';
import type { CheckerVerdict } from './formats/epub/examine/checker.ts';
import type { FormatInput, PrintedPages } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';
import { facesOfDocument, loadDocument, type RenderedBook, renderBook } from './formats/pages/render-book.ts';
import { layoutBundle } from './layout/bundle.ts';
import { type CompleteBook, isComplete, loadBook, withDiagrams } from './load-book.ts';
import type { Book } from './model/book.ts';
import { BuildError } from './model/build-error.ts';
import { type Diagnostic, hasError, sortDiagnostics, toldOnce } from './model/diagnostic.ts';
import type { Edition, FormatName } from './model/edition.ts';
import type { Manuscript } from './model/manuscript.ts';
import { type ComposerCounts, type LayoutTimings, NO_TIME, sumTimings } from './model/pagination.ts';
import type { PreflightReport } from './model/preflight.ts';
import type { Progress } from './model/progress.ts';
import { applyRules } from './model/rules.ts';
import { type BrowserSession, openBrowser } from './platform/browser.ts';
import { npmFontFiles, type UsedFont } from './platform/font-files.ts';
import { writeAll } from './platform/output.ts';
import { packageVersion } from './platform/package-files.ts';
import { patienceFor, watchStages } from './platform/stage-watch.ts';
import { type EarlyBrowser, openEarly, withBrowser } from './platform/with-browser.ts';
import { bookForEdition, type PreparedBook } from './prepare-book.ts';
import { type PrintCache, printCache } from './print-cache.ts';

/** What to build, and who is told. */
export interface BuildOptions {
  /** Only editions of this format. */
  readonly format?: FormatName;
  /** Only the edition of this name. */
  readonly edition?: string;
  /** Folder for the finished books instead of `dist/` in the book's folder. */
  readonly out?: string;
  /** Take the books from the cache where nothing that they are made from has changed, and keep them there; not when absent. */
  readonly cache?: boolean;
  /** Stops the build; nothing is left behind. */
  readonly signal?: AbortSignal;
  readonly progress: Progress;
  /** How long a stage in the browser may tell nothing before it is taken for hung, ms; by the book's length when absent. */
  readonly patience?: number;
  /** For sentences about the machine, such as an unpinned browser. */
  readonly notice: (message: string) => void;
}

/** A finished book. */
export interface BuiltFile {
  /** Name of the edition. */
  readonly edition: string;
  /** Absolute path. */
  readonly path: string;
  readonly bytes: number;
  /** Pages, where the format has pages. */
  readonly pages?: number;
  /** What is known of a PDF for the press. */
  readonly preflight?: PreflightReport;
}

/** A finished book before it is written. */
export type Output = BuiltFile & { readonly content: Uint8Array };

/** What a build did; `files` is empty when an error stopped it. */
export interface BuildReport {
  readonly files: readonly BuiltFile[];
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Version of Chromium that broke the lines; absent when the build did not come to it. */
  readonly browser?: string;
  /** The layout engine's own time, editions added up. */
  readonly layout: LayoutTimings;
  /** Paragraphs of all editions, by whose lines they have; absent when the build did not come to it. */
  readonly paragraphs?: ComposerCounts;
  /** Of a finished EPUB: what became of the checkers of others. */
  readonly checkers?: readonly CheckerVerdict[];
  /** Nothing had changed since an earlier build, whose files were written again. */
  readonly isCached?: true;
  /** What was mended in the author's files; absent where that was not asked for. */
  readonly fixed?: readonly FixedFile[];
}

/** Reads and checks a book without producing it. */
export async function check(bookPath: string, options: Pick<BuildOptions, 'progress'>): Promise<BuildReport> {
  options.progress.stage('Reading the manuscript');
  const loaded = await loadBook(bookPath);
  return { files: [], diagnostics: sortDiagnostics(loaded.diagnostics), layout: NO_TIME };
}

/** Builds a book's editions. They are written together at the end, or, when there is any error, not at all. */
export async function build(bookPath: string, options: BuildOptions): Promise<BuildReport> {
  const { progress, signal } = options;
  signal?.throwIfAborted();
  progress.stage('Reading the manuscript');
  const { format, edition: name, out } = options;
  const cache =
    options.cache === true ? await buildCache<BuildReport>(bookPath, { format, name, out }) : undefined;
  const kept = await cache?.read();
  if (kept !== undefined) {
    await writeBooks(kept, options);
    return { ...kept.report, isCached: true };
  }
  const browser = startBrowser(options);
  try {
    const loaded = await loadBook(bookPath, (edition) => isSelected(edition, options), signal);
    const editions = selectEditions(loaded.manuscript, options);
    if (!isComplete(loaded) || hasError(loaded.diagnostics)) {
      return { files: [], diagnostics: sortDiagnostics(loaded.diagnostics), layout: NO_TIME };
    }
    return await withBrowser(
      browser.open,
      async (session) => {
        const { progress, patience = patienceFor(lengthOf(loaded.manuscript)) } = options;
        const prints = options.cache === true ? await printCache() : undefined;
        const make = (watched: Progress) =>
          makeEditions(session, loaded, editions, { ...options, prints, progress: watched });
        const made = await watchStages(session, progress, make, patience);
        await prints?.prune();
        const { report, outputs } = made;
        if (outputs.length === 0) return report;
        const record = await recordOf(loaded, made);
        const books: FinishedBooks<BuildReport> = {
          report: { ...report, files: outputs.map(({ content: _content, ...file }) => file) },
          files: [...outputs.map(({ path, content }) => ({ path, bytes: content })), record],
        };
        await writeBooks(books, options);
        await tellChanges(loaded, options.notice);
        await cache?.write(books);
        return books.report;
      },
      options.notice,
      signal,
    );
  } finally {
    await browser.discard();
  }
}

/** UTF-16 units of all files of a manuscript. */
function lengthOf({ spine }: Manuscript): number {
  return spine.reduce((sum, item) => sum + (item.kind === 'file' ? item.text.length : 0), 0);
}

async function writeBooks(
  { files }: FinishedBooks<BuildReport>,
  { progress, signal }: Pick<BuildOptions, 'progress' | 'signal'>,
): Promise<void> {
  progress.stage('Writing the books');
  await writeAll(files, signal);
}

/**
 * Starts Chromium, and bundles the engine, while the manuscript is read. What is to be said of the start is said when
 * it is waited for: not at all if the manuscript has mistakes.
 */
function startBrowser({ signal, notice, progress }: BuildOptions): EarlyBrowser {
  let waiting = false;
  const notices: string[] = [];
  const early = openEarly((unneeded) =>
    openBrowser({
      notice: (message) => {
        if (waiting) notice(message);
        else notices.push(message);
      },
      progress: (fraction, what) => {
        if (!waiting) return;
        progress.stage(what);
        progress.step(Math.round(fraction * 100), 100);
      },
      signal: AbortSignal.any([signal, unneeded].filter((one) => one !== undefined)),
    }),
  );
  // Whoever needs the bundle asks for it again, and hears of a failure.
  layoutBundle().catch(() => undefined);
  return {
    ...early,
    open: () => {
      waiting = true;
      progress.stage('Starting Chromium');
      notices.splice(0).forEach(notice);
      return early.open();
    },
  };
}

function selectEditions(manuscript: Manuscript | undefined, options: BuildOptions): readonly Edition[] {
  const all = manuscript?.editions ?? [];
  if (manuscript !== undefined && options.edition !== undefined) editionNamed(all, options.edition);
  return all.filter((edition) => isSelected(edition, options));
}

/**
 * The edition of a name.
 * @throws BuildError `edition-unknown` naming those there are
 */
export function editionNamed(editions: readonly Edition[], name: string): Edition {
  const found = editions.find((edition) => edition.name === name);
  if (found !== undefined) return found;
  const names = editions.map((edition) => `\`${edition.name}\``).join(', ');
  const hint = 'Name one of them, or list it under `editions` in book.yaml.';
  throw new BuildError('edition-unknown', `Unexpected edition \`${name}\`, expected one of ${names}`, hint);
}

function isSelected(edition: Edition, { format, edition: name }: BuildOptions): boolean {
  return (format === undefined || edition.format === format) && (name === undefined || edition.name === name);
}

/** Editions that were made, none of them written. */
export interface MadeEditions {
  /** What the making came to; its `files` are empty. */
  readonly report: BuildReport;
  /** Finished files with the paths they are meant for; none when there is an error. */
  readonly outputs: readonly Output[];
  /** Fonts that were cut down for them. */
  readonly fonts: readonly UsedFont[];
}

/** Makes editions of a book that was read, in tabs of a session; whoever opened it closes them. */
export async function makeEditions(
  session: BrowserSession,
  undrawn: CompleteBook,
  editions: readonly Edition[],
  options: Pick<BuildOptions, 'out' | 'signal' | 'progress'> & { readonly prints?: PrintCache | undefined },
): Promise<MadeEditions> {
  const fonts = npmFontFiles();
  const loaded = await withDiagrams(undrawn, session, fonts);
  const { manuscript } = loaded;
  const producer = `Banxin ${await packageVersion()}`;
  const out = options.out === undefined ? join(manuscript.bookFolder, 'dist') : resolve(options.out);
  const layouts: Layout[] = [];
  const available = new Set(loaded.assets.keys());
  const ofFiles: Diagnostic[] = [];
  const outputs: Output[] = [];
  for (const edition of [...editions].sort(pdfFirst)) {
    options.signal?.throwIfAborted();
    const book = bookForEdition(loaded, edition, available);
    const format = FORMATS[edition.format];
    const input: FormatInput = {
      manuscript,
      book,
      edition,
      assets: loaded.assets,
      read: async (path) => (await loaded.files.read(path)) ?? '',
      readBytes: (path) => loaded.files.readBytes(path),
      outlines: (characters) => glyphOutlines(characters, book.metadata.language, fonts),
      pages: (of = edition) => {
        const bound = of === edition ? book : bookForEdition(loaded, of, available);
        return layoutFor(of, bound, layouts, { session, loaded, fonts, options });
      },
      firstPage: () => firstPageFor(edition, book, layouts, { session, loaded, fonts, options }),
      open: async (html) =>
        loadDocument(html, {
          ...{ book, fonts, assets: loaded.assets, page: await session.newPage() },
          stage: (name) => options.progress.stage(name),
        }),
      printed: () => printedFor(edition, editions, layouts, loaded.books),
      facesOf: async (xhtml) =>
        facesOfDocument(await session.newPage(), xhtml, book.metadata.language, fonts),
      ...(options.prints && { prints: options.prints }),
      producer,
      stage: (name) => options.progress.stage(name),
      step: (done, total) => options.progress.step(done, total),
    };
    const produced = await format.produce(input);
    ofFiles.push(...(produced.diagnostics ?? []));
    const path = join(out, `${manuscript.name}-${edition.name}${format.extension}`);
    outputs.push({
      edition: edition.name,
      path,
      bytes: produced.bytes.length,
      ...(produced.pages === undefined ? {} : { pages: produced.pages }),
      ...(produced.preflight === undefined ? {} : { preflight: produced.preflight }),
      content: produced.bytes,
    });
  }
  const rendered = await Promise.all(layouts.map((layout) => layout.pages));
  const ofPages = toldOnce([...rendered.flatMap((pages) => pages.diagnostics), ...ofFiles]);
  const diagnostics = sortDiagnostics([...loaded.diagnostics, ...applyRules(ofPages, manuscript.rules)]);
  const layout = sumTimings(rendered.map((pages) => pages.pagination.timings));
  const paragraphs = sumCounts(rendered.map((pages) => pages.pagination.paragraphs));
  const report = { diagnostics, browser: session.version, layout, paragraphs, files: [] };
  return { report, outputs: hasError(diagnostics) ? [] : outputs, fonts: fonts.used() };
}

function sumCounts(counts: readonly ComposerCounts[]): ComposerCounts {
  return {
    composed: counts.reduce((sum, { composed }) => sum + composed, 0),
    left: counts.reduce((sum, { left }) => sum + left, 0),
  };
}

/** An EPUB takes its cover from pages that a PDF of the same theme has laid out already. */
function pdfFirst(a: Edition, b: Edition): number {
  return Number(a.format !== 'pdf') - Number(b.format !== 'pdf');
}

interface LayoutContext {
  readonly session: BrowserSession;
  readonly loaded: CompleteBook;
  readonly fonts: FontFiles;
  readonly options: Pick<BuildOptions, 'progress'>;
}

/** Pages that were laid out, or are being so. */
interface Layout {
  readonly edition: Edition;
  readonly pages: Promise<RenderedBook>;
}

/** The pages of an edition, each distinct layout made once. */
function layoutFor(
  edition: Edition,
  book: Book,
  layouts: Layout[],
  { session, loaded, fonts, options }: LayoutContext,
): Promise<RenderedBook> {
  const known = layouts.find((layout) => servesEdition(layout.edition, edition, loaded.books));
  if (known !== undefined) return known.pages;
  const pages = layOut(edition, book, { session, loaded, fonts, options });
  layouts.push({ edition, pages });
  return pages;
}

/** The first page of an edition: its pages, where they are laid out already, else those of its first chapter. */
function firstPageFor(
  edition: Edition,
  book: Book,
  layouts: readonly Layout[],
  context: LayoutContext,
): Promise<RenderedBook> {
  const known = layouts.find((layout) => servesEdition(layout.edition, edition, context.loaded.books));
  return known?.pages ?? layOut(edition, { ...book, chapters: book.chapters.slice(0, 1) }, context);
}

async function layOut(
  edition: Edition,
  book: Book,
  { session, loaded, fonts, options }: LayoutContext,
): Promise<RenderedBook> {
  return renderBook({
    page: await session.newPage(),
    book,
    edition,
    assets: loaded.assets,
    styles: loaded.files,
    fonts,
    freeze: 'divided',
    stage: (name) => options.progress.stage(name),
  });
}

/** The pages of the PDF that an EPUB names, else of the first one in its language, where they have been laid out. */
async function printedFor(
  { pageList, language }: Edition,
  editions: readonly Edition[],
  layouts: readonly Layout[],
  books: PreparedBook['books'],
): Promise<PrintedPages | undefined> {
  const printed = editions.find((edition) => {
    if (edition.format !== 'pdf') return false;
    return pageList === undefined ? edition.language === language : edition.name === pageList;
  });
  const layout = printed && layouts.find((known) => servesEdition(known.edition, printed, books));
  if (printed === undefined || layout === undefined) return undefined;
  return { edition: printed, pagination: (await layout.pages).pagination };
}

/** An EPUB takes its cover from any pages of its theme and language; a PDF is its pages. */
function servesEdition(laidOut: Edition, edition: Edition, books: PreparedBook['books']): boolean {
  if (edition.format !== 'pdf')
    return laidOut.theme === edition.theme && laidOut.language === edition.language;
  if (books.get(laidOut.name) !== books.get(edition.name)) return false;
  // What is done for the press, and to sheets, is done to finished pages, but for how many there are.
  const { press: _press, imposition: _imposition, ...pages } = edition;
  const { press: _laidOut, imposition: _sheets, ...known } = laidOut;
  const multipleOf = ({ press }: Edition): number => press?.limits.pageMultiple ?? 1;
  if (multipleOf(laidOut) !== multipleOf(edition)) return false;
  return isDeepStrictEqual({ ...known, name: edition.name }, pages);
}
