import type { ChapterPlan, PageInfo } from '../model/pagination.ts';
import { roman } from './roman.ts';

/**
 * Gives every page its place in the book: side, label, and blank pages before recto openings (E05). Page 1 of the
 * body is a recto, whatever the front matter took (A09, F04).
 */
export class PageSequence {
  /** Pages so far. */
  readonly pages: PageInfo[] = [];
  #front = 0;
  #body = 0;

  /** The side of the next page: odd pages are recto. */
  get side(): 'recto' | 'verso' {
    return this.pages.length % 2 === 0 ? 'recto' : 'verso';
  }

  /** Blank pages that must come before a chapter, 0 or 1. */
  blanksBefore(chapter: ChapterPlan): number {
    const opensBody = this.#body === 0 && chapter.matter !== 'front' && !chapter.wholePage;
    const start = opensBody && chapter.start === 'page' ? 'recto' : chapter.start;
    return start === 'page' || start === this.side ? 0 : 1;
  }

  /** Adds a blank page; it counts with the pages before it. */
  addBlank(previous: ChapterPlan | undefined): PageInfo {
    return this.#add({ label: this.#label(previous), side: this.side });
  }

  /** Adds a page of a chapter. */
  add(chapter: ChapterPlan): PageInfo {
    return this.#add({ label: this.#label(chapter), side: this.side, chapter: chapter.id });
  }

  #add(page: PageInfo): PageInfo {
    this.pages.push(page);
    return page;
  }

  #label(chapter: ChapterPlan | undefined): string {
    if (chapter === undefined || chapter.wholePage) return '';
    if (chapter.matter === 'front') {
      this.#front += 1;
      return roman(this.#front);
    }
    this.#body += 1;
    return String(this.#body);
  }
}
