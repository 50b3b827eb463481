// Where the tokens of a PDF's text end (ISO 32000-1, 7.2, 7.3), one character a byte. A book has tens of megabytes of them,
// so characters are looked at by their codes.

/** 1 for characters that are neither white space nor delimiters (7.2.2): a table, for it is asked of every byte. */
const REGULAR = Uint8Array.from({ length: 256 }, (_, code) =>
  Number(code > 0x20 && !'()<>[]{}/%'.includes(String.fromCharCode(code))),
);

/** Whether a character belongs to a name, a number or a keyword; none does behind the end of a text. */
export function isRegular(text: string, at: number): boolean {
  return REGULAR[text.charCodeAt(at)] === 1;
}

/** Index of the first character from one on that is neither white space nor in a comment (7.2.3); the text's end for none. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 0x25) {
      while (at < text.length && text.charCodeAt(at) !== 0x0a && text.charCodeAt(at) !== 0x0d) at += 1;
    } else if (code <= 0x20) at += 1;
    else return at;
  }
}

/**
 * Index behind the token that begins at another: a string, an array, a dictionary, a name, a number, a keyword. A
 * delimiter that begins nothing is one by itself.
 * @throws Error when it does not end
 */
export function endOfToken(text: string, start: number): number {
  switch (text.charCodeAt(start)) {
    case 0x28:
      return endOfString(text, start);
    case 0x5b:
      return endOfNested(text, start + 1, 0x5d);
    case 0x3c: {
      if (text.charCodeAt(start + 1) === 0x3c) return endOfNested(text, start + 2, 0x3e) + 1;
      const end = text.indexOf('>', start);
      if (end < 0) throw unfinished(text, start);
      return end + 1;
    }
    default: {
      if (start >= text.length) throw unfinished(text, start);
      let at = start + 1;
      while (REGULAR[text.charCodeAt(at)] === 1) at += 1;
      return at;
    }
  }
}

/** Behind the bracket that closes an array or (its first one) a dictionary. */
function endOfNested(text: string, start: number, close: number): number {
  let at = skipSpace(text, start);
  while (text.charCodeAt(at) !== close) at = skipSpace(text, endOfToken(text, at));
  return at + 1;
}

/** A string may hold balanced parentheses (7.3.4.2). */
function endOfString(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === 0x28) depth += 1;
    else if (code === 0x29) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  throw unfinished(text, start);
}

/** What is thrown of a value that does not end. */
export function unfinished(text: string, start: number): Error {
  return new Error(`Unexpected PDF syntax, a value without end: \`${text.slice(start, start + 40)}\``);
}
