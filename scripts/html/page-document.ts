import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import type { Book, Chapter } from '../model/book.ts';
import { copyTree } from '../model/copy-tree.ts';
import { EM_BOX } from '../model/face.ts';
import {
  bleedSize,
  bodySizePx,
  columnsOf,
  MOST_COLUMNS,
  noteSizePt,
  type PageGeometry,
  pitchPx,
  ptToPx,
  sheetPx,
  typeArea,
  type WritingMode,
} from '../model/geometry.ts';
import type { Metadata } from '../model/metadata.ts';
import type { NoteStyle } from '../model/note-mark.ts';
import type { ChapterFlow, LayoutPlan } from '../model/pagination.ts';
import { EXIT, visit } from '../model/visit.ts';
import { prepareFlow } from './flow-content.ts';
import { furnitureSamples } from './furniture-samples.ts';

const serializer = unified().use(rehypeStringify).freeze();

/** Where the layout document believes it lives; no such host exists, and every request is answered by us. */
export const DOCUMENT_ORIGIN = 'http://book.invalid';

/** How pictures are named in a document, by their paths. */
export type PictureUrl = (path: string) => string;

/** The document that Chromium lays out: the flow, the notes, and samples of what pages will carry. */
export function pageDocument(book: Book, plan: LayoutPlan, page: PageGeometry, css: string): string {
  const { metadata, chapters } = book;
  const sections = chapters.map((chapter) => sectionOf(chapter, encodedPath));
  const body = [
    h('bx-flow', sections),
    h(
      'bx-notes-flow',
      chapters.map((chapter) => notesOf(chapter, encodedPath)),
    ),
    furnitureSamples(plan, sections.some(holdsTable)),
  ];
  return htmlDocument(metadata, page.writingMode, `${rootVariables(page, plan.notes.style)}\n${css}`, body);
}

/** The document that chapters are put into one after the other, {@link chapterFlow}: styles alone. */
export function emptyDocument(
  metadata: Book['metadata'],
  plan: LayoutPlan,
  page: PageGeometry,
  css: string,
): string {
  return htmlDocument(metadata, page.writingMode, `${rootVariables(page, plan.notes.style)}\n${css}`, []);
}

/** A chapter of the flow by itself. */
export function chapterFlow(chapter: Chapter, pictureUrl: PictureUrl): ChapterFlow {
  const html = (element: Element): string => serializer.stringify({ type: 'root', children: [element] });
  return {
    id: chapter.id,
    section: html(sectionOf(chapter, pictureUrl)),
    notes: html(notesOf(chapter, pictureUrl)),
  };
}

/** The samples of {@link pageDocument} by themselves. */
export function samplesHtml(plan: LayoutPlan): string {
  return serializer.stringify({ type: 'root', children: [furnitureSamples(plan, true)] });
}

/** A document for a tab: its styles in it, no script, pictures of the manuscript by their paths. */
export function htmlDocument(
  { title, language }: Pick<Metadata, 'title' | 'language'>,
  className: string,
  css: string,
  body: ElementContent[],
): string {
  const head = [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY }),
    h('title', title),
    h('base', { href: `${DOCUMENT_ORIGIN}/manuscript/` }),
    h('style', withoutEndTag(css)),
  ];
  const html = h('html', { lang: language, className: [className, 'fonts-pending'] }, [
    h('head', head),
    h('body', body),
  ]);
  return `<!doctype html>${serializer.stringify({ type: 'root', children: [html] })}`;
}

/** No script of the manuscript's ever runs, nothing leaves the machine, even if sanitising failed. */
const CONTENT_SECURITY_POLICY = `default-src 'none'; style-src 'unsafe-inline'; img-src ${DOCUMENT_ORIGIN}; font-src ${DOCUMENT_ORIGIN}; base-uri ${DOCUMENT_ORIGIN}`;

/** A theme is a book's own: `</style>` in it, as in a string or a comment, must not end the element. */
function withoutEndTag(css: string): string {
  return css.replace(/<\/(?=style)/gi, '<\\/');
}

function sectionOf(chapter: Chapter, pictureUrl: PictureUrl): Element {
  const content = copyTree(chapter.content);
  prepareFlow(content);
  namePictures(content, pictureUrl);
  const kind = chapter.part === undefined ? 'chapter' : `part-${chapter.part}`;
  const division = chapter.kind === undefined ? [] : ['divisional-title'];
  return h(
    'section',
    { id: chapter.id, className: [kind, ...division, `${chapter.matter}-matter`] },
    content.children as ElementContent[],
  );
}

function holdsTable(section: Element): boolean {
  let found = false;
  visit(section, 'element', ({ tagName }) => {
    found ||= tagName === 'table';
    return found ? EXIT : undefined;
  });
  return found;
}

