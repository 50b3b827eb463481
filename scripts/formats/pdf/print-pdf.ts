import type { Page } from 'puppeteer';
import type { KeptPrints } from '../format.ts';
import type { PagePart } from './parts/page-parts.ts';
import { type DrawnWith, partHashes } from './parts/part-hashes.ts';

/**
 * Prints the tab's pages. By stream, never as one message: large files hang there; without a time limit, for a print
 * that timed out keeps its tab blocked.
 */
export async function printPdf(page: Page): Promise<Uint8Array> {
  const stream = await page.createPDFStream({
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
    timeout: 0,
  });
  const chunks: Uint8Array[] = [];
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) chunks.push(read.value);
  return Buffer.concat(chunks);
}

/** What printing in parts is told, and tells. */
export interface PrintInput {
  /** Printed before, to be taken instead where all is as it was; nothing when absent. */
  readonly kept?: { readonly prints: KeptPrints; readonly drawnWith: DrawnWith };
  /** Told how many pages are printed, of how many. */
  readonly step: (done: number, total: number) => void;
  /** Told when some were printed before. */
  readonly stage: (name: string) => void;
}

/**
 * Prints the pages of a laid-out book part by part. Of several only one page or those of one part stay in the document:
 * a screen that shows them all would have them laid out once more.
 */
export async function printParts(
  page: Page,
  parts: readonly PagePart[],
  { kept, step, stage }: PrintInput,
): Promise<readonly Uint8Array[]> {
  if (parts.length === 1) return [await printPdf(page)];
  const hashes = kept && (await partHashes(page, parts, kept.drawnWith));
  const known = await Promise.all(hashes?.map((hash) => kept?.prints.read(hash)) ?? []);
  const found = known.filter((part) => part !== undefined).length;
  if (found > 0) stage(`Printing the PDF, but ${found} of ${parts.length} parts as before`);
  const printed: Uint8Array[] = [];
  for (const [index, part] of parts.entries()) {
    step(part.from, parts.at(-1)?.to ?? 0);
    const bytes = known[index] ?? (await printPart(page, part));
    printed.push(bytes);
    const hash = hashes?.[index];
    if (hash !== undefined && known[index] === undefined) await kept?.prints.write(hash, bytes);
  }
  await page.evaluate('banxin.showPages(0, 1)');
  await collectGarbage(page);
  return printed;
}

async function printPart(page: Page, { from, to }: PagePart): Promise<Uint8Array> {
  const wereAll = (await page.evaluate(`banxin.showPages(${from}, ${to})`)) as boolean;
  if (wereAll) await collectGarbage(page);
  return printPdf(page);
}

/** Gives back at once what the tab has laid out for pages that are no longer in its document: half of its memory. */
async function collectGarbage(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}
