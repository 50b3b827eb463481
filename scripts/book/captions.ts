import type { Element, ElementContent } from 'hast';
import { type Caption, type Chapter, treesOf } from '../model/book.ts';
import type { NumberingRule } from '../model/manuscript.ts';
import { SKIP, visit } from '../model/visit.ts';
import { chapterNumber, plainTitle } from './headings.ts';
import type { ReferenceWords } from './words.ts';
import { arabic, writtenNumber } from './written-number.ts';

/** A figure, table or listing that has a caption or an id. */
export interface Captioned {
  readonly element: Element;
  readonly kind: Caption['kind'];
  readonly chapter: Chapter;
}

/** A number that the author has written: it stays, and nothing is counted. */
const OWN_NUMBER =
  /^(?:[图圖図表]|代码(?:清单)?|程式碼|リスト|그림|표|코드|Fig(?:ure|\.)?|Table|Listing)\s*(\d+(?:[.．\-–—－]\d+)*)[\s\u3000.．:：、]*/u;

/** How the captions of a book are numbered. */
export interface CaptionNumbering {
  readonly figure: NumberingRule;
  readonly table: NumberingRule;
  readonly listing: NumberingRule;
  /** Ids to which the text refers by number. */
  readonly referred: ReadonlySet<string>;
  /** Kinds of which the spine orders a list. */
  readonly listed: ReadonlySet<Caption['kind']>;
  readonly words: ReferenceWords;
}

/**
 * Figures, tables and listings of a chapter that have a caption or an id. Where a list of their kind is ordered, each
 * with a caption gets an id (`c02-f3`, `c02-t1`, `c02-l1`) unless the author gave one. A figure inside another is part of it.
 */
export function collectCaptioned(
  chapter: Chapter,
  listed: ReadonlySet<Caption['kind']>,
): readonly Captioned[] {
  const found: Captioned[] = [];
  const counts = { figure: 0, table: 0, listing: 0 };
  for (const tree of treesOf(chapter)) {
    visit(tree, 'element', (element) => {
      const kind = kindOf(element);
      if (kind === undefined) return undefined;
      const hasCaption = captionOf(element) !== undefined;
      if (hasCaption && listed.has(kind)) {
        counts[kind] += 1;
        element.properties['id'] ||= `${chapter.id}-${kind.charAt(0)}${counts[kind]}`;
      }
      if (hasCaption || element.properties['id']) found.push({ element, kind, chapter });
      return SKIP;
    });
  }
  return found;
}

/** Numbers the captions in place, as far as the rules ask for it, and returns those that have ids, in order. */
export function numberCaptions(
  captioned: readonly Captioned[],
  chapters: readonly Chapter[],
  numbering: CaptionNumbering,
): readonly Caption[] {
  const chapterNumbers = numbersOfChapters(chapters, numbering.words);
  const counts = new Map<string, number>();
  const rules = {
    figure: ruleFor('figure', captioned, numbering),
    table: ruleFor('table', captioned, numbering),
    listing: ruleFor('listing', captioned, numbering),
  };
  const captions = captioned.flatMap(({ element, kind, chapter }): Caption[] => {
    const id = String(element.properties['id'] ?? '');
    const caption = captionOf(element);
    if (caption === undefined && !numbering.referred.has(id)) return [];
    const title = caption === undefined ? '' : withoutStop(plainTitle(caption));
    const own = OWN_NUMBER.exec(title);
    if (own !== null) {
      const label = numbering.words[kind](own[1] ?? '');
      return [{ id, kind, title: title.slice(own[0].length), label }];
    }
    const rule = rules[kind];
    if (rule === 'none') return [{ id, kind, title }];
    const prefix = rule === 'chapter' ? (chapterNumbers.get(chapter.id) ?? '') : '';
    const count = (counts.get(`${kind} ${prefix}`) ?? 0) + 1;
    counts.set(`${kind} ${prefix}`, count);
    const label = numbering.words[kind](prefix === '' ? String(count) : `${prefix}-${count}`);
    writeNumber(caption ?? addCaption(element, kind), label, title, numbering.words);
    return [{ id, kind, title, label }];
  });
  return captions.filter(({ id }) => id !== '');
}

/** What `auto` comes to: numbers where the text or a list needs them. */
function ruleFor(
  kind: Caption['kind'],
  captioned: readonly Captioned[],
  { referred, listed, ...rules }: CaptionNumbering,
): Exclude<NumberingRule, 'auto'> {
  const rule = rules[kind];
  if (rule !== 'auto') return rule;
  const needed =
    listed.has(kind) ||
    captioned.some((one) => one.kind === kind && referred.has(String(one.element.properties['id'])));
  return needed ? 'book' : 'none';
}

/**
 * Numbers of chapters before those of their figures: as the author wrote them (第三章, 附录A); in a book that has none
 * written, the chapters of the body are counted.
 */
export function numbersOfChapters(
  chapters: readonly Chapter[],
  words: ReferenceWords,
): ReadonlyMap<string, string> {
  const written = chapters.flatMap((chapter) => {
    const number = (chapterNumber(chapter) ?? writtenNumber(chapter.title, 1, words))?.number;
    return number === undefined ? [] : [[chapter.id, arabic(number)] as const];
  });
  if (written.length > 0) return new Map(written);
  const body = chapters.filter(({ matter, path, title }) => matter === 'body' && path !== undefined && title);
  return new Map(body.map(({ id }, index) => [id, String(index + 1)]));
}

/** A caption of one sentence has a full stop at most below its picture, never in a list or a reference (F10). */
function withoutStop(title: string): string {
  return /^[^。．.!?！？]*[。．.]$/u.test(title) ? title.slice(0, -1) : title;
}

function kindOf(element: Element): Caption['kind'] | undefined {
  const { tagName } = element;
  if (tagName === 'figure' || tagName === 'table') return tagName;
  return hasClass(element, 'listing') ? 'listing' : undefined;
}

function hasClass({ properties: { className } }: Element, name: string): boolean {
  return Array.isArray(className) && className.includes(name);
}

function captionOf(element: Element): Element | undefined {
  return element.children.find(
    (child): child is Element =>
      child.type === 'element' &&
      (child.tagName === 'figcaption' || child.tagName === 'caption' || hasClass(child, 'listing-title')),
  );
}

/** What a caption is in HTML. */
const CAPTIONS = { figure: 'figcaption', table: 'caption', listing: 'p' } as const;

function addCaption(element: Element, kind: Caption['kind']): Element {
  const properties = kind === 'listing' ? { className: ['listing-title', 'keep', 'keep-next'] } : {};
  const caption: Element = { type: 'element', tagName: CAPTIONS[kind], properties, children: [] };
  // HTML: a table's caption comes first, and so does that of code; a figure's stands below the picture (F10).
  if (kind === 'figure') element.children.push(caption);
  else element.children.unshift(caption);
  return caption;
}

function writeNumber(caption: Element, label: string, title: string, { afterNumber }: ReferenceWords): void {
  const number: ElementContent = {
    type: 'element',
    tagName: 'span',
    properties: { className: ['caption-number'] },
    children: [{ type: 'text', value: label }],
  };
  const gap: ElementContent[] = title === '' ? [] : [{ type: 'text', value: afterNumber }];
  caption.children.unshift(number, ...gap);
}
