import type { Severity } from '../../../model/diagnostic.ts';
import type {
  ClaimedStandard,
  PageReport,
  PreflightFault,
  PreflightReport,
  Spot,
} from '../../../model/preflight.ts';
import {
  DEFAULT_LIMITS,
  type PressColor,
  type PressLimits,
  type PressStandard,
  STANDARD_NAMES,
} from '../../../model/press.ts';
import { examinePage } from './examine-page.ts';
import { fontFault, fontsOf } from './font-faults.ts';
import { PageWalker } from './page-walker.ts';
import { type PageObject, PdfReader } from './pdf-reader.ts';
import { boxFault, claimedStandard, metadataOf, outputIntent, standardItems } from './standard-items.ts';
import { accessFaults, isForScreen } from './universal-access.ts';
import { UnreadablePdf } from './unreadable-pdf.ts';

/** What a file is held to. */
export interface PreflightOrders {
  readonly limits: PressLimits;
  /** Inks that it was ordered in; absent for a file of which nothing is known. */
  readonly color?: PressColor;
  /** Standard that it was ordered in; absent as above: what it claims itself counts. */
  readonly standard?: PressStandard;
}

/** Orders for a file of which nothing is known. */
export const ANY_FILE: PreflightOrders = { limits: DEFAULT_LIMITS };

/** A fault, its pages collected. */
interface Fault {
  readonly severity: Severity;
  readonly ruleId: string;
  readonly message: string;
  readonly help: string;
  readonly pages: number[];
  readonly spot: Spot | undefined;
}

/** What each fault costs, and how it is mended. */
const RULES: Readonly<Record<string, readonly [severity: Severity, help: string]>> = {
  damaged: ['error', 'Make the file anew.'],
  boxes: ['error', 'Trim within bleed within media; a book built here has them so.'],
  font: ['error', 'Use static TrueType (a .ttf of one weight); others become pictures of their letters.'],
  color: ['error', 'Write `press: { color: k }` or `cmyk`, and colours that are plain or blends of two.'],
  'black-text': ['error', 'Set text in #000, which is printed in black ink alone.'],
  standard: ['error', 'Build with `press: { standard: … }`, or leave the standard out with `none`.'],
  transparency: [
    'error',
    'Lay it on paper or a rectangle of one colour, take shadows and masks off, or order `standard: x-4`.',
  ],
  'ink-sum': [
    'warning',
    'Lighten the colour, or ask the printing house for its limit and write `ink-limit`.',
  ],
  hairline: ['warning', 'Draw rules of 0.25 pt or more.'],
  'text-small': ['warning', 'Set it larger.'],
  resolution: [
    'warning',
    'Take a larger picture, set it smaller, or write what is asked for as `resolution`.',
  ],
  safety: ['warning', 'Move it inwards: the cut is not exact to the millimetre.'],
  'blank-page': ['info', 'They are printed white; tell the printing house that they are meant.'],
  accessibility: [
    'info',
    'PDF/UA-1 asks for it: numbers of four or five digits are those of the Matterhorn Protocol, others clauses of ISO 14289-1.',
  ],
  'page-count': ['warning', 'Add or take away pages; blank ones count.'],
};

/** Examines a finished PDF as a printing house would. */
export function preflight(bytes: Uint8Array, orders: PreflightOrders): PreflightReport {
  try {
    return examine(bytes, orders);
  } catch (error) {
    // A stranger's file may be wrong in ways that nobody thought of.
    const why = error instanceof Error ? error.message : String(error);
    const faults = new Faults();
    faults.add('damaged', `Unexpected PDF: ${why}`);
    return { standard: undefined, pages: [], fonts: [], items: [], faults: faults.list() };
  }
}

/**
 * Examines a file of the screen that was made here: only what PDF/UA asks for, whose readers do not print it. What its
 * pages draw has just been marked by the same scan of their contents that would look for what is not (tags/).
 */
export function preflightScreen(bytes: Uint8Array): readonly PreflightFault[] {
  const reader = new PdfReader(bytes);
  const faults = new Faults();
  for (const { message, page } of accessFaults(reader, reader.pages(), true))
    faults.add('accessibility', message, page);
  return faults.list();
}

