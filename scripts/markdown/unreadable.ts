import type { Node } from 'mdast';
import { DEEPEST } from '../model/nesting.ts';
import type { Report } from './extension.ts';

/** Where something begins in a text, from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** Ends the reading of a text whose marks no book has, and whose reading would take too long. */
export class UnreadableText extends Error {
  readonly kind: 'deep' | 'endless' | 'lazy';
  readonly place: Place;

  /**
   * @param kind marks too deep in each other; thousands that begin what nothing ends; thousands of lines of a quotation or
   * an item without its mark
   */
  constructor(kind: UnreadableText['kind'], { line, column }: Place) {
    super(`Unreadable marks: ${kind}`);
    this.name = 'UnreadableText';
    this.kind = kind;
    this.place = { line, column };
  }
}

/** Tells why a text is not read: its own reason, or a walk of its tree that ended the stack. */
export function reportUnreadable(error: UnreadableText | RangeError, report: Report): void {
  const start = error instanceof UnreadableText ? error.place : { line: 1, column: 1 };
  const node: Node = { type: 'root', position: { start, end: start } };
  const kind = error instanceof UnreadableText ? error.kind : 'deep';
  if (kind === 'deep') {
    reportTooDeep('marks', node, report);
    return;
  }
  const [message, mend] = ENDLESS[kind];
  report('error', 'marks-endless', message, `${mend}; the file is not read further.`, node);
}

/** What is told, and how to mend it. */
const ENDLESS = {
  endless: [
    'Unexpected thousands of marks in one paragraph that begin what nothing ends',
    'Divide it, or write `\\` before them',
  ],
  lazy: [
    'Unexpected thousands of lines of one paragraph in a quotation or a list that lack its mark',
    'Begin them with `>` or indent them, or put an empty line before them',
  ],
} as const;

/** Tells that something stands deeper in each other than books have it, and that its file is not read (`nesting-deep`). */
export function reportTooDeep(what: string, node: Node, report: Report): void {
  const message = `Unexpected ${what} more than ${DEEPEST} deep in each other`;
  report(
    'error',
    'nesting-deep',
    message,
    'Let fewer stand in each other; the file is not read further.',
    node,
  );
}
