import { type Diagnostic, parsePlace } from '../../model/diagnostic.ts';
import type { ComposerCounts, LayoutPlan } from '../../model/pagination.ts';
import { type Axis, axisOf, roomIn } from '../axis.ts';
import { chooseBalanced } from './choose-balanced.ts';
import {
  ANY,
  type ComposedLine,
  chooseBreaks,
  FILLED,
  FINE,
  TOLERANCES,
  type Tolerance,
} from './choose-breaks.ts';
import type { ComposedParagraphs } from './composed-paragraphs.ts';
import { InlineStyles, px } from './inline-styles.ts';
import { Phrases } from './phrases.ts';
import type { ReadParagraph } from './piece-list.ts';
import { ParagraphReader } from './read-paragraph.ts';
import { TextWidths } from './text-widths.ts';
import type { WordBreaks } from './word-parts.ts';
import { eraseLines, TURN, writeComposed, writeLines } from './write-lines.ts';

/** What the composer sets: running text that fills its lines. Cells of tables and what may not break are the browser's. */
const PARAGRAPHS = 'p:not(table p, pre p, .browser-lines p)';

/** Short texts whose lines are alike in length instead. */
const HEADINGS = ':is(h1, h2, h3, h4, h5, h6, figcaption, .deck p):not(table *, .browser-lines *)';

/** One way to find lines. */
interface Way {
  readonly breaks: WordBreaks;
  readonly tolerances: readonly Tolerance[];
  readonly ragged?: true;
}

/** Each is tried when the one before finds no lines: words are parted only where lines would be loose otherwise. */
const JUSTIFIED: readonly Way[] = [
  { breaks: 'own', tolerances: [FINE] },
  { breaks: 'patterns', tolerances: TOLERANCES },
  { breaks: 'anywhere', tolerances: [ANY] },
];

/** In a narrow column a paragraph with a line that cannot be filled is ragged as a whole: one such line would look like its last. */
const NARROW: readonly Way[] = [
  { breaks: 'own', tolerances: [FINE] },
  { breaks: 'patterns', tolerances: FILLED },
  { breaks: 'patterns', tolerances: [FINE, ANY], ragged: true },
  { breaks: 'anywhere', tolerances: [ANY], ragged: true },
];

/** Where the styles order lines that are not justified. */
const RAGGED: readonly Way[] = [
  { breaks: 'own', tolerances: [FINE, ANY], ragged: true },
  { breaks: 'anywhere', tolerances: [ANY], ragged: true },
];

/** A measure below this is a narrow column, em: a word may be as long as a third of it. */
const NARROW_EM = 13;

const WAYS: Readonly<Record<string, readonly Way[]>> = { justify: JUSTIFIED, start: RAGGED, left: RAGGED };

/** What a line may lack without being told of: the rest of an address, parted where it may be, cannot be stretched. */
const LEAST_TOLD = { em: 2, measures: 1 / 8 };

/** A paragraph before its lines are written. */
interface ChosenLines {
  readonly element: HTMLElement;
  readonly lines: number;
  /** How many of them are left short. */
  readonly short: number;
  readonly write: () => void;
  /** By what it is to be remembered; absent where it is already, or is not. */
  readonly key?: string;
}

/** By what rules lines are set. */
export type LineRules = Pick<LayoutPlan, 'language' | 'vertical' | 'hangingPunctuation'>;

/** Sets the lines of paragraphs (typography.md C05–C07, C13, C14, B07); the browser then finds them as they are. */
export class Composer {
  readonly #reader: ParagraphReader;
  readonly #styles: InlineStyles;
  readonly #axis: Axis;
  readonly #phrases: Phrases;
  readonly #writingMode: string;
  #left = 0;
  /** Paragraphs with lines that are left short. */
  readonly #short = new Map<HTMLElement, number>();
  readonly #composed: ComposedParagraphs | undefined;

