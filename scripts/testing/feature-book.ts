import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type BuildReport, build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { type PdfFacts, readPdf } from './pdf-facts.ts';
import { type DrawnPage, drawnPages, type Glyph, type PlacedFill } from './pdf-glyphs.ts';
import { pngOf } from './png.ts';

/** A book of `scripts/testing/books/`, built and read. */
export interface FeatureBook {
  readonly report: BuildReport;
  readonly pdf: PdfFacts;
  /** What is drawn on each page. */
  readonly pages: readonly DrawnPage[];
}

/** What to build of a feature book. */
export interface FeatureBookOptions {
  readonly edition?: string;
  /** Grey pictures to put beside the Markdown: width and height in px by path. Others stay missing. */
  readonly pictures?: Readonly<Record<string, readonly [number, number]>>;
}

/** Builds one edition of `scripts/testing/books/<name>/` in a folder that is gone afterwards, and reads its PDF. */
export async function buildFeatureBook(
  name: string,
  { edition = 'print', pictures = {} }: FeatureBookOptions = {},
): Promise<FeatureBook> {
  const folder = await mkdtemp(join(tmpdir(), 'banxin-feature-'));
  try {
    await cp(new URL(`./books/${name}/`, import.meta.url), folder, { recursive: true });
    for (const [path, [width, height]] of Object.entries(pictures)) {
      const file = join(folder, 'manuscript', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, greyPng(width, height));
    }
    const { bytes, ...book } = await builtIn(folder, edition);
    return { ...book, pdf: await readPdf(bytes) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Builds and reads one edition of a book whose files are given by their paths. */
export async function buildBookOf(
  files: Readonly<Record<string, string>>,
  edition = 'print',
): Promise<FeatureBook> {
  const { bytes, ...book } = await drawnBookOf(files, edition);
  return { ...book, pdf: await readPdf(bytes) };
}

/** As {@link buildBookOf}, for large books of which only the glyphs are asked. */
export async function drawnBookOf(
  files: Readonly<Record<string, string>>,
  edition = 'print',
): Promise<DrawnBook> {
  const folder = await mkdtemp(join(tmpdir(), 'banxin-feature-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return await builtIn(folder, edition);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A book as it is drawn. */
export interface DrawnBook extends Pick<FeatureBook, 'report' | 'pages'> {
  /** Its PDF. */
  readonly bytes: Uint8Array;
}

async function builtIn(folder: string, edition: string): Promise<DrawnBook> {
  const report = await build(folder, { edition, progress: silentProgress, notice: () => {} });
  const [file] = report.files;
  if (file === undefined) throw new Error(report.diagnostics.map(({ message }) => message).join('\n'));
  const bytes = readFileSync(file.path);
  return { report, pages: await drawnPages(bytes), bytes };
}

/** A glyph and where it stands: index of its page, line of the grid from 0. */
export interface TextGlyph extends Glyph {
  readonly pageIndex: number;
  readonly line: number;
}

/** What stands in the type areas of a book, in order: no running heads, no readings, no spaces. */
export function bookGlyphs(pages: readonly DrawnPage[], page: PageOrders): readonly TextGlyph[] {
  const area = areaOf(page);
  const isInside = ({ x, y }: Glyph): boolean =>
    x > area.left - page.pitch / 2 &&
    x < area.right + page.pitch / 2 &&
    y > area.bottom - page.pitch / 2 &&
    y < area.top + page.pitch / 2;
  return pages.flatMap(({ glyphs }, pageIndex) =>
    glyphs
      .filter((glyph) => isInside(glyph) && glyph.size > page.body * 0.6 && glyph.character.trim() !== '')
      .map((glyph) => ({ ...glyph, pageIndex, line: lineOf(glyph, page).line })),
  );
}

/** Where each character stands among glyphs, found once: of a large book many texts are looked up. */
const characterPlaces = new WeakMap<readonly Glyph[], ReadonlyMap<string, readonly number[]>>();

function placesOfCharacter(glyphs: readonly Glyph[], character: string): readonly number[] {
  const known = characterPlaces.get(glyphs);
  if (known !== undefined) return known.get(character) ?? [];
  const places = new Map<string, number[]>();
  for (const [at, glyph] of glyphs.entries()) {
    const list = places.get(glyph.character);
    if (list === undefined) places.set(glyph.character, [at]);
    else list.push(at);
  }
  characterPlaces.set(glyphs, places);
  return places.get(character) ?? [];
}

/** The glyphs of a text, wherever lines and pages part it; none where it is not drawn. */
export function placeOf(glyphs: readonly TextGlyph[], text: string): readonly TextGlyph[] {
  const wanted = [...text.replace(/\s/g, '')];
  for (const at of placesOfCharacter(glyphs, wanted[0] ?? '')) {
    if (wanted.every((character, index) => glyphs[at + index]?.character === character))
      return glyphs.slice(at, at + wanted.length);
  }
  return [];
}

/** How many lines a text has on each of its pages. */
export function linesByPage(glyphs: readonly TextGlyph[]): readonly number[] {
  const lines = new Map<number, Set<number>>();
  for (const { pageIndex, line } of glyphs.filter(({ turned }) => !turned))
    lines.set(pageIndex, (lines.get(pageIndex) ?? new Set()).add(line));
  return [...lines.values()].map(({ size }) => size);
}

/** A PNG that fades from left to right. */
function greyPng(width: number, height: number): Buffer {
  const row = Array.from({ length: width }, (_, x) => 80 + Math.round((x / width) * 150));
  return pngOf(width, height, 1, Uint8Array.from(Array.from({ length: height }, () => row).flat()));
}

/** What a build reported, without missing pictures and the levels of headings, which a book of one feature need not keep. */
export function reported({ diagnostics }: BuildReport): readonly string[] {
  return diagnostics
    .filter(({ ruleId, message }) => ruleId !== 'image-missing' && !HEADING_LEVELS.test(message))
    .map(({ severity, ruleId, message }) => `${severity} ${ruleId}: ${message}`);
}

/** Findings of PDF/UA on the levels of headings, by their checkpoints (Matterhorn 14). */
const HEADING_LEVELS = /\(14-\d+\)/;

const PT_PER_MM = 72 / 25.4;

/** A page of book.yaml, the type area in the middle of the trim. */
export interface PageOrders {
  readonly trim: { readonly width: number; readonly height: number };
  readonly bleed: number;
  readonly body: number;
  readonly pitch: number;
  readonly characters: number;
  readonly lines: number;
  readonly vertical?: boolean;
}

/** Edges in points from the media's lower left corner. */
export interface Edges {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The trim of a page. */
export function trimOf({ trim, bleed }: PageOrders): Edges {
  const [left, bottom] = [bleed * PT_PER_MM, bleed * PT_PER_MM];
  return { left, bottom, right: left + trim.width * PT_PER_MM, top: bottom + trim.height * PT_PER_MM };
}

/** The type area of a page (A02). */
export function areaOf(page: PageOrders): Edges {
  const trim = trimOf(page);
  const along = page.characters * page.body;
  const across = (page.lines - 1) * page.pitch + page.body;
  const [width, height] = page.vertical === true ? [across, along] : [along, across];
  const [x, y] = [(trim.left + trim.right) / 2, (trim.bottom + trim.top) / 2];
  return { left: x - width / 2, right: x + width / 2, top: y + height / 2, bottom: y - height / 2 };
}

/** Characters of a page one after the other. */
export function textOf(glyphs: readonly Glyph[]): string {
  return glyphs.map(({ character }) => character).join('');
}

/** The text of a page, which many questions are asked about, put together once. */
const pageTexts = new WeakMap<readonly Glyph[], string>();

/** The glyphs of the first place on a page where a text is drawn; none where it is not. */
export function glyphsOf({ glyphs }: DrawnPage, text: string): readonly Glyph[] {
  const pageText = pageTexts.get(glyphs) ?? textOf(glyphs);
  pageTexts.set(glyphs, pageText);
  if (!pageText.includes(text)) return [];
  const length = [...text].length;
  for (let at = 0; at + length <= glyphs.length; at += 1) {
    if (!text.startsWith(glyphs[at]?.character ?? '')) continue;
    const run = glyphs.slice(at, at + length);
    if (textOf(run) === text) return run;
  }
  return [];
}

/** Indices of the pages on which a text is drawn. */
export function pagesWith(pages: readonly DrawnPage[], text: string): readonly number[] {
  return pages.flatMap((page, index) => (glyphsOf(page, text).length > 0 ? [index] : []));
}

/** The line of the grid, from 0, near which a glyph stands, and how far behind it is, in pitches (A07). */
export function lineOf(glyph: Glyph, page: PageOrders): { readonly line: number; readonly off: number } {
  const area = areaOf(page);
  const down =
    page.vertical === true
      ? area.right - page.body / 2 - (glyph.x + glyph.width / 2)
      : area.top - 0.88 * page.body - glyph.y;
  const line = Math.round(down / page.pitch);
  return { line, off: down / page.pitch - line };
}

/** Upright Han and kana of the body size. */
export function isBody({ size, turned, character }: Glyph, { body }: PageOrders): boolean {
  return Math.abs(size - body) < 0.01 && !turned && /[\p{Script=Han}\p{Script=Hiragana}]/u.test(character);
}

/** The lines of the grid on which body text stands, in order; all of it must be on some (A07). */
export function bodyLines({ glyphs }: DrawnPage, page: PageOrders): readonly number[] {
  const lines = glyphs.filter((glyph) => isBody(glyph, page)).map((glyph) => lineOf(glyph, page).line);
  return [...new Set(lines)].sort((a, b) => a - b);
}

/** How far a baseline may be from the grid, in pitches (A07). */
const ON_GRID = 0.05;
/** How far a page's grid may be from its place, in pitches: Chromium begins a type area at a whole px. */
const IN_PLACE = 0.1;

/** Body characters that are not on the grid (A07), each with its distance in pitches. */
export function offGrid({ glyphs }: DrawnPage, page: PageOrders): readonly string[] {
  const placed = glyphs
    .filter((glyph) => isBody(glyph, page))
    .map((glyph) => ({ glyph, off: lineOf(glyph, page).off }));
  const offs = placed.map(({ off }) => off).sort((a, b) => a - b);
  const middle = ((offs[0] ?? 0) + (offs.at(-1) ?? 0)) / 2;
  return placed.flatMap(({ glyph, off }) =>
    Math.abs(off - middle) > ON_GRID || Math.abs(middle) > IN_PLACE
      ? [`${glyph.character} ${off.toFixed(2)}`]
      : [],
  );
}

/**
 * Body characters that are not on one grid with the book's first, each with its distance in pitches (A07): by where the
 * browser rounds to whole px the grid itself may be a fraction off the type area.
 */
export function offOneGrid(pages: readonly DrawnPage[], page: PageOrders): readonly string[] {
  const glyphs = pages.flatMap((one) => one.glyphs.filter((glyph) => isBody(glyph, page)));
  const depthOf = ({ x, y, width }: Glyph): number =>
    (page.vertical === true ? -(x + width / 2) : -y) / page.pitch;
  const [first] = glyphs;
  if (first === undefined) return [];
  return glyphs.flatMap((glyph) => {
    const lines = depthOf(glyph) - depthOf(first);
    const off = Math.abs(lines - Math.round(lines));
    return off > 0.05 ? [`${glyph.character} ${off.toFixed(2)}`] : [];
  });
}

/** The frames that stand for missing pictures on a page, as much of each as is seen. */
export function framesOf({ fills }: DrawnPage): readonly PlacedFill[] {
  return fills.filter(({ colour }) => colour === '#eeeeee');
}

/** The edges of a drawn box. */
export function edgesOf({ x, y, width, height }: Omit<PlacedFill, 'colour'>): Edges {
  return { left: x, right: x + width, bottom: y, top: y + height };
}
