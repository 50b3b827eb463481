import type { HTTPRequest, Page } from 'puppeteer';
import type { MediaFile } from '../../model/media-file.ts';

/** Answers a path of the layout document's own origin; `undefined` refuses it. */
export type Serve = (path: string) => MediaFile | undefined | Promise<MediaFile | undefined>;

/**
 * Puts a tab behind our own answers: every request of its origin is served by `serve`, every other one is refused and
 * listed. Nothing reaches the network or the disk.
 */
export async function serveTab(
  page: Page,
  origin: string,
  serve: Serve,
): Promise<{ readonly refused: string[] }> {
  const refused: string[] = [];
  await page.evaluateOnNewDocument(NOTE_VIOLATIONS);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    void answer(request, origin, serve, refused);
  });
  return { refused };
}

/** Source text. What the document's policy forbids is not even asked for, so its document remembers it. */
const NOTE_VIOLATIONS = `globalThis.banxinForbidden = new Set();
document.addEventListener('securitypolicyviolation', ({ blockedURI }) => banxinForbidden.add(blockedURI));`;

/** What the policy of a tab's document has forbidden so far: URLs, or words of CSP 3 (5.4) such as \`inline\`. */
export async function forbiddenRequests(page: Page): Promise<readonly string[]> {
  return (await page.evaluate('[...banxinForbidden]')) as string[];
}

async function answer(request: HTTPRequest, origin: string, serve: Serve, refused: string[]): Promise<void> {
  const url = request.url();
  try {
    const served = url.startsWith(`${origin}/`)
      ? await serve(decodeURIComponent(new URL(url).pathname))
      : undefined;
    if (served === undefined) {
      refused.push(url);
      await request.abort('blockedbyclient');
      return;
    }
    await request.respond({
      status: 200,
      contentType: served.mediaType,
      headers: { 'Access-Control-Allow-Origin': origin },
      body: served.bytes,
    });
  } catch {
    // The tab was closed while it was being answered, or the URL cannot be decoded: nothing is given out.
    await request.abort('failed').catch(() => undefined);
  }
}
