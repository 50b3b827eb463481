import type { SizeMm, WritingMode } from '../model/geometry.ts';
import type { Language } from '../model/metadata.ts';
import { trimSize } from './trim-sizes.ts';

/** Body type and type area that suit a language, a trim and a direction. */
export interface PagePreset {
  /** Body size in points (A05). */
  readonly bodySizePt: number;
  /** From baseline to baseline in points (A03). */
  readonly pitchPt: number;
  /** Characters × lines (A01, A02); absent where they are worked out from the trim. */
  readonly area?: { readonly characters: number; readonly lines: number };
}

/** Languages that share presets. */
type Script = 'zh' | 'ja' | 'ko';

type Row = readonly [
  script: Script,
  mode: WritingMode,
  trim: string,
  bodySizePt: number,
  pitchPt: number,
  characters: number,
  lines: number,
];

/** Computed from A02, A03 and A06 with margins as customary; a matter of taste, not of a standard. */
const ROWS: readonly Row[] = [
  ['zh', 'horizontal', '小32开', 10.5, 18, 25, 23],
  ['zh', 'horizontal', '大32开', 10.5, 18, 27, 26],
  ['zh', 'horizontal', 'A5', 10.5, 18, 28, 27],
  ['zh', 'horizontal', '16开', 10.5, 18, 37, 34],
  ['ja', 'vertical', '四六判', 9, 16, 43, 16],
  ['ja', 'vertical', 'B6', 9, 16, 42, 16],
  ['ja', 'vertical', '文庫', 8.5, 14, 38, 16],
  ['ja', 'vertical', '新書', 9, 15, 40, 15],
  ['ja', 'horizontal', 'A5', 9, 17, 35, 28],
  ['ko', 'horizontal', '신국판', 10, 17, 31, 29],
];

/** Body sizes usual in each language (A05), for trims without a row. */
const USUAL: Readonly<Record<Script, Readonly<Record<WritingMode, PagePreset>>>> = {
  zh: { horizontal: { bodySizePt: 10.5, pitchPt: 18 }, vertical: { bodySizePt: 10.5, pitchPt: 18 } },
  ja: { horizontal: { bodySizePt: 9, pitchPt: 17 }, vertical: { bodySizePt: 9, pitchPt: 16 } },
  ko: { horizontal: { bodySizePt: 10, pitchPt: 17 }, vertical: { bodySizePt: 10, pitchPt: 17 } },
};

function scriptOf(language: Language): Script {
  return language === 'ja' || language === 'ko' ? language : 'zh';
}

function same(a: SizeMm, b: SizeMm | undefined): boolean {
  return a.widthMm === b?.widthMm && a.heightMm === b.heightMm;
}

/** Name of the trim that a book has unless it says otherwise. */
export function defaultTrimName(language: Language): string {
  return language === 'ko' ? '신국판' : 'A5';
}

/** What suits a page of this size; how the trim was named does not matter. */
export function pagePreset(language: Language, mode: WritingMode, trim: SizeMm): PagePreset {
  const script = scriptOf(language);
  const row = ROWS.find((one) => one[0] === script && one[1] === mode && same(trim, trimSize(one[2])));
  if (row === undefined) return USUAL[script][mode];
  const [, , , bodySizePt, pitchPt, characters, lines] = row;
  return { bodySizePt, pitchPt, area: { characters, lines } };
}
