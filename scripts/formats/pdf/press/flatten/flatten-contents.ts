import type { Box } from '../../../../model/preflight.ts';
import { ContentScanner } from '../../content-scanner.ts';
import type { Dictionary } from '../../pdf-syntax.ts';
import type { ColorSpaces, UsedColor } from '../../preflight/color-spaces.ts';
import { ContentsRun, type State } from '../../preflight/contents-run.ts';
import type { FontMetrics } from '../../preflight/font-metrics.ts';
import { type Matrix, transform, union } from '../../preflight/matrix.ts';
import type { PageSink } from '../../preflight/page-sink.ts';
import type { PdfReader } from '../../preflight/pdf-reader.ts';
import { decimal } from '../recolor-contents.ts';
import { type Blending, blendingAfter, isOpaque, OPAQUE } from './blending.ts';
import type { Blended, InkColor, Layer } from './layer.ts';

/** Where things are painted: a box, and whether it is exactly that. */
export interface Clip {
  readonly box: Box;
  readonly isRectangle: boolean;
}

/** What contents begin with. */
export interface Start {
  readonly resources: Dictionary;
  readonly layer: Layer;
  readonly clip: Clip;
  readonly blending: Blending;
  readonly state: State;
  /** Operators that choose the colours that are in use, for areas and for lines. */
  readonly colors: Colors;
}

interface Colors {
  readonly fill: string;
  readonly stroke: string;
}

/** What a drawn object became: the name to draw, or what cannot be seen through it. */
export interface Drawn {
  /** With its slash; as it was where it stays. */
  readonly name: string;
  /** What could not be made opaque. */
  readonly left?: Left;
}

/** What can still be seen through. */
export type Left = 'opacity' | 'blend' | 'mask';

/** What contents need of the file around them. */
export interface Surroundings {
  readonly reader: PdfReader;
  readonly spaces: ColorSpaces;
  readonly fonts: FontMetrics;
  /** Draws a form or a picture with what is in use. */
  draw(name: string, start: Start): Drawn;
  /** Name of a graphics state, with its slash, that the resources get: opaque again, or what is left. */
  stateName(start: Start, kind: Left | 'opaque'): string;
}

/** A path as far as it has come: its box, where it begins, its rectangles and other parts. */
interface Path {
  box: Box | undefined;
  from: number | undefined;
  rectangles: number;
  others: number;
}

/** What `q` saves beyond what a run of contents knows. */
interface Saved {
  blending: Blending;
  clip: Clip;
  /** As the author's operators have them. */
  source: Colors;
  /** As they were written. */
  written: Colors;
}

/** Contents written anew with nothing in them that can be seen through, as far as that can be done. */
export class ContentsFlattener {
  readonly #around: Surroundings;
  readonly #start: Start;
  readonly #run: ContentsRun;
  readonly #text: string;
  readonly #pieces: string[] = [];
  readonly #saved: Saved[] = [];
  #now: Saved;
  #copied = 0;
  #path: Path = noPath();
  #clips = false;
  /** What the operator at hand painted. */
  #painted: { readonly box: Box; readonly color: UsedColor; readonly kind: 'fill' | 'stroke' }[] = [];
  #textObject: object = {};

