import type { Ink, Rgb } from '../../../model/ink.ts';
import { pack, unpack } from '../flate.ts';
import type { PdfFile } from '../pdf-file.ts';
import {
  type Dictionary,
  readArray,
  readDictionary,
  referenceTo,
  referredObject,
  writeArray,
  writeDictionary,
} from '../pdf-syntax.ts';
import { calculatedPattern } from './calculated-pattern.ts';
import type { ImageConverter } from './convert-image.ts';
import { grayOf, type PrintColor, type PrintColors } from './print-color.ts';
import { decimal, OVERPRINT, recolorContents } from './recolor-contents.ts';
import { recolorShading } from './recolor-shading.ts';

/** What colours are written in. */
export interface FileRecoloring {
  readonly colors: PrintColors;
  readonly images: ImageConverter;
  readonly overprintBlack: boolean;
  /** Colour space in which transparent groups are blended. */
  readonly blendSpace: 'DeviceCMYK' | 'DeviceGray';
}

/** Whether something is printed, or only says how much of something else shows (ISO 32000-1, 11.5.3). */
type Use = 'print' | 'mask';

/** Colours of a mask of luminosity: greys that no plate has. */
function maskColor(rgb: Rgb): PrintColor {
  return { space: 'gray', values: [grayOf(rgb)] };
}

/** Rewrites the colours of everything that pages draw: contents, forms, patterns, shadings, masks and pictures. */
export class FileRecolorer {
  readonly #file: PdfFile;
  readonly #recoloring: FileRecoloring;
  readonly #seen = new Set<string>();
  readonly #work: Promise<void>[] = [];
  readonly #spots = new Map<string, { readonly name: string; readonly object: number }>();
  #overprintStates: Readonly<Record<string, string>> | undefined;

  constructor(file: PdfFile, recoloring: FileRecoloring) {
    this.#file = file;
    this.#recoloring = recoloring;
  }

  /** Rewrites the pages given and all they use. */
  async recolor(pages: readonly number[]): Promise<void> {
    for (const page of pages) this.#page(page);
    // What is found while contents are read is added behind.
    for (let index = 0; index < this.#work.length; index += 1) await this.#work[index];
  }

  #page(page: number): void {
    const dictionary = this.#file.dictionary(page);
    const contents = dictionary.get('Contents');
    const streams = contents === undefined ? [] : contents.startsWith('[') ? readArray(contents) : [contents];
    const resources = this.#resources(dictionary, 'print');
    this.#work.push(
      Promise.all(
        streams.map((stream) => this.#stream(referredObject(stream) ?? 0, 'print', (entries) => entries)),
      ).then((used) => {
        this.#file.update(page, { Resources: this.#completed(resources, used.flat()) });
      }),
    );
  }

