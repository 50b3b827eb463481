import { MM_PER_PT } from '../../../model/geometry.ts';
import type { Box, InkSpace, PageBoxes, PageFault, PageReport } from '../../../model/preflight.ts';
import type { PressLimits } from '../../../model/press.ts';
import type { UsedColor } from './color-spaces.ts';
import { imageInk, PLATES } from './image-ink.ts';
import { isWithin, overlaps } from './matrix.ts';
import type { DrawnImage, PageSink } from './page-sink.ts';
import type { PageWalker } from './page-walker.ts';
import type { PageObject, PdfReader } from './pdf-reader.ts';

/** Widths are written with a few decimals. */
const ROUNDING_PT = 0.006;
/** Printers' own numbers at the binding may stand nearer to the trim (hidden folios, F04). */
const HIDDEN_PT = 5.01;
/** Marks may touch the bleed. */
const EDGE_PT = 0.5;
/** Black with more of the colours than this, in all, is meant to be black and is four colours. */
const TRACE = 0.02;

/** Draws a page and notes what it is drawn with. */
export function examinePage(
  reader: PdfReader,
  walker: PageWalker,
  page: PageObject,
  limits: PressLimits,
): PageReport {
  const notes = new PageNotes(reader, boxesOf(reader, page), limits);
  try {
    walker.walk(page.entries, notes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    notes.damaged(`Contents that cannot be read: ${why}`);
  }
  return notes.report();
}

/** A page's boxes as they are written. */
export function boxesOf(reader: PdfReader, { entries }: PageObject): PageBoxes {
  const box = (name: string): Box | undefined => {
    const sides = reader.array(entries.get(name)).map((side) => Number(reader.resolve(side)));
    if (sides.length !== 4 || sides.some((side) => !Number.isFinite(side))) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = sides;
    return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  };
  return {
    MediaBox: box('MediaBox'),
    CropBox: box('CropBox'),
    BleedBox: box('BleedBox'),
    TrimBox: box('TrimBox'),
    ArtBox: box('ArtBox'),
  };
}

class PageNotes implements PageSink {
  readonly #reader: PdfReader;
  readonly #boxes: PageBoxes;
  readonly #limits: PressLimits;
  readonly #plates = new Set<string>();
  readonly #spaces = new Set<InkSpace>();
  /** What can be seen through, and what is first drawn with it. */
  readonly #transparency = new Map<string, Box | undefined>();
  #unplaced: readonly string[] = [];
  readonly #faults = new Map<string, PageFault>();
  /** What is printed, marks aside. */
  readonly #printed: Box;
  readonly #safe: Box | undefined;
  #inkSum = 0;
  #smallestText = Number.POSITIVE_INFINITY;
  #thinnestRule = Number.POSITIVE_INFINITY;
  #leastPpi = Number.POSITIVE_INFINITY;
  #images = 0;
  #isBlank = true;
  #lastColor: UsedColor | undefined;
  #drawn = 0;

  constructor(reader: PdfReader, boxes: PageBoxes, limits: PressLimits) {
    this.#reader = reader;
    this.#boxes = boxes;
    this.#limits = limits;
    const [left, bottom, right, top] = boxes.BleedBox ?? boxes.TrimBox ?? boxes.MediaBox ?? [0, 0, 0, 0];
    this.#printed = [left + EDGE_PT, bottom + EDGE_PT, right - EDGE_PT, top - EDGE_PT];
    const trim = boxes.TrimBox;
    const inset = limits.safetyMm / MM_PER_PT;
    this.#safe = trim && [trim[0] + inset, trim[1] + inset, trim[2] - inset, trim[3] - inset];
  }

  get drawn(): number {
    return this.#drawn;
  }

  get area(): string {
    return this.#printed.join(' ');
  }

  /** Notes a fault, once a page for each wording. */
  fault(rule: string, message: string, box?: Box): void {
    const key = `${rule} ${message}`;
    if (this.#faults.has(key)) return;
    this.#faults.set(key, { rule, message, ...(box && { at: [box[0], box[3]] as const }) });
  }

  /** Notes that the contents break off: what would come is not known. */
  damaged(message: string): void {
    this.#isBlank = false;
    this.fault('damaged', message);
  }

  text(box: Box, sizePt: number, color: UsedColor): void {
    if (!this.#draws(box, color)) return;
    this.#smallestText = Math.min(this.#smallestText, sizePt);
    const { textPt, safetyMm } = this.#limits;
    if (sizePt < textPt - ROUNDING_PT) this.fault('text-small', `Text under ${textPt} pt`, box);
    if (isFourColorBlack(color)) this.fault('black-text', 'Black text in four colours', box);
    if (color.space === 'all') this.fault('black-text', 'Text in the colour of registration marks', box);
    const { TrimBox: trim } = this.#boxes;
    if (!this.#safe || !trim || sizePt <= HIDDEN_PT || !overlaps(box, trim)) return;
    if (!isWithin(box, this.#safe, 0.1))
      this.fault('safety', `Text nearer than ${safetyMm} mm to the trim`, box);
  }

  fill(box: Box, color: UsedColor): void {
    const thickness = Math.min(box[2] - box[0], box[3] - box[1]);
    if (!this.#draws(box, color) || isWhite(color)) return;
    // Rules of CSS are filled rectangles.
    const length = Math.max(box[2] - box[0], box[3] - box[1]);
    if (thickness > 0 && length > 4 * thickness) this.#rule(thickness, box);
  }

  stroke(box: Box, widthPt: number, color: UsedColor): void {
    if (this.#draws(box, color) && !isWhite(color)) this.#rule(widthPt, box);
  }

  image({ object, entries, box, ppi }: DrawnImage): void {
    if (!overlaps(box, this.#printed)) return;
    this.#isBlank = false;
    this.#drawn += 1;
    this.#place(box);
    this.#images += 1;
    this.#leastPpi = Math.min(this.#leastPpi, ppi);
    const { kind, least } = this.#imageKind(entries);
    if (ppi < least - 0.5) this.fault('resolution', `A ${kind} picture of less than ${least} ppi`, box);
    const ink = imageInk(this.#reader, object, entries);
    if (ink === undefined) {
      if (entries.get('ColorSpace') === '/DeviceCMYK') for (const plate of PLATES) this.#plates.add(plate);
      return;
    }
    for (const plate of ink.plates) this.#plates.add(plate);
    this.#ink(ink.sum, box);
  }

  space(color: UsedColor): void {
    this.#use(color);
  }

  transparency(what: string): void {
    this.#drawn += 1;
    if (this.#transparency.has(what)) return;
    this.#transparency.set(what, undefined);
    this.#unplaced = [...this.#unplaced, what];
  }

  /** What can be seen through is chosen first, then drawn with. */
  #place(box: Box): void {
    for (const what of this.#unplaced) this.#transparency.set(what, box);
    this.#unplaced = [];
  }

  report(): PageReport {
    const finite = <Key extends string>(key: Key, value: number): Partial<Record<Key, number>> =>
      Number.isFinite(value) ? ({ [key]: value } as Record<Key, number>) : {};
    return {
      boxes: this.#boxes,
      plates: [...this.#plates].sort(
        (one, other) => plateOrder(one) - plateOrder(other) || (one < other ? -1 : 1),
      ),
      inkSum: this.#inkSum,
      ...finite('smallestText', this.#smallestText),
      ...finite('thinnestRule', this.#thinnestRule),
      ...finite('leastPpi', this.#leastPpi),
      images: this.#images,
      isBlank: this.#isBlank,
      transparency: [...this.#transparency].map(([what, box]) => ({
        what,
        ...(box && { at: [box[0], box[3]] as const }),
      })),
      spaces: [...this.#spaces],
      faults: [...this.#faults.values()],
    };
  }

  /** Whether something is printed where the page is; notes its colour if so. */
  #draws(box: Box, color: UsedColor): boolean {
    // A box without height or width is a line all the same.
    const [left, bottom, right, top] = box;
    if (!overlaps([left, bottom, right + 1e-6, top + 1e-6], this.#printed)) return false;
    this.#drawn += 1;
    if (this.#unplaced.length > 0) this.#place(box);
    // Most of a page is one colour.
    if (color === this.#lastColor) return true;
    if (!isWhite(color)) this.#isBlank = false;
    this.#use(color);
    this.#ink(inkOf(color), box);
    this.#lastColor = color;
    return true;
  }

  #use(color: UsedColor): void {
    this.#drawn += 1;
    this.#spaces.add(color.space);
    for (const plate of platesOf(color)) this.#plates.add(plate);
  }

  #ink(sum: number, box: Box): void {
    this.#inkSum = Math.max(this.#inkSum, sum);
    const { inkSum } = this.#limits;
    if (sum > inkSum + 0.5) this.fault('ink-sum', `More than ${inkSum} % ink on one spot`, box);
  }

  #rule(widthPt: number, box: Box): void {
    this.#thinnestRule = Math.min(this.#thinnestRule, widthPt);
    const { rulePt } = this.#limits;
    if (widthPt < rulePt - ROUNDING_PT) this.fault('hairline', `A rule under ${rulePt} pt`, box);
  }

  #imageKind(entries: ReadonlyMap<string, string>): { kind: string; least: number } {
    const { colorPpi, grayPpi, linePpi } = this.#limits;
    const isLine = entries.get('ImageMask') === 'true' || entries.get('BitsPerComponent') === '1';
    if (isLine) return { kind: 'black and white', least: linePpi };
    const isGray = (entries.get('ColorSpace') ?? '/DeviceGray') === '/DeviceGray';
    return isGray ? { kind: 'grey', least: grayPpi } : { kind: 'colour', least: colorPpi };
  }
}

function plateOrder(plate: string): number {
  const index = PLATES.indexOf(plate as (typeof PLATES)[number]);
  return index < 0 ? PLATES.length : index;
}

function platesOf({ space, values, plates = [] }: UsedColor): readonly string[] {
  switch (space) {
    case 'gray':
    case 'icc-gray':
      return (values[0] ?? 0) < 1 ? ['K'] : [];
    case 'cmyk':
      return PLATES.filter((_, ink) => (values[ink] ?? 0) > 0);
    case 'spot':
      return values.some((value) => value > 0) ? plates : [];
    case 'icc-cmyk':
      return PLATES;
    case 'pattern':
    case 'all':
      return [];
    default:
      return isWhite({ space, values }) ? [] : ['RGB'];
  }
}

/** Ink of a colour in percent, all plates added up. */
function inkOf({ space, values }: UsedColor): number {
  if (space === 'gray') return 100 * (1 - (values[0] ?? 0));
  if (space === 'cmyk' || space === 'spot') return 100 * values.reduce((sum, value) => sum + value, 0);
  return 0;
}

function isWhite({ space, values }: UsedColor): boolean {
  if (values.length === 0) return false;
  if (space === 'gray' || space === 'rgb') return values.every((value) => value >= 1);
  return (space === 'cmyk' || space === 'spot') && values.every((value) => value <= 0);
}

/** A deep black that is not black ink alone: register would blur its letters. */
function isFourColorBlack({ space, values }: UsedColor): boolean {
  if (space !== 'cmyk') return false;
  const [cyan = 0, magenta = 0, yellow = 0, black = 0] = values;
  return black >= 0.7 && Math.min(cyan, magenta, yellow) > TRACE;
}
