import type { Page } from 'puppeteer';
import { type Diagnostic, placeField } from '../../../model/diagnostic.ts';
import type { PreflightReport } from '../../../model/preflight.ts';
import type { Press } from '../../../model/press.ts';
import { preflight } from './preflight.ts';

/** Pixels of CSS in a point. */
const PX_PER_PT = 96 / 72;

/** Examines an edition's finished file, and finds where in the manuscript stands what it lacks. */
export async function preflightEdition(
  bytes: Uint8Array,
  { limits, color, standard }: Press,
  page: Page,
): Promise<{ preflight: PreflightReport; diagnostics: readonly Diagnostic[] }> {
  const report = preflight(bytes, { limits, color, standard });
  const spots = report.faults.flatMap(({ spot }) => spot ?? []);
  const points = spots.map((spot) => [spot.page, spot.x * PX_PER_PT, spot.y * PX_PER_PT]);
  const sources = (await page.evaluate(`banxin.sourcesAt(${JSON.stringify(points)})`)) as readonly string[];
  const sourceOf = new Map(spots.map((spot, index) => [spot, sources[index] ?? '']));
  const diagnostics = report.faults.map(({ diagnostic, spot }) => ({
    ...diagnostic,
    ...(spot === undefined ? {} : placeField(sourceOf.get(spot) ?? '')),
  }));
  return { preflight: report, diagnostics };
}
