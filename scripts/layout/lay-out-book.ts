import { type Diagnostic, placeField } from '../model/diagnostic.ts';
import type { ChapterPlan, LayoutPlan, PageInfo, Pagination } from '../model/pagination.ts';
import { overfullBlocks } from './break-chapter.ts';
import { Composer } from './compose/composer.ts';
import { createPage, type PageElements } from './emit/page.ts';
import { emitChapter, fillsPage, type PageContent } from './emit-chapter.ts';
import { headingsOn } from './furniture/page-headings.ts';
import { type PageFurniture, RunningHeads } from './furniture/running-heads.ts';
import { textMeasure } from './furniture/text-measure.ts';
import { type MeasuredChapter, measureChapter } from './measure-chapter.ts';
import { NoteNumbers } from './note-numbers.ts';
import { PageSlots } from './page-slots.ts';
import { pageStarts } from './page-starts.ts';
import { openingPage, type PaginatedBook, type PaginatedChapter, Paginator, pageFinder } from './paginate.ts';
import { prepareFloats } from './prepare-floats.ts';
import { prepareTables } from './tables/prepare-tables.ts';
import { bookText, charactersOf, type ExpectedPage, verifyPages } from './verify-pages.ts';

/** How often pages are chosen anew because a page number changed the lines it stands in. */
const ROUNDS = 5;

/**
 * Turns the flow in the document into pages, chapter by chapter, with everything filled in that depends on page
 * numbers. The document holds `bx-flow` before and `bx-book` with one `bx-page` a page afterwards.
 */
export function layOutBook(plan: LayoutPlan): Pagination {
  const clock = stopwatch();
  prepareFloats();
  const diagnostics = prepareTables(plan);
  const composer = plan.composer ? new Composer(plan) : undefined;
  const paragraphs = composer?.compose(
    document.querySelectorAll('bx-flow > section, bx-notes-flow > [data-chapter]'),
  );
  const composeMs = clock();
  // All chapters are measured before any is written: writing would make Chromium lay the whole flow out again.
  const measured = plan.chapters.map((chapter) => measureChapter(chapter, plan));
  const measureMs = clock();
  const { book, slots, problems } = settlePages(measured, plan, composer);
  diagnostics.push(...problems);
  const breakMs = clock();
  const heads = new RunningHeads(plan, textMeasure());
  const emitter = new BookEmitter(plan, heads);
  book.chapters.forEach((chapter, index) => {
    const order = plan.chapters[index];
    if (chapter === undefined || order === undefined) return;
    diagnostics.push(...overfullBlocks(chapter.measured.flow, chapter.broken.pages));
    diagnostics.push(...emitter.addChapter(chapter, order));
  });
  emitter.addBlanks(book.filling);
  document.body.replaceChildren(emitter.book);
  const pageOfId = indexIds(emitter.book);
  diagnostics.push(...verifyPages(emitter.expected, plan.vertical, plan.pitchPx));
  if (slots.fill((id) => pageOfId[id], book.pages).length > 0) diagnostics.push(unsettled());
  const lines = book.chapters.reduce((sum, chapter) => sum + (chapter?.measured.flow.lines.length ?? 0), 0);
  return {
    pages: book.pages,
    pageOfId,
    starts: pageStarts(emitter.book),
    paragraphs: paragraphs ?? { composed: 0, left: 0 },
    lines,
    diagnostics: [...diagnostics, ...(composer?.diagnostics ?? []), ...heads.diagnostics],
    timings: { composeMs, measureMs, breakMs, emitMs: clock() },
  };
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
  readonly problems: readonly Diagnostic[];
}

