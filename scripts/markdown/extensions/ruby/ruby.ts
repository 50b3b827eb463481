import type { Element } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { Literal } from 'mdast';
import { visit } from '../../../model/visit.ts';
import type { MarkdownExtension, Report } from '../../extension.ts';
import { rubyOf } from './ruby-element.ts';
import { rubyFromMarkdown, rubySyntax } from './syntax.ts';

/** What stands between the braces, until it is told in HTML. */
interface RubyNode extends Literal {
  type: 'ruby';
}

/**
 * Readings beside their characters (D05–D09): `{東京|とう|きょう}` has one for each character, `{今日|きょう}` one for the
 * whole, as VFM and DenDen write them.
 */
export const ruby: MarkdownExtension = {
  name: 'ruby',
  directives: [],
  ruleIds: ['ruby-readings'],
  micromark: [rubySyntax],
  fromMarkdown: [rubyFromMarkdown],
  transform(tree, report) {
    visit(tree as never, 'ruby', (node: RubyNode) => {
      const [base = '', ...readings] = node.value.split('|');
      const element = rubyOf(base, readings);
      if (element === undefined || isColumnOfSeveral(element)) reportCount(node, base, readings, report);
      const { tagName, children } = element ?? rubyOf(base, [readings.join('')]) ?? h('span', base);
      // A title that has it is read without the readings.
      node.value = base;
      node.data = { ...node.data, hName: tagName, hChildren: children } as never;
    });
  },
};

/** Bopomofo stands beside its own character (D09): for several in one it can only be set as other readings are. */
function isColumnOfSeveral({ children }: Element): boolean {
  const [base, reading] = children.map(textOf);
  return children.length === 2 && [...(base ?? '')].length > 1 && /^\p{Script=Bopomofo}/u.test(reading ?? '');
}

function reportCount(node: RubyNode, base: string, readings: readonly string[], report: Report): void {
  report(
    'warning',
    'ruby-readings',
    `Found ${readings.length === 1 ? 'one reading' : `${readings.length} readings`} for the ${[...base].length} characters of \`${base}\`, expected ${readings.length === 1 ? 'one for each' : 'as many, or one'}`,
    'Part the readings by `|`, one for each character, or write one for the whole.',
    node as never,
  );
}
