import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { BareChapters } from './bare-chapters.ts';
import type { FontFiles } from './fonts/subset-faces.ts';
import type { DiagramCache } from './formats/pages/draw-diagrams.ts';
import { LiveLayout, type LivePages, liveFlows } from './formats/pages/live-pages.ts';
import { pageStyles } from './formats/pages/render-book.ts';
import {
  type CompleteBook,
  isComplete,
  type LoadedBook,
  loadFolder,
  type ReadFolder,
  readFolder,
  withDiagrams,
} from './load-book.ts';
import { readTextsAgain } from './manuscript/read-again.ts';
import type { Book, Chapter } from './model/book.ts';
import { type Diagnostic, hasError } from './model/diagnostic.ts';
import type { Edition } from './model/edition.ts';
import type { Manuscript } from './model/manuscript.ts';
import type { ChapterFlow } from './model/pagination.ts';
import { applyRules } from './model/rules.ts';
import { type FileItem, ParsedFiles } from './parse-file.ts';
import type { BrowserSession } from './platform/browser.ts';
import { disk } from './platform/disk.ts';
import { keptFiles } from './platform/kept-files.ts';
import { bookForEdition, joinFiles } from './prepare-book.ts';

/** A book as it stands, laid out for one edition. */
export interface LiveState {
  readonly loaded: CompleteBook;
  readonly edition: Edition;
  /** As the edition has it; of a quick reading only headings, ids and what depends on other chapters is whole. */
  readonly book: Book;
  readonly css: string;
  readonly live: LivePages;
}

/** What a reading came to. */
export interface LiveReading {
  readonly loaded: LoadedBook;
  /** The book when it can be made, its diagrams drawn, and the edition. */
  readonly made?: { readonly drawn: CompleteBook; readonly edition: Edition };
  /** Its pages; of a PDF alone. */
  readonly state?: LiveState;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is shown before the whole book has been laid out anew. */
export interface FirstShown {
  /** Index of a page as it was before; the pages of its chapter come first. */
  readonly page: number;
  /** Given them among the old pages of the other chapters. */
  readonly show: (state: LiveState) => void;
}

/** Chooses the edition that is shown. */
export type ChooseEdition = (manuscript: Manuscript) => Edition;

/** What a book is followed with. */
export interface LiveBookInput {
  /** The book's folder. */
  readonly folder: string;
  /** The browser, which may be another one when the first has failed. */
  readonly session: () => BrowserSession;
  readonly fonts: FontFiles;
}

/** What a reading found that the next can begin from. */
interface Base {
  readonly read: ReadFolder & { readonly manuscript: Manuscript };
  readonly state: LiveState;
  readonly flows: ReadonlyMap<string, ChapterFlow>;
  /** What others can depend on of each chapter, {@link signature}, by its id. */
  readonly bare: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is read again. */
export interface QuickOptions {
  /** Files that changed, by their absolute paths; whatever may have changed is looked at when absent. */
  readonly paths?: ReadonlySet<string>;
  /** Whether an editor may still be writing: then those files alone are looked at. */
  readonly isEarly?: boolean;
}

/** More files than this at once are no edit. */
const MOST_CHANGED = 3;

/**
 * A book that is read and laid out again after every change. A whole reading costs what a build's does; a quick one sees
 * only changed text, and joins it with what is left of the other chapters without their running text. Where the change
 * reaches into another chapter, there is no quick reading.
 */
export class LiveBook {
  readonly #input: LiveBookInput;
  readonly #files = keptFiles(disk);
  readonly #parsed = new ParsedFiles();
  readonly #diagrams: DiagramCache = new Map();
  readonly #layout: LiveLayout;
  readonly #bare = new BareChapters(this.#parsed);
  #base: Base | undefined;
  /** The texts that the newest pages are made of. */
  #seen: Manuscript | undefined;

  constructor(input: LiveBookInput) {
    this.#input = input;
    this.#layout = new LiveLayout(() => input.session().newPage(), input.fonts);
  }

