import { ContentScanner } from '../content-scanner.ts';
import { type Dictionary, readArray, referredObject } from '../pdf-syntax.ts';
import { ColorSpaces, type UsedColor } from './color-spaces.ts';
import { ContentsRun, INITIAL_STATE, type State } from './contents-run.ts';
import { FontMetrics } from './font-metrics.ts';
import { imageInk, PLATES } from './image-ink.ts';
import { boxOfUnitSquare, type Matrix, multiply } from './matrix.ts';
import type { PageSink } from './page-sink.ts';
import type { PdfReader } from './pdf-reader.ts';

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
/** Most forms that may draw each other. */
const DEEPEST = 24;

/** Goes through the contents of pages as one who draws them. */
export class PageWalker {
  readonly #reader: PdfReader;
  readonly #spaces: ColorSpaces;
  readonly #fonts: FontMetrics;
  readonly #texts = new Map<number, string>();
  /** Forms that draw nothing that matters, and where. */
  readonly #idle = new Set<string>();

  constructor(reader: PdfReader) {
    this.#reader = reader;
    this.#spaces = new ColorSpaces(reader);
    this.#fonts = new FontMetrics(reader);
  }

  /**
   * Draws a page into a sink.
   * @throws UnreadablePdf when its contents are damaged
   */
  walk(entries: Dictionary, sink: PageSink): void {
    const contents = this.#reader.resolve(entries.get('Contents'));
    const parts = contents.startsWith('[') ? readArray(contents) : [entries.get('Contents')];
    const text = parts.map((part) => this.#textOf(referredObject(part))).join('\n');
    new Walk(this.#reader, this.#spaces, this.#fonts, sink, (object) => this.#textOf(object), this.#idle).run(
      text,
      this.#reader.dictionary(entries.get('Resources')),
      IDENTITY,
      0,
    );
  }

  /** Contents of forms are kept: marks are drawn on every page. */
  #textOf(object: number | undefined): string {
    if (object === undefined) return '';
    const known = this.#texts.get(object);
    if (known !== undefined) return known;
    const text = Buffer.from(this.#reader.unpacked(object)).toString('latin1');
    if (text.length < 20_000) this.#texts.set(object, text);
    return text;
  }
}

class Walk {
  readonly #reader: PdfReader;
  readonly #spaces: ColorSpaces;
  readonly #fonts: FontMetrics;
  readonly #sink: PageSink;
  readonly #textOf: (object: number) => string;
  readonly #idle: Set<string>;

  constructor(
    reader: PdfReader,
    spaces: ColorSpaces,
    fonts: FontMetrics,
    sink: PageSink,
    textOf: (object: number) => string,
    idle: Set<string>,
  ) {
    this.#reader = reader;
    this.#spaces = spaces;
    this.#fonts = fonts;
    this.#sink = sink;
    this.#textOf = textOf;
    this.#idle = idle;
  }

  /** Draws contents with their resources. */
  run(text: string, resources: Dictionary, ctm: Matrix, depth: number, inherited?: State): void {
    const contents = new ContentsRun(
      this.#reader,
      this.#spaces,
      this.#fonts,
      this.#sink,
      resources,
      {
        ...INITIAL_STATE,
        ...inherited,
        ctm,
      },
      (pattern) => this.#pattern(pattern, depth),
    );
    const scanner = new ContentScanner(text);
    for (let name = scanner.next(); name !== undefined; name = scanner.next()) {
      if (name !== 'Do') contents.operator(name, scanner);
      else this.#draw(scanner.operand(0), contents, resources, depth);
    }
  }

  #draw(name: string, contents: ContentsRun, resources: Dictionary, depth: number): void {
    const object = referredObject(this.#reader.dictionary(resources.get('XObject')).get(name.slice(1)));
    if (object === undefined || depth > DEEPEST) return;
    const entries = this.#reader.dictionary(`${object} 0 R`);
    const { state } = contents;
    if (entries.get('Subtype') === '/Image') this.#image(object, entries, state);
    else if (entries.get('Subtype') === '/Form') {
      this.#group(entries);
      const own = entries.get('Matrix');
      const matrix = own === undefined ? IDENTITY : this.#reader.array(own).map(Number);
      const inner = entries.has('Resources') ? this.#reader.dictionary(entries.get('Resources')) : resources;
      // Marks are drawn on every page, outside of what is looked at.
      const key = `${object} ${state.ctm} ${this.#sink.area}`;
      if (this.#idle.has(key)) return;
      const { drawn } = this.#sink;
      this.run(
        this.#textOf(object),
        inner,
        multiply(matrix as unknown as Matrix, state.ctm),
        depth + 1,
        state,
      );
      if (this.#sink.drawn === drawn) this.#idle.add(key);
    }
  }

  /** Colours of a pattern (8.7): of its shading, or of what its tile is drawn with. */
  #pattern(value: string, depth: number): void {
    const entries = this.#reader.dictionary(value);
    const object = referredObject(value);
    if (this.#reader.resolve(entries.get('PatternType')) === '2')
      this.#sink.space(this.#spaces.ofShading(entries.get('Shading')));
    else if (object !== undefined && depth < DEEPEST) {
      const tile = new Walk(
        this.#reader,
        this.#spaces,
        this.#fonts,
        colorsOnly(this.#sink, this.#reader),
        this.#textOf,
        new Set(),
      );
      tile.run(this.#textOf(object), this.#reader.dictionary(entries.get('Resources')), IDENTITY, depth + 1);
    }
  }

  #image(object: number, entries: Dictionary, { ctm, fill }: State): void {
    const width = Number(this.#reader.resolve(entries.get('Width')));
    const height = Number(this.#reader.resolve(entries.get('Height')));
    const across = Math.hypot(ctm[0], ctm[1]);
    const down = Math.hypot(ctm[2], ctm[3]);
    const ppi = Math.min((width * 72) / across, (height * 72) / down);
    if (entries.has('SMask')) this.#sink.transparency('a mask of a picture');
    if (this.#reader.resolve(entries.get('ImageMask')) === 'true') this.#sink.space(fill);
    else this.#sink.space(this.#spaces.ofImage(entries));
    this.#sink.image({ object, entries, box: boxOfUnitSquare(ctm), ppi });
  }

  /** A group that is blended before it is drawn can be seen through (11.4.7). */
  #group(entries: Dictionary): void {
    const group = this.#reader.dictionary(entries.get('Group'));
    if (this.#reader.resolve(group.get('S')) !== '/Transparency') return;
    this.#sink.transparency('a group');
    if (group.has('CS')) this.#sink.space(this.#spaces.named(group.get('CS') ?? '', new Map()));
  }
}

/** Tells a sink of colours and what can be seen through, but of no places: a tile is drawn in many. */
function colorsOnly(sink: PageSink, reader: PdfReader): PageSink {
  const space = (color: UsedColor): void => sink.space(color);
  return {
    drawn: 0,
    area: '',
    text: (_box, _size, color) => space(color),
    fill: (_box, color) => space(color),
    stroke: (_box, _width, color) => space(color),
    image: ({ object, entries }) => {
      const plates = imageInk(reader, object, entries)?.plates ?? [];
      if (plates.length > 0)
        space({ space: 'cmyk', values: PLATES.map((plate) => Number(plates.includes(plate))) });
    },
    space,
    transparency: (what) => sink.transparency(what),
  };
}
