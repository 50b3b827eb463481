import type { Element, ElementContent, Root, Text } from 'hast';
import type { Book, Chapter } from '../../model/book.ts';
import { copyTree } from '../../model/copy-tree.ts';
import { isCounted, type PageStart, UNCOUNTED } from '../../model/page-start.ts';
import type { PageInfo, Pagination } from '../../model/pagination.ts';
import { classesOf } from './attributes.ts';

/** The beginning of a printed page in the text. */
export interface PageMark {
  /** Id of its mark. */
  readonly id: string;
  /** The folio as printed. */
  readonly label: string;
  /** The number that it tells. */
  readonly folio?: PageInfo['folio'];
}

/** A book whose text has marks, and these in the order of the text. */
export interface MarkedBook {
  readonly book: Book;
  readonly marks: readonly PageMark[];
}

/** Parts that an EPUB draws anew, or has not. */
const REDRAWN = new Set<string | undefined>(['cover', 'half-title', 'contents']);

/** What a mark stands before, not in: it would be read out with a heading, part what is one, or be lost. */
const WHOLE = new Set('figure h1 h2 h3 h4 h5 h6 header hgroup hr img math ruby svg'.split(' '));

const UNCOUNTED_NAMES: ReadonlySet<string> = new Set(UNCOUNTED.tagNames);

/** A page that is to be marked. */
interface PrintedPage {
  readonly mark: PageMark;
  /** Absent for pages of floats alone. */
  readonly start: PageStart | null;
}

/**
 * Marks in a book's text where the pages of a printed edition begin (EPUB Accessibility 1.1, 3.3). The text stays as it
 * is; the book itself is not changed. Pages without a folio have no mark, nor those of which no one knows where in the
 * text they begin; a page of floats alone begins with the next one.
 */
export function markPages(book: Book, { pages, starts }: Pick<Pagination, 'pages' | 'starts'>): MarkedBook {
  const ofChapters = new Map<string, PrintedPage[]>();
  pages.forEach(({ chapter, label, folio }, index) => {
    if (chapter === undefined) return;
    const known = ofChapters.get(chapter) ?? [];
    const mark = { id: `page-${index + 1}`, label, ...(folio !== undefined && { folio }) };
    known.push({ mark, start: starts[index] ?? null });
    ofChapters.set(chapter, known);
  });
  const marks: PageMark[] = [];
  const chapters = book.chapters.map((chapter): Chapter => {
    const printed = ofChapters.get(chapter.id);
    if (printed === undefined || REDRAWN.has(chapter.part)) return chapter;
    const marker = new ChapterMarker(copyTree(chapter.content));
    marks.push(...marker.mark(printed));
    return { ...chapter, content: marker.content };
  });
  return { book: { ...book, chapters }, marks };
}

/** Writes marks into the content of one chapter. */
class ChapterMarker {
  readonly content: Root;
  readonly #parents = new Map<Element, Element | Root>();
  /** By `data-source`, the smallest of those with the same. */
  readonly #blocks = new Map<string, Element>();

  constructor(content: Root) {
    this.content = content;
    this.#index(content);
  }

  /** Marks the pages that have a folio; returns those marks that found their place, in order. */
  mark(pages: readonly PrintedPage[]): readonly PageMark[] {
    const placed: PageMark[] = [];
    let waiting: PageMark[] = [];
    pages.forEach(({ mark, start }, index) => {
      if (mark.label !== '') waiting.push(mark);
      if (start === null) return;
      if (index === 0) this.content.children.unshift(...waiting.map(spanOf));
      else if (!this.#insert(start, waiting.map(spanOf))) {
        waiting = waiting.filter((other) => other !== mark);
        return;
      }
      placed.push(...waiting);
      waiting = [];
    });
    this.content.children.push(...waiting.map(spanOf));
    return [...placed, ...waiting];
  }

