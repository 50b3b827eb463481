import type { Diagnostic } from '../model/diagnostic.ts';
import type { ChapterPlan, LayoutPlan, PageInfo, Pagination } from '../model/pagination.ts';
import { createPage } from './emit/page.ts';
import { emitChapter, type PageContent } from './emit-chapter.ts';
import { breakChapter, measureChapter, overfullBlocks } from './measure-chapter.ts';
import { PageSequence } from './sequence.ts';

/**
 * Turns the flow in the document into pages, chapter by chapter, and fills in what depends on page numbers. The
 * document holds `bx-flow` before and `bx-book` with one `bx-page` a page afterwards.
 */
export function layOutBook(plan: LayoutPlan): Pagination {
  const clock = stopwatch();
  // All chapters are measured before any is written: writing would make Chromium lay the whole flow out again.
  const measured = plan.chapters.map((chapter) => measureChapter(chapter, plan));
  const measureMs = clock();
  const broken = measured.map((chapter, index) =>
    chapter === undefined ? undefined : breakChapter(chapter, plan, plan.chapters[index]?.wholePage ?? false),
  );
  const breakMs = clock();
  const sequence = new PageSequence();
  const book = document.createElement('bx-book');
  const diagnostics: Diagnostic[] = [];
  plan.chapters.forEach((chapter, index) => {
    const source = measured[index];
    const pages = broken[index];
    if (source === undefined || pages === undefined) return;
    diagnostics.push(...overfullBlocks(source.flow, pages.pages));
    for (let blank = sequence.blanksBefore(chapter); blank > 0; blank -= 1) {
      const info = sequence.addBlank(plan.chapters[index - 1]);
      book.append(createPage({ info, chapter: undefined, head: '', folio: '' }).page);
    }
    appendChapter(book, chapter, source.section, emitChapter(source, pages), sequence);
  });
  document.body.replaceChildren(book);
  const pageOfId = indexIds(book);
  fillPageNumbers(book, sequence.pages, pageOfId);
  const lines = measured.reduce((sum, chapter) => sum + (chapter?.flow.lines.length ?? 0), 0);
  return {
    pages: sequence.pages,
    pageOfId,
    lines,
    diagnostics,
    timings: { measureMs, breakMs, emitMs: clock() },
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

function appendChapter(
  book: Element,
  chapter: ChapterPlan,
  section: Element,
  pages: readonly PageContent[],
  sequence: PageSequence,
): void {
  let openSection = '';
  pages.forEach(({ content, notes }, index) => {
    const info = sequence.add(chapter);
    const first = content.querySelector('h2');
    const onPage = first === null ? openSection : headingText(first);
    const page = createPage({
      info,
      chapter,
      head: chapter.bareHead || index === 0 ? '' : headOf(chapter, info, onPage),
      folio: chapter.bareFolio ? '' : info.label,
    });
    if (isRunningText(content)) page.page.classList.add('running-text');
    const last = [...content.querySelectorAll('h2')].at(-1);
    if (last !== undefined) openSection = headingText(last);
    const shell = section.cloneNode(false) as Element;
    if (index > 0) {
      shell.removeAttribute('id');
      shell.setAttribute('data-continued', '');
    }
    shell.append(content);
    page.body.append(shell);
    if (notes.length > 0) {
      const area = document.createElement('bx-notes');
      area.append(...notes);
      page.body.append(area);
    }
    book.append(page.page);
  });
  section.remove();
}

/** What is text alone, and cannot reach beyond its page. */
const TEXT = 'p, h2, h3, h4, h5, h6, ul, ol, li, blockquote';
const NO_RUNNING_TEXT = `:not(${TEXT}, :is(${TEXT}) *), img, svg, math, figure, table, pre, hr`;

function isRunningText(content: DocumentFragment): boolean {
  return content.querySelector(NO_RUNNING_TEXT) === null;
}

/** Even pages name the book, odd pages the section open on them, or the chapter (F01). */
function headOf(chapter: ChapterPlan, info: PageInfo, openSection: string): string {
  return info.side === 'verso' ? chapter.versoHead : openSection || chapter.rectoHead;
}

function headingText(heading: Element): string {
  const copy = heading.cloneNode(true) as Element;
  for (const call of copy.querySelectorAll('.note-call, rt, rp')) call.remove();
  for (const br of copy.querySelectorAll('br')) br.replaceWith('\u3000');
  return (copy.textContent ?? '').trim();
}

function indexIds(book: Element): Record<string, number> {
  const pageOfId: Record<string, number> = Object.create(null);
  [...book.children].forEach((page, index) => {
    for (const element of page.querySelectorAll('[id]')) pageOfId[element.id] ??= index;
  });
  return pageOfId;
}

/** Writes the number of each referenced page into its place, which was kept free while measuring. */
function fillPageNumbers(book: Element, pages: readonly PageInfo[], pageOfId: Record<string, number>): void {
  for (const slot of book.querySelectorAll('[data-page-of]')) {
    const page = pageOfId[slot.getAttribute('data-page-of') ?? ''];
    slot.textContent = page === undefined ? '' : (pages[page]?.label ?? '');
  }
}
