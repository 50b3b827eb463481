import type { Element, ElementContent, Properties, RootContent } from 'hast';
import type { Chapter, Note } from '../../model/book.ts';
import { visit } from '../../model/visit.ts';
import { classesOf } from './attributes.ts';
import { MOST_DOCUMENT_BYTES } from './limits.ts';
import { xhtmlSize } from './xhtml-size.ts';

/** What the frame of a document takes: declarations, head, section, the group of notes. */
const FRAME_BYTES = 4 * 1024;

/** Containers that may be parted between their children, if they are too large for any document. */
const DIVISIBLE = new Set('blockquote div dl nav ol section ul'.split(' '));

/** Containers that say nothing once they are parted. */
const WHOLE_CLASSES = ['keep', 'listing', 'side-by-side'];

/** A block of a chapter with what stands before it and belongs to it: marks of pages, line ends. */
interface Block {
  readonly nodes: readonly RootContent[];
  /** With the notes that are called in it. */
  bytes: number;
  /** Level of a heading; absent for other blocks. */
  readonly level?: number;
  /** Whether the next block stays with it. */
  readonly leads: boolean;
}

/**
 * A chapter in pieces that each make a document of at most `most` bytes: parted before headings, the highest first, and
 * where there are none between blocks, never behind a heading or within a paragraph. Notes stand with their calls. All
 * pieces keep the chapter's id; a block greater than a document stays whole.
 */
export function splitChapter(chapter: Chapter, most = MOST_DOCUMENT_BYTES): readonly Chapter[] {
  const room = most - FRAME_BYTES;
  const notesSize = chapter.notes.reduce((size, { content }) => size + xhtmlSize(content), 0);
  if (xhtmlSize(chapter.content) + notesSize <= room) return [chapter];
  const children = chapter.content.children.flatMap((child) => divide(child, room));
  const blocks = blocksOf(children);
  const noteBlocks = placeNotes(chapter.notes, blocks);
  for (const [note, at] of noteBlocks) (blocks[at] as Block).bytes += xhtmlSize(note.content);
  const starts = [0, ...breaksIn(blocks, room)];
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? blocks.length;
    const nodes = blocks.slice(start, end).flatMap((block) => block.nodes);
    const notes = chapter.notes.filter((note) => {
      const at = noteBlocks.get(note) ?? 0;
      return at >= start && at < end;
    });
    return pieceOf(chapter, nodes, notes, index === 0);
  });
}

function pieceOf(
  chapter: Chapter,
  children: readonly RootContent[],
  notes: readonly Note[],
  isFirst: boolean,
): Chapter {
  const ids = idsIn(children);
  const headings = chapter.headings.filter(({ id }) => ids.has(id) || (isFirst && id === chapter.id));
  const title = isFirst ? chapter.title : (headings[0]?.title ?? chapter.title);
  return { ...chapter, title, headings, notes, content: { type: 'root', children: [...children] } };
}

/** Indices of the blocks that begin a new document. */
function breaksIn(blocks: readonly Block[], room: number): readonly number[] {
  const breaks: number[] = [];
  let start = 0;
  let bytes = 0;
  let isOverdue = false;
  for (let index = 0; index < blocks.length; index += 1) {
    bytes += blocks[index]?.bytes ?? 0;
    if (bytes <= room || index === start) continue;
    const at: number | undefined = isOverdue ? index : chooseBreak(blocks, start, index, room);
    isOverdue = at === undefined || !isFree(blocks, at);
    if (at === undefined || isOverdue) continue;
    start = at;
    breaks.push(start);
    // What stands behind the break is counted again: at most once for each level of headings.
    index = start - 1;
    bytes = 0;
  }
  return breaks;
}

/** Whether a document may begin with a block: nothing is parted from its heading. */
function isFree(blocks: readonly Block[], index: number): boolean {
  return blocks[index - 1]?.leads !== true;
}

/**
 * The block behind `start`, up to `end`, that best begins a document: a high heading, if there is one not too early;
 * nothing where all stand behind headings.
 */
function chooseBreak(blocks: readonly Block[], start: number, end: number, room: number): number | undefined {
  let bytes = blocks[start]?.bytes ?? 0;
  let early: number | undefined;
  let late: number | undefined;
  let plain: number | undefined;
  const higher = (a: number, b: number | undefined): number =>
    b === undefined || (blocks[a]?.level ?? 7) <= (blocks[b]?.level ?? 7) ? a : b;
  for (let index = start + 1; index <= end; index += 1) {
    if (isFree(blocks, index)) {
      if (blocks[index]?.level === undefined) plain = index;
      else if (bytes < room / 4) early = higher(index, early);
      else late = higher(index, late);
    }
    bytes += blocks[index]?.bytes ?? 0;
  }
  return late ?? early ?? plain;
}

function blocksOf(children: readonly RootContent[]): readonly Block[] {
  const blocks: Block[] = [];
  let nodes: RootContent[] = [];
  for (const child of children) {
    nodes.push(child);
    if (!isBlock(child)) continue;
    blocks.push(blockOf(nodes));
    nodes = [];
  }
  const last = blocks.pop();
  return [...blocks, blockOf([...(last?.nodes ?? []), ...nodes], last?.nodes.at(-1))];
}

