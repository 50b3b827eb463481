import type { IndexEntry, IndexGroup, IndexPlace, IndexPointer } from '../model/book.ts';
import type { Diagnostic, Place } from '../model/diagnostic.ts';
import type { IndexOrder } from '../model/manuscript.ts';
import type { IndexMark } from './index-marks.ts';
import { type IndexKey, type Ordering, orderingOf } from './index-order.ts';
import type { ReferenceWords } from './words.ts';

/** An entry while its marks are gathered. */
interface Draft {
  readonly word: string;
  /** Where it is marked first. */
  readonly place: Place;
  reading: string | undefined;
  readonly places: IndexPlace[];
  readonly see: Set<string>;
  readonly seeAlso: Set<string>;
  readonly children: Map<string, Draft>;
  /** The mark that has begun a range. */
  open?: IndexMark;
}

/** The index of marks in the order of the book: entries merged, sorted and grouped. */
export function indexEntries(
  marks: readonly IndexMark[],
  order: IndexOrder,
  words: ReferenceWords,
  diagnostics: Diagnostic[],
): readonly IndexGroup[] {
  const roots = new Map<string, Draft>();
  for (const mark of marks) addMark(roots, mark, diagnostics);
  for (const draft of everyDraft(roots)) {
    if (draft.open !== undefined) diagnostics.push(openRange(draft.open));
  }
  return new IndexWriter(orderingOf(order, words.strokes), diagnostics).write(roots);
}

function addMark(roots: Map<string, Draft>, mark: IndexMark, diagnostics: Diagnostic[]): void {
  let level = roots;
  let draft: Draft | undefined;
  mark.words.forEach((word, index) => {
    draft = level.get(word) ?? newDraft(word, mark.place);
    level.set(word, draft);
    level = draft.children;
    const reading = mark.readings[index];
    if (reading !== undefined && draft.reading !== undefined && reading !== draft.reading) {
      diagnostics.push(otherReading(word, draft.reading, reading, mark.place));
    }
    draft.reading ??= reading;
  });
  if (draft === undefined) return;
  for (const word of mark.see) draft.see.add(word);
  for (const word of mark.seeAlso) draft.seeAlso.add(word);
  if (mark.see.length === 0) addPlace(draft, mark, diagnostics);
}

function newDraft(word: string, place: Place): Draft {
  return {
    word,
    place,
    reading: undefined,
    places: [],
    see: new Set(),
    seeAlso: new Set(),
    children: new Map(),
  };
}

function addPlace(draft: Draft, mark: IndexMark, diagnostics: Diagnostic[]): void {
  if (mark.range === undefined) draft.places.push({ id: mark.id });
  else if (mark.range === 'start') {
    if (draft.open !== undefined) diagnostics.push(openRange(draft.open));
    draft.open = mark;
  } else if (draft.open === undefined) {
    diagnostics.push(rangeProblem(mark, 'end', 'data-range="start"'));
  } else {
    draft.places.push({ id: draft.open.id, until: mark.id });
    delete draft.open;
  }
}

function* everyDraft(level: ReadonlyMap<string, Draft>): Generator<Draft> {
  for (const draft of level.values()) {
    yield draft;
    yield* everyDraft(draft.children);
  }
}

/** Numbers the entries in their final order, so that pointers can lead to them. */
class IndexWriter {
  readonly #ordering: Ordering;
  readonly #diagnostics: Diagnostic[];
  readonly #ids = new Map<string, string>();

  constructor(ordering: Ordering, diagnostics: Diagnostic[]) {
    this.#ordering = ordering;
    this.#diagnostics = diagnostics;
  }

