import { isClass } from '../../attribute-list.ts';

/** What stands behind the opening of a fence. */
export interface CodeInfo {
  /** The language as its author names it; empty for none. */
  readonly language: string;
  /** The title, often a file's name. */
  readonly title?: string;
  /** Its name in the book, for references. */
  readonly id?: string;
  /** The number of its first line; absent where lines are not numbered. */
  readonly firstNumber?: number;
  /** Lines to be marked, first and last, counted from 1. */
  readonly marked: readonly (readonly [first: number, last: number])[];
  /** What could not be read, as it is written. */
  readonly problems: readonly string[];
}

type Reading = { -readonly [Key in keyof CodeInfo]: CodeInfo[Key] } & {
  marked: (readonly [number, number])[];
  problems: string[];
};

/** `js`, `rust,editable` (mdBook), `js:main.js` (VFM), `ts:line-numbers=2` (VitePress). */
const HEAD = /^([^\s{}:,[\]]*)(?:,[^\s{}:]*)?(?::([^\s{}]*))?/;

/** Braces, a title in brackets, `key=value` in either kind of quotation marks, or a word. */
const WORD = /\{([^{}]*)\}|\[([^[\]]*)\]|([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\[[^\]]*\]|[^\s{}]*))|[^\s{}[\]]+/g;

/** Within braces also `key: value`, `#id`, and commas between. */
const IN_BRACES =
  /#([\p{L}\p{N}][\p{L}\p{N}\p{M}_.:-]*)|([\w-]+)\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|(\[[^\]]*\]|[^\s,]*))|[^\s,]+/gu;

/** Keys of other tools that say one thing, written in small letters without hyphens. */
const TITLES = new Set(['title', 'caption', 'filename', 'lstcap']);
const NUMBERS = new Set(['numbers', 'showlinenumbers', 'linenumbers', 'numberlines', 'linenos', 'linenums']);
const STARTS = new Set(['start', 'startfrom', 'linenostart']);
const MARKED = new Set(['hllines', 'highlight', 'highlightlines']);

/** Lines of a block: no number is longer. */
const RANGE = /^(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?$/;

/**
 * Reads what tools for books and documentation write behind a fence.
 *
 * ```text
 * js title="main.js" showLineNumbers {1,3-5}     Docusaurus
 * js:main.js                                     VFM
 * ts:line-numbers=2 {4}                          VitePress
 * python title="a.py" linenums="1" hl_lines="2"  MkDocs Material
 * {.haskell .numberLines startFrom="10" #lst-a}  Pandoc
 * ```
 *
 * A word that means nothing is for another tool, unless it stands in braces: then it is a problem.
 */
export function readInfo(text: string): CodeInfo {
  const [head = '', language = '', behindColon = ''] = HEAD.exec(text) ?? [];
  const info: Reading = { language, marked: [], problems: [] };
  if (/^(?:no-)?line-numbers\b/.test(behindColon)) readWord(behindColon, info);
  else if (behindColon !== '') info.title = behindColon;
  for (const [word, braces, brackets, key, ...values] of text.slice(head.length).matchAll(WORD)) {
    if (braces !== undefined) readBraces(braces, info);
    else if (brackets !== undefined) info.title ??= brackets.trim();
    else if (key === undefined) readWord(word, info);
    else readPair(key, firstOf(values), info);
  }
  return info;
}

function firstOf(values: readonly (string | undefined)[]): string {
  return values.find((value) => value !== undefined) ?? '';
}

/** `true` when it was understood. */
function readWord(word: string, info: Reading): boolean {
  const [name = '', value = ''] = word.split('=');
  return readPair(name, value, info);
}

function readPair(name: string, value: string, info: Reading): boolean {
  const key = name.toLowerCase().replaceAll(/[-_]/g, '');
  if (TITLES.has(key) && value !== '') info.title = value;
  else if (NUMBERS.has(key) || STARTS.has(key)) {
    if (value === 'false') delete info.firstNumber;
    else if (/^\d{1,6}$/.test(value)) info.firstNumber = Number(value);
    else info.firstNumber ??= 1;
  } else if (MARKED.has(key)) readRanges(value.replaceAll(/[[\]"']/g, ''), info);
  else return key === 'nolinenumbers';
  return true;
}

function readBraces(text: string, info: Reading): void {
  if (/^[\d\s,–-]+$/.test(text)) {
    readRanges(text, info);
    return;
  }
  for (const [word, id, key, ...values] of text.matchAll(IN_BRACES)) {
    const value = firstOf(values);
    if (id !== undefined) info.id ??= id;
    else if (key !== undefined) {
      if (!readPair(key, value, info)) info.problems.push(word);
    } else if (!readWord(word.replace(/^\./, ''), info)) {
      // Pandoc's first class is the language; other classes are for styles of other tools.
      if (info.language === '') info.language = word.replace(/^\./, '');
      else if (!isClass(word)) info.problems.push(word);
    }
  }
}

function readRanges(text: string, info: Reading): void {
  for (const part of text.split(/,|\s(?=\s*\d)/).map((one) => one.trim())) {
    const [, first, last = first] = RANGE.exec(part) ?? [];
    if (first !== undefined && Number(first) > 0 && Number(last) >= Number(first))
      info.marked.push([Number(first), Number(last)]);
    else if (part !== '') info.problems.push(part);
  }
}
