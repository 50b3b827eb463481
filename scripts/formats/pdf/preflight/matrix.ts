import type { Box } from '../../../model/preflight.ts';

/** A transformation of the plane: x' = ax + cy + e, y' = bx + dy + f (ISO 32000-1, 8.3.3). */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** First one, then the other. Elements are read by their index, for this is done for every glyph of a book. */
export function multiply(first: Matrix, then: Matrix): Matrix {
  return [
    first[0] * then[0] + first[1] * then[2],
    first[0] * then[1] + first[1] * then[3],
    first[2] * then[0] + first[3] * then[2],
    first[2] * then[1] + first[3] * then[3],
    first[4] * then[0] + first[5] * then[2] + then[4],
    first[4] * then[1] + first[5] * then[3] + then[5],
  ];
}

/** A shift, then a transformation. */
export function shifted(x: number, y: number, then: Matrix): Matrix {
  return [
    then[0],
    then[1],
    then[2],
    then[3],
    x * then[0] + y * then[2] + then[4],
    x * then[1] + y * then[3] + then[5],
  ];
}

/** Where a point comes to. */
export function transform(matrix: Matrix, x: number, y: number): readonly [x: number, y: number] {
  return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
}

/** How much longer a line becomes, on the average of all directions. */
export function scaleOf([a, b, c, d]: Matrix): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

/** Around two boxes. */
export function union(one: Box | undefined, other: Box): Box {
  if (one === undefined) return other;
  return [
    Math.min(one[0], other[0]),
    Math.min(one[1], other[1]),
    Math.max(one[2], other[2]),
    Math.max(one[3], other[3]),
  ];
}

/** Around what becomes of the square from 0 to 1. */
export function boxOfUnitSquare(matrix: Matrix): Box {
  let box: Box | undefined;
  for (const [x, y] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const) {
    const [left, bottom] = transform(matrix, x, y);
    box = union(box, [left, bottom, left, bottom]);
  }
  return box as Box;
}

/** Whether boxes share more than an edge. */
export function overlaps(one: Box, other: Box): boolean {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}

/** Whether a box lies in another, or out of it by no more than a tolerance, in points. */
export function isWithin(inner: Box, outer: Box, tolerance = 0): boolean {
  return (
    inner[0] >= outer[0] - tolerance &&
    inner[1] >= outer[1] - tolerance &&
    inner[2] <= outer[2] + tolerance &&
    inner[3] <= outer[3] + tolerance
  );
}