/** Chooses pages, writes their numbers where the text names them and those of notes, and again until no number changes any more. */
function settlePages(
  first: readonly (MeasuredChapter | undefined)[],
  plan: LayoutPlan,
  composer: Composer | undefined,
): SettledPages {
  const measured = [...first];
  const paginator = new Paginator(plan);
  const slots = new PageSlots(plan);
  const numbers = new NoteNumbers(plan);
  let book = paginator.paginate(measured);
  for (let round = 0; round < ROUNDS; round += 1) {
    const finder = pageFinder(book, plan);
    const pageOfTarget = new Map([...slots.targets].map((id) => [id, finder(id)]));
    const changed = [...slots.fill((id) => pageOfTarget.get(id), book.pages), ...numbers.fill(book)];
    if (changed.length === 0) return { book, slots, problems: [] };
    composer?.composeAgain(changed);
    const chapters = new Set(changed.map(chapterIdOf));
    plan.chapters.forEach((chapter, index) => {
      if (chapters.has(chapter.id)) measured[index] = measureChapter(chapter, plan);
    });
    book = paginator.paginate(measured);
  }
  return { book, slots, problems: [unsettled()] };
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

/** Writes pages one after the other. */
class BookEmitter {
  readonly book = document.createElement('bx-book');
  /** What was measured for each page. */
  readonly expected: ExpectedPage[] = [];
  readonly #plan: LayoutPlan;
  readonly #heads: RunningHeads;

  constructor(plan: LayoutPlan, heads: RunningHeads) {
    this.#plan = plan;
    this.#heads = heads;
  }

  /** Takes a chapter out of the flow. */
  addChapter(paginated: PaginatedChapter, chapter: ChapterPlan): Diagnostic[] {
    const { measured, broken, blanks, infos } = paginated;
    const { section, notes } = measured;
    this.addBlanks(blanks);
    const before = charactersOf([section, ...notes.map(({ aside }) => aside)].map(bookText));
    const contents = emitChapter(measured, broken, this.#plan);
    const emitted: Element[] = [];
    const opening = openingPage(broken.pages);
    contents.forEach((content, index) => {
      const info = infos[index];
      if (info === undefined) return;
      if (content.page.kind === 'blank') {
        this.addBlanks([info]);
        return;
      }
      const furniture = this.#heads.next(info, chapter, headingsOn(content.content));
      const page = createPage(info, chapter, furniture);
      if (isRunningText(content.content, furniture)) page.page.classList.add('running-text');
      this.#fill(page, content, shellOf(section, index === opening), measured);
      emitted.push(page.body);
      this.book.append(page.page);
    });
    section.remove();
    const after = charactersOf(emitted.map(bookText));
    const lost = before.count !== after.count || before.sum !== after.sum;
    return lost ? [textLost(chapter, before.count - after.count)] : [];
  }

  /** Adds blank pages. */
  addBlanks(infos: readonly PageInfo[]): void {
    for (const info of infos) this.book.append(createPage(info, undefined, this.#heads.next(info)).page);
  }

  #fill(page: PageElements, content: PageContent, shell: Element, { flow }: MeasuredChapter): void {
    shell.append(content.content);
    page.body.append(shell);
    if (content.bottom.length + content.notes.length > 0) {
      const foot = document.createElement('bx-foot');
      foot.append(...content.bottom);
      if (content.notes.length > 0) {
        const area = document.createElement('bx-notes');
        area.append(...content.notes);
        foot.append(area);
      }
      page.body.append(foot);
    }
    const { top, bands, overfull, spread } = content.page;
    // A picture over a spread leaves the type area for the binding, a cover for the trim.
    if (overfull || spread !== undefined || page.page.classList.contains('part-cover')) return;
    const areaPx = this.#plan.linesPerPage * this.#plan.pitchPx;
    const floats = fillsPage(content.page, flow)
      ? areaPx
      : top.reduce((sum, index) => sum + (flow.floats[index]?.heightPx ?? 0), 0);
    this.expected.push({
      body: page.body,
      shell,
      heightPx: floats + bands.reduce((sum, { heightPx, gapPx = 0 }) => sum + gapPx + heightPx, 0),
      areaPx,
    });
  }
}

/** What is text alone, and cannot reach beyond its page. */
const TEXT = 'p, h2, h3, h4, h5, h6, ul, ol, li, blockquote';
const NO_RUNNING_TEXT = `:not(${TEXT}, :is(${TEXT}) *), img, svg, math, figure, table, pre, hr`;

/** Text and notes alone: no picture or box that could reach beyond its page, nothing placed by it. */
function isRunningText(content: DocumentFragment, { lines, hiddenFolio }: PageFurniture): boolean {
  const placed = hiddenFolio !== '' || lines.some(({ edge }) => edge === 'fore-edge');
  return !placed && content.querySelector(NO_RUNNING_TEXT) === null;
}

/** The chapter's section without its content; only that of the page on which it opens has its id. */
function shellOf(section: Element, opens: boolean): Element {
  const shell = section.cloneNode(false) as Element;
  if (!opens) {
    shell.removeAttribute('id');
    shell.setAttribute('data-continued', '');
  }
  return shell;
}

function textLost(chapter: ChapterPlan, count: number): Diagnostic {
  return {
    severity: 'error',
    ruleId: 'text-lost',
    message: `The pages of ${chapter.title || chapter.id} hold ${Math.abs(count)} characters ${count > 0 ? 'less' : 'more'} than its text`,
    help: 'This is a fault of Banxin: please report it with this chapter.',
    ...placeField(''),
  };
}

function indexIds(book: Element): Record<string, number> {
  const pageOfId: Record<string, number> = Object.create(null);
  [...book.children].forEach((page, index) => {
    for (const element of page.querySelectorAll('[id]')) pageOfId[element.id] ??= index;
  });
  return pageOfId;
}
