import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer';
import { type FontFiles, type SubsetResult, subsetFaces } from '../../fonts/subset-faces.ts';
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
import type {
  ChapterFlow,
  LaidOutPages,
  LayoutPlan,
  Pagination,
  StaleChapters,
} from '../../model/pagination.ts';
import { PicturesOfPages } from './cmyk-pictures.ts';
import { serveTab } from './page-requests.ts';
import { fontFaceRules, glyphMissing, loadFonts, refusedRequest } from './render-pages.ts';

/** A book to be laid out once more. */
export interface LiveBook {
  /** The book, its pictures set for the edition. */
  readonly book: Book;
  readonly edition: Edition;
  readonly assets: ReadonlyMap<string, MediaFile>;
  /** Styles of pages. */
  readonly css: string;
  /** The chapters for the flow, {@link liveFlows}; those of the book where they are not given. */
  readonly flows?: readonly ChapterFlow[];
}

/** The pages of a book as they are now. */
export interface LivePages {
  /** HTML of each page, and a short text that is the same for pages that are. */
  readonly pages: readonly { readonly html: string; readonly hash: string }[];
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

const EMPTY_BODY = '<bx-body></bx-body>';

/**
 * Lays a book out again and again in one tab: only chapters that changed, and those whose pages the change moves to the
 * other side or gives other numbers to name. Other styles or another geometry begin anew.
 */
export class LiveLayout {
  readonly #newPage: () => Promise<Page>;
  readonly #fonts: FontFiles;
  #tab: LiveTab | undefined;

  constructor(newPage: () => Promise<Page>, fonts: FontFiles) {
    this.#newPage = newPage;
    this.#fonts = fonts;
  }

