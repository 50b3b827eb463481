import type { Diagnostic } from '../../model/diagnostic.ts';
import type { FormatName } from '../../model/edition.ts';
import type { PageGeometry, WritingMode } from '../../model/geometry.ts';

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

/** An entry of the contents panel. */
export interface ContentsEntry {
  /** Plain text. */
  readonly title: string;
  /** 1 for chapters, 2 for their sections … */
  readonly level: number;
  /** Index of its page. */
  readonly page: number;
}

/** What the printing house holds pages to, as overlays show it. */
export interface PressFrame {
  /** Least distance of text from the trim, mm. */
  readonly safetyMm: number;
  /** Least resolution of pictures, pixels an inch. */
  readonly colorPpi: number;
}

/**
 * HTML of a page. Where only what is printed around its text changed, as on all pages behind one that was added, its
 * `shell` and the hash of the page before `of` which it takes the type area.
 */
export type PageHtml = string | { readonly shell: string; readonly of: string };

/** The pages as they are now, and of their HTML what the client lacks. */
export interface BookState {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly writingMode: WritingMode;
  /** The page after cutting, CSS px at zoom 1. */
  readonly trim: { readonly width: number; readonly height: number };
  /** What overlays draw. */
  readonly geometry: PageGeometry;
  readonly press: PressFrame;
  /** Style of the pages; absent when the client has it already. */
  readonly css?: string;
  /** All faces of the book. */
  readonly faces: readonly FaceRef[];
  /** Characters that no face can draw. */
  readonly missing: readonly string[];
  /** Chapters and headings in their order. */
  readonly contents: readonly ContentsEntry[];
  /** All pages in their order. */
  readonly pages: readonly PageRef[];
  /** HTML by hash, of the pages that the client has not. Sanitised when the manuscript was read. */
  readonly html: Readonly<Record<string, PageHtml>>;
}

/** An EPUB to be shown in the reader pane. */
export interface EpubState {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  /** Its package document on the server; the path holds a hash of the file. */
  readonly url: string;
}

/** Event `book`: what the newest build came to. */
export interface Update {
  /** The last pages that could be laid out; absent when there have been none yet, or an EPUB is shown. */
  readonly book?: BookState;
  /** The EPUB, where the edition that is shown is one. */
  readonly epub?: EpubState;
  /**
   * What the newest build found; text of the manuscript's may stand in it, so it is never HTML. Absent when the client
   * has it already.
   */
  readonly diagnostics?: readonly Diagnostic[];
  /** The newest manuscript could not be laid out: the pages are older than the diagnostics. */
  readonly stale: boolean;
}

/** An edition that can be shown or built. */
export interface EditionRef {
  readonly name: string;
  readonly format: FormatName;
}

/** How far the building of an edition's file has come. */
export interface BuildState {
  readonly edition: string;
  readonly phase: 'running' | 'done' | 'failed';
  /** While it runs: what is being done. When it failed: why. */
  readonly message: string;
  /** When it is done: where the file is served. */
  readonly url?: string;
}

/** Event `session`: everything about the preview that is not the book; sent whole whenever any of it changes. */
export interface SessionState {
  /** Editions of book.yaml that the preview can show or build. */
  readonly editions: readonly EditionRef[];
  /** Names of the themes that the book could take. */
  readonly themes: readonly string[];
  /** The edition that is shown; empty before there is one. */
  readonly edition: string;
  /** The theme it is shown in. */
  readonly theme: string;
  /** URL that opens a place in the author's editor, with `{file}`, `{line}` and `{column}`; absent for none. */
  readonly editor?: string;
  /** The newest build of each edition that was asked for. */
  readonly builds: readonly BuildState[];
  /** The book is being read and laid out. */
  readonly busy: boolean;
}

/** Event `go`: an editor, or another client, asks for a place. */
export type Target =
  | { readonly kind: 'page'; readonly label: string }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'source'; readonly file: string; readonly line: number };
