import type { BlockContent, DefinitionContent, Paragraph } from 'mdast';
import { DIRECTIVE_ATTRIBUTE, refuseLabel, setElement, visitContainers } from '../../directive.ts';
import type { MarkdownExtension } from '../../extension.ts';
import { paragraphOf, sourceLines } from '../../lines.ts';

/**
 * Two to four figures in a row, kept together. A blank line between them is not needed.
 *
 * ```markdown
 * :::side-by-side
 * ![昔日口岸](images/then.jpg)
 * ![今日口岸](images/now.jpg)
 * :::
 * ```
 */
export const sideBySide: MarkdownExtension = {
  name: 'side-by-side',
  directives: ['side-by-side'],
  ruleIds: ['side-by-side-figures', DIRECTIVE_ATTRIBUTE],
  transform(tree, report) {
    visitContainers(tree, ['side-by-side'], (node) => {
      refuseLabel(node, report);
      setElement(node, { name: 'div', properties: { className: ['side-by-side', 'keep'] } }, report);
      node.children = node.children.flatMap((child): typeof node.children =>
        child.type === 'paragraph' ? splitLines(child) : [child],
      );
      const foreign = node.children.find((child) => !isPicture(child));
      if (foreign === undefined && node.children.length >= 2 && node.children.length <= 4) return;
      report(
        'error',
        'side-by-side-figures',
        foreign === undefined
          ? `Unexpected ${node.children.length} figures in \`:::side-by-side\`, expected two to four`
          : `Unexpected \`${foreign.type}\` in \`:::side-by-side\`, expected two to four figures`,
        'Write each picture as `![alt](path "caption")` on a line of its own, and nothing else.',
        foreign ?? node,
      );
    });
  },
};

/** One paragraph a picture; any other paragraph stays as it is. */
function splitLines(paragraph: Paragraph): Paragraph[] {
  const lines = sourceLines(paragraph.children);
  if (lines.some(([first]) => first?.type !== 'image')) return [paragraph];
  return lines.map((line) => paragraphOf(paragraph, line));
}

/** A picture, and what may stand in braces behind it, on one line. */
function isPicture(child: BlockContent | DefinitionContent): boolean {
  if (child.type !== 'paragraph' || sourceLines(child.children).length > 1) return false;
  return child.children[0]?.type === 'image';
}
