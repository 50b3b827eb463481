/** Styles of citations that Banxin has, by the names that book.yaml takes; each is a file in styles/citations/. */
export const CITATION_STYLES = [
  'gb-t-7714-2015-numeric',
  'gb-t-7714-2015-author-date',
  'author-date',
  'numeric',
] as const;

/** Where the list of what is cited stands: in the part `references` of the spine, or behind each chapter. */
export const REFERENCE_PLACES = ['book', 'chapter'] as const;

/** A bibliography as read. */
export interface BibliographyFile {
  /** Path as shown in diagnostics. */
  readonly source: string;
  /** BibTeX or BibLaTeX, or CSL's items as JSON or YAML. */
  readonly format: 'bibtex' | 'json' | 'yaml';
  readonly text: string;
}

/** How citations are written (CSL 1.0.2). */
export type CitationStyle =
  | { readonly kind: 'shipped'; readonly name: (typeof CITATION_STYLES)[number] }
  | {
      readonly kind: 'file';
      /** Path as shown in diagnostics. */
      readonly source: string;
      readonly text: string;
    };

/** What book.yaml says of citations. */
export interface CitationOptions {
  /** In their order: of two entries with one key the first counts. */
  readonly files: readonly BibliographyFile[];
  readonly style: CitationStyle;
  readonly place: (typeof REFERENCE_PLACES)[number];
}

/** One entry of a list of references. */
export interface Reference {
  /** Id of the entry, unique in the book. */
  readonly id: string;
  /** Its number as printed (`[1]`); absent where the style has none. */
  readonly label?: string;
  /** Its text as HTML, not yet sanitised. */
  readonly html: string;
  /** Language of the entry, as a BCP 47 tag. */
  readonly language: string;
}
