import { type Diagnostic, placeField } from '../model/diagnostic.ts';
import type { ChapterPlan, LayoutPlan, PageInfo } from '../model/pagination.ts';
import { createPage, type PageElements } from './emit/page.ts';
import { emitChapter, fillsPage, type PageContent } from './emit-chapter.ts';
import { headingsOn } from './furniture/page-headings.ts';
import type { PageFurniture, PageHeading, RunningHeads } from './furniture/running-heads.ts';
import type { MeasuredChapter } from './measure-chapter.ts';
import { openingPage, type PaginatedChapter, type PlacedChapter } from './paginate.ts';
import { bookText, charactersOf, type ExpectedPage } from './verify-pages.ts';

/** A page of the chapter that was written last. */
export interface WrittenPage {
  readonly page: HTMLElement;
  readonly isBlank: boolean;
  /** Text and notes alone: no picture or box that could reach beyond its page. */
  readonly isTextAlone: boolean;
  readonly headings: readonly PageHeading[];
}

/** A page of a known chapter without its text, written when somebody asks for it. */
export interface UnwrittenPage {
  /** The same for pages that are written alike. */
  readonly key: string;
  readonly write: () => HTMLElement;
}

/** Writes pages one after the other. */
export class BookEmitter {
  /** The pages that hold text, and blank ones, to be put into the document. */
  readonly book = document.createElement('bx-book');
  /** Every page of the book in order; those of known chapters stay outside, for Chromium would lay them out. */
  readonly pages: (HTMLElement | UnwrittenPage)[] = [];
  /** What was measured for each page. */
  readonly expected: ExpectedPage[] = [];
  readonly #plan: LayoutPlan;
  readonly #heads: RunningHeads;

  constructor(plan: LayoutPlan, heads: RunningHeads) {
    this.#plan = plan;
    this.#heads = heads;
  }

  /** Takes a chapter out of the flow; returns its pages, and what went wrong. */
  addChapter(
    paginated: PaginatedChapter,
    chapter: ChapterPlan,
  ): { readonly pages: readonly WrittenPage[]; readonly diagnostics: readonly Diagnostic[] } {
    const { measured, broken, blanks, infos } = paginated;
    const { section, notes } = measured;
    this.addBlanks(blanks);
    const before = charactersOf([section, ...notes.map(({ aside }) => aside)].map(bookText));
    const contents = emitChapter(measured, broken, this.#plan);
    const emitted: Element[] = [];
    const opening = openingPage(broken.pages);
    const pages = contents.flatMap((content, index): WrittenPage[] => {
      const info = infos[index];
      if (info === undefined) return [];
      const facts = {
        isBlank: content.page.kind === 'blank',
        isTextAlone: content.content.querySelector(NO_RUNNING_TEXT) === null,
        headings: headingsOn(content.content),
      };
      const page = this.#create(info, chapter, facts);
      this.book.append(page.page);
      const written = { page: page.page, ...facts };
      if (facts.isBlank) return [written];
      this.#fill(page, content, shellOf(section, index === opening), measured);
      emitted.push(page.body);
      return [written];
    });
    section.remove();
    const after = charactersOf(emitted.map(bookText));
    const lost = before.count !== after.count || before.sum !== after.sum;
    return { pages, diagnostics: lost ? [textLost(chapter, before.count - after.count)] : [] };
  }

  /** Adds the pages of a chapter without their text. */
  addKnown({ blanks, infos, known }: PlacedChapter, chapter: ChapterPlan): void {
    this.addBlanks(blanks);
    known.pages.forEach((page, index) => {
      const info = infos[index];
      if (info === undefined) return;
      const shell = this.#shellOf(info, chapter, page);
      const { furniture, isRunningText } = shell;
      const key = JSON.stringify([info.side, info.label, shell.owner?.part, furniture, isRunningText]);
      this.pages.push({ key, write: () => writePage(shell).page });
    });
  }

  /** Adds blank pages. */
  addBlanks(infos: readonly PageInfo[]): void {
    for (const info of infos) {
      const { page } = createPage(info, undefined, this.#heads.next(info));
      this.pages.push(page);
      this.book.append(page);
    }
  }

  #create(info: PageInfo, chapter: ChapterPlan, facts: Omit<WrittenPage, 'page'>): PageElements {
    const page = writePage(this.#shellOf(info, chapter, facts));
    this.pages.push(page.page);
    return page;
  }

  #shellOf(
    info: PageInfo,
    chapter: ChapterPlan,
    { isBlank, isTextAlone, headings }: Omit<WrittenPage, 'page'>,
  ): PageShell {
    const owner = isBlank ? undefined : chapter;
    const furniture = this.#heads.next(info, owner, headings);
    return { info, owner, furniture, isRunningText: !isBlank && isTextAlone && !isPlacedByPage(furniture) };
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

/** What a page has beside its text. */
interface PageShell {
  readonly info: PageInfo;
  /** The chapter it belongs to; absent for a blank page. */
  readonly owner: ChapterPlan | undefined;
  readonly furniture: PageFurniture;
  readonly isRunningText: boolean;
}

function writePage({ info, owner, furniture, isRunningText }: PageShell): PageElements {
  const page = createPage(info, owner, furniture);
  if (isRunningText) page.page.classList.add('running-text');
  return page;
}

/** What is text alone, and cannot reach beyond its page. */
const TEXT = 'p, h2, h3, h4, h5, h6, ul, ol, li, blockquote';
const NO_RUNNING_TEXT = `:not(${TEXT}, :is(${TEXT}) *), img, svg, math, figure, table, pre, hr`;

/** Whether something around the text is placed by the page's own edges. */
function isPlacedByPage({ lines, hiddenFolio, tab }: PageFurniture): boolean {
  return hiddenFolio !== '' || tab !== undefined || lines.some(({ edge }) => edge === 'fore-edge');
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
