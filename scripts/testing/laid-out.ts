import { fileURLToPath } from 'node:url';
import { subsetFaces } from '../fonts/subset-faces.ts';
import { pageStyles } from '../formats/pages/render-book.ts';
import { renderPages } from '../formats/pages/render-pages.ts';
import { layoutPlan } from '../html/layout-plan.ts';
import { DOCUMENT_ORIGIN, pageDocument } from '../html/page-document.ts';
import { layoutBundle } from '../layout/bundle.ts';
import type { Book } from '../model/book.ts';
import type { Edition } from '../model/edition.ts';
import type { FaceText } from '../model/face.ts';
import type { LayoutPlan, Pagination } from '../model/pagination.ts';
import { type BrowserSession, openBrowser } from '../platform/browser.ts';
import { npmFontFiles } from '../platform/font-files.ts';
import { shadowedFiles } from '../platform/package-files.ts';
import { assemble, manuscriptOf } from './books.ts';

/** A character and where it stands, px from the corner in which the type area's text begins. */
export interface SetCharacter {
  readonly character: string;
  /** Along the line; absent for collapsed white space. */
  readonly inline?: number;
  /** The middle of the character across the lines. */
  readonly block?: number;
}

/** A page as it stands in the browser. */
export interface SetPage {
  readonly side: string;
  readonly label: string;
  readonly head: string | undefined;
  readonly folio: string | undefined;
  /** The text without notes. */
  readonly characters: readonly SetCharacter[];
  /** Its notes, one text each. */
  readonly notes: readonly string[];
  /** How far the letters of text and notes go beyond the type area and how far the text goes into the notes, px; 0 for not at all. */
  readonly overflowPx: number;
  /** HTML of the type area. */
  readonly html: string;
}

/** A book before and after its lines became pages. */
export interface LaidOut {
  /** The characters of the flow, notes left out. */
  readonly flow: readonly SetCharacter[];
  readonly pages: readonly SetPage[];
  readonly pagination: Pagination;
  /** The page labels that stood where the text names pages, by id, before any page was written. */
  readonly settledLabels: Readonly<Record<string, string>>;
  /** Evaluates an expression in the document of the pages. */
  readonly evaluate: (expression: string) => Promise<unknown>;
}

/** Lays books out; opened once for many. */
export interface Layouter {
  layOut(
    text: string | Readonly<Record<string, string>>,
    edition: Edition,
    freeze?: LayoutPlan['freeze'],
  ): Promise<LaidOut>;
  close(): Promise<void>;
}

/**
 * A browser with the book's real faces, cut once to `characters`; others would be drawn by no face at all.
 * @param prepare what an edition makes of a book before it is laid out; nothing by default
 */
export async function openLayouter(
  characters: string,
  prepare: (book: Book, edition: Edition) => Book = (book) => book,
): Promise<Layouter> {
  const session: BrowserSession = await openBrowser({ notice: () => {} });
  const { css: styles } = await pageStyles(
    shadowedFiles(fileURLToPath(new URL('../../', import.meta.url))),
    'plain',
  );
  const texts: FaceText[] = ['Serif 400', 'Sans 700', 'Sans 400', 'Mono 400', 'Math 400'].map((face) => {
    const [kind, weight] = face.split(' ');
    return { family: `Banxin ${kind}`, weight: Number(weight), text: characters };
  });
  const subset = await subsetFaces(texts, 'zh-CN', npmFontFiles());
  const engine = `${await layoutBundle()}\n${PROBE}`;
  return {
    layOut: async (text, edition, freeze = 'all') => {
      const assembled = assemble(manuscriptOf(typeof text === 'string' ? { 'a.md': text } : text));
      const book = prepare(assembled.book, edition);
      const plan = layoutPlan(book, edition, freeze);
      const page = await session.newPage();
      const rendered = await renderPages({
        page,
        html: pageDocument(book, plan, edition.page, styles),
        plan,
        engine,
        origin: DOCUMENT_ORIGIN,
        subset: async () => subset,
        serve: () => undefined,
        stage: () => {},
      });
      return {
        flow: (await page.evaluate('probe.flow')) as readonly SetCharacter[],
        pages: (await page.evaluate('probe.pages()')) as readonly SetPage[],
        pagination: rendered.pagination,
        settledLabels: (await page.evaluate('probe.settled')) as Readonly<Record<string, string>>,
        evaluate: (expression) => page.evaluate(expression),
      };
    },
    close: () => session.close(),
  };
}

