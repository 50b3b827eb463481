import { sharedRange } from '../shared-range.ts';
import { continueTable } from './tables.ts';

/** Attribute of an element whose end is on the next page; `soft` where its last line here is justified. */
const CUT_ATTRIBUTE = 'data-cut';
/** Attribute of an element that began on a page before. */
const CONTINUED_ATTRIBUTE = 'data-continued';

/**
 * Takes everything in `root` before `boundary` out of the document, in one step of the browser's own. Elements that
 * `boundary` parts exist in both pieces afterwards: marked as cut and continued, ids only in the first, lists
 * counting on in the second, tables with their head in both.
 * @param continuedLabel line above the rest of a table
 */
export function takeBefore(
  root: Element,
  boundary: Node,
  hard: boolean,
  continuedLabel: string,
): DocumentFragment {
  const parted = partedElements(root, boundary);
  const counts = parted.map((element) => (element.tagName === 'OL' ? itemsBefore(element, boundary) : 0));
  sharedRange.setStart(root, 0);
  // Before the outermost element that begins at the boundary, so that no empty shell of it is left behind.
  sharedRange.setEndBefore(topOf(boundary, parted[0] ?? root));
  const fragment = sharedRange.extractContents();
  const pieces = markCut(fragment, parted.length, hard);
  parted.forEach((element, index) => {
    const piece = pieces[parted.length - 1 - index];
    if (element.tagName === 'TABLE' && piece !== undefined) continueTable(element, piece, continuedLabel);
    element.removeAttribute('id');
    element.setAttribute(CONTINUED_ATTRIBUTE, '');
    if (element.tagName === 'OL') continueList(element as HTMLOListElement, counts[index] ?? 0);
  });
  if ((boundary as Element).tagName === 'WBR') (boundary as Element).remove();
  return fragment;
}

/** The elements between `root` and `boundary` that have something before `boundary`, innermost first. */
function partedElements(root: Element, boundary: Node): Element[] {
  const parted: Element[] = [];
  let divided = false;
  for (let node: Node = boundary; node.parentElement !== null && node !== root; node = node.parentElement) {
    if (node.parentElement === root) break;
    divided ||= hasContentBefore(node);
    if (divided) parted.push(node.parentElement);
  }
  return parted;
}

/** The ancestor of `node` (or itself) that is a child of `parent`. */
function topOf(node: Node, parent: Element): Node {
  let top = node;
  while (top.parentNode !== null && top.parentNode !== parent) top = top.parentNode;
  return top;
}

function hasContentBefore(node: Node): boolean {
  for (let before = node.previousSibling; before !== null; before = before.previousSibling) {
    // The widths of a table's columns show nothing.
    if ((before as Element).tagName === 'COLGROUP') continue;
    if (before.nodeType !== Node.TEXT_NODE || (before as Text).data.trim() !== '') return true;
  }
  return false;
}

/** Marks the chain of last elements, `depth` deep, that the browser cloned into the first piece; outermost first. */
function markCut(fragment: DocumentFragment, depth: number, hard: boolean): readonly Element[] {
  const pieces: Element[] = [];
  let element = fragment.lastElementChild;
  for (let level = 0; level < depth && element !== null; level += 1) {
    element.setAttribute(CUT_ATTRIBUTE, hard ? 'hard' : 'soft');
    pieces.push(element);
    element = element.lastElementChild;
  }
  return pieces;
}

function itemsBefore(list: Element, boundary: Node): number {
  let count = 0;
  for (const item of list.children) {
    if (item.contains(boundary)) break;
    count += 1;
  }
  return count;
}

function continueList(list: HTMLOListElement, passed: number): void {
  list.start += passed;
}
