import type { Element, Nodes } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { type Chapter, treesOf } from '../model/book.ts';
import type { Diagnostic, Place } from '../model/diagnostic.ts';
import { visit } from '../model/visit.ts';
import { plainTitle } from './headings.ts';
import { visitPlaced } from './place.ts';

/** A place in the text that the index leads to. */
export interface IndexMark {
  /** Id of the marked element. */
  readonly id: string;
  /** The entry, and its sub-entry if there is one. */
  readonly words: readonly string[];
  /** How each word is read, where the author says so; aligned with `words`. */
  readonly readings: readonly (string | undefined)[];
  /** Entries that stand for this one; such a mark is no place. */
  readonly see: readonly string[];
  /** Entries that say more. */
  readonly seeAlso: readonly string[];
  /** It begins or ends a range of pages. */
  readonly range?: 'start' | 'end';
  readonly place: Place;
}

/**
 * Takes the index marks out of a chapter: elements with `data-index`. The attributes go, the elements get ids
 * (`c02-i3`). An empty value means the marked text itself, which is read as its ruby says.
 */
export function collectIndexMarks(chapter: Chapter, diagnostics: Diagnostic[]): readonly IndexMark[] {
  const marks: IndexMark[] = [];
  let count = 0;
  for (const tree of treesOf(chapter)) {
    visitPlaced(tree, { file: chapter.source ?? '', line: 1, column: 1 }, (element, placeOf) => {
      if (!('dataIndex' in element.properties)) return;
      count += 1;
      element.properties['id'] ||= `${chapter.id}-i${count}`;
      const place = placeOf();
      const mark = readMark(element, place);
      if (typeof mark !== 'string') marks.push(mark);
      else diagnostics.push(badMark(mark, place));
      for (const name of ATTRIBUTES) delete element.properties[name];
    });
  }
  return marks;
}

const ATTRIBUTES = ['dataIndex', 'dataReading', 'dataSee', 'dataSeeAlso', 'dataRange'];

/** The mark of an element, or what is wrong with it. */
function readMark(element: Element, place: Place): IndexMark | string {
  const { properties } = element;
  const attribute = (name: string): string => String(properties[name] ?? '').trim();
  const written = attribute('dataIndex');
  // Behind a marked text its own words may be a sub-entry: `data-index="口岸!"`.
  const text = plainTitle(element);
  const words = written === '' ? [text] : splitEntry(written).map((word) => word || text);
  if (words.some((word) => word === '')) return 'nothing to list, expected `data-index="…"` or a text in it';
  if (words.length > 2) return `\`${written}\`, expected an entry and at most one sub-entry`;
  const range = attribute('dataRange');
  if (range !== '' && range !== 'start' && range !== 'end')
    return `range \`${range}\`, expected \`start\` or \`end\``;
  const readings = splitEntry(attribute('dataReading'));
  const own = words.map((word) => (word === text ? rubyReading(element) : undefined));
  return {
    id: String(properties['id']),
    words,
    readings: words.map((_, level) => readings[level] || own[level]),
    see: splitList(attribute('dataSee')),
    seeAlso: splitList(attribute('dataSeeAlso')),
    ...(range === '' ? {} : { range }),
    place,
  };
}

/** `口岸!陆路` → entry and sub-entry; `!!` is a mark of exclamation. */
function splitEntry(text: string): readonly string[] {
  return text
    .replaceAll('!!', '\0')
    .split('!')
    .map((word) => word.replaceAll('\0', '!').replace(/\s+/g, ' ').trim());
}

function splitList(text: string): readonly string[] {
  return text
    .split(/[;；]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** The readings in the place of what they stand over; `undefined` where there are none. */
export function rubyReading(element: Element): string | undefined {
  let reading = '';
  let found = false;
  const walk = (node: Nodes): void => {
    if (node.type === 'text') reading += node.value;
    else if (node.type === 'element' && node.tagName === 'ruby') {
      found = true;
      visit(node, 'element', (part) => {
        if (part.tagName === 'rt') reading += textOf(part);
      });
    } else if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(element);
  return found ? reading.replace(/\s+/g, '') : undefined;
}

function badMark(what: string, place: Place): Diagnostic {
  return {
    severity: 'error',
    ruleId: 'index-mark',
    message: `Unexpected index mark with ${what}`,
    help: 'Write for example `<span data-index>口岸</span>` or `<span data-index="口岸!陆路"></span>`.',
    place,
  };
}
