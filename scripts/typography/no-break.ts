import type { Element, ElementContent, Root, Text } from 'hast';

/** Class of a call bound to what stands before it by a word joiner, which the styles set (UAX 14, class WJ). */
const JOINED_CLASS = 'joined';

/** Class of an inline box that never breaks over lines. */
const NO_BREAK_CLASS = 'no-break';

/**
 * Binds what Chromium would part: the character before an interpunct `·` to it (C01: its line-break class allows a
 * break there until Unicode 18) and the character before a note call to the call (C18).
 */
export function bindCharacters(tree: Root): void {
  bindChildren(tree);
}

function bindChildren(parent: Root | Element): void {
  const bound: ElementContent[] = [];
  for (const child of parent.children as ElementContent[]) {
    if (child.type === 'element' && child.tagName !== 'pre' && child.tagName !== 'code') bindChildren(child);
    if (child.type === 'text' && child.value.includes('·')) bound.push(...bindInterpuncts(child));
    else if (child.type === 'element' && isNoteCall(child)) bindCall(child, bound);
    else bound.push(child);
  }
  parent.children = bound;
}

/** The character, with the variation selectors and accents that belong to it; a number or an acronym stays whole. */
const BEFORE_INTERPUNCT = /(?:[A-Z0-9]+|[^\s·\p{M}]\p{M}*)·+/gu;

/** A text's last character, the same way, with white space behind it. */
const LAST_CHARACTER = /(?:[A-Z0-9]+|[^\s\p{M}]\p{M}*)\s*$/u;

/** Inline elements that may be closed and opened again before their last character. */
const DIVISIBLE = new Set([
  'strong',
  'em',
  'b',
  'i',
  'u',
  's',
  'del',
  'ins',
  'mark',
  'small',
  'cite',
  'q',
  'span',
]);

/** Inline elements that are one character, or are never broken anyway. */
const UNITS = new Set(['ruby', 'img']);

function bindInterpuncts(text: Text): ElementContent[] {
  const parts: ElementContent[] = [];
  let end = 0;
  for (const match of text.value.matchAll(BEFORE_INTERPUNCT)) {
    if (match.index > end) parts.push({ type: 'text', value: text.value.slice(end, match.index) });
    parts.push(noBreak([{ type: 'text', value: match[0] }]));
    end = match.index + match[0].length;
  }
  if (end < text.value.length) parts.push({ type: 'text', value: text.value.slice(end) });
  return parts;
}

function isNoteCall(element: Element): boolean {
  const [child] = element.children;
  return element.tagName === 'sup' && child?.type === 'element' && 'dataFootnoteRef' in child.properties;
}

/** Moves the last character before the call into one unbreakable box with it. */
function bindCall(call: Element, before: ElementContent[]): void {
  // A mark of the index between the two goes with them.
  const marks = takeEmptySpans(before);
  const previous = before.at(-1);
  if (previous?.type === 'element' && previous.properties['className']?.toString() === NO_BREAK_CLASS) {
    previous.children.push(...marks, call);
    return;
  }
  const last = previous === undefined ? undefined : takeLast(previous);
  if (last === undefined) {
    // Links and code are not divided: two links would be one too many, and what is long must be able to break.
    if (previous !== undefined && !isBreak(previous)) call.properties['className'] = [JOINED_CLASS];
    before.push(...marks, call);
    return;
  }
  if (previous === last || isEmpty(previous)) before.pop();
  before.push(noBreak([last, ...marks, call]));
}

/** Takes the spans without content from the end of a list. */
function takeEmptySpans(nodes: ElementContent[]): ElementContent[] {
  const isSpan = (node: ElementContent): boolean => node.type === 'element' && node.tagName === 'span';
  const last = nodes.findLastIndex((node) => !(isSpan(node) && isEmpty(node)));
  return nodes.splice(last + 1);
}

/** Takes the last character out of a node, in the elements it stands in; `undefined` where none can be taken. */
function takeLast(node: ElementContent): ElementContent | undefined {
  if (node.type === 'text') {
    const match = LAST_CHARACTER.exec(node.value);
    if (match === null) return undefined;
    node.value = node.value.slice(0, match.index);
    return { type: 'text', value: match[0] };
  }
  if (node.type !== 'element') return undefined;
  // Of a text marked for the index the whole is the entry.
  if (UNITS.has(node.tagName) || 'dataIndex' in node.properties) return node;
  // Its words are written later: citations and variables.
  if ('dataCite' in node.properties || 'dataVariable' in node.properties) return undefined;
  const child = node.children.at(-1);
  if (!DIVISIBLE.has(node.tagName) || child === undefined) return undefined;
  const last = takeLast(child);
  if (last === undefined) return undefined;
  if (last === child || isEmpty(child)) node.children.pop();
  const { id, ...properties } = node.properties;
  // An id stays with the first piece.
  const moved = node.children.length === 0 && id !== undefined ? { id, ...properties } : properties;
  return { ...node, properties: moved, children: [last] };
}

function isBreak(node: ElementContent): boolean {
  return node.type === 'element' && node.tagName === 'br';
}

function isEmpty(node: ElementContent | undefined): boolean {
  return (
    (node?.type === 'text' && node.value === '') || (node?.type === 'element' && node.children.length === 0)
  );
}

function noBreak(children: ElementContent[]): Element {
  return { type: 'element', tagName: 'span', properties: { className: [NO_BREAK_CLASS] }, children };
}
