import type { Diagnostic } from '../model/diagnostic.ts';
import type { LayoutPlan, Pagination, StaleChapters } from '../model/pagination.ts';
import { overfullBlocks } from './break-chapter.ts';
import { ComposedParagraphs } from './compose/composed-paragraphs.ts';
import { Composer } from './compose/composer.ts';
import { TextWidths } from './compose/text-widths.ts';
import { BookEmitter, type WrittenPage } from './emit-book.ts';
import { RunningHeads } from './furniture/running-heads.ts';
import { type TextMeasure, textMeasure } from './furniture/text-measure.ts';
import type { KnownChapter } from './known-chapter.ts';
import { type MeasuredChapter, measureChapter } from './measure-chapter.ts';
import { NoteNumbers } from './note-numbers.ts';
import { type PageOf, PageSlots, slotText } from './page-slots.ts';
import { pageStarts } from './page-starts.ts';
import { type PaginatedBook, type PaginatedChapter, Paginator, pageFinder } from './paginate.ts';
import { prepareFloats } from './prepare-floats.ts';
import { prepareFormulas } from './prepare-formulas.ts';
import { restoreFigures, shrinkFigures } from './shrink-figures.ts';
import { prepareTables } from './tables/prepare-tables.ts';
import { verifyPages } from './verify-pages.ts';

/** How often pages are chosen anew because a page number changed the lines it stands in. */
const ROUNDS = 5;

/**
 * Turns the flow in the document into pages, chapter by chapter, with everything filled in that depends on page
 * numbers. The document holds `bx-flow` before and `bx-book` with one `bx-page` a page afterwards.
 */
export function layOutBook(plan: LayoutPlan): Pagination {
  const laidOut = layOutChapters(plan, new Map());
  if ('stale' in laidOut) throw new Error(`Unknown chapters: ${laidOut.stale.join(', ')}`);
  const { pagination, written } = laidOut;
  const diagnostics = [...pagination.diagnostics, ...verifyWritten(written, plan)];
  const pages = laidOut.pages.filter((page) => page instanceof Element);
  return { ...pagination, starts: pageStarts(pages), diagnostics };
}

/** What was measured, kept as long as a document's styles and faces are the same. */
export class Measures {
  readonly widths = new TextWidths();
  /** Paragraphs composed; of a document that is laid out once nothing is to be remembered. */
  readonly composed: ComposedParagraphs | undefined;
  #heads: TextMeasure | undefined;

  /** @param isForMore whether the document is laid out more than once */
  constructor(isForMore = false) {
    this.composed = isForMore ? new ComposedParagraphs() : undefined;
  }

  /** Of running heads and folios, by the document's samples. */
  get heads(): TextMeasure {
    this.#heads ??= textMeasure();
    return this.#heads;
  }
}

/** Chapters laid out among others whose pages are known. */
export interface LaidOutChapters {
  /** The whole book's, except that `paragraphs`, `lines` and most diagnostics are of the chapters laid out. */
  readonly pagination: Omit<Pagination, 'starts'>;
  /** Every page in order; of known chapters without text. */
  readonly pages: BookEmitter['pages'];
  /** Index of each chapter's first page, by its id. */
  readonly firstPages: Readonly<Record<string, number>>;
  /** The chapters laid out, by their ids. */
  readonly chapters: ReadonlyMap<string, LaidOutChapter>;
  /** To be verified. */
  readonly written: WrittenPages;
}

/** Pages that Chromium has not laid out yet, and what was measured for them. */
export type WrittenPages = Pick<BookEmitter, 'book' | 'expected'>;

/** Puts pages into the document in place of whatever is there, and makes sure that they are what was measured. */
export function verifyWritten(
  { book, expected }: WrittenPages,
  { vertical, pitchPx }: Pick<LayoutPlan, 'vertical' | 'pitchPx'>,
): readonly Diagnostic[] {
  document.body.replaceChildren(book);
  return verifyPages(expected, vertical, pitchPx);
}

/** A chapter that has become pages. */
export interface LaidOutChapter {
  readonly known: KnownChapter;
  readonly pages: readonly WrittenPage[];
}

