import type { Image, Paragraph, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { MarkdownExtension, Report } from '../../extension.ts';
import { type FigureAttributes, parseAttributes } from './attributes.ts';

/**
 * A picture alone in its paragraph is a figure. Its title is the caption and its alt text stays the alt text;
 * without a title the alt text is the caption. Braces behind it name it (`#id`), order its size (`width` in characters
 * of the measure, `lines` in lines of the grid) and its place on the pages, and give its maker's credit (H05).
 *
 * ```markdown
 * ![口岸国门正面](images/gate.jpg "巍峨壮观的阿尔山口岸国门。"){#fig-gate width=28 lines=11 credit="记者 王越 摄"}
 * ![口岸全景](images/all.jpg){place=top span=all}
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
  const { id, width, lines, place, span, credit } = attributes;
  const properties = {
    id,
    dataWidth: width?.toString(),
    dataLines: lines?.toString(),
    dataPlace: place,
    dataSpan: span,
  };
  const gap = caption !== '' && credit !== undefined ? '\u3000' : '';
  const text: unknown[] = caption === '' ? [] : [{ type: 'text', value: caption + gap }];
  if (credit !== undefined) text.push(creditOf(credit));
  const figcaption = { type: 'figcaption', data: { hName: 'figcaption' }, children: text };
  return {
    type: 'figure',
    position: paragraph.position,
    data: {
      hName: 'figure',
      hProperties: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)),
    },
    children: text.length === 0 ? [picture] : [picture, figcaption],
  };
}

/** Who made the picture (H05). */
function creditOf(credit: string): unknown {
  const data = { hName: 'span', hProperties: { className: ['credit'] } };
  return { type: 'credit', data, children: [{ type: 'text', value: credit }] };
}
