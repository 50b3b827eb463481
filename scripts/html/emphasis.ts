import type { Element, ElementContent, Root } from 'hast';

/** What is set in a font of its own, beside the line, or is no text of the sentence. */
const UNMARKED = new Set(['code', 'kbd', 'math', 'pre', 'rp', 'rt', 'samp', 'sub', 'sup', 'svg']);

const CJK = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}ー]`;
const WORD = String.raw`(?:(?!${CJK})[\p{L}\p{N}]\p{M}*)+`;

/**
 * A character that takes a dot, with its variation selector or voicing mark; or a word of another script, an address or
 * a file's name as a whole, with the marks in it.
 */
const MARKED = new RegExp(String.raw`(${CJK}\p{M}*)|${WORD}(?:[!-/:-@[-\x60{-~’]+${WORD})*`, 'gu');

/**
 * Gives every character of an emphasis an element of its own, which carries its dot (D01): `bx-dot` a Han, kana or
 * hangul, `bx-dots` a word of another script; marks and spaces carry none. The dots of `text-emphasis` would make the
 * line higher (A07, D03), and would be characters of the PDF's text.
 */
export function dotEmphasis(tree: Root | Element, within = false): void {
  tree.children = (tree.children as ElementContent[]).flatMap((child) => {
    if (child.type === 'text') return within ? dotted(child.value) : [child];
    if (child.type === 'element' && !UNMARKED.has(child.tagName)) {
      dotEmphasis(child, within || child.tagName === 'em');
    }
    return [child];
  });
}

/** Gives every character of a work's title an element of its own, which carries its part of the wave (D02). */
export function waveTitles(tree: Root | Element, within = false): void {
  tree.children = (tree.children as ElementContent[]).flatMap((child) => {
    if (child.type === 'text') return within ? waved(child.value) : [child];
    if (child.type === 'element' && !UNMARKED.has(child.tagName)) waveTitles(child, within || isTitle(child));
    return [child];
  });
}

function isTitle({ properties }: Element): boolean {
  const names = properties['className'];
  return Array.isArray(names) && names.includes('work-title');
}

function waved(text: string): ElementContent[] {
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => ({
    type: 'element',
    tagName: 'bx-wave',
    properties: {},
    children: [{ type: 'text', value: segment }],
  }));
}

function dotted(text: string): ElementContent[] {
  const pieces: ElementContent[] = [];
  const add = (value: string): void => {
    if (value !== '') pieces.push({ type: 'text', value });
  };
  let end = 0;
  for (const match of text.matchAll(MARKED)) {
    add(text.slice(end, match.index));
    end = match.index + match[0].length;
    pieces.push({
      type: 'element',
      tagName: match[1] === undefined ? 'bx-dots' : 'bx-dot',
      properties: {},
      children: [{ type: 'text', value: match[0] }],
    });
  }
  add(text.slice(end));
  return pieces;
}
