import { type Diagnostic, placeField } from '../../model/diagnostic.ts';
import { fillTemplate, type TemplateValues } from '../../model/head-template.ts';
import type { ChapterPlan, LayoutPlan, PageInfo } from '../../model/pagination.ts';
import { type FurnitureLine, furnitureLines, roomForHead } from './furniture-lines.ts';
import { namingHeadings, type OpenHeading, type OpenHeadings, openAfter } from './headings-on-page.ts';
import { shorten } from './shorten.ts';
import type { TextMeasure } from './text-measure.ts';

/** A heading that begins on a page. */
export interface PageHeading {
  readonly id: string;
  /** Where it stands in the manuscript, as `data-source`. */
  readonly source: string;
}

/** A mark at the fore edge: which one from above, from 0, of how many places. */
interface Tab {
  readonly index: number;
  readonly count: number;
}

/** What is printed around one page's type area. */
export interface PageFurniture {
  readonly lines: readonly FurnitureLine[];
  /** The number at the binding; empty for none. */
  readonly hiddenFolio: string;
  /** The mark at the fore edge; absent for none. */
  readonly tab?: Tab;
}

/** From a running head to the folio beside it, in ems of the head (jlreq 2.6.1, c: 1.5 to 2). */
const GAP_EM = 1.75;

/** Placeholders by the level of the heading that is their value. */
const LEVELS = { chapter: 1, section: 2, subsection: 3 } as const;

/**
 * Furnishes the pages of a book with running heads and folios (F01–F04). It is told of every page in the order of print,
 * since a page without a heading is named by one before it.
 */
export class RunningHeads {
  /** Heads that were too long for their line, each told once. */
  readonly diagnostics: Diagnostic[] = [];
  readonly #plan: LayoutPlan;
  readonly #measure: TextMeasure;
  readonly #told = new Set<string>();
  readonly #tabs: ReadonlyMap<string, Tab>;
  #chapter: string | undefined;
  #open: OpenHeadings = [];
  #counted = 0;

  constructor(plan: LayoutPlan, measure: TextMeasure) {
    this.#plan = plan;
    this.#measure = measure;
    this.#tabs = tabsOf(plan);
  }

  /**
   * Furnishes the next page.
   * @param chapter the chapter it belongs to; absent for a blank page, which gets a hidden folio at most
   * @param headings those that begin on it, in order
   */
  next(info: PageInfo, chapter?: ChapterPlan, headings: readonly PageHeading[] = []): PageFurniture {
    if (info.folio !== undefined) this.#counted += 1;
    const { heads, folios } = this.#plan.furniture;
    const hiddenFolio = folios.hidden && info.folio !== undefined ? String(this.#counted) : '';
    if (chapter === undefined) return { lines: [], hiddenFolio };
    const isOpening = chapter.id !== this.#chapter;
    if (isOpening) this.#open = chapter.title === '' ? [] : [{ level: 1, title: chapter.title, source: '' }];
    this.#chapter = chapter.id;
    const onPage = headings.flatMap((heading) => toOpenHeading(chapter, heading));
    const naming = namingHeadings(this.#open, onPage, heads.heading);
    this.#open = openAfter(this.#open, onPage);
    const values = this.#valuesOf(info, chapter, naming);
    const hasHead = !chapter.bareHead && (heads.openings || !isOpening);
    const head = hasHead ? fillTemplate(heads[info.side], values) : '';
    const hasFolio = !chapter.bareFolio && (folios.openings || !isOpening);
    const folio = hasFolio ? fillTemplate(folios.template, values) : '';
    const lines = furnitureLines(head, folio, this.#plan.furniture);
    const tab = this.#tabs.get(chapter.id);
    return { lines: lines.map((line) => this.#fit(line, naming)), hiddenFolio, ...(tab && { tab }) };
  }

  #valuesOf(info: PageInfo, chapter: ChapterPlan, naming: OpenHeadings): TemplateValues {
    const titleAt = (wanted: number): string => naming.find(({ level }) => level === wanted)?.title ?? '';
    return {
      ...this.#plan.headNames,
      part: chapter.partTitle,
      chapter: titleAt(LEVELS.chapter),
      section: titleAt(LEVELS.section),
      subsection: titleAt(LEVELS.subsection),
      folio: info.label,
    };
  }

  /** Shortens the head of a line to its room, and tells of it. */
  #fit(line: FurnitureLine, naming: OpenHeadings): FurnitureLine {
    const measure = this.#measure;
    const folio = line.items.find(({ kind }) => kind === 'folio')?.text ?? '';
    const lengthPx = this.#plan.furnitureLinePx[line.edge === 'fore-edge' ? 'foreEdge' : 'across'];
    const room = roomForHead(line, lengthPx, measure.widthPx('folio', folio), GAP_EM * measure.emPx('head'));
    return {
      ...line,
      items: line.items.map((item) => {
        if (item.kind === 'folio') return item;
        const text = shorten(item.text, (one) => measure.widthPx('head', one) <= room);
        if (text !== item.text) this.#tell(item.text, text, naming);
        return { ...item, text };
      }),
    };
  }

  #tell(text: string, shortened: string, naming: OpenHeadings): void {
    if (this.#told.has(text)) return;
    this.#told.add(text);
    const named = naming.findLast(({ title, source }) => source !== '' && text.includes(title));
    this.diagnostics.push({
      severity: 'warning',
      ruleId: 'running-head-long',
      message: `Unexpected running head \`${text}\` longer than its line, set as \`${shortened}\``,
      help: 'Shorten the heading, give the chapter a `short-title` in its front matter, or order another text under `running-heads`.',
      ...placeField(named?.source ?? ''),
    });
  }
}

/** Most places for tabs on an edge; the next chapter begins at the first again. */
const MOST_TABS = 12;

/** Places of thumb tabs by the chapters of the body that have one. */
function tabsOf({ chapters, furniture }: LayoutPlan): ReadonlyMap<string, Tab> {
  if (!furniture.thumbTabs) return new Map();
  const tabbed = chapters.filter(({ matter, part }) => matter === 'body' && part === undefined);
  const count = Math.min(MOST_TABS, tabbed.length);
  return new Map(tabbed.map(({ id }, index) => [id, { index: index % count, count }]));
}

function toOpenHeading(chapter: ChapterPlan, { id, source }: PageHeading): OpenHeading[] {
  const heading = chapter.headings.find((one) => one.id === id);
  return heading === undefined ? [] : [{ level: heading.level, title: heading.title, source }];
}
