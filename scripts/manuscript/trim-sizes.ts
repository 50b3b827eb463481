import type { SizeMm } from '../model/geometry.ts';

/** A customary trim: the page after cutting. */
interface TrimPreset extends SizeMm {
  /** The trade's name for it. */
  readonly name: string;
  /** The same in ASCII, for keyboards without the script; absent when the name is ASCII already. */
  readonly alias?: string;
}

/**
 * Trims by name (A10). A plain `B5` is left out on purpose: ISO's is 176 × 250 mm and JIS's 182 × 257 mm,
 * and books in Japan mean the latter.
 */
const TRIM_PRESETS: readonly TrimPreset[] = [
  { name: 'A4', widthMm: 210, heightMm: 297 },
  { name: 'A5', widthMm: 148, heightMm: 210 },
  { name: 'A6', widthMm: 105, heightMm: 148 },
  { name: '大32开', alias: 'da-32kai', widthMm: 140, heightMm: 203 },
  { name: '小32开', alias: 'xiao-32kai', widthMm: 130, heightMm: 184 },
  { name: '16开', alias: '16kai', widthMm: 185, heightMm: 260 },
  { name: '四六判', alias: 'shirokuban', widthMm: 127, heightMm: 188 },
  { name: 'B6', widthMm: 128, heightMm: 182 },
  { name: '文庫', alias: 'bunko', widthMm: 105, heightMm: 148 },
  { name: '新書', alias: 'shinsho', widthMm: 105, heightMm: 173 },
  { name: '菊判', alias: 'kikuban', widthMm: 152, heightMm: 218 },
  { name: 'JIS-B5', widthMm: 182, heightMm: 257 },
  { name: '신국판', alias: 'singukpan', widthMm: 152, heightMm: 225 },
  { name: '국판', alias: 'gukpan', widthMm: 148, heightMm: 210 },
  { name: '46판', alias: '46pan', widthMm: 127, heightMm: 188 },
];

/** Every name that `trim` takes, aliases behind their names. */
export const TRIM_NAMES: readonly string[] = TRIM_PRESETS.flatMap(({ name, alias }) =>
  alias === undefined ? [name] : [name, alias],
);

/** The size a name stands for, or undefined for a name that is none of {@link TRIM_NAMES}. */
export function trimSize(name: string): SizeMm | undefined {
  const preset = TRIM_PRESETS.find((one) => one.name === name || one.alias === name);
  return preset === undefined ? undefined : { widthMm: preset.widthMm, heightMm: preset.heightMm };
}
