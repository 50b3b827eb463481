import type { FolioOrders, NumberStyle } from '../model/furniture.ts';
import type { ChapterPlan, PageInfo } from '../model/pagination.ts';
import { folio } from './furniture/folio.ts';

/**
 * Gives every page its place in the book: side, label, and blank pages before recto openings (E05). The first page that
 * is counted and the first of the body are rectos (A09, F04).
 */
export class PageSequence {
  /** Pages so far. */
  readonly pages: PageInfo[] = [];
  readonly #folios: Pick<FolioOrders, 'style' | 'front'>;
  #front = 0;
  #body = 0;
  #bodyBegun = false;

  constructor(folios: Pick<FolioOrders, 'style' | 'front'>) {
    this.#folios = folios;
  }

  /** The side of the next page: odd pages are recto. */
  get side(): 'recto' | 'verso' {
    return this.pages.length % 2 === 0 ? 'recto' : 'verso';
  }

  /** Blank pages that must come before a chapter, 0 or 1. */
  blanksBefore(chapter: ChapterPlan): number {
    const opensCount = this.#front + this.#body === 0 || (chapter.matter !== 'front' && !this.#bodyBegun);
    const start = opensCount && !chapter.wholePage && chapter.start === 'page' ? 'recto' : chapter.start;
    return start === 'page' || start === this.side ? 0 : 1;
  }

  /** Adds a blank page; it counts with the pages before it. */
  addBlank(previous: ChapterPlan | undefined): PageInfo {
    return this.#add({ ...this.#count(previous), side: this.side });
  }

  /** Adds a page of a chapter. */
  add(chapter: ChapterPlan): PageInfo {
    if (chapter.matter !== 'front' && !chapter.wholePage) this.#bodyBegun = true;
    return this.#add({ ...this.#count(chapter), side: this.side, chapter: chapter.id });
  }

  #add(page: PageInfo): PageInfo {
    this.pages.push(page);
    return page;
  }

  #count(chapter: ChapterPlan | undefined): Pick<PageInfo, 'label' | 'folio'> {
    if (chapter === undefined || chapter.wholePage) return { label: '' };
    const { style, front } = this.#folios;
    if (chapter.matter === 'front' && front !== 'continuous') {
      this.#front += 1;
      return numbered(this.#front, front);
    }
    this.#body += 1;
    return numbered(this.#body, style);
  }
}

function numbered(number: number, style: NumberStyle): Pick<PageInfo, 'label' | 'folio'> {
  return { label: folio(number, style), folio: { number, style } };
}
