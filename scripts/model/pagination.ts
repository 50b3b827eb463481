import type { Diagnostic } from './diagnostic.ts';
import type { GeneratedPart, Matter } from './manuscript.ts';

/** What the layout engine must know of a chapter; its text is the section with the same id in the document. */
export interface ChapterPlan {
  /** Id of the chapter's section. */
  readonly id: string;
  /** Front matter is numbered in roman numerals, the rest in arabic from 1 (F04). */
  readonly matter: Matter;
  /** Set for parts made by Banxin. */
  readonly part?: GeneratedPart;
  /** Where its first page must fall (E05). */
  readonly start: 'recto' | 'verso' | 'page';
  /** The part's pages carry no running head (F02). */
  readonly bareHead: boolean;
  /** The part's pages carry no folio. */
  readonly bareFolio: boolean;
  /** A cover: set on the whole page with its bleed instead of the type area, on one page, without a number. */
  readonly wholePage: boolean;
  /** Running head of even pages (F01): the book. */
  readonly versoHead: string;
  /** Running head of odd pages where no section is open (F01): the chapter. */
  readonly rectoHead: string;
}

/** Input of the layout engine: plain data, sent to the browser as JSON. */
export interface LayoutPlan {
  /** In reading order. */
  readonly chapters: readonly ChapterPlan[];
  /** True for books bound on the right, with lines running down. */
  readonly vertical: boolean;
  /** Lines on a full page. */
  readonly linesPerPage: number;
  /** From line to line in CSS px, a multiple of 1/64 (Chromium's layout unit). */
  readonly pitchPx: number;
  /** The least lines of a paragraph at a page's foot and head (B08). */
  readonly orphans: number;
  readonly widows: number;
  /**
   * Which lines are written into the pages: of every text, so that they hold in any browser (preview), or only of
   * paragraphs that a page's end divides (the PDF, printed by the browser that measured).
   */
  readonly freeze: 'all' | 'divided';
  /** The least lines of text a heading keeps below it (E04). */
  readonly linesAfterHeading: number;
}

/** One page as it will be printed. */
export interface PageInfo {
  /** Label as printed and as shown by PDF readers: `iv`, `12`; empty for uncounted pages. */
  readonly label: string;
  /** Odd pages are recto (A09). */
  readonly side: 'recto' | 'verso';
  /** Id of the chapter; absent for a blank page before a recto opening. */
  readonly chapter?: string;
}

/** A place that a link leads to. */
export interface Destination {
  /** The link's URL after `#`, as URLs are written: percent-encoded. */
  readonly fragment: string;
  /** Index of its page. */
  readonly page: number;
  /** Its upper left corner, CSS px from that of the sheet. */
  readonly leftPx: number;
  readonly topPx: number;
}

/** Milliseconds spent in the engine, for the build report. */
export interface LayoutTimings {
  readonly measureMs: number;
  /** Choosing pages, and finding the line ends at which they are cut. */
  readonly breakMs: number;
  readonly emitMs: number;
}

/** Result of the layout engine; the pages themselves are elements of the browser's document. */
export interface Pagination {
  /** In order of print. */
  readonly pages: readonly PageInfo[];
  /** Index into `pages` of every id in the text. */
  readonly pageOfId: Readonly<Record<string, number>>;
  /** Lines measured, text and boxes. */
  readonly lines: number;
  /** What could not be set as ordered, with the place of the block. */
  readonly diagnostics: readonly Diagnostic[];
  /** For the build report. */
  readonly timings: LayoutTimings;
}
