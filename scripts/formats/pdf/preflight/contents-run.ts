import type { Box } from '../../../model/preflight.ts';
import type { ContentScanner } from '../content-scanner.ts';
import { type Dictionary, readArray } from '../pdf-syntax.ts';
import type { ColorSpaces, UsedColor } from './color-spaces.ts';
import type { FontMetrics } from './font-metrics.ts';
import { type Matrix, multiply, scaleOf, shifted, transform, union } from './matrix.ts';
import type { PageSink } from './page-sink.ts';
import type { PdfReader } from './pdf-reader.ts';

/** What operators change and `q` saves (ISO 32000-1, 8.4). */
export interface State {
  ctm: Matrix;
  fill: UsedColor;
  stroke: UsedColor;
  lineWidth: number;
  font: string;
  size: number;
  characterSpace: number;
  wordSpace: number;
  scale: number;
  leading: number;
  rise: number;
  mode: number;
}

/** What a page begins with (table 52): black, lines of one point. */
export const INITIAL_STATE: State = {
  ctm: [1, 0, 0, 1, 0, 0],
  fill: { space: 'gray', values: [0] },
  stroke: { space: 'gray', values: [0] },
  lineWidth: 1,
  font: '',
  size: 0,
  characterSpace: 0,
  wordSpace: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
};

/** One stream of contents being drawn. */
export class ContentsRun {
  state: State;
  readonly #reader: PdfReader;
  readonly #spaces: ColorSpaces;
  readonly #fonts: FontMetrics;
  readonly #sink: PageSink;
  readonly #resources: Dictionary;
  readonly #drawPattern: (pattern: string) => void;
  readonly #saved: State[] = [];
  #path: Box | undefined;
  /** Where the line of text begins, in points of the page. */
  #text: Matrix = [1, 0, 0, 1, 0, 0];
  /** How far in it the next glyph stands. */
  #advance = 0;

  constructor(
    reader: PdfReader,
    spaces: ColorSpaces,
    fonts: FontMetrics,
    sink: PageSink,
    resources: Dictionary,
    state: State,
    drawPattern: (pattern: string) => void,
  ) {
    this.#reader = reader;
    this.#spaces = spaces;
    this.#fonts = fonts;
    this.#sink = sink;
    this.#resources = resources;
    this.state = state;
    this.#drawPattern = drawPattern;
  }

  operator(name: string, scanner: ContentScanner): void {
    const handle = OPERATORS[name];
    if (handle !== undefined) handle(this, scanner);
  }

  save(): void {
    this.#saved.push({ ...this.state });
  }

  restore(): void {
    this.state = this.#saved.pop() ?? this.state;
  }

  concatenate(matrix: Matrix): void {
    this.state.ctm = multiply(matrix, this.state.ctm);
  }

  setColor(kind: 'fill' | 'stroke', color: UsedColor): void {
    this.state[kind] = color;
  }

  /** `cs` chooses a space, whose first colour counts until another is chosen. */
  setSpace(kind: 'fill' | 'stroke', name: string): void {
    this.state[kind] = this.#spaces.named(name, this.#reader.dictionary(this.#resources.get('ColorSpace')));
  }

  setComponents(kind: 'fill' | 'stroke', scanner: ContentScanner): void {
    const last = scanner.operand(scanner.count - 1);
    if (last.startsWith('/')) {
      const pattern = this.#reader.dictionary(this.#resources.get('Pattern')).get(last.slice(1));
      if (pattern !== undefined) this.#drawPattern(pattern);
      this.state[kind] = { space: 'pattern', values: [] };
    } else this.state[kind] = { ...this.state[kind], values: scanner.numbers() };
  }

