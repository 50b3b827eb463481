import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';

/** Readings of Chinese, whose syllables spaces part. */
const SYLLABLES = /^[\p{Script=Latin}\p{Script=Bopomofo}\p{M}ˇˊˋ˙'’ ]+$/u;

/**
 * A base with its readings: one for each character, or one for the whole, in which spaces may part pinyin or bopomofo of
 * as many characters. `undefined` where there are neither as many readings as characters nor one for all.
 */
export function rubyOf(base: string, readings: readonly string[]): Element | undefined {
  const characters = [...new Intl.Segmenter().segment(base)].map(({ segment }) => segment);
  const [only = ''] = readings;
  const syllables = readings.length === 1 && SYLLABLES.test(only) ? only.trim().split(/ +/) : [];
  if (syllables.length > 1 && syllables.length === characters.length) return rubyOf(base, syllables);
  const bases = readings.length === 1 ? [base] : characters;
  if (bases.length !== readings.length) return undefined;
  const pairs = bases.map((text, index): ElementContent[] => {
    const reading = readings[index]?.trim() ?? '';
    // A character that reads as it stands has none: {お母さん||かあ|さん}.
    return [{ type: 'text', value: text }, h('rt', reading)];
  });
  return h('ruby', pairs.flat());
}
