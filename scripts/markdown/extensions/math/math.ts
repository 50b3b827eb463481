import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { h } from 'hastscript';
import type { Literal, Node, Parents, Root } from 'mdast';
import { mathFromMarkdown } from 'mdast-util-math';
import temml from 'temml';
import { visit } from '../../../model/visit.ts';
import { readAttributeList } from '../../attribute-list.ts';
import type { MarkdownExtension, Report } from '../../extension.ts';
import { mathSyntax } from './syntax.ts';

/** A formula before it is MathML. */
interface Formula extends Literal {
  readonly type: 'math' | 'inlineMath';
  /** What stands behind the opening dollars of a display. */
  readonly meta?: string | null;
}

/** Beyond these a macro of a stranger's would take a machine's time, or a page's room: sizes in em. */
const LIMITS = { maxExpand: 1000, maxSize: [50, 50] as [number, number], trust: false };

/**
 * Formulas in TeX: `$E=mc^2$` in a text, `$$` on lines of their own for a display. They become MathML while the book is
 * built, so that nothing has to run where it is read. `$$ {#eq-mass}` gives a display an id, and with it a number.
 */
export const math: MarkdownExtension = {
  name: 'math',
  directives: [],
  ruleIds: ['math-invalid'],
  micromark: [mathSyntax()],
  fromMarkdown: [mathFromMarkdown()],
  transform(tree: Root, report) {
    visit(tree, (node, _index, parent) => {
      if (node.type !== 'math' && node.type !== 'inlineMath') return;
      setFormula(node as Formula, isDisplay(node, parent), report);
      // A display that is written in one line is alone in its paragraph, which it replaces.
      if (node.type === 'inlineMath' && isDisplay(node, parent))
        (parent as Parents).data = {
          hName: 'div',
          hProperties: { className: ['equation', 'keep'] },
        } as never;
    });
  },
};

/** A block, or `$$ … $$` alone in its paragraph. */
function isDisplay(node: Node, parent: Parents | undefined): boolean {
  if (node.type === 'math') return true;
  const length = (node.position?.end.offset ?? 0) - (node.position?.start.offset ?? 0);
  const dollars = length - (node as Formula).value.length >= 4;
  return dollars && parent?.type === 'paragraph' && parent.children.length === 1;
}

function setFormula(node: Formula, display: boolean, report: Report): void {
  const { id, rest, pairs } = readAttributeList(/^\{(.*)\}$/.exec(node.meta?.trim() ?? '')?.[1] ?? '');
  const formula = mathMl(node, display, report);
  const isAlone = node.type === 'math';
  const element = isAlone
    ? h('div', { className: ['equation', 'keep'], ...(id !== undefined && { id }) }, formula)
    : formula;
  const unread =
    node.meta !== undefined &&
    node.meta !== null &&
    node.meta !== '' &&
    (id === undefined || rest.length + pairs.length > 0);
  if (unread)
    report(
      'warning',
      'math-invalid',
      `Unexpected \`${node.meta}\` behind \`$$\`, expected an id such as \`{#eq-mass}\``,
      'Correct it, or begin the formula on the next line.',
      node,
    );
  node.data = {
    hName: element.tagName,
    hProperties: element.properties,
    hChildren: element.children,
  } as never;
}

function mathMl(node: Formula, display: boolean, report: Report): Element {
  try {
    const markup = temml.renderToString(node.value, { displayMode: display, throwOnError: true, ...LIMITS });
    const [element] = fromHtml(markup, { fragment: true }).children;
    if (element?.type === 'element') {
      // Its styles and places are the converter's: padding that Chromium's own is not in need of, positions in its markup.
      visit(element, 'element', (part) => {
        delete part.properties['style'];
        delete part.position;
      });
      element.properties['alttext'] = node.value.replaceAll(/\s+/g, ' ').trim();
      return element;
    }
  } catch (error) {
    const reason =
      error instanceof Error
        ? error.message
            .trim()
            .replace(/:\s[\s\S]*$/, '')
            .replaceAll(/\s+/g, ' ')
        : '';
    report(
      'error',
      'math-invalid',
      `Unreadable formula \`${shortened(node.value)}\`: ${reason}`,
      'Correct the TeX, or write `\\$` for a dollar.',
      node,
    );
  }
  return h('code', node.value);
}

function shortened(value: string): string {
  const line = value.replaceAll(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
