import { EMPTY_BODY } from '../../../model/pagination.ts';
import type { BookState, PageHtml, PageRef } from '../messages.ts';

/** Milliseconds of work at a time, and of rest between, while leaves out of sight are filled. */
const WORK_MS = 10;
const REST_MS = 25;

/** The leaves of the book: one element a page, filled with the page's HTML when it comes into sight or time allows. */
export class Leaves {
  #pages: readonly PageRef[] = [];
  #leaves: readonly HTMLElement[] = [];
  /** HTML of leaves that are still empty, put together when it is wanted. */
  #pending = new Map<HTMLElement, () => string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** All pages in their order. */
  get pages(): readonly PageRef[] {
    return this.#pages;
  }

  /** Leaves in the order of their pages. */
  get all(): readonly HTMLElement[] {
    return this.#leaves;
  }

  /**
   * Takes over the pages of an update: leaves whose pages are the same are kept as they are.
   * @throws Error when the update builds on pages that are not here
   */
  take(book: BookState): void {
    const old = new Map<string, HTMLElement[]>();
    this.#pages.forEach(({ hash }, index) => {
      const leaf = this.#leaves[index];
      if (leaf !== undefined) old.set(hash, [...(old.get(hash) ?? []), leaf]);
    });
    const html = new Map(Object.entries(book.html));
    const pending = new Map<HTMLElement, () => string>();
    const leaves = book.pages.map(({ hash, side, label }) => {
      const kept = old.get(hash)?.shift();
      const leaf = kept ?? document.createElement('bx-leaf');
      const still = kept && this.#pending.get(kept);
      if (kept === undefined) pending.set(leaf, this.#given(html.get(hash), hash));
      else if (still !== undefined) pending.set(kept, still);
      // To write what is there already would have the styles of every page worked out anew.
      if (leaf.className === side && leaf.dataset['label'] === label) return leaf;
      leaf.className = side;
      leaf.dataset['label'] = label;
      leaf.role = 'group';
      leaf.ariaLabel = label;
      return leaf;
    });
    this.#pages = book.pages;
    this.#leaves = leaves;
    this.#pending = pending;
  }

  /** The leaf of a page, filled. */
  filled(page: number): HTMLElement | undefined {
    const leaf = this.#leaves[page];
    if (leaf !== undefined) this.fill(leaf);
    return leaf;
  }

  /** Fills a leaf; true when it was empty. */
  fill(leaf: HTMLElement): boolean {
    const html = this.#pending.get(leaf);
    if (html === undefined) return false;
    this.#pending.delete(leaf);
    // The HTML of pages was sanitised with the manuscript, and the document's policy lets no script of it run.
    leaf.innerHTML = html();
    return true;
  }

  /** Fills all that are still empty. */
  fillAll(): void {
    for (const leaf of [...this.#pending.keys()]) this.fill(leaf);
  }

  /** Fills the rest little by little, so that the browser's own search finds every page. */
  fillLater(): void {
    clearTimeout(this.#timer);
    if (this.#pending.size === 0) return;
    this.#timer = setTimeout(() => {
      const end = performance.now() + WORK_MS;
      for (const leaf of this.#pending.keys()) {
        this.fill(leaf);
        if (performance.now() > end) break;
      }
      this.fillLater();
    }, REST_MS);
  }

  /** `data-source` of everything on a page, without filling it. */
  sourcesOn(page: number): readonly string[] {
    const leaf = this.#leaves[page];
    const html = leaf && this.#pending.get(leaf)?.();
    if (html === undefined) {
      const found = leaf?.querySelectorAll('[data-source]') ?? [];
      return [...found].map((element) => element.getAttribute('data-source') ?? '');
    }
    const decoded = document.createElement('textarea');
    return [...html.matchAll(/ data-source="([^"]*)"/g)].map(([, value = '']) => {
      if (!value.includes('&')) return value;
      decoded.innerHTML = value;
      return decoded.value;
    });
  }

  /** Index of the page that an element stands on; -1 for none. */
  pageOf(element: Element): number {
    const leaf = element.closest<HTMLElement>('bx-leaf');
    return leaf === null ? -1 : this.#leaves.indexOf(leaf);
  }

  /** HTML of a page as it came; of pages that are here the same, or its type area alone, is taken from them. */
  #given(html: PageHtml | undefined, hash: string): () => string {
    if (typeof html === 'string') return () => html;
    if (html === undefined) return this.#htmlOf(hash);
    const { shell, of } = html;
    const before = this.#htmlOf(of);
    return () => shell.replace(EMPTY_BODY, () => bodyIn(before()));
  }

  #htmlOf(hash: string): () => string {
    const leaf = this.#leaves[this.#pages.findIndex((page) => page.hash === hash)];
    if (leaf === undefined) throw new Error('Unexpected page that was never sent');
    return this.#pending.get(leaf) ?? (() => leaf.querySelector('bx-page')?.outerHTML ?? '');
  }
}

/** The type area in a page's HTML: no manuscript can hold an element of its name. */
function bodyIn(html: string): string {
  const end = '</bx-body>';
  return html.slice(html.indexOf('<bx-body'), html.lastIndexOf(end) + end.length);
}
