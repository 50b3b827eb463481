import type { ComposerCounts, LayoutPlan } from '../../model/pagination.ts';
import { type Axis, axisOf, roomIn } from '../axis.ts';
import { type ComposedLine, chooseBreaks } from './choose-breaks.ts';
import { InlineStyles, px } from './inline-styles.ts';
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
  readonly #axis: Axis;
  #left = 0;

  constructor({ language, vertical, hangingPunctuation }: LineRules) {
    const widths = new TextWidths();
    this.#styles = new InlineStyles(widths);
    this.#axis = axisOf(vertical);
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
    const options = { measurePx: roomIn(element, this.#axis, computed), indentPx: px(computed.textIndent) };
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
    const extent = this.#axis.blockSize(element.getBoundingClientRect());
    if (Math.abs(extent - count * pitch) > pitch / 2) return false;
    return this.#axis.inlineExcess(element) <= 1;
  }

  #leave(element: Element): void {
    eraseLines(element);
    this.#left += 1;
  }
}
