/** A colour as CSS and Chromium have it, components from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A colour that a theme orders in inks: four colours, or an ink of its own beside what stands for it in four. */
export interface Ink {
  /** Cyan, magenta, yellow and black, from 0 to 1; of an ink of its own, what its full tone looks like. */
  readonly cmyk: readonly [number, number, number, number];
  /** Name of the plate, such as `PANTONE 186 C`, of an ink that is not one of the four. */
  readonly spot?: string;
  /** How much of that ink, from 0 to 1; all of it when absent. */
  readonly tint?: number;
}

/** Inks by {@link rgbKey} of the colour that stands for them on pages. */
export type InkTable = ReadonlyMap<number, Ink>;

/** A colour as one number, for tables. */
export function rgbKey([red, green, blue]: Rgb): number {
  return (red << 16) | (green << 8) | blue;
}
