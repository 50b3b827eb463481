import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { type Chapter, treesOf } from '../model/book.ts';
import { closest } from '../model/closest.ts';
import type { Diagnostic, Place } from '../model/diagnostic.ts';
import type { IndexOrder } from '../model/manuscript.ts';
import { visit } from '../model/visit.ts';
import { plainTitle } from './headings.ts';
import { rubyReading } from './index-marks.ts';
import { type IndexKey, orderingOf } from './index-order.ts';
import { visitPlaced } from './place.ts';

/** A term of a glossary, by one of its names. */
interface Entry {
  readonly word: string;
  /** Id of the term. */
  readonly id: string;
  readonly place: Place;
  /** Ids of its marks outside glossaries. */
  readonly uses: string[];
  isMarked: boolean;
}

/** Terms that share their definitions. */
interface Group {
  readonly entries: readonly Entry[];
  readonly key: IndexKey;
  readonly nodes: ElementContent[];
}

/**
 * Writes glossaries (`section[data-glossary]`) and the marks of their terms (`[data-term]`), in place: terms get ids and are
 * sorted as the index is; marks become links to them, the first of each term in a chapter's text as `dfn.term`. Marks of what
 * no glossary has, entries given twice, and those that nothing marks are reported.
 */
export function setGlossary(
  chapters: readonly Chapter[],
  order: IndexOrder,
  diagnostics: Diagnostic[],
): void {
  const entries = new Map<string, Entry>();
  const lists: { readonly list: Element; readonly groups: readonly Group[]; readonly orders: string }[] = [];
  for (const chapter of chapters) {
    visitPlaced(chapter.content, { file: chapter.source ?? '', line: 1, column: 1 }, (section) => {
      const orders = section.properties['dataGlossary'];
      if (typeof orders !== 'string') return;
      delete section.properties['dataGlossary'];
      visit(section, 'element', (list) => {
        if (list.tagName !== 'dl') return;
        lists.push({ list, groups: readList(list, chapter, entries, order, diagnostics), orders });
      });
    });
  }
  let seen = new Set<Entry>();
  for (const chapter of chapters) {
    // A file that is a section goes on with the chapter before it.
    if (chapter.level === undefined) seen = new Set();
    setMarks(chapter, entries, seen, diagnostics);
  }
  for (const { list, groups, orders } of lists) writeList(list, groups, orders, order);
  for (const entry of entries.values()) if (!entry.isMarked) diagnostics.push(unused(entry));
}

/** Latin words are the same at the beginning of a sentence. */
function keyOf(word: string): string {
  return word.normalize('NFC').toLowerCase();
}

function readList(
  list: Element,
  chapter: Chapter,
  entries: Map<string, Entry>,
  order: IndexOrder,
  diagnostics: Diagnostic[],
): readonly Group[] {
  const ordering = orderingOf(order, '');
  const groups: { entries: Entry[]; key: IndexKey; nodes: ElementContent[] }[] = [];
  let isOpen = false;
  visitPlaced(list, { file: chapter.source ?? '', line: 1, column: 1 }, (node, placeOf) => {
    if (node.tagName === 'dd') {
      isOpen = false;
      node.properties['className'] = ['glossary-definition'];
      groups.at(-1)?.nodes.push(node);
    }
    if (node.tagName !== 'dt') return;
    const place = placeOf();
    const word = plainTitle(node);
    const reading = String(node.properties['dataReading'] ?? '') || rubyReading(node);
    delete node.properties['dataReading'];
    node.properties['className'] = ['glossary-term'];
    node.properties['id'] ||= `bx-term-${entries.size + 1}`;
    const entry: Entry = { word, id: String(node.properties['id']), place, uses: [], isMarked: false };
    const first = entries.get(keyOf(word));
    if (first === undefined) entries.set(keyOf(word), entry);
    else diagnostics.push(duplicate(word, place));
    const group = groups.at(-1);
    if (isOpen && group !== undefined) {
      group.entries.push(entry);
      group.nodes.push(node);
      return;
    }
    isOpen = true;
    const key = ordering.keyOf(word, reading);
    if (key === undefined || (reading === undefined && ordering.needsReading(word)))
      diagnostics.push(badReading(word, reading, place));
    const safe = key ?? ordering.keyOf(word, undefined) ?? { rank: 0, label: '', text: word, isLatin: false };
    groups.push({ entries: [entry], key: safe, nodes: [node] });
  });
  return groups;
}

function writeList(list: Element, groups: readonly Group[], orders: string, order: IndexOrder): void {
  const { compare } = orderingOf(order, '');
  const isSorted = orders.includes('sort');
  const sorted = isSorted ? [...groups].sort((a, b) => compare(a.key, b.key)) : groups;
  if (orders.includes('pages')) {
    for (const { entries, nodes } of groups) {
      const uses = entries.flatMap((entry) => entry.uses).join(' ');
      const last = nodes.at(-1);
      if (uses === '' || last?.type !== 'element') continue;
      last.children.push(
        { type: 'text', value: '\u3000' },
        h('span', { className: ['glossary-pages'], dataPagesOf: uses }),
      );
    }
  }
  list.children = sorted.flatMap(({ nodes }) => nodes);
}

