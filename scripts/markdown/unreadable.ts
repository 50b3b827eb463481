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
  readonly kind: 'deep' | 'endless';
  readonly place: Place;

  /** @param kind marks too deep in each other, or thousands that begin what nothing ends */
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
  if (error instanceof UnreadableText && error.kind === 'endless') {
    const message = 'Unexpected thousands of marks in one paragraph that begin what nothing ends';
    report(
      'error',
      'marks-endless',
      message,
      'Divide it, or write `\\` before them; the file is not read further.',
      node,
    );
  } else reportTooDeep('marks', node, report);
}

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
