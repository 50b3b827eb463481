import type { BlockContent, DefinitionContent, Paragraph, PhrasingContent, Text } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { DIRECTIVE_ATTRIBUTE, refuseLabel, setElement, visitContainers } from '../../directive.ts';
import type { MarkdownExtension } from '../../extension.ts';
import { paragraphOf, partsOf, type SourceLine } from '../../lines.ts';

/** A name of at most thirteen characters, a letter first, no mark in it but `·` and brackets, and a colon. */
const NAME = /^(\p{L}[\p{L}\p{M}\p{N} ·・（）()]{0,11})([：:])[ \t\u3000]*/u;

/** The colon behind a name in bold, which its author set apart already. */
const COLON = /^([：:])[ \t\u3000]*/;

/** The widest column that is kept free for names, in em, the colon counted; a longer name runs on. */
const WIDEST = 7;

/**
 * A conversation or an interview: each turn begins with a name and a colon and hangs behind it. Turns may follow one
 * another line by line; a paragraph without a name belongs to the speaker before.
 *
 * ```markdown
 * :::dialogue
 * 记者：口岸何时开放？
 * 王越：四月。
 * :::
 * ```
 */
export const dialogue: MarkdownExtension = {
  name: 'dialogue',
  directives: ['dialogue'],
  ruleIds: ['dialogue-name', DIRECTIVE_ATTRIBUTE],
  transform(tree, report) {
    visitContainers(tree, ['dialogue'], (node) => {
      refuseLabel(node, report);
      node.children = node.children.flatMap((child): typeof node.children =>
        child.type === 'paragraph' ? turnsOf(child) : [child],
      );
      const widest = Math.max(0, ...node.children.map(setName));
      const className = ['dialogue', `names-${Math.min(Math.ceil(widest), WIDEST)}`];
      setElement(node, { name: 'div', properties: { className } }, report);
      if (widest === 0) reportNameless(node);
    });

    function reportNameless(node: ContainerDirective): void {
      report(
        'warning',
        'dialogue-name',
        'Unexpected `:::dialogue` without a name, expected paragraphs such as `甲：……`',
        'Begin each turn with the speaker’s name, thirteen characters at most, and a colon.',
        node,
      );
    }
  },
};

/** One paragraph a turn. */
function turnsOf(paragraph: Paragraph): Paragraph[] {
  const turns = partsOf(paragraph.children, (line) => nameOf(line) !== undefined);
  return turns.map((turn) => paragraphOf(paragraph, turn));
}

/** Marks a turn and its name; the width of the name in em, 0 where there is none. */
function setName(paragraph: BlockContent | DefinitionContent): number {
  if (paragraph.type !== 'paragraph') return 0;
  const named = nameOf(paragraph.children);
  if (named === undefined) return 0;
  paragraph.data = { ...paragraph.data, hProperties: { className: ['turn'] } };
  const name = {
    type: 'dialogueName',
    data: { hName: 'span', hProperties: { className: ['turn-name'] } },
    children: named.name,
  };
  paragraph.children = [name as unknown as PhrasingContent, ...named.rest];
  return named.widthEm;
}

interface NamedLine {
  /** The name with its colon. */
  readonly name: PhrasingContent[];
  readonly widthEm: number;
  readonly rest: PhrasingContent[];
}

function nameOf(line: SourceLine): NamedLine | undefined {
  const [first, second, ...others] = line;
  if (first?.type === 'text') {
    const match = NAME.exec(first.value);
    if (match === null) return undefined;
    const name: Text = { type: 'text', value: `${match[1]}${match[2]}` };
    const rest = { ...first, value: first.value.slice(match[0].length) };
    return { name: [name], widthEm: widthOf(name.value), rest: [rest, ...line.slice(1)] };
  }
  if (first?.type !== 'strong' || second?.type !== 'text') return undefined;
  const match = COLON.exec(second.value);
  const [inner] = first.children;
  if (match === null || inner?.type !== 'text' || first.children.length > 1) return undefined;
  const name: Text = { type: 'text', value: `${inner.value}${match[1]}` };
  const rest = { ...second, value: second.value.slice(match[0].length) };
  return { name: [name], widthEm: widthOf(name.value), rest: [rest, ...others] };
}

/** Full-width characters are one em wide, those of ASCII about half. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character < '\u0080' ? 0.5 : 1), 0);
}
