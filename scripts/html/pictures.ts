import type { Element, ElementContent, Root } from 'hast';
import type { Book } from '../model/book.ts';
import { copyTree } from '../model/copy-tree.ts';
import { MM_PER_PT, type PageGeometry, typeArea } from '../model/geometry.ts';
import { visit } from '../model/visit.ts';
import { fpoFrame } from './fpo.ts';
import { LABELS } from './labels.ts';

/** Height of a frame for position only where the author ordered none, in lines of the grid. */
const DEFAULT_LINES = 11;

/** Lines that a picture leaves for its caption and the space around it, at least. */
const CAPTION_LINES = 2;

/** Between figures side by side, in characters; styles/base/blocks.css sets the same. */
const GUTTER = 1;

/** What a vertical page keeps free for a caption below its picture, in pitches; styles/base/vertical.css sets the same. */
const CAPTION_BELOW = 3;

/** Height to width of a frame for position only for which a vertical book orders no height. */
const FRAME_SHAPE = 0.75;

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
  const copy = copyTree(tree);
  setIn(copy, setting);
  return copy;
}

function holdsPicture(content: Root | Element): boolean {
  let found = false;
  visit(content, 'element', (node) => {
    found ||= node.tagName === 'img' || isDrawing(node);
    return found ? false : undefined;
  });
  return found;
}

/** A diagram, which stands in the text and is never missing. */
function isDrawing({ tagName, properties: { className } }: Element): boolean {
  return tagName === 'svg' && Array.isArray(className) && className.includes('drawing');
}

/** Along the lines in characters, across them in lines. */
interface Size {
  readonly width?: number;
  readonly lines?: number;
}

function setIn(parent: Root | Element, setting: Setting, figure?: Element, share: Size = {}): void {
  const shares = isSideBySide(parent) ? sharesOf(parent, setting.page) : undefined;
  parent.children = (parent.children as ElementContent[]).map((child) => {
    if (child.type !== 'element') return child;
    if (child.tagName === 'img' || isDrawing(child)) return setPicture(child, setting, figure, share);
    if (child.tagName === 'figure') setIn(child, setting, child, shares?.get(child));
    else setIn(child, setting, figure, share);
    return child;
  });
}

function isSideBySide(node: Root | Element): node is Element {
  const names = node.type === 'element' ? node.properties['className'] : undefined;
  return Array.isArray(names) && names.includes('side-by-side');
}

/**
 * What each figure in a row takes: of the measure in characters or, in a vertical book, of the page in lines. It is what
 * was ordered, or an equal part of what the others leave; all less in proportion where they do not fit.
 */
function sharesOf(row: Element, page: PageGeometry): ReadonlyMap<Element, Size> {
  const isVertical = page.writingMode === 'vertical';
  const figures = row.children.filter(
    (child): child is Element => child.type === 'element' && child.tagName === 'figure',
  );
  const gaps = figures.length - 1;
  const room = isVertical ? page.linesPerPage - 1 - gaps : page.charactersPerLine - GUTTER * gaps;
  const ordered = figures.map((figure) => orderOf(figure, isVertical ? 'dataLines' : 'dataWidth'));
  const taken = ordered.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  const open = ordered.filter((width) => width === undefined).length;
  const rest = room > taken ? (room - taken) / open : room / figures.length;
  const widths = ordered.map((width) => width ?? rest);
  const sum = widths.reduce((total, width) => total + width, 0);
  const scale = Math.min(1, room / sum);
  return new Map(
    figures.map((figure, index) => {
      const share = round((widths[index] ?? 0) * scale);
      return [figure, isVertical ? { lines: share } : { width: share }];
    }),
  );
}

function orderOf(figure: Element, name: 'dataWidth' | 'dataLines'): number | undefined {
  const order = figure.properties[name];
  return order === undefined ? undefined : Number(order);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function setPicture(image: Element, setting: Setting, figure: Element | undefined, share: Size): Element {
  const { page, available, label } = setting;
  const path = String(image.properties['src'] ?? '');
  const missing = image.tagName === 'img' && !available.has(path);
  const size = figure === undefined ? {} : sizeOf(figure, share, page, missing);
  if (figure !== undefined && !hasWholePage(figure)) {
    const { width = page.charactersPerLine, lines } = size;
    const height = lines === undefined ? '' : `; --figure-lines: ${lines}`;
    figure.properties['style'] = `--figure-width: ${width}${height}`;
  }
  if (!missing) return image;
  const caption = String(image.properties['alt'] ?? '');
  const name = label(path === '' ? '?' : path) + (caption === '' ? '' : ` ${caption}`);
  return fpoFrame(name, ...frameShape(figure, page, size));
}

/** The size of a figure: its share of a row, or what is ordered; a frame must have a height. */
function sizeOf(figure: Element, share: Size, page: PageGeometry, missing: boolean): Size {
  const most = page.linesPerPage - CAPTION_LINES;
  const lines = share.lines ?? orderOf(figure, 'dataLines') ?? (missing ? DEFAULT_LINES : undefined);
  const width = share.width ?? orderOf(figure, 'dataWidth') ?? frameHeight(page, missing ? lines : undefined);
  return {
    width: Math.min(width ?? page.charactersPerLine, page.charactersPerLine),
    ...(lines === undefined ? {} : { lines: Math.min(lines, most) }),
  };
}

/** The height of a vertical book's frame, in characters; others are as wide as the measure. */
function frameHeight(page: PageGeometry, lines: number | undefined): number | undefined {
  if (lines === undefined || page.writingMode === 'horizontal') return undefined;
  const most = page.charactersPerLine - Math.ceil((CAPTION_BELOW * page.pitchPt) / page.bodySizePt);
  return Math.min(Math.round((FRAME_SHAPE * lines * page.pitchPt) / page.bodySizePt), most);
}

/** A page or a spread to itself: it is as large as its caption leaves, whatever else is ordered. */
function hasWholePage(figure: Element): boolean {
  return figure.properties['dataPlace'] === 'page' || figure.properties['dataPlace'] === 'spread';
}

/** Width and height of a frame on the page, pt: only their proportion is seen. */
function frameShape(figure: Element | undefined, page: PageGeometry, size: Size): [number, number] {
  const isVertical = page.writingMode === 'vertical';
  if (figure !== undefined && hasWholePage(figure)) {
    const { widthMm, heightMm } = typeArea(page);
    const caption = (isVertical ? CAPTION_BELOW / 2 : CAPTION_LINES / 2) * page.pitchPt;
    const across = figure.properties['dataPlace'] === 'page' ? widthMm : 2 * (widthMm + page.insideMm);
    return [across / MM_PER_PT, heightMm / MM_PER_PT - caption];
  }
  const along = (size.width ?? page.charactersPerLine) * page.bodySizePt;
  const across = (size.lines ?? DEFAULT_LINES) * page.pitchPt;
  return isVertical ? [across, along] : [along, across];
}
