import type { LayoutPlan, PageInfo } from '../model/pagination.ts';
import type { PageBreak } from './break/break-input.ts';
import { type BrokenChapter, breakChapter } from './break-chapter.ts';
import { floatsOf } from './emit-chapter.ts';
import type { KnownChapter } from './known-chapter.ts';
import { type FlowPlace, type MeasuredChapter, type MeasuredNote, placeFinder } from './measure-chapter.ts';
import { PageSequence } from './sequence.ts';

/** Where a chapter's pages stand in the book. */
interface PlacedPages {
  /** Blank pages before it. */
  readonly blanks: readonly PageInfo[];
  /** One for each of its pages. */
  readonly infos: readonly PageInfo[];
  /** Index of its first page in the book. */
  readonly firstPage: number;
}

/** A chapter of the document with its pages. */
export interface PaginatedChapter extends PlacedPages {
  readonly measured: MeasuredChapter;
  readonly broken: BrokenChapter;
}

/** A chapter whose pages are known from before. */
export interface PlacedChapter extends PlacedPages {
  readonly known: KnownChapter;
}

/** A book whose pages are chosen; nothing has been written. */
export interface PaginatedBook {
  /** By the plan's chapters; absent where the document has no section and nothing is known. */
  readonly chapters: readonly (PaginatedChapter | PlacedChapter | undefined)[];
  /** Blank pages behind the last chapter, which fill the last sheet. */
  readonly filling: readonly PageInfo[];
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
  paginate(chapters: readonly (MeasuredChapter | KnownChapter | undefined)[]): PaginatedBook {
    const sequence = new PageSequence(this.#plan.furniture.folios);
    const paginated = this.#plan.chapters.map((chapter, index): PaginatedBook['chapters'][number] => {
      const given = chapters[index];
      if (given === undefined) return undefined;
      const previous = this.#plan.chapters[index - 1];
      const blanks = Array.from({ length: sequence.blanksBefore(chapter) }, () =>
        sequence.addBlank(previous),
      );
      const firstPage = sequence.pages.length;
      const add = (isBlank: boolean): PageInfo =>
        isBlank ? sequence.addBlank(chapter) : sequence.add(chapter);
      if ('pages' in given) {
        return { known: given, blanks, infos: given.pages.map(({ isBlank }) => add(isBlank)), firstPage };
      }
      const broken = this.#breakOnce(given, sequence.side, chapter.wholePage);
      const infos = broken.pages.map(({ kind }) => add(kind === 'blank'));
      return { measured: given, broken, blanks, infos, firstPage };
    });
    const last = this.#plan.chapters.at(-1);
    const { pageMultiple } = this.#plan;
    const missing = (pageMultiple - (sequence.pages.length % pageMultiple)) % pageMultiple;
    const filling = Array.from({ length: missing }, () => sequence.addBlank(last));
    return { chapters: paginated, filling, pages: sequence.pages };
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
  const known = new Map<string, number>();
  const chapters = new Map<Element, (element: Element) => number>();
  const notes = new Map<Element, (element: Element) => number | undefined>();
  for (const chapter of book.chapters) {
    if (chapter === undefined) continue;
    const { firstPage } = chapter;
    if ('known' in chapter) {
      chapter.known.pages.forEach(({ ids }, page) => {
        for (const id of ids)
          known.set(id, Math.min(firstPage + page, known.get(id) ?? Number.POSITIVE_INFINITY));
      });
      continue;
    }
    const { measured } = chapter;
    const placeOf = placeFinder(measured.flow, measured.section, plan);
    const opening = firstPage + openingPage(chapter.broken.pages);
    chapters.set(measured.section, (element) =>
      element === measured.section ? opening : firstPage + pageOfPlace(chapter, placeOf(element)),
    );
    for (const [note, pieces] of piecesOfNotes(chapter)) {
      const { aside, flow } = note;
      const lineOf = placeFinder(flow, aside, plan);
      notes.set(aside, (element) => {
        const { line } = element === aside ? { line: 0 } : lineOf(element);
        return pieces.find(({ toLine }) => line < toLine)?.page;
      });
    }
  }
  const pageInFlow = (id: string): number | undefined => {
    const element = document.getElementById(id);
    const aside = element?.closest('bx-notes-flow aside.note');
    if (element && aside) return notes.get(aside)?.(element);
    const section = element?.closest('bx-flow > section');
    return element && section ? chapters.get(section)?.(element) : undefined;
  };
  return (id) => {
    const pages = [pageInFlow(id), known.get(id)].filter((page) => page !== undefined);
    // Where an author gave an id twice, its first place counts.
    return pages.length === 0 ? undefined : Math.min(...pages);
  };
}

/** Index of the page on which a chapter opens: the author may order blank ones before it. */
export function openingPage(pages: readonly PageBreak[]): number {
  return Math.max(
    pages.findIndex(({ kind }) => kind !== 'blank'),
    0,
  );
}

interface PlacedPiece {
  readonly toLine: number;
  /** Index of its page in the book. */
  readonly page: number;
}

/** The pieces of each note of a chapter, in order. */
function piecesOfNotes({ measured, broken, firstPage }: PaginatedChapter): Map<MeasuredNote, PlacedPiece[]> {
  const pieces = new Map<MeasuredNote, PlacedPiece[]>();
  broken.pages.forEach((page, index) => {
    for (const { note, toLine } of page.notes) {
      const measuredNote = measured.notes[note];
      if (measuredNote === undefined) continue;
      const before = pieces.get(measuredNote) ?? [];
      pieces.set(measuredNote, [...before, { toLine, page: firstPage + index }]);
    }
  });
  return pieces;
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
