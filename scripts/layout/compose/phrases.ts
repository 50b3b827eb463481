import type { Language } from '../../model/metadata.ts';
import { GapKind } from './paragraph.ts';
import type { ReadParagraph } from './piece-list.ts';

/**
 * What it costs to part a heading or a caption in a gap, against an uneven shape: a line that ends behind a mark or a
 * space reads as a phrase, one that ends within a word does not (H02). In shares of the measure, squared.
 */
const COST = { behindSpace: 0, behindMark: 0.1, word: 0.15, particle: 0.25, within: 0.4, inBrackets: 0.12 };

/** Words that lean on the one before them: structural particles and modal particles of Chinese. */
const LEANING = new Set([...'的地得了着过们吗呢吧啊之等']);
const HIRAGANA = /^[ぁ-ゖー]/u;
const MARK = /[、，。；：！？」』”》）—…]$/u;
const OPENING = /^[(（《〈「『“‘【〔]/u;
const CLOSING = /[)）》〉」』”’】〕]$/u;
const SPACE = /[\s\u3000]$/u;

/** Finds where the phrases of short texts may be parted. */
export class Phrases {
  readonly #segmenter: Intl.Segmenter;
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
    this.#segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  }

  /** The cost of ending a line in each gap of a text; infinite where no line may end. */
  costs({ paragraph, nodes, froms, tos }: ReadParagraph): Float64Array {
    const texts = nodes.map((node, index) => textOf(node, froms[index] ?? 0, tos[index] ?? 0));
    const words = this.#wordsByStart(texts.join(''));
    const costs = new Float64Array(paragraph.count).fill(Number.POSITIVE_INFINITY);
    let end = 0;
    let brackets = 0;
    for (let index = 0; index < paragraph.count; index += 1) {
      const before = texts[index] ?? '';
      end += before.length;
      if (OPENING.test(before)) brackets += 1;
      else if (CLOSING.test(before) && brackets > 0) brackets -= 1;
      const kind = paragraph.breaks[index];
      if (kind === GapKind.forced) costs[index] = 0;
      else if (kind !== GapKind.none && !SPACE.test((texts[index + 1] ?? '').slice(0, 1)))
        costs[index] =
          this.#cost(texts.slice(Math.max(index - 1, 0), index + 2), words.get(end)) +
          (brackets > 0 ? COST.inBrackets : 0);
    }
    return costs;
  }

  /**
   * @param around the pieces before and behind the gap
   * @param next the word that begins behind the gap; none within a word
   */
  #cost(around: readonly string[], next: string | undefined): number {
    const [before = '', after = ''] = around.slice(-2);
    if (MARK.test(before)) return COST.behindMark;
    if (SPACE.test(before)) return isPause(around.join('')) ? COST.behindSpace : COST.word;
    if (next === undefined) return COST.within;
    const leans = this.#language === 'ja' ? HIRAGANA.test(after) : LEANING.has(next);
    return leans ? COST.particle : COST.word;
  }

  #wordsByStart(text: string): ReadonlyMap<number, string> {
    const words = new Map<number, string>();
    for (const { index, segment } of this.#segmenter.segment(text)) words.set(index, segment);
    return words;
  }
}

/** A space parts phrases where it is an ideographic one, or stands between Han; elsewhere it parts words. */
function isPause(around: string): boolean {
  return (
    around.includes('\u3000') ||
    /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}] [\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(around)
  );
}

function textOf(node: Text | Element, from: number, to: number): string {
  return node.nodeType === 3 ? (node as Text).data.slice(from, to) : (node.textContent ?? '');
}
