import type { CitationOptions } from './citation.ts';
import type { Place } from './diagnostic.ts';
import type { Edition } from './edition.ts';
import type { GeneratedPart } from './generated-part.ts';
import type { HeadingPatterns } from './heading-number.ts';
import type { IncludedFile } from './include-order.ts';
import type { Metadata } from './metadata.ts';
import type { RuleSettings } from './rules.ts';

/** EPUB's terms for the three divisions of a book, in its order. */
export const MATTERS = ['front', 'body', 'back'] as const;

/** One of {@link MATTERS}. */
export type Matter = (typeof MATTERS)[number];

/** What `kind` in the front matter of a file may say it is, and to which matter such belong (G01); a part may open anywhere. */
export const MATTER_OF_KIND: ReadonlyMap<string, Matter | undefined> = new Map([
  ['part', undefined],
  ['preface', 'front'],
  ['appendix', 'back'],
  ['afterword', 'back'],
]);

/** One entry of the spine: a Markdown file, a generated part, or a line that opens a part of the book. */
export type SpineItem =
  | {
      readonly kind: 'file';
      readonly matter: Matter;
      /** Path relative to the manuscript's folder, with `/`. */
      readonly path: string;
      /** The file's text as read, BOM removed. */
      readonly text: string;
      /**
       * Level of its first heading where that is higher, from 2: headings of a file that is a section of the chapter
       * before it move down. Absent where they stay as written.
       */
      readonly level?: number;
      /** Its title if it has no heading; absent when the order gives none. */
      readonly title?: string;
    }
  | {
      readonly kind: 'part';
      readonly matter: Matter;
      /** The divisional title (中扉, 篇章页). */
      readonly title: string;
      /** Where the order has it. */
      readonly place: Place;
    }
  | { readonly kind: 'generated'; readonly matter: Matter; readonly part: GeneratedPart };

/** What a source newline between two Han or kana characters becomes (B09). */
export type NewlineRule = 'join' | 'space';

/** How Markdown is read. */
export interface MarkdownOptions {
  /** `join` by default for Chinese and Japanese, `space` for Korean. */
  readonly newline: NewlineRule;
  /** Extensions that book.yaml switches on or off, by their names. */
  readonly extensions: Readonly<Record<string, boolean>>;
}

/**
 * How figures, tables or listings are numbered: through the book (图3), by chapter (图1-3), or not at all. `auto` numbers them
 * through the book when the text refers to one by its number or the spine orders a list of them.
 */
export const NUMBERING_RULES = ['auto', 'none', 'book', 'chapter'] as const;

/** One of {@link NUMBERING_RULES}. */
export type NumberingRule = (typeof NUMBERING_RULES)[number];

/** How the index of a Chinese book is sorted; Japanese goes by kana and Korean by hangul. */
export const CHINESE_INDEX_ORDERS = ['pinyin', 'stroke', 'zhuyin'] as const;

/** How an index is sorted and grouped. */
export type IndexOrder = (typeof CHINESE_INDEX_ORDERS)[number] | 'kana' | 'hangul';

/** What leads readers through the book. */
export interface ReferenceOptions {
  /** Levels of headings in the contents, 1 to 6. */
  readonly contentsDepth: number;
  /** How figures are numbered. */
  readonly figures: NumberingRule;
  /** How tables are numbered. */
  readonly tables: NumberingRule;
  /** How listings are numbered, code with a title or an id. */
  readonly listings: NumberingRule;
  /** How the index is sorted. */
  readonly indexOrder: IndexOrder;
}

/** Everything read from disk, validated once and trusted from here on. */
export interface Manuscript {
  /** Absolute path of the folder that holds the Markdown files: nothing outside it is ever read. */
  readonly folder: string;
  /** Absolute path of the book's folder: the place of dist/, styles/ and templates/. */
  readonly bookFolder: string;
  /** Stable name for file names and identifiers: ASCII or CJK, no separators. */
  readonly name: string;
  /** What the book says of itself. */
  readonly metadata: Metadata;
  /** Reading order. */
  readonly spine: readonly SpineItem[];
  /** Files that the text orders to be put in, by their keys; absent for none. */
  readonly includes?: ReadonlyMap<string, IncludedFile>;
  /** In the order of book.yaml. */
  readonly editions: readonly Edition[];
  /** How Markdown is read. */
  readonly markdown: MarkdownOptions;
  /** Patterns of the headings' numbers; empty for none. */
  readonly headingNumbers: HeadingPatterns;
  /** Contents, numbers of figures and tables, index. */
  readonly references: ReferenceOptions;
  /** Bibliographies and how they are cited; absent for a book that names none. */
  readonly citations?: CitationOptions;
  /** How much the findings of rules matter, where book.yaml says so. */
  readonly rules: RuleSettings;
  /** Path of the cover picture relative to `folder`; absent when the cover is drawn from its template. */
  readonly coverImage?: string;
  /** The newest modification time of the files read, or SOURCE_DATE_EPOCH; dates in the outputs come from it. */
  readonly modified: Date;
}
