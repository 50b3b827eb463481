import type { Book, Chapter } from '../model/book.ts';
import type { Edition } from '../model/edition.ts';
import { pitchPx } from '../model/geometry.ts';
import type { GeneratedPart } from '../model/manuscript.ts';
import type { ChapterPlan, LayoutPlan } from '../model/pagination.ts';
import { LABELS } from './labels.ts';

/** Parts whose pages carry neither running head nor folio (F02). */
const BARE: ReadonlySet<GeneratedPart> = new Set(['cover', 'half-title', 'title-page', 'colophon']);

/** The orders for the layout engine: where chapters start, what is printed around the type area. */
export function layoutPlan(book: Book, edition: Edition, freeze: LayoutPlan['freeze'] = 'all'): LayoutPlan {
  return {
    chapters: book.chapters.map((chapter) => chapterPlan(chapter, book, edition)),
    vertical: edition.page.writingMode === 'vertical',
    linesPerPage: edition.page.linesPerPage,
    pitchPx: pitchPx(edition.page),
    orphans: 2,
    widows: 2,
    freeze,
    linesAfterHeading: 2,
    labels: LABELS[book.metadata.language].pages,
  };
}

function chapterPlan(chapter: Chapter, book: Book, edition: Edition): ChapterPlan {
  const { id, matter, part, title } = chapter;
  const bare = part !== undefined && BARE.has(part);
  return {
    id,
    matter,
    ...(part === undefined ? {} : { part }),
    start: startOf(part, edition),
    bareHead: bare,
    bareFolio: bare,
    wholePage: part === 'cover',
    versoHead: book.metadata.title,
    rectoHead: title,
  };
}

/** The colophon stands on the back of the title page (G01); other front parts open recto. */
function startOf(part: GeneratedPart | undefined, edition: Edition): ChapterPlan['start'] {
  if (part === 'colophon') return 'verso';
  return part === undefined ? edition.chapterStart : 'recto';
}
