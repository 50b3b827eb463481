import type { Language } from './metadata.ts';

/** The most digits of a number that a vertical line sets upright (D10). */
export interface UprightDigits {
  /** Side by side in one em. */
  readonly combined: number;
  /** One below the other; fewer than `combined` where longer numbers are turned. */
  readonly stacked: number;
}

/** Two or three digits side by side, longer numbers turned (clreq `#id111`, `#id112`). */
const CHINESE: UprightDigits = { combined: 3, stacked: 1 };
/** Two digits side by side (jlreq 3.2.3 (c)), longer numbers one by one (jlreq 3.2.3 (a)). */
const JAPANESE: UprightDigits = { combined: 2, stacked: 4 };

/** By language. */
export const UPRIGHT_DIGITS: Readonly<Record<Language, UprightDigits>> = {
  'zh-CN': CHINESE,
  'zh-TW': CHINESE,
  'zh-HK': CHINESE,
  ja: JAPANESE,
  // klreq 3.3.2 names two digits or letters, as in Japanese.
  ko: JAPANESE,
};
