import { FROZEN_ATTRIBUTE, isComposed, TURN } from '../compose/write-lines.ts';
import type { LineStart } from '../flow.ts';
import { trimEnd, trimStart } from './line-edges.ts';

/** Texts whose lines are not justified, besides those that styles align otherwise. */
const RAGGED = '.code-line, .stanza, figcaption, td, th, h1, h2, h3, h4, h5, h6';
/** Value of the attribute on them: nothing need keep their last line from the one before. */
const TURNED = 'turned';

/**
 * Writes a text's line ends into it: a `wbr` before each line, in a text that otherwise never wraps. The lines stay
 * as they were measured at any zoom, in any browser and after the text is divided over pages, and the text itself is
 * unchanged for copying and for the PDF's text layer. Text that is not justified is turned over by force: behind a
 * hanging indent or where lines are balanced, what stands on the next line may have room on this one. Returns the node each line (but the first) begins with.
 */
export function freezeLines(element: Element, starts: readonly LineStart[]): readonly Node[] {
  if (isComposed(element)) return starts.map(({ node }) => node);
  const first: Node[] = new Array(starts.length);
  const isTurned =
    element.matches(RAGGED) || !/^(?:justify|start)$/.test(getComputedStyle(element).textAlign);
  const opportunityName = isTurned ? TURN : 'wbr';
  // Where a word might have been parted and was not, it must not be now.
  for (const unused of element.querySelectorAll('wbr')) unused.remove();
  // From the last line to the first, so that offsets in a text node stay right while it is cut.
  for (let index = starts.length - 1; index >= 0; index -= 1) {
    const start = starts[index];
    if (start === undefined) continue;
    const node = start.offset > 0 ? (start.node as Text).splitText(start.offset) : start.node;
    if (start.hard) {
      first[index] = node;
      continue;
    }
    const opportunity = document.createElement(opportunityName);
    node.parentNode?.insertBefore(opportunity, node);
    const earlier = starts[index - 1];
    trimStart(opportunity, element);
    if (start.trimmed)
      trimEnd(opportunity, element, (text) => (earlier?.node === text ? earlier.offset : -1));
    first[index] = opportunity;
  }
  element.setAttribute(FROZEN_ATTRIBUTE, isTurned ? TURNED : '');
  return first;
}
