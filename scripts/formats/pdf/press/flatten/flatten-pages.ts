import { deflateSync } from 'node:zlib';
import type { Box } from '../../../../model/preflight.ts';
import type { PdfFile } from '../../pdf-file.ts';
import { type Dictionary, referenceTo, referredObject, writeDictionary } from '../../pdf-syntax.ts';
import { ColorSpaces } from '../../preflight/color-spaces.ts';
import { INITIAL_STATE } from '../../preflight/contents-run.ts';
import { FontMetrics } from '../../preflight/font-metrics.ts';
import { boxOfUnitSquare, type Matrix, multiply } from '../../preflight/matrix.ts';
import { PdfReader } from '../../preflight/pdf-reader.ts';
import { blendingAfter, isOpaque, OPAQUE } from './blending.ts';
import {
  boxOf,
  ContentsFlattener,
  common,
  type Drawn,
  type Left,
  type Start,
  type Surroundings,
} from './flatten-contents.ts';
import { flattenedPicture } from './flatten-picture.ts';
import { Layer } from './layer.ts';

/**
 * Makes pages opaque, as PDF/X-1a asks for (ISO 15930-1, 6.9): what can be seen through gets the colour that it has over
 * paper or over an area of one colour. Over anything else it stays as it is, and preflight tells of it.
 */
export async function flattenPages(file: PdfFile, pages: readonly number[]): Promise<void> {
  // Numbers of objects stay, so what is read in the one is written in the other.
  const flattener = new PageFlattener(file, new PdfReader(await file.save()));
  for (const page of pages) flattener.page(page);
  // Pictures and graphics states that could be seen through are not drawn any more.
  file.keepOnly(['Root', 'Info'].map((key) => referredObject(file.trailer.get(key))));
}

/** Graphics states that are added, by what they leave to be seen through: preflight finds that again. */
const STATES: Readonly<Record<Left | 'opaque', string>> = {
  opaque: '<</Type /ExtGState /ca 1 /CA 1 /BM /Normal>>',
  opacity: '<</Type /ExtGState /ca .5 /CA .5>>',
  blend: '<</Type /ExtGState /BM /Multiply>>',
  mask: '<</Type /ExtGState /SMask <</S /Luminosity>>>>',
};

/** Most forms that draw each other. */
const DEEPEST = 24;
/** As far as a page can reach, in points. */
const EVERYWHERE: Box = [-1e6, -1e6, 1e6, 1e6];

class PageFlattener implements Surroundings {
  readonly reader: PdfReader;
  readonly spaces: ColorSpaces;
  readonly fonts: FontMetrics;
  readonly #file: PdfFile;
  readonly #transparent = new Map<number, boolean>();
  readonly #rewritten = new Set<number>();
  #depth = 0;
  #names = 0;

  constructor(file: PdfFile, reader: PdfReader) {
    this.#file = file;
    this.reader = reader;
    this.spaces = new ColorSpaces(reader);
    this.fonts = new FontMetrics(reader);
  }

