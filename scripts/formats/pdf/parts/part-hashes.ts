import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer';
import type { SubsetFace } from '../../../model/face.ts';
import type { MediaFile } from '../../../model/media-file.ts';
import type { PagePart } from './page-parts.ts';

/** Files that pages are drawn with. */
export interface DrawnWith {
  readonly faces: readonly SubsetFace[];
  /** By path; those that a part does not show count too, for styles and HTML can name them in many ways. */
  readonly assets: ReadonlyMap<string, MediaFile>;
}

/**
 * A hash of all that each part is printed from: its pages as they are in the tab, styles, faces, pictures, the browser.
 * What is the same is printed to the same bytes.
 */
export async function partHashes(
  page: Page,
  parts: readonly PagePart[],
  { faces, assets }: DrawnWith,
): Promise<readonly string[]> {
  const common = createHash('sha256');
  const note = (name: string, bytes: Uint8Array): void => {
    common.update(JSON.stringify([name, bytes.length])).update(bytes);
  };
  common.update(await page.browser().version());
  note('document', Buffer.from((await page.evaluate('banxin.documentHtml()')) as string));
  for (const { family, weight, fileName, bytes } of faces) note(`${family} ${weight} ${fileName}`, bytes);
  for (const [path, { bytes, mediaType }] of [...assets].sort(([a], [b]) => (a < b ? -1 : 1)))
    note(`${path} ${mediaType}`, bytes);
  const basis = common.digest();
  const hashes: string[] = [];
  for (const { from, to } of parts) {
    const html = (await page.evaluate(`banxin.pagesHtml(${from}, ${to})`)) as string;
    hashes.push(createHash('sha256').update(basis).update(html).digest('hex'));
  }
  return hashes;
}