/** @param main the block among the nodes; by default the last of them */
function blockOf(nodes: readonly RootContent[], main = nodes.at(-1)): Block {
  const bytes = nodes.reduce((size, node) => size + xhtmlSize(node), 0);
  const level = headingLevel(main);
  return { nodes, bytes, leads: leadsOn(main), ...(level !== undefined && { level }) };
}

/** Headings, and what styles keep with the next block. */
function leadsOn(node: RootContent | undefined): boolean {
  if (node?.type !== 'element') return false;
  return headingLevel(node) !== undefined || classesOf(node).includes('keep-next');
}

/** Marks of pages and of the index stand before the block that they are for. */
function isBlock(node: RootContent): boolean {
  return node.type === 'element' && node.tagName !== 'span' && node.tagName !== 'a';
}

function headingLevel(node: RootContent | undefined): number | undefined {
  if (node?.type !== 'element') return undefined;
  const level = /^h([1-6])$/.exec(node.tagName)?.[1];
  if (level !== undefined) return Number(level);
  if (node.tagName !== 'hgroup' && node.tagName !== 'header') return undefined;
  const levels = node.children.map(headingLevel).filter((one) => one !== undefined);
  return levels.length === 0 ? undefined : Math.min(...levels);
}

/** The block of each note: that of its first call, also where this stands in another note. */
function placeNotes(notes: readonly Note[], blocks: readonly Block[]): ReadonlyMap<Note, number> {
  const callers = new Map<string, number | Note>();
  const wanted = new Set(notes.map(({ id }) => `${id}-call`));
  const note = (where: number | Note, nodes: readonly RootContent[]): void => {
    for (const id of idsIn(nodes)) if (wanted.has(id) && !callers.has(id)) callers.set(id, where);
  };
  blocks.forEach(({ nodes }, index) => {
    note(index, nodes);
  });
  for (const one of notes) note(one, [one.content]);
  const placeOf = (one: Note, seen: ReadonlySet<Note>): number => {
    const caller = callers.get(`${one.id}-call`);
    if (typeof caller === 'number') return caller;
    return caller === undefined || seen.has(caller) ? 0 : placeOf(caller, new Set([...seen, caller]));
  };
  return new Map(notes.map((one) => [one, placeOf(one, new Set([one]))]));
}

/** A container that no document holds, as several of its kind; what cannot be parted stays as it is. */
function divide(node: RootContent, room: number): readonly RootContent[] {
  if (node.type !== 'element' || !isDivisible(node) || xhtmlSize(node) <= room) return [node];
  const frame = xhtmlSize({ ...node, children: [] });
  const pieces: ElementContent[][] = [];
  let piece: ElementContent[] = [];
  let bytes = frame;
  let leads = false;
  for (const child of node.children.flatMap((one) => divide(one, room - frame) as ElementContent[])) {
    const size = xhtmlSize(child);
    // A definition stays with its term.
    const isFree = node.tagName !== 'dl' || (child.type === 'element' && child.tagName === 'dt');
    if (bytes + size > room && piece.length > 0 && isFree && !leads) {
      pieces.push(piece);
      piece = [];
      bytes = frame;
    }
    piece.push(child);
    bytes += size;
    if (child.type === 'element') leads = leadsOn(child);
  }
  pieces.push(piece);
  return pieces.map((children, index) => ({
    ...node,
    properties: propertiesOf(node, pieces, index),
    children,
  }));
}

/** Of further pieces those alone that say how it looks: it has its name and its role once. */
function propertiesOf(
  { tagName, properties }: Element,
  pieces: readonly (readonly ElementContent[])[],
  index: number,
): Properties {
  if (index === 0) return properties;
  const { id: _id, role: _role, ariaLabel: _label, ariaLabelledBy: _labelled, ...rest } = properties;
  if (tagName !== 'ol') return rest;
  return { ...rest, start: pieces.slice(0, index).reduce(countOn, Number(properties['start'] ?? 1)) };
}

function isDivisible(element: Element): boolean {
  const { tagName, properties } = element;
  if (!DIVISIBLE.has(tagName) || properties['reversed'] === true) return false;
  return !classesOf(element).some((name) => WHOLE_CLASSES.includes(name));
}

/** The number behind the last item of a list that begins with `start`. */
function countOn(start: number, items: readonly ElementContent[]): number {
  return items.reduce((number, item) => {
    if (item.type !== 'element' || item.tagName !== 'li') return number;
    const { value } = item.properties;
    return (value === undefined || value === null ? number : Number(value)) + 1;
  }, start);
}

function idsIn(nodes: readonly RootContent[]): ReadonlySet<string> {
  const ids = new Set<string>();
  visit({ type: 'root', children: [...nodes] }, 'element', ({ properties: { id } }) => {
    if (typeof id === 'string') ids.add(id);
  });
  return ids;
}
