import type { Paragraph, PhrasingContent } from 'mdast';
import { DIRECTIVE_ATTRIBUTE, setElement, takeLabel, visitContainers } from '../../directive.ts';
import type { MarkdownExtension } from '../../extension.ts';
import { type SourceLine, sourceLines } from '../../lines.ts';

/** A stanza of so many lines is not divided over pages. */
const KEPT_LINES = 4;

/**
 * Verse: every line of the source is a line, a blank line parts stanzas, a label is the title. A line that is too
 * long is turned over with an indent.
 *
 * ```markdown
 * :::verse[静夜思]
 * 床前明月光，
 * 疑是地上霜。
 * :::
 * ```
 */
export const verse: MarkdownExtension = {
  name: 'verse',
  directives: ['verse'],
  ruleIds: [DIRECTIVE_ATTRIBUTE],
  transform(tree, report) {
    visitContainers(tree, ['verse'], (node) => {
      const title = takeLabel(node);
      setElement(node, { name: 'div', properties: { className: ['verse'] } }, report);
      for (const child of node.children) if (child.type === 'paragraph') setStanza(child);
      if (title === undefined) return;
      title.data = { hProperties: { className: ['verse-title', 'keep-next'] } };
      node.children.unshift(title);
    });
  },
};

function setStanza(paragraph: Paragraph): void {
  const lines = sourceLines(paragraph.children);
  const className = lines.length > KEPT_LINES ? ['stanza'] : ['stanza', 'keep'];
  paragraph.data = { ...paragraph.data, hProperties: { className } };
  paragraph.children = lines.map((line, index) => setLine(line, index === lines.length - 1));
}

/** A line with the hard break that ends it, for whatever does not know this class; typed as text it stands among. */
function setLine(children: SourceLine, isLast: boolean): PhrasingContent {
  const line = {
    type: 'verseLine',
    data: { hName: 'span', hProperties: { className: ['verse-line'] } },
    children: isLast ? children : [...children, { type: 'break' }],
  };
  return line as unknown as PhrasingContent;
}
