import type { Language } from '../model/metadata.ts';

/** What references are made of in a book's language. */
export interface ReferenceWords {
  /** A figure's number as printed; no ASCII space between Han and digits (C15). */
  readonly figure: (number: string) => string;
  /** A table's number as printed. */
  readonly table: (number: string) => string;
  /** The number of a listing, code with a title or an id, as printed. */
  readonly listing: (number: string) => string;
  /** A numbered formula as others refer to it. */
  readonly equation: (number: string) => string;
  /** Between a number and the caption behind it. */
  readonly afterNumber: string;
  /** A chapter or section that is numbered in arabic numerals, by its number and its level. */
  readonly section: (number: string, level: number) => string;
  /** Behind a count of strokes that heads a group of the index. */
  readonly strokes: string;
  /** Marks around a title, and those that take their place inside it (GB/T 15834 4.8). */
  readonly quotes: readonly [open: string, close: string, innerOpen: string, innerClose: string];
}

const CORNER_QUOTES = ['「', '」', '『', '』'] as const;

const HANS: ReferenceWords = {
  figure: (number) => `图${number}`,
  table: (number) => `表${number}`,
  listing: (number) => `代码${number}`,
  equation: (number) => `式(${number})`,
  afterNumber: '\u3000',
  section: (number, level) => `第${number}${level === 1 ? '章' : '节'}`,
  strokes: '画',
  quotes: ['“', '”', '‘', '’'],
};

const HANT: ReferenceWords = {
  figure: (number) => `圖${number}`,
  table: (number) => `表${number}`,
  listing: (number) => `程式碼${number}`,
  equation: (number) => `式(${number})`,
  afterNumber: '\u3000',
  section: (number, level) => `第${number}${level === 1 ? '章' : '節'}`,
  strokes: '畫',
  quotes: CORNER_QUOTES,
};

const JAPANESE: ReferenceWords = {
  figure: (number) => `図${number}`,
  table: (number) => `表${number}`,
  listing: (number) => `リスト${number}`,
  equation: (number) => `式(${number})`,
  afterNumber: '\u3000',
  section: (number, level) => (level === 1 ? `第${number}章` : `${number}節`),
  strokes: '画',
  quotes: CORNER_QUOTES,
};

const KOREAN: ReferenceWords = {
  figure: (number) => `그림 ${number}`,
  table: (number) => `표 ${number}`,
  listing: (number) => `코드 ${number}`,
  equation: (number) => `식 (${number})`,
  afterNumber: '. ',
  section: (number, level) => `${number}${level === 1 ? '장' : '절'}`,
  strokes: '획',
  quotes: CORNER_QUOTES,
};

const WORDS: Readonly<Record<Language, ReferenceWords>> = {
  'zh-CN': HANS,
  'zh-TW': HANT,
  'zh-HK': HANT,
  ja: JAPANESE,
  ko: KOREAN,
};

/** The words for a book in `language`. */
export function wordsFor(language: Language): ReferenceWords {
  return WORDS[language];
}

/** A title in quotation marks; those inside it become the inner ones. */
export function quoted(title: string, { quotes }: ReferenceWords): string {
  const [open, close, innerOpen, innerClose] = quotes;
  return open + title.replaceAll(open, innerOpen).replaceAll(close, innerClose) + close;
}
