import type { Node } from 'mdast';
import { DEEPEST } from '../model/nesting.ts';
import type { Report } from './extension.ts';

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
