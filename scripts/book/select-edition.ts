import type { Element, ElementContent, Root } from 'hast';
import { copyTree } from '../model/copy-tree.ts';
import { type Diagnostic, placeField } from '../model/diagnostic.ts';
import type { Edition } from '../model/edition.ts';
import { SKIP, visit } from '../model/visit.ts';

/** The formats that a passage can be bound to. */
const FORMATS: readonly string[] = ['pdf', 'epub'];

/** Of an edition what passages are bound to. */
type Selected = Pick<Edition, 'name' | 'format'>;

function conditionsOf({ properties }: Element): readonly string[] {
  return String(properties['dataOnly'] ?? '')
    .split(/\s+/)
    .filter((condition) => condition !== '');
}

/** Every condition that passages of these trees have. */
export function conditionsIn(trees: Iterable<Root>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const tree of trees) {
    visit(tree, 'element', (node) => {
      for (const condition of conditionsOf(node)) found.add(condition);
    });
  }
  return found;
}

/** Those of some conditions that an edition meets, in their order: editions of the same ones have the same text. */
export function conditionsMet(
  conditions: ReadonlySet<string>,
  { name, format }: Selected,
): readonly string[] {
  return [...conditions].filter((one) => one === `edition:${name}` || one === `format:${format}`);
}

/** Tells of passages that no edition can ever have, since its name is none (`only-condition`). */
export function checkConditions(trees: Iterable<Root>, editions: readonly Selected[]): readonly Diagnostic[] {
  const known = {
    edition: editions.map(({ name }) => name),
    format: FORMATS,
  };
  const diagnostics: Diagnostic[] = [];
  for (const tree of trees) {
    visit(tree, 'element', (node) => {
      for (const condition of conditionsOf(node)) {
        const kind = condition.startsWith('format:') ? 'format' : 'edition';
        const name = condition.slice(condition.indexOf(':') + 1);
        if (known[kind].includes(name)) continue;
        diagnostics.push({
          severity: 'error',
          ruleId: 'only-condition',
          message: `Unexpected ${kind} \`${name}\`, expected one of ${known[kind].join(', ')}`,
          help: 'Correct its name: until then no edition has the passage.',
          ...placeField(String(node.properties['dataSource'] ?? '')),
        });
      }
    });
  }
  return diagnostics;
}

/**
 * A copy of a chapter's tree with the passages that meet one of these conditions and without the others, notes without
 * a call left out.
 */
export function selectPassages(tree: Root, met: readonly string[]): Root {
  const copy = copyTree(tree);
  visit(copy, 'element', (node, index, parent) => {
    if (parent === undefined || index === undefined || !('dataOnly' in node.properties)) return undefined;
    const isMet = conditionsOf(node).some((condition) => met.includes(condition));
    parent.children.splice(index, 1, ...(isMet ? unwrapped(node) : []));
    // What was put there may be bound itself.
    return [SKIP, index];
  });
  dropUncalledNotes(copy);
  return copy;
}

function unwrapped(node: Element): readonly ElementContent[] {
  const { dataOnly: _condition, ...properties } = node.properties;
  return 'id' in properties ? [{ ...node, properties }] : node.children;
}

/** A note may call another, so that leaving out one leaves out more. */
function dropUncalledNotes(tree: Root): void {
  for (let isStable = false; !isStable; ) {
    const called = new Set<string>();
    visit(tree, 'element', (node) => {
      if ('dataFootnoteRef' in node.properties) called.add(String(node.properties['href']).slice(1));
    });
    isStable = true;
    visit(tree, 'element', (node) => {
      if (!('dataFootnotes' in node.properties)) return undefined;
      visit(node, 'element', (item, index, parent) => {
        const id = String(item.properties['id'] ?? '');
        if (item.tagName !== 'li' || !id.startsWith('fn-') || parent === undefined || index === undefined) {
          return undefined;
        }
        if (called.has(id)) return SKIP;
        parent.children.splice(index, 1);
        isStable = false;
        return [SKIP, index];
      });
      return SKIP;
    });
  }
}
