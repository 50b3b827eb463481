import type { Rgb } from '../../../model/ink.ts';
import type { PdfFile } from '../pdf-file.ts';
import { readArray, readDictionary, referredObject, writeArray, writeDictionary } from '../pdf-syntax.ts';
import type { PrintColor } from './print-color.ts';
import { decimal } from './recolor-contents.ts';

/** Names of the colour spaces of {@link PrintColor}; a shading in a named ink is drawn in what stands for it. */
const SPACES = { gray: '/DeviceGray', cmyk: '/DeviceCMYK', rgb: '/DeviceRGB', spot: '/DeviceCMYK' } as const;

/**
 * A shading dictionary (ISO 32000-1, 8.7.4.3) whose ends are in the inks of the press, and all between them with them.
 * One whose function is neither a blend of two colours nor a row of such blends stays as it is; preflight tells of it.
 */
export function recolorShading(file: PdfFile, source: string, colorOf: (rgb: Rgb) => PrintColor): string {
  const shading = readDictionary(source);
  const functionSource = shading.get('Function');
  if (shading.get('ColorSpace') !== '/DeviceRGB' || functionSource === undefined) return source;
  const inking = new ProcessInks(colorOf);
  const converted = convertFunction(file, functionSource, inking);
  const space = inking.space;
  if (converted === undefined || space === undefined) return source;
  shading.set('ColorSpace', space);
  shading.set('Function', converted);
  return writeDictionary(shading);
}

/** Says in which inks colours are printed that pass into each other; named ones are mixed of others. */
export class ProcessInks {
  readonly #colorOf: (rgb: Rgb) => PrintColor;
  readonly #spaces = new Set<string>();

  /** Of the inks that colours have by themselves. */
  constructor(colorOf: (rgb: Rgb) => PrintColor) {
    this.#colorOf = colorOf;
  }

  /** The colour space of all colours that were asked for; `undefined` when there were none, or of several spaces. */
  get space(): string | undefined {
    const [space] = this.#spaces;
    return this.#spaces.size === 1 ? space : undefined;
  }

  /** Components of a colour from 0 to 1, as its space has them. */
  of(components: readonly number[]): readonly number[] {
    const [red = 0, green = red, blue = red] = components.map((value) =>
      Math.round(Math.min(1, Math.max(0, value)) * 255),
    );
    const { space, values, ink } = this.#colorOf([red, green, blue]);
    this.#spaces.add(SPACES[space]);
    return ink === undefined || space !== 'spot' ? values : ink.cmyk.map((value) => value * (ink.tint ?? 1));
  }
}

/** A function of one input with other colours at its ends (7.10.3, 7.10.4); `undefined` for one of another kind. */
function convertFunction(file: PdfFile, source: string, inking: ProcessInks): string | undefined {
  const number = referredObject(source);
  const dictionary = readDictionary(number === undefined ? source : file.object(number).source);
  switch (dictionary.get('FunctionType')) {
    case '2': {
      for (const [key, fallback] of [
        ['C0', '[0]'],
        ['C1', '[1]'],
      ] as const) {
        const color = readArray(dictionary.get(key) ?? fallback).map(Number);
        dictionary.set(key, writeArray(inking.of(color).map(decimal)));
      }
      return writeDictionary(dictionary);
    }
    case '3': {
      const parts = readArray(dictionary.get('Functions') ?? '[]').map((part) =>
        convertFunction(file, part, inking),
      );
      if (parts.some((part) => part === undefined)) return undefined;
      dictionary.set('Functions', writeArray(parts as string[]));
      return writeDictionary(dictionary);
    }
    default:
      return undefined;
  }
}
