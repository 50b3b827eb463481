import type { Node, Parents, PhrasingContent, Root } from 'mdast';
import { OBJECT, type ProseBlock } from '../model/prose.ts';
import { visitParents } from '../model/visit.ts';

const KINDS: Readonly<Record<string, ProseBlock['kind']>> = {
  paragraph: 'paragraph',
  heading: 'heading',
  tableCell: 'cell',
};

/** Elements of raw HTML whose text is taken literally. */
const VERBATIM = /^<(\/?)(?:code|kbd|samp|pre|tt|script|style|math|svg|textarea)\b/i;

/** Attributes in braces, addresses, calls of notes and works, formulas where they are no extension's. */
const NO_PROSE =
  /\{[^{}\n]*\}|(?<![a-z\d+.-])[a-z][a-z\d+.-]{0,20}:\/\/[!-~]+|\bwww\.[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+|\[\^[^[\]\n]*\]|\[[^[\]@\n]*@[^[\]\n]*\]|\$[^$\n]+\$/gi;

/** The prose in a tree as it was parsed, before anything is done with it. */
export function proseOf(tree: Root, source: string): readonly ProseBlock[] {
  const blocks: ProseBlock[] = [];
  visitParents(tree, (node, ancestors) => {
    const kind = KINDS[node.type];
    if (kind === undefined) return;
    const collected = new Prose(source);
    collected.addAll((node as Parents).children as PhrasingContent[]);
    const inVerse = ancestors.some((one) => one.type === 'containerDirective' && one.name === 'verse');
    blocks.push({ kind, inVerse, ...collected.finish() });
  });
  return blocks;
}

/**
 * What a tree is made of beside its prose: types in their order, code, addresses. Two texts of one skeleton differ in
 * nothing but prose.
 */
export function skeletonOf(tree: Root): string {
  const parts: string[] = [];
  visitParents(tree, (node, ancestors) => {
    const { value, url, identifier } = node as Node & Record<'value' | 'url' | 'identifier', string>;
    if (node.type === 'text') return;
    parts.push(JSON.stringify([ancestors.length, node.type, value, url, identifier]));
  });
  return parts.join('\n');
}

class Prose {
  readonly #source: string;
  #text = '';
  readonly #offsets: number[] = [];
  /** How many elements of raw HTML are open whose text is taken literally. */
  #verbatim = 0;

  constructor(source: string) {
    this.#source = source;
  }

  addAll(nodes: readonly PhrasingContent[]): void {
    for (const node of nodes) {
      if (node.type === 'text') this.#addText(node.value, node.position);
      else if (node.type === 'break') this.#push('\n', -1);
      else if (node.type === 'html') {
        const [, end] = VERBATIM.exec(node.value) ?? [];
        if (end !== undefined) this.#verbatim = Math.max(this.#verbatim + (end === '' ? 1 : -1), 0);
      } else if ('children' in node) this.addAll(node.children);
      else this.#push(OBJECT, -1);
    }
  }

  finish(): Pick<ProseBlock, 'text' | 'offsets'> {
    return { text: this.#text, offsets: Int32Array.from(this.#offsets) };
  }

  #push(character: string, offset: number): void {
    this.#text += character;
    this.#offsets.push(offset);
  }

  #addText(value: string, position: Node['position']): void {
    const start = position?.start.offset;
    const offsets =
      start === undefined || this.#verbatim > 0
        ? undefined
        : offsetsOf(value, this.#source, start, position?.end.offset ?? start);
    if (offsets === undefined) {
      this.#push(OBJECT, -1);
      return;
    }
    const masked = value.replace(NO_PROSE, (found) => OBJECT.repeat(found.length));
    for (let index = 0; index < masked.length; index += 1) {
      const character = masked[index] ?? '';
      this.#push(character, character === OBJECT ? -1 : (offsets[index] ?? -1));
    }
  }
}

const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/iy;

/** Where each character of a text was written; `undefined` where that cannot be told for certain. */
function offsetsOf(value: string, source: string, start: number, end: number): number[] | undefined {
  const offsets: number[] = [];
  let at = start;
  for (let index = 0; index < value.length; index += 1) {
    const character = value[index] ?? '';
    // At a line's end spaces are dropped, at its start the marks of quotations and items.
    if (character === '\n' && source[at] !== '\n') at = skip(source, at, /[ \t\r]/);
    if (value[index - 1] === '\n' && source[at] !== character) at = skip(source, at, /[ \t>]/);
    if (at >= end) return undefined;
    ENTITY.lastIndex = at;
    const entity = source[at] === '&' ? ENTITY.exec(source)?.[0] : undefined;
    if (entity !== undefined && !value.startsWith(entity, index)) {
      offsets.push(-1);
      at += entity.length;
    } else if (source[at] === character) {
      offsets.push(at);
      at += 1;
    } else if (source[at] === '\\' && source[at + 1] === character) {
      offsets.push(-1);
      at += 2;
    } else return undefined;
  }
  return offsets;
}

function skip(source: string, from: number, skipped: RegExp): number {
  let at = from;
  while (skipped.test(source[at] ?? '')) at += 1;
  return at;
}
