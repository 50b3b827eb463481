import type { Element, Root } from 'hast';
import type { HeadingNumber } from '../model/book.ts';
import type { Diagnostic, Place } from '../model/diagnostic.ts';
import {
  type HeadingPatterns,
  inNumerals,
  type Numbered,
  type Numeral,
  type PatternPiece,
  parsePattern,
} from '../model/heading-number.ts';
import type { Matter } from '../model/manuscript.ts';
import type { Language } from '../model/metadata.ts';
import { plainTitle } from './headings.ts';
import { visitPlaced } from './place.ts';
import { wordsFor } from './words.ts';
import { writtenNumber } from './written-number.ts';

/** The class that `{.unnumbered}` behind a heading gives it. */
const UNNUMBERED = 'unnumbered';

/** Marks behind which no gap is needed: they are half empty (E08). */
const ENDS_IN_GAP = /[、，．。：）〕】」』\s]$/u;

/** A file whose headings are to be numbered. */
export interface NumberedFile {
  readonly content: Root;
  readonly matter: Matter;
  /** A divisional title. */
  readonly isPart: boolean;
  /** The file's path as shown in diagnostics. */
  readonly source: string;
}

/** Numbers a file's headings, in place, and tells their numbers. */
export type NumberHeadings = (file: NumberedFile) => ReadonlyMap<Element, HeadingNumber>;

/**
 * Numbers headings through a book by its patterns (E08): chapters of the body one after the other, also over parts, what
 * is below them anew in each; chapters of the back matter as appendices, where there is a pattern for those. Front matter,
 * `{.unnumbered}` and whatever is below it have none. A heading with a number of the author's keeps that, and is told.
 */
export function headingNumberer(
  patterns: HeadingPatterns,
  language: Language,
  diagnostics: Diagnostic[],
): NumberHeadings {
  const parsed = new Map(
    Object.entries(patterns).map(([name, pattern]) => [name as Numbered, parsePattern(pattern) ?? []]),
  );
  const counter = new Counter();
  const gap = language === 'ko' ? ' ' : '\u3000';
  return ({ content, matter, isPart, source }) => {
    const numbers = new Map<Element, HeadingNumber>();
    const isLeftOut = matter === 'front' || (matter === 'back' && !parsed.has('appendix'));
    if (parsed.size === 0 || isLeftOut) return numbers;
    const top = isPart ? 'part' : matter === 'back' ? 'appendix' : 'chapter';
    let unnumbered = Number.POSITIVE_INFINITY;
    visitPlaced(content, { file: source, line: 1, column: 1 }, (node, placeOf) => {
      const level = levelOf(node);
      if (level === undefined) return;
      if (level <= unnumbered) unnumbered = isUnnumbered(node) ? level : Number.POSITIVE_INFINITY;
      // A divisional title is no chapter: what stands below it counts nowhere.
      if (level >= unnumbered || (isPart && level > 1)) return;
      const path = level === 1 ? counter.open(top) : counter.next(level);
      const outermost = counter.outer === 'appendix' ? numeralOf(parsed.get('appendix')) : undefined;
      const printed = print(parsed.get(level === 1 ? top : nameOf(level)) ?? [], path, outermost);
      if (printed === undefined) return;
      const title = plainTitle(node);
      const written = authorsNumber(title, level, language);
      if (written !== undefined) diagnostics.push(numberedTwice(written, placeOf()));
      else {
        numbers.set(node, { ...printed, label: labelOf(printed, level, language), title });
        setNumber(node, printed.text, gap);
      }
    });
    return numbers;
  };
}

/** Counts the headings of a book. */
class Counter {
  /** What the headings of level 1 are that the others stand under; a divisional title is none. */
  outer: 'chapter' | 'appendix' | undefined;
  readonly #counts = { part: 0, chapter: 0, appendix: 0 };
  /** By level, from 2. */
  #below: number[] = [];

