import type { Dictionary } from '../../pdf-syntax.ts';

/** How what is painted is blended (ISO 32000-1, 11.6.4). */
export interface Blending {
  readonly fill: number;
  readonly stroke: number;
  /** Whether it is blended otherwise than by covering. */
  readonly isBlended: boolean;
  readonly isMasked: boolean;
}

/** Nothing can be seen through. */
export const OPAQUE: Blending = { fill: 1, stroke: 1, isBlended: false, isMasked: false };

/** Whether nothing can be seen through. */
export function isOpaque({ fill, stroke, isBlended, isMasked }: Blending): boolean {
  return fill === 1 && stroke === 1 && !isBlended && !isMasked;
}

/** The blending behind a graphics state (8.4.5). */
export function blendingAfter(
  before: Blending,
  entries: Dictionary,
  resolve: (value: string | undefined) => string,
): Blending {
  const value = (key: string): string | undefined =>
    entries.has(key) ? resolve(entries.get(key)) : undefined;
  const [fill, stroke, mode, mask] = ['ca', 'CA', 'BM', 'SMask'].map(value);
  return {
    fill: fill === undefined ? before.fill : Number(fill),
    stroke: stroke === undefined ? before.stroke : Number(stroke),
    isBlended: mode === undefined ? before.isBlended : mode !== '/Normal' && mode !== '/Compatible',
    isMasked: mask === undefined ? before.isMasked : mask.startsWith('<<'),
  };
}
