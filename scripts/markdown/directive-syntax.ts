import { directiveFromMarkdown } from 'mdast-util-directive';
import { directive } from 'micromark-extension-directive';
import type { Processor } from 'unified';

/**
 * Container directives (`:::name`) alone. The text and leaf forms are left out on purpose: a book is full of
 * colons before words (`比分3:a`, `Note:x`), and none of them may vanish.
 */
export function remarkContainers(this: Processor): undefined {
  const data = this.data() as { micromarkExtensions?: unknown[]; fromMarkdownExtensions?: unknown[] };
  const constructs = directive().flow?.[58];
  const container = Array.isArray(constructs) ? constructs.slice(0, 1) : [];
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({ flow: { 58: container } });
  data.fromMarkdownExtensions ??= [];
  data.fromMarkdownExtensions.push(directiveFromMarkdown());
  return undefined;
}
