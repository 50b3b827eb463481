import type { ComposerCounts, LayoutPlan } from '../../model/pagination.ts';
import { type ComposedLine, chooseBreaks } from './choose-breaks.ts';
import { InlineStyles } from './inline-styles.ts';
import type { ReadParagraph } from './piece-list.ts';
import { ParagraphReader } from './read-paragraph.ts';
import { TextWidths } from './text-widths.ts';
import { eraseLines, writeLines } from './write-lines.ts';

/** What the composer sets: running text that fills its lines. Cells of tables and what may not break are the browser's. */
const PARAGRAPHS = 'p:not(table p, pre p, .browser-lines p)';

/** By what rules lines are set. */
export type LineRules = Pick<LayoutPlan, 'language' | 'vertical' | 'hangingPunctuation'>;

/** Sets the lines of paragraphs (typography.md C05–C07, C13, C14, B07); the browser then finds them as they are. */
export class Composer {
  readonly #reader: ParagraphReader;
  readonly #styles: InlineStyles;
  readonly #vertical: boolean;
  #left = 0;

  constructor({ language, vertical, hangingPunctuation }: LineRules) {
    const widths = new TextWidths();
    this.#styles = new InlineStyles(widths);
    this.#vertical = vertical;
    this.#reader = new ParagraphReader({
      language,
      vertical,
      hangingPunctuation,
      styles: this.#styles,
      widths,
    });
  }

  /** Composes every paragraph in `roots`, one root after the other, so that little is held at a time. */
  compose(roots: Iterable<Element>): ComposerCounts {
    let composed = 0;
    for (const root of roots)
      composed += this.#composeAll([...root.querySelectorAll<HTMLElement>(PARAGRAPHS)]);
    return { composed, left: this.#left };
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

  /** All is read before anything is written, and then checked. */
  #composeAll(paragraphs: readonly HTMLElement[]): number {
    const chosen = paragraphs.flatMap((element) => {
      const read = this.#choose(element);
      return read === undefined ? [] : [{ element, ...read }];
    });
    for (const { element, read, lines } of chosen) writeLines(element, read, lines);
    const wrong = chosen.filter(({ element, lines }) => !this.#isAsChosen(element, lines.length));
    for (const { element } of wrong) this.#leave(element);
    return chosen.length - wrong.length;
  }

  #choose(element: HTMLElement): { read: ReadParagraph; lines: readonly ComposedLine[] } | undefined {
    const computed = getComputedStyle(element);
    if (computed.textAlign !== 'justify' || computed.whiteSpace !== 'normal') return undefined;
    const style = this.#styles.ofParagraph(computed);
    const measurePx = this.#vertical
      ? element.clientHeight - px(computed.paddingTop) - px(computed.paddingBottom)
      : element.clientWidth - px(computed.paddingLeft) - px(computed.paddingRight);
    const options = {
      measurePx: exact(element, this.#vertical, measurePx),
      indentPx: px(computed.textIndent),
    };
    for (const eachCharacter of [false, true]) {
      const read = this.#reader.read(element, style, eachCharacter);
      if (read === undefined) break;
      if (read.paragraph.count === 0) return undefined;
      const lines = chooseBreaks(read.paragraph, options);
      if (lines !== undefined) return { read, lines };
    }
    // A picture alone has no lines to choose.
    if (element.textContent?.trim() !== '') this.#left += 1;
    return undefined;
  }

  /** Whether the browser sets as many lines as were chosen, none longer than the measure. */
  #isAsChosen(element: HTMLElement, count: number): boolean {
    const pitch = px(getComputedStyle(element).lineHeight);
    const extent = this.#vertical ? element.offsetWidth : element.offsetHeight;
    if (Math.abs(extent - count * pitch) > pitch / 2) return false;
    const excess = this.#vertical
      ? element.scrollHeight - element.clientHeight
      : element.scrollWidth - element.clientWidth;
    return excess <= 1;
  }

  #leave(element: Element): void {
    eraseLines(element);
    this.#left += 1;
  }
}

/** `clientWidth` is rounded; the rectangle is not. */
function exact(element: Element, vertical: boolean, roundedPx: number): number {
  const rect = element.getBoundingClientRect();
  const whole = vertical ? element.clientHeight : element.clientWidth;
  return roundedPx + (vertical ? rect.height : rect.width) - whole;
}

function px(length: string): number {
  const value = Number.parseFloat(length);
  return Number.isNaN(value) ? 0 : value;
}
