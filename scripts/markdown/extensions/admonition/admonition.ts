import type { Blockquote, Paragraph, Root, Text } from 'mdast';
import { visit } from '../../../model/visit.ts';
import { DIRECTIVE_ATTRIBUTE, setElement, takeLabel, visitContainers } from '../../directive.ts';
import type { MarkdownExtension, Report } from '../../extension.ts';

/** The kinds, the same as GitHub's alerts. */
const KINDS = ['note', 'tip', 'important', 'warning', 'caution'];

/** First line of a quotation that is an alert on GitHub, or a callout with a title of its own. */
const ALERT = /^\[!(\w+)\][ \t\u3000]*([^\n]*)(?:\n|$)/;

/**
 * A note beside the text, a tip, a warning: set apart under a title, which is the label, or else the word for its kind
 * in the book's language. The quotation form is what GitHub shows as an alert.
 *
 * ```markdown
 * :::warning[出境须知]
 * ……
 * :::
 *
 * > [!NOTE]
 * > ……
 * ```
 */
export const admonition: MarkdownExtension = {
  name: 'admonition',
  directives: KINDS,
  ruleIds: ['admonition-kind', DIRECTIVE_ATTRIBUTE],
  transform(tree, report) {
    visitContainers(tree, KINDS, (node) => {
      const title = titleOf(node.name, takeLabel(node));
      setElement(node, { name: 'div', properties: { className: classesOf(node.name) } }, report);
      node.children.unshift(title);
    });
    setAlerts(tree, report);
  },
};

function setAlerts(tree: Root, report: Report): void {
  visit(tree, 'blockquote', (quote) => {
    const [first] = quote.children;
    const text = first?.type === 'paragraph' ? first.children[0] : undefined;
    if (first?.type !== 'paragraph' || text?.type !== 'text') return;
    const match = ALERT.exec(text.value);
    const kind = match?.[1]?.toLowerCase();
    if (match === null || kind === undefined) return;
    if (KINDS.includes(kind)) setAlert(quote, kind, first, text, match);
    else
      report(
        'warning',
        'admonition-kind',
        `Unexpected \`[!${match[1]}]\`, expected one of ${KINDS.map((name) => `\`[!${name.toUpperCase()}]\``).join(', ')}`,
        'Correct it: as it stands it is printed with its brackets.',
        quote,
      );
  });
}

/** @param match the alert's mark at the start of `text`, the first of `paragraph`, the first of `quote` */
function setAlert(
  quote: Blockquote,
  kind: string,
  paragraph: Paragraph,
  text: Text,
  match: RegExpExecArray,
): void {
  quote.data = { ...quote.data, hName: 'div', hProperties: { className: classesOf(kind) } };
  text.value = text.value.slice(match[0].length);
  if (text.value === '') paragraph.children.shift();
  if (paragraph.children.length === 0) quote.children.shift();
  const words: Text = { type: 'text', value: match[2] ?? '' };
  quote.children.unshift(titleOf(kind, words.value === '' ? undefined : { ...paragraph, children: [words] }));
}

function classesOf(kind: string): string[] {
  return ['admonition', `admonition-${kind}`];
}

/** The title; without a label it is empty and names its kind, for the language is not known here. */
function titleOf(kind: string, label: Paragraph | undefined): Paragraph {
  const className = ['admonition-title', 'keep-next'];
  if (label === undefined)
    return { type: 'paragraph', data: { hProperties: { className, dataAdmonition: kind } }, children: [] };
  return { ...label, data: { hProperties: { className } } };
}
