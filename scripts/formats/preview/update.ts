import type { Diagnostic } from '../../model/diagnostic.ts';
import type { WritingMode } from '../../model/geometry.ts';

/** What the client must know of a page to place it; its text comes apart, and only once. */
export interface PageRef {
  /** Hash of the page's HTML: pages with one hash look the same. */
  readonly hash: string;
  /** Label as printed: `iv`, `12`; empty for pages without a number. */
  readonly label: string;
  /** Odd pages are recto (A09). */
  readonly side: 'recto' | 'verso';
}

/** A face of the book; loaded before the pages that need it are shown. */
export interface FaceRef {
  /** CSS family. */
  readonly family: string;
  /** CSS weight, 100 to 900. */
  readonly weight: number;
  /** Where the server has it; the name holds a hash of the bytes. */
  readonly url: string;
}

/** The pages as they are now, and of their HTML what the client lacks. */
export interface BookState {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly writingMode: WritingMode;
  /** The page after cutting, CSS px at zoom 1. */
  readonly trim: { readonly width: number; readonly height: number };
  /** Style of the pages; absent when the client has it already. */
  readonly css?: string;
  /** All faces of the book. */
  readonly faces: readonly FaceRef[];
  /** All pages in their order. */
  readonly pages: readonly PageRef[];
  /** HTML by hash, of the pages that the client has not. Sanitised when the manuscript was read. */
  readonly html: Readonly<Record<string, string>>;
}

/** One message to the client. */
export interface Update {
  /** The last pages that could be laid out; absent when there have been none yet. */
  readonly book?: BookState;
  /** What the newest build found; text of the manuscript's may stand in it, so it is never HTML. */
  readonly diagnostics: readonly Diagnostic[];
  /** The newest manuscript could not be laid out: the pages are older than the diagnostics. */
  readonly stale: boolean;
}
