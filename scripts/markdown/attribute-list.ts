/** What stands between the braces behind a heading, a figure or a table's title. */
export interface AttributeList {
  /** Behind `#`. */
  readonly id?: string;
  /** `key=value` in the order of writing. */
  readonly pairs: readonly (readonly [key: string, value: string])[];
  /** Words that are neither. */
  readonly rest: readonly string[];
}

/** A class such as `.wide`, by which other tools choose styles; a book's looks are its theme's. */
const CLASS = /^\.[\p{L}_][\p{L}\p{N}_-]*$/u;

/** Whether a word between braces is a class, as Pandoc and VFM write it. */
export function isClass(word: string): boolean {
  return CLASS.test(word);
}

/** A letter or digit of any script, then also `-`, `_`, `.` and `:`, which no link has to escape. */
const ID = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}_.:-]*$/u;

/** Words between spaces; a value in quotation marks, straight or curly, may hold spaces. */
const WORD = /(?:[^\s="“]+=(?:"[^"]*"|“[^”]*”))|\S+/g;

/** Reads `#gate width=28 widths="10 8"`; an id that links could not name is left among the rest. */
export function readAttributeList(text: string): AttributeList {
  let id: string | undefined;
  const pairs: (readonly [string, string])[] = [];
  const rest: string[] = [];
  for (const [word] of text.matchAll(WORD)) {
    const equals = word.indexOf('=');
    const name = idFrom(word);
    if (name !== undefined && id === undefined) id = name;
    else if (equals > 0) pairs.push([word.slice(0, equals), unquoted(word.slice(equals + 1))]);
    else rest.push(word);
  }
  return { ...(id === undefined ? {} : { id }), pairs, rest };
}

function unquoted(value: string): string {
  return /^(?:"[^"]*"|“[^”]*”)$/.test(value) ? value.slice(1, -1) : value;
}

/** The id of a word such as `#gate`; `undefined` when it is none. */
function idFrom(word: string): string | undefined {
  return word.startsWith('#') && ID.test(word.slice(1)) ? word.slice(1) : undefined;
}
