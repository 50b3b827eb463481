import type { Literal, Parents, Root } from 'mdast';
import { SKIP, visit } from '../../../model/visit.ts';
import type { MarkdownExtension } from '../../extension.ts';
import { citationFromMarkdown, citationSyntax } from './syntax.ts';

/** What was written, until it is told in HTML. */
interface CitationNode extends Literal {
  type: 'citation';
}

/**
 * Citations as Pandoc writes them: `[见 @wang2020, 页 12-15; @li2019]`, `[-@wang2020]`, `@wang2020` in the text. Each is left as
 * `span[data-cite]` with what was written; which keys there are is known when the book is joined. On only in a book that
 * names a bibliography.
 *
 * NG, stays as written: `a@example.org`, `\@wang2020`, `[@name](https://example.org)`.
 */
export const citation: MarkdownExtension = {
  name: 'citation',
  directives: [],
  ruleIds: [],
  micromark: [citationSyntax],
  fromMarkdown: [citationFromMarkdown],
  transform(tree) {
    visit(tree, (node) => {
      // A picture's title is plain text to Markdown; what is cited in it is cited all the same.
      if ((node.type as string) === 'figcaption') setInCaption(node as unknown as Parents);
    });
    // `[@name](…)` is a link to somebody.
    visit(tree, ['link', 'linkReference'], (link) => {
      visit(link as never, 'citation', (node: CitationNode) => {
        if (node.value.startsWith('@')) node.type = 'text' as never;
      });
    });
    visit(tree as never, 'citation', (node: CitationNode) => {
      node.data = {
        ...node.data,
        hName: 'span',
        hProperties: { dataCite: node.value },
        hChildren: [{ type: 'text', value: node.value }],
      } as never;
    });
  },
};

/** With a group around all of it, every second piece of a split text is a citation. */
const IN_TEXT =
  /(\[[^[\]@]*@[^[\]]+\](?![({])|(?<![A-Za-z0-9_.@/+\\-])@[\p{L}\p{N}_][\p{L}\p{N}\p{M}_:.+/-]*(?: ?\[[^[\]^@][^[\]@]*\])?)/u;

function setInCaption(caption: Parents): void {
  visit(caption as Root, 'text', (text, index, parent) => {
    if (parent === undefined || index === undefined) return undefined;
    const pieces = text.value.split(IN_TEXT).map((value, nth) => ({
      type: nth % 2 === 0 ? 'text' : 'citation',
      value,
    }));
    const children = pieces.filter(({ value }) => value !== '');
    (parent.children as unknown[]).splice(index, 1, ...children);
    return [SKIP, index + children.length];
  });
}
