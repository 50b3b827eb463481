import type { Diagnostic } from '../model/diagnostic.ts';
import {
  columnsOf,
  MM_PER_PT,
  type PageGeometry,
  type SizeMm,
  typeArea,
  type WritingMode,
} from '../model/geometry.ts';
import type { Language } from '../model/metadata.ts';
import { MARKS_MM, PRESS_BLEED_MM } from '../model/press.ts';
import type { ConfigPath } from './config-source.ts';
import type { EditionConfig } from './edition-schema.ts';
import { defaultTrimName, type PagePreset, pagePreset } from './page-presets.ts';
import { hasMarks } from './press.ts';
import { trimSize } from './trim-sizes.ts';

/** Something amiss with a page, at a path within its edition. */
interface PageProblem extends Omit<Diagnostic, 'place'> {
  readonly path: ConfigPath;
}

/** A page and what is amiss with it; with an `error` among the problems it must not be used. */
interface CheckedPage {
  readonly page: PageGeometry;
  readonly problems: readonly PageProblem[];
}

/** Body type of a page, decided before its type area. */
interface Body {
  readonly trim: SizeMm;
  readonly writingMode: WritingMode;
  readonly bodySizePt: number;
  readonly pitchPt: number;
}

/** A type area in characters and lines, and where it stands. */
interface Area {
  readonly characters: number;
  readonly lines: number;
  readonly insideMm: number;
  readonly topMm: number;
}

/** Share of the trim left on every side when nothing else decides (A06: shape similar to the trim). */
const MARGIN_SHARE = 0.15;

/** Fewer characters than this cannot be justified: every second line would gape. */
const FEWEST_CHARACTERS = 8;

/** Longest lines that a reader's eye follows back (A04). */
const MOST_CHARACTERS: Readonly<Record<WritingMode, number>> = { horizontal: 40, vertical: 52 };

/** Below this, `leading` is a multiple of the body size: no book has a pitch of 4 pt. */
const RATIO_BELOW = 4;

/** Room for rounding when lengths are compared, in millimetres; far below what can be cut or seen. */
const TOLERANCE_MM = 1e-6;

/** The pitch in points: as given, or in the proportion of the preset. */
function pitchOf(config: EditionConfig, preset: PagePreset, bodySizePt: number): number {
  const { leading } = config;
  if (leading === undefined) {
    if (bodySizePt === preset.bodySizePt) return preset.pitchPt;
    // Quarter points, as the trade gives leading.
    return Math.round((bodySizePt * preset.pitchPt * 4) / preset.bodySizePt) / 4;
  }
  // A thousandth of a point hides that 10.5 × 1.7 is not quite 17.85 in binary.
  return leading < RATIO_BELOW ? Math.round(bodySizePt * leading * 1000) / 1000 : leading;
}

/** Whole characters and lines that fit a box (A01, A02), wherever it stands. */
function wholeArea(box: SizeMm, body: Body): { characters: number; lines: number } {
  const isHorizontal = body.writingMode === 'horizontal';
  const along = isHorizontal ? box.widthMm : box.heightMm;
  const across = isHorizontal ? box.heightMm : box.widthMm;
  const sizeMm = body.bodySizePt * MM_PER_PT;
  const characters = Math.floor((along + TOLERANCE_MM) / sizeMm);
  const lines = Math.floor((across + TOLERANCE_MM - sizeMm) / (body.pitchPt * MM_PER_PT)) + 1;
  return { characters: Math.max(0, characters), lines: Math.max(0, lines) };
}

/** The page with a type area at a place. */
function pageWith(config: EditionConfig, body: Body, area: Area): PageGeometry {
  const { characters, lines, insideMm, topMm } = area;
  return {
    ...body,
    bleedMm: config.bleed ?? (config.press === undefined ? 0 : PRESS_BLEED_MM),
    marksMm: hasMarks(config.press) ? MARKS_MM : 0,
    charactersPerLine: characters,
    linesPerPage: lines,
    insideMm,
    topMm,
  };
}

