import type { BookState, PageRef } from '../messages.ts';
import {
  type Arrangement,
  arrange,
  cellInView,
  cellOfPage,
  limitZoom,
  type Mode,
  stepZoom,
  topOfCell,
  type Zoom,
} from './arrangement.ts';
import { Faces } from './faces.ts';
import { Leaves } from './leaves.ts';
import {
  type Anchor,
  anchorOn,
  elementAt,
  type PlacedPages,
  pageAfterChange,
  pageOfSource,
} from './place.ts';

/** What the desk tells of. */
export interface DeskEvents {
  /** The reader moved, or pages lie otherwise. */
  readonly moved: () => void;
  /** Leaves came into sight and are filled. */
  readonly shown: (leaves: readonly HTMLElement[]) => void;
  /** Leaves went out of sight. */
  readonly hidden: (leaves: readonly HTMLElement[]) => void;
}

/** How the reader looks at the pages. */
export interface View {
  readonly mode: Mode;
  readonly zoom: Readonly<Record<Mode, Zoom>>;
}

/** A spot on the desk, px from the upper left corner of its window. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The pages on their neutral ground: shows them, moves among them, keeps the reader's place. */
export class Desk {
  /** Scrolls the cells. */
  readonly element: HTMLElement;
  readonly leaves = new Leaves();
  #events: DeskEvents;
  #view: View;
  #trim: BookState['trim'] = { width: 0, height: 0 };
  #arrangement: Arrangement;
  /** The page that is read; in the overview the chosen one. */
  #page = 0;
  #marked: Element | undefined;
  #style = document.head.appendChild(document.createElement('style'));
  #faces = new Faces();

