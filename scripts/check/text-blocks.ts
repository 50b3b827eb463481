import type { Element, Root } from 'hast';
import { type Book, treesOf } from '../model/book.ts';
import type { Place } from '../model/diagnostic.ts';
import type { SourcePart } from '../model/source-part.ts';
import { visitParents } from '../model/visit.ts';
import { once } from './once.ts';
import { moved, placeOf, sourcesOf } from './rule.ts';

/** The text of one block: a paragraph, a heading, a cell, the own text of a list's item. */
export interface TextBlock {
  readonly element: Element | Root;
  /** What holds the block; absent for a tree that is a block itself. */
  readonly parent?: Element | Root;
  /** As it will be read: code, readings of ruby and calls of notes left out, a picture or a piece of code one U+FFFC. */
  readonly text: string;
  /** The place of the character at an offset of the text. */
  readonly placeAt: (offset: number) => Place;
}

/** Elements that run along with a text. */
const INLINE: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo cite code del dfn em font i img ins kbd mark math q rb rp rt rtc ruby s samp small span strong sub sup svg time tt u var wbr br input'.split(
    ' ',
  ),
);

/** Inline elements whose text is not the text's own. */
const OPAQUE: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'math', 'svg', 'rt', 'rp']);

/** Stands where something other than text stands. */
const OBJECT = '\uFFFC';

interface Piece {
  readonly text: string;
  readonly placeAt: (offset: number) => Place;
}

/** The blocks of the author's chapters and notes, in reading order, code left out. */
export const textBlocks = once(({ chapters }: Book): readonly TextBlock[] =>
  chapters.flatMap((chapter) => {
    if (chapter.source === undefined) return [];
    const { markdown = '' } = chapter;
    return treesOf(chapter).flatMap((tree) => blocksOf(tree, sourcesOf(chapter), markdown));
  }),
);

function blocksOf(
  tree: Root | Element,
  sources: readonly SourcePart[],
  markdown: string,
): readonly TextBlock[] {
  const pieces = new Map<
    Element | Root,
    { readonly parent: Element | Root | undefined; readonly of: Piece[] }
  >();
  visitParents(tree, (node, ancestors) => {
    if (node.type === 'element' && node.tagName === 'pre') return 'skip';
    const isOpaque = node.type === 'element' && (OPAQUE.has(node.tagName) || isNoteCall(node));
    const isObject =
      isOpaque || (node.type === 'element' && (node.tagName === 'img' || node.tagName === 'br'));
    if (node.type !== 'text' && !isObject) return undefined;
    const chain = ancestors as readonly (Element | Root)[];
    const depth = chain.findLastIndex((one) => one.type === 'root' || !INLINE.has(one.tagName));
    const block = chain[depth];
    if (block === undefined) return 'skip';
    const found = pieces.get(block) ?? { parent: chain[depth - 1], of: [] };
    pieces.set(block, found);
    const elements = chain.filter((one): one is Element => one.type === 'element');
    const place = placeOf(node.position?.start, elements, sources);
    if (node.type === 'text') found.of.push(pieceOf(node.value, written(node, markdown), place));
    else found.of.push({ text: OBJECT, placeAt: () => place });
    return isObject ? 'skip' : undefined;
  });
  return [...pieces].map(([element, { parent, of }]) => ({
    element,
    ...(parent !== undefined && { parent }),
    text: of.map(({ text }) => text).join(''),
    placeAt: (offset) => placeIn(of, offset),
  }));
}

function isNoteCall({ properties }: Element): boolean {
  const names = properties['className'];
  return Array.isArray(names) && names.includes('note-call');
}

function written(node: { readonly position?: Root['position'] }, markdown: string): string {
  return markdown.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

/** Escapes and folds make a text shorter than it was written: the same character is sought there, of its number. */
function pieceOf(text: string, source: string, place: Place): Piece {
  return {
    text,
    placeAt: (offset) => {
      const character = text[offset] ?? '';
      let nth = text.slice(0, offset).split(character).length;
      let at = -1;
      for (; nth > 0; nth -= 1) {
        at = source.indexOf(character, at + 1);
        if (at < 0) return place;
      }
      return moved(place, source.slice(0, at));
    },
  };
}

function placeIn(pieces: readonly Piece[], offset: number): Place {
  let before = 0;
  for (const { text, placeAt } of pieces) {
    if (offset < before + text.length) return placeAt(offset - before);
    before += text.length;
  }
  return { file: '', line: 1, column: 1 };
}
