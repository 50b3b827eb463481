import { getDocument, OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A character as it is drawn, in points from the media's lower left corner. */
export interface Glyph {
  readonly character: string;
  /** Number of the glyph in its font. */
  readonly id: number;
  /** Its origin: the left end of its baseline, or the upper one where it is turned. */
  readonly x: number;
  readonly y: number;
  /** Its size. */
  readonly size: number;
  /** Its advance along its baseline, horizontal scaling included. */
  readonly width: number;
  /** Laid on its side, 90° clockwise. */
  readonly turned: boolean;
  /** PostScript name of its font, without the tag of the subset. */
  readonly font: string;
}

/** A picture, as much of it as the clip shows, in points from the media's lower left corner. */
export interface PlacedPicture {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture and how it lies. */
export interface DrawnPicture extends PlacedPicture {
  /** From its left edge to its right one: `[width, 0]` for one that stands upright. */
  readonly across: readonly [x: number, y: number];
}

/** The box around an area that is filled with one colour, as much of it as the clip shows. */
export interface PlacedFill extends PlacedPicture {
  /** `#rrggbb`. */
  readonly colour: string;
}

/** What is drawn on a page, in the order of its content. */
export interface DrawnPage {
  readonly glyphs: readonly Glyph[];
  readonly pictures: readonly DrawnPicture[];
  readonly fills: readonly PlacedFill[];
}

/** Where every character and picture of a PDF is drawn, told by pdf.js. */
export async function drawnPages(bytes: Uint8Array): Promise<readonly DrawnPage[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  const pages: DrawnPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1)
    pages.push(await drawnOn(await document.getPage(number)));
  await task.destroy();
  return pages;
}

type Matrix = readonly [number, number, number, number, number, number];

/** `inner`, then `outer`. */
function join(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

interface ShownGlyph {
  readonly unicode: string;
  readonly originalCharCode: number;
  readonly width: number;
}

async function drawnOn(page: PDFPageProxy): Promise<DrawnPage> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const glyphs: Glyph[] = [];
  const pictures: DrawnPicture[] = [];
  const fills: PlacedFill[] = [];
  const saved: { readonly matrix: Matrix; readonly clip: PlacedPicture }[] = [];
  let clip: PlacedPicture = { x: -FAR, y: -FAR, width: 2 * FAR, height: 2 * FAR };
  let colour = '#000000';
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  let line: Matrix = matrix;
  let text: Matrix = matrix;
  let size = 0;
  let font = '';
  const show = (shown: readonly (ShownGlyph | number)[]): void => {
    for (const glyph of shown) {
      if (typeof glyph !== 'number') glyphs.push(placed(glyph, join(matrix, text), size, font));
      const advance = typeof glyph === 'number' ? (-glyph / 1000) * size : (glyph.width / 1000) * size;
      text = join(text, [1, 0, 0, 1, advance, 0]);
    }
  };
  fnArray.forEach((operator, index) => {
    const args = (argsArray[index] ?? []) as unknown[];
    if (operator === OPS.save) saved.push({ matrix, clip });
    else if (operator === OPS.restore) ({ matrix, clip } = saved.pop() ?? { matrix, clip });
    else if (operator === OPS.transform) matrix = join(matrix, args as unknown as Matrix);
    else if (operator === OPS.beginText) text = line = [1, 0, 0, 1, 0, 0];
    else if (operator === OPS.setTextMatrix)
      text = line = Object.values(args[0] as object) as unknown as Matrix;
    else if (operator === OPS.moveText)
      text = line = join(line, [1, 0, 0, 1, args[0] as number, args[1] as number]);
    else if (operator === OPS.setFont) {
      font = (page.commonObjs.get(args[0] as string) as { name: string }).name.replace(/^[A-Z]{6}\+/, '');
      size = args[1] as number;
    } else if (operator === OPS.showText) show(args[0] as (ShownGlyph | number)[]);
    else if (operator === OPS.setFillRGBColor) colour = args[0] as string;
    else if (operator === OPS.constructPath) {
      const [purpose, , bounds] = args as [number, unknown, Record<number, number> | null];
      if (bounds === null) return;
      const box = boxOf(matrix, [bounds[0] ?? 0, bounds[1] ?? 0], [bounds[2] ?? 0, bounds[3] ?? 0]);
      // A path that is drawn by nothing is a clip.
      if (purpose === OPS.endPath) clip = overlap(clip, box);
      else if (FILLS.has(purpose)) fills.push({ colour, ...overlap(clip, box) });
    } else if (operator === OPS.paintImageXObject)
      pictures.push({ ...overlap(clip, boxOf(matrix, [0, 0], [1, 1])), across: [matrix[0], matrix[1]] });
  });
  return { glyphs, pictures, fills };
}

/** Further than any page reaches, pt. */
const FAR = 1e6;

const FILLS: ReadonlySet<number> = new Set([OPS.fill, OPS.eoFill, OPS.fillStroke]);

/** The box around a rectangle of two corners. */
function boxOf(
  matrix: Matrix,
  from: readonly [number, number],
  to: readonly [number, number],
): PlacedPicture {
  const [a, b, c, d, e, f] = matrix;
  const corners = [from[0], to[0]].flatMap((x) =>
    [from[1], to[1]].map((y) => [a * x + c * y + e, b * x + d * y + f] as const),
  );
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** What two boxes share; without width or height where that is nothing. */
function overlap(one: PlacedPicture, other: PlacedPicture): PlacedPicture {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)];
  const right = Math.min(one.x + one.width, other.x + other.width);
  const top = Math.min(one.y + one.height, other.y + other.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, top - y) };
}

function placed(
  { unicode, originalCharCode, width }: ShownGlyph,
  matrix: Matrix,
  size: number,
  font: string,
): Glyph {
  const [a, b, c, d, x, y] = matrix;
  return {
    character: unicode,
    id: originalCharCode,
    x,
    y,
    size: Math.hypot(c, d) * size,
    width: (width / 1000) * size * Math.hypot(a, b),
    turned: Math.abs(b) > Math.abs(a),
    font,
  };
}
