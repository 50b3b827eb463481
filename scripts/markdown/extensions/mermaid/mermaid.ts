import type { Code, Root, RootContent } from 'mdast';
import { SKIP, visit } from '../../../model/visit.ts';
import type { MarkdownExtension, Report } from '../../extension.ts';
import { type FigureAttributes, parseAttributes } from '../figure/attributes.ts';

/** `title="…"` and `alt="…"`, anywhere behind the fence. */
const WORDS = /\b(title|alt)=(?:"([^"]*)"|'([^']*)'|([^\s{}"']+))/g;

/** Mermaid's own lines for those who do not see the picture. */
const ACCESSIBLE = /^[ \t]*acc(?:Descr|Title)[ \t]*:[ \t]*(\S.*)$/m;

/**
 * Diagrams of Mermaid: figures that are drawn while the book is built. Until then, and where they cannot be drawn, a figure
 * holds their text as code.
 *
 * ````markdown
 * ```mermaid title="过关的手续" {#fig-flow width=20}
 * flowchart LR
 *   A[申报] --> B[查验]
 * ```
 * ````
 *
 * NG, stays code: ` ```mermaid-example `, an empty fence.
 */
export const mermaid: MarkdownExtension = {
  name: 'mermaid',
  directives: [],
  ruleIds: ['figure-attribute'],
  transform(tree: Root, report) {
    visit(tree, 'code', (node, index, parent) => {
      if (parent === undefined || index === undefined) return undefined;
      const info = [node.lang, node.meta].filter(Boolean).join(' ');
      if (!/^mermaid(?![\w-])/.test(info) || node.value.trim() === '') return undefined;
      (parent as Root).children[index] = figureOf(node, info, report);
      return [SKIP, index + 1];
    });
  },
};

function figureOf(node: Code, info: string, report: Report): RootContent {
  const words = new Map(
    [...info.matchAll(WORDS)].map(([, key, ...values]) => [key, values.find(Boolean) ?? '']),
  );
  const braces = [...info.replace(WORDS, '').matchAll(/\{([^{}]*)\}/g)].map(([, text]) => text).join(' ');
  const attributes = parseAttributes(braces);
  for (const problem of attributes.problems) {
    report('error', 'figure-attribute', problem, 'Write for example `{#fig-flow width=28}`.', node);
  }
  // No language: what cannot be drawn is plain code, and `code` has nothing more to read.
  node.lang = null;
  node.meta = null;
  const caption = captionOf(words.get('title') ?? '', attributes.credit);
  return {
    type: 'figure',
    position: node.position,
    data: {
      hName: 'figure',
      hProperties: propertiesOf(attributes, words.get('alt') || (ACCESSIBLE.exec(node.value)?.[1] ?? '')),
    },
    children: caption.length === 0 ? [node] : [node, captionNode(caption)],
  } as never;
}

function propertiesOf(attributes: FigureAttributes, alt: string): Record<string, unknown> {
  const { id, width, lines, place, span } = attributes;
  const properties = {
    className: ['diagram'],
    id,
    dataWidth: width?.toString(),
    dataLines: lines?.toString(),
    dataPlace: place,
    dataSpan: span,
    ariaLabel: alt === '' ? undefined : alt.trim(),
  };
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

function captionOf(title: string, credit: string | undefined): unknown[] {
  const text: unknown[] = title === '' ? [] : [{ type: 'text', value: title }];
  if (credit === undefined) return text;
  const data = { hName: 'span', hProperties: { className: ['credit'] } };
  if (text.length > 0) text.push({ type: 'text', value: '\u3000' });
  return [...text, { type: 'credit', data, children: [{ type: 'text', value: credit }] }];
}

function captionNode(children: unknown[]): unknown {
  return { type: 'figcaption', data: { hName: 'figcaption' }, children };
}