/** Type area → margins: centred in the trim, then shifted by `gutter` and `top` (A06). */
function fromArea(config: EditionConfig, body: Body, preset: PagePreset): Area {
  const { trim } = body;
  const size = typeAreaSize(config, body, preset);
  const extent = typeArea(pageWith(config, body, { ...size, insideMm: 0, topMm: 0 }));
  return {
    ...size,
    insideMm: (trim.widthMm - extent.widthMm) / 2 + (config.gutter ?? 0),
    topMm: config.top ?? (trim.heightMm - extent.heightMm) / 2,
  };
}

function typeAreaSize(
  config: EditionConfig,
  body: Body,
  preset: PagePreset,
): { characters: number; lines: number } {
  if (config['type-area'] !== undefined) return config['type-area'];
  const isPreset = body.bodySizePt === preset.bodySizePt && body.pitchPt === preset.pitchPt;
  if (preset.area !== undefined && isPreset) return preset.area;
  const share = 1 - 2 * MARGIN_SHARE;
  const box = { widthMm: body.trim.widthMm * share, heightMm: body.trim.heightMm * share };
  const { characters, lines } = wholeArea(box, body);
  return { characters: Math.min(characters, MOST_CHARACTERS[body.writingMode]), lines };
}

/** Margins → type area: whole characters and lines, the remainder half on either side. */
function fromMargins(
  config: EditionConfig,
  body: Body,
  margins: NonNullable<EditionConfig['margins']>,
): Area {
  const box = {
    widthMm: body.trim.widthMm - margins.inside - margins.outside,
    heightMm: body.trim.heightMm - margins.top - margins.bottom,
  };
  const size = wholeArea(box, body);
  const extent = typeArea(pageWith(config, body, { ...size, insideMm: 0, topMm: 0 }));
  return {
    ...size,
    insideMm: margins.inside + (box.widthMm - extent.widthMm) / 2,
    topMm: margins.top + (box.heightMm - extent.heightMm) / 2,
  };
}

/** The first of some keys that the author wrote, so that a problem stands where it can be mended. */
function firstWritten(config: EditionConfig, ...keys: readonly (keyof EditionConfig)[]): ConfigPath {
  const key = keys.find((one) => config[one] !== undefined);
  return key === undefined ? [] : [key];
}

function round(mm: number): string {
  return String(Math.round(mm * 10) / 10);
}

/** Keys that contradict each other. */
function conflicts(config: EditionConfig): PageProblem[] {
  if (config.margins === undefined) return [];
  const others = (['type-area', 'top', 'gutter'] as const).filter((key) => config[key] !== undefined);
  return others.map((key) => ({
    severity: 'error',
    ruleId: 'page-conflict',
    message: `Unexpected \`${key}\` beside \`margins\`, expected one of the two`,
    help: 'Give either `margins`, or `type-area` with `top` and `gutter`.',
    path: [key],
  }));
}

