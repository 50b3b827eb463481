import { EM_BOX } from '../../../model/face.ts';
import type { BookState, FaceRef, PageRef } from '../update.ts';
import { type Anchor, anchorOn, elementAt, pageAfterChange } from './place.ts';
import { spreadsOf } from './spreads.ts';

/** Zooms offered by + and −. */
const ZOOMS: readonly number[] = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

/** Free space around a spread, px; styles/formats/preview.css has the same as `--bx-gutter`. */
const GUTTER = 20;

/** The pages on their neutral ground: shows them, moves among them, keeps the reader's place. */
export class Desk {
  /** Scrolls the spreads. */
  readonly element: HTMLElement;
  #pages: readonly PageRef[] = [];
  #leaves: HTMLElement[] = [];
  #spreads: readonly (readonly number[])[] = [];
  #trim: BookState['trim'] = { width: 0, height: 0 };
  #zoom: number | 'fit' = 'fit';
  #style = document.head.appendChild(document.createElement('style'));
  #faces: ReadonlyMap<string, FontFace> = new Map();
  /** From spread to spread as shown now, px; a whole number, so that a long book adds up to no error. */
  #pitch = 0;

  constructor(element: HTMLElement) {
    this.element = element;
    new ResizeObserver(() => this.#keepingPlace(() => this.#applyZoom())).observe(element);
  }

  /** All pages in their order. */
  get pages(): readonly PageRef[] {
    return this.#pages;
  }

  /** The zoom in force. */
  get scale(): number {
    return this.#zoom === 'fit' ? this.#fit() : this.#zoom;
  }

  /** Index of the spread in view. */
  get spread(): number {
    const index = this.#pitch === 0 ? 0 : Math.round(this.element.scrollTop / this.#pitch);
    return Math.max(0, Math.min(index, this.#spreads.length - 1));
  }

  /** Number of spreads. */
  get spreadCount(): number {
    return this.#spreads.length;
  }

  /** Pages of the spread in view. */
  get current(): readonly PageRef[] {
    return (this.#spreads[this.spread] ?? []).flatMap((index) => this.#pages[index] ?? []);
  }

  /**
   * Shows new pages in place of the old ones; pages that are the same are kept as they are.
   * @throws Error when the update builds on pages that are not here
   */
  async show(book: BookState): Promise<void> {
    // Before the pages are touched, so that no text is blank while its face is on the way.
    const faces = await this.#load(book.faces);
    const anchor = this.#anchor();
    const before = this.#pages.length;
    const offset = this.element.scrollTop - this.spread * this.#pitch;
    const leaves = this.#takeLeaves(book);
    this.#useFaces(faces);
    if (book.css !== undefined) this.#style.textContent = book.css;
    document.documentElement.lang = book.language;
    document.documentElement.className = book.writingMode;
    this.#trim = book.trim;
    this.#pages = book.pages;
    this.#leaves = leaves;
    this.#spreads = spreadsOf(book.pages);
    this.#layDown();
    this.#applyZoom();
    if (anchor !== undefined) {
      const page = pageAfterChange(leaves, anchor, before);
      this.element.scrollTop = this.#spreadOf(page) * this.#pitch + offset;
    }
  }

  /** Moves to a spread. */
  goToSpread(index: number): void {
    const wanted = Math.max(0, Math.min(index, this.#spreads.length - 1));
    this.element.scrollTop = wanted * this.#pitch;
  }

  /** Moves to a page. */
  goToPage(index: number): void {
    this.goToSpread(this.#spreadOf(index));
  }

  /** Moves to what a line of a file became and points it out; false when the book has nothing of that file. */
  goToSource(file: string, line: number): boolean {
    const found = elementAt(this.element, file, line);
    if (found === undefined) return false;
    this.#goToLeafOf(found);
    found.scrollIntoView({ block: 'nearest' });
    found.animate([{ backgroundColor: '#ffd54a99' }, { backgroundColor: '#ffd54a00' }], { duration: 1800 });
    return true;
  }

  /** Moves to the page that holds an id of the book; false when there is none. */
  goToId(id: string): boolean {
    const found = this.element.querySelector(`[id="${CSS.escape(id)}"]`);
    if (found !== null) this.#goToLeafOf(found);
    return found !== null;
  }

  #goToLeafOf(element: Element): void {
    this.goToPage(this.#leaves.findIndex((leaf) => leaf.contains(element)));
  }

  /** Zooms one step in (1) or out (−1), or fits the spread into the window again (0). */
  zoom(step: 1 | -1 | 0): void {
    const now = this.scale;
    const next =
      step === 1 ? ZOOMS.find((zoom) => zoom > now * 1.001) : ZOOMS.findLast((zoom) => zoom < now * 0.999);
    this.#keepingPlace(() => {
      this.#zoom = step === 0 ? 'fit' : (next ?? now);
      this.#applyZoom();
    });
  }

  /** True when a whole spread is in view, so that there is nothing to scroll within it. */
  get fits(): boolean {
    return this.#pitch <= this.element.clientHeight;
  }

  #fit(): number {
    const { width, height } = this.#trim;
    if (width === 0) return 1;
    const across = (this.element.clientWidth - 2 * GUTTER) / (2 * width);
    const down = (this.element.clientHeight - 2 * GUTTER) / height;
    return Math.max(0.05, Math.min(across, down));
  }

  #applyZoom(): void {
    const zoom = this.scale;
    this.#pitch = this.#trim.height === 0 ? 0 : Math.floor(this.#trim.height * zoom + 2 * GUTTER);
    this.element.style.setProperty('--bx-zoom', String(zoom));
    this.element.style.setProperty('--bx-spread', `${this.#pitch}px`);
  }

  #spreadOf(page: number): number {
    return Math.max(
      0,
      this.#spreads.findIndex((pages) => pages.includes(page)),
    );
  }

  #keepingPlace(change: () => void): void {
    const { element } = this;
    const turned = this.#pitch === 0 ? 0 : element.scrollTop / this.#pitch;
    const across = (element.scrollLeft + element.clientWidth / 2) / element.scrollWidth;
    change();
    element.scrollTop = turned * this.#pitch;
    element.scrollLeft = across * element.scrollWidth - element.clientWidth / 2;
  }

  #anchor(): Anchor | undefined {
    const top = this.element.getBoundingClientRect().top;
    for (const index of this.#spreads[this.spread] ?? []) {
      const leaf = this.#leaves[index];
      const anchor = leaf === undefined ? undefined : anchorOn(leaf, index, top);
      if (anchor !== undefined) return anchor;
    }
    const [page] = this.#spreads[this.spread] ?? [];
    return page === undefined ? undefined : { page, source: '', text: '' };
  }

