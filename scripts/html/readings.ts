import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';

/** Marks of tones, which stand beside the last symbol (D09). */
const TONES = /^(˙?)([^ˇˊˋ˙˪˫]+)([ˇˊˋ˪˫]?)$/u;

/**
 * Readings of Chinese for the pages, in place: characters with readings of their own are rubies of their own, between
 * which a line may end, and bopomofo is a column of symbols whose tone takes no room in it (D08, D09).
 */
export function setReadings(tree: Root | Element): void {
  tree.children = (tree.children as ElementContent[]).flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child];
    if (child.tagName !== 'ruby') {
      setReadings(child);
      return [child];
    }
    const names = child.properties['className'];
    const isBopomofo = Array.isArray(names) && names.includes('bopomofo');
    const isPinyin = Array.isArray(names) && names.includes('pinyin');
    return isBopomofo || isPinyin ? single(child, isBopomofo) : [child];
  });
}

/** A ruby for each base. */
function single(ruby: Element, isBopomofo: boolean): ElementContent[] {
  const { id, ...properties } = ruby.properties;
  const rubies: Element[] = [];
  let base: ElementContent[] = [];
  for (const child of ruby.children) {
    if (child.type !== 'element' || child.tagName !== 'rt') {
      if (child.type === 'text') base.push(child);
      continue;
    }
    const reading = isBopomofo ? { ...child, children: [columnOf(child)] } : child;
    rubies.push({ ...ruby, properties: { ...properties }, children: [...base, reading] });
    base = [];
  }
  const [first] = rubies;
  // An id stays with the first piece.
  if (first !== undefined && id !== undefined) first.properties['id'] = id;
  return rubies;
}

function columnOf(rt: Element): Element {
  const [text] = rt.children;
  const reading = text?.type === 'text' ? text.value : '';
  const [, light = '', symbols = reading, tone = ''] = TONES.exec(reading) ?? [];
  return h('bx-zhuyin', [
    ...(light === '' ? [] : [h('bx-tone', { className: ['light'] }, light)]),
    symbols,
    ...(tone === '' ? [] : [h('bx-tone', { className: tone === 'ˇ' ? ['third'] : undefined }, tone)]),
  ]);
}
