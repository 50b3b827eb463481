import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { EXIT, visit } from 'unist-util-visit';
import type { Book, Chapter } from '../model/book.ts';
import {
  bodySizePx,
  columnsOf,
  MOST_COLUMNS,
  mediaSize,
  type PageGeometry,
  pitchPx,
  sheetPx,
  typeArea,
} from '../model/geometry.ts';
import type { LayoutPlan } from '../model/pagination.ts';
import { prepareFlow } from './flow-content.ts';
import { furnitureSamples } from './furniture-samples.ts';

const serializer = unified().use(rehypeStringify).freeze();

/** Where the layout document believes it lives; no such host exists, and every request is answered by us. */
export const DOCUMENT_ORIGIN = 'http://book.invalid';

/** The document that Chromium lays out: the flow, the notes, and samples of what pages will carry. */
export function pageDocument(book: Book, plan: LayoutPlan, page: PageGeometry, css: string): string {
  const { metadata, chapters } = book;
  const head = [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY }),
    h('title', metadata.title),
    h('base', { href: `${DOCUMENT_ORIGIN}/manuscript/` }),
    h('style', `${rootVariables(page)}\n${withoutEndTag(css)}`),
  ];
  const sections = chapters.map(sectionOf);
  const body = [
    h('bx-flow', sections),
    h('bx-notes-flow', chapters.map(notesOf)),
    furnitureSamples(plan, sections.some(holdsTable)),
  ];
  const html = h('html', { lang: metadata.language, className: [page.writingMode, 'fonts-pending'] }, [
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

function sectionOf(chapter: Chapter): Element {
  const content = structuredClone(chapter.content);
  prepareFlow(content);
  encodeSources(content);
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

function notesOf(chapter: Chapter): Element {
  const asides = chapter.notes.map((note) => {
    const aside = structuredClone(note.content);
    prepareFlow({ type: 'root', children: [aside] });
    encodeSources(aside);
    return aside;
  });
  return h('div', { dataChapter: chapter.id }, asides);
}

/** A picture's path as a URL: a name may hold `#`, `?` or `%`. */
function encodeSources(tree: Root | Element): void {
  visit(tree, 'element', ({ tagName, properties }) => {
    const { src } = properties;
    if (tagName !== 'img' || typeof src !== 'string') return;
    properties['src'] = src.split('/').map(encodeURIComponent).join('/');
  });
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

/** The page's geometry as custom properties, px; styles/formats/page.css sets pages by them. */
export function rootVariables(page: PageGeometry): string {
  const sheet = sheetPx(page);
  const media = mediaSize(page);
  const area = typeArea(page);
  const variables: Record<string, string> = {
    '--body-size': `${bodySizePx(page)}px`,
    '--pitch': `${pitchPx(page)}px`,
    '--measure': `${page.charactersPerLine * bodySizePx(page)}px`,
    '--characters': String(page.charactersPerLine),
    '--lines': String(page.linesPerPage),
    '--trim-width': `${page.trim.widthMm}mm`,
    '--trim-height': `${page.trim.heightMm}mm`,
    '--bleed': `${page.bleedMm}mm`,
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