  /** The resources of a page or a form, all that they name being rewritten. */
  #resources(owner: Dictionary, use: Use): Dictionary {
    const source = owner.get('Resources');
    if (source === undefined) return new Map();
    const number = referredObject(source);
    const resources = number === undefined ? readDictionary(source) : this.#file.dictionary(number);
    this.#each(resources, 'XObject', (object) => this.#xObject(object, use));
    this.#each(resources, 'Pattern', (object) => this.#pattern(object, use));
    this.#each(resources, 'ExtGState', (object) => this.#graphicsState(object));
    this.#each(resources, 'Shading', (object) => {
      this.#shading(object, use);
    });
    return resources;
  }

  /** Objects of a kind that resources refer to, each once for each use. */
  #each(resources: Dictionary, kind: string, visit: (object: number) => void): void {
    const source = resources.get(kind);
    if (source === undefined) return;
    const number = referredObject(source);
    for (const value of (number === undefined
      ? readDictionary(source)
      : this.#file.dictionary(number)
    ).values()) {
      const object = referredObject(value);
      if (object !== undefined) visit(object);
    }
  }

  #isNew(object: number, use: Use): boolean {
    const key = `${use} ${object}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  #xObject(object: number, use: Use): void {
    if (!this.#isNew(object, use)) return;
    const dictionary = this.#file.dictionary(object);
    if (dictionary.get('Subtype') === '/Form') this.#form(object, dictionary, use);
    else if (dictionary.get('Subtype') === '/Image' && use === 'print') {
      this.#work.push(this.#recoloring.images.convert(this.#file, object));
    }
  }

  #form(object: number, dictionary: Dictionary, use: Use): void {
    const resources = this.#resources(dictionary, use);
    const group = dictionary.get('Group');
    this.#work.push(
      this.#stream(object, use, (entries, used) => {
        entries.set('Resources', this.#completed(resources, used));
        if (group !== undefined) entries.set('Group', this.#group(group, use));
        return entries;
      }).then(() => undefined),
    );
  }

  #pattern(object: number, use: Use): void {
    if (!this.#isNew(object, use)) return;
    const dictionary = this.#file.dictionary(object);
    if (dictionary.get('PatternType') === '/2' || dictionary.get('PatternType') === '2') {
      const calculated = calculatedPattern(this.#file, dictionary, this.#colorOf(use));
      if (calculated !== undefined) {
        this.#file.set(object, calculated);
        return;
      }
      const shading = dictionary.get('Shading') ?? '';
      const number = referredObject(shading);
      if (number !== undefined) this.#shading(number, use);
      else this.#file.update(object, { Shading: recolorShading(this.#file, shading, this.#colorOf(use)) });
    } else this.#form(object, dictionary, use);
  }

  #shading(object: number, use: Use): void {
    if (!this.#isNew(object, use)) return;
    const { source, ...rest } = this.#file.object(object);
    this.#file.set(object, { ...rest, source: recolorShading(this.#file, source, this.#colorOf(use)) });
  }

  #graphicsState(object: number): void {
    const mask = this.#file.dictionary(object).get('SMask');
    if (mask === undefined || mask.startsWith('/')) return;
    const number = referredObject(mask);
    const dictionary = number === undefined ? readDictionary(mask) : this.#file.dictionary(number);
    const group = referredObject(dictionary.get('G'));
    if (group !== undefined) this.#xObject(group, 'mask');
  }

  #group(source: string, use: Use): string {
    const number = referredObject(source);
    const group = number === undefined ? readDictionary(source) : this.#file.dictionary(number);
    if (group.has('CS')) group.set('CS', use === 'mask' ? '/DeviceGray' : `/${this.#recoloring.blendSpace}`);
    return writeDictionary(group);
  }

  /** Rewrites a stream's operators and returns what its resources must have for them. */
  async #stream(
    object: number,
    use: Use,
    complete: (entries: Dictionary, used: readonly string[]) => Dictionary,
  ): Promise<readonly string[]> {
    const { source, data = new Uint8Array() } = this.#file.object(object);
    const dictionary = readDictionary(source);
    const bytes = dictionary.get('Filter') === undefined ? data : await unpack(data);
    const used = new Set<string>();
    const { text, overprints } = recolorContents(Buffer.from(bytes).toString('latin1'), {
      colorOf: this.#colorOf(use),
      spotName: ({ ink }) => {
        const name = this.#spot(ink as Ink);
        used.add(name);
        return name;
      },
      overprintBlack: this.#recoloring.overprintBlack && use === 'print',
    });
    if (overprints) used.add(OVERPRINT.on);
    const entries = complete(dictionary, [...used]);
    entries.set('Filter', '/FlateDecode');
    entries.delete('DecodeParms');
    this.#file.set(object, {
      source: writeDictionary(entries),
      data: await pack(Buffer.from(text, 'latin1')),
    });
    return [...used];
  }

  #colorOf(use: Use): (rgb: Rgb) => PrintColor {
    return use === 'mask' ? maskColor : (rgb) => this.#recoloring.colors.of(rgb);
  }

  /** Resources with the colour spaces and graphics states that contents name. */
  #completed(resources: Dictionary, used: readonly string[]): string {
    const spots = [...this.#spots.values()].filter(({ name }) => used.includes(name));
    if (spots.length > 0) {
      const spaces = this.#file.inner(resources, 'ColorSpace');
      for (const { name, object } of spots) spaces.set(name, referenceTo(object));
      resources.set('ColorSpace', writeDictionary(spaces));
    }
    if (used.includes(OVERPRINT.on)) {
      this.#overprintStates ??= {
        [OVERPRINT.on]: this.#added('<</Type /ExtGState /OP true /op true /OPM 1>>'),
        [OVERPRINT.off]: this.#added('<</Type /ExtGState /OP false /op false /OPM 0>>'),
      };
      const states = this.#file.inner(resources, 'ExtGState');
      for (const [name, reference] of Object.entries(this.#overprintStates)) states.set(name, reference);
      resources.set('ExtGState', writeDictionary(states));
    }
    return writeDictionary(resources);
  }

  #added(source: string): string {
    return referenceTo(this.#file.add({ source }));
  }

  /** The colour space of a named ink (8.6.6.4): its tint, and what stands for it in four colours. */
  #spot(ink: Ink): string {
    const plate = ink.spot ?? '';
    const known = this.#spots.get(plate);
    if (known !== undefined) return known.name;
    const tint = writeDictionary([
      ['FunctionType', '2'],
      ['Domain', '[0 1]'],
      ['C0', '[0 0 0 0]'],
      ['C1', writeArray(ink.cmyk.map(decimal))],
      ['N', '1'],
    ]);
    const object = this.#file.add({ source: `[/Separation ${plateName(plate)} /DeviceCMYK ${tint}]` });
    const name = `BxInk${this.#spots.size + 1}`;
    this.#spots.set(plate, { name, object });
    return name;
  }
}

/** A name with what may not stand in one written as numbers (7.3.5). */
function plateName(plate: string): string {
  const bytes = Buffer.from(plate, 'utf8');
  return `/${Array.from(bytes, (byte) =>
    /[A-Za-z0-9_.+-]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `#${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('')}`;
}
