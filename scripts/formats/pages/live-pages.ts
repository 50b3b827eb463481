import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer';
import type { FontFiles } from '../../fonts/subset-faces.ts';
import { layoutPlan } from '../../html/layout-plan.ts';
import {
  chapterFlow,
  DOCUMENT_ORIGIN,
  emptyDocument,
  encodedPath,
  samplesHtml,
} from '../../html/page-document.ts';
import { layoutBundle } from '../../layout/bundle.ts';
import type { Book, Chapter } from '../../model/book.ts';
import { type Diagnostic, toldOnce } from '../../model/diagnostic.ts';
import type { Edition } from '../../model/edition.ts';
import type { FaceText, SubsetFace } from '../../model/face.ts';
import type { MediaFile } from '../../model/media-file.ts';
import {
  type ChapterFlow,
  EMPTY_BODY,
  type LaidOutPages,
  type LayoutPlan,
  type Pagination,
  type StaleChapters,
} from '../../model/pagination.ts';
import { PicturesOfPages } from './cmyk-pictures.ts';
import { BookSubsets, LiveFaces } from './live-faces.ts';
import { serveTab } from './page-requests.ts';
import { refusedRequest } from './render-pages.ts';

/** A book to be laid out once more. */
export interface LiveBook {
  /** The book, its pictures set for the edition. */
  readonly book: Book;
  readonly edition: Edition;
  readonly assets: ReadonlyMap<string, MediaFile>;
  /** Styles of pages. */
  readonly css: string;
  /** The chapters for the flow, {@link liveFlows}. */
  readonly flows: readonly ChapterFlow[];
  /** Whether pages are wanted soon: that they are what was measured is made sure of the next time. */
  readonly isSoon?: boolean;
}

/** What is shown first where the whole book has to be laid out anew. */
export interface FirstPages {
  /** Index of a page, as it was before, whose chapter is laid out before the others. */
  readonly page: number;
  /** Given its new pages among the old ones of the others. */
  readonly show: (pages: LivePages) => void;
}

/** A page as HTML. */
export interface LivePage {
  readonly html: string;
  /** The same for pages that are. */
  readonly hash: string;
  /** The page with {@link EMPTY_BODY} for its type area. */
  readonly shell: string;
  /** Its type area, which is not in `shell`; absent for a page without text. */
  readonly body?: { readonly hash: string };
}

/** The pages of a book as they are now. */
export interface LivePages {
  readonly pages: readonly LivePage[];
  readonly pagination: Pick<Pagination, 'pages' | 'pageOfId'>;
  readonly faces: readonly SubsetFace[];
  /** Characters that no face can draw. */
  readonly missing: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** How many chapters had to be laid out. */
  readonly laidOut: number;
}

