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
  const spaces = new Set<string>();
  const converted = convertFunction(file, functionSource, (rgb) => {
    const color = colorOf(rgb);
    spaces.add(SPACES[color.space]);
    return color.space === 'spot' ? (color.ink?.cmyk ?? []) : color.values;
  });
  const [space] = spaces;
  if (converted === undefined || space === undefined) return source;
  shading.set('ColorSpace', space);
  shading.set('Function', converted);
  return writeDictionary(shading);
}

/** A function with other colours at its ends (7.10.3, 7.10.4); `undefined` for one of another kind. */
function convertFunction(
  file: PdfFile,
  source: string,
  convert: (rgb: Rgb) => readonly number[],
): string | undefined {
  const number = referredObject(source);
  const dictionary = readDictionary(number === undefined ? source : file.object(number).source);
  switch (dictionary.get('FunctionType')) {
    case '2': {
      for (const [key, fallback] of [
        ['C0', '[0]'],
        ['C1', '[1]'],
      ] as const) {
        const [red = 0, green = red, blue = red] = readArray(dictionary.get(key) ?? fallback).map((value) =>
          Math.round(Number(value) * 255),
        );
        dictionary.set(key, writeArray(convert([red, green, blue]).map(decimal)));
      }
      return writeDictionary(dictionary);
    }
    case '3': {
      const parts = readArray(dictionary.get('Functions') ?? '[]').map((part) =>
        convertFunction(file, part, convert),
      );
      if (parts.some((part) => part === undefined)) return undefined;
      dictionary.set('Functions', writeArray(parts as string[]));
      return writeDictionary(dictionary);
    }
    default:
      return undefined;
  }
}
