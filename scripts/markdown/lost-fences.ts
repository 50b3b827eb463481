import type { Root } from 'mdast';
import { visit } from '../model/visit.ts';
import type { Report } from './extension.ts';

/** A line of colons alone, in quotations and lists too. */
const FENCE = /^[ \t>]*:{3,}[ \t]*$/;

/**
 * Reports containers without an end, which hold all the rest of the file, and ends without a container, which would be
 * printed (`directive-fence`).
 */
export function reportLostFences(tree: Root, source: string, report: Report): void {
  const lines = source.split(/\r\n|\n|\r/);
  visit(tree, ['containerDirective', 'text'], (node) => {
    const { position } = node;
    if (position === undefined) return;
    const { start, end } = position;
    if (node.type === 'containerDirective') {
      if (end.line > start.line && FENCE.test(lines[end.line - 1] ?? '')) return;
      report(
        'warning',
        'directive-fence',
        'Unexpected end of a container, expected a line with its colons',
        'Write `:::` on a line of its own behind what it holds, with as many colons as it begins with.',
        node,
      );
      return;
    }
    for (let line = start.line; line <= end.line; line += 1) {
      const text = lines[line - 1] ?? '';
      if (!FENCE.test(text)) continue;
      const at = { line, column: text.indexOf(':') + 1, offset: 0 };
      report(
        'warning',
        'directive-fence',
        'Unexpected line of colons in the text, expected the end of a container',
        'Begin a container with as many colons, or write `\\:::` for literal colons.',
        { type: 'text', position: { start: at, end: at } },
      );
    }
  });
}
