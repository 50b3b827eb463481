import type { Root, Text } from 'hast';
import { closest } from '../model/closest.ts';
import { copyTree } from '../model/copy-tree.ts';
import type { Diagnostic, Place } from '../model/diagnostic.ts';
import { visitParents } from '../model/visit.ts';
import { placeOf } from './place.ts';

/**
 * A copy of a tree in which every `span[data-variable]` is the text that its name stands for; a name that stands for
 * nothing is left as written, and told.
 * @param source the file as shown in diagnostics
 */
export function setVariables(
  tree: Root,
  values: Readonly<Record<string, string>>,
  source: string,
  diagnostics: Diagnostic[],
): Root {
  const copy = copyTree(tree);
  visitParents(copy, 'element', (node, ancestors) => {
    const name = node.properties['dataVariable'];
    const parent = ancestors.at(-1);
    if (typeof name !== 'string' || parent === undefined) return;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) {
      const place = placeOf(node, ancestors) ?? { file: source, line: 1, column: 1 };
      diagnostics.push(unknownName(name, Object.keys(values), place));
      node.properties = {};
      return;
    }
    const text: Text = { type: 'text', value };
    parent.children[parent.children.indexOf(node)] = text;
  });
  return copy;
}

function unknownName(name: string, known: readonly string[], place: Place): Diagnostic {
  const meant = closest(name, known);
  return {
    severity: 'error',
    ruleId: 'variable-unknown',
    message: `Unexpected variable \`${name}\`, expected one of book.yaml's \`variables\``,
    help:
      meant === undefined
        ? 'Give it a value under `variables`, or write `\\{{` for braces.'
        : `Did you mean \`{{${meant}}}\`?`,
    place,
  };
}
