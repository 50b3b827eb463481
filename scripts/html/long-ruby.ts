import type { Element, ElementContent, Root, Text } from 'hast';
import { visit } from '../model/visit.ts';

/** Ems up to which a base stays whole with its reading (D07): a third of a common line. */
const LONGEST = 12;

/** Ems of a piece of what is longer. */
const PIECE = 6;

/** Marks that no piece begins with (C01). */
const CLOSING = /^[\p{Pe}\p{Pf}、。，．・：；？！ー々〜～…―—ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u;

/**
 * Parts a base with one reading that is too long for a line, in place: each piece is a ruby with its share of the
 * reading, so that a line may end between two of them.
 */
export function divideLongRuby(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'ruby' || parent === undefined || index === undefined) return undefined;
    const rubies = pieces(node);
    if (rubies.length < 2) return undefined;
    parent.children = [...parent.children.slice(0, index), ...rubies, ...parent.children.slice(index + 1)];
    return index + rubies.length;
  });
}

function pieces(ruby: Element): Element[] {
  const [base, rt, ...rest] = ruby.children;
  if (base?.type !== 'text' || rt?.type !== 'element' || rt.tagName !== 'rt' || rest.length > 0) return [];
  const [reading] = rt.children;
  if (reading?.type !== 'text') return [];
  const length = Math.max(widthOf(base.value), widthOf(reading.value) / 2);
  if (length <= LONGEST) return [];
  const bases = cut(base.value, Math.ceil(length / PIECE));
  const shares = sharesOf(reading.value, bases.length);
  const { id, ...properties } = ruby.properties;
  return bases.map((value, index): Element => {
    const children: ElementContent[] = [text(value), { ...rt, children: [text(shares[index] ?? '')] }];
    // An id stays with the first piece.
    const named = index === 0 && id !== undefined ? { id } : {};
    return { ...ruby, properties: { ...properties, ...named }, children };
  });
}

function text(value: string): Text {
  return { type: 'text', value };
}

/** Ems of a text in its own size: letters of alphabets are about half as wide. */
function widthOf(value: string): number {
  return [...value].reduce(
    (sum, one) => sum + (/[\u1100-\uffff]|[\u{1f000}-\u{3ffff}]/u.test(one) ? 1 : 0.5),
    0,
  );
}

/** A base in so many pieces, or fewer. */
function cut(value: string, count: number): string[] {
  const characters = [...new Intl.Segmenter().segment(value)].map(({ segment }) => segment);
  const size = Math.ceil(characters.length / count);
  const made: string[] = [];
  for (const [index, character] of characters.entries()) {
    if (index % size === 0 && !CLOSING.test(character)) made.push(character);
    else made.push((made.pop() ?? '') + character);
  }
  return made;
}

/** A reading in exactly so many shares: by its words where it has several. */
function sharesOf(value: string, count: number): string[] {
  const words = value.trim().split(/(?<=\s)/);
  const units = words.length >= count ? words : [...value.trim()];
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [index, index + 1].map((one) => Math.round((one * units.length) / count));
    return units.slice(from, to).join('').trim();
  });
}
