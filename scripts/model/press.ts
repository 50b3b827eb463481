/**
 * Inks of a printed edition: everything in the black plate of a file for four colours (`k`), in grey for one colour
 * (`gray`), in four colours (`cmyk`), or as the browser has it (`rgb`).
 */
export const PRESS_COLORS = ['k', 'gray', 'cmyk', 'rgb'] as const;

/** One of {@link PRESS_COLORS}. */
export type PressColor = (typeof PRESS_COLORS)[number];

/** What the file conforms to: PDF/X-4 (ISO 15930-7), PDF/X-1a:2001 (ISO 15930-1), or nothing but PDF. */
export const PRESS_STANDARDS = ['x-4', 'x-1a', 'none'] as const;

/** One of {@link PRESS_STANDARDS}. */
export type PressStandard = (typeof PRESS_STANDARDS)[number];

/** What standards are called in words. */
export const STANDARD_NAMES = { 'x-4': 'PDF/X-4', 'x-1a': 'PDF/X-1a:2001' } as const;

/** What is drawn outside the bleed: corners, centres (トンボ), register, patches of ink, and a line of words. */
export const PRESS_MARKS = ['crop', 'center', 'registration', 'color-bar', 'slug'] as const;

/** One of {@link PRESS_MARKS}. */
export type PressMark = (typeof PRESS_MARKS)[number];

/** How colours out of the inks' reach are brought into it (ISO 15076-1, 6.2). */
export const PRESS_INTENTS = ['perceptual', 'relative'] as const;

/** What the printing house asks for. */
export interface Press {
  readonly color: PressColor;
  /** Name of a profile in styles/press/profiles/profiles.yaml, or of a file in the book's styles/press/profiles/. */
  readonly profile: string;
  readonly standard: PressStandard;
  /** Empty for none; they take {@link MARKS_MM} around the bleed. */
  readonly marks: readonly PressMark[];
  /** Whether black text prints over what lies under it instead of being spared out of it. */
  readonly overprintBlack: boolean;
  readonly intent: (typeof PRESS_INTENTS)[number];
  /** Whether pictures that are much finer than {@link limits} ask for are made smaller. */
  readonly downsample: boolean;
  /** What a finished file is measured by. */
  readonly limits: PressLimits;
}

/** Limits that preflight holds a file to. */
export interface PressLimits {
  /** Most ink on one spot, all plates added up, in percent. */
  readonly inkSum: number;
  /** Least resolution of colour pictures at their printed size, in pixels an inch. */
  readonly colorPpi: number;
  /** The same of grey pictures. */
  readonly grayPpi: number;
  /** The same of pictures with one bit a pixel. */
  readonly linePpi: number;
  /** Thinnest rule, in points. */
  readonly rulePt: number;
  /** Smallest text, in points. */
  readonly textPt: number;
  /** Least distance of text from the trim, in millimetres. */
  readonly safetyMm: number;
  /** What the number of pages must be a multiple of. */
  readonly pageMultiple: number;
}

/** What printers in China and Japan ask for where nothing else is agreed. */
export const DEFAULT_LIMITS: PressLimits = {
  inkSum: 300,
  colorPpi: 350,
  grayPpi: 600,
  linePpi: 1200,
  rulePt: 0.25,
  textPt: 5,
  safetyMm: 3,
  pageMultiple: 1,
};

/** Room around the bleed that marks take, in millimetres. */
export const MARKS_MM = 12;

/** The bleed of an edition for the press that orders none, in millimetres. */
export const PRESS_BLEED_MM = 3;
