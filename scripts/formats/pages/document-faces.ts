import type { Page } from 'puppeteer';
import type { FaceText, SubsetFace } from '../../model/face.ts';
import { serveTab } from './page-requests.ts';

/** A document whose faces are wanted. */
export interface DocumentFacesInput {
  /** A fresh tab; it is closed at the end. */
  readonly page: Page;
  /** The document as XHTML, its styles in it. */
  readonly xhtml: string;
  /** The layout engine as one script: it holds the collector. */
  readonly engine: string;
  /** Origin that no host has. */
  readonly origin: string;
  /** Cuts the faces down to the characters. */
  readonly subset: (texts: readonly FaceText[]) => Promise<{ readonly faces: readonly SubsetFace[] }>;
}

/** Subsets of the faces that a document of its own styles is drawn with; nothing is laid out. */
export async function documentFaces(input: DocumentFacesInput): Promise<readonly SubsetFace[]> {
  const { page, origin } = input;
  try {
    const bytes = new TextEncoder().encode(input.xhtml);
    await serveTab(page, origin, (path) =>
      path === '/' ? { bytes, mediaType: 'application/xhtml+xml' } : undefined,
    );
    await page.goto(`${origin}/`, { waitUntil: 'domcontentloaded', timeout: 0 });
    await page.evaluate(input.engine);
    const texts = (await page.evaluate('banxin.collectFaces()')) as FaceText[];
    return (await input.subset(texts)).faces;
  } finally {
    await page.close();
  }
}
