import type { Book } from '../model/book.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Edition, FormatName } from '../model/edition.ts';
import type { GlyphOutlines, SubsetFace } from '../model/face.ts';
import type { Manuscript } from '../model/manuscript.ts';
import type { MediaFile } from '../model/media-file.ts';
import type { Pagination } from '../model/pagination.ts';
import type { PreflightReport } from '../model/preflight.ts';
import type { LoadedDocument, RenderedBook } from './pages/render-book.ts';

/** The pages of a PDF of the same build. */
export interface PrintedPages {
  readonly edition: Edition;
  readonly pagination: Pagination;
}

/** What earlier builds printed, kept by the hash of all that it was printed from. */
export interface KeptPrints {
  /** What was kept; `undefined` when nothing is. */
  readonly read: (hash: string) => Promise<Uint8Array | undefined>;
  /** Keeps it, where that can be. */
  readonly write: (hash: string, bytes: Uint8Array) => Promise<void>;
}

/** What a format is given to produce an edition. */
export interface FormatInput {
  readonly manuscript: Manuscript;
  /** The finished book, its pictures set for this edition. */
  readonly book: Book;
  readonly edition: Edition;
  /** The manuscript's pictures by path. */
  readonly assets: ReadonlyMap<string, MediaFile>;
  /** Text of a style or template, the book's own before Banxin's; empty when neither has it. */
  readonly read: (path: string) => Promise<string>;
  /** Bytes of such a file; `undefined` when neither has it. */
  readonly readBytes: (path: string) => Promise<Uint8Array | undefined>;
  /** Outlines of characters in the book's sans serif. */
  readonly outlines: (characters: Iterable<string>) => Promise<GlyphOutlines>;
  /** The book laid out in a tab for this edition, or for another of it; laid out once, whoever asks. */
  readonly pages: (of?: Edition) => Promise<RenderedBook>;
  /** The first page at least, of pages that are laid out anyway, else alone. */
  readonly firstPage: () => Promise<RenderedBook>;
  /** A document of its own in a fresh tab, in the book's faces and with its pictures; the caller closes the tab. */
  readonly open: (html: string) => Promise<LoadedDocument>;
  /** The printed pages that an EPUB names; nothing where the build does not make them. */
  readonly printed: () => Promise<PrintedPages | undefined>;
  /** Subsets of the faces that an XHTML document of its own styles is drawn with. */
  readonly facesOf: (xhtml: string) => Promise<readonly SubsetFace[]>;
  /** Parts of books that were printed before; absent where nothing is kept. */
  readonly prints?: KeptPrints;
  /** Banxin and its version. */
  readonly producer: string;
  /** Told of each stage. */
  readonly stage: (name: string) => void;
  /** Told how much of a stage is done, of how much. */
  readonly step: (done: number, total: number) => void;
}

/** A finished file, not yet written. */
export interface ProducedFile {
  readonly bytes: Uint8Array;
  /** Pages, where the format has pages. */
  readonly pages?: number;
  /** What the author should know of it. */
  readonly diagnostics?: readonly Diagnostic[];
  /** What is known of a file for the press. */
  readonly preflight?: PreflightReport;
}

/** How a kind of edition is produced: one folder, one line in index.ts. */
export interface Format {
  readonly name: FormatName;
  /** File name ending with its dot. */
  readonly extension: string;
  readonly produce: (input: FormatInput) => Promise<ProducedFile>;
}
