import { type Ink, type InkTable, type Rgb, rgbKey } from '../../../model/ink.ts';
import type { PressColor } from '../../../model/press.ts';
import type { ColorEngine } from './color-engine.ts';

/** A colour as it is printed. */
export interface PrintColor {
  readonly space: 'gray' | 'cmyk' | 'rgb' | 'spot';
  /** Components from 0 to 1: for grey and RGB 0 is dark, for inks 1 is full. */
  readonly values: readonly number[];
  /** The ink of `spot`. */
  readonly ink?: Ink;
}

/** How far apart components may be in a grey, of 255. */
const NEUTRAL = 2;

/** Says in which inks each colour is printed. */
export class PrintColors {
  readonly #color: PressColor;
  readonly #engine: ColorEngine | undefined;
  readonly #inks: InkTable;
  readonly #known = new Map<number, PrintColor>();

  /** For colours in four inks, an engine must be given. */
  constructor(color: PressColor, inks: InkTable, engine: ColorEngine | undefined) {
    this.#color = color;
    this.#inks = inks;
    this.#engine = engine;
  }

  /** Greys are black ink and nothing else, so that no text is ever printed in four colours. */
  of(rgb: Rgb): PrintColor {
    const key = rgbKey(rgb);
    let known = this.#known.get(key);
    if (known === undefined) {
      known = this.#convert(rgb, this.#inks.get(key));
      this.#known.set(key, known);
    }
    return known;
  }

  #convert(rgb: Rgb, ink: Ink | undefined): PrintColor {
    const unit = rgb.map((component) => component / 255);
    switch (this.#color) {
      case 'rgb':
        return { space: 'rgb', values: unit };
      case 'gray':
        return { space: 'gray', values: [ink === undefined ? grayOf(rgb) : 1 - blackOf(ink)] };
      case 'k':
        return {
          space: 'cmyk',
          values: [0, 0, 0, ink === undefined ? 1 - grayOf(rgb) : blackOf(ink)],
        };
      case 'cmyk': {
        if (ink?.spot !== undefined) return { space: 'spot', values: [ink.tint ?? 1], ink };
        if (ink !== undefined) return { space: 'cmyk', values: ink.cmyk };
        if (isNeutral(rgb)) return { space: 'cmyk', values: [0, 0, 0, 1 - grayOf(rgb)] };
        const inks = this.#engine?.convert(Uint8Array.from(rgb), 'srgb') ?? [];
        return { space: 'cmyk', values: Array.from(inks, (value) => value / 255) };
      }
    }
  }
}

/** A coloured ink as a tint of black: as dark as its four colours look (the weights of their densities). */
function blackOf({ cmyk: [cyan, magenta, yellow, black], tint = 1 }: Ink): number {
  return tint * Math.min(1, black + (1 - black) * (0.3 * cyan + 0.59 * magenta + 0.11 * yellow));
}

function isNeutral(rgb: Rgb): boolean {
  return Math.max(...rgb) - Math.min(...rgb) <= NEUTRAL;
}

/** The grey as light as a colour (IEC 61966-2-1): 0 is black; of a grey, itself. */
export function grayOf(rgb: Rgb): number {
  if (isNeutral(rgb)) return rgb[1] / 255;
  const [red, green, blue] = rgb.map((component) => linear(component / 255)) as [number, number, number];
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

function linear(component: number): number {
  return component <= 0.04045 ? component / 12.92 : ((component + 0.055) / 1.055) ** 2.4;
}
