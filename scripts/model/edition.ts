import type { Furniture } from './furniture.ts';
import type { GeneratedPart } from './generated-part.ts';
import type { PageGeometry } from './geometry.ts';

/** How an edition is produced. */
export type FormatName = 'pdf' | 'epub';

/** What to do with a figure whose picture is missing: set a frame "for position only", or refuse. */
export type FpoPolicy = 'warn' | 'error';

/** A named format + theme + page geometry, as listed under `editions` in book.yaml. */
export interface Edition {
  /** Key in book.yaml, for example `print`. */
  readonly name: string;
  /** How it is produced. */
  readonly format: FormatName;
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
  /** What happens to figures without a picture. */
  readonly fpo: FpoPolicy;
  /** In vertical lines: whether short numbers, letters and acronyms stand upright (D10, D11). */
  readonly tateChuYoko: boolean;
  /** In vertical lines of Simplified Chinese and Korean: whether 『』「」 stand for “”‘’ (C09). */
  readonly cornerQuotes: boolean;
}
