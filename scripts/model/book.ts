import type { Element, Root } from 'hast';
import type { Reference } from './citation.ts';
import type { Place } from './diagnostic.ts';
import type { GeneratedPart } from './generated-part.ts';
import type { Matter } from './manuscript.ts';
import type { Metadata } from './metadata.ts';
import type { ProseBlock } from './prose.ts';
import type { SourcePart } from './source-part.ts';

/** A heading's number that Banxin wrote. */
export interface HeadingNumber {
  /** As others refer to it: `第三章`, `附录A`, `第1.2节`. */
  readonly label: string;
  /** The number alone: `三`, `A`, `1.2`. */
  readonly number: string;
  /** As printed, without the gap behind it: `第三章`, `一、`. */
  readonly text: string;
  /** The title as the author wrote it. */
  readonly title: string;
}

/** A heading that contents, outline, navigation and running heads draw on. */
export interface Heading {
  /** Id of the heading's element, unique in the book. */
  readonly id: string;
  /** 1 for the chapter's title, 2 for its sections … */
  readonly level: number;
  /** Plain text, lines of a title joined with a full-width space. */
  readonly title: string;
  /** Its number, where the book numbers its headings; the title begins with it. */
  readonly number?: HeadingNumber;
  /** Left out of the contents: it names the notes of a chapter. */
  readonly unlisted?: true;
}

/** A note of the author's, taken out of the text; its call stands in the text as `a.note-call`. */
export interface Note {
  /** Id of the note, unique in the book; the call's id is this with `-call` behind it. */
  readonly id: string;
  /** The number shown, counted from 1 in each chapter or through the book, as the edition orders. */
  readonly number: number;
  /** The note's text as `aside.note`, its number first. */
  readonly content: Element;
}

/** A picture the text asks for. */
export interface ImageUse {
  /** Path relative to the manuscript's folder. */
  readonly path: string;
  /** Where the text asks for it. */
  readonly place: Place;
}

/** A figure, a table or a listing (code with a title or an id), in the order of the book. */
export interface Caption {
  /** Its id, unique in the book. */
  readonly id: string;
  readonly kind: 'figure' | 'table' | 'listing';
  /** Its number as printed, for example `图3`; absent where such are not numbered. */
  readonly label?: string;
  /** Plain text of the caption without the number; empty for a figure that has only a number. */
  readonly title: string;
}

/** Where an index entry is found: a place, or everything from one place to another. */
export interface IndexPlace {
  /** Id of the mark. */
  readonly id: string;
  /** Id of the mark that ends a range. */
  readonly until?: string;
}

/** An entry that another one points to. */
export interface IndexPointer {
  /** As written. */
  readonly text: string;
  /** Id of that entry in the index; absent when there is none. */
  readonly id?: string;
}

/** One entry of the index, its sub-entries sorted. */
export interface IndexEntry {
  /** Id of the entry's own line, unique in the book. */
  readonly id: string;
  readonly text: string;
  /** In the order of the book. */
  readonly places: readonly IndexPlace[];
  /** Entries that stand for this one (见). */
  readonly see: readonly IndexPointer[];
  /** Entries that say more (参见). */
  readonly seeAlso: readonly IndexPointer[];
  /** Sub-entries; they have none of their own. */
  readonly children: readonly IndexEntry[];
}

/** The entries under one letter, stroke count, kana row or consonant. */
export interface IndexGroup {
  /** As printed above them: `A`, `3画`, `あ`, `ㄱ`. */
  readonly label: string;
  readonly entries: readonly IndexEntry[];
}

/** One item of the spine, ready for every format. */
export interface Chapter {
  /** Unique in the book and safe in file names and ids: `c01`, `c02` … */
  readonly id: string;
  /** Which part of the book it belongs to. */
  readonly matter: Matter;
  /** Set when Banxin made it; absent for the author's files. */
  readonly part?: GeneratedPart;
  /** Set for a divisional title (中扉, 篇章页): it opens a part of the book, to which the chapters behind it belong. */
  readonly kind?: 'part';
  /** Level of the first heading of a file that is a section of the chapter before it, from 2; absent for a chapter. */
  readonly level?: number;
  /** Path of the Markdown file; absent for generated parts. */
  readonly path?: string;
  /** The same path as shown in diagnostics, relative to the book's folder. */
  readonly source?: string;
  /** The Markdown as written, for rules that must see escapes; absent for generated parts. */
  readonly markdown?: string;
  /** The prose of its file; absent for generated parts. */
  readonly prose?: readonly ProseBlock[];
  /** The files that `markdown` is put together from; absent when it is the one. */
  readonly sources?: readonly SourcePart[];
  /** Title for contents and running heads; empty for a chapter without a heading. */
  readonly title: string;
  /** Title for running heads, where the full one is too long for them (jlreq 2.6.3). */
  readonly shortTitle?: string;
  /** Its headings in order. */
  readonly headings: readonly Heading[];
  /** Sanitised content: the children of the chapter's section. Notes are not in it. */
  readonly content: Root;
  /** Its notes in the order of their calls. */
  readonly notes: readonly Note[];
  /** What it cites, where each chapter has a list of its own. */
  readonly references?: readonly Reference[];
}

/** The finished book before any format: the one thing all formats start from. */
export interface Book {
  /** What the book says of itself. */
  readonly metadata: Metadata;
  /** Stable name for file names and identifiers. */
  readonly name: string;
  /** In reading order. */
  readonly chapters: readonly Chapter[];
  /** Pictures the text asks for, each once per use. */
  readonly images: readonly ImageUse[];
  /** Its figures, tables and listings with titles. */
  readonly captions: readonly Caption[];
  /** The index, sorted; empty when the text has no marks. */
  readonly index: readonly IndexGroup[];
  /** What the text cites, in the order of its style; empty where chapters have lists of their own. */
  readonly references: readonly Reference[];
}

/** The trees of a chapter's text: its content, then its notes in their order. */
export function treesOf(chapter: Chapter): readonly (Root | Element)[] {
  return [chapter.content, ...chapter.notes.map((note) => note.content)];
}
