import type { Element, ElementContent, Root, Text } from 'hast';
import { firstCharacter, isFullWidthMark, isIdeographic, lastCharacter } from './characters.ts';

/** Elements whose content is one run of text; a line break inside them is the author's editor's, not the book's. */
const TEXT_BLOCKS = new Set([
  'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'td', 'th', 'figcaption', 'caption', 'dt', 'dd', 'li',
]);

/** Elements inside which white space is kept. */
const VERBATIM = new Set(['pre', 'code', 'textarea']);

/**
 * Takes out the newline of a folded source line where both sides are Han, kana or full-width marks, or where one
 * is a full-width mark (B09, C15). Between Han and Latin it stays a space, as CSS Text does it.
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
      else if (child.type === 'element' && !VERBATIM.has(child.tagName)) collect(child.children);
    }
  };
  collect(block.children);
  return texts;
}

function joinRun(texts: readonly (Text | null)[]): void {
  texts.forEach((text, index) => {
    if (text === null || !text.value.includes('\n')) return;
    text.value = text.value.replace(/[ \t]*\n[ \t]*/g, (fold, offset: number, whole: string) => {
      const before = whole.slice(0, offset) || neighbour(texts, index, -1);
      const after = whole.slice(offset + fold.length) || neighbour(texts, index, 1);
      return closesUp(lastCharacter(before), firstCharacter(after)) ? '' : '\n';
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

function closesUp(before: string, after: string): boolean {
  if (before === '' || after === '') return true;
  if (isFullWidthMark(before) || isFullWidthMark(after)) return true;
  return isIdeographic(before) && isIdeographic(after);
}
