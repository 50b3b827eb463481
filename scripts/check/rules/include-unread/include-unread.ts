import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Rule } from '../../rule.ts';

/** A line that orders mdBook to put a file in its place; `\{{#include …}}` is that text itself. */
const INCLUDE = /^[ \t>]*(\{\{#(?:include|rustdoc_include|playground|playpen)\s[^}\n]*\}\})/gm;

/**
 * An order of mdBook to include a file, which is printed as it stands: the code that readers look for is missing.
 *
 * Reported: `{{#include ../listings/main.rs}}`, in code as well. Not reported: `\{{#include …}}`, `` `{{#include x}}` ``.
 */
export const includeUnread: Rule = {
  id: 'include-unread',
  check(book) {
    const diagnostics: Diagnostic[] = [];
    for (const { source, markdown = '' } of book.chapters) {
      if (source === undefined) continue;
      for (const match of markdown.matchAll(INCLUDE)) {
        const order = match[1] ?? '';
        const offset = match.index + match[0].length - order.length;
        const before = markdown.slice(0, offset).split(/\r\n|\n|\r/);
        diagnostics.push({
          severity: 'warning',
          ruleId: 'include-unread',
          message: `Unexpected \`${order}\`, expected the text itself: files are not included`,
          help: 'Put the text of that file in its place.',
          place: { file: source, line: before.length, column: (before.at(-1) ?? '').length + 1 },
        });
      }
    }
    return diagnostics;
  },
};
