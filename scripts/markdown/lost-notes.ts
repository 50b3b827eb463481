import type { FootnoteDefinition, Parents, Root } from 'mdast';
import { SKIP, visit } from '../model/visit.ts';
import type { Report } from './extension.ts';

/**
 * Reports notes whose text would be lost: those that nothing calls (`note-unused`; being called by such a note does
 * not count), and second notes of one name (`note-duplicate`).
 */
export function reportLostNotes(tree: Root, report: Report): void {
  const definitions = new Map<string, FootnoteDefinition>();
  visit(tree, 'footnoteDefinition', (node) => {
    const first = definitions.get(node.identifier);
    if (first === undefined) definitions.set(node.identifier, node);
    else reportDuplicate(node, first, report);
  });
  const called = new Set<string>();
  const waiting = callsOf(tree);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (called.has(name)) continue;
    called.add(name);
    const definition = definitions.get(name);
    if (definition !== undefined) waiting.push(...callsOf(definition));
  }
  for (const [name, node] of definitions) {
    if (called.has(name)) continue;
    report(
      'warning',
      'note-unused',
      `Unexpected note \`${node.label ?? name}\` that no text calls`,
      `Write \`[^${node.label ?? name}]\` where it belongs, or take the note out: it is not printed.`,
      node,
    );
  }
}

function reportDuplicate(node: FootnoteDefinition, first: FootnoteDefinition, report: Report): void {
  report(
    'warning',
    'note-duplicate',
    `Unexpected second note \`${node.label ?? node.identifier}\`, the first is in line ${first.position?.start.line ?? 1}`,
    'Give it a name of its own: only the first is printed.',
    node,
  );
}

/** Names of the notes called in a tree, the notes inside it left out. */
function callsOf(tree: Parents): string[] {
  const names: string[] = [];
  visit(tree, (node) => {
    if (node.type === 'footnoteReference') names.push(node.identifier);
    return node.type === 'footnoteDefinition' && node !== tree ? SKIP : undefined;
  });
  return names;
}
