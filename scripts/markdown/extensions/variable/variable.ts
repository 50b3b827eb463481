import type { Literal, Parents, Root } from 'mdast';
import { SKIP, visit } from '../../../model/visit.ts';
import type { MarkdownExtension } from '../../extension.ts';
import { variableFromMarkdown, variableSyntax } from './syntax.ts';

/** What was written, until it is told in HTML. */
interface VariableNode extends Literal {
  type: 'variable';
}

/**
 * Texts that book.yaml gives names to: `{{name}}`. Each is left as `span[data-variable]`, since editions may give it another
 * value. On only in a book that has variables.
 *
 * NG, stays as written: `\{{name}}`, code, `{{#include a.md}}`.
 */
export const variable: MarkdownExtension = {
  name: 'variable',
  directives: [],
  ruleIds: [],
  micromark: [variableSyntax],
  fromMarkdown: [variableFromMarkdown],
  transform(tree) {
    visit(tree, (node) => {
      // A picture's title is plain text to Markdown.
      if ((node.type as string) === 'figcaption') setInCaption(node as unknown as Parents);
    });
    visit(tree as never, 'variable', (node: VariableNode) => {
      const name = node.value.slice(2, -2).trim();
      node.data = {
        ...node.data,
        hName: 'span',
        hProperties: { dataVariable: name },
        hChildren: [{ type: 'text', value: node.value }],
      } as never;
    });
  },
};

/** With a group around all of it, every second piece of a split text is a variable. */
const IN_TEXT = /(\{\{ {0,9}[\p{L}\p{N}\p{M}_-]+ {0,9}\}\})/u;

function setInCaption(caption: Parents): void {
  visit(caption as Root, 'text', (text, index, parent) => {
    if (parent === undefined || index === undefined) return undefined;
    const pieces = text.value.split(IN_TEXT).map((value, nth) => ({
      type: nth % 2 === 0 ? 'text' : 'variable',
      value,
    }));
    const children = pieces.filter(({ value }) => value !== '');
    (parent.children as unknown[]).splice(index, 1, ...children);
    return [SKIP, index + children.length];
  });
}
