import type { HeadTemplate } from './head-template.ts';

/**
 * Where a running head or a folio stands: above or below the type area, towards the fore edge, in the middle or towards
 * the binding; or down the fore edge, set vertically (jlreq 2.6.1).
 */
export const FURNITURE_POSITIONS = [
  'head-outer',
  'head-centre',
  'head-inner',
  'foot-outer',
  'foot-centre',
  'foot-inner',
  'fore-edge',
] as const;

/** One of {@link FURNITURE_POSITIONS}. */
export type FurniturePosition = (typeof FURNITURE_POSITIONS)[number];

/**
 * How a number is written: `12`, `一二`, `xii`. Han numbers of folios are digits by their places with 〇 for nought, as
 * jlreq 2.6.1 (n38) lists them, not 十二.
 */
export type NumberStyle = 'arabic' | 'han' | 'roman';

/** Running heads (柱, 书眉; F01). */
export interface RunningHeadOrders {
  /** Of even pages; empty for none: the single-head style (jlreq 2.6.3). */
  readonly verso: HeadTemplate;
  /** Of odd pages. */
  readonly recto: HeadTemplate;
  /** Of several headings on a page, the one that is named; a page without any is named by the one still open. */
  readonly heading: 'first' | 'last';
  /** Whether pages on which a chapter opens have one: not in books (F02), but in papers. */
  readonly openings: boolean;
  /** Where they stand. */
  readonly position: FurniturePosition;
}

/** Folios (页码, ノンブル; F03, F04). */
export interface FolioOrders {
  /** What is printed, for example `— {folio} —`; empty for none. */
  readonly template: HeadTemplate;
  /** How body and back matter are numbered. */
  readonly style: Exclude<NumberStyle, 'roman'>;
  /** How front matter is numbered, from 1 on its own; `continuous` is one series through the book (通しノンブル). */
  readonly front: NumberStyle | 'continuous';
  /** Where they stand. */
  readonly position: FurniturePosition;
  /** Whether pages on which a chapter opens have one. */
  readonly openings: boolean;
  /** A small number at the binding of every page but the cover's, for printer and binder (隠しノンブル, F04). */
  readonly hidden: boolean;
}

/** What is printed around the type area of an edition. */
export interface Furniture {
  readonly heads: RunningHeadOrders;
  readonly folios: FolioOrders;
  /** Marks at the fore edge, one below the other from chapter to chapter, by which a closed book is opened (爪, 检索标). */
  readonly thumbTabs: boolean;
}

/** What an edition has that orders nothing: the book on even pages, the section or chapter on odd ones (F01). */
export const DEFAULT_FURNITURE: Furniture = {
  heads: {
    verso: [{ kind: 'value', of: ['book'] }],
    recto: [{ kind: 'value', of: ['section', 'chapter'] }],
    heading: 'first',
    openings: false,
    position: 'head-outer',
  },
  folios: {
    template: [{ kind: 'value', of: ['folio'] }],
    style: 'arabic',
    front: 'roman',
    position: 'foot-outer',
    openings: true,
    hidden: false,
  },
  thumbTabs: false,
};
