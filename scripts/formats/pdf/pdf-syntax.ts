import { endOfToken, isRegular, skipSpace } from './pdf-tokens.ts';

/** The entries of a dictionary: keys without their slash, values as source text, one character a byte. */
export type Dictionary = Map<string, string>;

/**
 * Reads a dictionary (ISO 32000-1, 7.3.7). Its values stay source text: most are written back as they came.
 * @throws Error when the source is no dictionary
 */
export function readDictionary(source: string): Dictionary {
  const parts = readItems(source, '<<', '>>');
  const entries: Dictionary = new Map();
  for (let index = 0; index < parts.length; index += 2) {
    const key = parts[index];
    const value = parts[index + 1];
    if (key === undefined || value === undefined || !key.startsWith('/')) throw unreadable(source);
    entries.set(key.slice(1), value);
  }
  return entries;
}

/**
 * Reads an array (7.3.6); its items stay source text.
 * @throws Error when the source is no array
 */
export function readArray(source: string): readonly string[] {
  return readItems(source, '[', ']');
}

/**
 * Source text of the value that begins at an index, white space skipped; whatever follows it is not read.
 * @throws Error when there is none
 */
export function readValue(source: string, at: number): { readonly value: string; readonly end: number } {
  const start = skipSpace(source, at);
  const end = endOfValue(source, start);
  return { value: source.slice(start, end), end };
}

/** Source text of a dictionary. */
export function writeDictionary(entries: Iterable<readonly [key: string, value: string]>): string {
  return `<<${Array.from(entries, ([key, value]) => `/${key} ${value}`).join('\n')}>>`;
}

/** Source text of an array. */
export function writeArray(items: readonly (string | number)[]): string {
  return `[${items.join(' ')}]`;
}

/** Source text that refers to an object (7.3.10). */
export function referenceTo(objectNumber: number): string {
  return `${objectNumber} 0 R`;
}

/** Number of the object that a value refers to; `undefined` when it is no reference. */
export function referredObject(value: string | undefined): number | undefined {
  if (value === undefined || !value.endsWith(' 0 R')) return undefined;
  const end = value.length - ' 0 R'.length;
  let number = 0;
  for (let at = 0; at < end; at += 1) {
    if (!isDigit(value, at)) return undefined;
    number = number * 10 + value.charCodeAt(at) - 0x30;
  }
  return end === 0 ? undefined : number;
}

/**
 * Number of the object that a value must refer to.
 * @throws Error when it is no reference
 */
export function requiredReference(value: string | undefined): number {
  const number = referredObject(value);
  if (number === undefined) throw new Error(`Expected a reference in the PDF, found \`${value}\``);
  return number;
}

/** Source text of a text string in UTF-16 (7.9.2.2). */
export function textString(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

/** The text of a text string (7.9.2.2), in UTF-16 or ASCII; empty for any other value. */
export function readText(value: string | undefined): string {
  const hex = /^<([0-9A-F]*)>$/i.exec(value ?? '')?.[1];
  const bytes = hex === undefined ? literalBytes(value ?? '') : Buffer.from(hex, 'hex');
  const isUtf16 = bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0;
  return isUtf16 ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le') : bytes.toString('latin1');
}

/** The bytes of a literal string (7.3.4.2). */
function literalBytes(value: string): Buffer {
  if (!value.startsWith('(')) return Buffer.alloc(0);
  const text = value
    .slice(1, -1)
    .replace(/\\([0-7]{1,3}|[\s\S])/g, (_, escaped: string) =>
      /\d/.test(escaped) ? String.fromCharCode(Number.parseInt(escaped, 8)) : escaped,
    );
  return Buffer.from(text, 'latin1');
}

/** The bytes that a name stands for, read as UTF-8 (7.3.5). */
export function nameText(name: string): string {
  const bytes = name
    .slice(1)
    .replace(/#([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number(`0x${hex}`)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The values between two brackets. */
function readItems(source: string, open: string, close: string): string[] {
  let at = skipSpace(source, 0);
  if (!source.startsWith(open, at)) throw unreadable(source);
  at = skipSpace(source, at + open.length);
  const items: string[] = [];
  while (!source.startsWith(close, at)) {
    const end = endOfValue(source, at);
    items.push(source.slice(at, end));
    at = skipSpace(source, end);
  }
  return items;
}

/** Index behind the value that begins at an index: a token, or a reference, which is three. */
function endOfValue(source: string, start: number): number {
  const end = endOfToken(source, start);
  if (isDigit(source, start)) return endOfReference(source, end) ?? end;
  // A delimiter that begins nothing.
  if (end === start + 1 && !isRegular(source, start)) throw unreadable(source);
  return end;
}

/** Index behind a reference (7.3.10) whose first number ends at an index; `undefined` when it is none. */
function endOfReference(source: string, firstEnd: number): number | undefined {
  const second = skipSpace(source, firstEnd);
  let at = second;
  while (isDigit(source, at)) at += 1;
  if (at === second) return undefined;
  const letter = skipSpace(source, at);
  if (letter === at || source.charCodeAt(letter) !== 0x52 || isRegular(source, letter + 1)) return undefined;
  return letter + 1;
}

function isDigit(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function unreadable(source: string): Error {
  return new Error(`Unexpected PDF syntax in \`${source.slice(0, 80)}\``);
}
