import type { IndexOrder } from '../model/manuscript.ts';
import { homophones } from './pinyin.ts';

/** Where a word stands in an index. */
export interface IndexKey {
  /** Rank of its group. */
  readonly rank: number;
  /** The group's heading. */
  readonly label: string;
  /** What the collator compares. */
  readonly text: string;
  /** In a group of two scripts, Latin comes first. */
  readonly isLatin: boolean;
}

/** The order of an index: keys for words, and which of two comes first. */
export interface Ordering {
  /** Key of a word by its reading, or by itself; `undefined` when the reading cannot be understood. */
  readonly keyOf: (word: string, reading: string | undefined) => IndexKey | undefined;
  readonly compare: (a: IndexKey, b: IndexKey) => number;
  /** Whether a word cannot be placed without a reading. */
  readonly needsReading: (word: string) => boolean;
}

/** Heading of what begins with a digit or a sign. */
const SIGNS = '#';
/** Heading of Latin words where the groups have no letters. */
const LATIN = 'A–Z';
/** Heading of Japanese words whose reading is not given. */
const HAN = '漢字';

/** A group of an order: everything from its boundary on. */
interface Boundary {
  readonly label: string;
  /** Sorts before the group's first word. */
  readonly start: string;
}

/** CLDR's collations hold a mark before each group of theirs: U+FDD0 and the group's sign. */
const MARK = '\uFDD0';
/** For stroke counts the sign is U+2800 plus the count. */
const STROKES = 0x2800;
/** More strokes than any character of Unicode has. */
const MOST_STROKES = 84;

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const BOPOMOFO = [...'ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙㄚㄛㄜㄝㄞㄟㄠㄡㄢㄣㄤㄥㄦㄧㄨㄩ'];

interface Scheme {
  /** Locale whose collation (CLDR) sorts the words. */
  readonly locale: string;
  readonly groups: readonly Boundary[];
  /** Scripts of the words that belong to the groups; others go under a heading of their own. */
  readonly script: RegExp;
  /** Labels in their order; `undefined` stands for the groups. */
  readonly layout: readonly (string | undefined)[];
}

const SCHEMES: Readonly<Record<IndexOrder, Scheme>> = {
  pinyin: {
    locale: 'zh-u-co-pinyin',
    groups: LETTERS.map((label) => ({ label, start: MARK + label })),
    script: /\p{Script=Han}/u,
    layout: [SIGNS, undefined],
  },
  stroke: {
    locale: 'zh-u-co-stroke',
    groups: Array.from({ length: MOST_STROKES }, (_, index) => ({
      label: String(index + 1),
      start: MARK + String.fromCodePoint(STROKES + index + 1),
    })),
    script: /\p{Script=Han}/u,
    layout: [SIGNS, LATIN, undefined],
  },
  zhuyin: {
    locale: 'zh-u-co-zhuyin',
    groups: BOPOMOFO.map((label) => ({ label, start: MARK + label })),
    script: /[\p{Script=Han}\p{Script=Bopomofo}]/u,
    layout: [SIGNS, LATIN, undefined],
  },
  kana: {
    locale: 'ja',
    groups: [...'あかさたなはまやらわ'].map((label) => ({ label, start: label })),
    script: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
    layout: [SIGNS, LATIN, undefined, HAN],
  },
  hangul: {
    locale: 'ko',
    groups: [...'ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ'].map((label, index) => ({
      label,
      start: [...'가나다라마바사아자차카타파하'][index] ?? '',
    })),
    // Hanja are sorted by how they are read.
    script: /[\p{Script=Hangul}\p{Script=Han}]/u,
    layout: [undefined, LATIN, SIGNS],
  },
};

/** The order of an index, by Unicode's collation of its language (UTS #10, CLDR); `strokes` stands behind counts of them. */
export function orderingOf(order: IndexOrder, strokes: string): Ordering {
  const scheme = SCHEMES[order];
  const collator = new Intl.Collator(scheme.locale, { ignorePunctuation: true, numeric: true });
  // A voiced or small kana belongs to the row of its plain one.
  const base = new Intl.Collator(scheme.locale, { sensitivity: 'base' });
  const labels = scheme.layout.flatMap((label) => label ?? scheme.groups.map((group) => group.label));
  const labelOf = (first: string): string => {
    if (scheme.script.test(first)) {
      return scheme.groups.findLast(({ start }) => base.compare(start, first) <= 0)?.label ?? SIGNS;
    }
    if (order === 'kana' && /\p{Script=Han}/u.test(first)) return HAN;
    if (!/\p{Script=Latin}/u.test(first)) return SIGNS;
    const letter = first.normalize('NFD').charAt(0).toUpperCase();
    return order === 'pinyin' && LETTERS.includes(letter) ? letter : LATIN;
  };
  return {
    keyOf: (word, reading) => {
      const text = reading === undefined ? word : order === 'pinyin' ? homophones(reading) : reading;
      if (text === undefined) return undefined;
      const first = /[\p{L}\p{N}]/u.exec(text)?.[0] ?? '';
      const rank = Math.max(labels.indexOf(labelOf(first)), 0);
      const label = labels[rank] ?? SIGNS;
      const heading = order === 'stroke' && /^\d/.test(label) ? label + strokes : label;
      return { rank, label: heading, text, isLatin: /\p{Script=Latin}/u.test(first) };
    },
    compare: (a, b) =>
      a.rank - b.rank || Number(b.isLatin) - Number(a.isLatin) || collator.compare(a.text, b.text),
    needsReading: (word) => order === 'kana' && /\p{Script=Han}/u.test(word),
  };
}