  /** A leaf for each page: an old one where it shows the same, else a new one. */
  #takeLeaves(book: BookState): HTMLElement[] {
    const old = new Map<string, HTMLElement[]>();
    this.#pages.forEach(({ hash }, index) => {
      const leaf = this.#leaves[index];
      if (leaf !== undefined) old.set(hash, [...(old.get(hash) ?? []), leaf]);
    });
    return book.pages.map(({ hash, side }) => {
      const kept = old.get(hash)?.shift() ?? copyOf(this.#leafWith(hash)) ?? newLeaf(book.html[hash]);
      kept.className = side;
      return kept;
    });
  }

  #leafWith(hash: string): HTMLElement | undefined {
    return this.#leaves[this.#pages.findIndex((page) => page.hash === hash)];
  }

  /** Puts the leaves into spreads, touching only spreads that differ. */
  #layDown(): void {
    this.#spreads.forEach((pages, index) => {
      const spread =
        this.element.children[index] ?? this.element.appendChild(document.createElement('bx-spread'));
      const leaves = pages.flatMap((page) => this.#leaves[page] ?? []);
      const same =
        leaves.length === spread.children.length && leaves.every((leaf, at) => leaf === spread.children[at]);
      if (!same) spread.replaceChildren(...leaves);
    });
    while (this.element.children.length > this.#spreads.length) this.element.lastElementChild?.remove();
  }

  async #load(faces: readonly FaceRef[]): Promise<ReadonlyMap<string, FontFace>> {
    const loaded = faces.map(async ({ family, weight, url }) => {
      const known = this.#faces.get(url);
      if (known !== undefined) return [url, known] as const;
      const face = new FontFace(family, `url(${JSON.stringify(url)})`, { weight: String(weight), ...EM_BOX });
      // A face that was replaced meanwhile cannot be had any more; its successor is on the way with newer pages.
      await face.load().catch(() => undefined);
      return [url, face] as const;
    });
    return new Map(await Promise.all(loaded));
  }

  #useFaces(faces: ReadonlyMap<string, FontFace>): void {
    for (const [url, face] of faces) if (!this.#faces.has(url)) document.fonts.add(face);
    for (const [url, face] of this.#faces) if (!faces.has(url)) document.fonts.delete(face);
    this.#faces = faces;
  }
}

function copyOf(leaf: HTMLElement | undefined): HTMLElement | undefined {
  return leaf?.cloneNode(true) as HTMLElement | undefined;
}

/** The HTML of pages was sanitised with the manuscript, and the document's policy lets no script of it run. */
function newLeaf(html: string | undefined): HTMLElement {
  if (html === undefined) throw new Error('Unexpected page that was never sent');
  const leaf = document.createElement('bx-leaf');
  leaf.innerHTML = html;
  return leaf;
}
