import type { Element, Root, Text } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import type { Language } from '../model/metadata.ts';
import { visitParents } from '../model/visit.ts';

/** Bopomofo, with the marks of its tones. */
const BOPOMOFO = /^[\p{Script=Bopomofo}ˇˊˋ˙˪˫]+$/u;
/** Pinyin in one or several words; its tones tell it from other words in Latin letters. */
const PINYIN = /^[\p{Script=Latin}\p{M}'’ -]+$/u;
const TONE = /[āēīōūǖáéíóúǘǎěǐǒǔǚàèìòùǜ]/iu;
/** The light tone, which stands before its symbols (D09). */
const LIGHT = '˙';

/**
 * Names what readings are, in place, wherever the ruby comes from: class `bopomofo` where every character has symbols of
 * its own (D09), class `pinyin` in Chinese (D08), whose language is `zh-Latn-pinyin`.
 */
export function markReadings(tree: Root, language: Language): void {
  visitParents(tree, 'element', (ruby, ancestors) => {
    if (ruby.tagName !== 'ruby') return;
    const pairs = readingPairs(ruby);
    const readings = pairs?.map(({ rt }) => textOf(rt).trim()).filter((reading) => reading !== '') ?? [];
    if (pairs === undefined || readings.length === 0) return;
    if (readings.every((reading) => BOPOMOFO.test(reading)) && pairs.every(({ base }) => isOne(base.value))) {
      ruby.properties['className'] = ['bopomofo'];
      for (const { rt } of pairs) setLightTone(rt);
    } else if (isChinese(language, ancestors) && isPinyin(readings)) {
      ruby.properties['className'] = ['pinyin'];
      for (const { rt } of pairs) rt.properties['lang'] = 'zh-Latn-pinyin';
    }
  });
}

/** A base and the reading behind it. */
interface ReadingPair {
  readonly base: Text;
  readonly rt: Element;
}

/** The pairs of a ruby that holds nothing but texts, each with its reading, and brackets for what cannot set ruby. */
function readingPairs(ruby: Element): readonly ReadingPair[] | undefined {
  const pairs: ReadingPair[] = [];
  let base: Text | undefined;
  for (const child of ruby.children) {
    if (child.type === 'element' && child.tagName === 'rp') continue;
    if (child.type === 'text' && base === undefined) base = child;
    else if (child.type === 'element' && child.tagName === 'rt' && base !== undefined) {
      pairs.push({ base, rt: child });
      base = undefined;
    } else return undefined;
  }
  return base === undefined ? pairs : undefined;
}

function isOne(text: string): boolean {
  return [...new Intl.Segmenter().segment(text.trim())].length === 1;
}

function isPinyin(readings: readonly string[]): boolean {
  const composed = readings.map((reading) => reading.normalize('NFC'));
  return composed.every((reading) => PINYIN.test(reading)) && composed.some((reading) => TONE.test(reading));
}

/** Of the nearest language that is told. */
function isChinese(language: Language, ancestors: readonly (Root | Element)[]): boolean {
  const told = ancestors.map((one) => (one.type === 'element' ? one.properties['lang'] : undefined));
  const nearest = told.findLast((one): one is string => typeof one === 'string');
  return (nearest ?? language).startsWith('zh');
}

function setLightTone(rt: Element): void {
  const reading = textOf(rt).trim();
  const value = reading.includes(LIGHT) ? LIGHT + reading.replaceAll(LIGHT, '') : reading;
  rt.children = [{ type: 'text', value }];
}
