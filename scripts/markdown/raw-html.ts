import type { Root, RootContent } from 'hast';
import { raw } from 'hast-util-raw';
import type { Node } from 'mdast';
import { VFile } from 'vfile';
import { isTooDeepHtml } from '../model/nesting.ts';
import { visit } from '../model/visit.ts';
import type { Report } from './extension.ts';
import { reportTooDeep } from './unreadable.ts';

/**
 * Re-parsing costs as much as parsing, so only trees that hold raw HTML go through it. It needs the text, for
 * without it no element of the tree would keep its position.
 */
export function expandRawHtml(tree: Root, text: string, report: Report): Root {
  const pieces: Extract<RootContent, { type: 'raw' }>[] = [];
  visit(tree, 'raw', (node) => void pieces.push(node));
  const [first] = pieces;
  if (first === undefined) return tree;
  if (isTooDeepHtml(pieces.map(({ value }) => value))) {
    reportTooDeep('elements', first as unknown as Node, report);
    return { type: 'root', children: [] };
  }
  const file = new VFile(text);
  try {
    return raw(tree, { file }) as Root;
  } catch {
    // The parser of HTML gives up on some pieces that begin what nothing ends.
    reportUnreadable(tree.children.find((block) => !isReadable(block, file)) ?? first, report);
    return { type: 'root', children: [] };
  }
}

function isReadable(block: RootContent, file: VFile): boolean {
  try {
    raw({ type: 'root', children: [structuredClone(block)] }, { file });
    return true;
  } catch {
    return false;
  }
}

function reportUnreadable(node: object, report: Report): void {
  const help = 'Close what it opens, or write `\\<` for the sign; the file is not read further.';
  report('error', 'html-unreadable', 'Unexpected HTML that cannot be read', help, node as Node);
}
