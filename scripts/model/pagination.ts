import type { Heading } from './book.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Furniture, NumberStyle } from './furniture.ts';
import type { GeneratedPart } from './generated-part.ts';
import type { Matter } from './manuscript.ts';
import type { Language } from './metadata.ts';
import type { NoteStyle } from './note-mark.ts';
import type { PageStart } from './page-start.ts';

/** What the layout engine must know of a chapter; its text is the section with the same id in the document. */
export interface ChapterPlan {
  /** Id of the chapter's section. */
  readonly id: string;
  /** Front matter is numbered on its own (F04). */
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
  /** The part of the book it belongs to, as running heads name it; empty where there is none. */
  readonly partTitle: string;
  /** The chapter as running heads name it; empty where it has no title. */
  readonly title: string;
  /** Its headings in order, the chapter's own as running heads name it. */
  readonly headings: readonly Heading[];
}

/** Input of the layout engine: plain data, sent to the browser as JSON. */
export interface LayoutPlan {
  /** In reading order. */
  readonly chapters: readonly ChapterPlan[];
  /** True for books bound on the right, with lines running down. */
  readonly vertical: boolean;
  /** What is printed around the type area. */
  readonly furniture: Furniture;
  /** What running heads say of the book on every page; what it has not is empty. */
  readonly headNames: Readonly<Record<'book' | 'author' | 'series' | 'number', string>>;
  /** Length of the lines that running heads stand on, px: across the page, and down its fore edge. */
  readonly furnitureLinePx: { readonly across: number; readonly foreEdge: number };
  /** Lines on a full page. */
  readonly linesPerPage: number;
  /** From line to line in CSS px, a multiple of 1/64 (Chromium's layout unit). */
  readonly pitchPx: number;
  /** Blank pages follow the last one until their number is a multiple of it: the pages of a sheet (4, 8, 16), else 1. */
  readonly pageMultiple: number;
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
  /** The least size of text before it is told of, pt (A05). */
  readonly leastSizePt: number;
  /** How notes are numbered and where they stand. */
  readonly notes: NotePlan;
  /** Digits of a page number that stand upright, side by side, in a vertical line (D10); 0 where numbers lie. */
  readonly uprightDigits: number;
  /** Whose rules lines follow. */
  readonly language: Language;
  /** Whether the composer chooses the lines of paragraphs (C13), or the browser. */
  readonly composer: boolean;
  /** Whether stops and commas hang beyond the end of a composed line (C12). */
  readonly hangingPunctuation: boolean;
  /** Words and marks that the engine writes, in the book's language. */
  readonly labels: PageLabels;
}

/** How an edition sets its notes; those behind chapters or the book are text like any other. */
export interface NotePlan {
  /** At the foot of the page of their call, or on the recto of its spread (F08). */
  readonly place: 'page' | 'spread';
  /** Where the numbers begin anew; `none`: they stand as they were written. */
  readonly restart: 'page' | 'spread' | 'none';
  /** How numbers are written, by `noteMark`. */
  readonly style: NoteStyle;
}

/** What the engine writes into pages. */
export interface PageLabels {
  /** Above the rest of a table that a page's end divides (续表). */
  readonly continued: string;
  /** Between page numbers, and between the first and the last of a range. */
  readonly pageSeparator: string;
  readonly pageRange: string;
}

/** One page as it will be printed. */
export interface PageInfo {
  /** Label as printed and as shown by PDF readers: `iv`, `12`, `一二`; empty for uncounted pages. */
  readonly label: string;
  /** The number that the label tells, and how; absent for uncounted pages. */
  readonly folio?: { readonly number: number; readonly style: NumberStyle };
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
  /** The beginning of its text, for those who cannot see where a link leads; of a chapter its heading. May be empty. */
  readonly title: string;
}

/** Milliseconds spent in the engine, for the build report. */
export interface LayoutTimings {
  /** Choosing the lines of paragraphs and writing them. */
  readonly composeMs: number;
  readonly measureMs: number;
  /** Choosing pages, and finding the line ends at which they are cut. */
  readonly breakMs: number;
  readonly emitMs: number;
}

/** The time of an engine that did not run. */
export const NO_TIME: LayoutTimings = { composeMs: 0, measureMs: 0, breakMs: 0, emitMs: 0 };

/** The time of several runs. */
export function sumTimings(timings: readonly LayoutTimings[]): LayoutTimings {
  return timings.reduce(
    (sum, one) => ({
      composeMs: sum.composeMs + one.composeMs,
      measureMs: sum.measureMs + one.measureMs,
      breakMs: sum.breakMs + one.breakMs,
      emitMs: sum.emitMs + one.emitMs,
    }),
    NO_TIME,
  );
}

/** How many paragraphs have their lines from the composer, and how many it had to leave to the browser. */
export interface ComposerCounts {
  readonly composed: number;
  readonly left: number;
}

/** Result of the layout engine; the pages themselves are elements of the browser's document. */
export interface Pagination {
  /** In order of print. */
  readonly pages: readonly PageInfo[];
  /** Index into `pages` of every id in the text. */
  readonly pageOfId: Readonly<Record<string, number>>;
  /** Where the text of each of `pages` begins; `null` for those without, blank or of floats alone. */
  readonly starts: readonly (PageStart | null)[];
  /** Whose lines they are; nothing where the composer is switched off. */
  readonly paragraphs: ComposerCounts;
  /** Lines measured, text and boxes. */
  readonly lines: number;
  /** What could not be set as ordered, with the place of the block. */
  readonly diagnostics: readonly Diagnostic[];
  /** For the build report. */
  readonly timings: LayoutTimings;
}

/** A chapter as HTML for the flow. */
export interface ChapterFlow {
  /** Id of the chapter. */
  readonly id: string;
  /** Its section. */
  readonly section: string;
  /** The element that holds its notes. */
  readonly notes: string;
}

/** What stands on a page for its type area, until that is put there. */
export const EMPTY_BODY = '<bx-body></bx-body>';

/** The type areas of a chapter's pages as HTML, in order. */
export type PageBodies = readonly string[];

/** The pages of a book of which some chapters were laid out, and the others known. */
export interface LaidOutPages {
  /** As `LaidOutChapters` has it. */
  readonly pagination: Omit<Pagination, 'starts'>;
  /** Index of each chapter's first page, by its id. */
  readonly firstPages: Readonly<Record<string, number>>;
  /** HTML of every page, its type area {@link EMPTY_BODY}; `null` where it is as it was when asked before. */
  readonly shells: readonly (string | null)[];
  /** Of the chapters laid out, by their ids. */
  readonly bodies: Readonly<Record<string, PageBodies>>;
}

/** Known pages that do not hold any more, as the ids of their chapters: these have to be in the document too. */
export interface StaleChapters {
  readonly stale: readonly string[];
}
