import type { Language } from '../model/metadata.ts';

/** Families as styles name them; which face stands behind one depends on the book's language (C08). */
export const FAMILIES = ['Banxin Serif', 'Banxin Sans', 'Banxin Mono', 'Banxin Math'] as const;

/** One of {@link FAMILIES}. */
export type Family = (typeof FAMILIES)[number];

/** A family of static TrueType files in an npm package. */
export interface FontPackage {
  /** npm package. */
  readonly name: string;
  /** Start of its file names, for example `NotoSerifSC`. */
  readonly prefix: string;
  /** Its one file, where its weights have none of their own. */
  readonly file?: string;
}

const noto = (kind: 'serif' | 'sans', region: 'sc' | 'tc' | 'hk' | 'jp' | 'kr'): FontPackage => ({
  name: `@expo-google-fonts/noto-${kind}-${region}`,
  prefix: `Noto${kind === 'serif' ? 'Serif' : 'Sans'}${region.toUpperCase()}`,
});

const MONO: FontPackage = { name: '@expo-google-fonts/noto-sans-mono', prefix: 'NotoSansMono' };

/** A face with OpenType's table for formulas, which the Noto faces of text lack. */
const MATH: FontPackage = {
  name: '@fontsource/stix-two-math',
  prefix: 'STIXTwoMath',
  file: 'files/stix-two-math-latin-400-normal.woff',
};

/** Faces of every language. */
const SHARED = { 'Banxin Mono': MONO, 'Banxin Math': MATH } as const;

/**
 * Faces by language: the region's glyphs, not merely the script's (C08). Chinese (Simplified) comes with Banxin;
 * the others are installed by the command that the error names.
 */
export const FACES: Readonly<Record<Language, Readonly<Record<Family, FontPackage>>>> = {
  'zh-CN': { 'Banxin Serif': noto('serif', 'sc'), 'Banxin Sans': noto('sans', 'sc'), ...SHARED },
  'zh-TW': { 'Banxin Serif': noto('serif', 'tc'), 'Banxin Sans': noto('sans', 'tc'), ...SHARED },
  'zh-HK': { 'Banxin Serif': noto('serif', 'hk'), 'Banxin Sans': noto('sans', 'hk'), ...SHARED },
  ja: { 'Banxin Serif': noto('serif', 'jp'), 'Banxin Sans': noto('sans', 'jp'), ...SHARED },
  ko: { 'Banxin Serif': noto('serif', 'kr'), 'Banxin Sans': noto('sans', 'kr'), ...SHARED },
};

/** Folder names of the packages' weights. */
const WEIGHT_NAMES: Readonly<Record<number, string>> = {
  100: 'Thin',
  200: 'ExtraLight',
  300: 'Light',
  400: 'Regular',
  500: 'Medium',
  600: 'SemiBold',
  700: 'Bold',
  800: 'ExtraBold',
  900: 'Black',
};

/** Path of a weight's file inside its package, for example `400Regular/NotoSerifSC_400Regular.ttf`. */
export function faceFile(source: FontPackage, weight: number): string {
  if (source.file !== undefined) return source.file;
  const name = `${weight}${WEIGHT_NAMES[weight] ?? 'Regular'}`;
  return `${name}/${source.prefix}_${name}.ttf`;
}