function setMarks(
  chapter: Chapter,
  entries: ReadonlyMap<string, Entry>,
  seen: Set<Entry>,
  diagnostics: Diagnostic[],
): void {
  let count = 0;
  for (const tree of treesOf(chapter)) {
    const { quiet, linked, listed } = surroundings(tree);
    for (const { pieces, word, place } of marksIn(tree, chapter)) {
      const [first] = pieces;
      const entry = entries.get(keyOf(word));
      if (entry === undefined || first === undefined) {
        diagnostics.push(undefinedTerm(word, entries, place));
        continue;
      }
      count += 1;
      first.properties['id'] ??= `${chapter.id}-t${count}`;
      entry.isMarked = true;
      if (!listed.has(first)) entry.uses.push(String(first.properties['id']));
      for (const piece of pieces) if (!linked.has(piece)) piece.children = [linkTo(entry, piece.children)];
      if (quiet.has(first) || seen.has(entry)) continue;
      seen.add(entry);
      for (const piece of pieces) {
        piece.tagName = 'dfn';
        piece.properties['className'] = [...classNames(piece), 'term'];
      }
    }
  }
}

/** A mark of a term. */
interface Mark {
  /** More than one where it is bound to what stands beside it, such as the call of a note. */
  readonly pieces: Element[];
  word: string;
  readonly place: Place;
}

/** The marks of a text; their attributes are taken off. */
function marksIn(tree: Root | Element, chapter: Chapter): readonly Mark[] {
  const marks: Mark[] = [];
  let before: unknown;
  visitPlaced(tree, { file: chapter.source ?? '', line: 1, column: 1 }, (node, placeOf) => {
    const { dataTerm, dataSource, ...rest } = node.properties;
    if (typeof dataTerm !== 'string') return;
    const place = placeOf();
    node.properties = rest;
    const last = marks.at(-1);
    if (last !== undefined && dataSource !== undefined && dataSource === before) {
      last.pieces.push(node);
      if (dataTerm === '') last.word += plainTitle(node);
      return;
    }
    before = dataSource;
    marks.push({ pieces: [node], word: dataTerm || plainTitle(node), place });
  });
  return marks;
}

/** Elements in titles and glossaries, where nothing is emphasised; in links, which hold no other; in glossaries alone. */
function surroundings(tree: Root | Element): Record<'quiet' | 'linked' | 'listed', ReadonlySet<Element>> {
  const quiet = new Set<Element>();
  const linked = new Set<Element>();
  const listed = new Set<Element>();
  visit(tree, 'element', (node) => {
    const isListed = isOfGlossary(node);
    const isQuiet = isListed || /^h[1-6]$/.test(node.tagName);
    if (!isQuiet && node.tagName !== 'a') return;
    visit(node, 'element', (inner) => {
      (isQuiet ? quiet : linked).add(inner);
      if (isListed) listed.add(inner);
    });
  });
  return { quiet, linked, listed };
}

function linkTo({ id }: Entry, children: ElementContent[]): Element {
  return { type: 'element', tagName: 'a', properties: { href: `#${id}`, role: 'doc-glossref' }, children };
}

function classNames({ properties: { className } }: Element): readonly string[] {
  return Array.isArray(className) ? className.map(String) : [];
}

function isOfGlossary(element: Element): boolean {
  return classNames(element).some((name) => name === 'glossary-term' || name === 'glossary-definition');
}

function undefinedTerm(word: string, entries: ReadonlyMap<string, Entry>, place: Place): Diagnostic {
  const meant = closest(
    word,
    [...entries.values()].map((entry) => entry.word),
  );
  return {
    severity: 'error',
    ruleId: 'term-undefined',
    message: `Unexpected mark of the term \`${word}\`, expected an entry of a glossary`,
    help:
      meant === undefined
        ? 'Write its entry into a `:::glossary`, or name another by `{.term of="…"}`.'
        : `Did you mean \`${meant}\`? Other words for an entry are marked \`{.term of="${meant}"}\`.`,
    place,
  };
}

function duplicate(word: string, place: Place): Diagnostic {
  return {
    severity: 'error',
    ruleId: 'term-duplicate',
    message: `Unexpected second entry of the term \`${word}\`, expected one in the book`,
    help: 'Join the two, or give one another name.',
    place,
  };
}

function badReading(word: string, reading: string | undefined, place: Place): Diagnostic {
  return {
    severity: reading === undefined ? 'warning' : 'error',
    ruleId: 'term-reading',
    message:
      reading === undefined
        ? `Missing reading of the term \`${word}\`, which has kanji`
        : `Unexpected reading \`${reading}\` of the term \`${word}\`, expected pinyin`,
    help: 'Write `{reading="…"}` behind the term, or ruby over it.',
    place,
  };
}

function unused({ word, place }: Entry): Diagnostic {
  return {
    severity: 'info',
    ruleId: 'term-unused',
    message: `Unused entry of the glossary \`${word}\``,
    help: `Mark where the text uses it: \`[${word}]{.term}\`.`,
    place,
  };
}