  /** Brings the pages up to date; calls must not overlap. A tab in which that failed is not used again. */
  async update(input: LiveBook): Promise<LivePages> {
    const { book, edition, css } = input;
    const plan = layoutPlan(book, edition);
    // The title stands in its own chapters and in running heads, not in what they are put into.
    const html = emptyDocument({ ...book.metadata, title: '' }, plan, edition.page, css);
    const key = JSON.stringify([html, { ...plan, chapters: [], headNames: {}, furniture: {} }]);
    if (this.#tab?.key !== key) {
      await this.close();
      this.#tab = await LiveTab.open(await this.#newPage(), key, html, this.#fonts);
    }
    try {
      return await this.#tab.update(input, plan);
    } catch (error) {
      await this.close();
      throw error;
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
  readonly #fonts: FontFiles;
  readonly #refused: readonly string[];
  readonly #kept = new Map<string, KeptChapter>();
  readonly #pictures: { now: PicturesOfPages };
  readonly #faces: LiveFaces;

  static async open(page: Page, key: string, html: string, fonts: FontFiles): Promise<LiveTab> {
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
    return new LiveTab(page, key, fonts, refused, pictures, new LiveFaces(page, files));
  }

  private constructor(
    page: Page,
    key: string,
    fonts: FontFiles,
    refused: readonly string[],
    pictures: { now: PicturesOfPages },
    faces: LiveFaces,
  ) {
    this.key = key;
    this.#page = page;
    this.#fonts = fonts;
    this.#refused = refused;
    this.#pictures = pictures;
    this.#faces = faces;
  }

  close(): Promise<void> {
    return this.#page.close().catch(() => undefined);
  }

  async update(
    { book, assets, flows = liveFlows(book.chapters, assets) }: LiveBook,
    plan: LayoutPlan,
  ): Promise<LivePages> {
    const { language } = book.metadata;
    this.#pictures.now = new PicturesOfPages(assets);
    const changed = new Set(flows.filter((flow, index) => this.#hasChanged(flow, plan, index)).map(idOf));
    const samples = samplesHtml(plan);
    let laidOut: LaidOutPages | StaleChapters;
    do {
      const put = flows.filter(({ id }) => changed.has(id));
      const texts = (await this.#page.evaluate(
        `banxin.putFlow(${JSON.stringify(put)}, ${JSON.stringify(samples)})`,
      )) as Record<string, FaceText[]>;
      await this.#faces.require(texts, (wanted) => subsetFaces(wanted, language, this.#fonts));
      laidOut = (await this.#page.evaluate(`banxin.layOutFlow(${JSON.stringify(plan)})`)) as
        | LaidOutPages
        | StaleChapters;
      if ('stale' in laidOut) for (const id of laidOut.stale) changed.add(id);
    } while ('stale' in laidOut);
    return this.#take(laidOut, book, flows, plan);
  }

  #hasChanged(flow: ChapterFlow, plan: LayoutPlan, index: number): boolean {
    const kept = this.#kept.get(flow.id);
    if (kept === undefined) return true;
    const { section, notes } = kept.flow;
    return (
      section !== flow.section ||
      notes !== flow.notes ||
      kept.wholePage !== (plan.chapters[index]?.wholePage ?? false)
    );
  }

  #take(laidOut: LaidOutPages, book: Book, flows: readonly ChapterFlow[], plan: LayoutPlan): LivePages {
    const { pagination, shells, bodies, firstPages } = laidOut;
    const told = new DiagnosticsByChapter(
      pagination.diagnostics,
      book.chapters,
      new Set(Object.keys(bodies)),
    );
    const ids = new Set(flows.map(idOf));
    for (const id of this.#kept.keys()) if (!ids.has(id)) this.#kept.delete(id);
    flows.forEach((flow, index) => {
      const own = bodies[flow.id];
      if (own === undefined) return;
      this.#kept.set(flow.id, {
        flow,
        wholePage: plan.chapters[index]?.wholePage ?? false,
        bodies: own.map((html) => ({ html, hash: hashOf(html) })),
        diagnostics: told.of(flow.id),
      });
    });
    this.#faces.forget((id) => id === '' || ids.has(id));
    const onPages = new Map(
      [...this.#kept].flatMap(([id, kept]) =>
        kept.bodies.map((body, index) => [(firstPages[id] ?? 0) + index, body] as const),
      ),
    );
    const pages = shells.map((shell, index) => {
      const body = onPages.get(index);
      if (body === undefined) return { html: shell, hash: hashOf(shell) };
      return { html: shell.replace(EMPTY_BODY, () => body.html), hash: hashOf(shell + body.hash) };
    });
    const kept = [...this.#kept.values()].flatMap(({ diagnostics }) => diagnostics);
    const diagnostics = [
      ...kept,
      ...told.ofNone,
      ...this.#faces.diagnostics,
      ...this.#refused.map(refusedRequest),
    ];
    // What is said of running heads is said of all of them each time.
    return {
      pages,
      pagination,
      faces: this.#faces.faces,
      missing: this.#faces.missing,
      diagnostics: toldOnce(diagnostics),
      laidOut: Object.keys(bodies).length,
    };
  }
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

/** The faces of a tab; they are cut anew only for characters that have not been seen in it. */
class LiveFaces {
  readonly #page: Page;
  readonly #files: Map<string, SubsetFace>;
  readonly #texts = new Map<string, readonly FaceText[]>();
  /** Characters that the subsets were made for, by style. */
  readonly #cut = new Map<string, FaceText & { readonly characters: Set<string> }>();
  #subset: SubsetResult = { faces: [], missing: [] };
  #places: Readonly<Record<string, string>> = {};

  constructor(page: Page, files: Map<string, SubsetFace>) {
    this.#page = page;
    this.#files = files;
  }

  get faces(): readonly SubsetFace[] {
    return this.#subset.faces;
  }

  /** Characters that stand in the book and that no face can draw. */
  get missing(): readonly string[] {
    return this.#subset.missing.filter((character) =>
      [...this.#texts.values()].flat().some(({ text }) => text.includes(character)),
    );
  }

  /** Tells of those characters. */
  get diagnostics(): readonly Diagnostic[] {
    return this.missing.map((character) => glyphMissing(character, this.#places[character] ?? ''));
  }

  /** Makes the tab ready to draw what was put into its flow: faces and pictures. */
  async require(
    texts: Readonly<Record<string, readonly FaceText[]>>,
    subset: (texts: readonly FaceText[]) => Promise<SubsetResult>,
  ): Promise<void> {
    for (const [id, own] of Object.entries(texts)) this.#texts.set(id, own);
    const isNew = Object.values(texts)
      .flat()
      .map((text) => this.#note(text))
      .includes(true);
    if (isNew) {
      this.#subset = await subset(
        [...this.#cut.values()].map(({ characters, ...face }) => ({
          ...face,
          text: [...characters].sort().join(''),
        })),
      );
      for (const face of this.faces) this.#files.set(`/fonts/${face.fileName}`, face);
      await this.#page.evaluate(loadFonts(fontFaceRules(this.faces, `${DOCUMENT_ORIGIN}/fonts/`)));
    } else {
      await this.#page.evaluate(DECODED);
    }
    if (this.#subset.missing.length === 0) return;
    const found = await this.#page.evaluate(
      `banxin.placesOfCharacters(${JSON.stringify(this.#subset.missing)})`,
    );
    this.#places = { ...this.#places, ...(found as Record<string, string>) };
  }

  /** Forgets the text of chapters that have left the book. */
  forget(isThere: (id: string) => boolean): void {
    for (const id of this.#texts.keys()) if (!isThere(id)) this.#texts.delete(id);
  }

  #note(text: FaceText): boolean {
    const key = JSON.stringify([text.family, text.fallbacks, text.weight]);
    const known = this.#cut.get(key) ?? { ...text, characters: new Set<string>() };
    const before = known.characters.size;
    for (const character of text.text) known.characters.add(character);
    this.#cut.set(key, known);
    return known.characters.size > before;
  }
}

/** Waits for the pictures of the document. */
const DECODED = `Promise.all([...document.images].map((image) => image.decode().catch(() => undefined))).then(() => undefined)`;

function idOf({ id }: ChapterFlow): string {
  return id;
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 16);
}
