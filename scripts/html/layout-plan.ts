import type { Book, Chapter } from '../model/book.ts';
import type { Edition, NoteSetting } from '../model/edition.ts';
import type { GeneratedPart } from '../model/generated-part.ts';
import { bodySizePx, type PageGeometry, PX_PER_MM, pitchPx, typeArea } from '../model/geometry.ts';
import type { Language } from '../model/metadata.ts';
import type { ChapterPlan, LayoutPlan } from '../model/pagination.ts';
import { UPRIGHT_DIGITS } from '../model/upright-digits.ts';
import { LABELS } from './labels.ts';

/** Parts whose pages carry neither running head nor folio (F02). */
const BARE: ReadonlySet<GeneratedPart> = new Set(['cover', 'half-title', 'title-page', 'colophon']);

/** 六号 in Chinese books, 8 pt in Japanese ones (A05). */
const LEAST_SIZE_PT: Readonly<Record<Language, number>> = {
  'zh-CN': 7.875,
  'zh-TW': 7.875,
  'zh-HK': 7.875,
  ja: 8,
  ko: 8,
};
/** What a line down the fore edge leaves free of the type area: 4 characters at its head, 5 at its foot (F03). */
const FORE_EDGE_FREE = 9;

/** The orders for the layout engine: where chapters start, what is printed around the type area. */
export function layoutPlan(book: Book, edition: Edition, freeze: LayoutPlan['freeze'] = 'all'): LayoutPlan {
  return {
    chapters: book.chapters.map((chapter, index) =>
      chapterPlan(chapter, partOf(book, index), ownerOf(book, index), edition),
    ),
    vertical: edition.page.writingMode === 'vertical',
    furniture: edition.furniture,
    headNames: headNames(book),
    furnitureLinePx: furnitureLinePx(edition.page),
    linesPerPage: edition.page.linesPerPage,
    pitchPx: pitchPx(edition.page),
    pageMultiple: edition.press?.limits.pageMultiple ?? 1,
    orphans: 2,
    widows: 2,
    freeze,
    linesAfterHeading: 2,
    leastSizePt: LEAST_SIZE_PT[book.metadata.language],
    notes: notePlan(edition.notes),
    uprightDigits:
      edition.page.writingMode === 'vertical' && edition.tateChuYoko
        ? UPRIGHT_DIGITS[book.metadata.language].combined
        : 0,
    language: book.metadata.language,
    composer: edition.composer,
    hangingPunctuation: edition.hangingPunctuation && book.metadata.language === 'ja',
    labels: LABELS[book.metadata.language].pages,
  };
}

function notePlan({ place, numbering, style }: NoteSetting): LayoutPlan['notes'] {
  return {
    place: place === 'spread' ? 'spread' : 'page',
    restart: numbering === 'page' || numbering === 'spread' ? numbering : 'none',
    style,
  };
}

function headNames({ metadata }: Book): LayoutPlan['headNames'] {
  const authors = metadata.contributors.filter(({ role }) => role === 'author').map(({ name }) => name);
  const { nameSeparator, seriesNumber } = LABELS[metadata.language];
  const { series } = metadata;
  return {
    book: metadata.title,
    author: authors.join(nameSeparator),
    series: series?.title ?? '',
    number: series?.number === undefined ? '' : seriesNumber(series.number),
  };
}

function furnitureLinePx(page: PageGeometry): LayoutPlan['furnitureLinePx'] {
  const area = typeArea(page);
  return {
    across: area.widthMm * PX_PER_MM,
    foreEdge: Math.max(0, area.heightMm * PX_PER_MM - FORE_EDGE_FREE * bodySizePx(page)),
  };
}

/** The divisional title before a chapter in its own matter, if any: what follows the body belongs to no part. */
function partOf(book: Book, index: number): Chapter | undefined {
  const matter = book.chapters[index]?.matter;
  return book.chapters.slice(0, index + 1).findLast((one) => one.kind === 'part' && one.matter === matter);
}

/** The chapter that a section in a file of its own belongs to; any other chapter itself. */
function ownerOf(book: Book, index: number): Chapter | undefined {
  const chapters = book.chapters.slice(0, index + 1);
  return chapters.findLast(
    ({ level, kind, part }) => level === undefined && kind === undefined && part === undefined,
  );
}

function chapterPlan(
  chapter: Chapter,
  partChapter: Chapter | undefined,
  owner: Chapter | undefined,
  edition: Edition,
): ChapterPlan {
  const { id, matter, part } = chapter;
  const bare = (part !== undefined && BARE.has(part)) || chapter.kind === 'part';
  const own = chapter.headings.find(({ level }) => level === 1)?.id;
  const title = headTitle(chapter.level === undefined ? chapter : (owner ?? chapter));
  return {
    id,
    matter,
    ...(part === undefined ? {} : { part }),
    start: startOf(chapter, edition),
    bareHead: bare,
    bareFolio: bare,
    wholePage: part === 'cover',
    partTitle: partChapter === undefined ? '' : headTitle(partChapter),
    title,
    headings: chapter.headings.map((heading) => (heading.id === own ? { ...heading, title } : heading)),
  };
}

function headTitle(chapter: Chapter): string {
  return chapter.shortTitle ?? chapter.title;
}

/** The colophon stands on the back of the title page (G01); other front parts and divisional titles open recto. */
function startOf({ part, kind, level }: Chapter, edition: Edition): ChapterPlan['start'] {
  if (part === 'colophon') return 'verso';
  // A section in a file of its own begins a page, never leaves one blank.
  if (level !== undefined) return 'page';
  return part === undefined && kind === undefined ? edition.chapterStart : 'recto';
}
