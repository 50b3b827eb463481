import { posix } from 'node:path';

/** Which lines of a file are ordered; all of them when nothing is said. */
export interface LineSelection {
  /** First line, from 1. */
  readonly from?: number;
  /** Last line. */
  readonly to?: number;
  /** Name between two comments of the file that mark its lines. */
  readonly anchor?: string;
}

/** An order to put a file, or some of its lines, in its place. */
export interface IncludeOrder extends LineSelection {
  /** Path as written, relative to the file that has the order. */
  readonly target: string;
  /** Set where the file is code whatever it holds: its language as the author or the file's ending names it. */
  readonly language?: string;
}

/** A file that is ordered somewhere, as it was found. */
export type IncludedFile =
  | { readonly kind: 'text'; readonly text: string }
  | {
      /** `refused` is no text (which was told), or is far too long. */
      readonly kind: 'missing' | 'outside' | 'not-a-file' | 'refused';
    };

/** An order of mdBook: `{{#include a.rs:2:10}}`, `{{#playground a.rs}}`; a backslash before it makes it text. */
const MDBOOK = /(?<!\\)\{\{[ \t]*#(include|rustdoc_include|playground|playpen)[ \t]([^{}\n]+)\}\}/g;

/** One of HonKit's, a paragraph of its own: `[import:2-10](a.js)`, `[import:"name", lang:"ts"](a.js)`. */
const HONKIT = /^[ \t>]*\[import(?::([^\],\n]*))?(?:,([^\]\n]*))?\]\(([^()\s]+)\)[ \t]*$/gm;

/** An order within a text. */
interface PlacedOrder {
  readonly order: IncludeOrder;
  /** Offset of its first character, and of the one behind it. */
  readonly start: number;
  readonly end: number;
}

function lineNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function selection(from: string | undefined, to: string | undefined): LineSelection {
  const [first, last] = [lineNumber(from), lineNumber(to)];
  return { ...(first !== undefined && { from: first }), ...(last !== undefined && { to: last }) };
}

function mdbookOrder(command: string, argument: string): IncludeOrder {
  // Behind the path a playground has words for its page: `a.rs editable`.
  const isPlayground = command.startsWith('play');
  const words = isPlayground ? (argument.split(/\s+/)[0] ?? '') : argument;
  const [target = '', first, last] = words.split(':');
  const language = isPlayground ? { language: 'rust' } : {};
  if (first === undefined) return { target, ...language };
  if (first !== '' && lineNumber(first) === undefined) return { target, anchor: first, ...language };
  // One number is one line.
  return { target, ...selection(first, last ?? first), ...language };
}

function honkitOrder(lines: string | undefined, options: string | undefined, target: string): IncludeOrder {
  const range = /^(\d*)-(\d*)$/.exec(lines ?? '');
  const name = /^["']?([\w.-]+)["']?$/.exec(lines ?? '')?.[1];
  const language = /lang\s*:\s*["']?([\w+#-]+)/.exec(options ?? '')?.[1] ?? posix.extname(target).slice(1);
  if (range !== null) return { target, ...selection(range[1], range[2]), language };
  if (lineNumber(name) !== undefined) return { target, ...selection(name, name), language };
  return { target, ...(name !== undefined && { anchor: name }), language };
}

/** Orders of mdBook in a text, in their order. */
export function includeOrders(text: string): readonly PlacedOrder[] {
  return Array.from(text.matchAll(MDBOOK), ({ 0: whole, 1: command = '', 2: argument = '', index }) => ({
    order: mdbookOrder(command, argument.trim()),
    start: index,
    end: index + whole.length,
  }));
}

/** Orders of HonKit in a text, each alone in its line. */
export function importOrders(text: string): readonly PlacedOrder[] {
  return Array.from(text.matchAll(HONKIT), ({ 0: whole, 1: lines, 2: options, 3: target = '', index }) => ({
    order: honkitOrder(lines?.trim(), options, target),
    start: index,
    end: index + whole.length,
  }));
}

/** Under what an ordered file is kept: its path from the manuscript's folder, or what was written where that is none. */
export function includeKey(from: string, target: string): string {
  return /^[/\\]|:/.test(target) ? target : posix.normalize(posix.join(posix.dirname(from), target));
}
