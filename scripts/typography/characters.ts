/** Han, kana and bopomofo: characters that need no space between them (B09). */
const IDEOGRAPHIC = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]/u;

/** Marks set a full em wide in Chinese and Japanese, the quotation marks and dashes shared with Latin included. */
const FULL_WIDTH_MARK =
  /[\u3000-\u303F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\u2014\u2018\u2019\u201C\u201D\u2026\u00B7\u30FB\u30FC]/u;

/** Marks that Chinese and Latin share: their neighbours tell which they are. */
const SHARED_MARK = /[\u2018\u2019\u201C\u201D\u2026]/u;

/** Letters and digits of Latin, Greek and Cyrillic. */
const WESTERN = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}0-9]/u;

/** True for a character that belongs to Chinese or Japanese text. */
export function isIdeographic(character: string): boolean {
  return IDEOGRAPHIC.test(character);
}

/** True for punctuation that is a full em wide. */
export function isFullWidthMark(character: string): boolean {
  return FULL_WIDTH_MARK.test(character);
}

/** True for a quotation mark or ellipsis, which may be of a full em or of a Latin text. */
export function isSharedMark(character: string): boolean {
  return SHARED_MARK.test(character);
}

/** True for a letter or digit of a text that is set with spaces. */
export function isWestern(character: string): boolean {
  return WESTERN.test(character);
}

/** The first code point of a text as a string, empty for an empty text. */
export function firstCharacter(text: string): string {
  const point = text.codePointAt(0);
  return point === undefined ? '' : String.fromCodePoint(point);
}

/** The last code point of a text as a string, empty for an empty text. */
export function lastCharacter(text: string): string {
  const tail = text.slice(-2);
  const point = tail.codePointAt(0);
  return point !== undefined && point > 0xffff ? tail : text.slice(-1);
}
