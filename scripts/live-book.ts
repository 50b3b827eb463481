import { isDeepStrictEqual } from 'node:util';
import { withoutPlainText } from './book/without-plain-text.ts';
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
import type { Book, Chapter } from './model/book.ts';
import { type Diagnostic, hasError } from './model/diagnostic.ts';
import type { Edition } from './model/edition.ts';
import type { Manuscript } from './model/manuscript.ts';
import type { ChapterFlow } from './model/pagination.ts';
import { applyRules } from './model/rules.ts';
import { type FileContent, type FileItem, ParsedFiles } from './parse-file.ts';
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
  readonly #bare = new WeakMap<FileContent, FileContent>();
  #base: Base | undefined;

  constructor(input: LiveBookInput) {
    this.#input = input;
    this.#layout = new LiveLayout(() => input.session().newPage(), input.fonts);
  }

  /**
   * Reads everything, and lays it out where the edition has pages.
   * @param first what is shown before the rest where all pages have to be laid out anew
   */
  async read(choose: ChooseEdition, first?: FirstShown): Promise<LiveReading> {
    this.#base = undefined;
    const read = await readFolder(this.#input.folder, this.#files);
    const chosen = (edition: Edition): boolean =>
      read.manuscript !== undefined && choose(read.manuscript).name === edition.name;
    const loaded = await loadFolder(read, chosen, undefined, this.#parsed.parse);
    const { diagnostics: found } = loaded;
    if (!isComplete(loaded) || hasError(found)) return { loaded, diagnostics: found };
    const { manuscript } = loaded;
    this.#parsed.keepOnly(manuscript);
    const drawn = await this.#draw(loaded);
    const edition = choose(manuscript);
    const made = { drawn, edition };
    if (edition.format === 'epub') return { loaded, made, diagnostics: drawn.diagnostics };
    const { css } = await pageStyles(loaded.files, edition.theme);
    const book = bookForEdition(drawn, edition, new Set(drawn.assets.keys()));
    const flows = liveFlows(book.chapters, drawn.assets);
    const shown = first && {
      page: first.page,
      show: (live: LivePages) => first.show({ loaded: drawn, edition, book, css, live }),
    };
    const live = await this.#layout.update({ book, edition, css, flows, assets: drawn.assets }, shown);
    const state = { loaded: drawn, edition, book, css, live };
    const { diagnostics } = drawn;
    const bare = await this.#joinBare({ ...read, manuscript }, state, []);
    if (bare !== undefined) {
      this.#base = {
        read: { ...read, manuscript },
        state,
        flows: byId(flows),
        bare: new Map(bare.book.chapters.map((chapter) => [chapter.id, signature(chapter)])),
        diagnostics,
      };
    }
    return {
      loaded,
      made,
      state,
      diagnostics: [...diagnostics, ...applyRules(live.diagnostics, manuscript.rules)],
    };
  }

  /** Reads only what changed in the texts of a few chapters; `undefined` when that is not all that changed. */
  async readQuickly(): Promise<LiveReading | undefined> {
    const base = this.#base;
    if (base === undefined) return undefined;
    const read = await readFolder(this.#input.folder, this.#files);
    const { manuscript } = read;
    if (manuscript === undefined || !isSameBut(read, base.read)) return undefined;
    const changed = changedFiles(manuscript, base.read.manuscript);
    if (changed.length === 0 || changed.length > MOST_CHANGED) return undefined;
    const { edition, css, loaded } = base.state;
    if ((await pageStyles(read.files, edition.theme)).css !== css) return undefined;
    const joined = await this.#joinBare({ ...read, manuscript }, base.state, changed);
    if (joined === undefined) return undefined;
    const { book } = joined;
    const paths = new Set(changed.map(({ path }) => path));
    const isWhole = ({ path }: Chapter): boolean => path === undefined || paths.has(path);
    const reached = book.chapters.some(
      (chapter) => !isWhole(chapter) && signature(chapter) !== base.bare.get(chapter.id),
    );
    if (reached) return undefined;
    const made = byId(liveFlows(book.chapters.filter(isWhole), loaded.assets));
    const flows = book.chapters.flatMap(({ id }) => made.get(id) ?? base.flows.get(id) ?? []);
    const live = await this.#layout.update({ book, edition, css, flows, assets: loaded.assets });
    const elsewhere = base.diagnostics.filter((one) => !isIn(one, book, paths));
    const { rules } = manuscript;
    const now = { ...loaded, manuscript };
    return {
      loaded: now,
      state: { loaded: now, edition, book, css, live },
      diagnostics: [
        ...elsewhere,
        ...applyRules(
          [...joined.diagnostics.filter((one) => isIn(one, book, paths)), ...live.diagnostics],
          rules,
        ),
      ],
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
    { loaded, edition }: Pick<LiveState, 'loaded' | 'edition'>,
    whole: readonly FileItem[],
  ): Promise<{ book: Book; diagnostics: readonly Diagnostic[] } | undefined> {
    if (manuscript.citations !== undefined || loaded.books.size > 0) return undefined;
    const wanted = new Set(whole.map(({ path }) => path));
    const contents = new Map<string, FileContent>();
    for (const item of manuscript.spine) {
      if (item.kind !== 'file') continue;
      const content = wanted.has(item.path)
        ? await this.#parsed.parse(item, manuscript)
        : await this.#parseBare(item, manuscript);
      contents.set(item.path, content);
    }
    const isWhole = ({ path }: Chapter): boolean => path !== undefined && wanted.has(path);
    const prepared = await joinFiles(manuscript, contents, bookFiles, isWhole);
    if (prepared.books.size > 0) return undefined;
    const found = prepared.diagnostics.filter((one) => isIn(one, prepared.book, wanted));
    if (hasError(applyRules(found, manuscript.rules))) return undefined;
    if (prepared.book.images.some(({ path }) => wanted.size > 0 && !loaded.assets.has(path)))
      return undefined;
    const drawn = await this.#draw({ ...loaded, ...prepared });
    const book = bookForEdition(drawn, edition, new Set(loaded.assets.keys()));
    return { book, diagnostics: found };
  }

  async #parseBare(item: FileItem, manuscript: Manuscript): Promise<FileContent> {
    const parsed = await this.#parsed.peek(item, manuscript);
    const bare = this.#bare.get(parsed) ?? { ...parsed, content: withoutPlainText(parsed.content) };
    this.#bare.set(parsed, bare);
    return { ...bare, content: structuredClone(bare.content) };
  }
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

/** Whether a diagnostic is of one of some files, or of what they include. */
function isIn({ place }: Diagnostic, book: Book, paths: ReadonlySet<string>): boolean {
  if (place === undefined) return false;
  return book.chapters.some(
    ({ path, source, sources = [] }) =>
      path !== undefined &&
      paths.has(path) &&
      (source === place.file || sources.some(({ file }) => file === place.file)),
  );
}

/** A chapter joined from what others can depend on, as a text: another one says that others reach into it. */
function signature({ content, notes }: Chapter): string {
  return JSON.stringify([content, notes]);
}

function byId(flows: readonly ChapterFlow[]): ReadonlyMap<string, ChapterFlow> {
  return new Map(flows.map((flow) => [flow.id, flow]));
}
