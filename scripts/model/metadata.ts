/** What a contributor did; the names are the trade's, each mapped to a MARC relator for the EPUB. */
export const CONTRIBUTOR_ROLES = [
  'author',
  'editor',
  'supervisor',
  'translator',
  'photographer',
  'illustrator',
  'designer',
  'cover-designer',
  'responsible-editor',
  'proofreader',
  'producer',
  'issuer',
] as const;

/** One of {@link CONTRIBUTOR_ROLES}. */
export type ContributorRole = (typeof CONTRIBUTOR_ROLES)[number];

/** A person or body named on the title page or in the colophon. */
export interface Contributor {
  /** The name as printed. */
  readonly name: string;
  /** What they did. */
  readonly role: ContributorRole;
  /** Sort key (pinyin, kana reading, family name first); absent when the author gave none. */
  readonly sort?: string;
}

/** Languages a book can be in, as BCP 47 tags; the region decides glyphs and punctuation (C08). */
export const LANGUAGES = ['zh-CN', 'zh-TW', 'zh-HK', 'ja', 'ko'] as const;

/** One of {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number];

/** What a colophon says of the making of the book (G02–G04). Only what the author gave. */
export interface Publication {
  /** Cataloguing data, line by line (CIP, GB/T 12451). */
  readonly cip?: readonly string[];
  /** The publisher's address, telephone or mail, and place on the web. */
  readonly address?: string;
  readonly contact?: string;
  readonly website?: string;
  /** Number of the publisher's licence or registration (출판등록). */
  readonly license?: string;
  readonly distributor?: string;
  readonly printer?: string;
  readonly binder?: string;
  /** Size of the sheets of paper, for example `890mm×1240mm` (开本). */
  readonly paper?: string;
  /** Leaves that a sheet gives (开数); what 印张 is counted by. */
  readonly leavesPerSheet?: number;
  /** Characters of the book, where they are not counted from its pages (字数). */
  readonly words?: number;
  /** Number of the edition in the publisher's sense, and of the printing of it. */
  readonly editionNumber?: number;
  readonly printingNumber?: number;
  /** Date of this printing, ISO 8601; absent for that of publication. */
  readonly printingDate?: string;
  /** Copies printed so far, for example `1—3000` (印数). */
  readonly copies?: string;
  /** Price with its currency. */
  readonly price?: string;
}

/** What the book says of itself. Only what the author gave: nothing is invented. */
export interface Metadata {
  /** The title in one line. */
  readonly title: string;
  /** Subtitle (副题). */
  readonly subtitle?: string;
  /** The series the book belongs to and its number in it. */
  readonly series?: { readonly title: string; readonly number?: number };
  /** In the order of the title page. */
  readonly contributors: readonly Contributor[];
  /** Language of the text. */
  readonly language: Language;
  /** ISBN, URN or another identifier; absent when none was given. */
  readonly identifier?: string;
  /** Publisher's full name. */
  readonly publisher?: string;
  /** Date of publication, ISO 8601: a year, a month or a day. */
  readonly date?: string;
  /** Copyright note. */
  readonly rights?: string;
  /** Edition statement as printed in the colophon (版次), for example `2023年4月第1版`. */
  readonly editionStatement?: string;
  /** For the colophon; absent when nothing is given. */
  readonly publication?: Publication;
  /** One paragraph for stores and readers. */
  readonly description?: string;
}
