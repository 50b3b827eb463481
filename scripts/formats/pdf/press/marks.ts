import type { GlyphOutlines } from '../../../model/face.ts';
import { MM_PER_PT, type PageGeometry } from '../../../model/geometry.ts';
import { MARKS_MM, type Press, type PressMark } from '../../../model/press.ts';

/** Edges of a box in points. */
interface Edges {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** Where the marks of a page stand. */
interface MarkedPage {
  readonly trim: Edges;
  readonly bleed: Edges;
}

/** Colour of lines that must be on every plate (ISO 32000-1, 8.6.6.4): this name is a colour space of the resources. */
export const REGISTRATION_SPACE = 'BxAll';

/** How marks are inked: on all plates, or, in a book of one ink, on that. */
export type MarkInk = 'all' | 'gray' | 'k';

const pt = (mm: number): number => mm / MM_PER_PT;

/** Length of corner marks, in points. */
const LENGTH = pt(9);
/** Width of the lines. */
const LINE = 0.25;
/** Radius of the circle of a registration mark. */
const RADIUS = pt(1.6);
/** Side of a patch of the colour bar. */
const PATCH = pt(4);
/** Size of the slug line's type. */
const SLUG_SIZE = 6;

/** Marks of a page (operators of contents), the slug line aside: they are the same on every page. */
export function marksContents(page: PageGeometry, marks: readonly PressMark[], ink: MarkInk): string {
  const edges = markedPage(page);
  const choose = {
    all: `/${REGISTRATION_SPACE} CS 1 SCN /${REGISTRATION_SPACE} cs 1 scn`,
    gray: '0 G 0 g',
    k: '0 0 0 1 K 0 0 0 1 k',
  }[ink];
  const drawn = [
    ...(marks.includes('crop') ? cornerMarks(edges) : []),
    ...(marks.includes('center') ? centreMarks(edges) : []),
    ...(marks.includes('registration') ? registrationMarks(edges) : []),
    ...(marks.includes('color-bar') ? [colorBar(edges, ink)] : []),
    ...(page.foldsMm ?? []).flatMap((fold) => foldMarks(edges, edges.trim.left + pt(fold))),
  ];
  return [`${choose} ${LINE} w`, ...drawn].join('\n');
}

/** Words of the line under the page. */
interface SlugWords {
  readonly contents: string;
  /** Where further words go on. */
  readonly end: number;
}

/** A letter of the slug line. */
interface SlugLetter {
  /** Its width in points. */
  readonly advance: number;
  /** Draws it, and moves on by its width. */
  readonly contents: string;
}

/** Letters of the slug line, written once for all pages. */
export function slugLetters(outlines: GlyphOutlines): ReadonlyMap<string, SlugLetter> {
  return new Map(
    Array.from(outlines, ([character, glyph]) => {
      const advance = glyph.advance * SLUG_SIZE;
      return [character, { advance, contents: `${outline(glyph.path)}1 0 0 1 ${number(advance)} 0 cm` }];
    }),
  );
}

/** A line of words under the page, outside the bleed, as outlines: no font is embedded for it. */
export function slugContents(
  page: PageGeometry,
  words: string,
  letters: ReadonlyMap<string, SlugLetter>,
  start?: number,
): SlugWords {
  const { trim, bleed } = markedPage(page);
  const begin = start ?? trim.left + pt(4);
  const end = trim.right - pt(2);
  const drawn: string[] = [];
  let x = begin;
  for (const character of words) {
    const letter = letters.get(character);
    if (letter === undefined) continue;
    if (x + letter.advance > end) break;
    drawn.push(letter.contents);
    x += letter.advance;
  }
  if (drawn.length === 0) return { contents: '', end: x };
  const at = `1 0 0 1 ${number(begin)} ${number(bleed.bottom - pt(MARKS_MM) + pt(2.5))} cm`;
  return { contents: ['q', at, ...drawn, 'Q'].join('\n'), end: x };
}

/** The path of a glyph, filled; nothing for a space. */
function outline(path: readonly { readonly type: string; readonly points: readonly number[] }[]): string {
  const at = (points: readonly number[]): string =>
    points.map((value) => number(value * SLUG_SIZE)).join(' ');
  let current: readonly number[] = [0, 0];
  const operators = path.map(({ type, points }) => {
    const from = current;
    if (points.length >= 2) current = points.slice(-2);
    switch (type) {
      case 'M':
        return `${at(points)} m`;
      case 'L':
        return `${at(points)} l`;
      case 'Q':
        return `${at(cubic(from, points))} c`;
      case 'C':
        return `${at(points)} c`;
      default:
        return 'h';
    }
  });
  return operators.length === 0 ? '' : `${operators.join(' ')} f `;
}

/** PDF has only cubic curves: the same curve with two handles. */
function cubic(
  [x0 = 0, y0 = 0]: readonly number[],
  [cx = 0, cy = 0, x = 0, y = 0]: readonly number[],
): number[] {
  const third = (end: number, handle: number): number => end + (2 / 3) * (handle - end);
  return [third(x0, cx), third(y0, cy), third(x, cx), third(y, cy), x, y];
}

function markedPage({ trim, bleedMm }: PageGeometry): MarkedPage {
  const inner = pt(MARKS_MM + bleedMm);
  const outer = pt(MARKS_MM);
  const box = (from: number, more: number): Edges => ({
    left: from,
    bottom: from,
    right: from + pt(trim.widthMm) + more,
    top: from + pt(trim.heightMm) + more,
  });
  return { trim: box(inner, 0), bleed: box(outer, pt(2 * bleedMm)) };
}

/**
 * Two angles at each corner, as Japanese printers draw them: each has one leg on the line of the cut and one on the
 * edge of the bleed, so that both can be read off. Without bleed they are plain crop marks. All stand outside the bleed.
 */
function cornerMarks({ trim, bleed }: MarkedPage): string[] {
  const corners = [
    [trim.left, trim.bottom, bleed.left, bleed.bottom, -1, -1],
    [trim.right, trim.bottom, bleed.right, bleed.bottom, 1, -1],
    [trim.left, trim.top, bleed.left, bleed.top, -1, 1],
    [trim.right, trim.top, bleed.right, bleed.top, 1, 1],
  ] as const;
  return corners.flatMap(([cutX, cutY, edgeX, edgeY, outX, outY]) => [
    polyline([edgeX + outX * LENGTH, cutY, edgeX, cutY, edgeX, edgeY + outY * LENGTH]),
    polyline([cutX, edgeY + outY * LENGTH, cutX, edgeY, edgeX + outX * LENGTH, edgeY]),
  ]);
}

/** The middle of each side: a cross outside the bleed. */
function centreMarks(edges: MarkedPage): string[] {
  return sides(edges).flatMap(({ x, y, outX, outY }) => [
    polyline([x + outX * pt(1), y + outY * pt(1), x + outX * LENGTH, y + outY * LENGTH]),
    polyline(
      [x - outY * LENGTH, y + outX * LENGTH, x + outY * LENGTH, y - outX * LENGTH].map(
        (value, index) => value + (index % 2 === 0 ? outX : outY) * pt(5),
      ),
    ),
  ]);
}

/** Circles with a cross, on the centre marks. */
function registrationMarks(edges: MarkedPage): string[] {
  return sides(edges).flatMap(({ x, y, outX, outY }) => {
    const [middleX, middleY] = [x + outX * pt(5), y + outY * pt(5)];
    const reach = RADIUS * 1.6;
    return [
      circle(middleX, middleY, RADIUS),
      polyline([middleX - reach, middleY, middleX + reach, middleY]),
      polyline([middleX, middleY - reach, middleX, middleY + reach]),
    ];
  });
}

/** Where a cover is folded: broken lines above and below the bleed. */
function foldMarks({ bleed }: MarkedPage, x: number): string[] {
  const lines = [
    [x, bleed.top + pt(1), x, bleed.top + LENGTH],
    [x, bleed.bottom - pt(1), x, bleed.bottom - LENGTH],
  ];
  return ['[2 1] 0 d', ...lines.map(polyline), '[] 0 d'];
}

/** The middles of the bleed's sides, and the way out of the page there. */
function sides({ bleed }: MarkedPage) {
  const [x, y] = [(bleed.left + bleed.right) / 2, (bleed.bottom + bleed.top) / 2];
  return [
    { x, y: bleed.bottom, outX: 0, outY: -1 },
    { x, y: bleed.top, outX: 0, outY: 1 },
    { x: bleed.left, y, outX: -1, outY: 0 },
    { x: bleed.right, y, outX: 1, outY: 0 },
  ];
}

/** Full inks, their pairs and halves, then black in steps; in one ink its steps. */
const FOUR_COLOR_PATCHES = [
  '1 0 0 0',
  '0 1 0 0',
  '0 0 1 0',
  '0 0 0 1',
  '1 1 0 0',
  '0 1 1 0',
  '1 0 1 0',
  '.5 0 0 0',
  '0 .5 0 0',
  '0 0 .5 0',
  '0 0 0 .5',
];
const STEPS = [1, 0.8, 0.6, 0.4, 0.2, 0.1];

/** Patches in the upper margin, from the left corner mark as far as there is room before the middle. */
function colorBar({ trim, bleed }: MarkedPage, ink: MarkInk): string {
  const patches = {
    all: FOUR_COLOR_PATCHES.map((inks) => `${inks} k`),
    gray: STEPS.map((tint) => `${number(1 - tint)} g`),
    k: STEPS.map((tint) => `0 0 0 ${tint} k`),
  }[ink];
  const left = trim.left + pt(4);
  const room = (trim.left + trim.right) / 2 - LENGTH - pt(2) - left;
  const shown = patches.slice(0, Math.max(0, Math.floor(room / PATCH)));
  const drawn = shown
    .map(
      (color, index) =>
        `${color} ${[left + index * PATCH, bleed.top + pt(3), PATCH, PATCH].map(number).join(' ')} re f`,
    )
    .join('\n');
  return `q\n${drawn}\nQ`;
}

function polyline(points: readonly number[]): string {
  const pairs: string[] = [];
  for (let at = 0; at + 1 < points.length; at += 2) {
    pairs.push(`${number(points[at] ?? 0)} ${number(points[at + 1] ?? 0)} ${at === 0 ? 'm' : 'l'}`);
  }
  return `${pairs.join(' ')} S`;
}

/** Four curves make a circle; their handles are this share of the radius long. */
const KAPPA = 0.5523;

function circle(x: number, y: number, radius: number): string {
  const handle = radius * KAPPA;
  const curve = (...points: readonly number[]): string => `${points.map(number).join(' ')} c`;
  return [
    `${number(x + radius)} ${number(y)} m`,
    curve(x + radius, y + handle, x + handle, y + radius, x, y + radius),
    curve(x - handle, y + radius, x - radius, y + handle, x - radius, y),
    curve(x - radius, y - handle, x - handle, y - radius, x, y - radius),
    curve(x + handle, y - radius, x + radius, y - handle, x + radius, y),
    'S',
  ].join(' ');
}

function number(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** What press settings ink their marks with. */
export function markInk({ color }: Pick<Press, 'color'>): MarkInk {
  if (color === 'gray' || color === 'k') return color;
  return 'all';
}
