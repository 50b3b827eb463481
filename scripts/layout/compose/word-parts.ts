import english from 'hyphen/en-us/index.js';
import { GapKind } from './paragraph.ts';

/** Where lines may end within words: at their own hyphens, by patterns too, or behind any character. */
export type WordBreaks = 'own' | 'patterns' | 'anywhere';

/** A part of a word that no line divides. */
export interface WordPart {
  /** Offset behind its last character, in the word. */
  readonly end: number;
  /** How a line may end behind it, by {@link GapKind}; of no meaning behind the last. */
  readonly kind: number;
}

/** Shown at the end of a line that parts a word. */
export const HYPHEN = '-';

/** Where an author lets a word be parted. */
export const SOFT_HYPHEN = '\u00ad';
const LETTER = /[\p{L}\p{N}]/u;
/** Small letters, perhaps behind a capital: names of code and abbreviations are no words. Marks may stand around it. */
const PLAIN_WORD = /^([("'“‘[]*)([A-Za-z][a-z]{5,})([)\]"'”’.,:;!?]*)$/;
/** Letters that stay together at either end of a word, as TeX keeps them for English. */
const LEAST = { before: 2, behind: 3 };

/** The parts of a word, in order. Hyphens of its own may end a line, as a solidus between letters may. */
export function partsOf(word: string, breaks: WordBreaks): readonly WordPart[] {
  if (breaks === 'anywhere') return characters(word);
  const parts: WordPart[] = [];
  for (let index = 1; index < word.length; index += 1) {
    const kind = kindBefore(word, index);
    if (kind !== GapKind.none) parts.push({ end: index, kind });
  }
  if (parts.length === 0 && breaks === 'patterns') parts.push(...byPatterns(word));
  return [...parts, { end: word.length, kind: GapKind.none }];
}

function kindBefore(word: string, index: number): number {
  const mark = word[index - 1];
  if (mark === SOFT_HYPHEN) return GapKind.hyphen;
  const parts =
    (mark === '-' || mark === '/') && LETTER.test(word[index - 2] ?? '') && /\p{L}/u.test(word[index] ?? '');
  return parts ? GapKind.allowed : GapKind.none;
}

function byPatterns(word: string): WordPart[] {
  const [, opening = '', plain = ''] = PLAIN_WORD.exec(word) ?? [];
  if (plain === '') return [];
  const parts: WordPart[] = [];
  let end = 0;
  for (const syllable of english.hyphenateSync(plain).split(SOFT_HYPHEN)) {
    end += syllable.length;
    if (end >= LEAST.before && plain.length - end >= LEAST.behind)
      parts.push({ end: opening.length + end, kind: GapKind.hyphen });
  }
  return parts;
}

function characters(word: string): WordPart[] {
  const parts: WordPart[] = [];
  let end = 0;
  for (const character of word) {
    end += character.length;
    if (character === SOFT_HYPHEN) parts.pop();
    parts.push({ end, kind: character === SOFT_HYPHEN ? GapKind.hyphen : GapKind.emergency });
  }
  return parts;
}
