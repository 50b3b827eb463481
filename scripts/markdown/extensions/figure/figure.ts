import type { FootnoteReference, Image, Paragraph, Root } from 'mdast';
import { SKIP, visit } from '../../../model/visit.ts';
import type { MarkdownExtension } from '../../extension.ts';
import { type FigureAttributes, parseAttributes } from './attributes.ts';
import { captionOf, readCaptions } from './caption.ts';

/**
 * A picture alone in its paragraph is a figure. Its title is the caption, with inline Markdown, and its alt text stays
 * the alt text; without a title the alt text is the caption. Braces behind it name it (`#id`), order its size (`width` in characters
 * of the measure, `lines` in lines of the grid) and its place on the pages, and give its maker's credit (H05).
 *
 * ```markdown
 * ![口岸国门正面](images/gate.jpg "巍峨壮观的阿尔山口岸国门。"){#fig-gate width=28 lines=11 credit="记者 王越 摄"}
 * ![口岸全景](images/all.jpg){place=top span=all}
 * ```
 *
 * A note of the caption is called behind the picture, where other tools show the call too, or within the title:
 *
 * ```markdown
 * ![国门](images/gate.jpg "阿尔山口岸国门。")[^1]
 * ```
 *
 * NG, stays inline: `见图![图标](a.png)。`
 */
export const figure: MarkdownExtension = {
  name: 'figure',
  directives: [],
  ruleIds: ['figure-attribute'],
  expand: (tree, { parse }) => readCaptions(tree, parse),
  transform(tree, report) {
    const notes = namesOfNotes(tree);
    visit(tree, 'paragraph', (paragraph, index, parent) => {
      if (parent === undefined || index === undefined) return undefined;
      const image = loneImage(paragraph);
      if (image === undefined) return undefined;
      const attributes = parseAttributes(image.attributes);
      for (const problem of attributes.problems) {
        report('error', 'figure-attribute', problem, 'Write for example `{width=28 lines=11}`.', paragraph);
      }
      for (const name of attributes.classes ?? []) {
        report(
          'warning',
          'figure-attribute',
          `Unused class \`${name}\` of a figure`,
          'How figures look is for the theme to say; size and place are ordered by `width`, `lines` and `place`.',
          paragraph,
        );
      }
      (parent as Root).children[index] = toFigure(paragraph, image, attributes, notes) as Paragraph;
      return [SKIP, index + 1];
    });
  },
};

/** A picture and what stands behind it. */
interface LoneImage {
  readonly node: Image;
  /** Calls of notes. */
  readonly calls: readonly FootnoteReference[];
  /** The text in braces; empty for none. */
  readonly attributes: string;
}

/** The image, calls of notes and the text in braces behind it, when the paragraph holds nothing else. */
function loneImage(paragraph: Paragraph): LoneImage | undefined {
  const [first, ...behind] = paragraph.children;
  if (first?.type !== 'image') return undefined;
  const calls = behind.filter((node) => node.type === 'footnoteReference');
  const [text, ...rest] = behind.filter((node) => node.type !== 'footnoteReference');
  if (text === undefined) return { node: first, calls, attributes: '' };
  if (text.type !== 'text' || rest.length > 0) return undefined;
  const braces = /^\s*(?:\{([^{}\n]*)\})?\s*$/.exec(text.value);
  return braces === null ? undefined : { node: first, calls, attributes: braces[1] ?? '' };
}

/** Names of the notes of a file, in the form in which they are compared. */
function namesOfNotes(tree: Root): ReadonlySet<string> {
  const names = new Set<string>();
  visit(tree, 'footnoteDefinition', ({ identifier }) => {
    names.add(identifier);
  });
  return names;
}

/** A node no other tool knows, carried to HTML by `data.hName`; typed as the paragraph whose place it takes. */
function toFigure(
  paragraph: Paragraph,
  { node: image, calls }: LoneImage,
  attributes: FigureAttributes,
  notes: ReadonlySet<string>,
): unknown {
  const alt = image.title ? (image.alt ?? '') : '';
  const picture: Image = { ...image, title: null, alt };
  const { id, width, lines, place, span, credit } = attributes;
  const properties = {
    id,
    dataWidth: width?.toString(),
    dataLines: lines?.toString(),
    // A page to itself, up to what is cut off.
    dataPlace: place === 'bleed' ? 'page' : place,
    dataBleed: place === 'bleed' ? 'true' : undefined,
    dataSpan: span,
  };
  const text: unknown[] = [...captionOf(image, notes), ...calls];
  if (credit !== undefined && text.length > 0) text.push({ type: 'text', value: '\u3000' });
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