/** Source text, for the loader of TypeScript rewrites functions; it looks at the flow just before the engine does. */
const PROBE = `(() => {
  const vertical = () => document.documentElement.classList.contains('vertical');
  const along = (rect, base) => vertical()
    ? { inline: rect.top - base.top, block: base.right - (rect.left + rect.right) / 2 }
    : { inline: rect.left - base.left, block: (rect.top + rect.bottom) / 2 - base.top };
  const characters = (root, base) => {
    const range = document.createRange();
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement.closest('bx-notes, [data-repeated], [data-set="spread-second"]') !== null) continue;
      let offset = 0;
      for (const character of node.data) {
        range.setStart(node, offset);
        range.setEnd(node, offset += character.length);
        const rect = [...range.getClientRects()].find((one) => one.width > 0 && one.height > 0);
        found.push({ character, ...(rect === undefined ? {} : along(rect, base)) });
      }
    }
    return found;
  };
  const extent = (root) => {
    const range = document.createRange();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const rects = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement.closest('rt') !== null) continue;
      range.selectNodeContents(node);
      rects.push(...[...range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0));
    }
    return rects;
  };
  const overflow = (body) => {
    const base = body.getBoundingClientRect();
    const limit = vertical() ? base.width : base.height;
    const notes = body.querySelector('bx-notes');
    const ends = (root) => extent(root).map((rect) => (vertical() ? base.right - rect.left : rect.bottom - base.top));
    const starts = (root) => extent(root).map((rect) => (vertical() ? base.right - rect.right : rect.top - base.top));
    const text = Math.max(0, ...ends(body.querySelector('section')));
    const floor = notes === null ? limit : Math.min(...starts(notes));
    const low = notes === null ? 0 : Math.max(...ends(notes)) - limit;
    return Math.max(0, text - floor, low, -Math.min(0, ...starts(body)));
  };
  const original = banxin.layOutBook;
  globalThis.probe = { flow: [], settled: {} };
  const replaceChildren = document.body.replaceChildren;
  banxin.layOutBook = (plan) => {
    // Slots are filled once more when the pages are there; what counts is what the engine knew before.
    document.body.replaceChildren = function (...pages) {
      for (const slot of pages.flatMap((page) => [...page.querySelectorAll('[data-page-of]')]))
        probe.settled[slot.dataset.pageOf] = slot.textContent;
      return replaceChildren.apply(this, pages);
    };
    for (const section of document.querySelectorAll('bx-flow > section')) {
      probe.flow.push(...characters(section, section.getBoundingClientRect()));
    }
    return original(plan);
  };
  probe.pages = () => [...document.querySelectorAll('bx-page')].map((page) => {
    const body = page.querySelector('bx-body');
    const blank = body.firstElementChild === null;
    return {
      side: page.classList.contains('recto') ? 'recto' : 'verso',
      label: page.dataset.label,
      head: page.querySelector('bx-head')?.textContent,
      folio: page.querySelector('bx-folio')?.textContent,
      characters: characters(body, body.getBoundingClientRect()),
      notes: [...page.querySelectorAll('bx-notes > *')].map((note) => note.textContent.replace(/\\s+/g, '')),
      overflowPx: blank ? 0 : overflow(body),
      html: body.innerHTML,
    };
  });
})();`;
