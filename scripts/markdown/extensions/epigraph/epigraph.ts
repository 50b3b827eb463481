import type { BlockContent, DefinitionContent, Paragraph } from 'mdast';
import { DIRECTIVE_ATTRIBUTE, refuseLabel, setElement, visitContainers } from '../../directive.ts';
import type { MarkdownExtension } from '../../extension.ts';
import { paragraphOf, type SourceLine, splitBefore } from '../../lines.ts';

/**
 * A quotation before a chapter or a section (题记). A line of its last paragraph that begins with a dash names its
 * source.
 *
 * ```markdown
 * :::epigraph
 * 行百里者半九十。
 * ——《战国策》
 * :::
 * ```
 */
export const epigraph: MarkdownExtension = {
  name: 'epigraph',
  directives: ['epigraph'],
  ruleIds: [DIRECTIVE_ATTRIBUTE],
  transform(tree, report) {
    visitContainers(tree, ['epigraph'], (node) => {
      refuseLabel(node, report);
      setElement(node, { name: 'blockquote', properties: { className: ['epigraph'] } }, report);
      setSource(node.children);
    });
  },
};

/** Makes the source a paragraph of its own, and keeps the quotation's end with it. */
function setSource(children: (BlockContent | DefinitionContent)[]): void {
  const last = children.at(-1);
  if (last?.type !== 'paragraph') return;
  if (!beginsWithDash(last.children)) {
    const [quotation, source] = splitBefore(last.children, beginsWithDash);
    if (source.length === 0) return;
    children.splice(-1, 1, paragraphOf(last, quotation), paragraphOf(last, source));
  }
  (children.at(-1) as Paragraph).data = { hProperties: { className: ['epigraph-source'] } };
  const quotation = children.at(-2);
  if (quotation?.type === 'paragraph') quotation.data = { hProperties: { className: ['keep-next'] } };
}

function beginsWithDash([first]: SourceLine): boolean {
  return first?.type === 'text' && /^(?:—|―|--)/.test(first.value);
}
