import { TURN } from '../compose/write-lines.ts';
import { sharedRange } from '../shared-range.ts';
import { continueCells, continueTable } from '../tables/continue-table.ts';

/** Attribute of an element whose end is on the next page; `soft` where its last line here is justified. */
const CUT_ATTRIBUTE = 'data-cut';
/** Attribute of an element that began on a page before. */
const CONTINUED_ATTRIBUTE = 'data-continued';
/** Attribute of an element with which a page or a column begins: its margin before is dropped, as it was in measuring. */
const HEAD_ATTRIBUTE = 'data-head';

/** Attribute of an element without height, a mere target of links. */
export const TARGET_ATTRIBUTE = 'data-target';

/** Elements whose own first child is no block at the head of the flow. */
const CLOSED = 'p, pre, figure, table, h1, h2, h3, h4, h5, h6';

/** Marks the block with which a piece of the flow begins, and what that begins with in turn. */
export function markHead(piece: ParentNode): void {
  let head = piece.firstElementChild;
  while (head !== null) {
    head.setAttribute(HEAD_ATTRIBUTE, '');
    if (head.hasAttribute(TARGET_ATTRIBUTE)) head = head.nextElementSibling;
    else head = head.matches(CLOSED) ? null : head.firstElementChild;
  }
}

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
  const numbers = new Map(
    parted.filter(isOrderedList).map((list) => [list, numberAt(list, boundary)] as const),
  );
  sharedRange.setStart(root, 0);
  // Before the outermost element that begins at the boundary, so that no empty shell of it is left behind.
  sharedRange.setEndBefore(topOf(boundary, parted[0] ?? root));
  const fragment = sharedRange.extractContents();
  const pieces = markCut(fragment, parted.length, hard);
  parted.forEach((element, index) => {
    const piece = pieces[parted.length - 1 - index];
    if (element.tagName === 'TABLE' && piece !== undefined) continueTable(element, piece, continuedLabel);
    if (element.tagName === 'TBODY' && piece !== undefined) continueCells(element, piece);
    element.removeAttribute('id');
    element.setAttribute(CONTINUED_ATTRIBUTE, '');
  });
  for (const [list, number] of numbers) list.start = number;
  if (boundary instanceof Element && boundary.matches(`wbr, ${TURN}`)) boundary.remove();
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
    const text = before.nodeType === Node.TEXT_NODE ? (before as Text).data : undefined;
    // A line of code may be turned over behind its indent.
    if (text === undefined || text.trim() !== '') return true;
    if (text !== '' && node.parentElement?.closest('.code-line') !== null) return true;
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

function isOrderedList(element: Element): element is HTMLOListElement {
  return element.tagName === 'OL';
}

/**
 * The number of the item that holds `boundary`, as HTML counts (HTML 4.4.5): from `start`, from a `value` on, down in a
 * reversed list. One that counts down from how many items it has is told so first, for each piece has less of them.
 */
function numberAt(list: HTMLOListElement, boundary: Node): number {
  const items = [...list.children].filter((child): child is HTMLLIElement => child.tagName === 'LI');
  if (list.reversed && !list.hasAttribute('start')) list.start = items.length;
  let number = list.start;
  for (const item of items) {
    if (item.hasAttribute('value')) number = item.value;
    if (item.contains(boundary)) return number;
    number += list.reversed ? -1 : 1;
  }
  return number;
}
