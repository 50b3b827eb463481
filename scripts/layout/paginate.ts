import type { LayoutPlan, PageInfo } from '../model/pagination.ts';
import { type BrokenChapter, breakChapter } from './break-chapter.ts';
import { floatsOf } from './emit-chapter.ts';
import { type FlowPlace, type MeasuredChapter, placeFinder } from './measure-chapter.ts';
import { PageSequence } from './sequence.ts';

/** A chapter with its pages and their place in the book. */
export interface PaginatedChapter {
  readonly measured: MeasuredChapter;
  readonly broken: BrokenChapter;
  /** Blank pages before it. */
  readonly blanks: readonly PageInfo[];
  /** One for each of its pages. */
  readonly infos: readonly PageInfo[];
  /** Index of its first page in the book. */
  readonly firstPage: number;
}

/** A book whose pages are chosen; nothing has been written. */
export interface PaginatedBook {
  /** By the plan's chapters; absent where the document has no section. */
  readonly chapters: readonly (PaginatedChapter | undefined)[];
  readonly pages: readonly PageInfo[];
}

/** Breaks chapters into pages and keeps the result as long as a chapter and its first side stay the same. */
export class Paginator {
  readonly #plan: LayoutPlan;
  readonly #known = new Map<
    MeasuredChapter,
    { readonly side: PageInfo['side']; readonly broken: BrokenChapter }
  >();

  constructor(plan: LayoutPlan) {
    this.#plan = plan;
  }

  /** The pages of a book, chapter after chapter. */
  paginate(chapters: readonly (MeasuredChapter | undefined)[]): PaginatedBook {
    const sequence = new PageSequence(this.#plan.furniture.folios);
    const paginated = this.#plan.chapters.map((chapter, index): PaginatedChapter | undefined => {
      const measured = chapters[index];
      if (measured === undefined) return undefined;
      const previous = this.#plan.chapters[index - 1];
      const blanks = Array.from({ length: sequence.blanksBefore(chapter) }, () =>
        sequence.addBlank(previous),
      );
      const broken = this.#breakOnce(measured, sequence.side, chapter.wholePage);
      const firstPage = sequence.pages.length;
      const infos = broken.pages.map((page) =>
        page.kind === 'blank' ? sequence.addBlank(chapter) : sequence.add(chapter),
      );
      return { measured, broken, blanks, infos, firstPage };
    });
    return { chapters: paginated, pages: sequence.pages };
  }

  #breakOnce(measured: MeasuredChapter, side: PageInfo['side'], wholePage: boolean): BrokenChapter {
    const known = this.#known.get(measured);
    if (known?.side === side) return known.broken;
    const broken = breakChapter(measured, this.#plan, { side, wholePage });
    this.#known.set(measured, { side, broken });
    return broken;
  }
}

/** Finds the page of any id while the flow is still whole. */
export function pageFinder(book: PaginatedBook, plan: LayoutPlan): (id: string) => number | undefined {
  const chapters = new Map<
    Element,
    PaginatedChapter & { readonly placeOf: (element: Element) => FlowPlace }
  >();
  const notes = new Map<Element, number>();
  for (const chapter of book.chapters) {
    if (chapter === undefined) continue;
    const { section, flow } = chapter.measured;
    chapters.set(section, { ...chapter, placeOf: placeFinder(flow, section, plan) });
    chapter.broken.pages.forEach((page, index) => {
      for (const { note, fromLine } of page.notes) {
        const aside = chapter.measured.notes[note]?.aside;
        if (fromLine === 0 && aside !== undefined) notes.set(aside, chapter.firstPage + index);
      }
    });
  }
  return (id) => {
    const element = document.getElementById(id);
    if (element === null) return undefined;
    const aside = element.closest('bx-notes-flow aside.note');
    if (aside !== null) return notes.get(aside);
    const section = element.closest('bx-flow > section');
    const chapter = section === null ? undefined : chapters.get(section);
    if (chapter === undefined) return undefined;
    if (element === section) return chapter.firstPage;
    return chapter.firstPage + pageOfPlace(chapter, chapter.placeOf(element));
  };
}

function pageOfPlace({ broken }: PaginatedChapter, { line, float }: FlowPlace): number {
  const { pages } = broken;
  const held = float === undefined ? -1 : pages.findIndex((page) => floatsOf(page).includes(float));
  if (held >= 0) return held;
  let low = 0;
  let high = pages.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((pages[middle]?.from ?? 0) <= line) low = middle;
    else high = middle;
  }
  // Pages without lines begin where the next one does; the line stands on the last of them.
  return low;
}
