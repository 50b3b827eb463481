import type { Definition, Root } from 'mdast';
import { visit } from '../model/visit.ts';
import type { Report } from './extension.ts';

/** Characters of addresses and titles that the links of a file may repeat: a thousand long ones each a thousand times. */
const MOST_CHARACTERS = 20_000_000;

/**
 * Reports definitions whose address would be written so often that a small file made a huge book (`marks-endless`), and
 * takes the address away.
 */
export function reportLongLinks(tree: Root, report: Report): void {
  const definitions = new Map<string, Definition>();
  visit(tree, 'definition', (node) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  });
  if (definitions.size === 0) return;
  let characters = 0;
  visit(tree, ['linkReference', 'imageReference'], (node) => {
    const definition = 'identifier' in node ? definitions.get(String(node.identifier)) : undefined;
    if (definition === undefined) return;
    characters += definition.url.length + (definition.title?.length ?? 0);
    if (characters <= MOST_CHARACTERS || definition.url === '') return;
    const message = `Unexpected length of \`[${definition.label ?? definition.identifier}]\` for as many links`;
    report('error', 'marks-endless', message, 'Shorten its address, or link to it less often.', definition);
    definition.url = '';
    definition.title = null;
  });
}
