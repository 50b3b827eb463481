import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer';
import { DOCUMENT_ORIGIN, rootVariables } from '../../html/page-document.ts';
import type { Edition } from '../../model/edition.ts';
import type { SubsetFace } from '../../model/face.ts';
import { PX_PER_MM } from '../../model/geometry.ts';
import type { MediaFile } from '../../model/media-file.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { RenderedPages } from '../pages/render-pages.ts';
import type { BookState, PageRef } from './update.ts';

/** Laid-out pages taken out of their tab, with all they need to be shown in another browser. */
export interface Snapshot {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly writingMode: BookState['writingMode'];
  /** The page after cutting, CSS px. */
  readonly trim: BookState['trim'];
  /** Geometry and styles of the pages. */
  readonly css: string;
  /** Subsets by file name; they are shared with the snapshot before when the characters are the same. */
  readonly faces: readonly SubsetFace[];
  /** The manuscript's pictures by path. */
  readonly pictures: ReadonlyMap<string, MediaFile>;
  /** In order of print. */
  readonly pages: readonly (PageRef & { readonly html: string })[];
}

/** What a snapshot is made of. */
export interface SnapshotInput {
  /** The tab that holds the pages; it is not needed afterwards. */
  readonly rendered: RenderedPages;
  readonly metadata: Metadata;
  readonly edition: Edition;
  /** Styles of the pages, as they were laid out with. */
  readonly styles: string;
  readonly pictures: ReadonlyMap<string, MediaFile>;
}

/** Takes the pages out of a tab. */
export async function takeSnapshot(input: SnapshotInput): Promise<Snapshot> {
  const { rendered, metadata, edition, pictures } = input;
  const texts = await pageTexts(rendered.page, pictures);
  const infos = rendered.pagination.pages;
  if (texts.length !== infos.length) {
    throw new Error(`The tab holds ${texts.length} pages, expected the ${infos.length} that were laid out`);
  }
  return {
    title: metadata.title,
    language: metadata.language,
    writingMode: edition.page.writingMode,
    trim: {
      width: edition.page.trim.widthMm * PX_PER_MM,
      height: edition.page.trim.heightMm * PX_PER_MM,
    },
    css: `${rootVariables(edition.page, edition.notes.style)}\n${input.styles}`,
    faces: rendered.faces,
    pictures,
    pages: infos.map(({ label, side }, index) => {
      const html = texts[index] ?? '';
      return { hash: hashOf(html), label, side, html };
    }),
  };
}

/**
 * HTML of each page, its pictures named as the server has them: `/manuscript/images/a.png?<hash>`. By the hash, a
 * picture that changed changes its page too.
 */
async function pageTexts(page: Page, pictures: ReadonlyMap<string, MediaFile>): Promise<readonly string[]> {
  const names = [...pictures].map(([path, { bytes }]) => [
    `/manuscript/${path}`,
    `/manuscript/${path.split('/').map(encodeURIComponent).join('/')}?${hashOf(bytes)}`,
  ]);
  // Source text, for the loader of TypeScript rewrites functions that are handed to `evaluate`. The copies live in a
  // document without a window: nothing is fetched for them.
  return (await page.evaluate(`(() => {
    const names = new Map(${JSON.stringify(names)});
    const copies = document.implementation.createHTMLDocument('');
    return [...document.querySelectorAll('bx-book > bx-page')].map((page) => {
      const copy = copies.importNode(page, true);
      for (const image of copy.querySelectorAll('img[src]')) {
        const url = new URL(image.getAttribute('src'), document.baseURI);
        const name = url.origin === ${JSON.stringify(DOCUMENT_ORIGIN)} ? names.get(decodeURIComponent(url.pathname)) : undefined;
        if (name === undefined) image.removeAttribute('src');
        else image.setAttribute('src', name);
      }
      return copy.outerHTML;
    });
  })()`)) as readonly string[];
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 16);
}

/** The state for a client that has shown `known`, or nothing yet. */
export function stateSince(now: Snapshot, known: Snapshot | undefined): BookState {
  const knownHashes = new Set(known?.pages.map((page) => page.hash));
  const html: Record<string, string> = {};
  for (const page of now.pages) {
    if (!knownHashes.has(page.hash)) html[page.hash] = page.html;
  }
  return {
    title: now.title,
    language: now.language,
    writingMode: now.writingMode,
    trim: now.trim,
    ...(now.css === known?.css ? {} : { css: now.css }),
    faces: now.faces.map(({ family, weight, fileName }) => ({ family, weight, url: `/fonts/${fileName}` })),
    pages: now.pages.map(({ hash, label, side }) => ({ hash, label, side })),
    html,
  };
}
