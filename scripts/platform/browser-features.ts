import type { Browser } from 'puppeteer';

/** A CSS feature that the styles rely on, as `CSS.supports` wants it. */
interface NeededFeature {
  /** Name of a property. */
  readonly property: string;
  /** A value that came with the feature. */
  readonly value: string;
}

/**
 * What pages are built on: spacing between Han and Latin (C15), marks at line starts (C07), paragraphs
 * without runts (B07), heights rounded up to whole grid lines (A07).
 */
const NEEDED: readonly NeededFeature[] = [
  { property: 'text-autospace', value: 'normal' },
  { property: 'text-spacing-trim', value: 'trim-start' },
  { property: 'text-wrap', value: 'pretty' },
  { property: 'height', value: 'calc-size(auto, round(up, size, 1px))' },
];

/** The first Chromium that has all of them, for the hint of the error (text-autospace came last). */
export const FIRST_VERSION = 140;

/**
 * Asks a running browser for the CSS that the styles rely on.
 * @returns the declarations it does not know, such as `text-autospace: normal`
 */
export async function missingFeatures(browser: Browser): Promise<readonly string[]> {
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  // As a string: a function would come with the helpers of whatever has compiled this file.
  const question = `${JSON.stringify(NEEDED)}.map((need) => CSS.supports(need.property, need.value))`;
  const answers: unknown = await page.evaluate(question);
  return unsupported(answers);
}

/** The features answered with anything but true. */
export function unsupported(answers: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(answers) ? answers : [];
  return NEEDED.filter((_, at) => list[at] !== true).map(({ property, value }) => `${property}: ${value}`);
}