  /**
   * Reads everything, and lays it out where the edition has pages.
   * @param first what is shown before the rest where all pages have to be laid out anew
   * @param signal gives up before anything is laid out; the next quick reading is possible as before
   */
  async read(choose: ChooseEdition, first?: FirstShown, signal?: AbortSignal): Promise<LiveReading> {
    const read = await readFolder(this.#input.folder, this.#files);
    const chosen = (edition: Edition): boolean =>
      read.manuscript !== undefined && choose(read.manuscript).name === edition.name;
    const loaded = await loadFolder(read, chosen, signal, this.#parsed.parse);
    await mayGoOn(signal);
    const { diagnostics: found } = loaded;
    if (!isComplete(loaded) || hasError(found)) {
      this.#base = undefined;
      return { loaded, diagnostics: found };
    }
    const { manuscript } = loaded;
    this.#parsed.keepOnly(manuscript);
    const drawn = await this.#draw(loaded);
    const edition = choose(manuscript);
    const made = { drawn, edition };
    if (edition.format === 'epub') {
      this.#base = undefined;
      return { loaded, made, diagnostics: drawn.diagnostics };
    }
    const { css } = await pageStyles(loaded.files, edition.theme);
    await mayGoOn(signal);
    const book = bookForEdition(drawn, edition, new Set(drawn.assets.keys()));
    const flows: ChapterFlow[] = [];
    for (const chapter of book.chapters) {
      await mayGoOn(signal);
      flows.push(...liveFlows([chapter], drawn.assets));
    }
    this.#base = undefined;
    const shown = first && {
      page: first.page,
      show: (live: LivePages) => first.show({ loaded: drawn, edition, book, css, live }),
    };
    const live = await this.#layout.update({ book, edition, css, flows, assets: drawn.assets }, shown);
    const state = { loaded: drawn, edition, book, css, live };
    const { diagnostics } = drawn;
    const bare = await this.#joinBare({ ...read, manuscript }, state, []);
    if (bare !== undefined) {
      const complete = bareBook(bare.drawn, state);
      this.#base = {
        read: { ...read, manuscript },
        state,
        flows: byId(flows),
        bare: new Map(complete.chapters.map((chapter) => [chapter.id, signature(chapter)])),
        diagnostics,
      };
      this.#seen = manuscript;
    }
    return {
      loaded,
      made,
      state,
      diagnostics: [...diagnostics, ...applyRules(live.diagnostics, manuscript.rules)],
    };
  }

  /**
   * Reads only what changed in the texts of a few chapters; `undefined` when that is not all that changed, or cannot be
   * said early, `unchanged` when nothing did.
   */
  async readQuickly(options: QuickOptions = {}): Promise<LiveReading | 'unchanged' | undefined> {
    const base = this.#base;
    if (base === undefined) return undefined;
    const near = options.paths && (await this.#readNear(base, options.paths));
    return near ?? (options.isEarly === true ? undefined : this.#readJoined(base));
  }

  /** Reads files whose texts changed in nothing that another chapter could depend on: those others stay as they are. */
  async #readNear(base: Base, paths: ReadonlySet<string>): Promise<LiveReading | 'unchanged' | undefined> {
    const before = this.#seen ?? base.read.manuscript;
    const manuscript = await readTextsAgain(before, paths, this.#files);
    if (manuscript === undefined) return undefined;
    if (changedFiles(manuscript, before).length === 0) return 'unchanged';
    const changed = changedFiles(manuscript, base.read.manuscript);
    if (changed.length > MOST_CHANGED) return undefined;
    for (const item of changed) {
      const known = base.read.manuscript.spine.find((one) => one.kind === 'file' && one.path === item.path);
      if (known?.kind !== 'file') return undefined;
      if ((await this.#bare.reach(item, manuscript)) !== (await this.#bare.reach(known, manuscript)))
        return undefined;
    }
    const joined = await this.#joinBare({ ...base.read, manuscript }, base.state, changed);
    if (joined === undefined) return undefined;
    const { drawn, isWhole } = joined;
    const chapters = drawn.book.chapters.map((chapter) =>
      isWhole(chapter) ? chapter : { ...chapter, content: EMPTY },
    );
    const own = byId(
      bareBook(
        { ...drawn, book: { ...drawn.book, chapters }, fillParts: unfilled },
        base.state,
      ).chapters.filter(isWhole),
    );
    const { book } = base.state;
    const now = book.chapters.map((chapter) => own.get(chapter.id) ?? chapter);
    return this.#layOut(base, { manuscript, changed, joined, book: { ...book, chapters: now } });
  }

  /** Reads everything that may have changed but the parts of pages, and sees from the chapters joined what did. */
  async #readJoined(base: Base): Promise<LiveReading | undefined> {
    const read = await readFolder(this.#input.folder, this.#files);
    const { manuscript } = read;
    if (manuscript === undefined || !isSameBut(read, base.read)) return undefined;
    const changed = changedFiles(manuscript, base.read.manuscript);
    if (changed.length === 0 || changed.length > MOST_CHANGED) return undefined;
    const { edition, css } = base.state;
    if ((await pageStyles(read.files, edition.theme)).css !== css) return undefined;
    const joined = await this.#joinBare({ ...read, manuscript }, base.state, changed);
    if (joined === undefined) return undefined;
    const { isWhole } = joined;
    const book = bareBook(joined.drawn, base.state);
    const reached = book.chapters.some(
      (chapter) =>
        chapter.path !== undefined && !isWhole(chapter) && signature(chapter) !== base.bare.get(chapter.id),
    );
    return reached ? undefined : this.#layOut(base, { manuscript, changed, joined, book });
  }

  /** Lays out the changed chapters, and what is made of all. */
  async #layOut(base: Base, { manuscript, changed, joined, book }: QuickBook): Promise<LiveReading> {
    const { css, edition, loaded } = base.state;
    const paths = new Set(changed.map(({ path }) => path));
    const before = byId(base.state.book.chapters);
    const isNew = (chapter: Chapter): boolean =>
      before.get(chapter.id) !== chapter && (chapter.path === undefined || paths.has(chapter.path));
    const made = byId(liveFlows(book.chapters.filter(isNew), loaded.assets));
    const flows = book.chapters.flatMap(({ id }) => made.get(id) ?? base.flows.get(id) ?? []);
    const { assets } = loaded;
    const live = await this.#layout.update({ book, edition, css, flows, assets, isSoon: true });
    this.#seen = manuscript;
    const isOwn = isIn(book, paths);
    const elsewhere = base.diagnostics.filter((one) => !isOwn(one));
    const now = { ...loaded, manuscript };
    const found = [...joined.diagnostics.filter(isOwn), ...live.diagnostics];
    return {
      loaded: now,
      state: { loaded: now, edition, book, css, live },
      diagnostics: [...elsewhere, ...applyRules(found, manuscript.rules)],
    };
  }

  /** Closes the tab. */
  close(): Promise<void> {
    return this.#layout.close();
  }

  #draw<Loaded extends CompleteBook>(loaded: Loaded): Promise<Loaded> {
    return withDiagrams(loaded, this.#input.session(), this.#input.fonts, this.#diagrams);
  }

  /**
   * Joins `whole` chapters with what others can depend on of the rest. `undefined` where that says too little: editions
   * that have passages of their own, citations, errors, pictures that have not been read.
   */
  async #joinBare(
    { manuscript, bookFiles }: Base['read'],
    { loaded }: Pick<LiveState, 'loaded'>,
    whole: readonly FileItem[],
  ): Promise<JoinedBare | undefined> {
    if (manuscript.citations !== undefined || loaded.books.size > 0) return undefined;
    const wanted = new Set(whole.map(({ path }) => path));
    const contents = await this.#bare.contents(manuscript, wanted);
    const isWhole = ({ path }: Chapter): boolean => path !== undefined && wanted.has(path);
    const prepared = await joinFiles(manuscript, contents, bookFiles, isWhole);
    if (prepared.books.size > 0) return undefined;
    const diagnostics = prepared.diagnostics.filter(isIn(prepared.book, wanted));
    if (hasError(applyRules(diagnostics, manuscript.rules))) return undefined;
    if (prepared.book.images.some(({ path }) => wanted.size > 0 && !loaded.assets.has(path)))
      return undefined;
    return { drawn: await this.#draw({ ...loaded, ...prepared }), isWhole, diagnostics };
  }
}

/** Chapters joined, some of them whole. */
interface JoinedBare {
  /** The book before it is made for an edition. */
  readonly drawn: CompleteBook;
  readonly isWhole: (chapter: Chapter) => boolean;
  /** Of the whole ones. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A book of which a few chapters changed. */
interface QuickBook {
  readonly manuscript: Manuscript;
  readonly changed: readonly FileItem[];
  readonly joined: JoinedBare;
  readonly book: Book;
}

function bareBook(drawn: CompleteBook, { edition, loaded }: Pick<LiveState, 'edition' | 'loaded'>): Book {
  return bookForEdition(drawn, edition, new Set(loaded.assets.keys()));
}

const EMPTY: Chapter['content'] = { type: 'root', children: [] };

function unfilled(book: Book): Book {
  return book;
}

/** Lets other things be attended to, and throws when the work is not wanted any more. */
async function mayGoOn(signal: AbortSignal | undefined): Promise<void> {
  await nextTurn();
  signal?.throwIfAborted();
}

/** Whether nothing has changed but texts of the manuscript's files, and the date of the newest. */
function isSameBut(now: ReadFolder, before: ReadFolder): boolean {
  const comparable = ({ manuscript, bookFiles, diagnostics }: ReadFolder): unknown => ({
    ...{ bookFiles, diagnostics },
    manuscript: manuscript && {
      ...manuscript,
      modified: undefined,
      spine: manuscript.spine.map((item) => (item.kind === 'file' ? { ...item, text: '' } : item)),
    },
  });
  return isDeepStrictEqual(comparable(now), comparable(before));
}

function changedFiles(now: Manuscript, before: Manuscript): readonly FileItem[] {
  return now.spine.flatMap((item, index) => {
    const known = before.spine[index];
    return item.kind === 'file' && known?.kind === 'file' && item.text !== known.text ? [item] : [];
  });
}

/** Tells whether a diagnostic is of one of some files, or of what they include. */
function isIn({ chapters }: Book, paths: ReadonlySet<string>): (one: Diagnostic) => boolean {
  const own = chapters.filter(({ path }) => path !== undefined && paths.has(path));
  const files = new Set(
    own.flatMap(({ source, sources = [] }) => [source, ...sources.map(({ file }) => file)]),
  );
  return ({ place }) => place !== undefined && files.has(place.file);
}

/** A chapter joined from what others can depend on, as a text: another one says that others reach into it. */
function signature({ content, notes }: Chapter): string {
  return JSON.stringify([content, notes]);
}

function byId<One extends { readonly id: string }>(all: readonly One[]): ReadonlyMap<string, One> {
  return new Map(all.map((one) => [one.id, one]));
}
