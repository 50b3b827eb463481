import type { Element, ElementContent, Root, Text } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import {
  firstCharacter,
  isFullWidthMark,
  isIdeographic,
  isSharedMark,
  isWestern,
  lastCharacter,
} from './characters.ts';

/** Elements whose content is one run of text; a line break inside them is the author's editor's, not the book's. */
const TEXT_BLOCKS = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'td',
  'th',
  'figcaption',
  'caption',
  'dt',
  'dd',
  'li',
]);

/** Elements inside which white space is kept. */
const VERBATIM = new Set(['pre', 'code', 'textarea']);

/** Beside the line, not in it: what stands before such a text is what the text behind it meets. */
const ANNOTATIONS = new Set(['rt', 'rp']);

/**
 * Takes out the newline of a folded source line where both sides are Han, kana or full-width marks, or where one
 * is a full-width mark (B09, C15). Between Han and Latin it stays a space, as CSS Text does it; so does it at the
 * quotation marks of a Latin text.
 */
export function joinLines(tree: Root): void {
  visitBlocks(tree);
}

function visitBlocks(node: Root | Element): void {
  for (const child of node.children) {
    if (child.type !== 'element' || VERBATIM.has(child.tagName)) continue;
    if (TEXT_BLOCKS.has(child.tagName)) joinRun(textsOf(child));
    visitBlocks(child);
  }
}

/** The text nodes of a block in order; a hard break stands as `null`, for nothing is joined across it. */
function textsOf(block: Element): (Text | null)[] {
  const texts: (Text | null)[] = [];
  const collect = (children: readonly ElementContent[]): void => {
    for (const child of children) {
      if (child.type === 'text') texts.push(child);
      else if (child.type === 'element' && child.tagName === 'br') texts.push(null);
      else if (child.type === 'element' && TEXT_BLOCKS.has(child.tagName)) texts.push(null);
      else if (child.type === 'element' && VERBATIM.has(child.tagName)) texts.push(copyOfText(child));
      else if (child.type === 'element' && !isBeside(child)) collect(child.children);
    }
  };
  collect(block.children);
  return texts;
}

/** A note's call is raised: the text around it runs on as if it were not there (C15). */
function isBeside(element: Element): boolean {
  return ANNOTATIONS.has(element.tagName) || 'dataFootnoteRef' in element.properties;
}

/** What the text beside code meets; the code itself is not to be changed. */
function copyOfText(code: Element): Text {
  return { type: 'text', value: textOf(code) };
}

/** A line's end with the blanks around it; blanks are tried from the first of them alone, not from each. */
const FOLD = /(?:(?<![ \t])[ \t]+)?\r?\n[ \t]*/g;

function joinRun(texts: readonly (Text | null)[]): void {
  texts.forEach((text, index) => {
    if (text === null || !text.value.includes('\n')) return;
    text.value = text.value.replace(FOLD, (fold, offset: number, whole: string) => {
      const before = whole.slice(0, offset) || neighbour(texts, index, -1);
      const after = whole.slice(offset + fold.length) || neighbour(texts, index, 1);
      return closesUp(before, after) ? '' : '\n';
    });
  });
}

/** Text of the nearest non-empty node on one side; empty at a hard break or the block's edge. */
function neighbour(texts: readonly (Text | null)[], index: number, step: -1 | 1): string {
  for (let at = index + step; at >= 0 && at < texts.length; at += step) {
    const text = texts[at];
    if (text === null || text === undefined) return '';
    if (text.value !== '') return text.value;
  }
  return '';
}

function closesUp(textBefore: string, textAfter: string): boolean {
  const before = lastCharacter(textBefore);
  const after = firstCharacter(textAfter);
  if (before === '' || after === '') return true;
  if (isSharedMark(before) || isSharedMark(after)) {
    const outside = [...textBefore.slice(-8)].reverse().find((character) => !isSharedMark(character)) ?? '';
    const beyond = [...textAfter.slice(0, 8)].find((character) => !isSharedMark(character)) ?? '';
    if (isWestern(outside) && isWestern(beyond)) return false;
  }
  if (isFullWidthMark(before) || isFullWidthMark(after)) return true;
  return isIdeographic(before) && isIdeographic(after);
}
