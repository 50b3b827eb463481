import { kindOf } from './measure/blocks.ts';
import { FLOATS, floatPlaceOf, spanOf } from './measure/orders.ts';

/** Attribute of what stands out of its place wherever that is; its value says how wide it is. */
const FLOATING_ATTRIBUTE = 'data-floating';

/**
 * Takes what stands out of its place in any case out of the flow, so that the text around it is laid out as it will be
 * on pages. What may leave its place for want of room (`auto`) stays.
 */
export function prepareFloats(): void {
  for (const element of document.querySelectorAll(`bx-flow > section :is(${FLOATS})`)) {
    const columns = element.closest('.columns[data-columns]');
    const place = floatPlaceOf(element, columns !== null);
    if (place === undefined || place === 'auto' || !isVisited(element)) continue;
    const count = Number(columns?.getAttribute('data-columns') ?? 1);
    const narrow = (spanOf(element) ?? count) < count;
    element.setAttribute(FLOATING_ATTRIBUTE, narrow ? 'columns' : 'measure');
  }
}

/** Puts an element back into the flow. */
export function keepInFlow(element: Element): void {
  element.removeAttribute(FLOATING_ATTRIBUTE);
  element.removeAttribute('data-place');
}

/** Measuring looks into all that holds it. */
function isVisited(element: Element): boolean {
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
    if (parent.parentElement?.tagName === 'BX-FLOW') return true;
    if (kindOf(parent) !== 'container') return false;
  }
  return false;
}