  write(roots: ReadonlyMap<string, Draft>): readonly IndexGroup[] {
    const sorted = this.#sort(roots, undefined);
    for (const { draft } of sorted) this.#ids.set(draft.word, `bx-index-${this.#ids.size + 1}`);
    const groups: { label: string; entries: IndexEntry[] }[] = [];
    for (const { draft, key } of sorted) {
      const group = groups.at(-1);
      const entry = this.#entry(draft, this.#ids.get(draft.word) ?? '');
      if (group?.label === key.label) group.entries.push(entry);
      else groups.push({ label: key.label, entries: [entry] });
    }
    return groups;
  }

  #sort(level: ReadonlyMap<string, Draft>, parent: Draft | undefined): { draft: Draft; key: IndexKey }[] {
    return [...level.values()]
      .map((draft) => ({ draft, key: this.#keyOf(draft, parent) }))
      .sort((a, b) => this.#ordering.compare(a.key, b.key) || (a.draft.word < b.draft.word ? -1 : 1));
  }

  #keyOf(draft: Draft, parent: Draft | undefined): IndexKey {
    const { word, reading, place } = draft;
    const key = this.#ordering.keyOf(word, reading);
    if (key === undefined) this.#diagnostics.push(unreadable(word, reading ?? '', place));
    else if (reading === undefined && this.#ordering.needsReading(word)) {
      this.#diagnostics.push(readingMissing(word, parent?.word, place));
    }
    return key ?? this.#ordering.keyOf(word, undefined) ?? { rank: 0, label: '', text: word, isLatin: false };
  }

  #entry(draft: Draft, id: string): IndexEntry {
    const pointers = (words: ReadonlySet<string>): readonly IndexPointer[] =>
      [...words].map((text) => this.#pointer(text, draft.place));
    return {
      id,
      text: draft.word,
      places: draft.places,
      see: pointers(draft.see),
      seeAlso: pointers(draft.seeAlso),
      children: this.#sort(draft.children, draft).map((child, index) =>
        this.#entry(child.draft, `${id}-${index + 1}`),
      ),
    };
  }

  #pointer(text: string, place: Place): IndexPointer {
    const id = this.#ids.get(text);
    if (id === undefined) this.#diagnostics.push(pointsNowhere(text, place));
    return { text, ...(id === undefined ? {} : { id }) };
  }
}

function otherReading(word: string, first: string, second: string, place: Place): Diagnostic {
  return {
    severity: 'warning',
    ruleId: 'index-reading',
    message: `Unexpected reading \`${second}\` of the index entry \`${word}\`, read \`${first}\` before`,
    help: 'Give one reading: the first was used.',
    place,
  };
}

function unreadable(word: string, reading: string, place: Place): Diagnostic {
  return {
    severity: 'error',
    ruleId: 'index-reading',
    message: `Unexpected reading \`${reading}\` of the index entry \`${word}\`, expected pinyin`,
    help: 'Write syllables of pinyin, with or without tones, or characters that sound the same.',
    place,
  };
}

function readingMissing(word: string, parent: string | undefined, place: Place): Diagnostic {
  return {
    severity: 'warning',
    ruleId: 'index-reading',
    message: `Missing reading of the index entry \`${word}\`, which has kanji`,
    help: `Write \`data-reading="${parent === undefined ? '' : '…!'}よみ"\`, or mark a word with ruby: it stands behind the kana now.`,
    place,
  };
}

function pointsNowhere(text: string, place: Place): Diagnostic {
  return {
    severity: 'warning',
    ruleId: 'index-see',
    message: `Unexpected pointer to \`${text}\`, expected an entry of the index`,
    help: 'Write the entry as it is marked elsewhere, or mark it.',
    place,
  };
}

function openRange(mark: IndexMark): Diagnostic {
  return rangeProblem(mark, 'start', 'data-range="end"');
}

function rangeProblem({ words, place }: IndexMark, has: string, lacks: string): Diagnostic {
  return {
    severity: 'error',
    ruleId: 'index-range',
    message: `Unexpected ${has} of a range of the index entry \`${words.join('!')}\` without its other end`,
    help: `Mark the same entry with \`${lacks}\`.`,
    place,
  };
}
