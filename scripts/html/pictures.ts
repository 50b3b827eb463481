import type { Element, ElementContent, Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { Book } from '../model/book.ts';
import type { PageGeometry } from '../model/geometry.ts';
import { fpoFrame } from './fpo.ts';
import { LABELS } from './labels.ts';

/** Height of a frame for position only where the author ordered none, in lines of the grid. */
const DEFAULT_LINES = 11;

/** Lines that a picture leaves for its caption and the space around it, at least. */
const CAPTION_LINES = 2;

/** Between figures side by side, in characters; styles/base/blocks.css sets the same. */
const GUTTER = 1;

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

/** A figure and the room it has. */
interface FigureRoom {
  readonly figure?: Element;
  /** Characters that it may take at most. */
  readonly width: number;
}

function setIn(parent: Root | Element, setting: Setting, room?: FigureRoom): void {
  const shares = isSideBySide(parent) ? sharesOf(parent, setting.page) : undefined;
  parent.children = (parent.children as ElementContent[]).map((child) => {
    if (child.type !== 'element') return child;
    if (child.tagName !== 'img') {
      setIn(child, setting, child.tagName === 'figure' ? roomOf(child, setting.page, shares) : room);
      return child;
    }
    return setPicture(child, setting, room ?? { width: setting.page.charactersPerLine });
  });
}

/** A figure's own width, the share it has in a row, or the two pages of a spread. */
function roomOf(figure: Element, page: PageGeometry, shares?: ReadonlyMap<Element, number>): FigureRoom {
  const isSpread = figure.properties['dataPlace'] === 'spread';
  const width = isSpread ? 2 * page.charactersPerLine : page.charactersPerLine;
  return { figure, width: shares?.get(figure) ?? Math.min(orderedWidth(figure) ?? width, width) };
}

function isSideBySide(node: Root | Element): node is Element {
  const names = node.type === 'element' ? node.properties['className'] : undefined;
  return Array.isArray(names) && names.includes('side-by-side');
}

/**
 * What each figure in a row takes of the measure, in characters: what was ordered, or an equal part of what the others
 * leave; all less in proportion where they do not fit.
 */
function sharesOf(row: Element, page: PageGeometry): ReadonlyMap<Element, number> {
  const figures = row.children.filter(
    (child): child is Element => child.type === 'element' && child.tagName === 'figure',
  );
  const room = page.charactersPerLine - GUTTER * (figures.length - 1);
  const ordered = figures.map(orderedWidth);
  const taken = ordered.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  const open = ordered.filter((width) => width === undefined).length;
  const rest = room > taken ? (room - taken) / open : room / figures.length;
  const widths = ordered.map((width) => width ?? rest);
  const sum = widths.reduce((total, width) => total + width, 0);
  const scale = Math.min(1, room / sum);
  return new Map(figures.map((figure, index) => [figure, round((widths[index] ?? 0) * scale)]));
}

function orderedWidth(figure: Element): number | undefined {
  const width = figure.properties['dataWidth'];
  return width === undefined ? undefined : Number(width);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function setPicture(image: Element, setting: Setting, { figure, width }: FigureRoom): Element {
  const { page, available, label } = setting;
  const isWholePage = ['page', 'spread'].includes(String(figure?.properties['dataPlace']));
  const most = page.linesPerPage - CAPTION_LINES;
  const ordered = isWholePage ? most : figure?.properties['dataLines'];
  const path = String(image.properties['src'] ?? '');
  const missing = !available.has(path);
  const lines = Math.min(Number(ordered ?? DEFAULT_LINES), most);
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
