import type { CoverSetting } from './cover.ts';
import type { EpubSetting } from './epub-profile.ts';
import type { Furniture } from './furniture.ts';
import type { GeneratedPart } from './generated-part.ts';
import type { PageGeometry } from './geometry.ts';
import type { Imposition } from './imposition.ts';
import type { Language } from './metadata.ts';
import type { NoteStyle } from './note-mark.ts';
import type { Press } from './press.ts';

/** How an edition is produced. */
export type FormatName = 'pdf' | 'epub' | 'cover';

/** What to do with a figure whose picture is missing: set a frame "for position only", or refuse. */
export type FpoPolicy = 'warn' | 'error';

/** Where notes stand: at the foot of the page of their call, behind its chapter, behind the text of the book, or on the recto of its spread (傍注). */
export const NOTE_PLACES = ['page', 'chapter', 'book', 'spread'] as const;

/** Where the numbers of notes begin anew. */
export const NOTE_NUMBERINGS = ['page', 'spread', 'chapter', 'book'] as const;

/** How an edition sets its notes (F06, F07, F08). */
export interface NoteSetting {
  /** Where they stand. */
  readonly place: (typeof NOTE_PLACES)[number];
  /** Where their numbers begin anew; never within what stands together. */
  readonly numbering: (typeof NOTE_NUMBERINGS)[number];
  /** How their numbers are written. */
  readonly style: NoteStyle;
}

/** Orders for quotation marks, other than by language and direction. */
export const QUOTATION_MARKS = ['corner', 'curly', 'as-written'] as const;

/**
 * Quotation marks of an edition: 「」『』, “”‘’, as the author wrote them, or by the language and the direction of the lines:
 * then vertical lines of Simplified Chinese and Korean take 『』「」 for “”‘’ (C09).
 */
export type QuotationMarks = (typeof QUOTATION_MARKS)[number] | 'by-language';

/** A named format + theme + page geometry, as listed under `editions` in book.yaml. */
export interface Edition {
  /** Key in book.yaml, for example `print`. */
  readonly name: string;
  /** How it is produced. */
  readonly format: FormatName;
  /** Chinese of another region, into which the book is converted; absent: its own language. */
  readonly language?: Language;
  /** Folder under styles/themes/ (the book's own first, then Banxin's). */
  readonly theme: string;
  /** The page; an EPUB has one too, since its page list and preview come from it. */
  readonly page: PageGeometry;
  /** Whether chapters open on a recto or on the next page (E05). */
  readonly chapterStart: 'recto' | 'page';
  /** Columns of the chapters' text; 1 for the full measure. */
  readonly columns: number;
  /** Generated parts of the spine that it leaves out. */
  readonly without: readonly GeneratedPart[];
  /** Running heads and folios. */
  readonly furniture: Furniture;
  /** Its notes. */
  readonly notes: NoteSetting;
  /** What happens to figures without a picture. */
  readonly fpo: FpoPolicy;
  /** In vertical lines: whether short numbers, letters and acronyms stand upright (D10, D11). */
  readonly tateChuYoko: boolean;
  /** Its quotation marks (C09). */
  readonly quotationMarks: QuotationMarks;
  /** Whether stops and commas at a line's end hang beyond it (ぶら下げ, C12); Japanese. */
  readonly hangingPunctuation: boolean;
  /** For which readers an EPUB is made; absent for the default profile. */
  readonly epub?: EpubSetting;
  /** Of an EPUB: the edition whose pages its page list names; absent for the first PDF in its language. */
  readonly pageList?: string;
  /** What the printing house asks for; absent for a PDF of the screen. */
  readonly press?: Press;
  /** What `{{name}}` stands for: the book's variables, and its own; absent for none. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What it orders of the cover in one piece; present where that is its format. */
  readonly cover?: CoverSetting;
  /** How its pages are laid on sheets; absent for single pages. */
  readonly imposition?: Imposition;
  /** Whether the composer breaks paragraphs into lines (C13), or the browser does. */
  readonly composer: boolean;
}
