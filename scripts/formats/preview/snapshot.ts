import { rootVariables } from '../../html/page-document.ts';
import type { Book } from '../../model/book.ts';
import type { Edition } from '../../model/edition.ts';
import type { SubsetFace } from '../../model/face.ts';
import { PX_PER_MM } from '../../model/geometry.ts';
import type { MediaFile } from '../../model/media-file.ts';
import { DEFAULT_LIMITS } from '../../model/press.ts';
import type { LivePage, LivePages } from '../pages/live-pages.ts';
import type { BookState, ContentsEntry, EpubState, PageHtml, PageRef } from './messages.ts';

/** Laid-out pages taken out of their tab, with all they need to be shown in another browser. */
export interface Snapshot {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly writingMode: BookState['writingMode'];
  /** The page after cutting, CSS px. */
  readonly trim: BookState['trim'];
  readonly geometry: BookState['geometry'];
  readonly press: BookState['press'];
  readonly missing: BookState['missing'];
  readonly contents: BookState['contents'];
  /** Geometry and styles of the pages. */
  readonly css: string;
  /** Subsets by file name; they are shared with the snapshot before when the characters are the same. */
  readonly faces: readonly SubsetFace[];
  /** The manuscript's pictures by path. */
  readonly pictures: ReadonlyMap<string, MediaFile>;
  /** In order of print. */
  readonly pages: readonly (PageRef & LivePage)[];
}

/** What a snapshot is made of. */
export interface SnapshotInput {
  readonly live: LivePages;
  /** The book as it was laid out. */
  readonly book: Book;
  readonly edition: Edition;
  /** Styles of the pages, as they were laid out with. */
  readonly styles: string;
  readonly pictures: ReadonlyMap<string, MediaFile>;
}

/** Pages as clients are shown them. */
export function takeSnapshot({ live, book, edition, styles, pictures }: SnapshotInput): Snapshot {
  const { title, language } = book.metadata;
  const { safetyMm, colorPpi } = edition.press?.limits ?? DEFAULT_LIMITS;
  return {
    title,
    language,
    writingMode: edition.page.writingMode,
    trim: {
      width: edition.page.trim.widthMm * PX_PER_MM,
      height: edition.page.trim.heightMm * PX_PER_MM,
    },
    geometry: edition.page,
    press: { safetyMm, colorPpi },
    missing: live.missing,
    contents: contentsOf(book, live.pagination.pageOfId),
    css: snapshotCss(edition, styles),
    faces: live.faces,
    pictures,
    pages: live.pagination.pages.map(({ label, side }, index) => {
      const page = live.pages[index] ?? { hash: '', html: '', shell: '' };
      return { ...page, label, side };
    }),
  };
}

/** What pages are shown with: the edition's geometry, then the styles of its theme. */
export function snapshotCss(edition: Edition, styles: string): string {
  return `${rootVariables(edition.page, edition.notes.style)}\n${styles}`;
}

/** Chapters without a heading of their own are listed by their titles. */
function contentsOf(
  { chapters }: Book,
  pageOfId: Readonly<Record<string, number>>,
): readonly ContentsEntry[] {
  return chapters.flatMap(({ id, title, headings }) => {
    const listed = headings.filter(({ unlisted }) => unlisted !== true);
    const entries = listed.length > 0 || title === '' ? listed : [{ id, title, level: 1 }];
    return entries.flatMap((entry) => {
      const page = pageOfId[entry.id];
      return page === undefined ? [] : [{ title: entry.title, level: entry.level, page }];
    });
  });
}

/** The state for a client that has shown `known`, or nothing yet. */
export function stateSince(now: Snapshot, known: Snapshot | undefined): BookState {
  const knownHashes = new Set(known?.pages.map((page) => page.hash));
  const bodies = new Map(known?.pages.flatMap(({ body, hash }) => (body ? [[body.hash, hash]] : [])));
  const html: Record<string, PageHtml> = {};
  for (const { hash, shell, body, html: whole } of now.pages) {
    if (knownHashes.has(hash)) continue;
    const of = body && bodies.get(body.hash);
    html[hash] = of === undefined ? whole : { shell, of };
  }
  return {
    title: now.title,
    language: now.language,
    writingMode: now.writingMode,
    trim: now.trim,
    geometry: now.geometry,
    press: now.press,
    missing: now.missing,
    contents: now.contents,
    ...(now.css === known?.css ? {} : { css: now.css }),
    faces: now.faces.map(({ family, weight, fileName }) => ({ family, weight, url: `/fonts/${fileName}` })),
    pages: now.pages.map(({ hash, label, side }) => ({ hash, label, side })),
    html,
  };
}

/** An EPUB laid open, for the reader pane. */
export interface EpubFiles {
  readonly state: EpubState;
  /** Its files by their paths on the server. */
  readonly files: ReadonlyMap<string, MediaFile>;
}
