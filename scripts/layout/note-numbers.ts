import { noteMark } from '../model/note-mark.ts';
import type { LayoutPlan } from '../model/pagination.ts';
import { isSameWidth, writeText } from './page-slots.ts';
import type { PaginatedBook } from './paginate.ts';

/** Numbers the notes anew on each page or spread (F06, F08), in the order in which they begin there. */
export class NoteNumbers {
  readonly #plan: LayoutPlan;
  /** The calls of each note, by its id. */
  readonly #calls = new Map<string, Element[]>();
  readonly #before = new Map<PaginatedBook['chapters'][number], number>();

  constructor(plan: LayoutPlan) {
    this.#plan = plan;
    if (plan.notes.restart === 'none') return;
    for (const call of document.querySelectorAll('a.note-call')) {
      const id = call.getAttribute('href')?.slice(1) ?? '';
      this.#calls.set(id, [...(this.#calls.get(id) ?? []), call]);
    }
  }

  /** Writes the marks of calls and notes. Returns the elements whose width may have changed with them. */
  fill(book: PaginatedBook): readonly Element[] {
    const { restart, style } = this.#plan.notes;
    this.#before.clear();
    if (restart === 'none') return [];
    const changed: Element[] = [];
    const counts = new Map<number, number>();
    for (const chapter of book.chapters) {
      if (chapter === undefined) continue;
      this.#before.set(chapter, counts.get(this.#unitOf(chapter.firstPage)) ?? 0);
      const unitOf = (page: number): number => this.#unitOf(chapter.firstPage + page);
      if ('known' in chapter) {
        chapter.known.pages.forEach(({ notesBegun }, index) => {
          counts.set(unitOf(index), (counts.get(unitOf(index)) ?? 0) + notesBegun);
        });
        continue;
      }
      chapter.broken.pages.forEach((page, index) => {
        const unit = unitOf(index);
        for (const { note, fromLine } of page.notes) {
          const aside = chapter.measured.notes[note]?.aside;
          if (fromLine > 0 || aside === undefined) continue;
          const count = (counts.get(unit) ?? 0) + 1;
          counts.set(unit, count);
          changed.push(...this.#mark(aside, noteMark(count, style, this.#plan.vertical)));
        }
      });
    }
    return changed;
  }

  /** How many notes stood before a chapter on its first page or spread, when {@link fill} was last asked. */
  before(chapter: PaginatedBook['chapters'][number]): number {
    return this.#before.get(chapter) ?? 0;
  }

  /** What notes are numbered by. The first page of a book stands alone; from then on verso and recto are a spread. */
  #unitOf(page: number): number {
    return this.#plan.notes.restart === 'page' ? page : (page + 1) >> 1;
  }

  #mark(aside: Element, mark: string): Element[] {
    const number = aside.querySelector('.note-number');
    const places = [...(number === null ? [] : [number]), ...(this.#calls.get(aside.id) ?? [])];
    return places.filter((place) => {
      const before = place.textContent ?? '';
      if (before === mark) return false;
      writeText(place, mark);
      return !isSameWidth(before, mark);
    });
  }
}