  graphicsState(name: string): void {
    const entries = this.#reader.dictionary(
      this.#reader.dictionary(this.#resources.get('ExtGState')).get(name.slice(1)),
    );
    const width = entries.get('LW');
    if (width !== undefined) this.state.lineWidth = Number(this.#reader.resolve(width));
    for (const key of ['ca', 'CA']) {
      const value = entries.get(key);
      if (value !== undefined && Number(this.#reader.resolve(value)) < 1) this.#sink.transparency('opacity');
    }
    const mask = this.#reader.resolve(entries.get('SMask'));
    if (mask.startsWith('<<')) this.#sink.transparency('a mask');
    const mode = this.#reader.resolve(entries.get('BM'));
    if (!['null', '/Normal', '/Compatible'].includes(mode)) this.#sink.transparency('a blend mode');
  }

  /** Points of a path, as a box: what is drawn lies within it. */
  point(...points: readonly number[]): void {
    for (let at = 0; at + 1 < points.length; at += 2) {
      const point = transform(this.state.ctm, points[at] ?? 0, points[at + 1] ?? 0);
      this.#path = union(this.#path, [point[0], point[1], point[0], point[1]]);
    }
  }

  paint(fills: boolean, strokes: boolean): void {
    const { fill, stroke, lineWidth, ctm } = this.state;
    if (this.#path !== undefined) {
      if (fills) this.#sink.fill(this.#path, fill);
      if (strokes) this.#sink.stroke(this.#path, lineWidth * scaleOf(ctm), stroke);
    }
    this.#path = undefined;
  }

  /** A shading fills what is not clipped off; its colours are what matters. */
  shade(name: string): void {
    const shading = this.#reader.dictionary(this.#resources.get('Shading')).get(name.slice(1));
    this.#sink.space(this.#spaces.ofShading(shading));
  }

  beginText(): void {
    this.#text = this.state.ctm;
    this.#advance = 0;
  }

  setTextMatrix(matrix: Matrix): void {
    // Nothing may change the page's own matrix between BT and ET.
    this.#text = multiply(matrix, this.state.ctm);
    this.#advance = 0;
  }

  moveText(x: number, y: number): void {
    this.#text = shifted(x, y, this.#text);
    this.#advance = 0;
  }

  setFont(name: string, size: number): void {
    this.state.font = this.#reader.dictionary(this.#resources.get('Font')).get(name.slice(1)) ?? '';
    this.state.size = size;
  }

  /** Shows a string (9.4.3); its box reaches from 0.12 em under the base line to 0.88 em above it. */
  show(string: string): void {
    const { font, size, scale, characterSpace, wordSpace, rise, mode, fill, stroke } = this.state;
    const width =
      this.#fonts.advance(font, string, characterSpace / (size || 1), wordSpace / (size || 1)) * size * scale;
    if (mode !== 3 && mode !== 7) {
      const [a, b, c, d] = [this.#text[0], this.#text[1], this.#text[2], this.#text[3]];
      const [low, high] = [rise - 0.12 * size, rise + 0.88 * size];
      const x = this.#text[4] + a * this.#advance;
      const y = this.#text[5] + b * this.#advance;
      const [left, right] = [x + c * low, x + a * width + c * high];
      const [bottom, top] = [y + d * low, y + b * width + d * high];
      const box: Box = [
        Math.min(left, right),
        Math.min(bottom, top),
        Math.max(left, right),
        Math.max(bottom, top),
      ];
      this.#sink.text(box, Math.abs(size) * Math.sqrt(c * c + d * d), mode === 1 ? stroke : fill);
    }
    this.#advance += width;
  }

  /** Between two strings of an array: thousandths of an em to the left. */
  kern(thousandths: number): void {
    const { size, scale } = this.state;
    this.#advance -= (thousandths / 1000) * size * scale;
  }
}

type Handler = (run: ContentsRun, scanner: ContentScanner) => void;

const matrixOf = (scanner: ContentScanner): Matrix => scanner.numbers() as unknown as Matrix;
const device =
  (kind: 'fill' | 'stroke', space: 'gray' | 'rgb' | 'cmyk'): Handler =>
  (run, scanner) =>
    run.setColor(kind, { space, values: scanner.numbers() });
const points: Handler = (run, scanner) => run.point(...scanner.numbers());
const paint =
  (fills: boolean, strokes: boolean): Handler =>
  (run) =>
    run.paint(fills, strokes);

/** What each operator does (ISO 32000-1, annex A); others draw nothing. */
const OPERATORS: Readonly<Record<string, Handler>> = {
  q: (run) => run.save(),
  Q: (run) => run.restore(),
  cm: (run, scanner) => run.concatenate(matrixOf(scanner)),
  w: (run, scanner) => {
    run.state.lineWidth = scanner.number(0);
  },
  gs: (run, scanner) => run.graphicsState(scanner.operand(0)),
  g: device('fill', 'gray'),
  G: device('stroke', 'gray'),
  rg: device('fill', 'rgb'),
  RG: device('stroke', 'rgb'),
  k: device('fill', 'cmyk'),
  K: device('stroke', 'cmyk'),
  cs: (run, scanner) => run.setSpace('fill', scanner.operand(0)),
  CS: (run, scanner) => run.setSpace('stroke', scanner.operand(0)),
  sc: (run, scanner) => run.setComponents('fill', scanner),
  scn: (run, scanner) => run.setComponents('fill', scanner),
  SC: (run, scanner) => run.setComponents('stroke', scanner),
  SCN: (run, scanner) => run.setComponents('stroke', scanner),
  m: points,
  l: points,
  c: points,
  v: points,
  y: points,
  re: (run, scanner) => {
    const [x = 0, y = 0, width = 0, height = 0] = scanner.numbers();
    run.point(x, y, x + width, y, x, y + height, x + width, y + height);
  },
  n: paint(false, false),
  f: paint(true, false),
  F: paint(true, false),
  'f*': paint(true, false),
  S: paint(false, true),
  s: paint(false, true),
  B: paint(true, true),
  'B*': paint(true, true),
  b: paint(true, true),
  'b*': paint(true, true),
  sh: (run, scanner) => run.shade(scanner.operand(0)),
  BT: (run) => run.beginText(),
  Tm: (run, scanner) => run.setTextMatrix(matrixOf(scanner)),
  Td: (run, scanner) => run.moveText(scanner.number(0), scanner.number(1)),
  TD: (run, scanner) => {
    run.state.leading = -scanner.number(1);
    run.moveText(scanner.number(0), scanner.number(1));
  },
  'T*': (run) => run.moveText(0, -run.state.leading),
  Tf: (run, scanner) => run.setFont(scanner.operand(0), scanner.number(1)),
  Tc: (run, scanner) => {
    run.state.characterSpace = scanner.number(0);
  },
  Tw: (run, scanner) => {
    run.state.wordSpace = scanner.number(0);
  },
  Tz: (run, scanner) => {
    run.state.scale = scanner.number(0) / 100;
  },
  TL: (run, scanner) => {
    run.state.leading = scanner.number(0);
  },
  Ts: (run, scanner) => {
    run.state.rise = scanner.number(0);
  },
  Tr: (run, scanner) => {
    run.state.mode = scanner.number(0);
  },
  Tj: (run, scanner) => run.show(scanner.operand(0)),
  "'": (run, scanner) => {
    run.moveText(0, -run.state.leading);
    run.show(scanner.operand(0));
  },
  '"': (run, scanner) => {
    run.moveText(0, -run.state.leading);
    run.show(scanner.operand(2));
  },
  TJ: (run, scanner) => {
    for (const item of readArray(scanner.operand(0))) {
      if (item.startsWith('(') || item.startsWith('<')) run.show(item);
      else run.kern(Number(item));
    }
  },
};
