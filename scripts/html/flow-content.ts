import type { Element, ElementContent, Root } from 'hast';
import { SKIP, visit } from '../model/visit.ts';
import { cutCode } from './code-lines.ts';
import { dotEmphasis, waveTitles } from './emphasis.ts';
import { divideLongRuby } from './long-ruby.ts';
import { divideLongWords } from './long-words.ts';
import { setReadings } from './readings.ts';

/** Elements that may stand among text; everything else is a block. */
const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'br',
  'cite',
  'code',
  'del',
  'dfn',
  'em',
  'i',
  'img',
  'input',
  'ins',
  'kbd',
  'mark',
  'q',
  'ruby',
  's',
  'samp',
  'small',
  'span',
  'strong',
  'strike',
  'sub',
  'sup',
  'svg',
  'math',
  'time',
  'tt',
  'u',
  'var',
  'wbr',
]);

/** Blocks that Markdown lets hold text beside blocks. */
const MIXED = new Set([
  'li',
  'dd',
  'blockquote',
  'div',
  'section',
  'aside',
  'footer',
  'header',
  'article',
  'main',
  'nav',
  'details',
]);

/**
 * Prepares a tree for layout, in place: text beside blocks is wrapped in a paragraph of its own (a tight list item
 * holding a list), code is cut into its lines, what unfolds on a screen is unfolded, emphasis gets its dots and pictures their boxes. The
 * engine then only meets containers, paragraphs and boxes.
 */
export function prepareFlow(tree: Root): void {
  visit(tree, 'element', (node, _index, parent) => {
    openDetails(node);
    if (node.tagName === 'code' && parent?.type === 'element' && parent.tagName === 'pre') cutCode(node);
    else if (MIXED.has(node.tagName) && !isKept(node)) node.children = wrapText(node.children);
  });
  tree.children = wrapText(tree.children as ElementContent[]);
  markBelowHeadings(tree);
  divideLongWords(tree);
  setReadings(tree);
  divideLongRuby(tree);
  dotEmphasis(tree);
  waveTitles(tree);
  boxPictures(tree);
}

/**
 * A figure directly below a heading leaves room for it on its page. It is marked, for styles cannot tell: on the pages
 * it may stand elsewhere, and must be as large as it was measured.
 */
function markBelowHeadings(tree: Root): void {
  visit(tree, (node) => {
    if (!('children' in node)) return;
    let before = '';
    for (const child of node.children) {
      if (child.type !== 'element') continue;
      if (child.tagName === 'figure' && /^h[1-6]$/.test(before) && !('dataPlace' in child.properties)) {
        child.properties['dataBelow'] = 'heading';
      }
      before = child.tagName;
    }
  });
}

/**
 * A picture among text gets a box that is whole lines high; one of a figure is the figure's. A paragraph of pictures
 * alone has no indent: they may be as wide as the measure.
 */
function boxPictures(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'figure') return SKIP;
    if (isPicturesOnly(node)) node.properties['className'] = ['tight'];
    if (node.tagName !== 'img' || parent === undefined || index === undefined) return undefined;
    parent.children[index] = { type: 'element', tagName: 'bx-picture', properties: {}, children: [node] };
    return SKIP;
  });
}

function isPicturesOnly(node: Element): boolean {
  const { className } = node.properties;
  if (node.tagName !== 'p' || className !== undefined || textOf(node).trim() !== '') return false;
  const only = node.children.filter((child) => child.type === 'element');
  return only.length > 0 && only.every(({ tagName }) => tagName === 'img');
}

/** A closed `details` would hide its text from a page. */
function openDetails(node: Element): void {
  if (node.tagName === 'details') node.tagName = 'div';
  else if (node.tagName === 'summary') node.tagName = 'p';
}

/** What is never looked into: kept blocks, and the frames of missing pictures. */
function isKept(node: Element): boolean {
  const names = node.properties['className'];
  return Array.isArray(names) && (names.includes('keep') || names.includes('fpo'));
}

function wrapText(children: readonly ElementContent[]): ElementContent[] {
  const wrapped: ElementContent[] = [];
  let run: ElementContent[] = [];
  const close = (): void => {
    if (run.some((node) => node.type === 'element' || (node.type === 'text' && node.value.trim() !== ''))) {
      wrapped.push({ type: 'element', tagName: 'p', properties: { className: ['tight'] }, children: run });
    }
    run = [];
  };
  for (const child of children) {
    if (child.type === 'text' || (child.type === 'element' && INLINE.has(child.tagName))) run.push(child);
    else if (child.type === 'element') {
      close();
      wrapped.push(child);
    }
  }
  close();
  return wrapped;
}

function textOf(node: ElementContent): string {
  let text = '';
  visit(node, 'text', (child) => {
    text += child.value;
  });
  return text;
}
