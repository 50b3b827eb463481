import type { Properties } from 'hast';
import type { Paragraph, Root } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import { SKIP, visit } from '../model/visit.ts';
import type { MarkdownExtension, Report } from './extension.ts';

/** Rule of what stands in a directive's braces and brackets but says nothing to it. */
export const DIRECTIVE_ATTRIBUTE = 'directive-attribute';

/** Blocks in which there are no containers, so that not every text of a book is asked by each kind of them. */
const WITHOUT_CONTAINERS: ReadonlySet<string> = new Set(['paragraph', 'heading', 'table']);

/** Calls `set` for every container directive of one of these names, the outer before the inner. */
export function visitContainers(
  tree: Root,
  names: readonly string[],
  set: (node: ContainerDirective) => void,
): void {
  visit(tree, (node) => {
    if (WITHOUT_CONTAINERS.has(node.type)) return SKIP;
    if (node.type === 'containerDirective' && names.includes(node.name)) set(node);
    return undefined;
  });
}

/**
 * Makes a directive an element of HTML, with its `#id` if it has one. Attributes that it does not know are reported
 * (`directive-attribute`).
 * @param known names of the attributes it reads by itself
 */
export function setElement(
  node: ContainerDirective | LeafDirective,
  element: { readonly name: string; readonly properties: Properties },
  report: Report,
  known: readonly string[] = [],
): void {
  const { id, ...rest } = node.attributes ?? {};
  for (const key of Object.keys(rest).filter((name) => !known.includes(name))) {
    const expected = [...known.map((name) => `\`${name}\``), '`#id`'].join(' or ');
    report(
      'error',
      DIRECTIVE_ATTRIBUTE,
      `Unexpected attribute \`${key}\` of \`${node.name}\`, expected ${expected}`,
      'Correct its name or take it out.',
      node,
    );
  }
  const properties = id ? { ...element.properties, id } : element.properties;
  node.data = { ...node.data, hName: element.name, hProperties: properties };
}

/** Takes the label (`:::name[label]`) out of a container; `undefined` when it has none. */
export function takeLabel(node: ContainerDirective): Paragraph | undefined {
  const [first] = node.children;
  if (first?.type !== 'paragraph' || first.data?.directiveLabel !== true) return undefined;
  node.children.shift();
  return first;
}

/** Reports the label of a container that has no use for one; its words stay, as a paragraph. */
export function refuseLabel(node: ContainerDirective, report: Report): void {
  const [first] = node.children;
  if (first?.type !== 'paragraph' || first.data?.directiveLabel !== true) return;
  report(
    'error',
    DIRECTIVE_ATTRIBUTE,
    `Unexpected label of \`:::${node.name}\`, expected none`,
    'Write it as a paragraph of its own.',
    node,
  );
}

/** An extension whose containers hold blocks as they are, in a `div` with the container's name as its class. */
export function plainContainer(name: string): MarkdownExtension {
  return {
    name,
    directives: [name],
    ruleIds: [DIRECTIVE_ATTRIBUTE],
    transform(tree, report) {
      visitContainers(tree, [name], (node) => {
        refuseLabel(node, report);
        setElement(node, { name: 'div', properties: { className: [name] } }, report);
      });
    },
  };
}
