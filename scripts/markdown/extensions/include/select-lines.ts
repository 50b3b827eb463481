import type { LineSelection } from '../../../model/include-order.ts';

/** Lines of a file, and which of it they are. */
interface SelectedLines {
  readonly text: string;
  /** Number of the first, from 1. */
  readonly line: number;
}

/** A comment of mdBook's that begins or ends an anchor: `// ANCHOR: name`. */
const MDBOOK_MARK = /\bANCHOR(_END)?:\s*([\w-]+)/;

/** One of HonKit's, at the beginning and at the end: `//! [name]`, `<!-- [name] -->`. */
function honkitMark(line: string, name: string): boolean {
  const comment = /^\s*(?:\/\/[/!]?|#+|--|%|;+|\/\*+|<!--)\s*\[([\w.-]+)\]/.exec(line);
  return comment?.[1] === name;
}

/**
 * The lines that an order selects, marks of anchors left out (in Markdown left empty, so that lines keep their numbers);
 * undefined when there is no such anchor, or no such line.
 */
export function selectLines(
  text: string,
  { from, to, anchor }: LineSelection,
  isMarkdown: boolean,
): SelectedLines | undefined {
  const lines = text.replace(/(?:\r\n|\n|\r)$/, '').split(/\r\n|\n|\r/);
  const range =
    anchor === undefined ? { first: (from ?? 1) - 1, end: to ?? lines.length } : rangeOf(lines, anchor);
  if (range === undefined || range.first < 0 || range.first >= lines.length) return undefined;
  const { first, end } = range;
  const selected = lines.slice(first, end);
  if (selected.length === 0 && anchor === undefined) return undefined;
  const plain = isMarkdown
    ? selected.map((line) => (MDBOOK_MARK.test(line) ? '' : line))
    : selected.filter((line) => !MDBOOK_MARK.test(line));
  return { text: plain.join('\n'), line: first + 1 };
}

/** Lines between the marks of an anchor; one that does not end goes to the end of the file. */
function rangeOf(lines: readonly string[], anchor: string): { first: number; end: number } | undefined {
  const marked = (line: string, isEnd: boolean): boolean => {
    const mark = MDBOOK_MARK.exec(line);
    if (mark !== null) return mark[2] === anchor && (mark[1] !== undefined) === isEnd;
    return honkitMark(line, anchor);
  };
  const start = lines.findIndex((line) => marked(line, false));
  if (start < 0) return undefined;
  const length = lines.slice(start + 1).findIndex((line) => marked(line, true));
  return { first: start + 1, end: length < 0 ? lines.length : start + 1 + length };
}
