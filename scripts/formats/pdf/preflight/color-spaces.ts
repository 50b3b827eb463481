import type { InkSpace } from '../../../model/preflight.ts';
import { type Dictionary, nameText, readDictionary, referredObject } from '../pdf-syntax.ts';
import type { PdfReader } from './pdf-reader.ts';

/** A colour in use. `icc` has a profile of its own; `other` is independent of any device. */
export interface UsedColor {
  readonly space: InkSpace;
  readonly values: readonly number[];
  /** Names of the plates of `spot`. */
  readonly plates?: readonly string[];
}

const DEVICE: Readonly<Record<string, InkSpace>> = {
  '/DeviceGray': 'gray',
  '/G': 'gray',
  '/DeviceRGB': 'rgb',
  '/RGB': 'rgb',
  '/DeviceCMYK': 'cmyk',
  '/CMYK': 'cmyk',
  '/Pattern': 'pattern',
};

/** Initial colours of spaces (ISO 32000-1, 8.6.5.1, 8.6.6.4). */
const INITIAL: Partial<Readonly<Record<InkSpace, readonly number[]>>> = {
  gray: [0],
  rgb: [0, 0, 0],
  cmyk: [0, 0, 0, 1],
  spot: [1],
  all: [1],
};

/** Reads colour spaces (8.6). */
export class ColorSpaces {
  readonly #reader: PdfReader;

  constructor(reader: PdfReader) {
    this.#reader = reader;
  }

  /** The first colour of a space by its name, among those of the resources, or by its source. */
  named(name: string, resources: Dictionary): UsedColor {
    const own = name.startsWith('/') ? resources.get(name.slice(1)) : undefined;
    return this.#space(own ?? name);
  }

  /** The space of a picture. */
  ofImage(entries: Dictionary): UsedColor {
    const { space, values } = this.#space(entries.get('ColorSpace') ?? '/DeviceGray');
    // Which plates a picture in four colours has, its pixels tell.
    return { space, values: space === 'cmyk' ? [] : values };
  }

  /** The space of a shading. */
  ofShading(value: string | undefined): UsedColor {
    const shading = this.#reader.dictionary(value);
    const { space, values, ...rest } = this.#space(shading.get('ColorSpace') ?? 'null');
    if (space !== 'cmyk') return { space, values, ...rest };
    return { space, values: this.#mostOf(shading.get('Function'), 0) };
  }

  /** Most of each ink at the ends of a blend (7.10.3, 7.10.4); all inks of a function of another kind. */
  #mostOf(value: string | undefined, depth: number): readonly number[] {
    const entries = this.#reader.dictionary(value);
    const kind = this.#reader.resolve(entries.get('FunctionType'));
    let ends: readonly (readonly number[])[] = [[1, 1, 1, 1]];
    if (kind === '2') ends = ['C0', 'C1'].map((key) => this.#reader.array(entries.get(key)).map(Number));
    else if (kind === '3' && depth < 4)
      ends = this.#reader.array(entries.get('Functions')).map((part) => this.#mostOf(part, depth + 1));
    return [0, 1, 2, 3].map((ink) => Math.max(0, ...ends.map((end) => end[ink] ?? 0)));
  }

  #space(source: string): UsedColor {
    const resolved = this.#reader.resolve(source);
    const device = DEVICE[resolved];
    if (device !== undefined) return { space: device, values: INITIAL[device] ?? [] };
    const [family = '', second = '', alternate = ''] = this.#reader.array(resolved);
    switch (family) {
      case '/ICCBased': {
        const entries = readDictionary(
          this.#reader.object(referredObject(second) ?? 0).source.replace('null', '<<>>'),
        );
        const space = ({ '1': 'icc-gray', '3': 'icc-rgb', '4': 'icc-cmyk' } as const)[
          this.#reader.resolve(entries.get('N'))
        ];
        return { space: space ?? 'other', values: [] };
      }
      case '/Indexed':
      case '/I':
        return { ...this.#space(second), values: [] };
      case '/Pattern':
        return { space: 'pattern', values: [] };
      case '/Separation':
      case '/DeviceN': {
        const plates = second.startsWith('[') ? this.#reader.array(second) : [this.#reader.resolve(second)];
        if (plates.includes('/All')) return { space: 'all', values: [1], plates: [] };
        return { space: 'spot', values: plates.map(() => 1), plates: plates.map(nameText) };
      }
      default:
        return {
          space: alternate === '' && DEVICE[family] !== undefined ? (DEVICE[family] ?? 'other') : 'other',
          values: [],
        };
    }
  }
}
