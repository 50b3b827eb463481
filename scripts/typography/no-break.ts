import type { Element, ElementContent, Root, Text } from 'hast';
import { lastCharacter } from './characters.ts';

/** Class of an inline box that never breaks over lines. */
export const NO_BREAK_CLASS = 'no-break';

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

const BEFORE_INTERPUNCT = /[^\s·]·+/gu;

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
  const previous = before.at(-1);
  if (previous?.type === 'element' && previous.properties['className']?.toString() === NO_BREAK_CLASS) {
    previous.children.push(call);
    return;
  }
  if (previous?.type !== 'text' || previous.value.trimEnd() === '') {
    before.push(call);
    return;
  }
  const last = lastCharacter(previous.value);
  previous.value = previous.value.slice(0, -last.length);
  if (previous.value === '') before.pop();
  before.push(noBreak([{ type: 'text', value: last }, call]));
}

function noBreak(children: ElementContent[]): Element {
  return { type: 'element', tagName: 'span', properties: { className: [NO_BREAK_CLASS] }, children };
}
