import type { Element, ElementContent, Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { Book } from '../model/book.ts';
import type { PageGeometry } from '../model/geometry.ts';
import { fpoFrame } from './fpo.ts';
import { LABELS } from './labels.ts';

/** Height of a frame for position only where the author ordered none, in lines of the grid. */
const DEFAULT_LINES = 11;

/**
 * Sets an edition's pictures: a size ordered in characters and lines is written out, and a missing picture becomes a
 * frame of the ordered size. The book is not changed; a copy of what differs is returned.
 */
export function setPictures(book: Book, available: ReadonlySet<string>, page: PageGeometry): Book {
  const label = LABELS[book.metadata.language].missingPicture;
  return {
    ...book,
    chapters: book.chapters.map((chapter) => ({
      ...chapter,
      content: withPictures(chapter.content, { available, page, label }),
      notes: chapter.notes.map((note) => ({
        ...note,
        content: withPictures(note.content, { available, page, label }),
      })),
    })),
  };
}

interface Setting {
  readonly available: ReadonlySet<string>;
  readonly page: PageGeometry;
  readonly label: (path: string) => string;
}

function withPictures<Tree extends Root | Element>(tree: Tree, setting: Setting): Tree {
  if (!holdsPicture(tree)) return tree;
  const copy = structuredClone(tree);
  setIn(copy, setting);
  return copy;
}

function holdsPicture(content: Root | Element): boolean {
  let found = false;
  visit(content, 'element', (node) => {
    found ||= node.tagName === 'img';
    return found ? false : undefined;
  });
  return found;
}

function setIn(parent: Root | Element, setting: Setting, figure?: Element): void {
  parent.children = (parent.children as ElementContent[]).map((child) => {
    if (child.type !== 'element') return child;
    if (child.tagName !== 'img') {
      setIn(child, setting, child.tagName === 'figure' ? child : figure);
      return child;
    }
    return setPicture(child, setting, figure);
  });
}

function setPicture(image: Element, setting: Setting, figure: Element | undefined): Element {
  const { page, available, label } = setting;
  const width = Math.min(
    Number(figure?.properties['dataWidth'] ?? page.charactersPerLine),
    page.charactersPerLine,
  );
  const ordered = figure?.properties['dataLines'];
  const path = String(image.properties['src'] ?? '');
  const missing = !available.has(path);
  const lines = Math.min(Number(ordered ?? DEFAULT_LINES), page.linesPerPage - 2);
  if (figure !== undefined) {
    const height = missing || ordered !== undefined ? `; --figure-lines: ${lines}` : '';
    figure.properties['style'] = `--figure-width: ${width}${height}`;
  }
  if (!missing) return image;
  const caption = String(image.properties['alt'] ?? '');
  const name = label(path === '' ? '?' : path) + (caption === '' ? '' : ` ${caption}`);
  const [along, across] = [width * page.bodySizePt, lines * page.pitchPt];
  return page.writingMode === 'horizontal' ? fpoFrame(name, along, across) : fpoFrame(name, across, along);
}
