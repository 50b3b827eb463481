/** Elements and classes of our XHTML by which a profile gives further classes: `figure`, or `.note-call`. */
export type ProfileSelector = string;

/** A `meta` of the package document: of EPUB 3 by `property`, or of EPUB 2, which some shops still ask for, by `name`. */
export interface ProfileMeta {
  readonly kind: 'property' | 'name';
  readonly key: string;
  readonly value: { readonly horizontal: string; readonly vertical: string };
}

/** Kinds of documents that a profile may name files and classes for; the three matters are the author's files. */
export const DOCUMENT_KINDS = [
  'cover',
  'title-page',
  'contents',
  'colophon',
  'front',
  'body',
  'back',
] as const;

/** One of {@link DOCUMENT_KINDS}. */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/**
 * What the readers of one country, guide or shop ask of an EPUB beyond the standard: where files lie, what they are
 * called, which classes and metadata there are. The names of files are ASCII, paths have `/`.
 */
export interface EpubProfile {
  /** Name of its files in styles/epub/. */
  readonly name: string;
  /** Folder of the publication in the archive. */
  readonly folder: string;
  /** Name of the package document in it. */
  readonly package: string;
  /** Name of the navigation document in it. */
  readonly navigation: string;
  /** Path of the style sheet in it. */
  readonly stylesheet: string;
  /** Folders in it for documents, pictures and fonts; empty for itself. */
  readonly folders: { readonly text: string; readonly images: string; readonly fonts: string };
  /** File names without ending of kinds of documents, zeros for a running number; others are called by their chapter's id. */
  readonly files: Readonly<Partial<Record<DocumentKind, string>>>;
  /** File name without ending of the picture of the cover; absent for a name from its content, as other pictures have. */
  readonly coverImage?: string;
  /** Whether the contents are a page of their own beside the navigation document. */
  readonly contentsPage: boolean;
  /** Whether there is an NCX, the contents of EPUB 2. */
  readonly ncx: boolean;
  /** Whether there is a `guide`, the landmarks of EPUB 2. */
  readonly guide: boolean;
  /** Class of `html` by the direction of the lines; absent for none. */
  readonly rootClass: { readonly horizontal?: string; readonly vertical?: string };
  /** Class of `body` by the kind of the document. */
  readonly bodyClass: Readonly<Partial<Record<DocumentKind, string>>>;
  /** Further classes of elements. */
  readonly classes: Readonly<Record<ProfileSelector, readonly string[]>>;
  /** Whether each note holds its text in a list of one item, as readers in China look for it, or by itself. */
  readonly notes: 'plain' | 'list';
  /** Prefixes of the package document with their addresses. */
  readonly prefixes: Readonly<Record<string, string>>;
  readonly meta: readonly ProfileMeta[];
  /** Megabytes of a picture and of the whole that the shop takes; absent for no limit. */
  readonly mostMegabytes?: { readonly picture: number; readonly book: number };
  /** How lines run where the edition does not say. */
  readonly writingMode?: 'horizontal' | 'vertical';
}

/** Levels of WCAG, as `dcterms:conformsTo` names them (EPUB Accessibility 1.1, 6.3). */
export const CONFORMANCE = {
  'wcag-2.0-a': 'EPUB Accessibility 1.1 - WCAG 2.0 Level A',
  'wcag-2.0-aa': 'EPUB Accessibility 1.1 - WCAG 2.0 Level AA',
  'wcag-2.0-aaa': 'EPUB Accessibility 1.1 - WCAG 2.0 Level AAA',
  'wcag-2.1-a': 'EPUB Accessibility 1.1 - WCAG 2.1 Level A',
  'wcag-2.1-aa': 'EPUB Accessibility 1.1 - WCAG 2.1 Level AA',
  'wcag-2.1-aaa': 'EPUB Accessibility 1.1 - WCAG 2.1 Level AAA',
  'wcag-2.2-a': 'EPUB Accessibility 1.1 - WCAG 2.2 Level A',
  'wcag-2.2-aa': 'EPUB Accessibility 1.1 - WCAG 2.2 Level AA',
  'wcag-2.2-aaa': 'EPUB Accessibility 1.1 - WCAG 2.2 Level AAA',
} as const;

/** What only a person can say of a book's accessibility. */
export interface AccessibilityClaim {
  /** The level that it conforms to; absent where nobody says so. */
  readonly conformsTo?: keyof typeof CONFORMANCE;
  /** Who evaluated it. */
  readonly certifiedBy?: string;
  /** What entitles them, words or an address. */
  readonly credential?: string;
  /** Address of their report. */
  readonly report?: string;
  /** In the place of the summary that is made from the content. */
  readonly summary?: string;
}

/** What an edition orders of its EPUB. */
export interface EpubSetting {
  readonly profile: EpubProfile;
  /** Whether it encloses its faces, as TrueType; else they are the reading system's. */
  readonly fonts: boolean;
  /** Pixels, in millions, that a picture may have: a greater one is made smaller; absent: as it is. */
  readonly mostMegapixels?: number;
  readonly accessibility: AccessibilityClaim;
}

/** What holds where no profile says otherwise. */
export const DEFAULT_EPUB_PROFILE: EpubProfile = {
  name: 'default',
  folder: 'OEBPS',
  package: 'content.opf',
  navigation: 'toc.xhtml',
  stylesheet: 'style.css',
  folders: { text: '', images: 'images', fonts: 'fonts' },
  files: {},
  contentsPage: false,
  ncx: true,
  guide: false,
  rootClass: {},
  bodyClass: {},
  classes: {},
  notes: 'plain',
  prefixes: {},
  meta: [],
};

/** What an edition has that orders nothing. */
export const DEFAULT_EPUB: EpubSetting = {
  profile: DEFAULT_EPUB_PROFILE,
  fonts: true,
  accessibility: {},
};
