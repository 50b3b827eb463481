import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'puppeteer';
import { browserBundle } from '../layout/bundle.ts';
import type { SeenDocument } from './reading-system-page.ts';

/** Window of the reading system, px: a small tablet. */
const VIEWPORT = { width: 480, height: 640 };

const PAGE = `<!DOCTYPE html><meta charset="utf-8"><title>reader</title>
<style>html, body, #reader { margin: 0; width: 100%; height: 100%; }</style>
<div id="reader"></div><script src="/reader.js"></script>`;

/** What epub.js shows of one document of an EPUB, in a browser that may reach 127.0.0.1; and a picture of its first page. */
export async function readInEpubJs(
  browser: Browser,
  epub: Uint8Array,
  href: string,
): Promise<{
  readonly seen: SeenDocument;
  readonly picture: Uint8Array;
  readonly errors: readonly string[];
}> {
  const script = await browserBundle(new URL('./reading-system-page.ts', import.meta.url), 'es2022');
  const files: Readonly<Record<string, readonly [type: string, body: string | Uint8Array]>> = {
    '/': ['text/html', PAGE],
    '/reader.js': ['text/javascript', script],
    '/book.epub': ['application/epub+zip', epub],
  };
  const server = createServer(({ url = '/' }, response) => {
    const [type, body] = files[url] ?? ['text/plain', ''];
    response.writeHead(url in files ? 200 : 404, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  try {
    await page.setViewport(VIEWPORT);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const seen = (await page.evaluate(`readEpub('/book.epub', ${JSON.stringify(href)})`)) as SeenDocument;
    return { seen, picture: await page.screenshot(), errors };
  } finally {
    await page.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
