import type { Element, Root } from 'hast';
import type { Chapter, Heading, HeadingNumber } from '../model/book.ts';
import { visit } from '../model/visit.ts';

/**
 * The headings of a chapter in order. Each gets an id (`c02-h3`) unless the author gave one.
 * The lines of a title are joined by U+3000, as contents and running heads set them in one line.
 */
export function collectHeadings(
  content: Root,
  chapterId: string,
  numbers: ReadonlyMap<Element, HeadingNumber> = new Map(),
): readonly Heading[] {
  const headings: Heading[] = [];
  visit(content, 'element', (node) => {
    const level = /^h([1-6])$/.exec(node.tagName)?.[1];
    if (level === undefined) return;
    const given = node.properties['id'];
    const id = typeof given === 'string' && given !== '' ? given : `${chapterId}-h${headings.length + 1}`;
    node.properties['id'] = id;
    const number = numbers.get(node);
    headings.push({ id, level: Number(level), title: plainTitle(node), ...(number && { number }) });
  });
  return headings;
}

/** The number of a chapter's own heading, where Banxin numbers them. */
export function chapterNumber({ headings }: Pick<Chapter, 'headings'>): HeadingNumber | undefined {
  return headings.find(({ level }) => level === 1)?.number;
}

/** Text of a heading or a caption in one line: hard breaks become U+3000, pictures their alt text, calls of notes and numbers of citations are left out. */
export function plainTitle(node: Element): string {
  let title = '';
  visit(node, (child) => {
    if (child.type === 'text') title += child.value;
    if (child.type !== 'element') return undefined;
    if (child.tagName === 'br') title += '\u3000';
    if (child.tagName === 'img' && typeof child.properties['alt'] === 'string')
      title += child.properties['alt'];
    return isCall(child) || child.tagName === 'rt' || child.tagName === 'rp' ? 'skip' : undefined;
  });
  return title
    .replace(/[ \t\n]+/g, ' ')
    .replace(/ ?\u3000 ?/g, '\u3000')
    .trim();
}

function isCall(element: Element): boolean {
  const names = element.properties['className'];
  return Array.isArray(names) && (names.includes('note-call') || names.includes('citation-number'));
}
