import type { Element, ElementContent } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { type Caption, type Chapter, type Heading, treesOf } from '../model/book.ts';
import type { Diagnostic, Place } from '../model/diagnostic.ts';
import { visit } from '../model/visit.ts';
import { chapterNumber } from './headings.ts';
import { visitPlaced } from './place.ts';
import { quoted, type ReferenceWords } from './words.ts';
import { writtenNumber } from './written-number.ts';

/** What a reference may say of the thing it leads to. */
interface Target {
  /** Its number as others refer to it: `第三章`, `图3`. */
  readonly label?: string;
  /** The number alone. */
  readonly number?: string;
  /** Its title, without the number; of anything without one, the title of the section it stands in. */
  readonly title: string;
}

/** What has a number or a title of its own: a figure, a table, a formula. */
type Named = Pick<Caption, 'id' | 'label' | 'title'>;

/** Whether the words of a link, or some of them, are to be written here (extension `reference`). */
export function isReference(link: Element): boolean {
  let found = false;
  visit(link, 'element', (node) => {
    found ||= 'dataReference' in node.properties;
  });
  return found;
}

/** Ids to which the text refers by number. Links must have been resolved. */
export function idsReferredByNumber(chapters: readonly Chapter[]): ReadonlySet<string> {
  const ids = new Set<string>();
  forEachReference(chapters, (link, id) => {
    const byNumber = link.properties['dataReference'] === 'auto' || slotsOf(link).includes('number');
    if (byNumber) ids.add(id);
  });
  return ids;
}

/**
 * Writes the words of references, in place: numbers, titles, and `span[data-page-of]` where the page goes.
 * What a link says where there are no pages stands in its `data-without-pages`.
 */
export function fillReferences(
  chapters: readonly Chapter[],
  captions: readonly Named[],
  words: ReferenceWords,
  diagnostics: Diagnostic[],
): void {
  const targets = collectTargets(chapters, captions, words);
  forEachReference(chapters, (link, id, place) => {
    const target = targets.get(id) ?? { title: '' };
    const missing = missingWord(link, target);
    if (missing !== undefined) diagnostics.push(wordMissing(missing, id, place));
    fillLink(link, id, target, words);
  });
}

function forEachReference(
  chapters: readonly Chapter[],
  visitor: (link: Element, id: string, place: Place) => void,
): void {
  for (const chapter of chapters) {
    for (const tree of treesOf(chapter)) {
      visitPlaced(tree, { file: chapter.source ?? '', line: 1, column: 1 }, (node, placeOf) => {
        const { href } = node.properties;
        if (node.tagName !== 'a' || typeof href !== 'string' || !href.startsWith('#')) return;
        if (isReference(node)) visitor(node, href.slice(1), placeOf());
      });
    }
  }
}

function slotsOf(link: Element): readonly string[] {
  const slots: string[] = [];
  visit(link, 'element', (node) => {
    if (node !== link && 'dataReference' in node.properties)
      slots.push(String(node.properties['dataReference']));
  });
  return slots;
}

/** Everything with an id, as references speak of it. */
function collectTargets(
  chapters: readonly Chapter[],
  captions: readonly Named[],
  words: ReferenceWords,
): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  for (const chapter of chapters) {
    const headings = new Map(chapter.headings.map((heading) => [heading.id, headingTarget(heading, words)]));
    const number = chapterNumber(chapter);
    let section = headingTarget({ level: 1, title: chapter.title, ...(number && { number }) }, words);
    targets.set(chapter.id, section);
    for (const tree of treesOf(chapter)) {
      visit(tree, 'element', ({ properties: { id } }) => {
        if (typeof id !== 'string') return;
        section = headings.get(id) ?? section;
        targets.set(id, headings.get(id) ?? { title: section.title });
      });
    }
  }
  for (const { id, label, title } of captions) {
    const number = label === undefined ? undefined : /\d[^)]*/.exec(label)?.[0];
    targets.set(id, {
      title,
      ...(label === undefined ? {} : { label }),
      ...(number === undefined ? {} : { number }),
    });
  }
  return targets;
}

function headingTarget(
  { level, title, number }: Pick<Heading, 'level' | 'title' | 'number'>,
  words: ReferenceWords,
): Target {
  if (number !== undefined) return { ...number, title: number.title || title };
  const written = writtenNumber(title, level, words);
  // A chapter may be called 第三章 and no more.
  return written === undefined ? { title } : { ...written, title: written.title || title };
}

