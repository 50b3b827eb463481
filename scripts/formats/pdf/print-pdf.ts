import type { Page } from 'puppeteer';
import type { PagePart } from './parts/page-parts.ts';

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

/**
 * Prints the pages of a laid-out book part by part. Of several only the first page stays in the document: a screen that
 * shows them all would have them laid out once more.
 * @param step told how many pages are printed, of how many
 */
export async function printParts(
  page: Page,
  parts: readonly PagePart[],
  step: (done: number, total: number) => void,
): Promise<readonly Uint8Array[]> {
  if (parts.length === 1) return [await printPdf(page)];
  const printed: Uint8Array[] = [];
  for (const { from, to } of parts) {
    step(from, parts.at(-1)?.to ?? 0);
    await page.evaluate(`banxin.showPages(${from}, ${to})`);
    if (from === 0) await collectGarbage(page);
    printed.push(await printPdf(page));
  }
  await page.evaluate('banxin.showPages(0, 1)');
  return printed;
}

/** Gives back at once what the tab had laid out and has no longer in its document: half of its memory. */
async function collectGarbage(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}
