import type { Box } from '../../../model/preflight.ts';
import type { Dictionary } from '../pdf-syntax.ts';
import type { UsedColor } from './color-spaces.ts';

/** A picture where it is drawn. */
export interface DrawnImage {
  /** Number of its object. */
  readonly object: number;
  readonly entries: Dictionary;
  readonly box: Box;
  /** Pixels an inch, the lesser of both directions. */
  readonly ppi: number;
}

/** Told of everything that a page draws. Boxes are in points of the page. */
export interface PageSink {
  /** How much it was told of that matters to it. */
  readonly drawn: number;
  /** Where on the page things matter, as a text. */
  readonly area: string;
  text(box: Box, sizePt: number, color: UsedColor): void;
  fill(box: Box, color: UsedColor): void;
  stroke(box: Box, widthPt: number, color: UsedColor): void;
  image(image: DrawnImage): void;
  /** A colour space of a shading or a transparent group. */
  space(color: UsedColor): void;
  /** Something that can be seen through: opacity, a mask, a blend mode. */
  transparency(what: string): void;
}
