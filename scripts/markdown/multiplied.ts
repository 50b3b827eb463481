import type { Definition, Root, Table } from 'mdast';
import { visit } from '../model/visit.ts';
import type { Report } from './extension.ts';

/** Characters of addresses and titles that the links of a file may repeat: a thousand long ones each a thousand times. */
const MOST_CHARACTERS = 20_000_000;

/** Cells that rows may lack in a file, and that HTML fills. */
const MOST_CELLS = 200_000;

/** Reports what makes a huge book of a small file (`marks-endless`), and takes it away. */
export function reportMultiplied(tree: Root, report: Report): void {
  reportLongLinks(tree, report);
  reportLackingRows(tree, report);
}

/** Rows of one cell under a head of thousands. */
function reportLackingRows(tree: Root, report: Report): void {
  let cells = 0;
  visit(tree, 'table', (node: Table) => {
    const columns = node.align?.length ?? 0;
    for (const { children } of node.children) cells += Math.max(0, columns - children.length);
    if (cells <= MOST_CELLS) return;
    const message = `Unexpected table of ${columns} columns and ${node.children.length} rows that lack most cells`;
    report('error', 'marks-endless', message, 'Take out the columns that are empty, or divide it.', node);
    node.children.length = 1;
  });
}

/**
 * Reports definitions whose address would be written so often that a small file made a huge book.
 */
function reportLongLinks(tree: Root, report: Report): void {
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
