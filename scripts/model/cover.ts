import type { Place } from './diagnostic.ts';

/** Panels of a cover that take a picture, and the whole of it. */
export const COVER_PICTURES = ['wrap', 'front', 'back', 'spine'] as const;

/** One of {@link COVER_PICTURES}. */
export type CoverPicture = (typeof COVER_PICTURES)[number];

/** How thick the paper of the book is: by its weight in g/m², or a leaf by the caliper in millimetres. */
export type Paper = { readonly gsm: number } | { readonly caliperMm: number };

/** A cover in one piece around the book: back, spine and front, with flaps where they are ordered. */
export interface CoverSetting {
  /** Name of the edition that it is for. */
  readonly of: string;
  /** Paper of that edition's pages. */
  readonly paper: Paper;
  /** Width of the spine as measured; absent where it follows from pages and paper. */
  readonly spineMm?: number;
  /** Width of a flap (勒口, 折り返し, 날개); 0 for none. */
  readonly flapMm: number;
  /** Texts on the flaps. */
  readonly flapTexts: { readonly front?: string; readonly back?: string };
  /** Paths of pictures, relative to the manuscript's folder. */
  readonly pictures: Readonly<Partial<Record<CoverPicture, string>>>;
  /** Whether the front has its words; absent: unless the cover picture of the book is on it. */
  readonly frontText?: boolean;
  /** Digits of the bars beside the ISBN's: EAN-2 or EAN-5 (price, 부가기호). */
  readonly addOn?: string;
  /** Where book.yaml orders it. */
  readonly place: Place;
}

/** Narrowest spine that can be printed on, in millimetres: the fold strays by half a millimetre and more. */
export const LEAST_PRINTED_SPINE_MM = 4;

/** Least distance of text from the cut and from a fold, in millimetres. */
export const COVER_SAFETY_MM = { trim: 3, fold: 1 } as const;