function examine(bytes: Uint8Array, orders: PreflightOrders): PreflightReport {
  const reader = new PdfReader(bytes);
  const faults = new Faults();
  const metadata = metadataOf(reader);
  const claimed = claimedStandard(reader, metadata);
  const ordered = orders.standard === 'none' ? undefined : orders.standard;
  if (reader.trailer.has('Encrypt')) {
    // Nothing in it can be read.
    faults.add('standard', 'An encrypted file');
    return { standard: claimed, pages: [], fonts: [], items: [], faults: faults.list() };
  }
  const objects = reader.pages();
  if (objects.length === 0) throw new UnreadablePdf('it has no pages');
  if (ordered !== undefined && claimed !== ordered)
    faults.add('standard', `A file that does not say it is ${STANDARD_NAMES[ordered]}`);
  const fonts = fontsOf(reader, objects);
  for (const font of fonts) {
    const fault = fontFault(font);
    if (fault !== undefined) faults.add('font', fault, font.page);
  }
  const walker = new PageWalker(reader);
  const pages = objects.map((page) => examinePage(reader, walker, page, orders.limits));
  const standard = ordered ?? claimed;
  const items = standard === undefined ? [] : standardItems(reader, bytes, objects, metadata, standard);
  for (const { item, ok } of items)
    if (!ok && standard) faults.add('standard', `Not ${STANDARD_NAMES[standard]}: expected ${item}`);
  examinePages(reader, objects, pages, standard, orders, faults);
  if (orders.standard === undefined && isForScreen(reader, objects, claimed))
    for (const { message, page } of accessFaults(reader, objects)) faults.add('accessibility', message, page);
  return { standard: claimed, pages, fonts, items, faults: faults.list() };
}

function examinePages(
  reader: PdfReader,
  objects: readonly PageObject[],
  pages: readonly PageReport[],
  standard: ClaimedStandard,
  orders: PreflightOrders,
  faults: Faults,
): void {
  const { components } = outputIntent(reader);
  pages.forEach((page, index) => {
    const object = objects[index];
    const box = object && boxFault(reader, object);
    if (box !== undefined) faults.add('boxes', box, index);
    for (const { rule, message, at } of page.faults) faults.add(rule, message, index, at);
    for (const fault of colorFaults(page, standard, components, orders.color))
      faults.add('color', fault, index);
    if (standard === 'x-1a')
      for (const { what, at } of page.transparency)
        faults.add('transparency', `PDF/X-1a with ${what} that can be seen through`, index, at);
    if (page.isBlank) faults.add('blank-page', 'Blank pages', index);
  });
  const { pageMultiple } = orders.limits;
  if (pages.length % pageMultiple !== 0)
    faults.add('page-count', `${pages.length} pages, expected a multiple of ${pageMultiple}`);
  const sizes = new Set(pages.map(({ boxes }) => sizeOf(boxes.TrimBox ?? boxes.MediaBox)));
  if (sizes.size > 1) faults.add('boxes', `Pages of ${sizes.size} sizes`);
}

function sizeOf(box: readonly number[] | undefined): string {
  const [left = 0, bottom = 0, right = 0, top = 0] = box ?? [];
  return `${(right - left).toFixed(1)} × ${(top - bottom).toFixed(1)}`;
}

/** Colours that a page must not have, for its standard, its output intent and its order. */
function colorFaults(
  { spaces, plates }: PageReport,
  standard: ClaimedStandard,
  components: number | undefined,
  color: PressColor | undefined,
): readonly string[] {
  const faults: string[] = [];
  const isInks = standard !== undefined || (color !== undefined && color !== 'rgb');
  if (isInks && spaces.includes('rgb') && components !== 3) faults.push('Colours in RGB');
  if (isInks && (spaces.includes('icc-rgb') || spaces.includes('other')))
    faults.push('Colours that are not in inks, but in a profile of their own');
  if (spaces.includes('cmyk') && components === 1) faults.push('Four colours in a file for grey');
  if (color === 'k' || color === 'gray') {
    const others = plates.filter((plate) => plate !== 'K' && plate !== 'RGB');
    if (others.length > 0) faults.push(`Plates beside black: ${others.join(', ')}`);
  }
  return faults;
}

/** Faults of a file, each told once with all its pages. */
class Faults {
  readonly #faults = new Map<string, Fault>();

  /** Notes a fault of a rule, of a page from 0 or of the whole file. */
  add(rule: string, message: string, page?: number, at?: readonly [x: number, y: number]): void {
    const key = `${rule} ${message}`;
    let fault = this.#faults.get(key);
    if (fault === undefined) {
      const [severity, help] = RULES[rule] ?? ['error', ''];
      const spot = page === undefined || at === undefined ? undefined : { page, x: at[0], y: at[1] };
      fault = { severity, ruleId: `preflight-${rule}`, message, help, pages: [], spot };
      this.#faults.set(key, fault);
    }
    if (page !== undefined) fault.pages.push(page + 1);
  }

  list(): readonly PreflightFault[] {
    return [...this.#faults.values()].map(({ severity, ruleId, message, help, pages, spot }) => ({
      diagnostic: {
        severity,
        ruleId,
        message: pages.length === 0 ? message : `${message}: ${pagesInWords(pages)}`,
        help,
      },
      ...(spot === undefined ? {} : { spot }),
    }));
  }
}

/** Runs of pages, the first few of them: `pages 2, 4–7`. */
function pagesInWords(pages: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const page of [...new Set(pages)].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === page - 1) run[1] = page;
    else runs.push([page, page]);
  }
  const shown = runs.slice(0, 12).map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  const rest = runs.length > shown.length ? ` and ${runs.length - shown.length} more` : '';
  return `${pages.length === 1 ? 'page' : 'pages'} ${shown.join(', ')}${rest}`;
}
