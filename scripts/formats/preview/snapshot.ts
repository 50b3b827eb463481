import { rootVariables } from '../../html/page-document.ts';
import type { Edition } from '../../model/edition.ts';
import type { SubsetFace } from '../../model/face.ts';
import { PX_PER_MM } from '../../model/geometry.ts';
import type { MediaFile } from '../../model/media-file.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { LivePages } from '../pages/live-pages.ts';
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
  readonly live: LivePages;
  readonly metadata: Metadata;
  readonly edition: Edition;
  /** Styles of the pages, as they were laid out with. */
  readonly styles: string;
  readonly pictures: ReadonlyMap<string, MediaFile>;
}

/** Pages as clients are shown them. */
export function takeSnapshot({ live, metadata, edition, styles, pictures }: SnapshotInput): Snapshot {
  return {
    title: metadata.title,
    language: metadata.language,
    writingMode: edition.page.writingMode,
    trim: {
      width: edition.page.trim.widthMm * PX_PER_MM,
      height: edition.page.trim.heightMm * PX_PER_MM,
    },
    css: `${rootVariables(edition.page, edition.notes.style)}\n${styles}`,
    faces: live.faces,
    pictures,
    pages: live.pagination.pages.map(({ label, side }, index) => {
      const { html = '', hash = '' } = live.pages[index] ?? {};
      return { hash, label, side, html };
    }),
  };
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