function notesOf(chapter: Chapter, pictureUrl: PictureUrl): Element {
  const asides = chapter.notes.map((note) => {
    const aside = copyTree(note.content);
    prepareFlow({ type: 'root', children: [aside] });
    namePictures(aside, pictureUrl);
    return aside;
  });
  return h('div', { dataChapter: chapter.id }, asides);
}

function namePictures(tree: Root | Element, pictureUrl: PictureUrl): void {
  visit(tree, 'element', ({ tagName, properties }) => {
    const { src } = properties;
    if (tagName === 'img' && typeof src === 'string') properties['src'] = pictureUrl(src);
  });
}

/** A picture's path as a URL: a name may hold `#`, `?` or `%`. */
export function encodedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The width of columns and the gap between them, for each number of them. */
function columnRules(page: PageGeometry): string {
  const rules: string[] = [];
  for (let count = 2; count <= MOST_COLUMNS; count += 1) {
    const { characters, gap } = columnsOf(page, count);
    const [width, between] = [characters * bodySizePx(page), gap * bodySizePx(page)];
    rules.push(`[data-columns="${count}"] { --column: ${width}px; --column-gap: ${between}px; }`);
  }
  return rules.join('\n');
}

/** The least a note's number takes before its text, in characters of the note: `10`, `⑩`, `***`, `〔10〕`, and `〔一〇〕`. */
const NOTE_NUMBER: Readonly<Record<NoteStyle, Readonly<Record<WritingMode, number>>>> = {
  arabic: { horizontal: 1.5, vertical: 1.5 },
  circled: { horizontal: 1.5, vertical: 1.5 },
  asterisk: { horizontal: 2, vertical: 2 },
  bracketed: { horizontal: 2.5, vertical: 3.5 },
};

/** The number of a note takes what is over, so that its lines are whole characters of their own size (F06). */
function noteVariables(page: PageGeometry, style: NoteStyle): Record<string, string> {
  const size = noteSizePt(page);
  const measure = page.charactersPerLine * page.bodySizePt;
  const characters = Math.floor(measure / size - NOTE_NUMBER[style][page.writingMode]);
  return {
    '--note-size': `${ptToPx(size)}px`,
    '--note-indent': `${ptToPx(measure - characters * size)}px`,
  };
}

/** Part of the em box above the baseline. */
const ASCENT = Number.parseFloat(EM_BOX.ascentOverride) / 100;

/**
 * How much lower the first baseline would stand if Chromium did not work in whole px: it rounds a face's ascent and
 * descent, and rounds the half-leading down. The type area is moved by it, so that lines are on book.yaml's grid (A07).
 */
function baselineShiftPx(page: PageGeometry): number {
  const size = bodySizePx(page);
  const pitch = pitchPx(page);
  const [ascent, descent] = [Math.round(ASCENT * size), Math.round((1 - ASCENT) * size)];
  const set = Math.floor((pitch - ascent - descent) / 2) + ascent;
  const wanted = (pitch - size) / 2 + ASCENT * size;
  return page.writingMode === 'horizontal' ? Math.round((wanted - set) * 64) / 64 : 0;
}

/** The page's geometry and the notes' as custom properties, px; styles/formats/page.css sets pages by them. */
export function rootVariables(page: PageGeometry, notes: NoteStyle): string {
  const sheet = sheetPx(page);
  const media = bleedSize(page);
  const area = typeArea(page);
  const variables: Record<string, string> = {
    '--body-size': `${bodySizePx(page)}px`,
    '--pitch': `${pitchPx(page)}px`,
    '--baseline-shift': `${baselineShiftPx(page)}px`,
    '--measure': `${page.charactersPerLine * bodySizePx(page)}px`,
    '--characters': String(page.charactersPerLine),
    ...noteVariables(page, notes),
    '--lines': String(page.linesPerPage),
    '--trim-width': `${page.trim.widthMm}mm`,
    '--trim-height': `${page.trim.heightMm}mm`,
    '--bleed': `${page.bleedMm}mm`,
    '--marks': `${page.marksMm}mm`,
    '--edge': `${page.bleedMm + page.marksMm}mm`,
    '--inside': `${page.insideMm}mm`,
    '--top': `${page.topMm}mm`,
    '--area-width': `${area.widthMm}mm`,
    '--area-height': `${area.heightMm}mm`,
    '--media-width': `${media.widthMm}mm`,
    '--media-height': `${media.heightMm}mm`,
    '--sheet-width': `${sheet.width}px`,
    '--sheet-height': `${sheet.height}px`,
  };
  const list = Object.entries(variables).map(([name, value]) => `${name}: ${value};`);
  return `:root { ${list.join(' ')} }\n${columnRules(page)}\n@page { size: ${sheet.width}px ${sheet.height}px; margin: 0; }`;
}