/** The number or title that a reference asks for and its target lacks. */
function missingWord(link: Element, target: Target): 'number' | 'title' | undefined {
  const slots = slotsOf(link);
  if (slots.includes('number') && target.number === undefined) return 'number';
  const wantsTitle = link.properties['dataReference'] === 'auto' || slots.includes('title');
  return wantsTitle && automaticText(target) === undefined ? 'title' : undefined;
}

function wordMissing(what: 'number' | 'title', id: string, place: Place): Diagnostic {
  return {
    severity: 'error',
    ruleId: 'reference-word-missing',
    message: `Unexpected reference to \`${id}\`, expected something that has a ${what}`,
    help:
      what === 'number'
        ? 'Write `{title}`, give the title a number, or number its kind under `captions` in book.yaml.'
        : 'Write the words of the link.',
    place,
  };
}

/** A number, or a title in quotation marks. */
function automaticText({ label, title }: Target, words?: ReferenceWords): string | undefined {
  if (label !== undefined) return label;
  if (title === '') return undefined;
  return words === undefined ? title : quoted(title, words);
}

function fillLink(link: Element, id: string, target: Target, words: ReferenceWords): void {
  const automatic = automaticText(target, words) ?? '';
  if (link.properties['dataReference'] === 'auto') link.children = [{ type: 'text', value: automatic }];
  delete link.properties['dataReference'];
  const named = slotsOf(link).some((slot) => slot !== 'page');
  fillSlots(link, id, target);
  const flat = flatText(link);
  // 图1 and 第12页 are not parted by a line's end.
  if (isNumbered(link, flat, target)) link.properties['className'] = ['no-break'];
  if (!flat.includes(PAGE)) return;
  link.properties['dataWithoutPages'] = withoutPages(flat, automatic, named);
}

/** Characters of a reference that is short enough to stay on one line. */
const SHORT = 6;

/** Whether a reference is a number and little more. */
function isNumbered(link: Element, flat: string, { label }: Target): boolean {
  return (
    (flat.includes(PAGE) || flat === label) && [...flat].length <= SHORT && !('className' in link.properties)
  );
}

function fillSlots(parent: Element, id: string, target: Target): void {
  parent.children = parent.children.map((child): ElementContent => {
    if (child.type !== 'element') return child;
    const slot = child.properties['dataReference'];
    if (slot === 'page') return { ...child, properties: { dataPageOf: id } };
    if (slot === 'number') return { type: 'text', value: target.number ?? '' };
    if (slot === 'title') return { type: 'text', value: target.title };
    fillSlots(child, id, target);
    return child;
  });
}

/** Stands for a page number while a reference is put into other words. */
const PAGE = '\uFFFC';

function flatText(node: ElementContent): string {
  if (node.type === 'element' && 'dataPageOf' in node.properties) return PAGE;
  return node.type === 'element' ? node.children.map(flatText).join('') : textOf(node);
}

/** A page number with what belongs to it: 第…页, p. …, …ページ, …쪽. */
const PAGE_PHRASE = new RegExp(
  `(?:第\\s*|p{1,2}\\.\\s*|page\\s+)?${PAGE}(?:\\s*(?:頁|页|面|ページ|쪽|페이지))?`,
  'giu',
);

/** The same in brackets of its own, with the words beside it: （见第…页）. */
const IN_BRACKETS = new RegExp(
  `\\s*[（(〔［\\[][^（）()〔〕［］\\[\\]]*${PAGE}[^（）()〔〕［］\\[\\]]*[）)〕］\\]]`,
  'gu',
);

/**
 * A reference where there are no pages: brackets that hold the page beside other words go; a page that is named
 * beside a number or title goes with its phrase; in anything else the target's own name takes its place.
 */
function withoutPages(flat: string, automatic: string, named: boolean): string {
  const open = flat.replace(IN_BRACKETS, '');
  if (!open.includes(PAGE) && open.trim() !== '') return open.trim();
  if (!named) return flat.replace(PAGE_PHRASE, automatic).trim();
  return flat.replace(PAGE_PHRASE, '').replace(/^[\s，、,：:]+|[\s，、,：:]+$/gu, '');
}