/**
 * Lays out the chapters whose sections are in the document; of others it must know the pages. Known pages do not hold
 * where they would begin on the other side, name pages that have other numbers now, or begin in the middle of a spread
 * with other notes on it: then nothing is written, and the flow stays. The pages are not in the document.
 * @param isTrusting whether known pages are taken as they are
 * @param measures what has been measured in this document before
 */
export function layOutChapters(
  plan: LayoutPlan,
  known: ReadonlyMap<string, KnownChapter>,
  { isTrusting = false, measures = new Measures() } = {},
): LaidOutChapters | StaleChapters {
  const clock = stopwatch();
  restoreFigures();
  prepareFloats();
  prepareFormulas();
  const diagnostics = prepareTables(plan);
  const composer = plan.composer ? new Composer(plan, measures.widths, measures.composed) : undefined;
  const paragraphs = composer?.compose(
    document.querySelectorAll('bx-flow > section, bx-notes-flow > [data-chapter]'),
  );
  const composeMs = clock();
  // All chapters are measured before any is written: writing would make Chromium lay the whole flow out again.
  const given = plan.chapters.map((chapter) => measureChapter(chapter, plan) ?? known.get(chapter.id));
  const measureMs = clock();
  const settled = settlePages(given, plan, composer);
  const { book, slots, numbers, problems } = settled;
  const missing = plan.chapters.flatMap(({ id }, index) => (book.chapters[index] === undefined ? [id] : []));
  const stale = isTrusting ? missing : [...missing, ...staleChapters(settled, plan)];
  if (stale.length > 0) return { stale };
  diagnostics.push(...problems);
  const breakMs = clock();
  const heads = new RunningHeads(plan, measures.heads);
  const emitter = new BookEmitter(plan, heads);
  const written = new Map<string, { chapter: PaginatedChapter; pages: readonly WrittenPage[] }>();
  book.chapters.forEach((chapter, index) => {
    const order = plan.chapters[index];
    if (chapter === undefined || order === undefined) return;
    if ('known' in chapter) {
      emitter.addKnown(chapter, order);
      return;
    }
    diagnostics.push(...overfullBlocks(chapter.measured.flow, chapter.broken.pages));
    const emitted = emitter.addChapter(chapter, order);
    diagnostics.push(...emitted.diagnostics);
    written.set(order.id, { chapter, pages: emitted.pages });
  });
  emitter.addBlanks(book.filling);
  const pageOfId = indexIds(emitter.pages, book);
  if (slots.fill((id) => pageOfId[id], book.pages).length > 0) diagnostics.push(unsettled());
  const pagination = {
    pages: book.pages,
    pageOfId,
    paragraphs: paragraphs ?? { composed: 0, left: 0 },
    lines: [...written.values()].reduce((sum, { chapter }) => sum + chapter.measured.flow.lines.length, 0),
    diagnostics: [...diagnostics, ...(composer?.diagnostics ?? []), ...heads.diagnostics],
    timings: { composeMs, measureMs, breakMs, emitMs: clock() },
  };
  const chapters = new Map(
    [...written].map(([id, { chapter, pages }]) => {
      return [id, { pages, known: knownChapter(chapter, pages, slots, numbers) }];
    }),
  );
  const firstPages = Object.fromEntries(
    plan.chapters.map(({ id }, index) => [id, book.chapters[index]?.firstPage ?? 0]),
  );
  return { pagination, pages: emitter.pages, firstPages, chapters, written: emitter };
}

/** Returns the milliseconds since it was last asked. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const spent = now - last;
    last = now;
    return spent;
  };
}

interface SettledPages {
  readonly book: PaginatedBook;
  readonly slots: PageSlots;
  readonly numbers: NoteNumbers;
  /** The page on which an id stands. */
  readonly pageOf: PageOf;
  readonly problems: readonly Diagnostic[];
}

