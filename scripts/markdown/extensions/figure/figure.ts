import type { Image, Paragraph, PhrasingContent, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { MarkdownExtension, Report } from '../../extension.ts';
import { type FigureAttributes, parseAttributes } from './attributes.ts';

/**
 * A picture alone in its paragraph is a figure. Its title is the caption and its alt text stays the alt text;
 * without a title the alt text is the caption. Braces behind it order its size: `width` in characters of the
 * measure, `lines` in lines of the grid; `#gate` names it for references.
 *
 * ```markdown
 * ![口岸国门正面](images/gate.jpg "巍峨壮观的阿尔山口岸国门。"){#gate width=28 lines=11}
 * ```
 *
 * NG, stays inline: `见图![图标](a.png)。`
 */
export const figure: MarkdownExtension = {
  name: 'figure',
  directives: [],
  ruleIds: ['figure-attribute', 'figure-caption'],
  transform(tree, report) {
    visit(tree, 'paragraph', (paragraph, index, parent) => {
      if (parent === undefined || index === undefined) return undefined;
      const image = loneImage(paragraph);
      if (image === undefined) return undefined;
      const attributes = parseAttributes(image.attributes);
      for (const problem of attributes.problems) {
        report('error', 'figure-attribute', problem, 'Write for example `{width=28 lines=11}`.', paragraph);
      }
      if (!image.node.title && !image.node.alt) reportCaption(paragraph, report);
      (parent as Root).children[index] = toFigure(paragraph, image.node, attributes) as Paragraph;
      return [SKIP, index + 1];
    });
  },
};

/** The image and the text in braces behind it, when the paragraph holds nothing else. */
function loneImage(paragraph: Paragraph): { node: Image; attributes: string } | undefined {
  const [first, second, ...rest] = paragraph.children;
  if (first?.type !== 'image' || rest.length > 0) return undefined;
  if (second === undefined) return { node: first, attributes: '' };
  if (second.type !== 'text') return undefined;
  const braces = /^\{([^{}\n]*)\}\s*$/.exec(second.value);
  return braces === null ? undefined : { node: first, attributes: braces[1] ?? '' };
}

function reportCaption(paragraph: Paragraph, report: Report): void {
  report(
    'warning',
    'figure-caption',
    'Unexpected figure without caption or alt text',
    'Write `![alt text](path "caption")`.',
    paragraph,
  );
}

/** A node no other tool knows, carried to HTML by `data.hName`; typed as the paragraph whose place it takes. */
function toFigure(paragraph: Paragraph, image: Image, attributes: FigureAttributes): unknown {
  const caption = image.title || image.alt || '';
  const alt = image.title ? (image.alt ?? '') : '';
  const picture: Image = { ...image, title: null, alt };
  const text: PhrasingContent[] = [{ type: 'text', value: caption }];
  const figcaption = { type: 'figcaption', data: { hName: 'figcaption' }, children: text };
  return {
    type: 'figure',
    position: paragraph.position,
    data: {
      hName: 'figure',
      hProperties: {
        ...(attributes.id === undefined ? {} : { id: attributes.id }),
        ...(attributes.width === undefined ? {} : { dataWidth: String(attributes.width) }),
        ...(attributes.lines === undefined ? {} : { dataLines: String(attributes.lines) }),
      },
    },
    children: caption === '' ? [picture] : [picture, figcaption],
  };
}
