import type { Page } from 'puppeteer';

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