/** A type area that leaves the page, or lines that cannot be set. */
function areaProblems(config: EditionConfig, page: PageGeometry): PageProblem[] {
  const { widthMm, heightMm } = typeArea(page);
  const { trim, insideMm, topMm, charactersPerLine, linesPerPage } = page;
  const path = firstWritten(config, 'type-area', 'margins', 'trim', 'body-size');
  const bottomMm = trim.heightMm - topMm - heightMm;
  const outsideMm = trim.widthMm - insideMm - widthMm;
  if (linesPerPage < 1 || charactersPerLine < 1) {
    const message = 'Unexpected page without room for a line, expected a type area within the trim';
    return [{ severity: 'error', ruleId: 'page-area', message, help: 'Make the margins smaller.', path }];
  }
  const problems: PageProblem[] = [];
  if (Math.min(insideMm, outsideMm, topMm, bottomMm) < -TOLERANCE_MM) {
    const fitsTrim = widthMm <= trim.widthMm && heightMm <= trim.heightMm;
    const isAcross = Math.min(insideMm, outsideMm) < -TOLERANCE_MM;
    problems.push({
      severity: 'error',
      ruleId: 'page-area',
      message: `Unexpected type area of ${round(widthMm)} × ${round(heightMm)} mm, expected it to fit the trim of ${round(trim.widthMm)} × ${round(trim.heightMm)} mm`,
      help: 'Take fewer characters or lines, a smaller body size or leading, or a larger trim (A02).',
      path: fitsTrim ? firstWritten(config, isAcross ? 'gutter' : 'top', 'type-area') : path,
    });
  }
  const characters = columnsOf(page, config.columns ?? 1).characters;
  if (characters < FEWEST_CHARACTERS) {
    problems.push({
      severity: 'error',
      ruleId: 'page-measure',
      message: `Unexpected line of ${characters} characters, expected at least ${FEWEST_CHARACTERS}`,
      help: 'Take more characters to a line, a smaller body size, or a larger trim.',
      path: config['type-area'] === undefined ? path : ['type-area', 'characters'],
    });
  }
  return problems;
}

/** What is permitted but unwise: A03, A04. */
function typeProblems(config: EditionConfig, page: PageGeometry): PageProblem[] {
  const problems: PageProblem[] = [];
  const most = MOST_CHARACTERS[page.writingMode];
  const characters = columnsOf(page, config.columns ?? 1).characters;
  if (characters > most) {
    problems.push({
      severity: 'warning',
      ruleId: 'page-measure',
      message: `Unexpected line of ${characters} characters, expected at most ${most} in ${page.writingMode} lines (A04)`,
      help: 'Take fewer characters to a line, a larger body size, or `columns`.',
      path:
        config['type-area'] === undefined
          ? firstWritten(config, 'margins', 'trim')
          : ['type-area', 'characters'],
    });
  }
  const ratio = page.pitchPt / page.bodySizePt;
  // A line gap of 50–100 % of the body size; the tolerance is for ratios that binary cannot hold.
  if (ratio < 1.5 - 1e-4 || ratio > 2 + 1e-4) {
    const isOverlap = ratio < 1;
    problems.push({
      severity: isOverlap ? 'error' : 'warning',
      ruleId: 'page-leading',
      message: `Unexpected leading of ${page.pitchPt} pt for a body of ${page.bodySizePt} pt, expected ${page.bodySizePt * 1.5} to ${page.bodySizePt * 2} pt (A03)`,
      help: isOverlap
        ? 'Lines would overlap: give at least the body size.'
        : 'Take 1.5 to 2 times the body size.',
      path: firstWritten(config, 'leading', 'body-size'),
    });
  }
  return problems;
}

/**
 * The page of an edition, with everything the author left out filled in. `charactersPerLine` and
 * `linesPerPage` are whole (A01), whichever of type area and margins was given.
 */
export function pageGeometry(config: EditionConfig, language: Language): CheckedPage {
  const writingMode = config['writing-mode'] ?? 'horizontal';
  const trim = trimOf(config.trim ?? defaultTrimName(language));
  const preset = pagePreset(language, writingMode, trim);
  const bodySizePt = config['body-size'] ?? preset.bodySizePt;
  const body: Body = { trim, writingMode, bodySizePt, pitchPt: pitchOf(config, preset, bodySizePt) };
  const { margins } = config;
  const area = margins === undefined ? fromArea(config, body, preset) : fromMargins(config, body, margins);
  const page = pageWith(config, body, area);
  return {
    page,
    problems: [...conflicts(config), ...areaProblems(config, page), ...typeProblems(config, page)],
  };
}

function trimOf(trim: NonNullable<EditionConfig['trim']>): SizeMm {
  if (typeof trim !== 'string') return { widthMm: trim.width, heightMm: trim.height };
  const size = trimSize(trim);
  if (size === undefined) throw new TypeError(`Expected \`trim\` to be a known name, not \`${trim}\``);
  return size;
}