  #index(parent: Element | Root): void {
    for (const child of parent.children) {
      if (child.type !== 'element') continue;
      this.#parents.set(child, parent);
      const source = child.properties['dataSource'];
      if (typeof source === 'string') this.#blocks.set(source, child);
      this.#index(child);
    }
  }

  #insert({ source, offset }: PageStart, spans: readonly Element[]): boolean {
    const block = this.#blocks.get(source);
    if (block === undefined) return false;
    const place = findCharacter(block, offset);
    // An edition whose text differs may end before.
    if (place === undefined && offset > 0) return false;
    let node: ElementContent = place?.text ?? block;
    let parent: Element | Root | undefined = place?.parent ?? this.#parents.get(block);
    let isWithin = place !== undefined && place.index > 0;
    for (let outer = parent; outer?.type === 'element'; outer = this.#parents.get(outer)) {
      if (!isWhole(outer)) continue;
      node = outer;
      parent = this.#parents.get(outer);
      isWithin = false;
    }
    if (parent === undefined || (place === undefined && NO_TEXT.has((parent as Element).tagName)))
      return false;
    const siblings = parent.children as ElementContent[];
    const at = siblings.indexOf(node);
    if (!isWithin || place === undefined) {
      siblings.splice(at, 0, ...spans);
      return true;
    }
    const { text, index } = place;
    const rest: Text = { type: 'text', value: text.value.slice(index) };
    text.value = text.value.slice(0, index);
    siblings.splice(at + 1, 0, ...spans, rest);
    return true;
  }
}

/** Elements that hold no text of their own. */
const NO_TEXT = new Set('table thead tbody tfoot tr colgroup ul ol dl'.split(' '));

/** A character in the text. */
interface CharacterPlace {
  readonly parent: Element;
  readonly text: Text;
  /** Index in the value of `text`. */
  readonly index: number;
}

/** The counted character of a block before which `offset` others stand; nothing where it has no more than these. */
function findCharacter(block: Element, offset: number): CharacterPlace | undefined {
  let left = offset;
  const search = (parent: Element): CharacterPlace | undefined => {
    for (const child of parent.children) {
      if (child.type === 'element') {
        const found = isUncounted(child) ? undefined : search(child);
        if (found !== undefined) return found;
      }
      if (child.type !== 'text') continue;
      for (let index = 0; index < child.value.length; index += 1) {
        if (!isCounted(child.value.charCodeAt(index))) continue;
        if (left === 0) return { parent, text: child, index: startOfCluster(child.value, index) };
        left -= 1;
      }
    }
    return undefined;
  };
  return search(block);
}

function isUncounted(element: Element): boolean {
  return (
    UNCOUNTED_NAMES.has(element.tagName) ||
    'dataWithoutPages' in element.properties ||
    classesOf(element).includes(UNCOUNTED.className)
  );
}

/** Digits side by side in a vertical line (D10), upright letters. */
const UPRIGHT = ['tcy', 'upright'];

/** A numbered listing is cut into lines again, which keeps nothing but text. */
function isWhole(element: Element): boolean {
  const { tagName, children } = element;
  if (WHOLE.has(tagName) || classesOf(element).some((name) => UPRIGHT.includes(name))) return true;
  return (
    tagName === 'pre' &&
    children.some((child) => child.type === 'element' && Object.keys(child.properties).some(isOfLines))
  );
}

function isOfLines(property: string): boolean {
  return property === 'dataNumbers' || property === 'dataMarked';
}

/** Never between a character and its second half, its variation selector or its combining marks. */
function startOfCluster(text: string, index: number): number {
  let start = index;
  while (start > 0 && /^(?:\p{M}|\u200D|[\uDC00-\uDFFF])/u.test(characterAt(text, start))) start -= 1;
  return start;
}

function characterAt(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index) ?? 0);
}

function spanOf({ id, label }: PageMark): Element {
  return {
    type: 'element',
    tagName: 'span',
    properties: { id, role: 'doc-pagebreak', ariaLabel: label },
    children: [],
  };
}