  constructor(around: Surroundings, start: Start, text: string) {
    this.#around = around;
    this.#start = start;
    this.#text = text;
    const { blending, clip, colors } = start;
    this.#now = { blending, clip, source: colors, written: colors };
    const { reader, spaces, fonts } = around;
    this.#run = new ContentsRun(
      reader,
      spaces,
      fonts,
      this.#sink(),
      start.resources,
      { ...start.state },
      () => undefined,
    );
  }

  /** The contents as they are to be written. */
  flattened(): string {
    const scanner = new ContentScanner(this.#text);
    for (let name = scanner.next(); name !== undefined; name = scanner.next()) this.#operator(name, scanner);
    this.#pieces.push(this.#text.slice(this.#copied));
    return this.#pieces.join('');
  }

  #operator(name: string, scanner: ContentScanner): void {
    this.#painted = [];
    if (name === 'BT') this.#textObject = {};
    if (name === 'q') this.#saved.push({ ...this.#now });
    this.#addToPath(name, scanner);
    this.#run.operator(name, scanner);
    if (name === 'Q') this.#now = this.#saved.pop() ?? this.#now;
    else if (name === 'gs') this.#graphicsState(scanner);
    else if (name === 'W' || name === 'W*') this.#clips = true;
    else if (name === 'Do') this.#object(scanner);
    else if (name === 'sh' || name === 'EI')
      this.#paint(scanner, name === 'EI' ? this.#unitBox() : this.#now.clip.box);
    else if (COLORS[name] !== undefined) this.#color(name, scanner);
    if (this.#painted.length > 0) this.#marks(name, scanner);
    if (PAINTING.has(name)) this.#endPath();
  }

  /** Writes something in the place of the operator at hand. */
  #replace(scanner: ContentScanner, instead: string): void {
    this.#pieces.push(this.#text.slice(this.#copied, scanner.from), instead);
    this.#copied = scanner.to;
  }

  /** Writes something before the operator at hand: before its path, within which nothing else may stand (8.2). */
  #writeBefore(scanner: ContentScanner, what: string): void {
    const at = this.#path.from ?? scanner.from;
    this.#pieces.push(this.#text.slice(this.#copied, at), what);
    this.#copied = at;
  }

  #graphicsState(scanner: ContentScanner): void {
    const { reader } = this.#around;
    const entries = reader.dictionary(
      reader.dictionary(this.#start.resources.get('ExtGState')).get(scanner.operand(0).slice(1)),
    );
    const blending = blendingAfter(this.#now.blending, entries, (value) => reader.resolve(value));
    this.#now.blending = blending;
    if (isOpaque(blendingAfter(OPAQUE, entries, (value) => reader.resolve(value)))) return;
    this.#replace(scanner, `${this.#around.stateName(this.#start, 'opaque')} gs`);
  }

  #color(name: string, scanner: ContentScanner): void {
    const kind = COLORS[name] as 'fill' | 'stroke';
    const operator = this.#text.slice(scanner.from, scanner.to);
    const isTint = /^sc/i.test(name);
    const before = this.#now.source[kind];
    // A tint belongs to the space that was chosen before it.
    const space = /^\S+ (?:cs|CS)/.exec(before)?.[0] ?? '';
    const source = isTint ? `${space} ${operator}` : operator;
    this.#now.source = { ...this.#now.source, [kind]: source };
    this.#now.written = { ...this.#now.written, [kind]: source };
  }

  /** Colours of what the operator painted: those it has, or those it gets by what lies under it. */
  #marks(name: string, scanner: ContentScanner): void {
    const isText = TEXT.has(name);
    const isWhole = !isText && this.#path.rectangles === 1 && this.#path.others === 0;
    const { clip } = this.#now;
    const { layer } = this.#start;
    let instead = '';
    let left: Left | undefined;
    const found: { readonly box: Box; readonly coat?: Blended }[] = [];
    for (const { box: all, color, kind } of this.#painted) {
      const box = common(all, clip.box);
      if (box === undefined) continue;
      const result = this.#blended(box, inkColor(color), kind, isText ? this.#textObject : undefined);
      const isKnown = typeof result === 'object';
      if (result === undefined || isKnown) {
        const source = this.#now.source[kind];
        const wanted = isKnown && result.isChanged ? written(result.final, source, kind) : source;
        if (wanted !== this.#now.written[kind]) instead += `${wanted} `;
        this.#now.written = { ...this.#now.written, [kind]: wanted };
      } else left = result;
      const isSolid = isWhole && kind === 'fill' && clip.isRectangle;
      found.push({ box, ...(isSolid && isKnown && { coat: result }) });
    }
    for (const { box, coat } of found) layer.add({ box, ...(isText && { text: this.#textObject }) }, coat);
    if (left !== undefined) this.#leave(scanner, left);
    else if (instead !== '') this.#writeBefore(scanner, instead);
  }

  /** What something becomes, `undefined` for no one colour; what it lacks when that cannot be said. */
  #blended(
    box: Box,
    color: InkColor | undefined,
    kind: 'fill' | 'stroke',
    text?: object,
  ): (Blended & { readonly isChanged: boolean }) | Left | undefined {
    const { isBlended, isMasked, [kind]: alpha } = this.#now.blending;
    const { layer } = this.#start;
    if (alpha === 1 && !isBlended && !isMasked && layer.isPlain)
      return color && { own: { color, alpha }, final: color, isChanged: false };
    if (isMasked) return 'mask';
    const result = color && layer.blendAt(box, isBlended, text)?.({ color, alpha });
    if (result === undefined) return isBlended ? 'blend' : 'opacity';
    return { ...result, isChanged: result.final !== color };
  }

  #unitBox(): Box {
    return boxOf(this.#run.state.ctm, 0, 0, 1, 1);
  }

  /** Paints something that has no one colour. */
  #paint(scanner: ContentScanner, all: Box): void {
    const box = common(all, this.#now.clip.box);
    if (box === undefined) return;
    this.#start.layer.add({ box });
    const { blending } = this.#now;
    if (blending.isMasked) this.#leave(scanner, 'mask');
    else if (!this.#start.layer.isPlain || blending.fill < 1) this.#leave(scanner, 'opacity');
    else if (blending.isBlended) this.#leave(scanner, 'blend');
  }

  #object(scanner: ContentScanner): void {
    const name = scanner.operand(0);
    const { blending, clip, source, written } = this.#now;
    const start: Start = { ...this.#start, blending, clip, state: this.#run.state, colors: source };
    const drawn = this.#around.draw(name, start);
    // A form begins with the colours that are in use.
    const own = (['fill', 'stroke'] as const).filter((kind) => source[kind] !== written[kind]);
    this.#now.written = source;
    if (drawn.left !== undefined) this.#leave(scanner, drawn.left);
    else if (drawn.name !== name || own.length > 0)
      this.#replace(scanner, [...own.map((kind) => source[kind]), drawn.name, 'Do'].join(' '));
  }

  /** Leaves the operator as it is, to be seen through, which preflight tells of. */
  #leave(scanner: ContentScanner, left: Left): void {
    const state = (kind: Left | 'opaque'): string => `${this.#around.stateName(this.#start, kind)} gs`;
    this.#writeBefore(scanner, `${state(left)} `);
    this.#replace(scanner, `${this.#text.slice(scanner.from, scanner.to)} ${state('opaque')}`);
  }

  #addToPath(name: string, scanner: ContentScanner): void {
    if (!PATH.has(name)) return;
    this.#path.from ??= scanner.from;
    const numbers = scanner.numbers();
    const { ctm } = this.#run.state;
    if (name === 're') {
      const [x = 0, y = 0, width = 0, height = 0] = numbers;
      this.#path.box = union(this.#path.box, boxOf(ctm, x, y, x + width, y + height));
      const isStraight = (ctm[1] === 0 && ctm[2] === 0) || (ctm[0] === 0 && ctm[3] === 0);
      if (isStraight) this.#path.rectangles += 1;
      else this.#path.others += 1;
      return;
    }
    this.#path.others += 1;
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      const [x, y] = transform(ctm, numbers[at] ?? 0, numbers[at + 1] ?? 0);
      this.#path.box = union(this.#path.box, [x, y, x, y]);
    }
  }

  #endPath(): void {
    const { box, rectangles, others } = this.#path;
    if (this.#clips && box !== undefined) {
      const shared = common(box, this.#now.clip.box) ?? [0, 0, 0, 0];
      const isRectangle = this.#now.clip.isRectangle && rectangles === 1 && others === 0;
      this.#now.clip = { box: shared, isRectangle };
    }
    this.#clips = false;
    this.#path = noPath();
  }

  #sink(): PageSink {
    return {
      drawn: 0,
      area: '',
      text: (box, _size, color) => {
        this.#painted.push({ box, color, kind: this.#run.state.mode === 1 ? 'stroke' : 'fill' });
      },
      fill: (box, color) => {
        this.#painted.push({ box, color, kind: 'fill' });
      },
      stroke: (box, width, color) => {
        this.#painted.push({ box: grown(box, width / 2), color, kind: 'stroke' });
      },
      image: () => undefined,
      space: () => undefined,
      transparency: () => undefined,
    };
  }
}