  /** A heading of level 1: its number. */
  open(kind: 'part' | 'chapter' | 'appendix'): readonly number[] {
    this.#counts[kind] += 1;
    if (kind !== 'part') {
      this.outer = kind;
      this.#below = [];
    }
    return [this.#counts[kind]];
  }

  /** Any other heading: the numbers of those above it and its own, 0 where one of them is missing. */
  next(level: number): readonly number[] {
    const at = level - 2;
    this.#below = Array.from(
      { length: at + 1 },
      (_, index) => (this.#below[index] ?? 0) + (index === at ? 1 : 0),
    );
    return [this.outer === undefined ? 0 : this.#counts[this.outer], ...this.#below];
  }
}

function levelOf({ tagName }: Element): number | undefined {
  const level = /^h([1-6])$/.exec(tagName)?.[1];
  return level === undefined ? undefined : Number(level);
}

function isUnnumbered({ properties }: Element): boolean {
  const names = properties['className'];
  return Array.isArray(names) && names.includes(UNNUMBERED);
}

function nameOf(level: number): Numbered {
  return level === 2 ? 'section' : level === 3 ? 'subsection' : (`level-${level}` as Numbered);
}

/** What a pattern comes to. */
interface Printed {
  /** As it stands in the heading, without the gap. */
  readonly text: string;
  /** The numerals, and what stands between them. */
  readonly number: string;
}

/**
 * The last place is for the heading's own number, those before it for the headings above; none where one is missing.
 * @param outermost how the number of an appendix is written in the headings below it
 */
function print(
  pattern: readonly PatternPiece[],
  path: readonly number[],
  outermost: Numeral | undefined,
): Printed | undefined {
  const places = pattern.flatMap((piece, index) => ('numeral' in piece ? [index] : []));
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const texts = pattern.map((piece, index) => {
    if ('text' in piece) return piece.text;
    const at = path.length - places.length + places.indexOf(index);
    const number = path[at] ?? 0;
    return number === 0
      ? undefined
      : inNumerals(number, (at === 0 && path.length > 1 ? outermost : undefined) ?? piece.numeral);
  });
  if (texts.includes(undefined)) return undefined;
  return { text: texts.join(''), number: texts.slice(first, last + 1).join('') };
}

function numeralOf(pattern: readonly PatternPiece[] = []): Numeral | undefined {
  return pattern.flatMap((piece) => ('numeral' in piece ? [piece.numeral] : [])).at(-1);
}

/** As others refer to it: `第三章`, and of a bare numeral `第1.2节`. */
function labelOf({ text, number }: Printed, level: number, language: Language): string {
  const label = text.replace(/[、．.\s]+$/u, '');
  return label === number ? wordsFor(language).section(number, level) : label;
}

function authorsNumber(title: string, level: number, language: Language): string | undefined {
  const ladder = /^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)/u.exec(title)?.[0];
  return ladder ?? writtenNumber(title, level, wordsFor(language))?.label;
}

function numberedTwice(written: string, place: Place): Diagnostic {
  return {
    severity: 'warning',
    ruleId: 'heading-number',
    message: `Unexpected number \`${written}\` at the head of a title, expected none: \`headings.numbers\` writes them`,
    help: 'Take it out, or write `{.unnumbered}` behind a title that is to keep it.',
    place,
  };
}

function setNumber(heading: Element, text: string, gap: string): void {
  const isEmpty = heading.children.length === 0;
  const number: Element = {
    type: 'element',
    tagName: 'span',
    properties: { className: ['heading-number'] },
    children: [{ type: 'text', value: text.trimEnd() }],
  };
  const space = /\s+$/u.exec(text)?.[0] ?? (ENDS_IN_GAP.test(text) ? '' : gap);
  heading.children.unshift(number);
  if (!isEmpty && space !== '') heading.children.splice(1, 0, { type: 'text', value: space });
}