/** What is kept of a chapter's pages. */
interface KeptChapter {
  readonly flow: ChapterFlow;
  readonly wholePage: boolean;
  readonly bodies: readonly { readonly html: string; readonly hash: string }[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lays a book out again and again in one tab: only chapters that changed, and those whose pages the change moves to the
 * other side or gives other numbers to name. Other styles or another geometry begin anew.
 */
export class LiveLayout {
  readonly #newPage: () => Promise<Page>;
  readonly #fonts: FontFiles;
  #tab: LiveTab | undefined;
  /** The faces of the last tab: another one needs the same. */
  #subsets: BookSubsets | undefined;

  constructor(newPage: () => Promise<Page>, fonts: FontFiles) {
    this.#newPage = newPage;
    this.#fonts = fonts;
  }

  /** Brings the pages up to date; calls must not overlap. A tab in which that failed is not used again. */
  async update(input: LiveBook, first?: FirstPages): Promise<LivePages> {
    const { book, edition, css } = input;
    const plan = layoutPlan(book, edition);
    // The title stands in its own chapters and in running heads, not in what they are put into.
    const html = emptyDocument({ ...book.metadata, title: '' }, plan, edition.page, css);
    const key = JSON.stringify([html, { ...plan, chapters: [], headNames: {}, furniture: {} }]);
    try {
      const tab = this.#tab?.key === key ? this.#tab : await this.#openTab(key, html, { input, plan, first });
      return await tab.update(input, plan);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Opens a tab in place of the one before, whose pages may be shown among the first of its own. */
  async #openTab(
    key: string,
    html: string,
    { input, plan, first }: { input: LiveBook; plan: LayoutPlan; first: FirstPages | undefined },
  ): Promise<LiveTab> {
    const before = this.#tab;
    const { language } = input.book.metadata;
    if (this.#subsets?.language !== language) this.#subsets = new BookSubsets(language, this.#fonts);
    try {
      const tab = await LiveTab.open(await this.#newPage(), key, html, this.#subsets);
      this.#tab = tab;
      const shown = first && before && (await tab.updateFirst(input, plan, before, first.page));
      if (shown !== undefined) first?.show(shown);
      return tab;
    } finally {
      await before?.close();
    }
  }

  /** Gives the tab up; the next update opens another. */
  async close(): Promise<void> {
    const tab = this.#tab;
    this.#tab = undefined;
    await tab?.close();
  }
}

/** Chapters for the flow, their pictures named by their content. */
export function liveFlows(
  chapters: readonly Chapter[],
  assets: ReadonlyMap<string, MediaFile>,
): readonly ChapterFlow[] {
  const urlOf = pictureUrls(assets);
  return chapters.map((chapter) => chapterFlow(chapter, urlOf));
}

/** A tab that knows the pages of the chapters laid out in it. */
class LiveTab {
  readonly key: string;
  readonly #page: Page;
  readonly #refused: readonly string[];
  readonly #kept = new Map<string, KeptChapter>();
  readonly #pictures: { now: PicturesOfPages };
  readonly #faces: LiveFaces;
  #firstPages: Readonly<Record<string, number>> = {};
  /** As they were given last. */
  #pages: readonly LivePage[] = [];

  static async open(page: Page, key: string, html: string, subsets: BookSubsets): Promise<LiveTab> {
    const files = new Map<string, SubsetFace>();
    const pictures = { now: new PicturesOfPages(new Map()) };
    const { refused } = await serveTab(page, DOCUMENT_ORIGIN, (path) => {
      if (path === '/')
        return { bytes: new TextEncoder().encode(html), mediaType: 'text/html; charset=utf-8' };
      if (path === '/favicon.ico') return { bytes: new Uint8Array(), mediaType: 'image/x-icon' };
      if (path.startsWith(PICTURES)) return pictures.now.get(path.slice(PICTURES.length));
      const face = files.get(path);
      return face && { bytes: face.bytes, mediaType: 'font/ttf' };
    });
    await page.goto(`${DOCUMENT_ORIGIN}/`, { waitUntil: 'load', timeout: 0 });
    await page.evaluate(await layoutBundle());
    return new LiveTab(page, key, refused, pictures, new LiveFaces(page, files, subsets));
  }

  private constructor(
    page: Page,
    key: string,
    refused: readonly string[],
    pictures: { now: PicturesOfPages },
    faces: LiveFaces,
  ) {
    this.key = key;
    this.#page = page;
    this.#refused = refused;
    this.#pictures = pictures;
    this.#faces = faces;
  }

  close(): Promise<void> {
    return this.#page.close().catch(() => undefined);
  }

  /** Lays out the chapter that had a page in another tab; `undefined` where that cannot be shown among its pages. */
  async updateFirst(
    { assets, flows }: LiveBook,
    plan: LayoutPlan,
    before: LiveTab,
    page: number,
  ): Promise<LivePages | undefined> {
    const seen = before.#chapterAt(page);
    const flow = flows.find(({ id }) => id === seen);
    if (flow === undefined) return undefined;
    this.#pictures.now = new PicturesOfPages(assets);
    await this.#put([flow], plan);
    const others = await before.#page.evaluate('banxin.knownChapters()').catch(() => ({}));
    const laidOut = (await this.#page.evaluate(
      `banxin.layOutAmong(${JSON.stringify(plan)}, ${JSON.stringify(others)})`,
    )) as LaidOutPages | undefined;
    if (laidOut === undefined) return undefined;
    const kept = new Map([
      ...before.#kept,
      [flow.id, keptChapter(flow, plan, laidOut.bodies[flow.id] ?? [])],
    ]);
    return { ...this.#pagesOf(laidOut, kept), ...this.#faces.state, diagnostics: [], laidOut: 1 };
  }

  async update({ book, assets, flows, isSoon }: LiveBook, plan: LayoutPlan): Promise<LivePages> {
    this.#pictures.now = new PicturesOfPages(assets);
    const changed = new Set(flows.filter((flow) => this.#hasChanged(flow, plan)).map(idOf));
    let laidOut: LaidOutPages | StaleChapters;
    do {
      await this.#put(
        flows.filter(({ id }) => changed.has(id)),
        plan,
      );
      laidOut = (await this.#page.evaluate(`banxin.layOutFlow(${JSON.stringify(plan)})`)) as
        | LaidOutPages
        | StaleChapters;
      if ('stale' in laidOut) for (const id of laidOut.stale) changed.add(id);
    } while ('stale' in laidOut);
    const verified =
      isSoon === true ? [] : await this.#page.evaluate(`banxin.verifySent(${JSON.stringify(plan)})`);
    return this.#take(laidOut, verified as readonly Diagnostic[], { book, flows, plan });
  }

  /** Puts chapters into the flow, and makes their faces and pictures ready. */
  async #put(flows: readonly ChapterFlow[], plan: LayoutPlan): Promise<void> {
    const texts = await this.#page.evaluate(
      `banxin.putFlow(${JSON.stringify(flows)}, ${JSON.stringify(samplesHtml(plan))})`,
    );
    await this.#faces.require(texts as Record<string, FaceText[]>);
  }

  /** Id of the chapter that has a page. */
  #chapterAt(page: number): string | undefined {
    return Object.entries(this.#firstPages)
      .filter(([, first]) => first <= page)
      .sort(([, a], [, b]) => b - a)[0]?.[0];
  }

  #hasChanged(flow: ChapterFlow, plan: LayoutPlan): boolean {
    const kept = this.#kept.get(flow.id);
    if (kept === undefined) return true;
    const { section, notes } = kept.flow;
    return section !== flow.section || notes !== flow.notes || kept.wholePage !== isWholePage(plan, flow.id);
  }

  #take(
    laidOut: LaidOutPages,
    verified: readonly Diagnostic[],
    { book, flows, plan }: Pick<LiveBook, 'book' | 'flows'> & { readonly plan: LayoutPlan },
  ): LivePages {
    const { pagination, bodies, firstPages } = laidOut;
    const late = new DiagnosticsByChapter(verified, book.chapters, new Set(flows.map(idOf)));
    const told = new DiagnosticsByChapter(
      pagination.diagnostics,
      book.chapters,
      new Set(Object.keys(bodies)),
    );
    const ids = new Set(flows.map(idOf));
    for (const id of this.#kept.keys()) if (!ids.has(id)) this.#kept.delete(id);
    for (const flow of flows) {
      const own = bodies[flow.id];
      if (own !== undefined) this.#kept.set(flow.id, keptChapter(flow, plan, own, told.of(flow.id)));
      const kept = this.#kept.get(flow.id);
      const found = late.of(flow.id);
      if (kept !== undefined && found.length > 0)
        this.#kept.set(flow.id, { ...kept, diagnostics: [...kept.diagnostics, ...found] });
    }
    this.#firstPages = firstPages;
    this.#faces.forget((id) => id === '' || ids.has(id));
    const diagnostics = [
      ...[...this.#kept.values()].flatMap((kept) => kept.diagnostics),
      ...told.ofNone,
      ...late.ofNone,
      ...this.#faces.diagnostics,
      ...this.#refused.map(refusedRequest),
    ];
    return {
      ...this.#pagesOf(laidOut, this.#kept),
      ...this.#faces.state,
      // What is said of running heads is said of all of them each time.
      diagnostics: toldOnce(diagnostics),
      laidOut: Object.keys(bodies).length,
    };
  }

  /** The pages put together: what is printed around them, and their type areas. */
  #pagesOf(
    { pagination, shells, firstPages }: LaidOutPages,
    chapters: ReadonlyMap<string, KeptChapter>,
  ): Pick<LivePages, 'pages' | 'pagination'> {
    const onPages = new Map(
      Object.entries(firstPages).flatMap(([id, first]) =>
        (chapters.get(id)?.bodies ?? []).map((body, index) => [first + index, body] as const),
      ),
    );
    const before = this.#pages;
    this.#pages = shells.map((changed, index): LivePage => {
      const known = before[index];
      const shell = changed ?? known?.shell ?? '';
      const body = onPages.get(index);
      if (known?.shell === shell && known.body === body) return known;
      if (body === undefined) return { shell, html: shell, hash: hashOf(shell) };
      return {
        ...{ shell, body },
        html: shell.replace(EMPTY_BODY, () => body.html),
        hash: hashOf(shell + body.hash),
      };
    });
    return { pages: this.#pages, pagination };
  }
}

function keptChapter(
  flow: ChapterFlow,
  plan: LayoutPlan,
  bodies: readonly string[],
  diagnostics: readonly Diagnostic[] = [],
): KeptChapter {
  return {
    flow,
    wholePage: isWholePage(plan, flow.id),
    bodies: bodies.map((html) => ({ html, hash: hashOf(html) })),
    diagnostics,
  };
}

function isWholePage({ chapters }: LayoutPlan, id: string): boolean {
  return chapters.find((chapter) => chapter.id === id)?.wholePage ?? false;
}

const PICTURES = '/manuscript/';

/** Pictures are named by their content: one that changed changes the chapters and pages it stands in. */
function pictureUrls(assets: ReadonlyMap<string, MediaFile>): (path: string) => string {
  const urls = new Map<string, string>();
  return (path) => {
    const asset = assets.get(path);
    if (asset === undefined) return encodedPath(path);
    const url = urls.get(path) ?? `${PICTURES}${encodedPath(path)}?${hashOf(asset.bytes)}`;
    urls.set(path, url);
    return url;
  };
}

/** What the engine told, by the chapter whose file it names. */
class DiagnosticsByChapter {
  /** What no chapter laid out is named by. */
  readonly ofNone: Diagnostic[] = [];
  readonly #byChapter = new Map<string, Diagnostic[]>();

  constructor(all: readonly Diagnostic[], chapters: readonly Chapter[], laidOut: ReadonlySet<string>) {
    const owners = new Map<string, string>();
    for (const { id, source, sources = [] } of chapters) {
      if (!laidOut.has(id)) continue;
      for (const file of [source, ...sources.map((part) => part.file)])
        if (file !== undefined) owners.set(file, id);
    }
    for (const one of all) {
      const owner = one.place && owners.get(one.place.file);
      if (owner === undefined) this.ofNone.push(one);
      else this.#byChapter.set(owner, [...(this.#byChapter.get(owner) ?? []), one]);
    }
  }

  of(chapter: string): readonly Diagnostic[] {
    return this.#byChapter.get(chapter) ?? [];
  }
}

function idOf({ id }: ChapterFlow): string {
  return id;
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 16);
}