  page(page: number): void {
    const entries = this.reader.dictionary(referenceTo(page));
    const resources = this.reader.dictionary(entries.get('Resources'));
    if (!this.#isTransparent(resources, 0)) return;
    const contents = this.reader.resolve(entries.get('Contents'));
    const streams = contents.startsWith('[') ? this.reader.array(contents) : [entries.get('Contents')];
    const text = streams.map((stream) => this.#textOf(referredObject(stream))).join('\n');
    const clip = { box: EVERYWHERE, isRectangle: true };
    const colors = { fill: '0 g', stroke: '0 G' };
    const start: Start = {
      resources,
      layer: new Layer(),
      clip,
      blending: OPAQUE,
      state: INITIAL_STATE,
      colors,
    };
    const flattened = new ContentsFlattener(this, start, text).flattened();
    const data = deflateSync(Buffer.from(flattened, 'latin1'));
    const object = this.#file.add({ source: '<</Filter /FlateDecode>>', data });
    const own = this.#file.dictionary(page);
    own.delete('Group');
    own.set('Contents', referenceTo(object)).set('Resources', this.#used(resources, flattened));
    this.#file.set(page, { source: writeDictionary(own) });
  }

  /** Resources without graphics states and objects that contents do not name. */
  #used(resources: Dictionary, contents: string): string {
    const names = new Set(contents.match(/\/[^\s/<>[\]()]+(?= (?:gs|Do)\b)/g));
    for (const kind of ['ExtGState', 'XObject']) {
      if (!resources.has(kind)) continue;
      const entries = [...this.reader.dictionary(resources.get(kind))];
      resources.set(kind, writeDictionary(entries.filter(([name]) => names.has(`/${name}`))));
    }
    return writeDictionary(resources);
  }

  draw(name: string, start: Start): Drawn {
    const object = referredObject(this.reader.dictionary(start.resources.get('XObject')).get(name.slice(1)));
    const entries =
      object === undefined ? new Map<string, string>() : this.reader.dictionary(referenceTo(object));
    if (object === undefined || this.#depth > DEEPEST) return { name };
    if (entries.get('Subtype') === '/Image') return this.#picture(name, object, entries, start);
    if (entries.get('Subtype') !== '/Form') return { name };
    this.#depth += 1;
    const drawn = this.#form(name, object, entries, start);
    this.#depth -= 1;
    return drawn;
  }

  stateName({ resources }: Start, kind: Left | 'opaque'): string {
    const name = `BxFlat${kind}`;
    this.#add(resources, 'ExtGState', name, STATES[kind]);
    return `/${name}`;
  }

  #picture(
    name: string,
    object: number,
    entries: Dictionary,
    { resources, layer, clip, blending, state }: Start,
  ): Drawn {
    const box = common(boxOfUnitSquare(state.ctm), clip.box);
    if (box === undefined) return { name };
    const isSeenThrough = entries.has('SMask') || !isOpaque(blending) || !layer.isPlain;
    if (!isSeenThrough) {
      layer.add({ box });
      return { name };
    }
    const blend = blending.isMasked ? undefined : layer.blendAt(box, blending.isBlended);
    layer.add({ box });
    const flat = blend && flattenedPicture(this.reader, object, entries, blend, blending.fill);
    if (flat === undefined)
      return { name, left: blending.isMasked ? 'mask' : blending.isBlended ? 'blend' : 'opacity' };
    return { name: this.#add(resources, 'XObject', this.#newName(), referenceTo(this.#file.add(flat))) };
  }

  #form(name: string, object: number, entries: Dictionary, start: Start): Drawn {
    const group = this.reader.dictionary(entries.get('Group'));
    const isGroup = this.reader.resolve(group.get('S')) === '/Transparency';
    const { blending, layer } = start;
    if (blending.isMasked) {
      layer.add({ box: start.clip.box });
      return { name, left: 'mask' };
    }
    const inner = isGroup ? new Layer(layer, blending.fill, blending.isBlended) : layer;
    const matrix = this.reader
      .array(entries.get('Matrix') ?? '[1 0 0 1 0 0]')
      .map(Number) as unknown as Matrix;
    const ctm = multiply(matrix, start.state.ctm);
    const resources = entries.has('Resources')
      ? this.reader.dictionary(entries.get('Resources'))
      : start.resources;
    const text = this.#textOf(object);
    const within: Start = {
      ...start,
      resources,
      layer: inner,
      clip: this.#clipOf(entries, ctm, start),
      blending: isGroup ? OPAQUE : blending,
      state: { ...start.state, ctm },
    };
    const flattened = new ContentsFlattener(this, within, text).flattened();
    if (isGroup) inner.finish();
    if (flattened === text && !isGroup) return { name };
    const changed = new Map(entries)
      .set('Resources', this.#used(resources, flattened))
      .set('Filter', '/FlateDecode');
    changed.delete('Group');
    changed.delete('DecodeParms');
    const source = writeDictionary(changed);
    const data = deflateSync(Buffer.from(flattened, 'latin1'));
    // The structure tree knows a form by its number (14.7.4.2): only one that is drawn again gets another.
    if (!this.#rewritten.has(object)) {
      this.#rewritten.add(object);
      this.#file.set(object, { source, data });
      return { name };
    }
    const copy = this.#file.add({ source, data });
    return { name: this.#add(start.resources, 'XObject', this.#newName(), referenceTo(copy)) };
  }

  #clipOf(entries: Dictionary, ctm: Matrix, { clip }: Start): Start['clip'] {
    const [left = 0, bottom = 0, right = 0, top = 0] = this.reader.array(entries.get('BBox')).map(Number);
    const box = common(boxOf(ctm, left, bottom, right, top), clip.box) ?? [0, 0, 0, 0];
    return { box, isRectangle: clip.isRectangle && ctm[1] === 0 && ctm[2] === 0 };
  }

  /** Whether anything that resources name can be seen through. */
  #isTransparent(resources: Dictionary, depth: number): boolean {
    const { reader } = this;
    const states = [...reader.dictionary(resources.get('ExtGState')).values()];
    const resolve = (value: string | undefined): string => reader.resolve(value);
    if (states.some((state) => !isOpaque(blendingAfter(OPAQUE, reader.dictionary(state), resolve))))
      return true;
    return [...reader.dictionary(resources.get('XObject')).values()].some((value) => {
      const object = referredObject(value);
      if (object === undefined || depth > DEEPEST) return false;
      const known = this.#transparent.get(object);
      if (known !== undefined) return known;
      const entries = reader.dictionary(value);
      const isSeenThrough =
        entries.has('SMask') ||
        entries.has('Group') ||
        this.#isTransparent(reader.dictionary(entries.get('Resources')), depth + 1);
      this.#transparent.set(object, isSeenThrough);
      return isSeenThrough;
    });
  }

  #textOf(object: number | undefined): string {
    return object === undefined ? '' : Buffer.from(this.reader.unpacked(object)).toString('latin1');
  }

  #newName(): string {
    this.#names += 1;
    return `BxFlat${this.#names}`;
  }

  /** Adds a resource; its name with a slash. */
  #add(resources: Dictionary, kind: string, name: string, value: string): string {
    const inner = this.reader.dictionary(resources.get(kind));
    if (!inner.has(name)) resources.set(kind, writeDictionary(inner.set(name, value)));
    return `/${name}`;
  }
}
