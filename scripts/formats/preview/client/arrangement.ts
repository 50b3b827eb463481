import type { PageRef } from '../messages.ts';
import { spreadsOf } from './spreads.ts';

/** How pages lie: two facing, one at a time, one below the other, or small and all together. */
export const MODES = ['spreads', 'single', 'continuous', 'overview'] as const;

/** One of {@link MODES}. */
export type Mode = (typeof MODES)[number];

/** A factor, or what is to fit into the window. */
export type Zoom = 'page' | 'width' | number;

/** Zooms offered by + and −. */
const ZOOMS: readonly number[] = [
  0.1, 0.15, 0.2, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4,
];

/** Free space above and below pages, and beside them, px. */
const GUTTER: Readonly<Record<Mode, number>> = { spreads: 20, single: 20, continuous: 8, overview: 14 };

/** Height of a page in the overview, px, where nothing else is ordered. */
const THUMBNAIL = 168;

/** Below each spread of the overview stand its labels, px. */
const CAPTION = 20;

/** A width and a height, CSS px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where everything lies. */
export interface Arrangement {
  /** Indices of the pages that lie side by side: a spread, or one page. */
  readonly cells: readonly (readonly number[])[];
  /** Cells in a line: 1 but in the overview. */
  readonly perLine: number;
  /** The zoom in force. */
  readonly zoom: number;
  /** From line to line as shown, px; a whole number, so that a long book adds up to no error. */
  readonly pitch: number;
  /** Free space around the pages of a cell, px. */
  readonly gutter: number;
  /** A whole cell is in view, so that there is nothing to scroll within it. */
  readonly fits: boolean;
}

/** What is to be arranged, and the room there is. */
export interface Room {
  readonly pages: readonly Pick<PageRef, 'side'>[];
  /** The page after cutting, px at zoom 1. */
  readonly trim: Size;
  /** The window that the pages are seen through. */
  readonly view: Size;
}

/** Arranges pages. */
export function arrange(mode: Mode, wanted: Zoom, { pages, trim, view }: Room): Arrangement {
  const faces = mode === 'spreads' || mode === 'overview';
  const cells = faces ? spreadsOf(pages) : pages.map((_page, index) => [index]);
  const across = faces ? 2 : 1;
  const gutter = GUTTER[mode];
  const zoom = zoomOf(mode, wanted, { trim, view, across, gutter });
  const height = Math.floor(trim.height * zoom + 2 * gutter) + (mode === 'overview' ? CAPTION : 0);
  const isPaged = mode === 'spreads' || mode === 'single';
  const width = across * trim.width * zoom + 2 * gutter;
  return {
    cells,
    perLine: mode === 'overview' ? Math.max(1, Math.floor(view.width / width)) : 1,
    zoom,
    // One at a time: what does not fill the window stands alone in it.
    pitch: isPaged ? Math.max(height, Math.floor(view.height)) : height,
    gutter,
    fits: height <= view.height + 1 && width <= view.width + 1,
  };
}

function zoomOf(
  mode: Mode,
  wanted: Zoom,
  { trim, view, across, gutter }: Omit<Room, 'pages'> & { across: number; gutter: number },
): number {
  if (typeof wanted === 'number') return wanted;
  if (trim.width === 0) return 1;
  if (mode === 'overview') return THUMBNAIL / trim.height;
  const width = (view.width - 2 * gutter) / (across * trim.width);
  const height = (view.height - 2 * gutter) / trim.height;
  return Math.max(0.05, wanted === 'width' ? width : Math.min(width, height));
}

/** The next zoom that + (1) or − (−1) leads to. */
export function stepZoom(now: number, step: 1 | -1): number {
  const next =
    step === 1 ? ZOOMS.find((zoom) => zoom > now * 1.001) : ZOOMS.findLast((zoom) => zoom < now * 0.999);
  return next ?? now;
}

/** A factor within what + and − reach. */
export function limitZoom(zoom: number): number {
  return Math.max(ZOOMS[0] ?? zoom, Math.min(ZOOMS.at(-1) ?? zoom, zoom));
}

/** The cell that holds a page; the first one for a page that is none. */
export function cellOfPage({ cells }: Pick<Arrangement, 'cells'>, page: number): number {
  return Math.max(
    0,
    cells.findIndex((pages) => pages.includes(page)),
  );
}

/** How far down a cell lies, px. */
export function topOfCell({ perLine, pitch }: Arrangement, cell: number): number {
  return Math.floor(cell / perLine) * pitch;
}

/** The cell that is read at a scroll position: in the middle of the window, or at its head where several are in it. */
export function cellInView({ cells, perLine, pitch }: Arrangement, top: number, viewHeight: number): number {
  if (pitch === 0) return 0;
  const line = Math.floor((top + Math.min(viewHeight, pitch) / 2) / pitch);
  return Math.max(0, Math.min(line * perLine, cells.length - 1));
}