  /** @param composed what was composed in this document before */
  constructor(
    { language, vertical, hangingPunctuation }: LineRules,
    widths = new TextWidths(),
    composed?: ComposedParagraphs,
  ) {
    this.#composed = composed;
    this.#styles = new InlineStyles(widths);
    this.#axis = axisOf(vertical);
    this.#phrases = new Phrases(language);
    this.#writingMode = vertical ? 'vertical-rl' : 'horizontal-tb';
    this.#reader = new ParagraphReader({
      language,
      vertical,
      hangingPunctuation,
      styles: this.#styles,
      widths,
    });
  }

  /** Composes every paragraph in `roots`, one root after the other, so that little is held at a time. */
  compose(roots: ArrayLike<Element> & Iterable<Element>): ComposerCounts {
    let composed = 0;
    this.#composed?.begin(roots.length);
    for (const root of roots) {
      this.#balanceAll([...root.querySelectorAll<HTMLElement>(HEADINGS)]);
      composed += this.#composeAll([...root.querySelectorAll<HTMLElement>(PARAGRAPHS)], this.#composed);
    }
    return { composed, left: this.#left };
  }

  /** Paragraphs with lines that cannot be filled without gaps of more than a quarter of an em (C13). */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.#short].map(([element, count]) => shortLines(element, count));
  }

  /** Composes the paragraphs of some elements again, whose text has changed. */
  composeAgain(changed: Iterable<Element>): void {
    const paragraphs = new Set<HTMLElement>();
    for (const element of changed) {
      const paragraph = element.closest<HTMLElement>(PARAGRAPHS);
      if (paragraph === null) continue;
      eraseLines(paragraph);
      paragraphs.add(paragraph);
    }
    this.#composeAll([...paragraphs]);
  }

  /**
   * All is read before anything is written, and then checked.
   * @param known what was composed before; elements that others hold must not be in it
   */
  #composeAll(paragraphs: readonly HTMLElement[], known?: ComposedParagraphs): number {
    const chosen = paragraphs.flatMap((element) => this.#choose(element, known) ?? []);
    for (const { write } of chosen) write();
    const wrong = new Set(chosen.filter(({ element, lines }) => !this.#isAsChosen(element, lines)));
    for (const one of chosen) {
      const { element, lines, short, key } = one;
      if (wrong.has(one)) {
        this.#leave(element);
        continue;
      }
      if (short > 0) this.#short.set(element, short);
      else this.#short.delete(element);
      if (key !== undefined) known?.keep(key, { html: element.innerHTML, lines, short });
    }
    return chosen.length - wrong.size;
  }

  /** What cannot be read stays as the browser balances it. */
  #balanceAll(headings: readonly HTMLElement[]): void {
    const chosen = headings.flatMap((element) => {
      const computed = getComputedStyle(element);
      if (computed.textAlign === 'justify' || computed.writingMode !== this.#writingMode) return [];
      const read = this.#reader.read(element, this.#styles.ofParagraph(computed));
      if (read === undefined || read.paragraph.count === 0) return [];
      const room = roomIn(element, this.#axis, computed);
      const lines = chooseBalanced(read.paragraph, this.#phrases.costs(read), room);
      return lines === undefined ? [] : [{ element, read, lines }];
    });
    for (const { element, read, lines } of chosen) writeLines(element, read, lines, TURN);
    for (const { element } of chosen) if (this.#axis.inlineExcess(element) > 1) eraseLines(element);
  }

  #choose(element: HTMLElement, composed?: ComposedParagraphs): ChosenLines | undefined {
    const computed = getComputedStyle(element);
    const ordered = WAYS[computed.textAlign];
    if (ordered === undefined || computed.whiteSpace !== 'normal') return undefined;
    if (computed.writingMode !== this.#writingMode) return undefined;
    if (ordered === RAGGED && this.#isOfLines(element, 1)) return undefined;
    const style = this.#styles.ofParagraph(computed);
    const measurePx = roomIn(element, this.#axis, computed);
    const key = composed && keyOf(element, [style.key, measurePx, computed.textIndent, computed.textAlign]);
    const known = key === undefined ? undefined : composed?.find(key);
    if (known !== undefined) return { element, ...known, write: () => writeComposed(element, known.html) };
    const isNarrow = ordered === JUSTIFIED && measurePx < NARROW_EM * style.emPx;
    for (const { breaks, tolerances, ragged = false } of isNarrow ? NARROW : ordered) {
      const read = this.#reader.read(element, style, breaks);
      if (read === undefined) break;
      if (read.paragraph.count === 0) return undefined;
      const options = { measurePx, indentPx: px(computed.textIndent), ragged };
      const lines = chooseBreaks(read.paragraph, options, tolerances);
      if (lines === undefined) continue;
      const write = (): void => writeLines(element, read, lines, ragged ? TURN : 'wbr');
      const short = shortLinesIn(read, lines, measurePx);
      return { element, lines: lines.length, short, write, ...(key !== undefined && { key }) };
    }
    // A picture alone has no lines to choose, and a title that is set at the start in parts is no running text.
    if (ordered === JUSTIFIED && element.textContent?.trim() !== '') this.#left += 1;
    return undefined;
  }

  /** Whether the browser sets as many lines as were chosen, none longer than the measure. */
  #isAsChosen(element: HTMLElement, count: number): boolean {
    return this.#isOfLines(element, count) && this.#axis.inlineExcess(element) <= 1;
  }

  #isOfLines(element: HTMLElement, count: number): boolean {
    const computed = getComputedStyle(element);
    const pitch = px(computed.lineHeight);
    const extent = this.#axis.blockSize(element.getBoundingClientRect()) - blockEdges(computed);
    return Math.abs(extent - count * pitch) <= pitch / 2;
  }

  #leave(element: HTMLElement): void {
    eraseLines(element);
    this.#short.delete(element);
    this.#left += 1;
  }
}

/** What the lines of a paragraph follow from: the styles within it are read from its own as well. */
function keyOf(element: HTMLElement, styles: readonly (string | number)[]): string {
  return `${styles.join('|')}|${element.innerHTML}`;
}

/** How many lines lack so much that it is told. */
function shortLinesIn(
  { paragraph: { emPx } }: ReadParagraph,
  lines: readonly ComposedLine[],
  measurePx: number,
): number {
  const mostPx = Math.max(LEAST_TOLD.em * emPx, LEAST_TOLD.measures * measurePx);
  return lines.filter(({ short, restPx }) => short && restPx > mostPx).length;
}

/** What stands before and behind the lines of a paragraph that is a box, px. */
function blockEdges(style: CSSStyleDeclaration): number {
  return (
    px(style.paddingBlockStart) +
    px(style.paddingBlockEnd) +
    px(style.borderBlockStartWidth) +
    px(style.borderBlockEndWidth)
  );
}

function shortLines(element: Element, count: number): Diagnostic {
  const place = parsePlace(element.closest<HTMLElement>('[data-source]')?.dataset['source'] ?? '');
  const lines = count === 1 ? 'A line is' : `${count} lines are`;
  return {
    severity: 'warning',
    ruleId: 'line-short',
    message: `${lines} left short, for what follows can neither be divided nor the line be filled`,
    help: 'Let the long word be divided by a soft hyphen (&shy;) or by <wbr>, change a word, or set less text in columns.',
    ...(place === undefined ? {} : { place }),
  };
}
