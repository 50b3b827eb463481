import type { Diagnostic } from './diagnostic.ts';

/** A rectangle in points: left, bottom, right, top. */
export type Box = readonly [left: number, bottom: number, right: number, top: number];

/** Kinds of colour spaces. `icc-…` has a profile of its own; `other` is independent of any device. */
export type InkSpace =
  | 'gray'
  | 'rgb'
  | 'cmyk'
  | 'icc-gray'
  | 'icc-rgb'
  | 'icc-cmyk'
  | 'spot'
  | 'all'
  | 'pattern'
  | 'other';

/** Something on a page that a printing house would send back, at a point in the page's own points. */
export interface PageFault {
  /** Rule, without `preflight-`. */
  readonly rule: string;
  /** What it is; the same words for the same fault on other pages. */
  readonly message: string;
  readonly at?: readonly [x: number, y: number];
}

/** Boxes of a page in points; `undefined` where it has none. */
export type PageBoxes = Readonly<
  Record<'MediaBox' | 'CropBox' | 'BleedBox' | 'TrimBox' | 'ArtBox', Box | undefined>
>;

/** What a page is printed with. */
export interface PageReport {
  readonly boxes: PageBoxes;
  /** Plates in use, sorted: C, M, Y, K, then named inks; `RGB` where something is in no ink. */
  readonly plates: readonly string[];
  /** Most ink that one object lays on one spot, in percent. */
  readonly inkSum: number;
  /** Smallest type in points; absent without text. */
  readonly smallestText?: number;
  /** Thinnest rule in points; absent without rules. */
  readonly thinnestRule?: number;
  /** Least resolution of pictures, pixels an inch; absent without pictures. */
  readonly leastPpi?: number;
  readonly images: number;
  readonly isBlank: boolean;
  /** What on it can be seen through, each kind once, and where that is drawn first, in points. */
  readonly transparency: readonly { readonly what: string; readonly at?: readonly [x: number, y: number] }[];
  /** Spaces of the colours in use. */
  readonly spaces: readonly InkSpace[];
  readonly faults: readonly PageFault[];
}

/** A font of a file. */
export interface FontReport {
  readonly name: string;
  /** `CIDFontType2`, `TrueType`, `Type3` … */
  readonly kind: string;
  readonly embedded: boolean;
  /** Whether only the glyphs in use are in the file. */
  readonly subset: boolean;
  readonly hasUnicode: boolean;
  /** Index of the first page that uses it. */
  readonly page: number;
}

/** One thing that a standard asks for, and whether the file has it. */
export interface StandardItem {
  readonly item: string;
  readonly ok: boolean;
}

/** What a file says it conforms to. */
export type ClaimedStandard = 'x-4' | 'x-1a' | undefined;

/** What was found out about a file. */
export interface PreflightReport {
  /** The standard that it says it conforms to. */
  readonly standard: ClaimedStandard;
  readonly pages: readonly PageReport[];
  readonly fonts: readonly FontReport[];
  /** What the standard asks for; empty for a file that claims none. */
  readonly items: readonly StandardItem[];
  readonly faults: readonly PreflightFault[];
}

/** A point of a page, the page from 0, in points from its lower left corner. */
export interface Spot {
  readonly page: number;
  readonly x: number;
  readonly y: number;
}

/** Something to be told, and where on the pages it stands first. */
export interface PreflightFault {
  readonly diagnostic: Diagnostic;
  readonly spot?: Spot;
}
