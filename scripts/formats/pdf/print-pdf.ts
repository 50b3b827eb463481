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
 * Prints the pages of a laid-out book part by part. Of several only the first page stays in the document: a screen that
 * shows them all would have them laid out once more.
 */
export async function printParts(
  page: Page,
  parts: readonly PagePart[],
  { kept, step, stage }: PrintInput,
): Promise<readonly Uint8Array[]> {
  if (parts.length === 1) return [await printPdf(page)];
  await showFirstPage(page);
  const hashes = kept && (await partHashes(page, parts, kept.drawnWith));
  const known = await Promise.all(hashes?.map((hash) => kept?.prints.read(hash)) ?? []);
  const found = known.filter((part) => part !== undefined).length;
  if (found > 0) stage(`Printing the PDF, but ${found} of ${parts.length} parts as before`);
  const printed: Uint8Array[] = [];
  for (const [index, { from, to }] of parts.entries()) {
    let bytes = known[index];
    if (bytes === undefined) {
      step(from, parts.at(-1)?.to ?? 0);
      await page.evaluate(`banxin.showPages(${from}, ${to})`);
      bytes = await printPdf(page);
      const hash = hashes?.[index];
      if (hash !== undefined) await kept?.prints.write(hash, bytes);
    }
    printed.push(bytes);
  }
  if (found < parts.length) await showFirstPage(page);
  return printed;
}

/** Takes all pages but the first out of the document; what they were laid out with is half of the tab's memory, and given back at once. */
async function showFirstPage(page: Page): Promise<void> {
  await page.evaluate('banxin.showPages(0, 1)');
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}
