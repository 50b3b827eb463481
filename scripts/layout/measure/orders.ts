import type { FloatPlace, ForcedBreak } from '../break/break-input.ts';

/** What an author may order between two blocks: a break, or a page left blank. */
export type PageOrder = ForcedBreak | 'blank';

const ORDERS: ReadonlySet<string> = new Set<PageOrder>(['page', 'column', 'recto', 'verso', 'blank']);
const PLACES: ReadonlySet<string> = new Set<FloatPlace>(['top', 'bottom', 'page', 'spread']);

/** What may stand out of its place; a row of figures is kept together anyway. */
export const FLOATS = 'figure:not(.keep), table:not(.keep), .side-by-side';
const HEADING = /^H[1-6]$/;
/** Parents that a figure may leave: it belongs to the text itself, not to a list or a quotation. */
const TEXT = new Set(['SECTION', 'DIV', 'ARTICLE', 'MAIN']);

/** What an element orders (`hr.break`); `undefined` for any other element. */
export function pageOrderOf(element: Element): PageOrder | undefined {
  if (element.tagName !== 'HR' || !element.classList.contains('break')) return undefined;
  const order = element.getAttribute('data-break') ?? '';
  return ORDERS.has(order) ? (order as PageOrder) : 'page';
}

/**
 * Where a figure, a row of figures or a table is to stand; `undefined` when it stays in its place whatever happens. In
 * columns a figure without an order stands at the head or the foot of some; elsewhere one that is all that its heading
 * announces stays with it, and so does one in a box with edges of its own.
 */
export function floatPlaceOf(element: Element, inColumns: boolean): FloatPlace | undefined {
  if (!element.matches(FLOATS)) return undefined;
  if (element.closest('aside.note') !== null) return undefined;
  const order = element.getAttribute('data-place') ?? '';
  const parent = element.parentElement;
  if (parent === null || !TEXT.has(parent.tagName) || parent.classList.contains('side-by-side'))
    return undefined;
  if (isTurned(element)) return 'page';
  if (PLACES.has(order)) return order as FloatPlace;
  if (order === 'inline' || element.tagName === 'TABLE') return undefined;
  if (inColumns) return 'column';
  if (parent.tagName === 'DIV' && parent.className !== '') return undefined;
  return isAllOfItsSection(element) ? undefined : 'auto';
}

/** Whether a table's lines run along the page's other side: it fills its page. */
export function isTurned(element: Element): boolean {
  return element.getAttribute('data-wide') === 'turn';
}

/** A heading over nothing would be left where its only figure went. */
function isAllOfItsSection({ previousElementSibling: before, nextElementSibling: behind }: Element): boolean {
  return before !== null && HEADING.test(before.tagName) && (behind === null || HEADING.test(behind.tagName));
}

/** How many columns a float stands across; `undefined` for all. */
export function spanOf(element: Element): number | undefined {
  const span = Number(element.getAttribute('data-span'));
  return Number.isInteger(span) && span > 0 ? span : undefined;
}