  constructor(element: HTMLElement, view: View, events: DeskEvents) {
    this.element = element;
    this.#view = view;
    this.#events = events;
    this.#arrangement = this.#arrange();
    element.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    element.addEventListener('contentvisibilityautostatechange', (event) => this.#visible(event));
    new ResizeObserver(() => this.#rearrange()).observe(element);
  }

  /** How the reader looks at the pages. */
  get view(): View {
    return this.#view;
  }

  /** All pages in their order. */
  get pages(): readonly PageRef[] {
    return this.leaves.pages;
  }

  /** Index of the page that is read. */
  get page(): number {
    return this.#page;
  }

  /** The zoom in force. */
  get scale(): number {
    return this.#arrangement.zoom;
  }

  /** True when a whole cell is in view, so that there is nothing to scroll within it. */
  get fits(): boolean {
    return this.#arrangement.fits;
  }

  /** The pages that lie beside the one that is read, with it. */
  get current(): readonly PageRef[] {
    return (this.#arrangement.cells[this.#cell] ?? []).flatMap((index) => this.pages[index] ?? []);
  }

  /** Leaves in the window. */
  get inSight(): readonly HTMLElement[] {
    const { top, bottom } = this.element.getBoundingClientRect();
    return this.#cellsAround(top, bottom).flatMap((cell) => [...cell.children] as HTMLElement[]);
  }

  /**
   * Shows new pages in place of the old ones; pages that are the same are kept as they are.
   * @throws Error when the update builds on pages that are not here
   */
  async show(book: BookState): Promise<void> {
    const faces = await this.#faces.load(book.faces);
    const anchor = this.#anchor();
    const before = this.pages.length;
    const offset = this.element.scrollTop - topOfCell(this.#arrangement, this.#cell);
    this.leaves.take(book);
    faces.use();
    if (book.css !== undefined) this.#style.textContent = book.css;
    const { documentElement: root } = document;
    if (root.lang !== book.language) root.lang = book.language;
    if (!root.classList.contains(book.writingMode)) {
      root.classList.remove('horizontal', 'vertical');
      root.classList.add(book.writingMode);
    }
    this.#trim = book.trim;
    this.#arrangement = this.#arrange();
    if (anchor !== undefined) {
      this.#fillNear(anchor.page);
      this.#page = pageAfterChange(this.#placed(), anchor, before);
    }
    this.#fillNear(this.#page);
    this.#layDown();
    this.element.scrollTop = topOfCell(this.#arrangement, this.#cell) + offset;
    this.#events.shown(this.inSight);
    this.leaves.fillLater();
  }

  /** Looks at the pages otherwise; the page that is read stays. */
  look(view: Partial<View>, at?: Spot): void {
    const mode = this.#view.mode;
    this.#view = { ...this.#view, ...view };
    if (mode === this.#view.mode) this.#rearrange(at);
    else {
      this.#arrangement = this.#arrange();
      this.#layDown();
      this.goToPage(this.#page);
    }
    this.#events.moved();
  }

  /** Zooms one step in (1) or out (−1), to what fits, or to a factor; `at` stays where it is. */
  zoom(wanted: { readonly step: 1 | -1 } | { readonly to: Zoom }, at?: Spot): void {
    const { mode, zoom } = this.#view;
    const next =
      'step' in wanted
        ? stepZoom(this.scale, wanted.step)
        : typeof wanted.to === 'number'
          ? limitZoom(wanted.to)
          : wanted.to;
    this.look({ zoom: { ...zoom, [mode]: next } }, at);
  }

  /** Moves by spreads or pages; in the overview `lines` moves by lines. */
  turn(step: 1 | -1, by: 'cell' | 'line' = 'cell'): void {
    const { cells, perLine } = this.#arrangement;
    const wanted = this.#cell + step * (by === 'line' ? perLine : 1);
    this.#goToCell(Math.max(0, Math.min(wanted, cells.length - 1)));
  }

  /** Moves to the first or the last page. */
  goToEnd(end: 'first' | 'last'): void {
    this.#goToCell(end === 'first' ? 0 : this.#arrangement.cells.length - 1);
  }

  /** Moves to a page. */
  goToPage(index: number): void {
    const page = Math.max(0, Math.min(index, this.pages.length - 1));
    this.#goToCell(cellOfPage(this.#arrangement, page), page);
  }

  /** Moves to what a line of a file became and points it out; false when the book has nothing of that file. */
  goToSource(file: string, line: number): boolean {
    const page = pageOfSource(this.#placed(), file, line);
    if (page === undefined) return false;
    const leaf = this.leaves.filled(page);
    this.goToPage(page);
    const found = leaf && elementAt(leaf.querySelectorAll('[data-source]'), file, line);
    if (found !== undefined) this.#pointOut(found);
    return true;
  }

  /** Moves to the page that holds an id of the book; false when there is none. */
  goToId(id: string): boolean {
    this.leaves.fillAll();
    const found = this.element.querySelector(`[id="${CSS.escape(id)}"]`);
    if (found === null) return false;
    this.goToPage(this.leaves.pageOf(found));
    this.#intoView(found.getBoundingClientRect());
    return true;
  }

  /** Moves to a range of text on a page. */
  goToRange(page: number, range: Range): void {
    this.goToPage(page);
    this.#intoView(range.getBoundingClientRect());
  }

  get #cell(): number {
    return cellOfPage(this.#arrangement, this.#page);
  }

  #arrange(): Arrangement {
    const { clientWidth: width, clientHeight: height } = this.element;
    const { mode, zoom } = this.#view;
    return arrange(mode, zoom[mode], { pages: this.pages, trim: this.#trim, view: { width, height } });
  }

  #placed(): PlacedPages {
    return {
      count: this.pages.length,
      sourcesOn: (page) => this.leaves.sourcesOn(page),
      elementsOn: (page) => this.leaves.filled(page)?.querySelectorAll('[data-source]') ?? [],
    };
  }

  #goToCell(cell: number, page = this.#arrangement.cells[cell]?.[0] ?? 0): void {
    this.#page = page;
    this.#fillNear(page);
    const { element } = this;
    const top = topOfCell(this.#arrangement, cell);
    const { mode } = this.#view;
    // The overview moves only as far as it must.
    if (mode !== 'overview') element.scrollTop = top;
    else if (top < element.scrollTop) element.scrollTop = top;
    else
      element.scrollTop = Math.max(element.scrollTop, top + this.#arrangement.pitch - element.clientHeight);
    this.#mark();
    this.#events.moved();
  }

  #scrolled(): void {
    const { element } = this;
    const { cells } = this.#arrangement;
    if (this.#view.mode !== 'overview') {
      const inView = cellInView(this.#arrangement, element.scrollTop, element.clientHeight);
      if (cells[inView]?.includes(this.#page) !== true) this.#page = cells[inView]?.[0] ?? 0;
      this.#fillNear(this.#page);
    }
    this.#events.moved();
  }

  #visible(event: Event): void {
    const cell = event.target;
    if (!(cell instanceof HTMLElement) || !('skipped' in event)) return;
    const leaves = [...cell.children] as HTMLElement[];
    if (event.skipped === true) {
      this.#events.hidden(leaves);
      return;
    }
    for (const leaf of leaves) this.leaves.fill(leaf);
    this.#events.shown(leaves);
  }

  /** The cells between two heights of the viewport, px. */
  #cellsAround(top: number, bottom: number): readonly Element[] {
    return [...this.element.children].filter((cell) => {
      const rect = cell.getBoundingClientRect();
      return rect.bottom > top && rect.top < bottom;
    });
  }

  #fillNear(page: number): void {
    const cell = cellOfPage(this.#arrangement, page);
    for (const pages of this.#arrangement.cells.slice(Math.max(0, cell - 1), cell + 2))
      for (const index of pages) this.leaves.filled(index);
  }

  #pointOut(element: Element): void {
    this.#intoView(element.getBoundingClientRect());
    element.animate([{ backgroundColor: '#ffd54a99' }, { backgroundColor: '#ffd54a00' }], { duration: 1800 });
  }

  /** Scrolls within a cell that is larger than the window. */
  #intoView(rect: DOMRect): void {
    const { element } = this;
    const window = element.getBoundingClientRect();
    if (this.#arrangement.fits && this.#view.mode !== 'continuous') return;
    if (rect.top < window.top || rect.bottom > window.bottom)
      element.scrollTop += rect.top - window.top - window.height / 3;
    if (rect.left < window.left || rect.right > window.right)
      element.scrollLeft += rect.left - window.left - window.width / 3;
  }

  /** Arranges anew, a spot staying where it is in the window: its middle, where none is given. */
  #rearrange(at?: Spot): void {
    const { element } = this;
    const { clientWidth, clientHeight } = element;
    const spot = at ?? { x: clientWidth / 2, y: this.#arrangement.fits ? 0 : clientHeight / 2 };
    const down = this.#arrangement.pitch === 0 ? 0 : (element.scrollTop + spot.y) / this.#arrangement.pitch;
    const across = (element.scrollLeft + spot.x) / Math.max(1, element.scrollWidth);
    const page = this.#page;
    const { perLine } = this.#arrangement;
    this.#arrangement = this.#arrange();
    this.#layDown();
    const isPaged = this.#arrangement.fits && this.#view.mode !== 'continuous';
    if (isPaged || perLine !== this.#arrangement.perLine) {
      this.goToPage(page);
      return;
    }
    element.scrollTop = down * this.#arrangement.pitch - spot.y;
    element.scrollLeft = across * element.scrollWidth - spot.x;
    this.#events.moved();
  }

  /** Puts the leaves into their cells, touching only cells that differ. */
  #layDown(): void {
    const { cells, zoom, pitch, perLine, gutter, fits } = this.#arrangement;
    const { element } = this;
    const { all } = this.leaves;
    cells.forEach((pages, index) => {
      const cell = element.children[index] ?? element.appendChild(document.createElement('bx-spread'));
      const leaves = pages.flatMap((page) => all[page] ?? []);
      const same =
        leaves.length === cell.children.length && leaves.every((leaf, at) => leaf === cell.children[at]);
      if (!same) cell.replaceChildren(...leaves);
    });
    while (element.children.length > cells.length) element.lastElementChild?.remove();
    if (element.dataset['mode'] !== this.#view.mode) element.dataset['mode'] = this.#view.mode;
    element.toggleAttribute('data-fits', fits);
    const sizes = {
      '--bx-zoom': String(zoom),
      '--bx-spread': `${pitch}px`,
      '--bx-gutter': `${gutter}px`,
      '--bx-per-line': String(perLine),
    };
    for (const [name, value] of Object.entries(sizes))
      if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
    this.#mark();
  }

  /** Marks the page that is read, which the overview shows. */
  #mark(): void {
    this.#marked?.removeAttribute('aria-current');
    this.#marked = this.leaves.all[this.#page];
    this.#marked?.setAttribute('aria-current', 'page');
  }

  #anchor(): Anchor | undefined {
    const top = this.element.getBoundingClientRect().top;
    const pages = this.#arrangement.cells[this.#cell] ?? [];
    for (const page of pages) {
      const leaf = this.leaves.filled(page);
      const anchor = leaf === undefined ? undefined : anchorOn(leaf, page, top);
      if (anchor !== undefined) return anchor;
    }
    const [page] = pages;
    return page === undefined ? undefined : { page, source: '', text: '' };
  }
}