const noPath = (): Path => ({ box: undefined, from: undefined, rectangles: 0, others: 0 });
const PATH = new Set(['re', 'm', 'l', 'c', 'v', 'y']);
const PAINTING = new Set(['f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'b*', 'n']);
const TEXT = new Set(['Tj', 'TJ', "'", '"']);
const COLORS: Readonly<Record<string, 'fill' | 'stroke'>> = {
  g: 'fill',
  rg: 'fill',
  k: 'fill',
  cs: 'fill',
  sc: 'fill',
  scn: 'fill',
  G: 'stroke',
  RG: 'stroke',
  K: 'stroke',
  CS: 'stroke',
  SC: 'stroke',
  SCN: 'stroke',
};

/** The inks of a colour; `undefined` for patterns and whatever is no ink. */
function inkColor({ space, values, plates = [] }: UsedColor): InkColor | undefined {
  if (space === 'gray') return { kind: 'process', inks: [0, 0, 0, 1 - (values[0] ?? 0)] };
  if (space === 'cmyk') return { kind: 'process', inks: values };
  const [plate] = plates;
  if (space !== 'spot' || plate === undefined || plates.length > 1) return undefined;
  return { kind: 'spot', plate, tint: values[0] ?? 1 };
}

/** Operators that choose a colour, in the manner of those that chose the one it was made of. */
function written(color: InkColor, source: string, kind: 'fill' | 'stroke'): string {
  const isFill = kind === 'fill';
  if (color.kind === 'spot') {
    const space = /^\S+ (?:cs|CS)/.exec(source)?.[0] ?? '';
    return `${space} ${decimal(color.tint)} ${isFill ? 'scn' : 'SCN'}`;
  }
  const black = color.inks[3] ?? 0;
  const isGray = /[gG]$/.test(source) && color.inks.slice(0, 3).every((ink) => ink === 0);
  if (isGray) return `${decimal(1 - black)} ${isFill ? 'g' : 'G'}`;
  return `${color.inks.map(decimal).join(' ')} ${isFill ? 'k' : 'K'}`;
}

/** The box around a rectangle. */
export function boxOf(ctm: Matrix, left: number, bottom: number, right: number, top: number): Box {
  let box: Box | undefined;
  for (const [x, y] of [
    [left, bottom],
    [right, bottom],
    [left, top],
    [right, top],
  ] as const) {
    const [atX, atY] = transform(ctm, x, y);
    box = union(box, [atX, atY, atX, atY]);
  }
  return box as Box;
}

/** What two boxes share; `undefined` for nothing. */
export function common(one: Box, other: Box): Box | undefined {
  const box: Box = [
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ];
  return box[0] <= box[2] && box[1] <= box[3] ? box : undefined;
}

function grown(box: Box, by: number): Box {
  return [box[0] - by, box[1] - by, box[2] + by, box[3] + by];
}