/** Chooses pages, writes their numbers where the text names them and those of notes, and again until no number changes any more. */
function settlePages(
  first: readonly (MeasuredChapter | KnownChapter | undefined)[],
  plan: LayoutPlan,
  composer: Composer | undefined,
): SettledPages {
  const given = [...first];
  const paginator = new Paginator(plan);
  const slots = new PageSlots(plan);
  const numbers = new NoteNumbers(plan);
  const measureAgain = (elements: readonly Element[]): void => {
    const chapters = new Set(elements.map(chapterIdOf));
    plan.chapters.forEach((chapter, index) => {
      if (chapters.has(chapter.id)) given[index] = measureChapter(chapter, plan);
    });
  };
  let book = paginator.paginate(given);
  for (let round = 0; ; round += 1) {
    // Each figure once.
    for (let small = shrinkFigures(book, plan); small.length > 0; small = shrinkFigures(book, plan)) {
      measureAgain(small);
      book = paginator.paginate(given);
    }
    const pageOf = pageFinder(book, plan);
    if (round === ROUNDS) return { book, slots, numbers, pageOf, problems: [unsettled()] };
    const pageOfTarget = new Map([...slots.targets].map((id) => [id, pageOf(id)]));
    const changed = [...slots.fill((id) => pageOfTarget.get(id), book.pages), ...numbers.fill(book)];
    if (changed.length === 0) return { book, slots, numbers, pageOf, problems: [] };
    composer?.composeAgain(changed);
    measureAgain(changed);
    book = paginator.paginate(given);
  }
}

/** Chapters of which other pages are known than there would be now. */
function staleChapters({ book, numbers, pageOf }: SettledPages, plan: LayoutPlan): readonly string[] {
  return plan.chapters.flatMap(({ id }, index) => {
    const chapter = book.chapters[index];
    if (chapter === undefined || !('known' in chapter)) return [];
    const { side, slots, notesBefore } = chapter.known;
    const holds =
      chapter.infos[0]?.side === side &&
      numbers.before(chapter) === notesBefore &&
      slots.every((slot) => slotText(slot, pageOf, book.pages, plan.labels) === slot.text);
    return holds ? [] : [id];
  });
}

function knownChapter(
  chapter: PaginatedChapter,
  pages: readonly WrittenPage[],
  slots: PageSlots,
  numbers: NoteNumbers,
): KnownChapter {
  const owned = new Set(pages.map(({ page }): Element => page));
  return {
    side: chapter.infos[0]?.side ?? 'recto',
    pages: pages.map(({ page, isBlank, isTextAlone, headings }, index) => ({
      ...{ isBlank, isTextAlone, headings },
      ids: [...page.querySelectorAll('[id]')].map(({ id }) => id),
      notesBegun: (chapter.broken.pages[index]?.notes ?? []).filter(({ fromLine }) => fromLine === 0).length,
    })),
    slots: slots.writtenIn((element) => owned.has(element.closest('bx-page') ?? element)),
    notesBefore: numbers.before(chapter),
  };
}

function chapterIdOf(element: Element): string {
  const notes = element.closest<HTMLElement>('bx-notes-flow > [data-chapter]');
  return notes?.dataset['chapter'] ?? element.closest('bx-flow > section')?.id ?? '';
}

function unsettled(): Diagnostic {
  return {
    severity: 'warning',
    ruleId: 'page-reference',
    message: 'A reference to a page moves the page it names, so that its number cannot be right',
    help: 'Change a word near a reference to a page, or leave the reference out.',
  };
}

/** Where an author gave an id twice, its first place counts. */
function indexIds(pages: BookEmitter['pages'], { chapters }: PaginatedBook): Record<string, number> {
  const pageOfId: Record<string, number> = Object.create(null);
  const note = (id: string, page: number): void => {
    pageOfId[id] = Math.min(page, pageOfId[id] ?? page);
  };
  for (const chapter of chapters) {
    if (chapter === undefined || !('known' in chapter)) continue;
    chapter.known.pages.forEach(({ ids }, page) => {
      for (const id of ids) note(id, chapter.firstPage + page);
    });
  }
  pages.forEach((page, index) => {
    if (page instanceof Element) for (const { id } of page.querySelectorAll('[id]')) note(id, index);
  });
  return pageOfId;
}
